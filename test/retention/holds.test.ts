import { describe, expect, it } from 'vitest';
import { systemCtx } from '../../src/context.ts';
import type { Keeper } from '../../src/retention/keeper.ts';
import { allKeepers } from '../../src/retention/keepers.ts';
import { keepRules } from '../../src/retention/service/purging.ts';
import { bytesOf, fileAt, given, issued, opened } from '../access/giving.ts';
import { addCustomer, addProfile, contact, mailbox } from '../customers/people.ts';
import { query } from '../deliveries/recipients.ts';
import { inquired } from '../inquiries/writing.ts';
import { announce, objected } from '../objections/objecting.ts';
import { proven, robin, versionOf } from '../personal-data/persons.ts';
import { asked } from '../rights/asking.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick } from '../support/client.ts';
import { organisation } from '../support/factories.ts';
import { subscribe } from '../support/recipients.ts';

const hold = { kind: 'legal', reason: 'A dispute.', owner: 'Lee', reviewOn: '2040-01-31' };
const any = { 'if-match': '*' };

async function keep(trust: World, keepers: readonly Keeper[] = allKeepers, batches = 1_000) {
  return keepRules(systemCtx(trust.deps, 'retention'), { keepers, batches });
}

/** Places a hold; how to lift it. */
async function held(trust: World, of: object): Promise<() => Promise<void>> {
  const { body } = must(await trust.as('owner').post('/retention-holds', { ...hold, ...of }));
  const path = `/retention-holds/${String(pick(body, 'id'))}/lifting`;
  return async () => {
    must(await trust.as('owner').put(path, { reason: 'Settled.' }, any));
  };
}

/** A customer with one contact, whose agreement has ended for all that is tested here. */
async function endedCustomer(trust: World, address: string): Promise<string> {
  await addProfile(trust);
  const ends = { agreementUntil: '2026-12-01', postTerminationDays: 0 };
  const id = await addCustomer(trust, ends);
  must(await trust.as('editor').post(`/customers/${id}/contacts`, contact('dpo', { address })));
  return id;
}

/** What staff are told of rules and holds. */
async function alertsIn(trust: World): Promise<readonly unknown[]> {
  const about = `subject LIKE 'alert:retention-%' OR subject LIKE 'alert:hold-%'`;
  const rows = await query(trust, `SELECT cargo FROM deliveries WHERE ${about}`);
  return rows.map(({ cargo }) => JSON.parse(String(cargo)).alert);
}

const countOf = async (trust: World, table: string) =>
  Number((await query(trust, `SELECT count(*) AS n FROM ${table}`))[0]?.['n']);

describe('a hold on a customer', () => {
  it('keeps its inquiries and contacts from a person who asks for erasure, and says so', async () => {
    const trust = await startApp();
    const customer = await endedCustomer(trust, robin);
    const { id: inquiry } = await inquired(trust, { email: robin });
    const lift = await held(trust, { customer });
    const request = await proven(trust, { types: ['erasure'] });
    const erase = async () => {
      const headers = { 'if-match': await versionOf(trust, request) };
      const path = `/rights-requests/${request}/erasure`;
      return pick(must(await trust.as('owner').put(path, undefined, headers)).body, 'runs', '0');
    };
    expect(await erase()).toMatchObject({
      kept: expect.arrayContaining([
        expect.objectContaining({ kind: 'inquiries', why: 'hold', count: 1 }),
        expect.objectContaining({ kind: 'contract-contacts', why: 'hold', count: 1 }),
      ]),
    });
    expect(await query(trust, 'SELECT id FROM inquiries WHERE person IS NOT NULL')).toEqual([
      { id: inquiry },
    ]);
    await lift();
    await erase();
    expect(await query(trust, 'SELECT id FROM inquiries WHERE person IS NOT NULL')).toEqual([]);
  });

  it('keeps copies that its people fetched, and stops staff who erase one record', async () => {
    const trust = await startApp();
    await keep(trust);
    const customer = await endedCustomer(trust, mailbox('dpo'));
    await issued(trust, 'soc-2-report');
    const parts = { email: mailbox('dpo') };
    const { request, link } = await given(trust, ['soc-2-report'], { days: 200 }, parts);
    expect(request.customerId).toBe(customer);
    const session = await opened(trust, link);
    await bytesOf(await trust.fetch(fileAt(session, 'soc-2-report')));
    const { id: inquiry } = await inquired(trust, parts);
    const lift = await held(trust, { customer });
    const records = [`/inquiries/${inquiry}`, `/access-requests/${request.id}`];
    for (const record of records) {
      const refused = await trust.as('owner').delete(`${record}/personal-data`, undefined, any);
      expect([refused.status, pick(refused.body, 'detail')]).toEqual([
        409,
        expect.stringContaining('once the hold is lifted'),
      ]);
    }
    const force = `/customers/${customer}?force=true&reason=requested`;
    expect((await trust.as('owner').delete(force, undefined, any)).status).toBe(409);
    trust.at('2028-12-24T12:00:00Z');
    expect(await keep(trust)).toBe(0);
    expect(await countOf(trust, 'downloads')).toBe(1);
    await lift();
    must(await trust.as('owner').delete(`${records[0]}/personal-data`, undefined, any));
    trust.at('2028-12-25T12:00:00Z');
    await keep(trust);
    expect([await countOf(trust, 'downloads'), await countOf(trust, 'inquiries')]).toEqual([0, 0]);
  });
});

