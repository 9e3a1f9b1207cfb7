import { describe, expect, it } from 'vitest';
import { systemCtx } from '../../src/context.ts';
import type { Keeper } from '../../src/retention/keeper.ts';
import { allKeepers } from '../../src/retention/keepers.ts';
import { keepRules } from '../../src/retention/service/purging.ts';
import { publishNda } from '../access/asking.ts';
import { bytesOf, fileAt, given, issued, opened } from '../access/giving.ts';
import { addCustomer, addProfile, contact, mailbox } from '../customers/people.ts';
import { query } from '../deliveries/recipients.ts';
import { inquired } from '../inquiries/writing.ts';
import * as writing from '../inquiries/writing.ts';
import { announce, openRegister } from '../notices/announcing.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { personMark } from '../support/factories.ts';

// Two years after the day on which the tests begin, an inquiry of that day is due.
const due = '2028-11-22T00:30:00Z';

/** The rules have been known for a day, so that they are kept. */
async function startLater(options: Parameters<typeof startApp>[0] = {}): Promise<World> {
  const trust = await startApp(options);
  await keep(trust);
  return trust;
}

async function keep(trust: World, keepers: readonly Keeper[] = allKeepers): Promise<number> {
  return keepRules(systemCtx(trust.deps, 'retention'), { keepers, batches: 1_000 });
}

const countOf = async (trust: World, table: string) =>
  Number((await query(trust, `SELECT count(*) AS n FROM ${table}`))[0]?.['n']);

const hold = {
  kind: 'legal',
  reason: 'The person has sued.',
  owner: `Lee ${personMark}`,
  reviewOn: '2029-01-31',
};

describe('an inquiry', () => {
  it('goes with its words, its address, its mails and its files, and a batch tells how many went', async () => {
    const trust = await startLater();
    await writing.writeByForm(trust, writing.wish(), {
      files: [new File(['It is all in here.'], 'letter.txt')],
    });
    await inquired(trust, { email: mailbox('other') });
    await trust.drain();
    const [file] = await writing.readAttachments(trust);
    trust.at('2028-11-21T23:59:00Z');
    expect(await keep(trust)).toBe(0);
    trust.at(due);
    expect(await keep(trust)).toBe(2);
    for (const table of ['inquiries', 'inquiry_messages', 'inquiry_attachments'])
      expect(await countOf(trust, table)).toBe(0);
    for (const table of ['subscriptions', 'deliveries', 'delivery_attempts'])
      expect(await countOf(trust, table)).toBe(0);
    expect(await trust.deps.files?.open(`attachments/${file?.id}`)).toBeDefined();
    await trust.runSchedule();
    expect(await trust.deps.files?.open(`attachments/${file?.id}`)).toBeUndefined();
    expect(await countOf(trust, 'doomed_files')).toBe(0);
    const { body } = must(await trust.as('viewer').get('/retention-runs?limit=100'));
    const runs = pickList(body, 'items').filter((run) => pick(run, 'day') === '2028-11-22');
    expect(runs).toHaveLength(allKeepers.length);
    expect(runs.find((run) => pick(run, 'rule') === 'inquiries')).toMatchObject({
      dueUntil: '2026-11-22',
      onlyCounted: false,
      due: 2,
      purged: 2,
      held: { legal: 0, relationship: 0, restricted: 0 },
    });
    expect(JSON.stringify(body)).not.toContain(personMark);
  });

  it('stays for as long as somebody writes on it', async () => {
    const trust = await startLater();
    const { id } = await inquired(trust);
    trust.at('2027-05-01T12:00:00Z');
    const any = { 'if-match': '*' };
    must(await trust.as('editor').post(`/inquiries/${id}/messages`, { text: 'Here.' }, any));
    trust.at(due);
    expect(await keep(trust)).toBe(0);
    trust.at('2029-05-01T00:00:00Z');
    expect(await keep(trust)).toBe(1);
  });

  it('of a customer stays while the agreement goes on', async () => {
    const trust = await startLater();
    await addProfile(trust);
    const until = { agreementUntil: '2028-11-30', postTerminationDays: 2 };
    const customer = await addCustomer(trust, until);
    const there = `/customers/${customer}/contacts`;
    must(await trust.as('editor').post(there, contact('dpo')));
    await inquired(trust, { email: mailbox('dpo') });
    trust.at(due);
    expect(await keep(trust)).toBe(0);
    const { body } = must(await trust.as('viewer').get('/retention-runs/preview'));
    expect(pickList(body, 'rules').find((each) => pick(each, 'rule') === 'inquiries')).toEqual({
      rule: 'inquiries',
      period: 'P24M',
      dueUntil: '2026-11-22',
      due: 1,
      held: { legal: 0, relationship: 1, restricted: 0 },
      oldest: '2026-11-22',
      isPartial: false,
    });
    trust.at('2028-12-02T12:00:00Z');
    expect(await keep(trust)).toBe(0);
    trust.at('2028-12-03T12:00:00Z');
    expect(await keep(trust)).toBe(1);
  });
});

