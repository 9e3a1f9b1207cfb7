import type { Kind } from '../model.ts';

type KindWords = Readonly<Record<Kind, { readonly one: string; readonly all: string }>>;

const kinds: KindWords = {
  subprocessor: { one: 'Sub-processor', all: 'Sub-processors' },
  change: { one: 'Change', all: 'Changes' },
  control: { one: 'Security control', all: 'Security controls' },
  attestation: { one: 'Report or certificate', all: 'Reports and certificates' },
  question: { one: 'Question', all: 'Questions' },
  law: { one: 'Law', all: 'Laws' },
  document: { one: 'Document', all: 'Documents' },
  policy: { one: 'Policy', all: 'Policies' },
  update: { one: 'Update', all: 'Updates' },
};

/** The words of the page that searches, and of the field that leads to it. */
export const en = {
  title: 'Search',
  titleOf: (query: string) => `Search: ${query}`,
  description: (name: string) => `Search everything that ${name} publishes here.`,
  lead: 'Sub-processors, changes, security, documents, policies and updates: all that is public here now.',
  label: 'Search this trust centre',
  hint: 'A company, a country, a kind of data, a standard',
  button: 'Search',
  kinds,
  kindsLabel: 'Kinds of results',
  everything: 'Everything',
  /** What heads the list to those who hear the page. */
  results: 'Results, the best first',
  found: (count: number) => (count === 1 ? '1 result' : `${count} results`),
  best: (shown: number, count: number) =>
    `The best ${shown} of ${count} results. Another word narrows them.`,
  nothingFound: 'Nothing that is public here has all of these words.',
  nothingOfKind: 'None of these words are found among ',
  showAll: 'Show what was found elsewhere',
  noWord: 'Type at least one letter or number to search.',
  howTo: 'What to do next',
  fewer: 'Use fewer words, or only the beginning of one: “germ” finds Germany.',
  lists: ['The whole register', 'every change', 'security', 'documents'],
  ask: 'Ask us: a person answers',
};

export type SearchWords = typeof en;
