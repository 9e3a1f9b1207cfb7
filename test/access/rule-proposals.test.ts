import { describe, expect, it } from 'vitest';
import { opensMore } from '../../src/access/model/proposals.ts';
import { usualSettings } from '../../src/access/model.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList, type Reply } from '../support/client.ts';
import { readEvents } from '../support/invariants.ts';
import { refuses } from '../support/refusals.ts';
import { approveRules } from './asking.ts';

const domainPath = '/access-rules/domains/customer.example';
const any = { 'if-match': '*' };
const conflict = { status: 409, code: 'conflict' };

function treat(trust: World, treatment: string, by: 'editor' | 'owner' | 'configured' = 'editor') {
  return trust.as(by).put(domainPath, { treatment }, any);
}

async function waiting(trust: World): Promise<readonly unknown[]> {
  return pickList(must(await trust.as('viewer').get('/access-rules/proposals')).body, 'items');
}

async function treatment(trust: World): Promise<unknown> {
  return pick((await trust.as('viewer').get(domainPath)).body, 'treatment');
}

function approvalOf(proposed: Reply): string {
  return `/access-rules/proposals/${String(pick(proposed.body, 'id'))}/approval`;
}

async function lastEvent(trust: World): Promise<unknown> {
  return (await readEvents(trust)).at(-1);
}

describe('leave for a domain', () => {
  it('waits for somebody else, changes nothing until then, and says in the record who proposed it', async () => {
    const trust = await startApp();
    const proposed = await treat(trust, 'allowed');
    expect(proposed.status).toBe(202);
    expect(proposed.body).toMatchObject({
      domain: { domain: 'customer.example', treatment: 'allowed', note: null },
      rules: null,
    });
    expect(await lastEvent(trust)).toMatchObject({ action: 'access_domain.proposed' });
    expect(await treatment(trust)).toBeUndefined();
    expect(await waiting(trust)).toEqual([proposed.body]);
    const at = approvalOf(proposed);
    await refuses(trust, () => trust.as('editor').put(at), { status: 403 });
    const ben = trust.withKey((await trust.makeKey('approver', 'Ben')).secret);
    expect((await ben.put(at)).status).toBe(204);
    expect(await treatment(trust)).toBe('allowed');
    expect(await lastEvent(trust)).toMatchObject({
      action: 'access_domain.set',
      data: { treatment: 'allowed', proposedBy: pick(proposed.body, 'proposedBy') },
    });
    expect(await waiting(trust)).toEqual([]);
    await refuses(trust, () => trust.as('owner').put(at), { status: 404 });
  });

  it('is not approved by whoever proposed it', async () => {
    const trust = await startApp();
    const other = await trust.makeKey('owner', 'Ann');
    const proposed = await treat(trust, 'allowed', 'owner');
    await refuses(trust, () => trust.as('owner').put(approvalOf(proposed)), conflict);
    const again = await trust.makeKey('approver');
    await refuses(trust, () => trust.withKey(again.secret).put(approvalOf(proposed)), conflict);
    must(await trust.withKey(other.secret).put(approvalOf(proposed)));
  });

  it('is in force at once where nobody else could approve it, and the record says so', async () => {
    const trust = await startApp();
    expect((await treat(trust, 'allowed', 'configured')).status).toBe(200);
    expect(await lastEvent(trust)).toMatchObject({
      action: 'access_domain.set',
      data: { treatment: 'allowed', isSole: true },
    });
  });

  it('is taken back and turned into a block at once, and what was proposed ends with it', async () => {
    const trust = await startApp();
    const proposed = await treat(trust, 'allowed');
    expect((await treat(trust, 'blocked')).status).toBe(200);
    await refuses(trust, () => trust.as('owner').put(approvalOf(proposed)), { status: 404 });
    expect(await treatment(trust)).toBe('blocked');
    const again = await treat(trust, 'allowed');
    expect(again.status).toBe(202);
    expect((await trust.as('editor').delete(domainPath, undefined, any)).status).toBe(204);
    await refuses(trust, () => trust.as('owner').put(approvalOf(again)), { status: 404 });
  });

  it('that was proposed otherwise by then is not what is approved', async () => {
    const trust = await startApp();
    const read = await treat(trust, 'allowed');
    const changed = await trust
      .as('editor')
      .put(domainPath, { treatment: 'allowed', note: 'Other words.' }, any);
    await refuses(trust, () => trust.as('owner').put(approvalOf(read)), { status: 404 });
    expect(await waiting(trust)).toEqual([changed.body]);
  });

  it('is withdrawn or turned down, once', async () => {
    const trust = await startApp();
    const at = approvalOf(await treat(trust, 'allowed')).replace('/approval', '');
    expect((await trust.as('approver').delete(at)).status).toBe(204);
    expect(await lastEvent(trust)).toMatchObject({ action: 'access_domain.proposal_withdrawn' });
    await refuses(trust, () => trust.as('editor').delete(at), { status: 404 });
    expect(await treatment(trust)).toBeUndefined();
  });

  it('is approved once by two at the same time, or not where it is withdrawn first', async () => {
    const trust = await startApp();
    const other = await trust.anotherProcess();
    const ann = trust.withKey((await trust.makeKey('owner', 'Ann')).secret);
    const [one, two] = [ann, other.as('configured')];
    const at = approvalOf(await treat(trust, 'allowed'));
    const both = await Promise.all([one.put(at), two.put(at)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([204, 404]);
    must(await trust.as('editor').delete(domainPath, undefined, any));
    const next = approvalOf(await treat(trust, 'allowed'));
    const race = await Promise.all([one.delete(next.replace('/approval', '')), two.put(next)]);
    expect(race.map(({ status }) => status).toSorted()).toEqual([204, 404]);
    const isApproved = race[1].status === 204;
    expect(await treatment(trust)).toBe(isApproved ? 'allowed' : undefined);
  });
});

describe('what is decided without a person', () => {
  it('is tightened at once and opened by two', async () => {
    const trust = await startApp();
    const put = (given: object) =>
      trust.as('owner').put('/access-rules', { ...usualSettings, ...given }, any);
    expect((await put({ allowedDomains: 'person', days: 7 })).status).toBe(200);
    const opened = await put({ customers: 'automatic', days: 7 });
    expect(opened.status).toBe(202);
    expect(opened.body).toMatchObject({ rules: { customers: 'automatic', days: 7 }, domain: null });
    const before = must(await trust.as('viewer').get('/access-rules'));
    expect(before.body).toMatchObject({ customers: 'person', allowedDomains: 'person' });
    await refuses(trust, () => trust.as('owner').put(approvalOf(opened)), conflict);
    await approveRules(trust);
    const after = must(await trust.as('viewer').get('/access-rules'));
    expect(after.body).toEqual(pick(opened.body, 'rules'));
    expect(after.etag).not.toBe(before.etag);
  });

  it.for([
    [{}, false],
    [{ customers: 'automatic' }, true],
    [{ allowedDomains: 'person' }, false],
    [{ ndaOnFile: 'automatic', days: 1 }, true],
    [{ days: 31 }, true],
    [{ days: 29, mostDownloads: 9 }, false],
    [{ mostDownloads: 11 }, true],
    [{ tokens: true }, true],
  ] as const)('as %j opens more: %s', ([given, opens]) => {
    expect(opensMore(usualSettings, { ...usualSettings, ...given })).toBe(opens);
  });
});
