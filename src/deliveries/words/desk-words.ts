import type { InquiryTopic } from '../../inquiries/model.ts';
import type { Alert } from '../model/delivery.ts';

type RightsStage = Extract<Alert, { kind: 'rights-due' }>['stage'];

/** What staff are alerted of by the desk: inquiries, requests for documents, and the documents themselves. */
export type DeskWords = {
  readonly topics: Readonly<Record<InquiryTopic, string>>;
  inquirySubject(name: string, reference: string): string;
  inquiry(topic: string, isReply: boolean): string;
  accessSubject(name: string, reference: string): string;
  /** `since` is a day, in words, where this is the reminder. */
  access(documents: number, since: string | undefined): string;
  rightsSubject(name: string, reference: string): string;
  /** `due` is a day, in words; absent where no law gives one. */
  rights(isReply: boolean, due: string | undefined): string;
  rightsDueSubject(name: string, reference: string, stage: RightsStage): string;
  rightsDue(due: string, stage: RightsStage): string;
  expiringSubject(name: string, document: string): string;
  expiring(document: string, day: string): string;
  damagedSubject(name: string, document: string): string;
  damaged(document: string, number: number): string;
  driftedSubject(name: string, policy: string): string;
  drifted(policy: string, number: number, sections: string): string;
  retentionSubject(name: string, rule: string): string;
  retention(rule: string, due: number, from: string): string;
  holdSubject(name: string): string;
  hold(id: string, day: string): string;
};

export const englishDesk: DeskWords = {
  topics: {
    general: 'a general question',
    security: 'security',
    document: 'a document',
    'contract-clauses': 'contract clauses',
    'privacy-request': 'a privacy request',
    vulnerability: 'a vulnerability',
    objection: 'an objection',
  },
  inquirySubject: (name, reference) => `${name}: inquiry ${reference}`,
  inquiry: (topic, isReply) =>
    isReply
      ? `Somebody has added to their inquiry about ${topic}.`
      : `Somebody has written through the contact form, about ${topic}.`,
  accessSubject: (name, reference) => `${name}: request for documents ${reference}`,
  access: (documents, since) =>
    `Somebody asks for ${documents === 1 ? 'a document' : `${documents} documents`}, and no rule decides: a person must${since === undefined ? '' : `. It has waited since ${since}`}.`,
  rightsSubject: (name, reference) => `${name}: privacy request ${reference}`,
  rights: (isReply, due) =>
    `${isReply ? 'Something has come on a privacy request.' : 'Somebody asks about their personal data.'}${due === undefined ? '' : ` By law the next thing is due on ${due}.`}`,
  rightsDueSubject: (name, reference, stage) =>
    `${name}: privacy request ${reference} is ${stage === 'overdue' ? 'overdue' : 'due soon'}`,
  rightsDue: (due, stage) =>
    stage === 'overdue'
      ? `Something was due on ${due} and is not done. Do it today.`
      : `Something is due on ${due}. Until then it can be answered, or extended where the law allows it.`,
  expiringSubject: (name, document) => `${name}: a document is about to expire (${document})`,
  expiring: (document, day) =>
    `The present version of the document ${document} is valid until ${day}. Upload and issue the next one, or withdraw it.`,
  damagedSubject: (name, document) => `${name}: the file of a document is damaged (${document})`,
  damaged: (document, number) =>
    `The file of version ${number} of the document ${document} is missing or is not what was uploaded, so nobody gets it. Restore it from the backup, or upload it as a new version.`,
  driftedSubject: (name, policy) => `${name}: a policy and the configuration disagree (${policy})`,
  drifted: (policy, number, sections) =>
    `Version ${number} of the policy ${policy} says something else than what is configured now, in these sections: ${sections}. Make the next draft from the version in effect, which brings them up to date, and announce it; or set the configuration right.`,
  retentionSubject: (name, rule) => `${name}: records are about to be purged (${rule})`,
  retention: (rule, due, from) =>
    `The rule ${rule} is new or was changed, so today it only counted: ${due} records are past their period. From ${from} on they are purged. See GET /retention-runs/preview, and place a hold on what must stay.`,
  holdSubject: (name) => `${name}: a hold on records is to be reviewed`,
  hold: (id, day) =>
    `The hold ${id} was to be looked at by ${day}. Say why it is still needed and until when, or lift it.`,
};

