import { readdir, rm } from 'node:fs/promises';
import { createClient } from '@libsql/client';
import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { describe, expect, it } from 'vitest';
import drizzle from '../../drizzle/config.ts';
import { declarations } from '../../src/personal-data/declarations.ts';
import { allHolders } from '../../src/personal-data/holders.ts';
import { shippedRules } from '../../src/retention/model/shipped.ts';
import { copyTemplate } from '../support/template.ts';

const source = new URL('../../src/', import.meta.url);

/** Every table that the configuration of migrations finds. */
async function tablesIn(): Promise<readonly SQLiteTable[]> {
  const files = await readdir(source, { recursive: true });
  const patterns = [drizzle.schema ?? []].flat().map((each) => each.replace('./src/', ''));
  const named = files.filter((file) =>
    patterns.some(
      (pattern) => file === pattern || (pattern === '**/table.ts' && /(^|\/)table\.ts$/.test(file)),
    ),
  );
  const modules: object[] = [];
  for (const file of named) modules.push(await import(new URL(file, source).href));
  return modules
    .flatMap((module): unknown[] => Object.values(module))
    .filter((each): each is SQLiteTable => is(each, SQLiteTable));
}

describe('what columns hold', () => {
  it('is declared once for every table, and for every column of it', async () => {
    const declared = new Map(declarations.map((each) => [each.table, Object.keys(each.columns)]));
    expect(declared.size).toBe(declarations.length);
    const known = new Map(
      (await tablesIn()).map((each) => [getTableName(each), Object.keys(getTableColumns(each))]),
    );
    const { file, directory } = await copyTemplate();
    const client = createClient({ url: `file:${file}` });
    const { rows } = await client.execute(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_%' ESCAPE '\\'",
    );
    client.close();
    await rm(directory, { recursive: true });
    // What migrations have made is what the code knows, and each of it is thought about.
    expect(rows.map(({ name }) => String(name)).toSorted()).toEqual([...known.keys()].toSorted());
    expect([...known.keys()].filter((name) => !declared.has(name))).toEqual([]);
    for (const [name, columns] of declared)
      expect(columns.toSorted(), name).toEqual((known.get(name) ?? []).toSorted());
  });

  it('names a rule by which it is kept, and so does every holder, each kind once', () => {
    const rules = Object.keys(shippedRules);
    for (const { record, table } of declarations)
      if (record !== null) expect(rules, table).toContain(record);
    for (const { record, kind } of allHolders) expect(rules, kind).toContain(record);
    const kinds = allHolders.map(({ kind }) => kind);
    expect(kinds.length).toBe(new Set(kinds).size);
    for (const kind of kinds) expect(kind).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });
});
