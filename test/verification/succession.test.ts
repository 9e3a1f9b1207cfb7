import { canonicalJson, type Json } from '../../src/core/canonical-json.ts';
import { expect, it } from 'vitest';
import { endorseKey, isEndorsed } from '../../src/core/key-succession.ts';
import { formatVerifierKey, type Signer } from '../../src/core/signed-note.ts';
import { startApp, type World } from '../support/app.ts';
import { signerOf } from './paper-log.ts';
import { faultsOf, leavesIn, verifyWorld, withLog } from './verifying.ts';

const origin = 'localhost:8787/trust/log';
const first = await signerOf(origin, 1);
const second = await signerOf(origin, 2);
const third = await signerOf(origin, 3);
const stranger = await signerOf(origin, 9);

it('a key that the remembered one vouches for is followed, over any number of keys', async () => {
  const trust = await startApp();
  const { memory } = await verifyUnder(trust, [], [first]);
  const announced = [await announcement(second, first), await announcement(third, second)];
  const later = await verifyUnder(trust, announced, [third], memory);
  expect(later.report.status).toBe('verified');
  expect(later.memory?.verifierKey).toBe(formatVerifierKey(third.key));
  const before = await verifyUnder(trust, announced, [third, second], memory);
  expect(before.report.status).toBe('verified');
});

it('a key that nobody vouches for is not followed, though the log announces it', async () => {
  const trust = await startApp();
  const { memory } = await verifyUnder(trust, [], [first]);
  const forged = [
    await announcement(stranger, stranger),
    await announcement(second, first, formatVerifierKey(stranger.key)),
    canonicalJson({ ...eventOf({ key: formatVerifierKey(stranger.key) }) }),
  ];
  for (const leaf of forged) {
    const { report } = await verifyUnder(trust, [leaf], [stranger], memory);
    expect(faultsOf(report)).toEqual([expect.stringContaining('though the log announces it')]);
  }
  const { report } = await verifyUnder(trust, [], [stranger], memory);
  expect(faultsOf(report)).toEqual([expect.stringContaining('no entry of the log announces it')]);
});

it('a key that was announced under a remembered checkpoint needs no further word', async () => {
  const trust = await startApp();
  const announced = [canonicalJson(eventOf({ key: formatVerifierKey(second.key) }))];
  const { memory } = await verifyUnder(trust, announced, [first]);
  expect((await verifyUnder(trust, announced, [second], memory)).report.status).toBe('verified');
});

it('an endorsement is no checkpoint, and vouches for one key alone', async () => {
  const note = await endorseKey(second.key, first);
  const [next, other] = [formatVerifierKey(second.key), formatVerifierKey(third.key)];
  expect(await isEndorsed(next, note, first.key)).toBe(true);
  expect(await isEndorsed(other, note, first.key)).toBe(false);
  expect(await isEndorsed(next, note, second.key)).toBe(false);
  expect(await isEndorsed(next, note.replace(/.(?=\n$)/, 'A'), first.key)).toBe(false);
  expect(await isEndorsed('no key', note, first.key)).toBe(false);
  expect(note.split('\n')[0]).toBe('annex log key');
});

type Checked = Awaited<ReturnType<typeof verifyWorld>>;

async function verifyUnder(
  trust: World,
  more: readonly string[],
  signers: readonly Signer[],
  memory?: Checked['memory'],
): Promise<Checked> {
  const leaves = [...(await leavesIn(trust)), ...more.map((text) => Buffer.from(text))];
  const log = { origin, leaves, signers };
  return verifyWorld(trust, { fetch: withLog(trust, log), ...(memory && { memory }) });
}

async function announcement(
  next: Signer,
  former: Signer,
  key = formatVerifierKey(next.key),
): Promise<string> {
  return canonicalJson(eventOf({ key, endorsement: await endorseKey(next.key, former) }));
}

function eventOf(data: Json) {
  const id = '00000000-0000-4000-8000-000000000000';
  return { id, at: '2026-11-23T09:00:00.000Z', action: 'log.key_added', subject: 'log', data };
}
