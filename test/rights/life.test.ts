import { describe, expect, it } from 'vitest';
import { asId } from '../../src/core/ids.ts';
import { decideRequest } from '../../src/rights/service/deciding.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { dumpTables } from '../support/invariants.ts';
import { refuses } from '../support/refusals.ts';
import {
  askByProgram,
  asked,
  caseOf,
  done,
  eventsOf,
  idOf,
  pageOf,
  press,
  put,
  readLetters,
  verified,
  wish,
} from './asking.ts';

const asJson = { accept: 'application/json' };

async function alertsOf(trust: World) {
  const { deliveries } = await import('../../src/deliveries/table.ts');
  const rows = await trust.deps.db.select().from(deliveries).orderBy(deliveries.id);
  return rows.flatMap(({ cargo }) =>
    cargo.kind === 'alert' && cargo.alert.kind === 'rights-due' ? [cargo.alert] : [],
  );
}

describe('a request', () => {
  it('is confirmed, proved, extended, denied in part, appealed against by other eyes, and erased', async () => {
    const trust = await startApp();
    const id = await asked(trust);
    const page = await pageOf(trust, id);
    expect((await press(trust, `${page}/confirmation`)).status).toBe(303);
    await done(trust, id, 'identity-question', { text: 'Which address did you write from?' });
    expect((await press(trust, `${page}/messages`, { text: 'From this one.' })).status).toBe(303);
    await done(trust, id, 'identity', verified);
    trust.at('2026-12-22T20:00:00.000Z');
    await done(trust, id, 'extension', { until: '2027-01-29', reason: 'There is much of it.' });
    const answers = [
      { type: 'access', outcome: 'granted', done: 'exported' },
      { type: 'erasure', outcome: 'denied', basis: 'legal-duty' },
    ];
    const decision = { answers, explanation: 'Invoices are kept for ten years.' };
    await done(trust, id, 'decision', decision);
    const shown = (await trust.get(page)).text;
    for (const text of [
      'fulfilled in part',
      'Article 17(3)(b)',
      'Invoices are kept',
      '20 February 2027',
    ])
      expect(shown).toContain(text);
    // The same asked anew is another case, and stands in nobody's way.
    expect(await asked(trust)).not.toBe(id);
    expect((await press(trust, `${page}/appeal`, { text: 'I see no invoice.' })).status).toBe(303);
    const again = { answers: [{ type: 'erasure', outcome: 'granted' }], explanation: 'Erased.' };
    await refuses(trust, async () => put(trust, id, 'decision', again), { status: 409 });
    must(await put(trust, id, 'decision', again, 'owner'));
    expect(await caseOf(trust, id)).toMatchObject({ state: 'fulfilled' });
    expect((await readLetters(trust)).map(({ what }) => what)).toEqual([
      'received',
      'identity',
      'extended',
      'decided',
      'received',
      'decided',
    ]);
    await trust.drain();
    const own = must(await trust.get(`${page}.json`));
    expect(own.body).toMatchObject({ kind: 'privacy-request', you: 'person', state: 'fulfilled' });
    const { version } = await caseOf(trust, id);
    const headers = { 'if-match': `"v${version}"` };
    must(
      await trust.as('owner').delete(`/rights-requests/${id}/personal-data`, undefined, headers),
    );
    expect((await trust.get(page)).status).toBe(410);
    const rows = (await dumpTables(trust)).get('rights_requests') ?? [];
    expect(JSON.stringify(rows.find((row) => row['id'] === id))).not.toMatch(/Kanari/i);
  });

  it('under the UK GDPR waits for what was asked, and says in the record which day moved to which', async () => {
    const trust = await startApp();
    const id = await asked(trust, { residence: 'uk', types: ['access', 'complaint'] });
    trust.at('2026-11-25T09:00:00.000Z');
    await done(trust, id, 'clarification', { text: 'Which mailing do you mean?' });
    const page = await pageOf(trust, id);
    expect((await trust.get(page)).text).toContain('the time for ours stands still');
    trust.at('2026-12-01T09:00:00.000Z');
    must(
      await trust
        .as('editor')
        .post(
          `/rights-requests/${id}/notes`,
          { text: 'Called them.' },
          { 'if-match': `"v${(await caseOf(trust, id)).version}"` },
        ),
    );
    await press(trust, `${page}/messages`, { text: 'The one of May.' });
    expect((await eventsOf(trust)).map((event) => pick(event, 'data')).at(-1)).toMatchObject({
      state: 'in-progress',
      moved: [{ type: 'access', before: '2026-12-22', after: '2026-12-28' }],
    });
    expect((await trust.get(page)).text).not.toContain('Called them.');
    const { body } = must(await trust.as('editor').get(`/rights-requests/${id}`));
    expect(pickList(body, 'messages').map((each) => pick(each, 'author'))).toEqual([
      'staff',
      'note',
      'person',
    ]);
    expect(must(await trust.as('viewer').get(`/rights-requests/${id}`)).text).not.toContain(
      'Robin',
    );
  });

  it('is warned of seven and two days before and once it is overdue, each once; not while its clock stands', async () => {
    const trust = await startApp();
    const desk = { stream: 'staff', channel: 'email', address: 'desk@qluster.example' };
    must(await trust.as('owner').post('/subscriptions', desk));
    const id = await asked(trust, { types: ['access'] });
    const waiting = await asked(trust, { residence: 'uk', types: ['access'] });
    await done(trust, waiting, 'clarification', { text: 'Which?' });
    trust.at('2026-12-14T09:00:00.000Z');
    await trust.runSchedule();
    expect(await alertsOf(trust)).toEqual([]);
    for (const at of [
      '2026-12-15',
      '2026-12-15',
      '2026-12-20',
      '2026-12-22',
      '2026-12-23',
      '2026-12-24',
    ]) {
      trust.at(`${at}T10:00:00.000Z`);
      await trust.runSchedule();
    }
    const { reference } = await caseOf(trust, id);
    const due = { kind: 'rights-due', reference, law: 'gdpr', due: '2026-12-22' };
    expect(await alertsOf(trust)).toEqual([
      { ...due, stage: 'in-7-days' },
      { ...due, stage: 'in-2-days' },
      { ...due, stage: 'overdue' },
    ]);
    trust.at('2027-02-21T10:00:00.000Z');
    await trust.runSchedule();
    expect((await caseOf(trust, waiting)).state).toBe('expired');
    expect((await caseOf(trust, id)).state).toBe('acknowledged');
    await trust.drain();
  });

  it('is appealed against before another person of the console than who decided', async () => {
    const trust = await startApp();
    const id = await asked(trust, { types: ['erasure'] });
    const page = await pageOf(trust, id);
    await press(trust, `${page}/confirmation`);
    await done(trust, id, 'identity', verified);
    const [first, second] = [`per_${'1'.repeat(32)}`, `per_${'2'.repeat(32)}`];
    const decide = async (person: string, outcome: 'granted' | 'denied') => {
      const actor = { kind: 'staff', role: 'owner', personId: asId('per', person) } as const;
      const ctx = { deps: trust.deps, actor, now: trust.now() };
      const basis = outcome === 'denied' ? { basis: 'legal-duty' as const } : {};
      const answers = [{ type: 'erasure' as const, outcome, done: 'by-hand' as const, ...basis }];
      const on = { id: asId('rrq', id), expected: 'any' } as const;
      return decideRequest(ctx, on, { answers, explanation: 'Looked at.' });
    };
    await decide(first, 'denied');
    await press(trust, `${page}/appeal`, { text: 'I see no duty.' });
    await expect(decide(first, 'granted')).rejects.toThrow(/Somebody else/);
    await decide(second, 'granted');
    expect(await caseOf(trust, id)).toMatchObject({ state: 'fulfilled', decidedBy: second });
  });

  it('that came by letter counts from its day, and staff confirm its receipt', async () => {
    const trust = await startApp();
    const letter = {
      ...wish({ residence: 'california', types: ['delete', 'opt-out'] }),
      source: 'letter',
    };
    const record = async (receivedOn: string) =>
      trust
        .as('editor')
        .post('/rights-requests', { ...letter, receivedOn }, { 'idempotency-key': 'k1' });
    await refuses(trust, async () => record('2026-11-23'), { status: 422 });
    const entered = must(
      await trust.as('editor').post('/rights-requests', { ...letter, receivedOn: '2026-11-19' }),
    );
    expect(entered.body).toMatchObject({ state: 'received', nextDueOn: '2026-12-03', name: null });
    const id = await idOf(trust, entered);
    await done(trust, id, 'acknowledgement');
    expect(await caseOf(trust, id)).toMatchObject({
      state: 'acknowledged',
      nextDueOn: '2026-12-10',
    });
    const answers = [{ type: 'opt-out', outcome: 'granted', done: 'opted-out' }];
    await done(trust, id, 'decision', { answers, explanation: 'You are opted out.' });
    expect(await caseOf(trust, id)).toMatchObject({
      state: 'acknowledged',
      nextDueOn: '2027-01-03',
    });
    await refuses(
      trust,
      async () =>
        trust.as('editor').post('/rights-requests', { ...letter, receivedOn: '2026-11-20' }),
      { status: 409 },
    );
  });
});

