import { BlobReader, TextWriter, ZipReader } from '@zip.js/zip.js';
import { expect } from 'vitest';
import { copyPathOf } from '../../src/personal-data/model/links.ts';
import { asId } from '../../src/core/ids.ts';
import { selectNewestCopy } from '../../src/personal-data/store/copies.ts';
import { asked, caseOf, done, pageOf, press, verified } from '../rights/asking.ts';
import type { World } from '../support/app.ts';
import { must, pick, pickList, type Reply } from '../support/client.ts';
import { personMark } from '../support/factories.ts';

export const robin = `robin.${personMark.toLowerCase()}@person.example`;

/** A request whose person has pressed the button and was found to be who they say. */
export async function proven(
  trust: World,
  parts: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const id = await asked(trust, { types: ['access', 'erasure', 'rectification'], ...parts });
  await press(trust, `${await pageOf(trust, id)}/confirmation`);
  await done(trust, id, 'identity', verified);
  return id;
}

export async function reportOf(trust: World, id: string): Promise<Reply> {
  return trust.as('editor').get(`/rights-requests/${id}/records`);
}

/** How many records of each kind are held. */
export async function heldOf(trust: World, id: string): Promise<Readonly<Record<string, number>>> {
  const held = pickList(must(await reportOf(trust, id)).body, 'held');
  return Object.fromEntries(held.map((each) => [pick(each, 'kind'), pick(each, 'count')]));
}

/** The path of the newest link to a copy, as its mail has it. */
export async function copyLinkOf(trust: World, id: string): Promise<string> {
  const copy = await selectNewestCopy(trust.deps.db, asId('rrq', id));
  if (!copy) throw new Error('no copy was offered');
  return `/trust${copyPathOf(trust.deps.keys, copy.id)}`;
}

/** Uses a link up; the path of the session. */
export async function openCopy(trust: World, link: string): Promise<string> {
  const reply = await press(trust, `${link}/copy-session`);
  expect(reply.status).toBe(303);
  return String(reply.headers.get('location'));
}

/** Offers a copy, opens and saves it, and reads it by a program that shares no code with `src/`. */
export async function copyOf(trust: World, id: string): Promise<ReadonlyMap<string, string>> {
  await done(trust, id, 'copy');
  const session = await openCopy(trust, await copyLinkOf(trust, id));
  return filesIn(await trust.fetch(`${session}/copy.zip`));
}

export async function filesIn(response: Response): Promise<ReadonlyMap<string, string>> {
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/zip']);
  const reader = new ZipReader(new BlobReader(await response.blob()), { checkSignature: true });
  const files = new Map<string, string>();
  for (const entry of await reader.getEntries()) {
    if (entry.directory) throw new Error('there is a folder');
    files.set(entry.filename, await entry.getData(new TextWriter()));
  }
  return files;
}

export async function versionOf(trust: World, id: string): Promise<string> {
  return `"v${(await caseOf(trust, id)).version}"`;
}

/** Erasing is for owners. */
export async function erase(trust: World, id: string): Promise<Reply> {
  const headers = { 'if-match': await versionOf(trust, id) };
  return trust.as('owner').put(`/rights-requests/${id}/erasure`, undefined, headers);
}
