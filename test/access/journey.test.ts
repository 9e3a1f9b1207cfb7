import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/core/hash.ts';
import { accessRequests, acceptances, grants } from '../../src/access/table.ts';
import type { World } from '../support/app.ts';
import { startApp } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { addCustomer, addProfile, contact } from '../customers/people.ts';
import {
  approveRules,
  actionsOf,
  asking,
  clauses,
  decideAs,
  lettersOf,
  ndaText,
  offer,
  press,
  publishNda,
  put,
  requestOf,
  signature,
  verifying,
} from './asking.ts';
import { startSigning } from '../../src/access/service/signing.ts';
import { commit } from '../../src/db/commit.ts';
import { issue, xlsx } from '../documents/filing.ts';
import { changeFacts, report, staff } from './giving.ts';

/** Says how a domain is treated. */
async function treat(trust: World, domain: string, treatment: 'allowed' | 'blocked') {
  const at = `/access-rules/domains/${domain}`;
  must(await trust.as('editor').put(at, { treatment }, { 'if-match': '*' }));
  await approveRules(trust);
}

describe('a request', () => {
  it('waits for a person, who is told; is approved, signed and given; each step told by mail', async () => {
    const trust = await startApp();
    await offer(trust);
    const nda = await publishNda(trust);
    const asked = await asking(trust, { documents: [clauses] }, report);
    for (let look = 0; look < 2; look += 1) {
      const page = await trust.get(asked.page);
      expect(page.text).toContain('Is this address yours?');
      expect(page.headers.get('cache-control')).toBe('no-store');
    }
    expect((await requestOf(trust, asked.id)).state).toBe('verifying');
    const pressed = await press(trust, `${asked.page}/verification`);
    expect(pressed.status).toBe(303);
    const again = await press(trust, `${asked.page}/verification`);
    expect(again.status).toBe(303);
    expect((await requestOf(trust, asked.id)).state).toBe('waiting');
    expect((await trust.get(asked.page)).text).toContain('With us');

    const approved = must(await decideAs(trust, asked, 'approval', { days: 9, downloads: 3 }));
    expect(pick(approved.body, 'state')).toBe('signing');
    expect((await trust.get(asked.page)).text).toContain('Please read and accept');
    const text = (await trust.get(`${asked.page}/nda`)).text;
    expect(text).toContain('Keep <strong>confidential</strong> what you get.');
    expect(text).toContain(String(pick(nda, 'sha256')));
    expect(text).not.toContain('name="email"');
    expect(await trust.deps.db.select().from(grants)).toEqual([]);

    expect((await press(trust, `${asked.page}/nda`, signature(nda))).status).toBe(303);
    const ready = await requestOf(trust, asked.id);
    expect(ready.state).toBe('ready');
    expect(ready.items.map(({ state, reason }) => [state, reason])).toEqual([
      ['granted', 'person'],
      ['granted', 'person'],
    ]);
    // What the person set held over the time until it was signed.
    const given = await trust.deps.db.select().from(grants);
    expect(given).toHaveLength(2);
    for (const each of given) {
      expect(each.mostDownloads).toBe(3);
      expect(each.until.getTime() - each.from.getTime()).toBe(9 * 86_400_000);
    }
    expect(given.filter(({ acceptanceId }) => acceptanceId !== null)).toHaveLength(1);
    expect((await trust.get(asked.page)).text).toContain('Mail me a link');
    expect(await lettersOf(trust)).toEqual(['verify', 'waiting', 'sign', 'ready']);
    expect(await actionsOf(trust)).toEqual([
      'access.requested',
      'access.verified',
      'access.approved',
      'access.nda_accepted',
      'access.granted',
      'access.granted',
    ]);
    const { body } = must(await trust.as('configured').get('/events?limit=100'));
    expect(JSON.stringify(body)).not.toMatch(/kanari/i);
  });

  it('is decided by rules at once where the domain is allowed, and only once it is confirmed', async () => {
    const trust = await startApp();
    await offer(trust);
    const nda = await publishNda(trust);
    await treat(trust, 'customer.example', 'allowed');
    const asked = await asking(trust, { documents: [report] });
    expect(await trust.deps.db.select().from(grants)).toEqual([]);
    await press(trust, `${asked.page}/verification`);
    const signing = await requestOf(trust, asked.id);
    expect(signing.state).toBe('signing');
    expect(await trust.deps.db.select().from(grants)).toEqual([]);
    await press(trust, `${asked.page}/nda`, signature(nda));
    expect((await requestOf(trust, asked.id)).items.map(({ reason }) => reason)).toEqual([
      'allowed-domain',
      'allowed-domain',
    ]);
    expect(await trust.deps.db.select().from(grants)).toHaveLength(2);
  });

  it('from a blocked domain is declined kindly, below it too, and one blocked while signing gets nothing', async () => {
    const trust = await startApp();
    await offer(trust);
    const nda = await publishNda(trust);
    await treat(trust, 'blocked.example', 'blocked');
    const below = await verifying(trust, { email: 'robin@mail.blocked.example' });
    expect(below).toMatchObject({ state: 'declined', items: [{ reason: 'blocked-domain' }] });
    const page = (await trust.get(below.page)).text;
    expect(page).toContain('Thank you for your interest.');
    expect(page).not.toMatch(/blocked(?!\.example)/i);
    await treat(trust, 'customer.example', 'allowed');
    const signing = await verifying(trust, {}, report);
    await treat(trust, 'customer.example', 'blocked');
    await press(trust, `${signing.page}/nda`, signature(nda));
    expect(await requestOf(trust, signing.id)).toMatchObject({
      state: 'declined',
      items: [{ reason: 'blocked-domain' }],
    });
    expect(await trust.deps.db.select().from(grants)).toEqual([]);
  });

  it('of a customer goes by contact or domain where staff let it, and a mail provider is no domain', async () => {
    const trust = await startApp();
    await offer(trust);
    const owner = trust.as('owner');
    await addProfile(trust);
    const id = await addCustomer(trust, {
      contacts: [
        contact('legal', { address: 'legal@customer.example' }),
        contact('owner', { address: 'customer.inc@gmail.com' }),
      ],
    });
    const asPerson = await verifying(trust);
    expect(asPerson).toMatchObject({
      state: 'waiting',
      customerId: id,
      items: [{ state: 'asked', reason: 'existing-customer' }],
    });
    const rules = must(await owner.get('/access-rules'));
    const automatic = { ...Object(rules.body), customers: 'automatic' };
    must(await owner.put('/access-rules', automatic, { 'if-match': rules.etag ?? '' }));
    await approveRules(trust);
    const reasons = [];
    for (const email of [
      'legal@customer.example',
      'new@customer.example',
      'new@mail.customer.example',
      'customer.inc@gmail.com',
      'somebody@gmail.com',
    ])
      reasons.push(
        (await verifying(trust, { email })).items.map((each) => `${each.state} ${each.reason}`),
      );
    expect(reasons.flat()).toEqual([
      'granted existing-customer',
      'granted existing-customer',
      'asked no-rule',
      'granted existing-customer',
      'asked personal-mail-provider',
    ]);
  });

  it('is answered, asked, withdrawn, and each says what it is', async () => {
    const trust = await startApp();
    await offer(trust);
    const asked = await verifying(trust);
    const editor = trust.as('editor');
    const at = `/access-requests/${asked.id}`;
    const question = { question: 'For which audit?' };
    must(await editor.post(`${at}/question`, question, { 'if-match': '*' }));
    const page = await trust.get(asked.page);
    expect(page.text).toContain('We have a question');
    expect(page.text).toContain('For which audit?');
    must(
      await editor.post(`${at}/notes`, { text: `Odd, says ${personMark}.` }, { 'if-match': '*' }),
    );
    expect((await trust.get(`${asked.page}.json`)).text).not.toContain('Odd');
    await press(trust, `${asked.page}/messages`, { text: 'The one of May.' });
    expect((await requestOf(trust, asked.id)).state).toBe('waiting');
    const bad = await press(trust, `${asked.page}/messages`, { text: ' ' });
    expect(bad.status).toBe(422);
    expect((await trust.get(`${asked.page}/withdrawal`)).text).toContain('Withdraw your request?');
    expect((await press(trust, `${asked.page}/withdrawal`)).status).toBe(303);
    expect((await requestOf(trust, asked.id)).state).toBe('withdrawn');
    expect((await press(trust, `${asked.page}/withdrawal`)).status).toBe(409);
    expect((await press(trust, `${asked.page}/messages`, { text: 'Hello' })).status).toBe(409);
    expect((await decideAs(trust, asked, 'approval')).status).toBe(409);
    expect(await lettersOf(trust)).toEqual(['verify', 'waiting', 'message']);
  });

  it('is declined with a sentence that is mailed and shown; of an unconfirmed one nothing is mailed', async () => {
    const trust = await startApp();
    await offer(trust);
    const reason = 'We give it to customers only.';
    const [asked, stranger] = [await verifying(trust), await asking(trust)];
    must(await decideAs(trust, asked, 'refusal', { reason }));
    must(await decideAs(trust, stranger, 'refusal', { reason }));
    expect((await trust.get(asked.page)).text).toContain(reason);
    expect(await lettersOf(trust)).toEqual(['verify', 'waiting', 'verify', 'declined']);
    await trust.drain();
    expect(JSON.stringify(trust.outside.mailbox)).toContain(reason);
  });

  it('can be approved in part: the rest is declined with it', async () => {
    const trust = await startApp();
    await offer(trust);
    await publishNda(trust);
    const asked = await verifying(trust, { documents: [report] });
    const { status } = await decideAs(trust, asked, 'approval', { documents: ['overview'] });
    expect(status).toBe(422);
    must(await decideAs(trust, asked, 'approval', { documents: [clauses] }));
    const { state, items } = await requestOf(trust, asked.id);
    expect(state).toBe('ready');
    expect(items.map((each) => each.state).toSorted()).toEqual(['declined', 'granted']);
    expect((await trust.get(asked.page)).text).toContain('Not given');
  });
});

