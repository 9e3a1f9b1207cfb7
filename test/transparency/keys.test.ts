import { createPrivateKey, createPublicKey, hkdfSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { catchUpLog } from '../../src/db/log.ts';
import { createLogKeys } from '../../src/db/log-keys.ts';
import { startApp } from '../support/app.ts';
import { must, pick } from '../support/client.ts';
import { facts } from '../support/factories.ts';
import { isSigned } from '../support/log-check.ts';
import { refuses } from '../support/refusals.ts';
import { loseLog, readLog } from '../support/log-reader.ts';

/** Whether a checkpoint bears the signature of a verifier key. */
function signedBy(checkpoint: string, key: string | undefined): boolean {
  const [text = '', signatures = ''] = checkpoint.split(/(?<=\n)\n/);
  return isSigned(text, signatures, key ?? '');
}

test('a key is HKDF-SHA256 of the secret, an Ed25519 seed for each generation', async () => {
  const keys = createLogKeys('a secret', 'https://trust.example.com/trust/log');
  for (const generation of [1, 2]) {
    const { key } = await keys.signer(generation);
    const seed = hkdfSync('sha256', 'a secret', '', `annex log key ${generation}`, 32);
    const pkcs8 = Buffer.concat([
      Buffer.from('302e020100300506032b657004220420', 'hex'),
      Buffer.from(seed),
    ]);
    const made = createPublicKey(createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }));
    const { x } = made.export({ format: 'jwk' });
    expect(Buffer.from(key.publicKey).toString('base64url')).toBe(x);
    expect(key.name).toBe('trust.example.com/trust/log');
  }
});

describe('a database without a log', () => {
  test('gets one when the schedule runs: the same that it would have had', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() } });
    const before = await readLog(trust);
    await loseLog(trust);
    expect((await trust.get('/trust/log/checkpoint')).status).toBe(404);
    await trust.runSchedule();
    expect(await readLog(trust)).toEqual(before);
    expect(trust.logLines.map(({ message }) => message)).toContain(
      'the transparency log caught up',
    );
  });

  test('takes commits meanwhile, and leaves them to the schedule', async () => {
    const trust = await startApp();
    const size = (await readLog(trust)).size;
    await loseLog(trust);
    await trust.publish({ entries: { postmark: facts() } });
    expect((await trust.get('/trust/log/checkpoint')).status).toBe(404);
    await trust.runSchedule();
    const log = await readLog(trust);
    expect(log.faults).toEqual([]);
    expect(log.size).toBeGreaterThan(size);
  });

  test('is caught up in batches, each of which leaves a log that verifies', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts(), stripe: facts({ name: 'Stripe' }) } });
    const before = await readLog(trust);
    await loseLog(trust);
    const { transact, logKeys } = trust.deps;
    for (let size = 2; size < before.size; size += 2) {
      expect(await transact((tx) => catchUpLog(tx, logKeys, 2))).toBe(2);
      const log = await readLog(trust);
      expect([log.size, log.faults]).toEqual([size, []]);
    }
    await trust.runSchedule();
    expect(await readLog(trust)).toEqual(before);
    expect(await transact((tx) => catchUpLog(tx, logKeys, 2))).toBe(0);
  });
});

