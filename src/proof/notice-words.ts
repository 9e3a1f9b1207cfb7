import type { SignedPacket } from './present.ts';
import { instantInWords, type Part, wordsOfCode, wordsOfDay } from './readable.ts';

type Notice = SignedPacket['notices'][number];
type Recipient = Notice['recipients'][number];
type Fact = readonly [string, string];

/** Terms, dates and what became of them, then who was told. */
export function noticeParts(notice: Notice): readonly Part[] {
  const { customer, round } = notice;
  const name = customer.name ?? `${customer.id} (erased)`;
  return [
    {
      heading: `Notice to ${name}${round === 1 ? '' : `, announced anew (${round})`}`,
      facts: [
        ...fact('Reference', customer.reference),
        ['Announced', instantInWords(notice.announcedAt)],
        ['Planned for', wordsOfDay(notice.plannedEffectiveOn)],
        ...termFacts(notice),
        ...clockFacts(notice),
        ...fateFacts(notice),
        ...Object.entries(notice.texts).map(([language, hash]): Fact => [
          `SHA-256 of the text, ${language}`,
          hash,
        ]),
      ],
    },
    ...notice.recipients.map(recipientPart),
  ];
}

function termFacts({ terms }: Notice): readonly Fact[] {
  const { authorisation, noticeDays, objectionDays, dayCount, timeZone } = terms;
  const silence = authorisation === 'general' ? 'silence accepts' : 'silence refuses';
  return [
    ['Authorisation', `${authorisation} (Article 28(2) GDPR): ${silence}`],
    ['Periods', `${noticeDays} days of notice, ${objectionDays} days to object, ${dayCount} days`],
    ['Time zone', timeZone],
    ['Emergency replacement', terms.emergencyPermitted ? 'permitted' : 'not permitted'],
    ...(terms.hardHold ? [['Hold', 'nothing takes effect over an open objection'] as const] : []),
  ];
}

const rules: Readonly<Record<string, string>> = {
  'calendar-days': 'calendar days, the day of arrival not counted',
  'business-days': 'days from Monday to Friday, the day of arrival not counted',
  'rolled-to-working-day': 'calendar days, moved from a weekend to the next working day',
  'day-after-window': 'the day after the last day to object',
};

function clockFacts({ clock, recipients }: Notice): readonly Fact[] {
  if (clock === null) return [['Clock', 'has not started: no server of a contact accepted it']];
  const { startsAt, startsOn, contact, objectionEnds, earliestEffect } = clock;
  const address = recipients.find((each) => each.contact === contact)?.address ?? contact;
  const dated = ({ on, at, rule, timeZone }: typeof objectionEnds) =>
    `${wordsOfDay(on)} in ${timeZone} (${rules[rule] ?? rule}; ${instantInWords(at)})`;
  return [
    [
      'Clock started',
      `${instantInWords(startsAt)}, ${wordsOfDay(startsOn)} there, accepted for ${address}`,
    ],
    ['Last day to object', dated(objectionEnds)],
    ['Earliest effect', dated(earliestEffect)],
  ];
}

const outcomes: Readonly<Record<string, string>> = {
  'accepted-by-silence': 'no objection in time: accepted',
  'refused-by-silence': 'no approval in time: refused',
  approved: 'approved',
  objected: 'objected',
};

function fateFacts(notice: Notice): readonly Fact[] {
  const { outcome, closedAt, approved, effectiveAt, hold, acknowledged } = notice;
  return [
    ...fact('Window closed', closedAt && `${instantInWords(closedAt)}, ${outcomes[outcome ?? '']}`),
    ...fact('Approved', approved && `${instantInWords(approved.at)}, by ${approved.by}`),
    ...fact('In effect', effectiveAt && instantInWords(effectiveAt)),
    ...fact('Held', hold && wordsOfCode(hold)),
    ...fact(
      'Announced all the same',
      acknowledged &&
        `${acknowledged.reasons.map(wordsOfCode).join(', ')}: acknowledged by ${acknowledged.by}, ${instantInWords(acknowledged.at)}`,
    ),
    ...fact('Ended', notice.state === 'ended' ? 'withdrawn or announced anew' : null),
  ];
}

function fact(label: string, text: string | null): readonly Fact[] {
  return text === null || text === '' ? [] : [[label, text]];
}

function recipientPart({ role, name, address, channel, contact, deliveries }: Recipient): Part {
  const who = [role, name].filter(Boolean).join(', ');
  return {
    heading: `Recipient: ${who || 'erased'}`,
    facts: [
      ['Address', address === null ? `erased (${contact})` : `${address} (${channel})`],
      ...(deliveries.length === 0 ? [['Delivery', 'none'] as const] : []),
      ...deliveries.flatMap(deliveryFacts),
    ],
  };
}

function deliveryFacts(delivery: Recipient['deliveries'][number]): readonly Fact[] {
  return [
    ...delivery.attempts.map(({ at, outcome, status }, index): Fact => [
      `Attempt ${index + 1}`,
      `${instantInWords(at)}: ${outcome}${status === null ? '' : ` (${status})`}`,
    ]),
    ...fact('Accepted', delivery.acceptedAt && instantInWords(delivery.acceptedAt)),
    ...fact('Came back', delivery.bouncedAt && instantInWords(delivery.bouncedAt)),
  ];
}
