import { describe, expect, it } from 'vitest';
import { limits } from '../../src/subscribers/model/limits.ts';
import { countAgainst } from '../../src/subscribers/service/limiting.ts';
import { subscriptions } from '../../src/subscribers/table.ts';
import { addCustomer, addProfile, linkOf } from '../customers/people.ts';
import { startApp } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import {
  announce,
  byHeader,
  eventsOf,
  objectByForm,
  objectByProgram,
  objected,
  readCases,
  readLetters,
  wish,
} from './objecting.ts';

const reference = /^OBJ-[0-9B-Z]{4}-[0-9B-Z]{4}$/;

describe('an objection by the form', () => {
  it('is received at once, with a reference number and without a confirmation', async () => {
    const trust = await startApp();
    const change = await announce(trust);
    const form = await trust.get(`/trust/changes/${change}/objection`);
    expect(form.status).toBe(200);
    expect(form.text).toContain('Object to this change');
    const reply = await objectByForm(trust, change, wish());
    expect(reply.status).toBe(201);
    expect(reply.headers.get('cache-control')).toBe('no-store');
    const [kept] = await readCases(trust);
    expect(reply.text).toContain(kept?.reference ?? 'none');
    expect(kept).toMatchObject({
      reference: expect.stringMatching(reference),
      changeId: change,
      customerId: null,
      state: 'received',
      isLate: false,
      receivedAt: trust.now(),
      source: 'form',
      confirmedAt: null,
      objector: { name: `Robin ${personMark}`, email: 'robin.kanari@customer.example' },
    });
    expect(await readLetters(trust)).toEqual([
      {
        kind: 'objection',
        objection: kept?.id,
        what: 'received',
        subscriptionId: kept?.subscriptionId,
      },
    ]);
  });

  it('keeps its address as one that is told of nothing else, and lists it nowhere', async () => {
    const trust = await startApp();
    await objected(trust, await announce(trust));
    const rows = await trust.deps.db.select().from(subscriptions);
    expect(rows).toMatchObject([{ stream: 'case', topics: [], state: 'active' }]);
    const { body } = must(await trust.as('owner').get('/subscriptions'));
    expect(pickList(body, 'items')).toEqual([]);
    const { text } = must(await trust.as('owner').get('/subscriptions/export.csv'));
    expect(text).not.toMatch(/kanari/i);
  });

  it('stands in the record by ids, dates and the rule that was applied', async () => {
    const trust = await startApp({ organisation: { noticeDays: 30 } });
    const { id, changeId } = await objected(trust, await announce(trust));
    expect(await eventsOf(trust)).toMatchObject([
      {
        actor: 'anonymous',
        action: 'objection.received',
        subject: `objection:${id}`,
        public: false,
        data: {
          change: changeId,
          source: 'form',
          late: false,
          rule: 'general-terms',
          endsOn: '2026-12-22',
        },
      },
    ]);
  });

  it('is alerted to staff without a word of who it is', async () => {
    const trust = await startApp();
    must(
      await trust.as('owner').post('/subscriptions', {
        stream: 'staff',
        address: `hal.${personMark.toLowerCase()}@qluster.example`,
      }),
    );
    const kept = await objected(trust, await announce(trust));
    const { body } = must(await trust.as('owner').get('/deliveries'));
    expect(JSON.stringify(body)).not.toMatch(/kanari/i);
    expect(pickList(body, 'items').map((item) => pick(item, 'kind'))).toContain('alert');
    expect(kept.reference).toMatch(reference);
  });

  it('leaves every public page, document and feed as it was, byte for byte', async () => {
    const trust = await startApp();
    const change = await announce(trust);
    const paths = [
      '',
      '.json',
      '/changes',
      '/changes.json',
      `/changes/${change}`,
      `/changes/${change}.json`,
      `/changes/${change}/objection`,
      '/subprocessors',
      '/subprocessors.json',
      '/feed.atom',
      '/feed.rss',
      '/feed.json',
      '/deadlines.ics',
      '/log/checkpoint',
    ];
    const read = async () => {
      const fresh = await trust.anotherProcess();
      const replies = await Promise.all(paths.map((path) => fresh.get(`/trust${path}`)));
      return replies.map(({ status, text, headers }) => [
        status,
        text,
        headers.get('etag'),
        headers.get('last-modified'),
      ]);
    };
    const before = await read();
    await objected(trust, change);
    await objected(trust, change, { email: `other.${personMark}@elsewhere.example` });
    expect(await read()).toEqual(before);
  });
});

