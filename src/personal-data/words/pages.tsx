import type { Child } from 'hono/jsx';
import type { Catalogue } from '../../core/language.ts';

type Words = {
  readonly ready: string;
  readonly readyDescription: string;
  readonly press: string;
  readonly open: string;
  until(moment: Child, reference: string): Child;
  readonly title: string;
  readonly description: string;
  openUntil(moment: Child): Child;
  readonly save: string;
  holds(reference: string): string;
};

/** What the pages say behind which somebody fetches a copy of their data. */
export const copyPageWords: Catalogue<Words> = {
  en: {
    ready: 'The copy of your data is ready',
    readyDescription: 'A link of one use to a copy of somebody’s data.',
    press: 'Press the button to open it. The link works once.',
    open: 'Open the copy',
    until: (moment, reference) => (
      <>
        Then you have a quarter of an hour to save it. The link itself can be used until {moment}.
        Privacy request {reference}.
      </>
    ),
    title: 'A copy of your data',
    description: 'A copy of somebody’s data, to be saved.',
    openUntil: (moment) => (
      <>This page is open until {moment}. Save the copy now, where only you can read it.</>
    ),
    save: 'Save the copy (ZIP)',
    holds: (reference) =>
      `It holds a page to read, the same for programs, and files that belong to you. It is put together while you save it. Privacy request ${reference}.`,
  },
  de: {
    ready: 'Die Kopie Ihrer Daten liegt bereit',
    readyDescription: 'Ein einmaliger Link zu einer Kopie personenbezogener Daten.',
    press: 'Drücken Sie den Knopf, um sie zu öffnen. Der Link gilt einmal.',
    open: 'Die Kopie öffnen',
    until: (moment, reference) => (
      <>
        Dann haben Sie eine Viertelstunde, um sie zu speichern. Der Link selbst gilt bis zum{' '}
        {moment}. Datenschutzanfrage {reference}.
      </>
    ),
    title: 'Eine Kopie Ihrer Daten',
    description: 'Eine Kopie personenbezogener Daten, zum Speichern.',
    openUntil: (moment) => (
      <>
        Diese Seite ist bis zum {moment} geöffnet. Speichern Sie die Kopie jetzt, und zwar dort, wo
        nur Sie sie lesen können.
      </>
    ),
    save: 'Die Kopie speichern (ZIP)',
    holds: (reference) =>
      `Sie enthält eine Seite zum Lesen, dasselbe für Programme und Dateien, die Ihnen gehören. Sie wird zusammengestellt, während Sie sie speichern. Datenschutzanfrage ${reference}.`,
  },
};
