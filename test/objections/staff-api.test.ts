import { describe, expect, it } from 'vitest';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList, type Reply } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { refuses } from '../support/refusals.ts';
import { addCustomer, addProfile, contact, linkOf, mailbox } from '../customers/people.ts';
import { lapseTerminationRights } from '../../src/objections/service/ending.ts';
import { systemCtx } from '../../src/context.ts';
import {
  announce,
  caseOf,
  eventsOf,
  objectByProgram,
  objected,
  pageOf,
  readCases,
  readLetters,
  wish,
} from './objecting.ts';

const explanation = 'It stays in the EEA; the contract says so.';

function letter(parts: object = {}) {
  return {
    change: 2,
    source: 'letter',
    receivedOn: '2026-11-23',
    name: `Robin ${personMark}`,
    company: `${personMark} GmbH`,
    ground: 'contract',
    statement: 'We do not agree.',
    ...parts,
  };
}

function put(trust: World, id: string, what: string, body?: unknown, version = 1): Promise<Reply> {
  return trust.as('editor').put(`/objections/${id}/${what}`, body, { 'if-match': `"v${version}"` });
}

async function withCustomer() {
  const trust = await startApp();
  await addProfile(trust);
  const customer = await addCustomer(trust);
  const change = await announce(trust);
  return { trust, customer, change };
}

describe('an objection that came by letter', () => {
  it('counts from the day on which it came, and its answer names nobody', async () => {
    const trust = await startApp();
    const change = await announce(trust);
    await trust.advanceDays(3);
    const reply = await trust.as('editor').post('/objections', letter({ change }));
    expect(reply.status).toBe(201);
    expect(reply.text).not.toMatch(/kanari/i);
    const [kept] = await readCases(trust);
    expect(reply.headers.get('location')).toBe(`/trust/api/v1/objections/${kept?.id ?? ''}`);
    expect(kept).toMatchObject({
      source: 'letter',
      receivedAt: new Date('2026-11-23T00:00:00Z'),
      subscriptionId: null,
    });
    expect(await readLetters(trust)).toEqual([]);
  });

  it('is acknowledged by mail where an address is given', async () => {
    const trust = await startApp();
    const change = await announce(trust);
    await trust.advanceDays(3);
    must(await trust.as('editor').post('/objections', letter({ change, email: mailbox('robin') })));
    expect(await readLetters(trust)).toMatchObject([{ what: 'received' }]);
  });

  it('is refused for a day to come, before the change was published, for an unknown change or customer', async () => {
    const trust = await startApp();
    const change = await announce(trust);
    const post = (parts: object) => () =>
      trust.as('editor').post('/objections', letter({ change, ...parts }));
    const day = { status: 422, pointers: ['#/receivedOn'] };
    await refuses(trust, post({ receivedOn: '2026-11-24' }), day);
    await refuses(trust, post({ receivedOn: '2026-11-21' }), day);
    await refuses(trust, post({ receivedOn: '2026-11-22', change: 99 }), { status: 404 });
    const customer = `cus_${'0'.repeat(32)}`;
    const nobody = { status: 422, pointers: ['#/customer'] };
    await refuses(trust, post({ receivedOn: '2026-11-22', customer }), nobody);
    await refuses(trust, post({ source: 'form' }), { status: 422, pointers: ['#/source'] });
  });

  it('is refused while a case of the same address is open, and names that case', async () => {
    const trust = await startApp();
    const change = await announce(trust);
    const open = await objected(trust, change);
    const again = letter({ change, receivedOn: '2026-11-22', email: wish().email });
    const reply = await refuses(trust, () => trust.as('editor').post('/objections', again), {
      status: 409,
    });
    expect(pick(reply.body, 'detail')).toContain(open.reference);
  });
});

