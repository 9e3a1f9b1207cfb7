import { describe, expect, it } from 'vitest';
import type { Role } from '../../src/context.ts';
import { permissions } from '../../src/staff/model/permissions.ts';
import { staffKeys } from '../../src/staff/table.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { readEvents } from '../support/invariants.ts';
import { refuses } from '../support/refusals.ts';

type Given = Readonly<Record<string, unknown>>;
type Key = { readonly id: string; readonly secret: string; readonly body: unknown };

const holder = `Kim ${personMark}`;
const unauthenticated = { status: 401, code: 'unauthenticated' };
const forbidden = { status: 403, code: 'forbidden' };
const conflict = { status: 409, code: 'conflict' };
const minuteMs = 60_000;

/** A key made by somebody, in force or not. */
async function made(trust: World, by: 'configured' | Role, given: Given = {}): Promise<Key> {
  const input = { holder, role: 'editor', ...given };
  const { body } = must(await trust.as(by).post('/staff-keys', input));
  return { id: String(pick(body, 'id')), secret: String(pick(body, 'secret')), body };
}

async function listed(trust: World, id: string): Promise<unknown> {
  const { body } = must(await trust.as('configured').get('/staff-keys'));
  return pickList(body, 'items').find((key) => pick(key, 'id') === id);
}

async function eventsOf(trust: World, { id }: Key): Promise<readonly unknown[]> {
  return (await readEvents(trust)).filter((event) => pick(event, 'subject') === `staff_key:${id}`);
}

function later(trust: World, minutes: number): void {
  trust.at(new Date(trust.now().getTime() + minutes * minuteMs));
}

describe('a key with scopes', () => {
  it('does what its role may within them, is told which it lacks, and says so in the list', async () => {
    const trust = await startApp();
    const key = await made(trust, 'configured', {
      role: 'editor',
      scopes: ['register', 'updates'],
    });
    const client = trust.withKey(key.secret);
    must(await client.get('/batches'));
    must(await client.post('/batches', { reason: 'A reason.' }));
    must(await client.get('/updates'));
    const refused = await refuses(trust, () => client.get('/customers'), forbidden);
    expect(pick(refused.body, 'detail')).toBe(
      'This belongs to the scope customers; your key is narrowed to register and updates.',
    );
    // Within the scope it still needs the role.
    await refuses(trust, () => client.post('/history-imports', {}), forbidden);
    expect(await listed(trust, key.id)).toMatchObject({ scopes: ['register', 'updates'] });
  });

  it('makes no key that may do more than it', async () => {
    const trust = await startApp();
    const owner = trust.as('owner');
    must(await owner.get('/services'));
    const { id, secret } = await made(trust, 'configured', {
      role: 'owner',
      scopes: ['staff', 'record'],
    });
    must(await owner.put(`/staff-keys/${id}/approval`));
    const client = trust.withKey(secret);
    const input = { holder, role: 'owner' };
    for (const wider of [{}, { scopes: ['register'] }, { scopes: ['record', 'register'] }])
      await refuses(trust, () => client.post('/staff-keys', { ...input, ...wider }), {
        status: 422,
        pointers: ['#/scopes'],
      });
    must(await client.post('/staff-keys', { ...input, scopes: ['record'] }));
  });

  it('is made only by roles that may do everything, so none has more than its maker', () => {
    const makers = permissions.staff.createStaffKey;
    for (const lines of Object.values(permissions))
      for (const roles of Object.values<readonly Role[]>(lines))
        expect(makers.every((maker) => roles.includes(maker))).toBe(true);
  });

  it('names scopes that there are, at least one, each once', async () => {
    const trust = await startApp();
    for (const scopes of [[], ['everything'], ['record', 'record'], 'record', null])
      expect(
        (await trust.as('configured').post('/staff-keys', { holder, role: 'viewer', scopes }))
          .status,
      ).toBe(422);
  });
});

