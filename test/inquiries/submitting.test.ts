import { describe, expect, it } from 'vitest';
import { accessRequests } from '../../src/access/table.ts';
import { objections } from '../../src/objections/table.ts';
import { subscriptions } from '../../src/subscribers/table.ts';
import { startApp } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { dumpTables } from '../support/invariants.ts';
import { announce } from '../objections/objecting.ts';
import {
  byHeader,
  eventsOf,
  inquired,
  listDocuments,
  readInquiries,
  readLetters,
  readMessages,
  wish,
  writeByForm,
  writeByProgram,
} from './writing.ts';

const reference = /^INQ-[0-9B-Z]{4}-[0-9B-Z]{4}$/;

describe('a message by the form', () => {
  it('is received at once, with a reference number and without a confirmation', async () => {
    const trust = await startApp();
    const form = await trust.get('/trust/contact');
    expect(form.status).toBe(200);
    const reply = await writeByForm(trust, wish());
    expect(reply.status).toBe(201);
    expect(reply.headers.get('cache-control')).toBe('no-store');
    const [kept] = await readInquiries(trust);
    expect(reply.text).toContain(kept?.reference ?? 'none');
    expect(kept).toMatchObject({
      reference: expect.stringMatching(reference),
      topic: 'general',
      state: 'received',
      source: 'form',
      receivedAt: trust.now(),
      confirmedAt: null,
      looksAutomated: false,
      person: { name: `Robin ${personMark}`, email: 'robin.kanari@customer.example' },
    });
    expect(await readMessages(trust)).toMatchObject([{ author: 'person', text: wish().message }]);
    expect(await readLetters(trust)).toMatchObject([
      { inquiry: kept?.id, what: 'received', subscriptionId: kept?.subscriptionId },
    ]);
  });

  it('stands in the record by ids only, and its address is told of nothing else', async () => {
    const trust = await startApp();
    const { id } = await inquired(trust);
    expect(await eventsOf(trust)).toMatchObject([
      {
        actor: 'anonymous',
        action: 'inquiry.received',
        subject: `inquiry:${id}`,
        public: false,
        data: { topic: 'general', source: 'form' },
      },
    ]);
    const rows = await trust.deps.db.select().from(subscriptions);
    expect(rows).toMatchObject([{ stream: 'case', topics: [], state: 'active' }]);
  });

  it('is alerted to staff without a word of who it is', async () => {
    const trust = await startApp();
    const staff = { stream: 'staff', address: 'desk@qluster.example' };
    must(await trust.as('owner').post('/subscriptions', staff));
    const { reference: number } = await inquired(trust, { topic: 'security' });
    await trust.drain();
    const alert = trust.outside.mailbox.find(({ to }) => to === 'desk@qluster.example');
    expect(alert?.subject).toContain(number);
    expect(JSON.stringify(alert)).not.toMatch(/kanari|backups/i);
  });

  it('leaves every public page and document as it was, byte for byte', async () => {
    const trust = await startApp();
    const paths = ['', '.json', '/contact', '/contact.json', '/feed.atom', '/log/checkpoint'];
    const read = async () => {
      const fresh = await trust.anotherProcess();
      const replies = await Promise.all(paths.map((path) => fresh.get(`/trust${path}`)));
      return replies.map(({ status, text, headers }) => [status, text, headers.get('etag')]);
    };
    const before = await read();
    await inquired(trust);
    expect(await read()).toEqual(before);
  });

  it('is answered alike whether the address is known or not', async () => {
    const trust = await startApp();
    const blank = (text: string) => text.replaceAll(/INQ-\w{4}-\w{4}/g, 'INQ');
    const first = await writeByForm(trust, wish());
    const again = await writeByForm(trust, wish());
    const other = await writeByForm(trust, wish({ email: `${personMark}@b.example` }));
    expect(blank(again.text)).toBe(blank(first.text));
    expect(blank(other.text)).toBe(blank(first.text));
    expect([...again.headers]).toEqual([...first.headers]);
    expect(await readInquiries(trust)).toHaveLength(3);
  });

  it('is chosen beforehand by a link, which can choose nothing that is not there', async () => {
    const trust = await startApp();
    const { text } = await trust.get('/trust/contact?topic=privacy-request');
    expect(text).toMatch(/value="privacy-request" checked/);
    const odd = await trust.get('/trust/contact?topic=%3Cscript%3E&document=soc-2');
    expect(odd.text).toMatch(/value="general" checked/);
    expect(odd.text).not.toContain('soc-2');
  });
});