describe('a hold', () => {
  it('keeps one record until it is lifted, and is listed in the order of its reviews', async () => {
    const trust = await startLater();
    const { id } = await inquired(trust);
    const owner = trust.as('owner');
    const made = must(
      await owner.post('/retention-holds', { ...hold, rule: 'inquiries', record: id }),
    );
    trust.at(due);
    expect(await keep(trust)).toBe(0);
    const path = `/retention-holds/${String(pick(made.body, 'id'))}`;
    const review = { reason: 'Still.', owner: 'Lee', reviewOn: '2028-12-31' };
    expect((await owner.put(`${path}/review`, review)).status).toBe(428);
    const reviewed = must(
      await owner.put(`${path}/review`, review, { 'if-match': String(made.etag) }),
    );
    trust.at('2029-01-01T12:00:00Z');
    await trust.runSchedule();
    const lifted = await owner.put(
      `${path}/lifting`,
      { reason: 'Settled.' },
      { 'if-match': String(reviewed.etag) },
    );
    expect(must(lifted).body).toMatchObject({ liftedFor: 'Settled.', record: id });
    expect((await owner.put(`${path}/lifting`, { reason: 'x' }, { 'if-match': '*' })).status).toBe(
      409,
    );
    const listed = async (query_: string) =>
      pickList(must(await owner.get(`/retention-holds${query_}`)).body, 'items').length;
    expect([await listed(''), await listed('?lifted=true')]).toEqual([0, 1]);
    trust.at('2029-01-02T12:00:00Z');
    expect(await keep(trust)).toBe(1);
    // Who answers for it is nobody else's business.
    const events = await query(
      trust,
      `SELECT data FROM events WHERE action LIKE 'retention_hold.%'`,
    );
    expect(events).toHaveLength(3);
    expect(JSON.stringify(events)).not.toMatch(/sued|Lee/);
  });

  it('on a customer keeps all that is its own', async () => {
    const trust = await startLater();
    await addProfile(trust);
    const customer = await addCustomer(trust, {
      agreementUntil: '2026-12-01',
      postTerminationDays: 0,
    });
    must(await trust.as('owner').post('/retention-holds', { ...hold, customer }));
    trust.at('2033-01-01T12:00:00Z');
    expect(await keep(trust)).toBe(0);
    expect(await countOf(trust, 'customers')).toBe(1);
  });

  it.each([
    [{}, '#/record'],
    [{ rule: 'inquiries' }, '#/record'],
    [{ rule: 'inquiries', record: 'inq_1', customer: 'cus_1' }, '#/record'],
    [{ rule: 'no-such-rule', record: 'inq_1' }, '#/rule'],
    [{ customer: 'cus_1' }, '#/customer'],
    [{ rule: 'inquiries', record: 'inq_1', reviewOn: '2026-11-22' }, '#/reviewOn'],
  ])('that names %o is refused with the place of the fault', async (parts, pointer) => {
    const trust = await startApp();
    const { status, body } = await trust
      .as('owner')
      .post('/retention-holds', { ...hold, ...parts });
    expect([status, pick(pickList(body, 'errors')[0], 'pointer')]).toEqual([422, pointer]);
  });
});