describe('an NDA', () => {
  it('is accepted by whoever confirmed the address and by nobody else, and only as it was shown', async () => {
    const trust = await startApp();
    await offer(trust);
    const first = await publishNda(trust);
    await treat(trust, 'customer.example', 'allowed');
    const asked = await verifying(trust, {}, report);
    const at = `${asked.page}/nda`;
    const other = await press(trust, at, signature(first, { email: 'kim@customer.example' }));
    expect(other.status).toBe(422);
    expect(other.text).toContain('Only whoever has confirmed their address here can accept.');
    const unticked = await press(trust, at, signature(first, { accepted: '' }));
    expect(unticked.status).toBe(422);
    expect(unticked.text).toContain('Tick the box if you accept');
    const second = await publishNda(trust, { text: `${ndaText}\n3. Return it.` });
    const stale = await press(trust, at, signature(first));
    expect(stale.status).toBe(412);
    expect(stale.text).toContain('The text has changed since you opened this page.');
    expect(stale.text).toContain('Return it.');
    expect(stale.text).not.toMatch(/id="accepted"[^>]*checked/);
    expect(await trust.deps.db.select().from(acceptances)).toEqual([]);
    const own = { email: 'ROBIN.KANARI@customer.example' };
    expect((await press(trust, at, signature(second, own))).status).toBe(303);
    expect(await trust.deps.db.select().from(acceptances)).toMatchObject([
      {
        ndaId: pick(second, 'id'),
        requestId: asked.id,
        addressHash: asked.addressHash,
        source: 'form',
        signer: { fullName: `Robin ${personMark}`, email: 'robin.kanari@customer.example' },
      },
    ]);
    expect((await press(trust, at, signature(second))).status).toBe(409);
    expect((await trust.get(at)).status).toBe(409);
  });

  it('is given to both sides as the same PDF: the text, who, when, which version, what for', async () => {
    const trust = await startApp();
    await offer(trust);
    const nda = await publishNda(trust);
    await treat(trust, 'customer.example', 'allowed');
    const asked = await verifying(trust, {}, report);
    await press(trust, `${asked.page}/nda`, signature(nda));
    const own = pickList((await trust.get(`${asked.page}.json`)).body, 'accepted');
    const id = String(pick(own[0], 'id'));
    const mine = await trust.fetch(`${asked.page}/nda/${id}.pdf`);
    expect(mine.headers.get('content-type')).toBe('application/pdf');
    expect(mine.headers.get('content-disposition')).toMatch(/^attachment; filename="/);
    const bytes = new Uint8Array(await mine.arrayBuffer());
    const at = `/nda-acceptances/${id}/copy.pdf`;
    const key = trust.as('editor');
    expect((await trust.as('viewer').get(at)).status).toBe(403);
    const theirs = await key.get(at);
    expect(theirs.status).toBe(200);
    const text = await textOfPdf(bytes);
    for (const said of [
      'Keep confidential what you get.',
      'Tell nobody.',
      'Completion',
      `Robin ${personMark}`,
      'robin.kanari@customer.example',
      '22 November 2026, 09:00:00 UTC',
      'version 1',
      String(pick(nda, 'sha256')),
      asked.reference,
      `Title of ${report}`,
      id,
    ])
      expect(text.replaceAll(/\s+/g, ''), said).toContain(said.replaceAll(/\s+/g, ''));
    expect(sha256(bytes)).toBe(
      sha256(
        new Uint8Array(await (await trust.fetch(`${asked.page}/nda/${id}.pdf`)).arrayBuffer()),
      ),
    );
    expect((await key.get(`/ndas/${String(pick(nda, 'id'))}/text.pdf`)).status).toBe(200);
  });

  it('asks again at the next grant once there is a new version, and not before', async () => {
    const trust = await startApp();
    await offer(trust);
    const first = await publishNda(trust);
    await treat(trust, 'customer.example', 'allowed');
    const asked = await verifying(trust, {}, report);
    await press(trust, `${asked.page}/nda`, signature(first));
    expect((await verifying(trust, {}, report)).state).toBe('ready');
    expect((await verifying(trust, { email: 'kim@customer.example' }, report)).state).toBe(
      'signing',
    );
    await publishNda(trust, { text: `${ndaText}\n3. Return it.` });
    expect((await verifying(trust, {}, report)).state).toBe('signing');
    expect((await requestOf(trust, asked.id)).state).toBe('ready');
  });

  it('of the scope of a domain is accepted once for all colleagues, of none by nobody', async () => {
    const trust = await startApp();
    await offer(trust);
    const nda = await publishNda(trust, { scope: 'domain' });
    await treat(trust, 'customer.example', 'allowed');
    const asked = await verifying(trust, {}, report);
    await press(trust, `${asked.page}/nda`, signature(nda));
    expect((await verifying(trust, { email: 'kim@customer.example' }, report)).state).toBe('ready');
    await publishNda(trust, { scope: 'none' });
    await treat(trust, 'other.example', 'allowed');
    expect((await verifying(trust, { email: 'kim@other.example' }, report)).state).toBe('ready');
  });

  it('that staff have on file stands in for one, for a person or a company, until it ends', async () => {
    const trust = await startApp();
    await offer(trust);
    const nda = await publishNda(trust);
    await treat(trust, 'customer.example', 'allowed');
    const onFile = {
      nda: pick(nda, 'id'),
      fullName: 'Kim Person',
      title: 'CEO',
      company: 'Customer Inc.',
      email: 'kim@customer.example',
      covers: 'domain',
      signedOn: '2026-11-01',
      until: '2026-11-30',
      note: 'Contract folder 12',
    };
    const editor = trust.as('editor');
    const provider = { ...onFile, email: 'kim@gmail.com' };
    expect((await editor.post('/nda-acceptances', provider)).status).toBe(422);
    const recorded = must(await editor.post('/nda-acceptances', onFile));
    expect(recorded.text).not.toContain('Kim Person');
    await publishNda(trust, { text: `${ndaText}\n3. Return it.` });
    expect((await verifying(trust, {}, report)).state).toBe('ready');
    const at = `/nda-acceptances/${String(pick(recorded.body, 'id'))}`;
    expect((await editor.get(`${at}/copy.pdf`)).status).toBe(409);
    must(await editor.put(`${at}/end`));
    expect((await editor.put(`${at}/end`)).status).toBe(409);
    expect((await verifying(trust, { email: 'lee@customer.example' }, report)).state).toBe(
      'signing',
    );
  });

  it('of a document that is hidden by then is recorded, and a person decides on the document', async () => {
    const trust = await startApp();
    await offer(trust);
    const nda = await publishNda(trust);
    await treat(trust, 'customer.example', 'allowed');
    await put(trust, 'audit-letter', 'nda');
    const asked = await verifying(trust, { documents: ['audit-letter'] }, report);
    await changeFacts(trust, 'audit-letter', { visibility: 'hidden' });
    expect((await press(trust, `${asked.page}/nda`, signature(nda))).status).toBe(303);
    const { state, items } = await requestOf(trust, asked.id);
    expect(state).toBe('waiting');
    expect(items.map((each) => each.state).toSorted()).toEqual(['approved', 'asked']);
    expect(await trust.deps.db.select().from(grants)).toEqual([]);
    expect(await lettersOf(trust)).toEqual(['verify', 'sign', 'signed']);
    const refused = await decideAs(trust, asked, 'approval');
    expect(refused.status).toBe(409);
    must(await decideAs(trust, asked, 'approval', { documents: [report] }));
    expect((await requestOf(trust, asked.id)).state).toBe('ready');
    expect(await trust.deps.db.select().from(grants)).toHaveLength(1);
  });

  it('in a newer version is asked for before a version of a document is given anew, and only then', async () => {
    const trust = await startApp();
    await offer(trust);
    const first = await publishNda(trust);
    await treat(trust, 'customer.example', 'allowed');
    const asked = await verifying(trust, {}, report);
    await press(trust, `${asked.page}/nda`, signature(first));
    const { items } = await requestOf(trust, asked.id);
    const renew = () =>
      commit(
        { deps: trust.deps, actor: staff(trust).actor, now: trust.now() },
        async (tx, ledger) => {
          const request = await requestOf(trust, asked.id);
          const ids = items.map(({ documentId }) => documentId);
          const event = await startSigning(tx, trust.deps, ledger, request, ids);
          const none = { action: 'access.tried', subject: 'test', data: {}, public: false };
          return { value: event !== undefined, events: [event ?? ledger.record(none)] };
        },
      );
    expect(await renew()).toBe(false);
    const second = await publishNda(trust, { text: `${ndaText}\n3. Return it.` });
    expect(await renew()).toBe(true);
    expect((await requestOf(trust, asked.id)).state).toBe('signing');
    await issue(trust, report, xlsx('another'));
    await press(trust, `${asked.page}/nda`, signature(second));
    expect((await requestOf(trust, asked.id)).state).toBe('ready');
    expect(await trust.deps.db.select().from(grants)).toHaveLength(2);
  });

  it('that there is none of is said to whoever approves, and no rule approves without it', async () => {
    const trust = await startApp();
    await offer(trust);
    await treat(trust, 'customer.example', 'allowed');
    const asked = await verifying(trust, {}, report);
    expect(asked).toMatchObject({ state: 'waiting', items: [{ reason: 'allowed-domain' }] });
    const refused = await decideAs(trust, asked, 'approval');
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Publish it first');
    for (const text of ['![x](https://a.example/x.png)', '[x](javascript:alert(1))'])
      expect((await trust.as('owner').post('/ndas', { title: 'T', text })).status).toBe(422);
    expect(await trust.deps.db.select().from(accessRequests)).toHaveLength(1);
  });
});

async function textOfPdf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const pdf = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
  let text = '';
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    text += items.map((item) => ('str' in item ? item.str : '')).join(' ');
  }
  return text;
}
