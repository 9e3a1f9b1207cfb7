import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/core/errors.ts';
import { asId } from '../../src/core/ids.ts';
import { writeCopy } from '../../src/personal-data/copy-writing.ts';
import { loadCopying } from '../../src/personal-data/service/loading.ts';
import { subjectOf } from '../../src/personal-data/service/subject.ts';
import {
  agentMail,
  asked,
  caseOf,
  done,
  eventsOf,
  pageOf,
  press,
  put,
  readLetters,
  verified,
} from '../rights/asking.ts';
import { startApp } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { schemaCheck } from '../support/schema-check.ts';
import { follow } from '../deliveries/recipients.ts';
import { fakeHolder } from './fake-holder.ts';
import {
  copyLinkOf,
  copyOf,
  filesIn,
  heldOf,
  openCopy,
  proven,
  reportOf,
  robin,
  versionOf,
} from './persons.ts';

const plus = robin.replace('@', '+news@');
const capitals = robin.toUpperCase();

describe('a copy of somebody’s data', () => {
  it('is found, fetched by a link of one use, and what the decision says was done', async () => {
    const trust = await startApp();
    // The same mailbox in capitals, one that may be the same, and one of somebody else.
    await follow(trust, { channel: 'email', address: capitals });
    await follow(trust, { channel: 'email', address: plus });
    await follow(trust, { channel: 'email', address: robin.replace('robin', 'ash') });
    const id = await asked(trust, { types: ['access'] });
    expect((await reportOf(trust, id)).status).toBe(409);
    await press(trust, `${await pageOf(trust, id)}/confirmation`);
    expect((await reportOf(trust, id)).status).toBe(409);
    await done(trust, id, 'identity', { result: 'verified', matched: ['email'] });
    expect(await heldOf(trust, id)).toMatchObject({ subscriptions: 1 });

    // Another spelling is shown, and is nobody's until a person has added it.
    const similar = `/rights-requests/${id}/similar-addresses`;
    expect(must(await trust.as('editor').get(similar)).body).toEqual({ items: [plus], next: null });
    const added = { address: plus, proof: 'wrote-from-it' };
    const headers = { 'if-match': await versionOf(trust, id) };
    must(await trust.as('editor').post(`/rights-requests/${id}/addresses`, added, headers));
    expect(await heldOf(trust, id)).toMatchObject({ subscriptions: 2 });
    expect((await trust.get(await pageOf(trust, id))).text).toContain(plus);
    expect(pick(must(await trust.as('editor').get(similar)).body, 'items')).toEqual([]);

    const records = `/rights-requests/${id}/records`;
    const listed: unknown[] = [];
    for (let cursor = ''; cursor !== 'null';) {
      const query = cursor === '' ? '' : `&cursor=${cursor}`;
      const page = await trust.as('editor').get(`${records}/subscriptions?limit=1${query}`);
      listed.push(...pickList(must(page).body, 'items'));
      cursor = String(pick(page.body, 'next'));
    }
    const title = { en: 'Subscription', de: 'Abonnement' };
    expect(listed).toEqual([1, 2].map(() => ({ id: expect.any(String), title })));
    expect((await trust.as('editor').get(`${records}/nothing`)).status).toBe(404);
    // One that was somebody else's after all is taken away again.
    const wrong = { address: robin.replace('robin', 'ash'), proof: 'account' };
    const any = { 'if-match': '*' };
    const path = `/rights-requests/${id}/addresses`;
    const { body } = must(await trust.as('editor').post(path, wrong, any));
    const number = Number(pick(body, 'addresses', '2', 'number'));
    expect(await heldOf(trust, id)).toMatchObject({ subscriptions: 3 });
    must(await trust.as('editor').delete(`${path}/${number}`, undefined, any));
    expect((await trust.as('editor').delete(`${path}/${number}`, undefined, any)).status).toBe(404);

    const files = await copyOf(trust, id);
    expect([...files.keys()]).toEqual(['data.json', 'index.html']);
    const data: unknown = JSON.parse(files.get('data.json') ?? '');
    const schema = await trust.get('/trust/schema/personal-data-copy-1.json');
    expect(schemaCheck(schema.text)(data)).toEqual([]);
    const about = pickList(data, 'records').filter(
      (each) => pick(each, 'kind') === 'subscriptions',
    );
    expect(about.map((each) => pick(each, 'data', 'address')).toSorted()).toEqual(
      [capitals, plus].toSorted(),
    );
    const html = files.get('index.html') ?? '';
    for (const text of [robin, plus, 'Subscriptions: address, choices and consent'])
      expect(html.toLowerCase()).toContain(text.toLowerCase());
    expect(html + files.get('data.json')).not.toContain('ash.');
    // Nothing in it is loaded from anywhere, and nothing runs.
    expect(html).not.toMatch(/<script|src=|@import|url\(/i);

    const answers = [{ type: 'access', outcome: 'granted' }];
    await done(trust, id, 'decision', { answers, explanation: 'Here it is.' });
    expect((await caseOf(trust, id)).items[0]).toMatchObject({ done: 'exported' });
    const actions = (await eventsOf(trust)).map((each) => pick(each, 'action'));
    expect(actions.slice(-4)).toEqual([
      'rights.copy_offered',
      'rights.copy_opened',
      'rights.copy_taken',
      'rights.decided',
    ]);
  });

  it('opens once, by the mail or by the page, and whatever opens nothing looks the same', async () => {
    const trust = await startApp();
    const id = await proven(trust);
    await done(trust, id, 'copy');
    const link = await copyLinkOf(trust, id);
    await trust.drain();
    const letter = trust.outside.mailbox.find(({ subject }) => /copy/.test(subject));
    expect(letter?.text).toContain(link);
    expect(letter).not.toHaveProperty('attachments');
    // Opening changes nothing: programs open links too.
    const shown = await trust.get(link);
    expect(shown.text).toContain('Open the copy');
    expect(shown.headers.get('cache-control')).toBe('no-store');
    expect(shown.headers.get('referrer-policy')).toBe('no-referrer');
    const session = await openCopy(trust, link);
    expect((await trust.get(session)).text).toContain('copy.zip');

    const forged = `${link.slice(0, -2)}AA`;
    const last = link.replace(/.$/, (char) => (char === 'A' ? 'B' : 'A'));
    const unknown = await trust.get(forged);
    expect(unknown.status).toBe(404);
    const nothing = [link, last, `${session.slice(0, -1)}_`, '/trust/my/pds_nothing'];
    for (const path of nothing) {
      const reply = await trust.get(path);
      expect([reply.status, reply.text]).toEqual([404, unknown.text]);
    }
    for (const path of [link, forged]) {
      const used = await press(trust, `${path}/copy-session`);
      expect([used.status, used.text]).toEqual([404, unknown.text]);
    }
    // The page of the request says why, to whom it belongs.
    const page = await pageOf(trust, id);
    expect((await press(trust, `${page}/copy-session`)).status).toBe(409);

    trust.at(new Date(trust.now().getTime() + 15 * 60_000));
    for (const path of [session, `${session}/copy.zip`])
      expect((await trust.get(path)).text).toBe(unknown.text);

    await done(trust, id, 'copy');
    expect((await trust.get(page)).text).toContain('The copy of your data is ready');
    const both = await Promise.all(
      [page, page].map((path) => press(trust, `${path}/copy-session`)),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([303, 404]);
    const byPage = String(both.find(({ status }) => status === 303)?.headers.get('location'));
    expect((await filesIn(await trust.fetch(`${byPage}/copy.zip`))).size).toBe(2);
    // Ended by staff; expired by itself; and never another's for whoever asks for somebody.
    await trust
      .as('editor')
      .delete(`/rights-requests/${id}/copy`, undefined, { 'if-match': '*' })
      .then(must);
    expect((await trust.get(`${byPage}/copy.zip`)).status).toBe(404);
    await done(trust, id, 'copy');
    const old = await copyLinkOf(trust, id);
    trust.at(new Date(trust.now().getTime() + 14 * 24 * 3_600_000));
    expect((await trust.get(old)).text).toBe(unknown.text);
    expect((await readLetters(trust)).filter(({ what }) => what === 'copy')).toHaveLength(3);
  });

  it('is not given for what is not asked, denied, or a customer’s to decide', async () => {
    const trust = await startApp();
    const other = await proven(trust, { types: ['erasure'] });
    expect((await put(trust, other, 'copy')).status).toBe(409);
    const theirs = await proven(trust, { types: ['access'], relation: 'customer-user' });
    expect((await put(trust, theirs, 'copy')).status).toBe(409);
    await done(trust, theirs, 'controller', { controller: 'us' });
    await done(trust, theirs, 'copy');
    const link = await copyLinkOf(trust, theirs);
    const answers = [{ type: 'access', outcome: 'denied', basis: 'rights-of-others' }];
    await done(trust, theirs, 'decision', { answers, explanation: 'No.' });
    expect((await trust.get(link)).status).toBe(404);
  });

  it('is for whoever asks for somebody only once that person has let them', async () => {
    const trust = await startApp();
    const parts = { who: 'agent', agentName: 'Ash', agentEmail: agentMail, types: ['access'] };
    const id = await asked(trust, parts);
    await done(trust, id, 'identity', verified);
    expect((await put(trust, id, 'copy')).status).toBe(409);
    expect((await reportOf(trust, id)).status).toBe(409);
    const [own, agents] = [await pageOf(trust, id), await pageOf(trust, id, 'agent')];
    await press(trust, `${own}/confirmation`);
    await done(trust, id, 'copy');
    for (const page of [own, agents])
      expect(must(await trust.get(`${page}.json`)).body).toHaveProperty('copyUntil');
    await openCopy(trust, agents);
    expect((await press(trust, `${own}/copy-session`)).status).toBe(409);
  });

  it('brings files under names that lead nowhere else, and names those that it could not', async () => {
    const trust = await startApp();
    const id = asId('rrq', await proven(trust));
    const request = await caseOf(trust, id);
    const { holder } = fakeHolder(['1']);
    const fileOf = (name: string, bytes: () => Promise<ReadableStream<Uint8Array>>) => ({
      name,
      mediaType: 'text/plain',
      bytes,
    });
    const text = async () => new Blob(['what was sent']).stream();
    const files = [
      fileOf('../../etc/passwd', text),
      fileOf('a"b<script>.txt', text),
      fileOf('gone.pdf', async () => Promise.reject(new Refusal('damaged', 'It is gone.'))),
    ];
    const title = { en: '<b>One</b>' };
    const copy = async () => ({ title, data: { text: '<img src=x>' }, files });
    const subject = await subjectOf(trust.deps, request, 'copy');
    const copying = await loadCopying(trust.deps, request, subject);
    const parts: Uint8Array[] = [];
    for await (const part of writeCopy({ ...copying, holders: [{ ...holder, copy }] }))
      parts.push(part);
    const headers = { 'content-type': 'application/zip' };
    const read = await filesIn(new Response(Buffer.concat(parts), { headers }));
    expect([...read.keys()].slice(2)).toEqual([
      'files/inquiries-1/1-passwd.bin',
      'files/inquiries-1/2-a_b_script_.txt',
      'left-out.json',
    ]);
    expect(read.get('files/inquiries-1/1-passwd.bin')).toBe('what was sent');
    expect(JSON.parse(read.get('left-out.json') ?? '')).toEqual(['files/inquiries-1/3-gone.pdf']);
    expect(read.get('index.html')).not.toMatch(/<b>One|<img|<script/);
  });
});
