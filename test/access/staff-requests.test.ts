import { describe, expect, it } from 'vitest';
import { accessRequests, acceptances, grants } from '../../src/access/table.ts';
import { startApp } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { refuses } from '../support/refusals.ts';
import {
  approveRules,
  actionsOf,
  asking,
  clauses,
  decideAs,
  lettersOf,
  offer,
  press,
  publishNda,
  put,
  requestOf,
  signature,
  verifying,
} from './asking.ts';
import { report } from './giving.ts';

describe('staff', () => {
  it('list requests by state, document, domain and what looks automated; a viewer sees no person', async () => {
    const trust = await startApp();
    await offer(trust);
    const waiting = await verifying(trust);
    await asking(trust, { email: 'kim@other.example' }, report);
    const count = async (query: string) =>
      pickList(must(await trust.as('viewer').get(`/access-requests${query}`)).body, 'items').length;
    expect(await count('')).toBe(2);
    expect(await count('?state=waiting')).toBe(1);
    expect(await count(`?document=${report}`)).toBe(1);
    expect(await count('?domain=other.example')).toBe(1);
    expect(await count('?automated=true')).toBe(0);
    expect((await trust.as('viewer').get('/access-requests?document=none')).status).toBe(404);
    const first = must(await trust.as('viewer').get('/access-requests?limit=1'));
    const cursor = String(pick(first.body, 'next'));
    expect(await count(`?limit=1&cursor=${cursor}`)).toBe(1);
    const at = `/access-requests/${waiting.id}`;
    expect(must(await trust.as('viewer').get(at)).text).not.toMatch(/kanari/i);
    const seen = must(await trust.as('editor').get(at)).body;
    expect(seen).toMatchObject({
      name: `Robin ${personMark}`,
      state: 'waiting',
      reachable: true,
      documents: [{ slug: clauses, state: 'asked', reason: 'no-rule' }],
    });
    expect((await trust.as('nobody').get(at)).status).toBe(401);
  });

  it('enter what came by letter once, however often it is sent; the address still has to be confirmed', async () => {
    const trust = await startApp();
    await offer(trust);
    await put(trust, 'secret-plan', 'hidden');
    const entered = {
      documents: [clauses],
      name: `Robin ${personMark}`,
      email: 'robin.kanari@customer.example',
      company: `${personMark} GmbH`,
      source: 'letter',
      receivedOn: '2026-11-20',
    };
    const editor = trust.as('editor');
    const key = { 'idempotency-key': 'letter-1' };
    const [one, two] = [
      must(await editor.post('/access-requests', entered, key)),
      must(await editor.post('/access-requests', entered, key)),
    ];
    expect(pick(one.body, 'id')).toBe(pick(two.body, 'id'));
    expect(one.text).not.toMatch(/kanari/i);
    expect(one.body).toMatchObject({ state: 'verifying', source: 'letter' });
    expect(await trust.deps.db.select().from(accessRequests)).toHaveLength(1);
    expect(await lettersOf(trust)).toEqual(['verify']);
    await refuses(
      trust,
      () => editor.post('/access-requests', { ...entered, receivedOn: '2026-11-23' }),
      { status: 422, code: 'invalid', pointers: ['#/receivedOn'] },
    );
    await refuses(
      trust,
      () => editor.post('/access-requests', { ...entered, documents: ['secret-plan'] }),
      { status: 422, pointers: ['#/documents/0'] },
    );
  });

  it('need a role, a version and words for what they do', async () => {
    const trust = await startApp();
    await offer(trust);
    const asked = await verifying(trust);
    const at = `/access-requests/${asked.id}`;
    const [viewer, editor] = [trust.as('viewer'), trust.as('editor')];
    const any = { 'if-match': '*' };
    for (const act of [
      () => viewer.put(`${at}/approval`, {}, any),
      () => viewer.put(`${at}/refusal`, { reason: 'No reason at all.' }, any),
      () => viewer.post(`${at}/notes`, { text: 'x' }, any),
      () => editor.delete(`${at}/personal-data`, undefined, any),
      () => editor.put('/access-rules', {}, any),
      () => editor.post('/ndas', { title: 'T', text: 'T' }),
    ])
      await refuses(trust, act, { status: 403 });
    await refuses(trust, () => editor.put(`${at}/approval`, {}), { status: 428 });
    await refuses(trust, () => editor.put(`${at}/approval`, {}, { 'if-match': '"v1"' }), {
      status: 412,
    });
    for (const body of [{ days: 0 }, { days: 366 }, { downloads: 0 }, { documents: [] }, { x: 1 }])
      await refuses(trust, () => editor.put(`${at}/approval`, body, any), { status: 422 });
    await refuses(trust, () => editor.put(`${at}/refusal`, { reason: ' ' }, any), { status: 422 });
  });

  it('allow and block domains with the version they saw; a mail provider cannot be allowed', async () => {
    const trust = await startApp();
    const editor = trust.as('editor');
    const at = '/access-rules/domains/Customer.example';
    must(await editor.put(at, { treatment: 'allowed' }, { 'if-match': '"v0"' }));
    await approveRules(trust);
    const put = must(await editor.get(at));
    expect(put.body).toMatchObject({ domain: 'customer.example', version: 1 });
    await refuses(trust, () => editor.put(at, { treatment: 'blocked' }, { 'if-match': '"v0"' }), {
      status: 412,
    });
    const provider = '/access-rules/domains/gmail.com';
    await refuses(
      trust,
      () => editor.put(provider, { treatment: 'allowed' }, { 'if-match': '"v0"' }),
      { status: 422, pointers: ['#/treatment'] },
    );
    must(await editor.put(provider, { treatment: 'blocked' }, { 'if-match': '"v0"' }));
    const list = must(await trust.as('viewer').get('/access-rules/domains?treatment=blocked'));
    expect(pickList(list.body, 'items')).toHaveLength(1);
    const gone = await editor.delete(at, undefined, { 'if-match': put.etag ?? '' });
    expect(gone.status).toBe(204);
    expect((await editor.get(at)).status).toBe(404);
    expect((await editor.get('/access-rules/domains/no domain')).status).toBe(422);
  });

  it('erase who asked and signed; the link ends, and what became of it stays', async () => {
    const trust = await startApp();
    await offer(trust);
    const nda = await publishNda(trust);
    const asked = await verifying(trust, { message: `Says ${personMark}` }, report);
    must(await decideAs(trust, asked, 'approval'));
    await press(trust, `${asked.page}/nda`, signature(nda));
    const at = `/access-requests/${asked.id}`;
    const erased = await trust
      .as('owner')
      .delete(`${at}/personal-data`, undefined, { 'if-match': '*' });
    expect(erased.status).toBe(204);
    for (const path of [asked.page, `${asked.page}.json`, `${asked.page}/nda`])
      expect((await trust.get(path)).status).toBe(410);
    expect((await press(trust, `${asked.page}/download-link`)).status).toBe(410);
    const seen = must(await trust.as('owner').get(at));
    expect(seen.text).not.toMatch(/kanari/i);
    expect(pick(seen.body, 'history')).toBeInstanceOf(Array);
    const [acceptance] = await trust.deps.db.select().from(acceptances);
    expect(acceptance?.signer).toBeNull();
    const copy = `/nda-acceptances/${acceptance?.id}/copy.pdf`;
    expect((await trust.as('owner').get(copy)).status).toBe(409);
    const write = { text: 'Anybody there?' };
    expect(
      (await trust.as('owner').post(`${at}/messages`, write, { 'if-match': '*' })).status,
    ).toBe(409);
  });
});