describe('a key with an end', () => {
  it('opens nothing from then on, with the answer of a key that was never there', async () => {
    const trust = await startApp();
    const expiresAt = new Date(trust.now().getTime() + 10 * minuteMs).toISOString();
    const key = await made(trust, 'configured', { expiresAt });
    const client = trust.withKey(key.secret);
    later(trust, 9);
    must(await client.get('/services'));
    expect(await listed(trust, key.id)).toMatchObject({ state: 'in-force', expiresAt });
    later(trust, 1);
    const expired = await refuses(trust, () => client.get('/services'), unauthenticated);
    const unknown = await trust.withKey('annex_nobody').get('/services');
    expect([expired.text, [...expired.headers]]).toEqual([unknown.text, [...unknown.headers]]);
    expect(await listed(trust, key.id)).toMatchObject({ state: 'expired' });
  });

  it('makes no key that outlives it', async () => {
    const trust = await startApp();
    const at = (minutes: number) =>
      new Date(trust.now().getTime() + minutes * minuteMs).toISOString();
    const owner = trust.as('owner');
    must(await owner.get('/services'));
    const wanted = { role: 'owner', expiresAt: at(10) };
    const { id, secret } = await made(trust, 'configured', wanted);
    must(await owner.put(`/staff-keys/${id}/approval`));
    const client = trust.withKey(secret);
    const input = { holder, role: 'viewer' };
    for (const later of [{}, { expiresAt: at(11) }])
      await refuses(trust, () => client.post('/staff-keys', { ...input, ...later }), {
        status: 422,
        pointers: ['#/expiresAt'],
      });
    must(await client.post('/staff-keys', { ...input, expiresAt: at(10) }));
  });

  it('ends in the future, at an instant', async () => {
    const trust = await startApp();
    for (const expiresAt of [trust.now().toISOString(), '2027-01-31', 'soon'])
      await refuses(
        trust,
        () => trust.as('configured').post('/staff-keys', { holder, role: 'viewer', expiresAt }),
        { status: 422, pointers: ['#/expiresAt'] },
      );
  });
});

describe('the list of keys', () => {
  it('says when each was last used, to five minutes, and nothing of one that never was', async () => {
    const trust = await startApp();
    const [used, unused] = [await made(trust, 'configured'), await made(trust, 'configured')];
    later(trust, 60);
    const { secret } = used;
    must(await trust.withKey(secret).get('/services'));
    const first = trust.now().toISOString();
    later(trust, 4);
    must(await trust.withKey(secret).get('/services'));
    expect(await listed(trust, used.id)).toMatchObject({ lastUsedAt: first });
    later(trust, 2);
    must(await trust.withKey(secret).get('/services'));
    expect(await listed(trust, used.id)).toMatchObject({ lastUsedAt: trust.now().toISOString() });
    expect(await listed(trust, unused.id)).toMatchObject({ lastUsedAt: null });
  });
});

describe('a key that is changed for another', () => {
  it('serves until it is revoked, and the new one after it', async () => {
    const trust = await startApp();
    const [old, fresh] = [await made(trust, 'configured'), await made(trust, 'configured')];
    for (const { secret } of [old, fresh]) must(await trust.withKey(secret).get('/services'));
    must(await trust.as('configured').delete(`/staff-keys/${old.id}`));
    await refuses(trust, () => trust.withKey(old.secret).get('/services'), unauthenticated);
    must(await trust.withKey(fresh.secret).get('/services'));
  });

  it('that is revoked while it is used stops at the next request, whatever was under way', async () => {
    const trust = await startApp();
    const { id, secret } = await trust.makeKey('editor');
    const client = trust.withKey(secret);
    const under = Array.from({ length: 8 }, () => client.post('/batches', { reason: 'A reason.' }));
    const revoked = trust.as('configured').delete(`/staff-keys/${id}`);
    const statuses = new Set((await Promise.all(under)).map(({ status }) => status));
    expect([...statuses].every((status) => status === 201 || status === 401)).toBe(true);
    must(await revoked);
    await refuses(trust, () => client.post('/batches', { reason: 'One more.' }), unauthenticated);
  });
});

