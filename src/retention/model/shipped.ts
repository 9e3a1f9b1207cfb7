import { parsePeriod, type Period } from '../../core/period.ts';
import type { RuleFacts } from '../model.ts';

/**
 * One rule for each kind of record that Annex keeps, with the periods that it ships with. The
 * organisation may change each; there is none without a rule.
 */
export const shippedRules = {
  inquiries: {
    record: {
      en: 'Inquiries, with the e-mail correspondence that belongs to them',
      de: 'Anfragen samt dem zugehörigen E-Mail-Verkehr',
    },
    period: period('P24M'),
    from: 'last-activity',
    ground: 'legitimate-interest',
    basis: {
      en: 'Answering what is asked, and what follows on it: Art. 6(1)(b) and (f) GDPR',
      de: 'Beantwortung der Anfrage und ihrer Folgen: Art. 6 Abs. 1 Buchst. b und f DSGVO',
    },
    fate: 'delete',
    note: {
      en: 'Longer where a law requires it or a commercial relationship goes on.',
      de: 'Länger, soweit ein Gesetz es verlangt oder eine Geschäftsbeziehung fortbesteht.',
    },
    order: 10,
  },
  'document-requests': {
    record: {
      en: 'Requests for documents, decisions on them, and links to them',
      de: 'Anfragen nach Dokumenten, Entscheidungen darüber und Links darauf',
    },
    period: period('P24M'),
    from: 'closed',
    ground: 'legitimate-interest',
    basis: {
      en: 'Knowing who was given what is confidential: Art. 6(1)(f) GDPR',
      de: 'Nachweis, wer Vertrauliches erhalten hat: Art. 6 Abs. 1 Buchst. f DSGVO',
    },
    fate: 'erase-fields',
    note: {
      en: 'Which document was given out and when stays, without the person.',
      de: 'Welches Dokument wann ausgegeben wurde, bleibt ohne die Person erhalten.',
    },
    order: 20,
  },
  downloads: {
    record: { en: 'Downloads of documents', de: 'Abrufe von Dokumenten' },
    period: period('P24M'),
    from: 'recorded',
    ground: 'legitimate-interest',
    basis: {
      en: 'Finding where a confidential document was passed on: Art. 6(1)(f) and 32 GDPR',
      de: 'Aufklärung der Weitergabe vertraulicher Dokumente: Art. 6 Abs. 1 Buchst. f und Art. 32 DSGVO',
    },
    fate: 'keep-count',
    order: 30,
  },
  'confidentiality-agreements': {
    record: {
      en: 'Acceptances of confidentiality agreements',
      de: 'Angenommene Vertraulichkeitsvereinbarungen',
    },
    period: period('P6Y'),
    from: 'ended',
    ground: 'contract',
    basis: {
      en: 'Proof of the agreement until claims from it are barred: Art. 6(1)(b) and (f) GDPR',
      de: 'Nachweis der Vereinbarung bis zur Verjährung: Art. 6 Abs. 1 Buchst. b und f DSGVO',
    },
    fate: 'delete',
    order: 40,
  },
  'privacy-requests': {
    record: { en: 'Privacy requests', de: 'Anträge betroffener Personen' },
    period: period('P3Y'),
    from: 'closed',
    ground: 'law',
    basis: {
      en: 'Showing that they were answered: Art. 5(2) and 12 GDPR and UK GDPR',
      de: 'Nachweis der Beantwortung: Art. 5 Abs. 2 und Art. 12 DSGVO',
    },
    fate: 'delete',
    order: 50,
  },
  'privacy-requests-california': {
    record: {
      en: 'Privacy requests under the law of California',
      de: 'Anträge nach kalifornischem Recht',
    },
    period: period('P24M'),
    from: 'closed',
    ground: 'law',
    basis: {
      en: 'Cal. Code Regs. title 11, § 7101(a); used for nothing else, § 7101(d)',
      de: 'Cal. Code Regs. Titel 11, § 7101(a); zu keinem anderen Zweck, § 7101(d)',
    },
    fate: 'delete',
    order: 60,
  },
  subscriptions: {
    record: {
      en: 'Subscriptions: address, choices and consent',
      de: 'Abonnements: Adresse, Auswahl und Einwilligung',
    },
    period: period('P0D'),
    from: 'ended',
    ground: 'consent',
    basis: {
      en: 'Consent, until it is withdrawn: Art. 6(1)(a) and 7(3) GDPR',
      de: 'Einwilligung bis zum Widerruf: Art. 6 Abs. 1 Buchst. a und Art. 7 Abs. 3 DSGVO',
    },
    fate: 'erase-fields',
    note: {
      en: 'That there was a consent stays, with its days and without the address.',
      de: 'Dass es eine Einwilligung gab, bleibt mit ihren Daten und ohne die Adresse erhalten.',
    },
    order: 70,
  },
  'unconfirmed-subscriptions': {
    record: {
      en: 'Subscriptions that nobody has confirmed',
      de: 'Abonnements, die niemand bestätigt hat',
    },
    period: period('P3D'),
    from: 'recorded',
    ground: 'legitimate-interest',
    basis: {
      en: 'Asking the owner of an address once: Art. 6(1)(f) GDPR',
      de: 'Einmalige Rückfrage beim Inhaber der Adresse: Art. 6 Abs. 1 Buchst. f DSGVO',
    },
    fate: 'delete',
    order: 80,
  },
  deliveries: {
    record: {
      en: 'What subscribers were sent, by its number, and whether it arrived',
      de: 'Was Abonnenten gesendet wurde, nach seiner Nummer, und ob es ankam',
    },
    period: period('P24M'),
    from: 'recorded',
    ground: 'legitimate-interest',
    basis: {
      en: 'Sending again what was lost, and nothing twice: Art. 5(1)(f), 5(2) and 6(1)(f) GDPR',
      de: 'Verlorenes erneut senden und nichts doppelt: Art. 5 Abs. 1 Buchst. f, Abs. 2 und Art. 6 Abs. 1 Buchst. f DSGVO',
    },
    fate: 'delete',
    note: {
      en: 'What was sent to the contacts of a customer is proof of a notice and kept like it; answers are kept with what they answer.',
      de: 'Was an die Kontakte eines Kunden ging, ist Nachweis einer Mitteilung und wird wie diese aufbewahrt; Antworten mit dem, worauf sie antworten.',
    },
    order: 85,
  },
  notices: {
    record: {
      en: 'Notices to customers, with the proof of their delivery, and objections to them',
      de: 'Mitteilungen an Kunden mit Zustellnachweis, und Einsprüche dagegen',
    },
    period: period('P6Y'),
    from: 'agreement-ended',
    ground: 'law',
    basis: {
      en: 'Proof that customers were told: Art. 5(2) and 28(2) GDPR, until claims are barred',
      de: 'Nachweis der Unterrichtung: Art. 5 Abs. 2 und Art. 28 Abs. 2 DSGVO, bis zur Verjährung',
    },
    fate: 'delete',
    note: {
      en: 'Of contacts that belong to no customer known here, counted from the sending.',
      de: 'Bei Kontakten, die zu keinem hier bekannten Kunden gehören, ab dem Versand.',
    },
    order: 90,
  },
  'staff-addresses': {
    record: {
      en: 'Network addresses of staff who sign in',
      de: 'Netzadressen von Beschäftigten, die sich anmelden',
    },
    period: period('P90D'),
    from: 'recorded',
    ground: 'legitimate-interest',
    basis: {
      en: 'Security of processing: Art. 6(1)(f) and 32 GDPR',
      de: 'Sicherheit der Verarbeitung: Art. 6 Abs. 1 Buchst. f und Art. 32 DSGVO',
    },
    fate: 'erase-fields',
    note: {
      en: 'Who did what and when stays as a part of the record.',
      de: 'Wer wann was getan hat, bleibt Teil der Aufzeichnung.',
    },
    order: 100,
  },
  'staff-keys': {
    record: {
      en: 'Who holds a key to the administration of this site, or an account of it',
      de: 'Wer einen Schlüssel zur Verwaltung dieser Seite oder ein Konto dort hat',
    },
    period: period('P3Y'),
    from: 'ended',
    ground: 'legitimate-interest',
    basis: {
      en: 'Knowing who did what: Art. 5(2), 6(1)(f) and 32 GDPR',
      de: 'Nachvollziehbarkeit, wer was getan hat: Art. 5 Abs. 2, Art. 6 Abs. 1 Buchst. f und Art. 32 DSGVO',
    },
    fate: 'erase-fields',
    note: {
      en: 'Counted from the revocation of the key, or the end of the account. What was done stays under its number.',
      de: 'Ab Widerruf des Schlüssels oder Ende des Kontos. Was getan wurde, bleibt unter der Nummer.',
    },
    order: 102,
  },
  'contact-persons': {
    record: {
      en: 'Persons named as a contact, of sub-processors and of the organisation itself',
      de: 'Als Kontakt genannte Personen von Unterauftragsverarbeitern und der Organisation selbst',
    },
    period: period('P0D'),
    from: 'superseded',
    ground: 'law',
    basis: {
      en: 'Annex III to the standard contractual clauses names them (Decision (EU) 2021/914); Art. 13(1)(b) and 37(7) GDPR',
      de: 'Anhang III der Standardvertragsklauseln nennt sie (Beschluss (EU) 2021/914); Art. 13 Abs. 1 Buchst. b und Art. 37 Abs. 7 DSGVO',
    },
    fate: 'delete',
    note: {
      en: 'As long as they are the contact. Only a salted hash stays, and nobody is found by it.',
      de: 'Solange sie Kontakt sind. Es bleibt nur ein gesalzener Hash, der niemanden erkennen lässt.',
    },
    order: 104,
  },
  'repeated-requests': {
    record: {
      en: 'Answers to programs of the organisation, to be given again where a request is repeated',
      de: 'Antworten an Programme der Organisation, die bei wiederholter Anfrage erneut gegeben werden',
    },
    period: period('P1D'),
    from: 'recorded',
    ground: 'legitimate-interest',
    basis: {
      en: 'That nothing is done twice: Art. 5(1)(f), 6(1)(f) and 32 GDPR',
      de: 'Damit nichts doppelt ausgeführt wird: Art. 5 Abs. 1 Buchst. f, Art. 6 Abs. 1 Buchst. f und Art. 32 DSGVO',
    },
    fate: 'delete',
    order: 106,
  },
  holds: {
    record: {
      en: 'Holds: why records were kept for longer, and who answered for it',
      de: 'Löschsperren: warum Daten länger aufbewahrt wurden, und wer dafür einstand',
    },
    period: period('P3Y'),
    from: 'ended',
    ground: 'legitimate-interest',
    basis: {
      en: 'Showing why records were kept: Art. 5(2) and 6(1)(f) GDPR',
      de: 'Nachweis, warum Daten aufbewahrt wurden: Art. 5 Abs. 2 und Art. 6 Abs. 1 Buchst. f DSGVO',
    },
    fate: 'erase-fields',
    note: {
      en: 'That there was a hold, on what and until when stays.',
      de: 'Dass es eine Sperre gab, worauf und bis wann, bleibt erhalten.',
    },
    order: 108,
  },
  'public-record': {
    record: {
      en: 'What was published here, and the log that proves it',
      de: 'Was hier veröffentlicht wurde, und das Protokoll, das es beweist',
    },
    from: 'recorded',
    ground: 'law',
    basis: {
      en: 'Accountability: Art. 5(2) GDPR. It names no persons',
      de: 'Rechenschaftspflicht: Art. 5 Abs. 2 DSGVO. Personen nennt es nicht',
    },
    fate: 'keep',
    order: 110,
  },
} satisfies Readonly<Record<string, RuleFacts>>;

function period(text: string): Period {
  const parsed = parsePeriod(text);
  if (parsed === undefined) throw new Error(`not a period: ${text}`);
  return parsed;
}
