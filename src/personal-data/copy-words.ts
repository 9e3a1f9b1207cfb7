import type { Language } from '../core/language.ts';

/** What the page of a copy says beside the data itself. */
export type CopyWords = {
  readonly title: string;
  lead(reference: string, at: string): string;
  readonly about: string;
  readonly nothing: string;
  readonly files: string;
  readonly why: string;
  readonly from: string;
  readonly kept: string;
  readonly basis: string;
  readonly what: string;
  readonly rights: string;
  readonly recipients: string;
  readonly yes: string;
  readonly no: string;
  readonly machine: string;
};

const english: CopyWords = {
  title: 'A copy of your data',
  lead: (reference, at) =>
    `All that is held about you here, as it stood on ${at}, for your privacy request ${reference}.`,
  about: 'Searched for',
  nothing: 'Nothing is held about you here.',
  files: 'Files',
  why: 'What for',
  from: 'Where it comes from',
  kept: 'How long it is kept',
  basis: 'On what basis',
  what: 'What of this kind is held at all',
  rights:
    'You may have this data corrected or erased, restrict its use, object to it, take it elsewhere, and complain to a supervisory authority. No decision about you is made by a machine alone.',
  recipients: 'Who else may see it: those who process data for us, listed at',
  yes: 'yes',
  no: 'no',
  machine:
    'The same for programs is in data.json. Files that are not in this archive are named in left-out.json; ask us for them.',
};

const german: CopyWords = {
  title: 'Eine Kopie Ihrer Daten',
  lead: (reference, at) =>
    `Alles, was hier über Sie gespeichert ist, Stand ${at}, zu Ihrer Datenschutzanfrage ${reference}.`,
  about: 'Gesucht nach',
  nothing: 'Hier ist nichts über Sie gespeichert.',
  files: 'Dateien',
  why: 'Wozu',
  from: 'Woher',
  kept: 'Wie lange es aufbewahrt wird',
  basis: 'Auf welcher Grundlage',
  what: 'Was von dieser Art überhaupt gespeichert wird',
  rights:
    'Sie können diese Daten berichtigen oder löschen lassen, ihre Nutzung einschränken, ihr widersprechen, sie mitnehmen und sich bei einer Aufsichtsbehörde beschweren. Keine Entscheidung über Sie trifft eine Maschine allein.',
  recipients: 'Wer es noch sehen kann: wer für uns Daten verarbeitet, aufgeführt unter',
  yes: 'ja',
  no: 'nein',
  machine:
    'Dasselbe für Programme steht in data.json. Dateien, die in diesem Archiv fehlen, nennt left-out.json; fragen Sie uns danach.',
};

export const copyWords: Readonly<Record<Language, CopyWords>> = { en: english, de: german };