describe('the same objection again', () => {
  it('has a reference of its own, and joins the open case', async () => {
    const trust = await startApp();
    const change = await announce(trust);
    const first = await objectByProgram(trust, change, wish());
    const second = await objectByProgram(
      trust,
      change,
      wish({ email: 'Robin.KANARI@customer.example' }),
    );
    const cases = await readCases(trust);
    expect(cases).toHaveLength(1);
    expect(pick(first.body, 'reference')).toBe(cases[0]?.reference);
    expect(pick(second.body, 'reference')).toMatch(reference);
    expect(pick(second.body, 'reference')).not.toBe(cases[0]?.reference);
    const { body } = must(await trust.as('editor').get(`/objections/${cases[0]?.id ?? ''}`));
    expect(pickList(body, 'messages')).toMatchObject([
      { author: 'objector', reference: pick(second.body, 'reference') },
    ]);
    expect(await readLetters(trust)).toMatchObject([
      { what: 'received' },
      { what: 'received', message: expect.any(Number) },
    ]);
  });

  it('is answered alike whether the address has objected before or not', async () => {
    const trust = await startApp();
    const change = await announce(trust);
    const blank = (text: string) => text.replaceAll(/OBJ-\w{4}-\w{4}/g, 'OBJ');
    const first = await objectByForm(trust, change, wish());
    const again = await objectByForm(trust, change, wish());
    const other = await objectByForm(trust, change, wish({ email: `${personMark}@b.example` }));
    expect(blank(again.text)).toBe(blank(first.text));
    expect(blank(other.text)).toBe(blank(first.text));
    expect([...again.headers]).toEqual([...first.headers]);
  });

  it('is one case, sent at once to two processes', async () => {
    const trust = await startApp();
    const change = await announce(trust);
    const other = await trust.anotherProcess();
    const replies = await Promise.all(
      [trust, other, trust, other].map((each) => objectByProgram(each, change, wish())),
    );
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const references = new Set(replies.map(({ body }) => pick(body, 'reference')));
    expect(references.size).toBe(4);
    const cases = await readCases(trust);
    expect(cases).toHaveLength(1);
    expect(references).toContain(cases[0]?.reference);
  });

  it('is a case of its own for another change, and after the first was closed', async () => {
    const trust = await startApp();
    const change = await announce(trust);
    const first = await objected(trust, change);
    const settled = { outcome: 'accepted-explanation', explanation: 'It stays in the EEA.' };
    must(
      await trust
        .as('editor')
        .put(`/objections/${first.id}/resolution`, settled, { 'if-match': '"v1"' }),
    );
    const second = await objected(trust, change);
    const third = await objected(trust, await announce(trust, 'Anthropic'));
    expect(new Set([first.id, second.id, third.id]).size).toBe(3);
  });
});

describe('what is refused', () => {
  it('is said with what to do, and nothing is kept', async () => {
    const trust = await startApp();
    const change = await announce(trust);
    const bad: readonly [Record<string, unknown>, string][] = [
      [{ name: `Robin\r\nBcc: ${personMark}@x.example` }, '#/name'],
      [{ company: 'Example\u0000 GmbH' }, '#/company'],
      [{ name: 'Robin \u202Eeod' }, '#/name'],
      [{ statement: 'x'.repeat(100_000) }, '#/statement'],
      [{ statement: ' \n ' }, '#/statement'],
      [{ request: '\u200B\u2066' }, '#/request'],
      [{ email: 'robin@customer.example\nBcc: a@b.example' }, '#/email'],
      [{ email: 'no address' }, '#/email'],
      [{ ground: 'weather' }, '#/ground'],
      [{ language: 'tlh' }, '#/language'],
      [{ customer: 'cus_1' }, '#/customer'],
    ];
    for (const [parts, pointer] of bad) {
      const reply = await objectByProgram(trust, change, wish(parts));
      expect(reply.status, pointer).toBe(422);
      expect(pickList(reply.body, 'errors').map((error) => pick(error, 'pointer'))).toEqual([
        pointer,
      ]);
    }
    expect(await readCases(trust)).toEqual([]);
    expect(await eventsOf(trust)).toEqual([]);
  });

  it('stands beside the form with all that was typed', async () => {
    const trust = await startApp();
    const change = await announce(trust);
    const reply = await objectByForm(trust, change, {
      ...wish({ email: 'nobody' }),
      name: '<b>Robin</b>',
    });
    expect(reply.status).toBe(422);
    expect(reply.text).toContain('Nothing was stored yet.');
    expect(reply.text).toContain('Our data must stay in the EEA');
    expect(reply.text).toContain('&lt;b&gt;Robin&lt;/b&gt;');
    expect(await readCases(trust)).toEqual([]);
  });

  it('is an unknown change, by page and by program', async () => {
    const trust = await startApp();
    await announce(trust);
    expect((await trust.get('/trust/changes/99/objection')).status).toBe(404);
    expect((await objectByForm(trust, 99, wish())).status).toBe(404);
    const reply = await objectByProgram(trust, 99, wish());
    expect(reply.status).toBe(404);
    expect(reply.headers.get('content-type')).toBe('application/problem+json');
  });

  it('is another method, with the ones that are taken', async () => {
    const trust = await startApp();
    const change = await announce(trust);
    const reply = await trust.fetch(`/trust/changes/${change}/objection`, { method: 'DELETE' });
    expect(reply.status).toBe(405);
  });
});