describe('a run', () => {
  it('of a rule that is new or was changed only counts on its first day, and staff are told', async () => {
    const trust = await startApp();
    await inquired(trust);
    trust.at(due);
    expect(await keep(trust)).toBe(0);
    expect(await countOf(trust, 'inquiries')).toBe(1);
    const { body } = must(await trust.as('viewer').get('/retention-runs?limit=100'));
    expect(pickList(body, 'items').find((run) => pick(run, 'rule') === 'inquiries')).toMatchObject({
      onlyCounted: true,
      due: 1,
      purged: 0,
    });
    trust.at('2028-11-23T00:30:00Z');
    expect(await keep(trust)).toBe(1);
  });

  it('goes on where it was killed, at whichever commit, with nothing half gone', async () => {
    const trust = await startLater();
    for (let index = 0; index < 5; index += 1) {
      // A limit of the form counts by the hour.
      trust.at(new Date(trust.now().getTime() + 3_600_000));
      await inquired(trust, { email: mailbox(`robin${index}`) });
    }
    trust.at('2028-11-23T00:30:00Z');
    const keepers = allKeepers.map((each) => ({
      ...each,
      findDue: (...[db, cutoff, { after }, deps]: Parameters<Keeper['findDue']>) =>
        each.findDue(db, cutoff, { after, limit: 1 }, deps),
    }));
    const outcomes: string[] = [];
    // Dies in the transaction, and in the next life after it.
    for (let life = 0; life < 12; life += 1) {
      let calls = 0;
      const dying = keepers.map((each) => ({
        ...each,
        async purge(...given: Parameters<Keeper['purge']>) {
          await each.purge(...given);
          calls += 1;
          if (life % 2 === 0) throw new Error('killed');
        },
      }));
      const kept = keepRules(systemCtx(trust.deps, 'retention'), { keepers: dying, batches: 2 });
      outcomes.push(await kept.then(String, (error: unknown) => String(error)));
      const [left, messages] = [
        await countOf(trust, 'inquiries'),
        await countOf(trust, 'inquiry_messages'),
      ];
      expect(messages).toBe(left);
      expect(calls).toBeLessThanOrEqual(2);
    }
    expect(outcomes.filter((each) => each === 'Error: killed').length).toBeGreaterThan(1);
    expect(await countOf(trust, 'inquiries')).toBe(0);
    const [run] = await query(
      trust,
      `SELECT due, purged FROM retention_runs WHERE rule = 'inquiries' AND day = '2028-11-23'`,
    );
    expect(run).toEqual({ due: 5, purged: 5 });
  });

  it('is one, however many processes run', async () => {
    const trust = await startLater();
    await inquired(trust);
    trust.at(due);
    const other = await trust.anotherProcess();
    const purged = await Promise.all([keep(trust), keep(other), keep(trust)]);
    expect(purged.reduce((sum, each) => sum + each, 0)).toBe(1);
    expect(
      await query(trust, `SELECT * FROM events WHERE action = 'retention.purged'`),
    ).toHaveLength(1);
  });

  it('changes with its rule: shorter, and never the period of what Annex keeps at its hour', async () => {
    const trust = await startLater();
    await inquired(trust);
    const officer = trust.as('privacy-officer');
    const restate = async (id: string, period: string) => {
      const { body, etag = '' } = must(await officer.get(`/retention-rules/${id}`));
      const { record, from, ground, basis, fate } = Object(body);
      const facts = { record, from, ground, basis, fate, period };
      return officer.put(`/retention-rules/${id}`, facts, { 'if-match': etag });
    };
    expect((await restate('unconfirmed-subscriptions', 'P9D')).status).toBe(409);
    must(await restate('inquiries', 'P1M'));
    trust.at('2026-12-22T09:00:00Z');
    expect(await keep(trust)).toBe(0);
    trust.at('2026-12-23T09:00:00Z');
    expect(await keep(trust)).toBe(1);
  });
});

describe('what was announced to a customer', () => {
  it('goes six years after its agreement with everything that names it; of whom is shared, another has it still', async () => {
    const trust = await startLater();
    await openRegister(trust);
    await addProfile(trust);
    const ends = { agreementUntil: '2027-03-01', postTerminationDays: 0 };
    const gone = await addCustomer(trust, ends);
    const kept = await addCustomer(trust, { reference: 'CRM-2', agreementUntil: '2027-03-02' });
    for (const customer of [gone, kept])
      must(await trust.as('editor').post(`/customers/${customer}/contacts`, contact('dpo')));
    must(await trust.as('editor').post(`/customers/${gone}/contacts`, contact('second')));
    await announce(trust, '2027-01-15');
    await trust.drain();
    expect(await countOf(trust, 'notices')).toBe(2);
    trust.at('2033-02-28T12:00:00Z');
    expect(await keep(trust)).toBe(0);
    trust.at('2033-03-01T12:00:00Z');
    expect(await keep(trust)).toBe(1);
    const left = await query(trust, 'SELECT customer_id FROM notices');
    expect(left.map((row) => row['customer_id'])).toEqual([kept]);
    expect(await countOf(trust, 'customers')).toBe(1);
    expect(await countOf(trust, 'subscriptions')).toBe(1);
    expect(
      await query(
        trust,
        `SELECT count(*) AS n FROM deliveries WHERE subscription_id NOT IN (SELECT id FROM subscriptions)`,
      ),
    ).toEqual([{ n: 0 }]);
  });
});