describe('the list', () => {
  it('has what is due first, in its order, page by page, each once', async () => {
    const trust = await startApp();
    const ids: string[] = [];
    for (const [at, residence, type] of [
      ['2026-11-22', 'eu', 'access'],
      ['2026-11-23', 'california', 'opt-out'],
      ['2026-11-24', 'uk', 'complaint'],
      ['2026-11-25', 'switzerland', 'access'],
    ] as const) {
      trust.at(`${at}T09:00:00.000Z`);
      ids.push(await asked(trust, { residence, types: [type] }));
    }
    const [eu, california, uk, swiss] = ids;
    const found: unknown[] = [];
    for (let cursor: unknown = ''; cursor !== null;) {
      const after = cursor === '' ? '' : `&cursor=${String(cursor)}`;
      const { body } = must(await trust.as('viewer').get(`/rights-requests?limit=1${after}`));
      found.push(...pickList(body, 'items').map((each) => pick(each, 'id')));
      cursor = pick(body, 'next');
    }
    expect(found).toEqual([california, eu, swiss, uk]);
    const of = async (query: string) =>
      pickList(must(await trust.as('viewer').get(`/rights-requests?${query}`)).body, 'items').map(
        (each) => pick(each, 'id'),
      );
    expect(await of('dueBy=2026-12-22&open=true')).toEqual([california, eu]);
    expect(await of('law=uk-gdpr')).toEqual([uk]);
    expect(await of('type=access&unconfirmed=true')).toEqual([eu, swiss]);
    expect(await of('open=false')).toEqual([]);
  });
});

