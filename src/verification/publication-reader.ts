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

/**
 * Every change of the published log by its number, as a hash of what is compared: a log of any
 * length is held in little memory, and what differs is read again by itself.
 */
export async function readChanges(
  reader: Reader,
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
    for (const change of listOf(page['items'])) {
      const id = isBag(change) ? change['id'] : undefined;
      // An end is sure only where the numbers fall: the pages of a hostile log might have none.
      if (!isBag(change) || typeof id !== 'number' || !(id < last)) {
        findings.fault('changes', 'The pages of the change log are not in order, newest first.');
        return hashes;
      }
      last = id;
      hashes.set(id, hashOfChange(comparableChange(change)));
    }
    progress(hashes.size);
    const { next } = page;
    if (next === null || listOf(page['items']).length === 0) return hashes;
    query = `?limit=${changesPerPage}&cursor=${encodeURIComponent(String(next))}`;
  }
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