describe('a letter', () => {
  it('repeats nothing that was typed, so that nobody sends their words to others', async () => {
    const trust = await startApp();
    await inquired(trust, { message: 'Buy pills at https://pills.example', name: 'Win a prize' });
    await trust.drain();
    const [mail] = trust.outside.mailbox;
    expect(mail?.to).toBe('robin.kanari@customer.example');
    expect(JSON.stringify(mail)).not.toMatch(/pills|prize/i);
    expect(mail?.text).toMatch(/\/trust\/my\/[A-Za-z0-9_-]{43}/);
  });

  it('is in the language that was chosen', async () => {
    const trust = await startApp();
    await inquired(trust, { language: 'de', topic: 'privacy-request' });
    await trust.drain();
    const [mail] = trust.outside.mailbox;
    expect(mail?.subject).toMatch(/ist eingegangen$/);
    expect(mail?.text).toContain('spätestens innerhalb eines Monats');
  });

  it('goes out after a crash behind the commit, once', async () => {
    const trust = await startApp();
    await inquired(trust);
    // Nothing was sent before the process died; another finds what is due.
    const other = await trust.anotherProcess();
    await Promise.all([other.drain(), trust.drain()]);
    await trust.drain();
    expect(trust.outside.mailbox).toHaveLength(1);
  });
});

describe('a topic', () => {
  it('of an objection leads to one, with a change that can be objected to', async () => {
    const trust = await startApp();
    const change = await announce(trust);
    const form = await trust.get('/trust/contact?topic=objection');
    expect(form.text).toContain(`Change ${change}:`);
    const parts = { topic: 'objection', company: `${personMark} GmbH` };
    const reply = await writeByProgram(trust, wish({ ...parts, change }));
    expect(reply.body).toMatchObject({
      kind: 'objection',
      reference: expect.stringMatching(/^OBJ-/),
    });
    expect(await trust.deps.db.select().from(objections)).toMatchObject([{ changeId: change }]);
    expect(await readInquiries(trust)).toEqual([]);
    const question = await writeByProgram(trust, wish(parts));
    expect(question.body).toMatchObject({ kind: 'inquiry', topic: 'objection' });
    const unknown = await writeByForm(trust, wish({ ...parts, change: 99 }));
    expect(unknown.status).toBe(422);
    expect(unknown.text).toContain('There is no change of this number.');
    const nameless = await writeByForm(trust, wish({ topic: 'objection', change }));
    expect(nameless.text).toContain('Say for which company.');
  });

  it('of documents leads to a request for those that are ticked, and to a question without', async () => {
    const trust = await startApp();
    await listDocuments(trust, {
      'soc-2': 'nda',
      summary: 'on-request',
      dpa: 'public',
      draft: 'hidden',
    });
    const { text } = await trust.get('/trust/contact?document=soc-2');
    expect(text).toMatch(/value="document" checked/);
    expect(text).toMatch(/value="soc-2" checked/);
    expect(text).toMatch(/value="summary"(?! checked)/);
    expect(text).not.toMatch(/value="(dpa|draft)"/);
    const parts = { topic: 'contract-clauses', company: `${personMark} GmbH` };
    const documents = ['soc-2', 'summary'];
    const reply = await writeByForm(trust, wish({ ...parts, documents }));
    expect(reply.status).toBe(201);
    expect(reply.text).toContain('Your request is received');
    const [request] = await trust.deps.db.select().from(accessRequests);
    expect(reply.text).toContain(request?.reference ?? 'none');
    expect(request).toMatchObject({ state: 'verifying', source: 'contact-form' });
    expect(await readInquiries(trust)).toEqual([]);
    const question = await writeByForm(trust, wish({ ...parts, topic: 'general', documents }));
    expect(question.text).toContain('Your message is received');
    // Of a hidden document nothing is learned.
    const ask = (slug: string) => writeByProgram(trust, wish({ ...parts, documents: [slug] }));
    const [hidden, unknown] = [await ask('draft'), await ask('nobody')];
    expect([hidden.status, hidden.text]).toEqual([422, unknown.text]);
    const nameless = await writeByForm(trust, wish({ topic: 'document', documents }));
    expect(nameless.text).toContain('Say for which company.');
    expect(nameless.text).toMatch(/value="soc-2" checked/);
  });

  it('of a vulnerability points to the policy and to whom else one can write', async () => {
    const trust = await startApp({ seed: 'demo' });
    const { text } = await trust.get('/trust/contact?topic=vulnerability');
    expect(text).toContain('/trust/controls#report');
    expect(text).toContain('mailto:security@');
    const { text: page } = await trust.get('/trust/controls');
    expect(page).toContain('/trust/contact?topic=vulnerability');
    // The demo has some already, and one of them is answered.
    const { body } = must(await trust.as('viewer').get('/inquiries'));
    expect(pickList(body, 'items')).toMatchObject([
      { topic: 'vulnerability', state: 'received' },
      { topic: 'privacy-request', state: 'in-progress' },
      { topic: 'security', state: 'answered' },
    ]);
  });
});