export const germanDesk: DeskWords = {
  topics: {
    general: 'eine allgemeine Frage',
    security: 'Sicherheit',
    document: 'ein Dokument',
    'contract-clauses': 'Vertragsklauseln',
    'privacy-request': 'eine Datenschutzanfrage',
    vulnerability: 'eine Schwachstelle',
    objection: 'einen Einspruch',
  },
  inquirySubject: (name, reference) => `${name}: Anfrage ${reference}`,
  inquiry: (topic, isReply) =>
    isReply
      ? `Zu einer Anfrage wurde etwas ergänzt. Es geht um ${topic}.`
      : `Über das Kontaktformular ist eine Anfrage eingegangen. Es geht um ${topic}.`,
  accessSubject: (name, reference) => `${name}: Anforderung von Dokumenten ${reference}`,
  access: (documents, since) =>
    `Jemand bittet um ${documents === 1 ? 'ein Dokument' : `${documents} Dokumente`}, und keine Regel entscheidet: Das muss ein Mensch tun${since === undefined ? '' : `. Die Anfrage wartet seit dem ${since}`}.`,
  rightsSubject: (name, reference) => `${name}: Datenschutzanfrage ${reference}`,
  rights: (isReply, due) =>
    `${isReply ? 'Zu einer Datenschutzanfrage ist etwas eingegangen.' : 'Jemand hat eine Anfrage zu den eigenen personenbezogenen Daten gestellt.'}${due === undefined ? '' : ` Die nächste gesetzliche Frist endet am ${due}.`}`,
  rightsDueSubject: (name, reference, stage) =>
    `${name}: Datenschutzanfrage ${reference} ${stage === 'overdue' ? 'ist überfällig' : 'wird fällig'}`,
  rightsDue: (due, stage) =>
    stage === 'overdue'
      ? `Die Frist endete am ${due}, und es ist noch etwas offen. Erledigen Sie es heute.`
      : `Die Frist endet am ${due}. Bis dahin können Sie antworten oder, wo das Gesetz es erlaubt, verlängern.`,
  expiringSubject: (name, document) => `${name}: Ein Dokument läuft ab (${document})`,
  expiring: (document, day) =>
    `Die aktuelle Fassung des Dokuments ${document} gilt bis zum ${day}. Laden Sie die nächste hoch und geben Sie sie heraus, oder ziehen Sie die Fassung zurück.`,
  damagedSubject: (name, document) =>
    `${name}: Die Datei eines Dokuments ist beschädigt (${document})`,
  damaged: (document, number) =>
    `Die Datei der Fassung ${number} des Dokuments ${document} fehlt oder ist nicht die, die hochgeladen wurde; niemand erhält sie. Stellen Sie sie aus der Sicherung wieder her, oder laden Sie sie als neue Fassung hoch.`,
  driftedSubject: (name, policy) =>
    `${name}: Richtlinie und Einstellungen widersprechen sich (${policy})`,
  drifted: (policy, number, sections) =>
    `Fassung ${number} der Richtlinie ${policy} sagt in diesen Abschnitten etwas anderes, als jetzt eingestellt ist: ${sections}. Legen Sie aus der geltenden Fassung den nächsten Entwurf an, der die Abschnitte auf den Stand bringt, und kündigen Sie ihn an; oder berichtigen Sie die Einstellungen.`,
  retentionSubject: (name, rule) => `${name}: Daten stehen zur Löschung an (${rule})`,
  retention: (rule, due, from) =>
    `Die Regel ${rule} ist neu oder wurde geändert und hat heute nur gezählt: Bei ${due} Datensätzen ist die Frist abgelaufen. Ab dem ${from} werden sie gelöscht. Sehen Sie GET /retention-runs/preview an, und sperren Sie, was bleiben muss.`,
  holdSubject: (name) => `${name}: Eine Löschsperre ist zu prüfen`,
  hold: (id, day) =>
    `Die Löschsperre ${id} war bis zum ${day} zu prüfen. Begründen Sie, warum und wie lange sie noch nötig ist, oder heben Sie sie auf.`,
};
