/** A part of one line that holds several, with a bar between them. */
export type Part = {
  readonly name: string;
  readonly as: 'text' | 'place' | 'number' | 'flag' | 'choice';
  /** For a choice: what each value is called, which may be typed too. */
  readonly words?: Readonly<Record<string, string>>;
};

/** How a field of the form stands for a value of the draft. */
type Kind =
  | { readonly as: 'line' | 'day' | 'number'; readonly max?: number }
  | { readonly as: 'prose'; readonly max: number; readonly rows: number }
  | { readonly as: 'flag' }
  | { readonly as: 'names' }
  | { readonly as: 'choice'; readonly words: Readonly<Record<string, string>> }
  | { readonly as: 'rows'; readonly parts: readonly Part[] };

export type DraftField = Kind & {
  readonly name: string;
  /** Where it stands in the draft as the API takes it. */
  readonly path: readonly string[];
  readonly label: string;
  readonly law?: string;
  readonly hint?: string;
  readonly needed?: true;
};

export type DraftGroup = {
  readonly id: string;
  readonly title: string;

  readonly fields: readonly DraftField[];
};

/** Which law or annex asks for a field. */
export const laws = {
  annexThree: 'Annex III of the EU clauses (2021/914, 2021/915)',
  annexOne: 'Annex I.B of the EU clauses (2021/914)',
  review: 'Article 28 GDPR',
  transfers: 'Article 44 GDPR and what follows it',
  dora: 'ITS 2024/2956, for financial entities (DORA)',
} as const;

/** Where a fact stands in the draft. */
export const fact = (...path: readonly string[]): readonly string[] => ['facts', ...path];