describe('figures', () => {
  it('count what was received in a year by law, and are public once they are published', async () => {
    const trust = await startApp();
    const first = await asked(trust, { types: ['access'] });
    await asked(trust, { residence: 'california', types: ['opt-out', 'delete'] });
    await done(trust, first, 'identity', verified);
    trust.at('2026-12-02T09:00:00.000Z');
    const answers = [{ type: 'access', outcome: 'granted' }];
    await done(trust, first, 'decision', { answers, explanation: 'Here it is.' });
    const none = must(await trust.get('/trust/privacy-figures.json'));
    expect(pickList(none.body, 'years')).toEqual([]);
    const owner = trust.as('owner');
    await refuses(trust, async () => owner.put('/rights-figures/2026/publication'), {
      status: 422,
    });
    trust.at('2027-01-02T09:00:00.000Z');
    must(await owner.put('/rights-figures/2026/publication'));
    const { body } = must(await trust.get('/trust/privacy-figures.json'));
    expect(pickList(body, 'years')).toMatchObject([
      {
        year: 2026,
        received: 2,
        granted: 1,
        open: 1,
        medianDays: 10,
        laws: [
          { law: 'gdpr', received: 1, medianDays: 10 },
          {
            law: 'ccpa',
            received: 1,
            medianDays: null,
            types: [{ type: 'delete' }, { type: 'opt-out' }],
          },
        ],
      },
    ]);
    expect((await trust.get('/trust/privacy-request')).text).toContain(
      'What was asked in past years',
    );
    const methods = { email: 'privacy@qluster.example', phone: '+1 555 0100' };
    must(await owner.put('/rights-settings', methods, { 'if-match': '"v0"' }));
    const page = await trust.get('/trust/privacy-request');
    for (const text of Object.values(methods)) expect(page.text).toContain(text);
    const rules = must(await trust.get('/trust/privacy-request', asJson));
    expect(rules.body).toMatchObject({ methods });
  });
});

describe('who acts at once', () => {
  it('is one who is heard and one who is told, and the same asked twice is one case', async () => {
    const trust = await startApp();
    const same = await Promise.all([askByProgram(trust, wish()), askByProgram(trust, wish())]);
    expect(same.map(({ status }) => status)).toEqual([201, 201]);
    const [first, second] = same.map(({ body }) => pick(body, 'reference'));
    expect(first).not.toBe(second);
    const { body } = must(await trust.as('editor').get('/rights-requests'));
    const items = pickList(body, 'items');
    expect(items).toHaveLength(1);
    const id = String(pick(items[0], 'id'));
    const both = await Promise.all([
      put(trust, id, 'clarification', { text: 'Which?' }),
      put(trust, id, 'identity', verified),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412]);
  });
});
