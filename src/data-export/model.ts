/**
 * An export of everything: JSON lines. First `ExportHead`; then for each table its `TableHead` and its rows
 * as arrays in the order in which they were written; then for each file its `FileHead` and its bytes in
 * pieces, strings of Base64 (RFC 4648 section 4); last `ExportEnd`.
 */
export const exportFormat = 'annex-export/2';

/** That of before files were in it, which is read back too. */
export const formerFormat = 'annex-export/1';

export type ExportHead = {
  readonly format: typeof exportFormat;
  /** The last migration of the schema, as its journal stamps it; it fits that version of Annex only. */
  readonly migration: number;
  readonly exportedAt: string;
  /** Where the trust centre was. */
  readonly address: string;
};

export type TableHead = { readonly table: string; readonly columns: readonly string[] };

/** A file of a document or an inquiry. `isLost`: it is not there as it was stored, and no piece of it follows. */
export type FileHead = {
  /** Where it lies in BLOB_DIR or the bucket, `documents/edi_0123…`. */
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly isLost?: true;
};

export type ExportEnd = {
  readonly end: typeof exportFormat;
  readonly rows: number;
  /** Those that are in it whole, and those that were lost. */
  readonly files: { readonly whole: number; readonly lost: number };
  /** The last event of the record before and after reading; they differ where somebody wrote meanwhile. */
  readonly events: { readonly before: number; readonly after: number };
  /** Hexadecimal, of all lines before. */
  readonly sha256: string;
};

/** Which tables name files, and on which shelf these lie under the ids of the rows. */
export const shelves = [
  { table: 'document_editions', shelf: 'documents' },
  { table: 'inquiry_attachments', shelf: 'attachments' },
] as const;

/** What belongs to this instance or to these minutes: sessions, links of one use, forms under way, what is made of the rest. */
export const leftOut: readonly string[] = [
  '__drizzle_migrations',
  'idempotency_keys',
  'list_imports',
  'search_documents',
  'search_state',
  'staff_attempts',
  'staff_kept_forms',
  'staff_letters',
  'staff_links',
  'staff_sessions',
];
