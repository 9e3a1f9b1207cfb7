/**
 * An export of everything: JSON lines. First `ExportHead`; then for each table its `TableHead` and its rows
 * as arrays in the order in which they were written; last `ExportEnd`.
 */
export const exportFormat = 'annex-export/1';

export type ExportHead = {
  readonly format: typeof exportFormat;
  /** The last migration of the schema, as its journal stamps it; it fits that version of Annex only. */
  readonly migration: number;
  readonly exportedAt: string;
  /** Where the trust centre was. */
  readonly address: string;
};

export type TableHead = { readonly table: string; readonly columns: readonly string[] };

export type ExportEnd = {
  readonly end: typeof exportFormat;
  readonly rows: number;
  /** The last event of the record before and after reading; they differ where somebody wrote meanwhile. */
  readonly events: { readonly before: number; readonly after: number };
  /** Hexadecimal, of all lines before. */
  readonly sha256: string;
};

/** What belongs to this instance or to these minutes: sessions, links of one use, forms under way. */
export const leftOut: readonly string[] = [
  '__drizzle_migrations',
  'idempotency_keys',
  'list_imports',
  'staff_attempts',
  'staff_kept_forms',
  'staff_letters',
  'staff_links',
  'staff_sessions',
];
