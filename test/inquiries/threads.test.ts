import { describe, expect, it } from 'vitest';
import { writeMessage } from '../../src/inquiries/service/answering.ts';
import { openLink } from '../../src/inquiries/service/links.ts';
import { signId } from '../../src/core/signed-id.ts';
import { startApp } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { dumpTables } from '../support/invariants.ts';
import { announce, objected, pageOf as objectionPageOf } from '../objections/objecting.ts';
import {
  blobsOf,
  eventsOf,
  fileOf,
  inquired,
  inquiryOf,
  pageOf,
  pdf,
  press,
  readInquiries,
  readLetters,
} from './writing.ts';

async function started() {
  const trust = await startApp();
  const { id, reference } = await inquired(trust);
  return { trust, id, reference, page: await pageOf(trust, id) };
}

const asJson = { accept: 'application/json' };

describe('the page of an inquiry', () => {
  it('shows where it stands and what was written, to whoever has the mailed link only', async () => {
    const { trust, page, reference } = await started();
    const reply = await trust.get(page);
    expect(reply.status).toBe(200);
    for (const text of [reference, 'Received', 'Where do you keep backups', 'Yes, I wrote this'])
      expect(reply.text).toContain(text);
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex',
      'referrer-policy': 'no-referrer',
    });
    const json = await trust.get(page, asJson);
    expect(json.body).toMatchObject({ kind: 'inquiry', reference, state: 'received' });
    expect((await trust.get(`${page}.json`)).body).toEqual(json.body);
  });

  it('is changed by no GET and no HEAD, however often a scanner opens every address of it', async () => {
    const { trust, page } = await started();
    const before = await dumpTables(trust);
    for (const path of ['', '.json', '/confirmation', '/messages', '?done=confirmation'])
      await trust.fetch(`${page}${path}`);
    for (const path of ['', '.json']) await trust.fetch(`${page}${path}`, { method: 'HEAD' });
    expect(await dumpTables(trust)).toEqual(before);
  });

  it('is the same 404 for every token that is not ours', async () => {
    const { trust, id, page } = await started();
    const token = page.slice('/trust/my/'.length);
    const forged = [
      signId(trust.deps.keys.derive('link objection'), id, 1),
      signId(trust.deps.keys.derive('link access request'), id, 1),
      signId(trust.deps.keys.derive('link inquiry'), id, 2),
      signId(trust.deps.keys.derive('link inquiry'), `inq_${'f'.repeat(32)}`, 1),
      signId(new Uint8Array(32), id, 1),
      `${token.slice(0, -2)}${token.endsWith('AA') ? 'BA' : 'AA'}`,
      'nobody',
      '%00',
    ];
    const unknown = await trust.get('/trust/my/nothing');
    for (const each of forged) {
      const reply = await trust.get(`/trust/my/${each}`);
      expect([each, reply.status, reply.text]).toEqual([each, 404, unknown.text]);
      for (const path of ['confirmation', 'messages']) {
        const pressed = await press(trust, `/trust/my/${each}/${path}`, { text: 'Hello' });
        expect([each, pressed.status]).toEqual([each, 404]);
      }
      expect((await trust.get(`/trust/my/${each}.json`)).status).toBe(404);
    }
    expect(await inquiryOf(trust, id)).toMatchObject({ state: 'received', version: 1 });
  });

  it('and that of an objection stand beside each other, and neither answers for the other', async () => {
    const { trust, page } = await started();
    const objection = await objected(trust, await announce(trust));
    const other = await objectionPageOf(trust, objection.id);
    expect((await trust.get(other)).text).toContain('Your objection');
    expect((await trust.get(page)).text).toContain('Your inquiry');
    expect((await press(trust, `${other}/messages`, { text: 'When is that?' })).status).toBe(303);
    expect((await press(trust, `${page}/withdrawal`)).status).toBe(404);
    const { body } = await trust.get(page, asJson);
    expect(pickList(body, 'messages')).toHaveLength(1);
  });
});

describe('an address', () => {
  it('is confirmed by the button, once, and whoever presses it is named by id', async () => {
    const { trust, id, page } = await started();
    const reply = await press(trust, `${page}/confirmation`);
    expect(reply.status).toBe(303);
    expect(reply.headers.get('location')).toBe(`${page}?done=confirmation`);
    await press(trust, `${page}/confirmation`);
    expect((await inquiryOf(trust, id)).confirmedAt).toEqual(trust.now());
    expect(await eventsOf(trust)).toMatchObject([
      { action: 'inquiry.received' },
      { action: 'inquiry.confirmed', actor: `inquirer:${id}` },
    ]);
    const shown = await trust.get(`${page}?done=confirmation`);
    expect(shown.text).toContain('this address is yours');
    expect(shown.text).not.toContain('Yes, I wrote this');
  });
});

