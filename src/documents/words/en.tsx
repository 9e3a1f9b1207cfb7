import type { Child } from 'hono/jsx';

/** What the pages of documents say. */
export const en = {
  documents: 'Documents',
  allDocuments: (count: number) => `All ${count} documents`,
  howToGet: 'How to get them',
  toCome: 'To come',
  noDate: 'No date',
  listDescription: (name: string) =>
    `Reports, certificates and contracts of ${name}: what anybody may read, and what is given on request.`,
  listLead: (name: Child): Child => (
    <>
      Reports, certificates and contracts of {name}: what anybody may read, and what is given to
      those who ask.
    </>
  ),
  noneYet: 'No documents are published here yet.',
  listNote:
    'Those on request are asked for on their page. Each copy is given to one person, by name.',
  thisAs: 'This as',
  caption: 'Documents, their versions in force and who may have them',
  columns: { document: 'Document', version: 'Version', access: 'Access' },
  kindTo: (kind: string, report: Child): Child => (
    <>
      {kind} to {report}
    </>
  ),
  notAvailable: 'Not available yet',
  issued: (day: Child): Child => <>Issued {day}</>,
  validUntil: (day: Child): Child => <>, valid until {day}</>,
  asOf: (day: Child): Child => <>As of {day}</>,
  fromTo: (from: Child, until: Child): Child => (
    <>
      {from} to {until}
    </>
  ),
  pageDescription: (kind: string, name: string) =>
    `${kind} of ${name}: the version in force, and who may have it.`,
  asJson: 'This document as JSON',
  about: 'About it',
  download: (format: string, size: string) => `Download ${format}, ${size}`,
  request: 'Request this document',
  inForce: 'Version in force',
  noVersion: 'None is available yet.',
  facts: {
    version: 'Version',
    period: 'Period',
    asOf: 'As of',
    issued: 'Issued',
    validUntil: 'Valid until',
    pages: 'Pages',
    file: 'File',
  },
  who: 'Who may have it',
  onRequest: (name: Child): Child => (
    <>
      {name} gives it on request, to one person at a time. Ask with a work address that you can open
      mail at: no account is needed, and the answer comes by mail.
    </>
  ),
  withNda:
    ' Before the download you accept a non-disclosure agreement, whose whole text you see first.',
  marked:
    'Each page of your copy carries your name, your address and the day. Please do not pass it on: whoever else needs it can ask for a copy of their own.',
  ask: 'Ask for it',
  bridges: 'Bridge letters',
  earlier: 'Earlier versions',
  numbered: (number: number) => `Version ${number}`,
};

export type DocumentWords = typeof en;