describe('documents that were given out', () => {
  it('leave who asked once everything has ended for two years, and each copy two years after it', async () => {
    const trust = await startLater();
    await issued(trust, 'soc-2-report');
    const { request, link } = await given(trust, ['soc-2-report'], { days: 200 });
    const session = await opened(trust, link);
    await bytesOf(await trust.fetch(fileAt(session, 'soc-2-report')));
    // The grant ends, and with it the request is over.
    trust.at('2027-06-15T12:00:00Z');
    await trust.runSchedule();
    trust.at('2028-11-22T12:00:00Z');
    expect(await keep(trust)).toBe(1);
    expect(await countOf(trust, 'downloads')).toBe(0);
    expect(await query(trust, 'SELECT downloads FROM access_grants')).toEqual([{ downloads: 1 }]);
    trust.at('2029-06-14T12:00:00Z');
    expect(await keep(trust)).toBe(0);
    trust.at('2029-06-15T12:00:00Z');
    expect(await keep(trust)).toBe(1);
    const [row] = await query(trust, 'SELECT * FROM access_requests');
    expect(row).toMatchObject({ id: request.id, requester: null, domain: '', address_hash: '' });
    expect(JSON.stringify(row)).not.toContain(personMark);
    for (const table of ['download_links', 'subscriptions', 'deliveries'])
      expect(await countOf(trust, table)).toBe(0);
    trust.at('2029-06-16T12:00:00Z');
    expect(await keep(trust)).toBe(0);
  });

  it('bind by what was accepted until six years after its end', async () => {
    const trust = await startLater();
    await publishNda(trust);
    const id = 'acc_1';
    await query(
      trust,
      `INSERT INTO nda_acceptances (id, nda_id, address_hash, domain, accepted_at, document_ids, source, ended_at) SELECT '${id}', id, '', 'customer.example', 0, '[]', 'on-file', ${Date.parse('2026-12-01T00:00:00Z')} FROM ndas`,
    );
    trust.at('2032-11-30T12:00:00Z');
    expect(await keep(trust)).toBe(0);
    trust.at('2032-12-01T12:00:00Z');
    expect(await keep(trust)).toBe(1);
    expect(await countOf(trust, 'nda_acceptances')).toBe(0);
  });
});

describe('who held a key', () => {
  it('is forgotten three years after it was revoked, and not before', async () => {
    const trust = await startLater();
    const { id } = await trust.makeKey('viewer');
    const holders = () => query(trust, `SELECT holder FROM staff_keys WHERE id = '${id}'`);
    trust.at('2031-01-01T12:00:00Z');
    expect(await keep(trust)).toBe(0);
    must(await trust.as('configured').delete(`/staff-keys/${id}`, undefined, { 'if-match': '*' }));
    trust.at('2034-01-01T12:00:00Z');
    expect(await keep(trust)).toBe(1);
    expect(await holders()).toEqual([{ holder: '' }]);
  });
});

describe('who has restricted the use of their data', () => {
  it('keeps it past its period, until the restriction is lifted', async () => {
    const trust = await startLater();
    const { addressHash } = await inquired(trust);
    await query(
      trust,
      `INSERT INTO restrictions (address_hash, kind, request_id, set_by, since) VALUES ('${addressHash}', 'no-processing', 'rrq_1', 'configured-key', 0)`,
    );
    trust.at(due);
    expect(await keep(trust)).toBe(0);
    await query(trust, 'UPDATE restrictions SET lifted_at = 1');
    trust.at('2028-11-23T12:00:00Z');
    expect(await keep(trust)).toBe(1);
  });
});
