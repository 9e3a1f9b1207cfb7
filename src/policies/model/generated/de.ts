import { escapeMarkdown } from '../../../core/markdown-text.ts';
import type { Organisation } from '../../../organisation/model.ts';
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

export const germanSections: Sections = {
  collected: (configuration) =>
    paragraphs(
      'Dieses Trust Center speichert von Personen das Folgende und nichts sonst. Die Kategorien heißen wie in Cal. Civ. Code § 1798.140(v)(1).',
      collectedTable(configuration, 'de', [
        'Aufzeichnung',
        'Was von Ihnen',
        'Wozu',
        'Woher',
        'Wie lange',
      ]),
    ),
  retention: ({ rules }) =>
    paragraphs(
      'Jede Art von Aufzeichnung bewahren wir so lange auf, wie ihre Regel sagt. Was ein Gesetz oder ein Streitfall erfordert, bleibt bis zu dessen Ende.',
      retentionTable(rules, 'de', ['Aufzeichnung', 'Aufbewahrung', 'Grundlage', 'Danach']),
      'Dieselben Regeln in ihrem heutigen Stand stehen auf [der Seite der Aufbewahrungsregeln](/retention).',
    ),
  cookies: ({ site }) => {
    const { cookies, storage, thirdParties } = site;
    if ([cookies, storage, thirdParties].every(({ length }) => length === 0))
      return paragraphs(
        cookieSentence.de,
        'Es gibt also nichts einzuwilligen und kein Banner. Die Schriften sind die Ihres Geräts; keine wird von anderswo geladen. Ein Test der Software hinter diesen Seiten besucht jede von ihnen mit einem echten Browser und schlägt fehl, wenn das nicht mehr stimmt.',
      );
    return tableOf(
      ['Was', 'Welche'],
      [
        ['Cookies', said(cookies)],
        ['Speicher in Ihrem Browser', said(storage)],
        ['Von anderen geladen', said(thirdParties)],
      ],
    );
  },
  analytics: ({ site: { analytics } }) =>
    analytics.length === 0
      ? 'Die öffentlichen Seiten dieses Trust Centers nutzen keine Analysedienste, keine Zählpixel und keine Tracker, weder eigene noch fremde. Niemand wird gezählt, einem Profil zugeordnet oder von Seite zu Seite verfolgt.'
      : `Die öffentlichen Seiten dieses Trust Centers werden gemessen durch ${said(analytics)}.`,
  subprocessors: ({ organisation, services }) =>
    paragraphs(
      `Unternehmen, die für uns personenbezogene Daten verarbeiten${services.length === 0 ? '' : ` (${services.map(({ name }) => escapeMarkdown(name)).join(', ')})`}, stehen in [unserer Liste der Unterauftragsverarbeiter](/subprocessors), jeweils mit Aufgabe, Ort und Grundlage einer Übermittlung.`,
      `Wer hinzukommt oder ersetzt wird, wird ${organisation.noticeDays === 1 ? '1 Tag' : `${organisation.noticeDays} Tage`} vorher angekündigt: auf [der Seite der Änderungen](/changes), über Feeds und an [alle, die es abonnieren](/subscribe).`,
    ),
  rights,
};

function rights({ organisation }: Configuration): string {
  return paragraphs(
    'Wo immer Sie leben, können Sie kostenlos Auskunft über Ihre personenbezogenen Daten verlangen, ihre Berichtigung oder Löschung, eine Kopie zur Weiterverwendung, die Einschränkung ihrer Nutzung, und dass wir sie auf Ihren Widerspruch hin nicht mehr nutzen. Werbung können Sie jederzeit widersprechen. Was Ihnen das Recht Ihres Ortes gibt:',
    tableOf(
      ['Wo Sie leben', 'Was Sie verlangen können', 'Wann wir antworten'],
      [
        [
          'Europäischer Wirtschaftsraum',
          'Auskunft, Berichtigung, Löschung, Einschränkung, Datenübertragbarkeit, Widerspruch, Widerruf einer Einwilligung (Art. 7 Abs. 3, Art. 15 bis 22 DSGVO)',
          'Binnen eines Monats; in schwierigen Fällen bis zu zwei weitere, was wir im ersten mitteilen (Art. 12 Abs. 3 DSGVO)',
        ],
        [
          'Vereinigtes Königreich',
          'Dasselbe (Art. 15 bis 22 UK GDPR), und eine Beschwerde bei uns (s. 164A Data Protection Act 2018)',
          'Binnen eines Monats, in schwierigen Fällen bis zu zwei weitere (Art. 12A UK GDPR); eine Beschwerde bestätigen wir binnen 30 Tagen',
        ],
        [
          'Schweiz',
          'Auskunft, Herausgabe, Berichtigung, Löschung, Widerspruch (Art. 25, 28, 30 und 32 DSG)',
          'Binnen 30 Tagen (Art. 25 Abs. 7 DSG, Art. 18 DSV)',
        ],
        [
          'Kalifornien',
          'Auskunft, Löschung und Berichtigung; Ausschluss von Verkauf und Weitergabe und Beschränkung der Nutzung sensibler Daten, die es bei uns nicht gibt (Cal. Civ. Code §§ 1798.100 bis 1798.121)',
          'Wir bestätigen binnen 10 Werktagen und antworten binnen 45 Tagen, mit Begründung bis zu 90 (11 CCR § 7021)',
        ],
        ['Anderswo', 'Dasselbe wie im Europäischen Wirtschaftsraum', 'Binnen eines Monats'],
      ],
    ),
    `**Wie Sie anfragen.** ${ways(organisation)}`,
    'Wer fragt, prüfen wir anhand von Kontaktdaten, die wir bereits haben, so streng, wie die Anfrage es erfordert. Ein Ausweisdokument verlangen wir nie, und was wir nur für diese Prüfung erhalten, löschen wir danach. Bevollmächtigte können für Sie anfragen: wir lassen uns das von Ihnen bestätigen. Ein Widerspruch braucht keine Prüfung. Niemand wird wegen einer Anfrage schlechter behandelt (Cal. Civ. Code § 1798.125).',
    'Nutzen Sie unser Angebot über einen unserer Kunden, so entscheidet dieser über Ihre Daten. Wir leiten Ihre Anfrage unverzüglich an ihn weiter.',
    'Sie können sich auch bei der Aufsichtsbehörde Ihres Wohn- oder Arbeitsortes beschweren (Art. 77 DSGVO).',
  );
}

function ways(organisation: Organisation): string {
  const { dpo, euRepresentative, ukRepresentative } = organisation;
  const mailbox = dpo && mailboxLink(dpo);
  const post = postalLine(organisation);
  const eu = euRepresentative && mailboxLink(euRepresentative);
  const uk = ukRepresentative && mailboxLink(ukRepresentative);
  const list = listOf([
    'Mit [unserem Formular](/privacy-request): es zeigt, was Ihnen das Recht Ihres Wohnorts gibt und bis wann wir antworten',
    mailbox && `Per E-Mail: ${mailbox}`,
    post && `Per Post: ${post}`,
    eu && `In der Europäischen Union über unsere Vertretung (Art. 27 DSGVO): ${eu}`,
    uk && `Im Vereinigten Königreich über unsere Vertretung (Art. 27 UK GDPR): ${uk}`,
  ]);
  return `Sie erreichen uns auf jedem dieser Wege:\n\n${list}`;
}

function said(names: readonly string[]): string {
  return names.length === 0 ? 'Keine' : names.map(escapeMarkdown).join(', ');
}
