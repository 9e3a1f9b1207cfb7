export const listFormats = ['csv', 'json', 'markdown', 'html'] as const;
export type ListFormat = (typeof listFormats)[number];

/** What a reader found in one cell. Lines are kept; addresses of links stand apart from their words. */
export type Cell = { readonly text: string; readonly links: readonly string[] };

export type TableRow = {
  /** As a spreadsheet counts it in CSV; elsewhere counted through the whole document. */
  readonly row: number;
  readonly cells: readonly Cell[];
  /** One cell over the whole width: it says what the rows below it are. */
  readonly isSection?: boolean;
  /** Something odd about the row as it was read, e.g. too many cells. */
  readonly notes?: readonly string[];
};

export const tableShapes = ['table', 'definitions', 'bullets'] as const;

export type Table = {
  readonly shape: (typeof tableShapes)[number];
  /** The heading above it. */
  readonly heading?: string;
  /** Place among the document's tables of the one that this stands in. */
  readonly within?: number;
  /** Names of the columns where the format itself says them (members of JSON, definitions). */
  readonly columns?: readonly string[];
  readonly rows: readonly TableRow[];
};

/** One entry that came in the register's own words. */
export type ListRow = {
  readonly slug: string;
  readonly facts: JsonObject;
  readonly contactPerson?: JsonObject;
  /** Members of the entry that have no place in the register. */
  readonly unread?: readonly string[];
};

export type JsonObject = Readonly<Record<string, unknown>>;

/** What the person importing should look at; `row`, `column` and `cell` say where. */
export type Warning = {
  readonly row?: number;
  readonly column?: string;
  readonly cell?: string;
  readonly detail: string;
};

/** A list as its reader understood it, before any column means anything. */
export type Reading = {
  readonly format: ListFormat;
  readonly tables: readonly Table[];
  /** Instead of tables, where the document is written in the register's own words. */
  readonly entries?: {
    readonly kind: 'subprocessor-facts/1' | 'subprocessor-list/1';
    readonly rows: readonly ListRow[];
    /** A whole document says all there is to say of an entry; what it does not state goes. */
    readonly whole: boolean;
  };
  /** False for a part of a list: what it lacks proves nothing. */
  readonly isComplete: boolean;
  readonly warnings: readonly Warning[];
  /** The day the list itself states, e.g. "Last updated: June 8, 2023". */
  readonly statedDate?: string;
};

export const emptyCell: Cell = { text: '', links: [] };