describe('messages', () => {
  it('go both ways, stand on the page in order, and answers are mailed', async () => {
    const { trust, id, page } = await started();
    expect((await press(trust, `${page}/messages`, { text: 'And how long?' })).status).toBe(303);
    const answer = { text: 'In Ohio.\n\nFor 30 days.' };
    const headers = { 'if-match': '"v2"' };
    must(await trust.as('editor').post(`/inquiries/${id}/messages`, answer, headers));
    const { body } = await trust.get(page, asJson);
    expect(body).toMatchObject({ state: 'answered' });
    expect(pickList(body, 'messages').map((each) => pick(each, 'author'))).toEqual([
      'person',
      'person',
      'staff',
    ]);
    expect((await readLetters(trust)).map(({ what }) => what)).toEqual(['received', 'message']);
    await trust.drain();
    expect(trust.outside.mailbox.at(-1)?.text).toContain('For 30 days.');
    await press(trust, `${page}/messages`, { text: 'Thank you.' });
    expect((await inquiryOf(trust, id)).state).toBe('in-progress');
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

  it('are limited by inquiry, with words', async () => {
    const { trust, page } = await started();
    const statuses: number[] = [];
    for (let count = 0; count < 31; count += 1)
      statuses.push((await press(trust, `${page}/messages`, { text: `No. ${count}` })).status);
    expect(statuses).toEqual([...Array<number>(30).fill(303), 429]);
  });

  it('to one that is closed open it again', async () => {
    const { trust, id, page } = await started();
    const closed = { state: 'closed' };
    must(await trust.as('editor').put(`/inquiries/${id}/state`, closed, { 'if-match': '"v1"' }));
    expect(await inquiryOf(trust, id)).toMatchObject({ state: 'closed', endedAt: trust.now() });
    expect((await trust.get(page)).text).toContain('Writing to us opens it again.');
    expect((await readLetters(trust)).map(({ what }) => what)).toEqual(['received', 'closed']);
    expect((await press(trust, `${page}/messages`, { text: 'One more thing' })).status).toBe(303);
    const opened = await inquiryOf(trust, id);
    expect(opened.state).toBe('in-progress');
    expect(opened.endedAt).toBeUndefined();
  });

  it('of both sides at the same time are both kept, and of two of staff one is told', async () => {
    const { trust, id, page } = await started();
    const other = await trust.anotherProcess();
    const headers = { 'if-match': '"v1"' };
    const path = `/inquiries/${id}/messages`;
    const replies = await Promise.all([
      trust.as('editor').post(path, { text: 'First' }, headers),
      other.as('editor').post(path, { text: 'Second' }, headers),
    ]);
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 412]);
    const written = await Promise.all([
      press(trust, `${page}/messages`, { text: 'Here' }),
      press(other, `${page}/messages`, { text: 'There' }),
    ]);
    expect(written.map(({ status }) => status)).toEqual([303, 303]);
    const { body } = await trust.get(page, asJson);
    expect(pickList(body, 'messages')).toHaveLength(4);
  });
});

describe('an inquiry that is erased', () => {
  it('while somebody writes to it keeps nothing of that, or is not erased yet', async () => {
    const { trust, id, page } = await started();
    const other = await trust.anotherProcess();
    await trust.as('owner').get('/inquiries');
    const file = fileOf('plan.pdf', pdf());
    const [written, erased] = await Promise.all([
      press(other, `${page}/messages`, { text: `Says ${personMark}` }, [file]),
      trust.as('owner').delete(`/inquiries/${id}/personal-data`, undefined, { 'if-match': '"v1"' }),
    ]);
    expect([
      [303, 412],
      [410, 204],
    ]).toContainEqual([written.status, erased.status]);
    const rows = (await dumpTables(trust)).get('inquiry_attachments') ?? [];
    expect(rows).toHaveLength(written.status === 303 ? 1 : 0);
  });

  it('takes nothing from whoever had its page open, and keeps no file of it', async () => {
    const { trust, id, page } = await started();
    const holder = await openLink(trust.deps, page.slice('/trust/my/'.length));
    if (!holder) throw new Error('the link is not in force');
    const headers = { 'if-match': '"v1"' };
    must(await trust.as('owner').delete(`/inquiries/${id}/personal-data`, undefined, headers));
    const said = { text: 'Hello', files: [{ name: 'plan.pdf', bytes: pdf() }] };
    await expect(writeMessage(holder.ctx, said)).rejects.toMatchObject({ code: 'gone' });
    expect((await dumpTables(trust)).get('inquiry_attachments')).toEqual([]);
    expect(await blobsOf(trust)).toEqual([]);
  });

  it('keeps that there was one and forgets everybody', async () => {
    const { trust, id, page } = await started();
    await press(trust, `${page}/messages`, { text: `Says ${personMark}` });
    const headers = { 'if-match': '"v2"' };
    must(
      await trust
        .as('editor')
        .post(`/inquiries/${id}/notes`, { text: `Ask ${personMark}` }, headers),
    );
    const path = `/inquiries/${id}/personal-data`;
    const next = { 'if-match': '"v3"' };
    expect((await trust.as('editor').delete(path, undefined, next)).status).toBe(403);
    expect((await trust.as('owner').delete(path, undefined, headers)).status).toBe(412);
    expect((await trust.as('owner').delete(path, undefined, next)).status).toBe(204);
    const tables = await dumpTables(trust);
    const names = ['inquiries', 'inquiry_messages', 'subscriptions', 'deliveries'];
    const rows = names.flatMap((name) => tables.get(name) ?? []);
    expect(rows).toHaveLength(6);
    expect(JSON.stringify(rows)).not.toMatch(/kanari|backups/i);
    const gone = await trust.get(page);
    expect(gone.status).toBe(410);
    expect(gone.text).toContain('erased');
    expect((await trust.get(`${page}.json`)).status).toBe(410);
    expect((await press(trust, `${page}/messages`, { text: 'Hello' })).status).toBe(410);
    const { body } = must(await trust.as('owner').get(`/inquiries/${id}`));
    expect(body).toMatchObject({ name: null, email: null, reachable: false });
    const last = { 'if-match': '"v4"' };
    for (const each of ['messages', 'notes'])
      expect(
        (await trust.as('editor').post(`/inquiries/${id}/${each}`, { text: 'Hello' }, last)).status,
      ).toBe(409);
    await trust.drain();
    expect(trust.outside.mailbox).toEqual([]);
    expect(await readInquiries(trust)).toHaveLength(1);
  });
});