describe('a new key', () => {
  test('signs from then on, and the old one signs the checkpoint that says so', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() } });
    const before = await readLog(trust);
    const { status, body } = await trust.as('owner').post('/log/keys');
    expect(status).toBe(201);
    const handover = await readLog(trust);
    expect(handover.keys).toEqual([pick(body, 'verifierKey'), ...before.keys]);
    expect(handover.entries.at(-1)).toMatchObject({
      action: 'log.key_added',
      data: { key: handover.keys[0], generation: 2 },
    });
    expect(handover.keys.map((key) => signedBy(handover.checkpoint, key))).toEqual([true, true]);
    await trust.publish({ entries: { stripe: facts({ name: 'Stripe' }) } });
    const after = await readLog(trust);
    expect(after.faults).toEqual([]);
    expect(after.keys.map((key) => signedBy(after.checkpoint, key))).toEqual([true, false]);
    expect(signedBy(before.checkpoint, after.keys[1])).toBe(true);
  });

  test('is made by owners only', async () => {
    const trust = await startApp();
    for (const who of ['viewer', 'editor'] as const)
      await refuses(trust, () => trust.as(who).post('/log/keys'), {
        status: 403,
        code: 'forbidden',
      });
  });

  test('is made once for one Idempotency-Key', async () => {
    const trust = await startApp();
    const header = { 'idempotency-key': 'rotation-2026' };
    const first = must(await trust.as('owner').post('/log/keys', undefined, header));
    const again = must(await trust.as('owner').post('/log/keys', undefined, header));
    expect(again.text).toBe(first.text);
    expect((await readLog(trust)).keys).toHaveLength(2);
  });
});

describe('other settings', () => {
  const other = { SECRET_KEY: 'another secret, as long as the first one' };

  test('a changed SECRET_KEY is entered as a new key; what the old one signed still verifies', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() } });
    const before = await readLog(trust);
    const moved = await trust.anotherProcess({ env: other });
    // Before the schedule has noticed, a commit stores its events and leaves the log as it is.
    await moved.publish({ entries: { stripe: facts({ name: 'Stripe' }) } });
    expect((await readLog(moved)).checkpoint).toBe(before.checkpoint);
    await moved.runSchedule();
    const after = await readLog(moved);
    expect(after.faults).toEqual([]);
    expect(after.keys).toHaveLength(2);
    expect(after.keys[1]).toBe(before.keys[0]);
    expect(after.entries.at(-1)).toMatchObject({ action: 'log.key_added' });
    expect(after.hashes.slice(0, before.size)).toEqual(before.hashes);
    expect(signedBy(before.checkpoint, after.keys[1])).toBe(true);
    expect(signedBy(after.checkpoint, after.keys[1])).toBe(false);
    await moved.runSchedule();
    expect(await readLog(moved)).toEqual(after);
  });

  test('a changed PUBLIC_URL gives the log another name, and the key under the old name signs it too', async () => {
    const trust = await startApp();
    const before = await readLog(trust);
    const moved = await trust.anotherProcess({ env: { PUBLIC_URL: 'https://trust.example.com' } });
    await moved.runSchedule();
    const after = await readLog(moved);
    expect(after.origin).toBe('trust.example.com/trust/log');
    expect(after.keys[1]).toBe(before.keys[0]);
    expect(after.keys.map((key) => signedBy(after.checkpoint, key))).toEqual([true, true]);
    await moved.publish({ entries: { postmark: facts() } });
    const later = await readLog(moved);
    expect(later.faults).toEqual([]);
    expect(later.keys.map((key) => signedBy(later.checkpoint, key))).toEqual([true, false]);
  });

  test('a process with older settings does not take the log back; a new key does', async () => {
    const trust = await startApp();
    const moved = await trust.anotherProcess({ env: other });
    await moved.runSchedule();
    const keys = (await readLog(trust)).keys;
    trust.expectError(/a scheduled job failed/);
    await trust.runSchedule();
    expect(trust.logLines.at(-1)?.facts).toMatchObject({
      job: 'transparency-log',
      detail: expect.stringMatching(/SECRET_KEY or PUBLIC_URL is one from before/),
    });
    expect((await readLog(trust)).keys).toEqual(keys);
    must(await trust.as('owner').post('/log/keys'));
    await trust.runSchedule();
    const log = await readLog(trust);
    expect(log.faults).toEqual([]);
    expect(log.keys).toHaveLength(3);
  });

  test('two processes that notice the change at once enter it once', async () => {
    const trust = await startApp();
    const pair = await Promise.all([
      trust.anotherProcess({ env: other }),
      trust.anotherProcess({ env: other }),
    ]);
    await Promise.all(pair.map((each) => each.runSchedule()));
    expect((await readLog(trust)).keys).toHaveLength(2);
  });
});
