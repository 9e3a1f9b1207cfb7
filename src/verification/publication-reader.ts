import { canonicalJson } from '../core/canonical-json.ts';
import { sha256 } from '../core/hash.ts';
import { comparableChange } from './expected.ts';
import { type Bag, isBag, listOf, readJson } from './model/json.ts';
import type { Findings } from './model/report.ts';
import { CouldNotCheck, type Reader } from './reader.ts';

const megabyte = 1_048_576;
const mostBytesOfList = 128 * megabyte;
const mostBytesOfPage = 256 * megabyte;
const changesPerPage = 100;
const updatesPerPage = 100;
const mostBytesOfUpdate = 16 * megabyte;

/** The published list, whole. */
export async function readList(reader: Reader): Promise<Bag> {
  const list = await findDocument(reader, '/subprocessors.json', mostBytesOfList);
  if (list === undefined)
    throw new CouldNotCheck(`Nothing is published at ${reader.root}/subprocessors.json.`);
  return list;
}

export async function findVersion(reader: Reader, version: number): Promise<Bag | undefined> {
  return findDocument(reader, `/versions/${version}.json`, mostBytesOfList);
}

export async function findChange(reader: Reader, id: number): Promise<Bag | undefined> {
  return findDocument(reader, `/changes/${id}.json`, mostBytesOfPage);
}

/** A page of the posts that are published, newest first; `cursor` is what the page before gave as its next. */
export async function findUpdates(reader: Reader, cursor: unknown): Promise<Bag | undefined> {
  const next = cursor === undefined ? '' : `&cursor=${encodeURIComponent(String(cursor))}`;
  return findDocument(reader, `/updates.json?limit=${updatesPerPage}${next}`, mostBytesOfUpdate);
}

export async function findUpdate(reader: Reader, number: number): Promise<Bag | undefined> {
  return findDocument(reader, `/updates/${number}.json`, mostBytesOfUpdate);
}

/**
 * Every change of the published log by its number, as a hash of what is compared: a log of any
 * length is held in little memory, and what differs is read again by itself. Each change is an entry
 * of the log, so there are at most `mostChanges`: a hostile log might have no end.
 */
export async function readChanges(
  reader: Reader,
  mostChanges: number,
  findings: Findings,
  progress: (done: number) => void,
): Promise<Map<number, string>> {
  const hashes = new Map<number, string>();
  let last = Number.POSITIVE_INFINITY;
  let query = `?limit=${changesPerPage}`;
  for (;;) {
    const page = await findDocument(reader, `/changes.json${query}`, mostBytesOfPage);
    if (page === undefined)
      throw new CouldNotCheck(`Nothing is published at ${reader.root}/changes.json.`);
    const taken = takePage(listOf(page['items']), last, hashes, mostChanges);
    if (typeof taken === 'string') {
      findings.fault('changes', taken);
      return hashes;
    }
    last = taken;
    progress(hashes.size);
    const { next } = page;
    if (next === null || listOf(page['items']).length === 0) return hashes;
    query = `?limit=${changesPerPage}&cursor=${encodeURIComponent(String(next))}`;
  }
}

/** The last number of a page that continues the one that ended with `before`; else what is wrong with it. */
function takePage(
  items: readonly unknown[],
  before: number,
  hashes: Map<number, string>,
  mostChanges: number,
): string | number {
  let last = before;
  for (const change of items) {
    const id = isBag(change) ? change['id'] : undefined;
    if (!isBag(change) || typeof id !== 'number' || !Number.isInteger(id) || !(id < last))
      return 'The pages of the change log are not in order, newest first.';
    last = id;
    hashes.set(id, hashOfChange(comparableChange(change)));
  }
  return hashes.size > mostChanges
    ? 'The change log has more changes than the log has entries.'
    : last;
}

export function hashOfChange(comparable: Bag): string {
  return sha256(canonicalJson(comparable));
}

async function findDocument(
  reader: Reader,
  path: string,
  mostBytes: number,
): Promise<Bag | undefined> {
  const text = await reader.findText(path, mostBytes);
  if (text === undefined) return undefined;
  const document = readJson(text);
  if (!isBag(document))
    throw new CouldNotCheck(`${reader.root}${path} is not the JSON it should be.`);
  return document;
}