describe('floods', () => {
  it('are refused by source with words and what was typed, and everybody else is let in', async () => {
    const trust = await startApp(byHeader);
    const change = await announce(trust);
    const from = (client: string) => ({ 'x-client': client });
    for (let count = 0; count < 10; count += 1) {
      const email = `${personMark}${count}@customer.example`;
      const reply = await objectByForm(trust, change, wish({ email }), from('192.0.2.1'));
      expect(reply.status).toBe(201);
    }
    const refused = await objectByForm(trust, change, wish(), from('192.0.2.1'));
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.text).toContain('Try again in 60 minutes.');
    expect(refused.text).toContain('Our data must stay in the EEA');
    expect((await objectByForm(trust, change, wish(), from('192.0.2.2'))).status).toBe(201);
    expect(await readCases(trust)).toHaveLength(11);
  });

  it('in the name of one mailbox fill no mailbox: after five mails all else is kept without one', async () => {
    const trust = await startApp(byHeader);
    const change = await announce(trust);
    const statuses: number[] = [];
    for (let count = 0; count < 21; count += 1) {
      const email = `robin+${personMark}${count}@customer.example`;
      const headers = { 'x-client': `192.0.2.${count}` };
      statuses.push((await objectByProgram(trust, change, wish({ email }), headers)).status);
    }
    expect(statuses).toEqual([...Array<number>(20).fill(201), 429]);
    expect(await readCases(trust)).toHaveLength(20);
    expect(await readLetters(trust)).toHaveLength(5);
  });

  it('of strangers use up nothing of a customer, whose link is counted for itself', async () => {
    const trust = await startApp(byHeader);
    const change = await announce(trust);
    await addProfile(trust);
    const link = await linkOf(trust, await addCustomer(trust));
    const at = { keys: trust.deps.keys, now: trust.now() };
    const useUp = (name: 'objectionTotal' | 'objectionCustomer', of: string) =>
      trust.deps.transact(async (tx) => {
        for (let count = 0; count < limits[name].most; count += 1)
          await countAgainst(tx, name, of, at);
      });
    await useUp('objectionTotal', '');
    expect((await objectByProgram(trust, change, wish())).status).toBe(429);
    const byLink = wish({ for: link.split('/').at(-1) });
    expect((await objectByProgram(trust, change, byLink)).status).toBe(201);
    const [kept] = await readCases(trust);
    await useUp('objectionCustomer', kept?.customerId ?? '');
    expect((await objectByProgram(trust, change, byLink)).status).toBe(429);
  });

  it('are seen by the field that nobody sees, which flags and drops nothing', async () => {
    const trust = await startApp();
    const change = await announce(trust);
    const reply = await objectByForm(trust, change, wish({ leave_empty: 'https://x.example' }));
    expect(reply.status).toBe(201);
    expect(await readCases(trust)).toHaveLength(1);
    expect(await eventsOf(trust)).toMatchObject([{ data: { looksAutomated: true } }]);
  });
});

describe('without a mail server', () => {
  it('an objection counts all the same, and the page says that no mail follows', async () => {
    const trust = await startApp();
    const change = await announce(trust);
    const { mail: _, ...deps } = trust.deps;
    const body = new URLSearchParams(
      Object.entries(wish()).map(([name, value]) => [name, String(value)]),
    );
    body.set('language', 'en');
    const request = new Request(`http://localhost/trust/changes/${change}/objection`, {
      method: 'POST',
      body,
    });
    const response = await trust.app.fetch(request, { deps });
    expect(response.status).toBe(201);
    expect(await response.text()).toContain('No mail can be sent from here yet');
    expect(await readCases(trust)).toHaveLength(1);
    expect(await readLetters(trust)).toEqual([]);
  });
});