describe('a key that somebody made', () => {
  it('opens nothing until somebody else approves it, and then at once', async () => {
    const trust = await startApp();
    await trust.makeKey('owner', 'Ann');
    const key = await made(trust, 'configured');
    expect(key.body).toMatchObject({
      state: 'proposed',
      proposedBy: 'staff:configured-key',
      approval: null,
    });
    const client = trust.withKey(key.secret);
    const waiting = await refuses(trust, () => client.get('/services'), unauthenticated);
    const unknown = await trust.withKey('annex_nobody').get('/services');
    expect([waiting.text, [...waiting.headers]]).toEqual([unknown.text, [...unknown.headers]]);
    const at = `/staff-keys/${key.id}/approval`;
    const own = await refuses(trust, () => trust.as('configured').put(at), conflict);
    expect(pick(own.body, 'detail')).toMatch(/Whoever wrote it does not approve it/);
    const approved = must(await trust.as('approver').put(at));
    expect(approved.body).toMatchObject({ state: 'in-force', approval: { isSole: false } });
    must(await client.get('/services'));
    const again = await refuses(trust, () => trust.as('owner').put(at), conflict);
    expect(pick(again.body, 'detail')).toContain('in-force');
    const events = await eventsOf(trust, key);
    expect(events.map((event) => pick(event, 'action'))).toEqual([
      'staff_key.created',
      'staff_key.approved',
    ]);
    expect(pick(events.at(-1), 'data')).toEqual({});
  });

  it('before a second person was asked is in force', async () => {
    const trust = await startApp();
    const { id, secret } = await trust.makeKey('viewer');
    // As the migration leaves a key of before.
    await trust.deps.transact(async (tx) => {
      await tx.update(staffKeys).set({ proposedBy: null, approval: null });
    });
    must(await trust.withKey(secret).get('/services'));
    expect(await listed(trust, id)).toMatchObject({ state: 'in-force', proposedBy: null });
  });

  it('is not approved by its maker with another key, nor with a new one after the old', async () => {
    const trust = await startApp();
    const ann = await trust.makeKey('owner', 'Ann');
    const other = trust.withKey((await trust.makeKey('approver', ' ANN')).secret);
    const { body } = must(
      await trust.withKey(ann.secret).post('/staff-keys', { holder, role: 'owner' }),
    );
    must(await trust.as('configured').delete(`/staff-keys/${ann.id}`));
    const at = `/staff-keys/${String(pick(body, 'id'))}/approval`;
    await refuses(trust, () => other.put(at), conflict);
    must(await trust.as('configured').put(at));
  });

  it('alone is in force at once, and the record says that nobody else could approve it', async () => {
    const trust = await startApp();
    await trust.makeKey('publisher', 'Pat');
    const key = await made(trust, 'configured');
    expect(key.body).toMatchObject({ state: 'in-force', approval: { isSole: true } });
    const approved = (await eventsOf(trust, key)).at(-1);
    expect(approved).toMatchObject({ action: 'staff_key.approved', data: { isSole: true } });
  });

  it('waits for nobody who cannot: keys that are proposed, expired, revoked or narrowed count for nothing', async () => {
    const trust = await startApp();
    const expiresAt = new Date(trust.now().getTime() + minuteMs).toISOString();
    await made(trust, 'configured', { role: 'approver', scopes: ['register'] });
    const gone = await made(trust, 'configured', { role: 'approver', expiresAt });
    later(trust, 1);
    const second = await made(trust, 'configured', { role: 'approver' });
    expect([gone.body, second.body].map((body) => pick(body, 'state'))).toEqual([
      'in-force',
      'in-force',
    ]);
    const waiting = await made(trust, 'configured', { role: 'approver' });
    expect(waiting.body).toMatchObject({ state: 'proposed' });
    must(await trust.as('configured').delete(`/staff-keys/${second.id}`));
    // The one that waits could not help either: it is not in force.
    must(await trust.as('configured').put(`/staff-keys/${waiting.id}/approval`));
    expect(await listed(trust, waiting.id)).toMatchObject({ approval: { isSole: true } });
  });

  it('that was revoked or never made is not approved', async () => {
    const trust = await startApp();
    await trust.makeKey('owner', 'Ann');
    const { id } = await made(trust, 'configured');
    must(await trust.as('configured').delete(`/staff-keys/${id}`));
    await refuses(trust, () => trust.as('owner').put(`/staff-keys/${id}/approval`), conflict);
    const none = () => trust.as('owner').put('/staff-keys/key_none/approval');
    await refuses(trust, none, { status: 404 });
  });

  it('is approved once by two at the same time, and not at all where it is revoked first', async () => {
    const trust = await startApp();
    const other = await trust.anotherProcess();
    await trust.makeKey('owner', 'Ann');
    const [one, two] = [trust.as('owner'), other.as('approver')];
    must(await two.get('/services'));
    const { id, secret } = await made(trust, 'configured');
    const at = `/staff-keys/${id}/approval`;
    const both = await Promise.all([one.put(at), two.put(at)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    must(await trust.withKey(secret).get('/services'));
    const next = await made(trust, 'configured');
    const [revoked] = await Promise.all([
      trust.as('configured').delete(`/staff-keys/${next.id}`),
      two.put(`/staff-keys/${next.id}/approval`),
    ]);
    expect(revoked.status).toBe(204);
    await refuses(trust, () => trust.withKey(next.secret).get('/services'), unauthenticated);
  });
});
