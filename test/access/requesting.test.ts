import { describe, expect, it } from 'vitest';
import { accessMessages, accessRequests } from '../../src/access/table.ts';
import { startApp } from '../support/app.ts';
import { must, pick } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import {
  approveRules,
  actionsOf,
  askByForm,
  askByProgram,
  asking,
  clauses,
  lettersOf,
  offer,
  offerOthers,
  publishNda,
  wish,
} from './asking.ts';
import { report } from './giving.ts';

const byHeader = { env: { CLIENT_ADDRESS_HEADER: 'x-client' } };
const reference = /^REQ-[0-9B-Z]{4}-[0-9B-Z]{4}$/;

describe('the form for a document', () => {
  it('says what happens and what is kept, offers the others beside it, and keeps what is sent', async () => {
    const trust = await startApp();
    await offer(trust);
    await offerOthers(trust);
    const form = await trust.get(`/trust/documents/${report}/request`);
    expect(form.status).toBe(200);
    expect(form.text).toContain('What happens then');
    expect(form.text).toContain('What is kept of you');
    expect(form.text).toContain('read and accept the confidentiality terms');
    expect(form.text).toContain(`value="${clauses}"`);
    expect(form.text).not.toMatch(/secret-plan|value="overview"/);
    const reply = await askByForm(
      trust,
      report,
      { ...wish(), role: 'CISO', message: 'Thank you.' },
      { documents: [clauses] },
    );
    expect(reply.status).toBe(201);
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(reply.headers.get('referrer-policy')).toBe('no-referrer');
    const [kept] = await trust.deps.db.select().from(accessRequests);
    expect(kept).toMatchObject({
      reference: expect.stringMatching(reference),
      state: 'verifying',
      source: 'form',
      domain: 'customer.example',
      looksAutomated: false,
      verifiedAt: null,
      customerId: null,
      requester: { ...wish(), role: 'CISO' },
    });
    expect(reply.text).toContain(kept?.reference);
    expect(await trust.deps.db.select().from(accessMessages)).toMatchObject([
      { author: 'requester', text: 'Thank you.' },
    ]);
    expect(await lettersOf(trust)).toEqual(['verify']);
  });

  it('is not there for what is hidden, unknown, public, or without a version: the same 404', async () => {
    const trust = await startApp();
    await offer(trust);
    await offerOthers(trust);
    const announced = { slug: 'announced', title: 'To come', kind: 'other', isMarked: false };
    must(await trust.as('editor').post('/documents', { ...announced, visibility: 'nda' }));
    const unknown = await trust.get('/trust/documents/nothing-here/request');
    for (const slug of ['secret-plan', 'no-such-plan', 'overview', 'announced']) {
      const form = await trust.get(`/trust/documents/${slug}/request`);
      expect([form.status, form.text]).toEqual([404, unknown.text]);
      for (const send of [askByForm, askByProgram]) {
        const one = await send(trust, slug, wish());
        const other = await send(trust, 'nothing-here', wish());
        expect(one.status).toBe(404);
        expect(one.text.replaceAll(slug, '')).toBe(other.text.replaceAll('nothing-here', ''));
        expect([...one.headers]).toEqual([...other.headers]);
      }
    }
    expect(await trust.deps.db.select().from(accessRequests)).toEqual([]);
  });

  it('says of a hidden document beside another what it says of none', async () => {
    const trust = await startApp();
    await offer(trust);
    await offerOthers(trust);
    const details = [];
    for (const slug of ['secret-plan', 'no-such-plan']) {
      const reply = await askByProgram(trust, clauses, wish({ documents: [slug] }));
      expect(reply.status).toBe(422);
      details.push(reply.text);
    }
    expect(details[0]).toBe(details[1]);
    const open = await askByProgram(trust, clauses, wish({ documents: ['overview'] }));
    expect(open.text).toContain('This document is public');
  });

  it('comes back with what was typed and what is wrong with it, and stores nothing', async () => {
    const trust = await startApp();
    await offer(trust);
    const typed = { name: '', email: 'nobody', company: 'Kanari & Sons', purpose: ' ' };
    const reply = await askByForm(trust, clauses, typed, { documents: [report] });
    expect(reply.status).toBe(422);
    expect(reply.text).toContain('Nothing was stored yet.');
    expect(reply.text).toContain('value="Kanari &amp; Sons"');
    expect(reply.text).toMatch(new RegExp(`value="${report}" checked`));
    for (const field of ['name', 'email', 'purpose'])
      expect(reply.text).toContain(`id="${field}-fault"`);
    expect(await trust.deps.db.select().from(accessRequests)).toEqual([]);
  });

  it('flags what looks automated, and answers it like any other', async () => {
    const trust = await startApp();
    await offer(trust);
    const now = String(Math.floor(trust.now().getTime() / 1000));
    const replies = [];
    for (const trap of [{}, { leave_empty: 'x' }, { begun: now }, { begun: '' }])
      replies.push(await askByForm(trust, clauses, { ...wish(), ...trap }));
    const rows = await trust.deps.db.select().from(accessRequests).orderBy(accessRequests.id);
    expect(rows.map(({ looksAutomated }) => looksAutomated)).toEqual([false, true, true, true]);
    const bare = replies.map(({ status, text }) => [status, text.replace(/REQ-\S{9}/, '')]);
    expect(new Set(bare.map(String)).size).toBe(1);
  });
});

