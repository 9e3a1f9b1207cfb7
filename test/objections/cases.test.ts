import { describe, expect, it } from 'vitest';
import { signId } from '../../src/core/signed-id.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { dumpTables } from '../support/invariants.ts';
import { personMark } from '../support/factories.ts';
import { announce, caseOf, eventsOf, objected, pageOf, press, readLetters } from './objecting.ts';

async function started() {
  const trust = await startApp();
  const change = await announce(trust);
  const { id, reference } = await objected(trust, change);
  return { trust, change, id, reference, page: await pageOf(trust, id) };
}

async function answer(trust: World, id: string, text: string) {
  const { version } = await caseOf(trust, id);
  const headers = { 'if-match': `"v${version}"` };
  return must(await trust.as('editor').post(`/objections/${id}/messages`, { text }, headers));
}

const asJson = { accept: 'application/json' };

describe('the page of a case', () => {
  it('shows where it stands and what was written, to whoever has the mailed link only', async () => {
    const { trust, change, page, reference } = await started();
    const reply = await trust.get(page);
    expect(reply.status).toBe(200);
    for (const text of [reference, 'Received', 'Our data must stay', 'Yes, I objected'])
      expect(reply.text).toContain(text);
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex',
      'referrer-policy': 'no-referrer',
    });
    const { body } = await trust.get(page, asJson);
    expect(body).toMatchObject({
      kind: 'objection',
      reference,
      change,
      state: 'received',
      late: false,
      messages: [],
    });
  });

  it('is changed by no GET and no HEAD, however often a scanner opens every address of it', async () => {
    const { trust, page } = await started();
    const before = await dumpTables(trust);
    for (const path of ['', '/confirmation', '/messages', '/withdrawal', '?done=withdrawal'])
      await trust.fetch(`${page}${path}`);
    for (const path of ['', '/withdrawal']) await trust.fetch(`${page}${path}`, { method: 'HEAD' });
    expect(await dumpTables(trust)).toEqual(before);
  });

  it('is the same 404 for every token that is not ours', async () => {
    const { trust, id, page } = await started();
    const token = page.slice('/trust/my/'.length);
    const forged = [
      signId(trust.deps.keys.derive('link my-terms'), id, 1),
      signId(trust.deps.keys.derive('link objection'), id, 2),
      signId(trust.deps.keys.derive('link objection'), `obj_${'f'.repeat(32)}`, 1),
      signId(new Uint8Array(32), id, 1),
      `${token.slice(0, -2)}${token.endsWith('AA') ? 'BA' : 'AA'}`,
      token.slice(1),
      'nobody',
      '%00',
    ];
    const unknown = await trust.get('/trust/my/nothing');
    expect(unknown.status).toBe(404);
    for (const each of forged) {
      const reply = await trust.get(`/trust/my/${each}`);
      expect({ each, status: reply.status, text: reply.text }).toEqual({
        each,
        status: 404,
        text: unknown.text,
      });
      expect((await press(trust, `/trust/my/${each}/withdrawal`)).status, each).toBe(404);
      expect((await trust.get(`/trust/my/${each}`, asJson)).status).toBe(404);
    }
    expect((await caseOf(trust, id)).state).toBe('received');
  });
});

describe('the address of an objection', () => {
  it('is confirmed by the button, once', async () => {
    const { trust, id, page } = await started();
    const reply = await press(trust, `${page}/confirmation`);
    expect(reply.status).toBe(303);
    expect(reply.headers.get('location')).toBe(`${page}?done=confirmation`);
    trust.at(new Date(trust.now().getTime() + 60_000));
    await press(trust, `${page}/confirmation`);
    const { confirmedAt } = await caseOf(trust, id);
    expect(confirmedAt).toEqual(new Date(trust.now().getTime() - 60_000));
    expect((await eventsOf(trust)).map((event) => pick(event, 'action'))).toEqual([
      'objection.received',
      'objection.confirmed',
    ]);
    expect((await trust.get(page)).text).not.toContain('Yes, I objected');
  });

  it('counts unconfirmed all the same: the case is open, is flagged and can be decided', async () => {
    const { trust, id } = await started();
    const flagged = must(await trust.as('viewer').get('/objections?unconfirmed=true'));
    expect(pickList(flagged.body, 'items').map((item) => pick(item, 'id'))).toEqual([id]);
    await trust.advanceDays(10);
    expect((await caseOf(trust, id)).state).toBe('received');
    const settled = { outcome: 'alternative-offered', explanation: 'Another vendor is offered.' };
    const headers = { 'if-match': '"v1"' };
    must(await trust.as('editor').put(`/objections/${id}/resolution`, settled, headers));
    expect((await caseOf(trust, id)).state).toBe('resolved');
  });
});