describe('a hold on one record', () => {
  it('keeps the customer whose case it is', async () => {
    const trust = await startApp();
    await keep(trust);
    const change = await announce(trust);
    const { id } = await objected(trust, change);
    const customer = await endedCustomer(trust, mailbox('dpo'));
    const path = `/objections/${id}`;
    must(await trust.as('editor').put(`${path}/customer`, { customer }, any));
    const lift = await held(trust, { rule: 'notices', record: id });
    const erasing = await trust.as('owner').delete(`${path}/personal-data`, undefined, any);
    expect(erasing.status).toBe(409);
    trust.at('2032-12-01T12:00:00Z');
    expect(await keep(trust)).toBe(0);
    await lift();
    trust.at('2032-12-02T12:00:00Z');
    expect(await keep(trust)).toBe(1);
    expect([await countOf(trust, 'customers'), await countOf(trust, 'objections')]).toEqual([0, 0]);
  });

  it('is told to staff on the day of its review, once, and no more once it is lifted', async () => {
    const trust = await startApp();
    await subscribe(trust, { stream: 'staff', address: 'ops@x.example' });
    const { id: record } = await inquired(trust);
    const of = { rule: 'inquiries', record };
    await held(trust, { ...of, kind: 'relationship', reviewOn: '2026-11-24' });
    await (
      await held(trust, { ...of, reviewOn: '2026-11-24' })
    )();
    const told = async () => (await alertsIn(trust)).map((each) => pick(each, 'why'));
    trust.at('2026-11-23T23:59:00Z');
    await trust.runSchedule();
    expect(await told()).toEqual([]);
    trust.at('2026-11-24T00:01:00Z');
    await trust.runSchedule();
    await trust.runSchedule();
    expect(await told()).toEqual(['relationship']);
  });

  it('says for three years after it is lifted why it was placed, and then only that it was', async () => {
    const trust = await startApp();
    await keep(trust);
    const { id: record } = await inquired(trust);
    await (
      await held(trust, { rule: 'inquiries', record })
    )();
    await held(trust, { rule: 'inquiries', record });
    const said = () => query(trust, 'SELECT reason, owner, lifted_for FROM retention_holds');
    const standing = { reason: 'A dispute.', owner: 'Lee', lifted_for: null };
    trust.at('2029-11-21T23:59:00Z');
    await keep(trust);
    expect(await said()).toEqual([{ ...standing, lifted_for: 'Settled.' }, standing]);
    trust.at('2029-11-22T00:00:00Z');
    expect(await keep(trust)).toBe(1);
    expect(await said()).toEqual([{ reason: '', owner: '', lifted_for: '' }, standing]);
  });

  it('is refused where it would hold nothing: no such record, another rule, what ends by itself', async () => {
    const trust = await startApp();
    const californian = await asked(trust, { residence: 'california', types: ['delete'] });
    const place = async (rule: string, record: string) => {
      const body = { ...hold, rule, record };
      const reply = await trust.as('owner').post('/retention-holds', body);
      return reply.status === 422 ? pick(reply.body, 'errors', '0', 'pointer') : reply.status;
    };
    for (const { rule } of allKeepers) expect(await place(rule, 'abc_1')).toBe('#/record');
    expect(await place('privacy-requests', californian)).toBe('#/record');
    expect(await place('privacy-requests-california', californian)).toBe(201);
    expect(await place('subscriptions', 'sbs_1')).toBe('#/rule');
  });
});