describe('deciding', () => {
  it('goes from received by review to resolved, each step once, with what was said', async () => {
    const trust = await startApp();
    const { id } = await objected(trust, await announce(trust));
    expect(must(await put(trust, id, 'review')).body).toMatchObject({ state: 'under-review' });
    await refuses(trust, () => put(trust, id, 'review', undefined, 2), { status: 409 });
    const settled = { outcome: 'alternative-offered', explanation };
    const reply = must(await put(trust, id, 'resolution', settled, 2));
    expect(reply.body).toMatchObject({ state: 'resolved', resolution: 'alternative-offered' });
    await refuses(trust, () => put(trust, id, 'resolution', settled, 3), { status: 409 });
    expect((await trust.get(await pageOf(trust, id))).text).toContain(explanation);
    expect((await readLetters(trust)).map(({ what }) => what)).toEqual(['received', 'decided']);
    const { body } = must(await trust.as('viewer').get(`/objections/${id}`));
    expect(pickList(body, 'history').map((event) => pick(event, 'action'))).toEqual([
      'objection.resolved',
      'objection.review_began',
      'objection.received',
    ]);
  });

  it('of two at once one wins and the other is told; without If-Match it is not begun', async () => {
    const trust = await startApp();
    const { id } = await objected(trust, await announce(trust));
    const other = await trust.anotherProcess();
    const settled = { outcome: 'accepted-explanation', explanation };
    const replies = await Promise.all([
      put(trust, id, 'resolution', settled),
      put(other, id, 'termination-right', { until: '2026-12-31', explanation }),
    ]);
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    const bare = () => trust.as('editor').put(`/objections/${id}/review`);
    await refuses(trust, bare, { status: 428 });
  });

  it('excludes no customer that nobody has named, and does not call a change withdrawn that stands', async () => {
    const trust = await startApp();
    const { id } = await objected(trust, await announce(trust));
    for (const outcome of ['customer-excluded', 'change-withdrawn'])
      await refuses(trust, () => put(trust, id, 'resolution', { outcome, explanation }), {
        status: 409,
      });
  });

  it('leaves names and texts to those who answer', async () => {
    const trust = await startApp();
    const { id } = await objected(trust, await announce(trust));
    const seen = must(await trust.as('viewer').get(`/objections/${id}`));
    expect(seen.text).not.toMatch(/kanari|EEA/i);
    const full = must(await trust.as('editor').get(`/objections/${id}`));
    expect(full.body).toMatchObject({ company: `${personMark} GmbH`, reachable: true });
  });
});

describe('a right to terminate', () => {
  it('is used until its last day, and lapses once behind it, by however many jobs', async () => {
    const trust = await startApp();
    const change = await announce(trust);
    const used = await objected(trust, change);
    const unused = await objected(trust, change, { email: mailbox('other') });
    const right = { until: '2026-11-30', explanation };
    for (const { id } of [used, unused]) must(await put(trust, id, 'termination-right', right));
    await refuses(trust, () => put(trust, used.id, 'termination-right', right, 2), { status: 409 });
    trust.at('2026-11-30T23:59:59Z');
    expect(await lapseTerminationRights(systemCtx(trust.deps, 'termination-rights'))).toBe(0);
    expect(must(await put(trust, used.id, 'termination', undefined, 2)).body).toMatchObject({
      state: 'terminated',
    });
    trust.at('2026-12-04T00:00:00Z');
    await refuses(trust, () => put(trust, unused.id, 'termination', undefined, 2), { status: 409 });
    const other = await trust.anotherProcess();
    const lapsed = await Promise.all(
      [trust, other].map((each) =>
        lapseTerminationRights(systemCtx(each.deps, 'termination-rights')),
      ),
    );
    expect(lapsed.toSorted()).toEqual([0, 1]);
    expect((await caseOf(trust, unused.id)).state).toBe('lapsed');
    expect(
      (await eventsOf(trust)).filter((each) => pick(each, 'action') === 'objection.lapsed'),
    ).toHaveLength(1);
  });

  it('is opened for a day to come', async () => {
    const trust = await startApp();
    const { id } = await objected(trust, await announce(trust));
    const today = { until: '2026-11-22', explanation };
    await refuses(trust, () => put(trust, id, 'termination-right', today), {
      status: 422,
      pointers: ['#/until'],
    });
  });
});