describe('messages', () => {
  it('go both ways, stand on the page in order and are mailed to whoever objected', async () => {
    const { trust, id, page } = await started();
    expect((await press(trust, `${page}/messages`, { text: 'When is that?' })).status).toBe(303);
    await answer(trust, id, 'In January.\n\nWe will write again.');
    const { body } = await trust.get(page, asJson);
    expect(pickList(body, 'messages')).toMatchObject([
      { author: 'objector', text: 'When is that?' },
      { author: 'staff', text: 'In January.\n\nWe will write again.' },
    ]);
    expect((await readLetters(trust)).map(({ what }) => what)).toEqual(['received', 'message']);
  });

  it('are refused beside the form with what was typed, and leave nothing', async () => {
    const { trust, page } = await started();
    const before = await dumpTables(trust);
    const long = await press(trust, `${page}/messages`, { text: `Hello ${'x'.repeat(100_000)}` });
    expect(long.status).toBe(422);
    expect(long.text).toContain('Has at most 10000 characters.');
    const hidden = await press(trust, `${page}/messages`, { text: 'a\u202Eb <i>' });
    expect(hidden.status).toBe(422);
    expect(hidden.text).toContain('b &lt;i&gt;');
    expect(await dumpTables(trust)).toEqual(before);
  });

  it('are limited by case, with words', async () => {
    const { trust, page } = await started();
    const statuses: number[] = [];
    for (let count = 0; count < 31; count += 1)
      statuses.push((await press(trust, `${page}/messages`, { text: `No. ${count}` })).status);
    expect(statuses).toEqual([...Array<number>(30).fill(303), 429]);
  });
});

describe('withdrawing', () => {
  it('asks once more, and then closes the case for good', async () => {
    const { trust, id, page } = await started();
    const asked = await trust.get(`${page}/withdrawal`);
    expect(asked.text).toContain('Withdraw your objection?');
    expect((await caseOf(trust, id)).state).toBe('received');
    expect((await press(trust, `${page}/withdrawal`)).status).toBe(303);
    expect(await caseOf(trust, id)).toMatchObject({ state: 'withdrawn', endedAt: trust.now() });
    const again = await press(trust, `${page}/withdrawal`);
    expect(again.status).toBe(409);
    expect(again.text).toContain('withdrawn by whoever objected');
    expect((await press(trust, `${page}/messages`, { text: 'Wait' })).status).toBe(409);
  });

  it('and a decision of staff at the same time: one wins, the other is told', async () => {
    const { trust, id, page } = await started();
    const other = await trust.anotherProcess();
    const settled = { outcome: 'accepted-explanation', explanation: 'It stays in the EEA.' };
    const headers = { 'if-match': '"v1"' };
    const replies = await Promise.all([
      press(trust, `${page}/withdrawal`),
      other.as('editor').put(`/objections/${id}/resolution`, settled, headers),
    ]);
    const [withdrawn, resolved] = replies.map(({ status }) => status);
    expect([
      [303, 412],
      [409, 200],
    ]).toContainEqual([withdrawn, resolved]);
    const endings = (await eventsOf(trust)).filter((event) =>
      /withdrawn|resolved/.test(String(pick(event, 'action'))),
    );
    expect(endings).toHaveLength(1);
  });
});

describe('an erased case', () => {
  it('keeps that there was one and forgets everybody', async () => {
    const { trust, id, page } = await started();
    await press(trust, `${page}/messages`, { text: `Says ${personMark}` });
    const { version } = await caseOf(trust, id);
    const headers = { 'if-match': `"v${version}"` };
    const path = `/objections/${id}/personal-data`;
    expect((await trust.as('editor').delete(path, undefined, headers)).status).toBe(403);
    expect((await trust.as('owner').delete(path, undefined, headers)).status).toBe(204);
    const tables = await dumpTables(trust);
    const rows = ['objections', 'objection_messages', 'subscriptions', 'deliveries'].flatMap(
      (name) => tables.get(name) ?? [],
    );
    expect(rows).toHaveLength(4);
    expect(JSON.stringify(rows)).not.toMatch(/kanari|EEA/i);
    expect(await caseOf(trust, id)).toMatchObject({ id, state: 'received' });
    const gone = await trust.get(page);
    expect(gone.status).toBe(410);
    const { body } = must(await trust.as('owner').get(`/objections/${id}`));
    expect(body).toMatchObject({ name: null, statement: null, reachable: false });
  });
});