describe('a rule', () => {
  const restate = async (trust: World, parts: object) => {
    const path = '/retention-rules/inquiries';
    const { body } = must(await trust.as('viewer').get(path));
    const { record, from, ground, basis, fate, period } = Object(body);
    const facts = { record, from, ground, basis, fate, period, ...parts };
    return trust.as('owner').put(path, JSON.parse(JSON.stringify(facts)), any);
  };

  it('says what is done: another fate or event is refused, keeping for good is not', async () => {
    const trust = await startApp();
    await keep(trust);
    await inquired(trust);
    for (const parts of [{ fate: 'erase-fields' }, { fate: 'keep-count' }, { from: 'recorded' }])
      expect((await restate(trust, parts)).status).toBe(409);
    must(await restate(trust, { fate: 'keep', period: undefined }));
    for (const on of ['2040-01-01T12:00:00Z', '2040-01-02T12:00:00Z']) {
      trust.at(on);
      expect(await keep(trust)).toBe(0);
    }
  });

  it('that is made longer in the middle of a run stops it, and is counted anew', async () => {
    const trust = await startApp();
    await keep(trust);
    for (const name of ['robin', 'ash', 'lee'])
      await inquired(trust, { email: mailbox(name), message: `I am ${name}.` });
    trust.at('2028-11-22T12:00:00Z');
    const oneByOne = allKeepers.map((each) => ({ ...each, perBatch: 1 }));
    expect(await keep(trust, oneByOne, 1)).toBe(1);
    must(await restate(trust, { period: 'P30M' }));
    expect(await keep(trust, oneByOne)).toBe(0);
    for (const on of ['2028-11-23T12:00:00Z', '2028-11-24T12:00:00Z']) {
      trust.at(on);
      expect(await keep(trust)).toBe(0);
    }
    trust.at('2029-05-22T12:00:00Z');
    expect(await keep(trust)).toBe(2);
  });

  it('counts by the days of the organisation, whatever the hour of its clock', async () => {
    const timeZone = 'America/Los_Angeles';
    const trust = await startApp({ startAt: '2027-06-30T12:00:00Z' });
    must(await trust.as('owner').put('/organisation', organisation({ timeZone }), any));
    must(await restate(trust, { period: 'P6M' }));
    await keep(trust);
    // 30 June at 23:59 there, in summer; 30 December begins in winter, an hour later by UTC.
    trust.at('2027-07-01T06:59:00Z');
    await inquired(trust);
    for (const [on, gone] of [
      ['2027-12-29T12:00:00Z', 0],
      ['2027-12-30T07:59:00Z', 0],
      ['2027-12-30T08:00:00Z', 1],
    ] as const) {
      trust.at(on);
      expect([on, await keep(trust)]).toEqual([on, gone]);
    }
  });

  it('that is changed while it is only counted announces no purge', async () => {
    const trust = await startApp();
    await subscribe(trust, { stream: 'staff', address: 'ops@x.example' });
    for (const name of ['robin', 'ash']) await inquired(trust, { email: mailbox(name) });
    const oneByOne = allKeepers.map((each) => ({ ...each, perBatch: 1 }));
    trust.at('2028-11-22T12:00:00Z');
    await keep(trust, oneByOne, 1);
    must(await restate(trust, { period: 'P5Y' }));
    await keep(trust);
    expect(await alertsIn(trust)).toEqual([]);
  });

  it('purges nothing before a run that only counts has come to its end', async () => {
    const trust = await startApp();
    await subscribe(trust, { stream: 'staff', address: 'ops@x.example' });
    for (const name of ['robin', 'ash']) await inquired(trust, { email: mailbox(name) });
    const oneByOne = allKeepers.map((each) => ({ ...each, perBatch: 1 }));
    trust.at('2028-11-22T12:00:00Z');
    expect(await keep(trust, oneByOne, 1)).toBe(0);
    trust.at('2028-11-23T12:00:00Z');
    expect(await keep(trust)).toBe(0);
    expect(await countOf(trust, 'inquiries')).toBe(2);
    expect(await alertsIn(trust)).toEqual([
      { kind: 'retention-begins', rule: 'inquiries', due: 2, purgesFrom: '2028-11-24' },
    ]);
    trust.at('2028-11-24T12:00:00Z');
    expect(await keep(trust)).toBe(2);
  });
});