describe('somebody else', () => {
  it('gets the same 404, byte for byte, for every combination of tokens and ids that is not theirs', async () => {
    const trust = await startApp();
    await offer(trust);
    const nda = await publishNda(trust);
    const people = [];
    for (const name of ['robin', 'kim']) {
      const asked = await verifying(trust, { email: `${name}@customer.example` }, report);
      must(await decideAs(trust, asked, 'approval'));
      await press(trust, `${asked.page}/nda`, signature(nda));
      const own = pickList((await trust.get(`${asked.page}.json`)).body, 'accepted');
      people.push({ page: asked.page, acceptance: String(pick(own[0], 'id')) });
    }
    const [robin, kim] = people;
    if (!robin || !kim) throw new Error('nobody asked');
    const token = robin.page.slice('/trust/my/'.length);
    const other = kim.page.slice('/trust/my/'.length);
    // The id of one and the signature of the other, a letter changed, and what was never ours.
    const half = Math.floor(token.length / 2);
    const tokens = [
      token.slice(0, half) + other.slice(half),
      other.slice(0, half) + token.slice(half),
      `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
      'A'.repeat(token.length),
      'obj_0',
    ];
    const paths = ['', '/nda', '/withdrawal', `/nda/${robin.acceptance}.pdf`];
    for (const path of paths) {
      const unknown = await trust.get(`/trust/my/nothing${path}`);
      expect(unknown.status).toBe(404);
      for (const each of tokens) {
        const reply = await trust.get(`/trust/my/${each}${path}`);
        expect([reply.status, reply.text], `${each}${path}`).toEqual([404, unknown.text]);
      }
    }
    const unknown = await trust.get(`/trust/my/nothing/nda/${robin.acceptance}.pdf`);
    const crossed = await trust.get(`${robin.page}/nda/${kim.acceptance}.pdf`);
    expect([crossed.status, crossed.text]).toEqual([404, unknown.text]);
    const none = await trust.get(`${robin.page}/nda/acc_${'0'.repeat(32)}.pdf`);
    expect([none.status, none.text]).toEqual([404, unknown.text]);
    expect((await trust.get(`${robin.page}/nda/${robin.acceptance}.pdf`)).status).toBe(200);
    for (const act of ['verification', 'messages', 'withdrawal', 'nda', 'download-link'])
      expect((await press(trust, `/trust/my/${tokens[0]}/${act}`, { text: 'x' })).status).toBe(404);
  });
});

describe('two at once', () => {
  it('approve in two processes: one gives, the other is told, and there is one grant', async () => {
    const trust = await startApp();
    await offer(trust);
    const second = await trust.anotherProcess();
    const asked = await verifying(trust);
    const { etag = '' } = must(await trust.as('editor').get(`/access-requests/${asked.id}`));
    const replies = await Promise.all([
      decideAs(trust, asked, 'approval', {}, etag),
      decideAs(second, asked, 'approval', {}, '*'),
      decideAs(second, asked, 'approval', {}, etag),
    ]);
    const statuses = replies.map(({ status }) => status).toSorted();
    expect(statuses[0]).toBe(200);
    expect(statuses.slice(1).every((status) => status === 409 || status === 412)).toBe(true);
    expect(await trust.deps.db.select().from(grants)).toHaveLength(1);
    expect((await actionsOf(trust)).filter((each) => each === 'access.approved')).toHaveLength(1);
    expect((await lettersOf(trust)).filter((each) => each === 'ready')).toHaveLength(1);
  });

  it('approve and decline: one of them holds', async () => {
    const trust = await startApp();
    await offer(trust);
    const second = await trust.anotherProcess();
    const asked = await verifying(trust);
    const replies = await Promise.all([
      decideAs(trust, asked, 'approval'),
      decideAs(second, asked, 'refusal', { reason: 'Not this time.' }),
    ]);
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const { state } = await requestOf(trust, asked.id);
    const given = await trust.deps.db.select().from(grants);
    expect(given).toHaveLength(state === 'ready' ? 1 : 0);
  });

  it('press the button of the mail, or that of the NDA: it happens once', async () => {
    const trust = await startApp();
    await offer(trust);
    const second = await trust.anotherProcess();
    const nda = await publishNda(trust);
    const asked = await asking(trust, {}, report);
    await Promise.all([
      press(trust, `${asked.page}/verification`),
      press(second, `${asked.page}/verification`),
    ]);
    must(await decideAs(trust, asked, 'approval'));
    const signed = await Promise.all([
      press(trust, `${asked.page}/nda`, signature(nda)),
      press(second, `${asked.page}/nda`, signature(nda)),
    ]);
    expect(signed.map(({ status }) => status).toSorted()).toEqual([303, 409]);
    expect(await trust.deps.db.select().from(acceptances)).toHaveLength(1);
    expect(await trust.deps.db.select().from(grants)).toHaveLength(1);
    expect(await lettersOf(trust)).toEqual(['verify', 'waiting', 'sign', 'ready']);
  });
});

describe('a crash', () => {
  it('between the decision and its mail loses neither: what comes after sends it, once', async () => {
    const trust = await startApp();
    await offer(trust);
    const asked = await verifying(trust);
    must(await decideAs(trust, asked, 'approval'));
    // Nothing was sent: this process dies here, and another one finds what is due.
    expect(trust.outside.mailbox).toHaveLength(0);
    const after = await trust.anotherProcess();
    await after.drain();
    await after.drain();
    const subjects = trust.outside.mailbox.map(({ subject }) => subject);
    expect(subjects.filter((each) => each.includes('your documents are ready'))).toHaveLength(1);
    expect((await requestOf(after, asked.id)).state).toBe('ready');
  });

  it('before the decision is stored leaves it undecided, with nothing given and nothing told', async () => {
    const trust = await startApp();
    await offer(trust);
    const asked = await verifying(trust);
    const before = await lettersOf(trust);
    const doomed = {
      ...trust.deps,
      transact: <T>(work: Parameters<typeof trust.deps.transact<T>>[0]) =>
        trust.deps.transact<T>(async (tx) => {
          await work(tx);
          throw new Error('the process ends here');
        }),
    };
    const { approveRequest } = await import('../../src/access/service/deciding.ts');
    const ctx = {
      deps: doomed,
      actor: { kind: 'staff', role: 'owner' },
      now: trust.now(),
    } as const;
    await expect(approveRequest(ctx, asked.id, { terms: {} }, 'any')).rejects.toThrow(/ends here/);
    expect((await requestOf(trust, asked.id)).state).toBe('waiting');
    expect(await trust.deps.db.select().from(grants)).toEqual([]);
    expect(await lettersOf(trust)).toEqual(before);
  });
});

describe('time', () => {
  it('reminds staff after two working days, once; and ends what nobody confirms, answers or signs', async () => {
    const trust = await startApp();
    await offer(trust);
    await publishNda(trust);
    must(
      await trust.as('owner').post('/subscriptions', {
        stream: 'staff',
        address: 'desk@qluster.example',
      }),
    );
    // Sunday, 22 November.
    const unconfirmed = await asking(trust, { email: 'a@one.example' });
    const waiting = await verifying(trust, { email: 'b@two.example' });
    const unsigned = await verifying(trust, { email: 'c@three.example' }, report);
    must(await decideAs(trust, unsigned, 'approval'));
    const silent = await verifying(trust, { email: 'd@four.example' });
    const question = { question: 'For which audit?' };
    const at = `/access-requests/${silent.id}/question`;
    must(await trust.as('editor').post(at, question, { 'if-match': '*' }));
    const reminders = async () => {
      await trust.drain();
      return trust.outside.mailbox.filter(({ text }) => /It\s+has\s+waited\s+since/.test(text))
        .length;
    };
    await trust.advanceDays(2);
    expect(await reminders()).toBe(0);
    await trust.advanceDays(1);
    expect(await reminders()).toBe(1);
    await trust.advanceDays(5);
    expect(await reminders()).toBe(1);
    expect((await requestOf(trust, unconfirmed.id)).state).toBe('expired');
    await trust.advanceDays(23);
    for (const [{ id }, state] of [
      [waiting, 'waiting'],
      [unsigned, 'expired'],
      [silent, 'expired'],
    ] as const)
      expect((await requestOf(trust, id)).state).toBe(state);
    // Whoever never confirmed is not written to again.
    expect((await lettersOf(trust)).filter((each) => each === 'expired')).toHaveLength(2);
    expect((await trust.get(unconfirmed.page)).text).toContain('Expired');
    expect((await press(trust, `${unconfirmed.page}/verification`)).status).toBe(409);
  }, 30_000);
});
