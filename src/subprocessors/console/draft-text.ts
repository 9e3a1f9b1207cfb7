import { z } from 'zod';
import { countryIn } from '../../imports/model/places.ts';
import { regions } from '../model/facts.ts';
import type { Draft } from '../model/publishing.ts';
import { slug } from '../../http/schema.ts';
import { slugify } from '../../core/text.ts';
import { draftSchema } from '../schema/facts.ts';
import type { DraftField, Part } from './draft-field.ts';
import { draftFields } from './draft-fields.ts';

type Entries = Readonly<Record<string, string>>;

/** A draft as the fields of its form hold it. */
export function entriesOf(draft: NewDraft): Entries {
  return Object.fromEntries(
    draftFields.flatMap((field) => {
      const value = valueAt(draft, field.path);
      return value === undefined ? [] : [[field.name, textOf(field, value)]];
    }),
  );
}

type NewDraft = Omit<Draft, 'slug'>;

const fields = z.record(z.string(), z.string());

/** The fields of the form as a draft, by the same rules as the API's, with each fault at its field. */
export const draftForm = fields.transform((entries, issues) => readDraft(entries, issues));

/** The same with the short name of an entry that is new; left empty, it is made of its name. */
export const newDraftForm = fields.transform((entries, issues): Draft => {
  const draft = readDraft(entries, issues);
  const read = slug.safeParse(entries['slug']?.trim() || slugify(entries['name'] ?? ''));
  if (read.success) return { ...draft, slug: read.data };
  for (const { message } of read.error.issues)
    issues.addIssue({ code: 'custom', message, path: ['slug'] });
  return z.NEVER;
});

function readDraft(entries: Entries, issues: z.RefinementCtx): NewDraft {
  const read = draftSchema.safeParse(draftIn(entries));
  if (read.success) return read.data;
  for (const { path, message } of read.error.issues)
    issues.addIssue({ code: 'custom', message: placed(path, message), path: [fieldAt(path)] });
  return z.NEVER;
}

function draftIn(entries: Entries): Record<string, unknown> {
  const draft: Record<string, unknown> = { facts: {} };
  for (const field of draftFields) {
    const value = valueIn(field, (entries[field.name] ?? '').trim());
    if (value !== undefined) put(draft, field.path, value);
  }
  return draft;
}

function put(into: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [first = '', ...rest] = path;
  if (rest.length === 0) into[first] = value;
  else {
    const inner = into[first];
    const next: Record<string, unknown> = isRecord(inner) ? inner : {};
    put(next, rest, value);
    into[first] = next;
  }
}

function valueIn(field: DraftField, text: string): unknown {
  if (text === '') return undefined;
  switch (field.as) {
    case 'number':
      return numberIn(text);
    case 'flag':
      return flagIn(text);
    case 'names':
      return linesIn(text);
    case 'rows':
      return linesIn(text).map((line) => rowIn(field.parts, line));
    default:
      return isCountry(field) ? text.toUpperCase() : text;
  }
}

const isCountry = ({ path }: DraftField) => path.at(-1) === 'country';

function linesIn(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** What is no number stays text, and the schema says what it must be. */
function numberIn(text: string): unknown {
  return /^\d{1,9}$/.test(text) ? Number(text) : text;
}

function flagIn(text: string): unknown {
  return text === 'yes' ? true : text === 'no' ? false : text;
}

/** `DE | Frankfurt | storage`: parts that are left empty say nothing; a bar within one is `\|`. */
function rowIn(parts: readonly Part[], line: string): Record<string, unknown> {
  const texts = line.split(/(?<!\\)\|/).map((text) => text.replaceAll('\\|', '|').trim());
  const row: Record<string, unknown> = {};
  texts.forEach((text, index) => {
    if (text === '') return;
    const part = parts[index];
    // What has no place stands under a name of its own, which the schema refuses.
    if (part === undefined) row['more'] = text;
    else Object.assign(row, partIn(part, text));
  });
  return row;
}

function partIn({ name, as, words = {} }: Part, text: string): Record<string, unknown> {
  if (as === 'place') return placeIn(text);
  if (as === 'number') return { [name]: numberIn(text) };
  if (as === 'flag') return { [name]: flagIn(text) };
  if (as === 'text') return { [name]: text };
  const isSaid = ([value, word]: readonly [string, string]) =>
    [value, word].some((each) => each.toLowerCase() === text.toLowerCase());
  return { [name]: Object.entries(words).find(isSaid)?.[0] ?? text };
}

function placeIn(text: string): Record<string, unknown> {
  const region = regions.find((each) => each.toLowerCase() === text.toLowerCase());
  return region ? { region } : { country: countryIn(text) ?? text };
}

function textOf(field: DraftField, value: unknown): string {
  if (field.as === 'rows' && Array.isArray(value))
    return value.map((row) => lineOf(field.parts, row)).join('\n');
  if (Array.isArray(value)) return value.join('\n');
  return plain(value);
}

function lineOf(parts: readonly Part[], row: unknown): string {
  const texts = parts.map(({ name, as }) =>
    plain(
      as === 'place'
        ? (valueAt(row, ['country']) ?? valueAt(row, ['region']))
        : valueAt(row, [name]),
    ),
  );
  const last = texts.findLastIndex((text) => text !== '');
  return texts
    .slice(0, last + 1)
    .map((text) => text.replaceAll('|', '\\|'))
    .join(' | ');
}

function plain(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value === undefined ? '' : String(value);
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((found, name) => (isRecord(found) ? found[name] : undefined), value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The field that stands for a place in the draft, or for something within it or around it. */
function fieldAt(path: readonly PropertyKey[]): string {
  const names = path.map(String);
  const isWithin = (inner: readonly string[], outer: readonly string[]) =>
    outer.every((name, index) => inner[index] === name);
  const found =
    draftFields.find((field) => isWithin(names, field.path)) ??
    draftFields.find((field) => isWithin(field.path, names));
  return found?.name ?? '';
}

/** In a field of several lines the line is named. */
function placed(path: readonly PropertyKey[], message: string): string {
  const line = path.find((step) => typeof step === 'number');
  return line === undefined ? message : `Line ${line + 1}: ${message}`;
}