describe('product news', () => {
  it('are subscribed to only where they were asked for, and by a mail of their own', async () => {
    const trust = await startApp();
    await writeByForm(trust, wish());
    const reply = await writeByForm(trust, wish({ news: 'yes' }));
    expect(reply.text).toContain('another mail asks you to confirm it');
    await trust.drain();
    const rows = await trust.deps.db.select().from(subscriptions);
    expect(rows.filter(({ stream }) => stream === 'subscriber')).toMatchObject([
      { state: 'pending', topics: ['product'] },
    ]);
    expect(rows.filter(({ stream }) => stream === 'case')).toHaveLength(2);
  });

  it('that are not taken keep nobody from being answered', async () => {
    const trust = await startApp(byHeader);
    const headers = { 'x-client': '192.0.2.7' };
    const address = (count: number) => `${personMark}${count}@customer.example`;
    for (let count = 0; count < 10; count += 1) {
      const wanted = { channel: 'email', address: address(count) };
      const init = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' } };
      await trust.fetch('/trust/subscribe', { ...init, body: JSON.stringify(wanted) });
    }
    const reply = await writeByProgram(trust, wish({ news: true }), headers);
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({ kind: 'inquiry', news: 'not-taken' });
  });
});

describe('what is refused', () => {
  it('is said with what to do, and nothing is kept', async () => {
    const trust = await startApp();
    const before = await dumpTables(trust);
    const bad: readonly [Record<string, unknown>, string][] = [
      [{ name: `Robin\r\nBcc: ${personMark}@x.example` }, '#/name'],
      [{ company: 'Example\u0000 GmbH' }, '#/company'],
      [{ name: 'Robin \u202Eeod' }, '#/name'],
      [{ message: 'x'.repeat(100_000) }, '#/message'],
      [{ message: ' \n ' }, '#/message'],
      [{ email: 'robin@customer.example\nBcc: a@b.example' }, '#/email'],
      [{ email: 'no address' }, '#/email'],
      [{ topic: 'weather' }, '#/topic'],
      [{ language: 'tlh' }, '#/language'],
      [{ topic: 'objection', change: -1 }, '#/change'],
      [{ change: 1 }, '#/change'],
      [{ topic: 'security', documents: ['soc-2'] }, '#/documents'],
      [{ news: 'yes' }, '#/news'],
      [{ assignee: 'key_1' }, '#/assignee'],
      [{ attachments: [{ name: 'a.txt', content: '***' }] }, '#/attachments/0/content'],
    ];
    for (const [parts, pointer] of bad) {
      const reply = await writeByProgram(trust, wish(parts));
      expect(reply.status, pointer).toBe(422);
      expect(pickList(reply.body, 'errors').map((error) => pick(error, 'pointer'))).toEqual([
        pointer,
      ]);
    }
    expect(await dumpTables(trust)).toEqual(before);
  });

  it('stands beside the form with all that was typed, and scripts stay text', async () => {
    const trust = await startApp();
    const script = '"><script>alert(1)</script>';
    const typed = { name: script, company: script, message: script, topic: script, begun: script };
    const reply = await writeByForm(trust, { ...wish({ ...typed, email: script }) });
    expect(reply.status).toBe(422);
    expect(reply.text).toContain('Nothing was stored yet.');
    expect(reply.text).not.toContain('<script');
    expect(reply.text.match(/&lt;script&gt;alert/g)?.length).toBeGreaterThan(3);
    expect(await readInquiries(trust)).toEqual([]);
  });

  it('is another method, another media type and what is too big', async () => {
    const trust = await startApp();
    const init = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'hello' };
    expect((await trust.fetch('/trust/contact', { method: 'DELETE' })).status).toBe(405);
    expect((await trust.fetch('/trust/contact', init)).status).toBe(415);
    const big = { name: 'a.txt', content: Buffer.alloc(7_000_000, 65).toString('base64') };
    const reply = await writeByProgram(trust, wish({ attachments: [big] }));
    expect(reply.status).toBe(413);
  });
});