describe('whose an objection is', () => {
  it('is known by the address of a contact', async () => {
    const { trust, customer, change } = await withCustomer();
    must(await trust.as('editor').post(`/customers/${customer}/contacts`, contact('robin')));
    const kept = await objected(trust, change, { email: mailbox('robin') });
    expect(kept.customerId).toBe(customer);
  });

  it('is known by the page of terms that it came from, and by nothing that only looks like it', async () => {
    const { trust, customer, change } = await withCustomer();
    const token = (await linkOf(trust, customer)).split('/').at(-1) ?? '';
    const form = await trust.get(`/trust/changes/${change}/objection?for=${token}`);
    expect(form.text).toContain(`value="${token}"`);
    const kept = await objected(trust, change, { for: token });
    expect(kept.customerId).toBe(customer);
    const forged = `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`;
    const other = await objected(trust, change, { for: forged, email: mailbox('other') });
    expect(other.customerId).toBeNull();
    const odd = await trust.get(`/trust/changes/${change}/objection?for="><script>`);
    expect(odd.text).not.toContain('<script');
  });

  it('is kept and flagged where nobody knows, until staff say it; who they name must be there', async () => {
    const { trust, customer, change } = await withCustomer();
    const { id } = await objected(trust, change);
    const list = must(await trust.as('viewer').get('/objections?unmatched=true'));
    expect(pickList(list.body, 'items').map((item) => pick(item, 'id'))).toEqual([id]);
    const nobody = { customer: `cus_${'0'.repeat(32)}` };
    await refuses(trust, () => put(trust, id, 'customer', nobody), {
      status: 422,
      pointers: ['#/customer'],
    });
    must(await put(trust, id, 'customer', { customer }));
    expect((await eventsOf(trust)).at(-1)).toMatchObject({
      action: 'objection.matched',
      data: { customer, late: false, rule: expect.any(String) },
    });
    const rest = must(await trust.as('viewer').get('/objections?unmatched=true'));
    expect(pickList(rest.body, 'items')).toEqual([]);
    const excluded = { outcome: 'customer-excluded', explanation };
    must(await put(trust, id, 'resolution', excluded, 2));
  });

  it('makes no difference to the answer', async () => {
    const { trust, customer, change } = await withCustomer();
    must(await trust.as('editor').post(`/customers/${customer}/contacts`, contact('robin')));
    const blank = (text: string) => text.replaceAll(/OBJ-\w{4}-\w{4}/g, 'OBJ');
    const known = await objectByProgram(trust, change, wish({ email: mailbox('robin') }));
    const unknown = await objectByProgram(trust, change, wish({ email: mailbox('nobody') }));
    expect(blank(known.text)).toBe(blank(unknown.text));
    expect([...known.headers]).toEqual([...unknown.headers]);
  });
});

describe('the list', () => {
  it('is read newest first, page by page and by every filter', async () => {
    const trust = await startApp();
    const change = await announce(trust);
    const made: string[] = [];
    for (const name of ['a', 'b', 'c']) {
      made.unshift((await objected(trust, change, { email: mailbox(name) })).id);
      trust.at(new Date(trust.now().getTime() + 1_000));
    }
    const read = async (query: string) => {
      const ids: unknown[] = [];
      let cursor: unknown;
      do {
        const more = cursor === undefined ? '' : `&cursor=${String(cursor)}`;
        const { body } = must(await trust.as('viewer').get(`/objections?limit=2${query}${more}`));
        ids.push(...pickList(body, 'items').map((item) => pick(item, 'id')));
        cursor = pick(body, 'next') ?? undefined;
      } while (cursor !== undefined);
      return ids;
    };
    expect(await read('')).toEqual(made);
    expect(await read(`&change=${change}&state=received&late=false`)).toEqual(made);
    expect(await read(`&change=${change + 1}`)).toEqual([]);
    expect(await read('&late=true')).toEqual([]);
    expect(await read('&unconfirmed=false')).toEqual([]);
    for (const bad of ['cursor=x', 'change=0', 'state=open', 'late=yes', 'customer=x', 'q=1'])
      await refuses(trust, () => trust.as('viewer').get(`/objections?${bad}`), { status: 422 });
  });
});
