import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

type Rows = readonly Readonly<Record<string, unknown>>[];
type Tables = ReadonlyMap<string, Rows>;

/** After every test each stored file is named by a row or about to be deleted, and never both. */
export function checkFiles(tables: Tables, blobDir: string): readonly string[] {
  const idsIn = (table: string) => (tables.get(table) ?? []).map(({ id }) => String(id));
  const named = new Set([
    ...idsIn('document_editions').map((id) => `documents/${id}`),
    ...idsIn('inquiry_attachments').map((id) => `attachments/${id}`),
  ]);
  const doomed = (tables.get('doomed_files') ?? []).map(({ key }) => String(key));
  const stored = ['documents', 'attachments'].flatMap((shelf) =>
    existsSync(join(blobDir, shelf))
      ? readdirSync(join(blobDir, shelf)).map((name) => `${shelf}/${name}`)
      : [],
  );
  return [
    ...doomed.filter((key) => named.has(key)).map((key) => `${key} is needed, and doomed`),
    ...stored
      .filter((key) => !named.has(key) && !doomed.includes(key))
      .map((key) => `nothing names ${key}, and nothing deletes it`),
  ];
}
