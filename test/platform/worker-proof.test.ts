import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { afterAll, expect, it } from 'vitest';
import { startWorkerd } from '../../src/platform/dev-worker.ts';
import { linkOf } from '../customers/people.ts';
import { addCustomer } from '../notices/announcing.ts';
import { keyOf, packetOf, readPacket, reportOn } from '../proof/packets.ts';
import { startApp, type World } from '../support/app.ts';
import { must } from '../support/client.ts';
import { day, facts } from '../support/factories.ts';
import { ownerKey } from '../support/processes.ts';
import { startSqld } from '../support/sqld.ts';
import { faultsOf } from '../verification/verifying.ts';

const endings: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of endings.toReversed()) await end();
});

it('a packet is in workerd with sqld what it is on Node with a file, and verifies', async () => {
  const { trust, acme, bolt, change } = await announcedLongAgo();
  const origin = await startWorkerOn(trust);
  const authorization = `Bearer ${ownerKey}`;
  const key = await keyOf(trust);
  const paths = [
    [`/api/v1/changes/${change}/packet`, await packetOf(trust, change)],
    [`/api/v1/changes/${change}/notices/${bolt}/packet`, await packetOf(trust, change, bolt)],
    [`${(await linkOf(trust, acme)).slice('/trust'.length)}/changes/${change}/packet/file.json`],
  ] as const;
  for (const [path, onNode] of paths) {
    const response = await fetch(`${origin}/trust${path}`, { headers: { authorization } });
    const text = await response.text();
    expect(response.status, text).toBe(200);
    expect(faultsOf(await reportOn(text, key))).toEqual([]);
    expect(asOfNoTime(text)).toEqual(
      asOfNoTime(onNode ?? must(await trust.get(`/trust${path}`)).text),
    );
  }
  const pdf = `/trust/api/v1/changes/${change}/packet.pdf`;
  const printed = await fetch(`${origin}${pdf}`, { headers: { authorization } });
  expect(printed.status).toBe(200);
  expect((await printed.text()).startsWith('%PDF-')).toBe(true);
});

/** All but when it was issued, which the signature is over too. */
function asOfNoTime(text: string) {
  const { issuedAt: _, signature: __, ...rest } = readPacket(text);
  return rest;
}

/** Before the time of any machine that runs this: the Worker has no other clock. */
async function announcedLongAgo() {
  const trust = await startApp({ startAt: '2025-03-03T09:00:00.000Z' });
  const contract = { signedOn: day('2023-12-01') };
  await trust.publish({ entries: { aws: facts({ effectiveFrom: day('2024-01-15'), contract }) } });
  const acme = await addCustomer(trust, 'acme');
  const specific = { authorisation: 'specific', dayCount: 'business', timeZone: 'Pacific/Apia' };
  const bolt = await addCustomer(trust, 'bolt', specific);
  const brevo = facts({ name: 'Brevo', contract });
  const { change } = await trust.publish({ entries: { brevo }, effectiveOn: '2025-05-05' });
  await trust.drain();
  await trust.advanceDays(70);
  return { trust, acme, bolt, change };
}

/** The Worker on a copy of what a world has stored; its address. */
async function startWorkerOn(trust: World): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'annex-proof-'));
  endings.push(async () => rm(directory, { recursive: true, force: true }));
  await mkdir(join(directory, 'dbs/default'), { recursive: true });
  const client = createClient({ url: `file:${trust.file}`, timeout: 5_000 });
  // sqld takes a database that it finds there for its own.
  await client.execute(`VACUUM INTO '${join(directory, 'dbs/default/data')}'`);
  client.close();
  const sqld = await startSqld(directory);
  endings.push(() => sqld.stop());
  const workerd = await startWorkerd(0, {
    DATABASE_URL: sqld.url,
    PUBLIC_URL: trust.deps.config.origin,
    SECRET_KEY: 'the secret of the tests, always the same',
    STAFF_API_KEY: ownerKey,
  });
  endings.push(() => workerd.dispose());
  return (await workerd.ready).origin;
}