describe('what is typed', () => {
  const nasty = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`;

  it('never becomes markup, on any page of it', async () => {
    const trust = await startApp();
    await offer(trust);
    await publishNda(trust);
    const texts = { name: nasty, company: nasty, role: nasty, purpose: nasty, message: nasty };
    const asked = await asking(trust, texts, report);
    const again = await askByForm(trust, report, { ...wish(texts), email: nasty });
    const page = await trust.get(asked.page);
    for (const { text } of [again, page]) {
      expect(text).not.toMatch(/<script|<img/i);
      expect(text).toContain('&lt;script&gt;');
    }
  });

  it('stands in no mail before the address is confirmed, and can add no header', async () => {
    const trust = await startApp();
    await offer(trust);
    const said = { name: `Buy ${personMark}`, purpose: `https://evil.example ${personMark}` };
    await asking(trust, { ...said, message: `Call ${personMark}` });
    await trust.drain();
    const [mail] = trust.outside.mailbox;
    expect(JSON.stringify(mail)).not.toMatch(/Buy|evil\.example|Call/);
    for (const email of [
      'a@customer.example\r\nBcc: b@customer.example',
      'a@customer.example%0ABcc:b@customer.example',
      'a@customer.example, b@customer.example',
      'a@customer.example\u0000',
    ])
      expect((await askByProgram(trust, clauses, wish({ email }))).status).toBe(422);
    for (const name of ['Robin\r\nBcc: x', 'Robin\u202Enibor', 'Robin\u0000'])
      expect((await askByProgram(trust, clauses, wish({ name }))).status).toBe(422);
  });

  it('is bounded', async () => {
    const trust = await startApp();
    await offer(trust);
    const long = 'x'.repeat(300 * 1024);
    expect((await askByProgram(trust, clauses, wish({ message: long }))).status).toBe(413);
    expect((await askByProgram(trust, clauses, wish({ message: 'x'.repeat(6_000) }))).status).toBe(
      422,
    );
    const many = Array.from({ length: 21 }, (_, place) => `document-${place}`);
    expect((await askByProgram(trust, clauses, wish({ documents: many }))).status).toBe(422);
  });
});

describe('a flood', () => {
  it('from one source ends after ten, whatever names it uses', async () => {
    const trust = await startApp(byHeader);
    await offer(trust);
    const statuses = new Map<number, number>();
    for (let place = 0; place < 1_000; place += 1) {
      const email = `robin${place}@customer${place}.example`;
      const spoofed = { 'x-client': `192.0.2.${place % 250}, 203.0.113.9` };
      const { status } = await askByProgram(trust, clauses, wish({ email }), spoofed);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    expect([...statuses]).toEqual([
      [201, 10],
      [429, 990],
    ]);
    expect(await trust.deps.db.select().from(accessRequests)).toHaveLength(10);
  });

  it('in the name of one mailbox sends it five mails at most, and answers the others the same', async () => {
    const trust = await startApp(byHeader);
    await offer(trust);
    const texts = new Set<string>();
    for (let place = 0; place < 12; place += 1) {
      const email = `robin+${place}@customer.example`;
      const from = { 'x-client': `192.0.2.${place}` };
      const reply = await askByProgram(trust, clauses, wish({ email }), from);
      if (reply.status === 201) texts.add(String(pick(reply.body, 'detail')));
      else expect(reply.status).toBe(429);
    }
    expect(texts.size).toBe(1);
    expect(await lettersOf(trust)).toHaveLength(5);
  });
});

describe('what is known of somebody', () => {
  it('shows in no answer: a customer, a blocked and an unknown domain do the same work', async () => {
    const trust = await startApp();
    await offer(trust);
    const blocked = { treatment: 'blocked' };
    const at = '/access-rules/domains/blocked.example';
    must(await trust.as('editor').put(at, blocked, { 'if-match': '"v0"' }));
    must(
      await trust
        .as('editor')
        .put(
          '/access-rules/domains/allowed.example',
          { treatment: 'allowed' },
          { 'if-match': '"v0"' },
        ),
    );
    await approveRules(trust);
    const seen = [];
    for (const domain of ['blocked.example', 'allowed.example', 'nobody.example', 'gmail.com']) {
      const reply = await askByProgram(trust, clauses, wish({ email: `robin@${domain}` }));
      seen.push([reply.status, reply.text.replace(/REQ-\S{9}/, ''), [...reply.headers]]);
    }
    expect(new Set(seen.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(await actionsOf(trust)).toEqual(Array(4).fill('access.requested'));
  });
});