describe('a flood', () => {
  it('of a thousand messages from one source is refused in words, and others are let in', async () => {
    const trust = await startApp(byHeader);
    const headers = { 'x-client': '192.0.2.1' };
    const counts = new Map<number, number>();
    for (let count = 0; count < 1_000; count += 1) {
      const email = `${personMark}${count}@customer.example`;
      const { status } = await writeByProgram(trust, wish({ email }), headers);
      counts.set(status, (counts.get(status) ?? 0) + 1);
    }
    expect(counts).toEqual(
      new Map([
        [201, 10],
        [429, 990],
      ]),
    );
    const refused = await writeByForm(trust, wish(), { headers });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.text).toContain('Try again in 60 minutes.');
    expect(refused.text).toContain('Where do you keep backups');
    const other = { headers: { 'x-client': '192.0.2.2' } };
    expect((await writeByForm(trust, wish(), other)).status).toBe(201);
    expect(await readInquiries(trust)).toHaveLength(11);
  });

  it('in the name of one mailbox fills no mailbox: behind five mails all else is kept without one', async () => {
    const trust = await startApp(byHeader);
    const statuses: number[] = [];
    for (let count = 0; count < 11; count += 1) {
      const email = `robin+${personMark}${count}@customer.example`;
      const headers = { 'x-client': `192.0.2.${count}` };
      statuses.push((await writeByProgram(trust, wish({ email }), headers)).status);
    }
    expect(statuses).toEqual([...Array<number>(10).fill(201), 429]);
    expect(await readInquiries(trust)).toHaveLength(10);
    expect(await readLetters(trust)).toHaveLength(5);
  });

  it('is seen by the field that nobody sees and by its haste, which flag and drop nothing', async () => {
    const trust = await startApp();
    const { text } = await trust.get('/trust/contact');
    const begun = /name="begun" value="(\d+)"/.exec(text)?.[1] ?? '';
    const human = await writeByForm(trust, wish({ begun: Number(begun) - 3 }));
    for (const parts of [{ leave_empty: 'https://x.example' }, { begun }, { begun: '' }]) {
      const reply = await writeByForm(trust, wish(parts));
      expect(reply.status).toBe(201);
      expect(reply.text.length).toBe(human.text.length);
    }
    const flags = (await readInquiries(trust)).map(({ looksAutomated }) => looksAutomated);
    expect(flags.filter(Boolean)).toHaveLength(3);
    expect(await readLetters(trust)).toHaveLength(4);
  });
});

describe('without a mail server', () => {
  it('a message is taken all the same, and the page says that no mail follows', async () => {
    const trust = await startApp();
    const { mail: _, ...deps } = trust.deps;
    const body = new URLSearchParams({ ...wish(), language: 'en', news: 'yes' });
    const request = new Request('http://localhost/trust/contact', { method: 'POST', body });
    const response = await trust.app.fetch(request, { deps });
    expect(response.status).toBe(201);
    const text = await response.text();
    expect(text).toContain('No mail can be sent from here yet');
    expect(text).toContain('could not be subscribed to');
    expect(await readInquiries(trust)).toHaveLength(1);
    expect(await readLetters(trust)).toEqual([]);
  });
});
