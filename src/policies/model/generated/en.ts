import { escapeMarkdown } from '../../../core/markdown-text.ts';
import type { Organisation } from '../../../organisation/model.ts';
import { nameInSentence } from '../../../organisation/model.ts';
import type { Configuration, Sections } from '../configuration.ts';
import { cookieSentence } from '../site-facts.ts';
import {
  collectedTable,
  listOf,
  mailboxLink,
  paragraphs,
  postalLine,
  retentionTable,
  tableOf,
} from './tables.ts';

export const englishSections: Sections = {
  collected: (configuration) =>
    paragraphs(
      'This trust centre keeps the following of persons, and nothing else. Categories are named as Cal. Civ. Code § 1798.140(v)(1) names them.',
      collectedTable(configuration, 'en', [
        'Record',
        'What of you',
        'What for',
        'Where from',
        'How long',
      ]),
    ),
  retention: ({ rules }) =>
    paragraphs(
      'We keep each kind of record as long as its rule says. What a law or a dispute holds is kept until that is over.',
      retentionTable(rules, 'en', ['Record', 'Kept', 'Basis', 'Then']),
      'The same rules, as they stand today, are on [the page of retention rules](/retention).',
    ),
  cookies: ({ site }) => {
    const { cookies, storage, thirdParties } = site;
    if ([cookies, storage, thirdParties].every(({ length }) => length === 0))
      return paragraphs(
        cookieSentence.en,
        'So there is nothing to consent to and no banner. The typefaces are those of your device; none is loaded from elsewhere. A test of the software behind these pages visits every one of them with a real browser, and fails if this stops being true.',
      );
    return tableOf(
      ['What', 'Which'],
      [
        ['Cookies', said(cookies)],
        ['Storage in your browser', said(storage)],
        ['Loaded from others', said(thirdParties)],
      ],
    );
  },
  analytics: ({ site: { analytics } }) =>
    analytics.length === 0
      ? 'The public pages of this trust centre use no analytics, no pixels and no trackers, our own or others’. Nobody is counted, profiled or followed from page to page.'
      : `The public pages of this trust centre are measured by ${said(analytics)}.`,
  subprocessors: ({ organisation, services }) =>
    paragraphs(
      `Companies that process personal data for us${services.length === 0 ? '' : `, for each of ${namesOf(services)},`} stand on [our list of sub-processors](/subprocessors), with what each does, where, and on what basis data is transferred.`,
      `We announce an addition or a replacement ${days(organisation.noticeDays)} before it takes effect, on [the page of changes](/changes), by feed, and to [everybody who subscribes](/subscribe).`,
    ),
  rights,
};

function rights({ organisation }: Configuration): string {
  return paragraphs(
    'Wherever you live, you may ask us at no cost for access to your personal data, for its correction or deletion, for a copy that you can take elsewhere, that we restrict its use, and that we stop using it where you object. You may opt out of marketing at any time. What the law of your place gives you:',
    tableOf(
      ['Where you live', 'What you may ask', 'When we answer'],
      [
        [
          'European Economic Area',
          'Access, correction, deletion, restriction, portability, objection, withdrawal of consent (Art. 7(3), 15 to 22 GDPR)',
          'Within one month; where it is complex up to two more, which we tell you within the first (Art. 12(3) GDPR)',
        ],
        [
          'United Kingdom',
          'The same (Art. 15 to 22 UK GDPR), and to complain to us (s. 164A Data Protection Act 2018)',
          'Within one month, up to two more where it is complex (Art. 12A UK GDPR); we confirm a complaint within 30 days',
        ],
        [
          'Switzerland',
          'Access, portability, correction, deletion, objection (Art. 25, 28, 30 and 32 FADP)',
          'Within 30 days (Art. 25(7) FADP, Art. 18 DPO)',
        ],
        [
          'California',
          'To know, delete and correct; to opt out of sale and sharing and to limit the use of sensitive data, of which we do neither (Cal. Civ. Code §§ 1798.100 to 1798.121)',
          'We confirm within 10 business days and answer within 45 days, up to 90 where we tell you why (11 CCR § 7021)',
        ],
        ['Elsewhere', 'The same as in the European Economic Area', 'Within one month'],
      ],
    ),
    `**How to ask.** ${ways(organisation)}`,
    'We check who asks against contact details that we already have, as strictly as the request needs. We never ask for an identity document, and whatever we are given only for that check we delete afterwards. An authorised agent may ask for you: we confirm with you that it is so. Opting out needs no check. We treat nobody differently for having asked (Cal. Civ. Code § 1798.125).',
    'If you are a user of one of our customers, that customer decides about your data. We pass your request on to them without delay.',
    complaint(organisation),
  );
}

function ways(organisation: Organisation): string {
  const { dpo, euRepresentative, ukRepresentative } = organisation;
  const mailbox = dpo && mailboxLink(dpo);
  const post = postalLine(organisation);
  const eu = euRepresentative && mailboxLink(euRepresentative);
  const uk = ukRepresentative && mailboxLink(ukRepresentative);
  const list = listOf([
    'With [our form](/privacy-request), which shows what the law of the place where you live gives you, and by when we answer',
    mailbox && `By e-mail: ${mailbox}`,
    post && `By post: ${post}`,
    eu && `In the European Union, our representative (Art. 27 GDPR): ${eu}`,
    uk && `In the United Kingdom, our representative (Art. 27 UK GDPR): ${uk}`,
  ]);
  const name = escapeMarkdown(nameInSentence(organisation));
  return `You can reach ${name} in each of these ways:\n\n${list}`;
}

function complaint({ euRepresentative }: Organisation): string {
  const authority =
    'You may also complain to the supervisory authority of the place where you live or work (Art. 77 GDPR)';
  return euRepresentative === undefined
    ? `${authority}.`
    : `${authority}, or of our representative.`;
}

function namesOf(services: Configuration['services']): string {
  const names = services.map(({ name }) => escapeMarkdown(name));
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}

function said(names: readonly string[]): string {
  return names.length === 0 ? 'None' : names.map(escapeMarkdown).join(', ');
}
