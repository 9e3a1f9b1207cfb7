import { describe, expect, it } from 'vitest';
import { startApp } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { readEvents } from '../support/invariants.ts';
import { refuses } from '../support/refusals.ts';
import { control, dataActFacts, law, question, report, restate, state } from './stating.ts';

const nouns = [
  ['attestations', report],
  ['controls', control],
  ['control-questions', question],
  ['law-statements', law],
] as const;

describe.each(nouns)('%s', (noun, input) => {
  it('are stated, read, stated otherwise and no longer, each time for everybody at once', async () => {
    const trust = await startApp();
    const { path, etag, reply } = await state(trust, noun, input);
    expect(reply.headers.get('location')).toBe(`/trust/api/v1${path}`);
    expect(reply.body).toMatchObject(input);
    expect((await trust.as('viewer').get(path)).body).toEqual(reply.body);
    const { text } = await trust.get('/trust/controls.json');
    expect(text).toContain(JSON.stringify(reply.body).slice(1, 40));
    const changed = must(await restate(trust, path, { ...input, order: 7 }));
    expect(changed.etag).not.toBe(etag);
    expect(changed.body).toMatchObject({ ...input, order: 7 });
    const gone = await trust
      .as('editor')
      .delete(path, undefined, { 'if-match': changed.etag ?? '' });
    expect(gone.status).toBe(204);
    await refuses(trust, () => trust.as('viewer').get(path), { status: 404 });
  });

  it('are written by editors who have read them, under an id that is free', async () => {
    const trust = await startApp();
    const { path, etag } = await state(trust, noun, input);
    const { id: _, ...facts } = input;
    const [viewer, editor] = [trust.as('viewer'), trust.as('editor')];
    const ifMatch = { 'if-match': etag };
    await refuses(trust, () => trust.as('nobody').get(`/${noun}`), { status: 401 });
    await refuses(trust, () => viewer.post(`/${noun}`, input), { status: 403 });
    await refuses(trust, () => viewer.put(path, facts, ifMatch), { status: 403 });
    await refuses(trust, () => viewer.delete(path, undefined, ifMatch), { status: 403 });
    await refuses(trust, () => editor.post(`/${noun}`, input), { status: 409 });
    await refuses(trust, () => editor.put(path, facts), { status: 428 });
    await refuses(trust, () => editor.delete(path), { status: 428 });
    must(await editor.put(path, facts, ifMatch));
    await refuses(trust, () => editor.put(path, facts, ifMatch), { status: 412 });
    await refuses(trust, () => editor.delete(path, undefined, ifMatch), { status: 412 });
    await refuses(trust, () => editor.put(`/${noun}/none`, facts, { 'if-match': '*' }), {
      status: 404,
    });
  });

  it('are stated once by a request that is sent twice with an Idempotency-Key', async () => {
    const trust = await startApp();
    const post = () => trust.as('editor').post(`/${noun}`, input, { 'idempotency-key': 'once' });
    const [first, again] = [await post(), await post()];
    expect([first.status, again.status, again.text]).toEqual([201, 201, first.text]);
  });

  it('are listed in the order of the page, page by page', async () => {
    const trust = await startApp();
    for (const id of ['b-10', 'b-2', 'a-1']) await state(trust, noun, { ...input, id });
    await state(trust, noun, { ...input, id: 'z-1', order: 1 });
    const viewer = trust.as('viewer');
    const first = must(await viewer.get(`/${noun}?limit=3`)).body;
    const second = must(await viewer.get(`/${noun}?cursor=${String(pick(first, 'next'))}`)).body;
    const ids = [first, second].flatMap((page) =>
      pickList(page, 'items').map((i) => pick(i, 'id')),
    );
    expect(ids).toEqual(['z-1', 'a-1', 'b-2', 'b-10']);
    expect(pick(second, 'next')).toBeNull();
    await refuses(trust, () => viewer.get(`/${noun}?cursor=none`), { status: 404 });
    await refuses(trust, () => viewer.get(`/${noun}?limit=0`), { status: 422 });
  });
});

describe('what is not acceptable', () => {
  it.each([
    ['controls', { ...control, status: 'planned' }, ['#/plannedFor']],
    ['controls', { ...control, plannedFor: '2027-01-01' }, ['#/plannedFor']],
    ['controls', { ...control, lastReviewedOn: '2026-11-23' }, ['#/lastReviewedOn']],
    ['controls', { ...control, criteria: { tsc: ['A.5.15'] } }, ['#/criteria/tsc/0']],
    ['controls', { ...control, criteria: { nist: ['AC-1'] } }, ['#/criteria/nist']],
    ['controls', { ...control, text: '![](https://x.example/a.png)' }, ['#/text']],
    ['controls', { ...control, text: '[x](javascript:alert(1))' }, ['#/text']],
    ['controls', { ...control, id: '../AC', title: 'a\u202eb' }, ['#/id', '#/title']],
    ['controls', { ...control, certified: true }, ['#/certified']],
    ['attestations', { ...report, status: 'certified' }, ['#/status']],
    ['attestations', { ...report, validUntil: '2026-11-21' }, ['#/status']],
    ['attestations', { ...report, document: '/etc/passwd' }, ['#/document']],
    ['law-statements', { ...law, text: 'We are GDPR certified.' }, ['#/text']],
    ['law-statements', { ...law, reference: 'javascript:alert(1)' }, ['#/reference']],
    [
      'control-questions',
      { id: 'q', question: 'Two\nlines?', answer: ' ' },
      ['#/answer', '#/question'],
    ],
  ])('of %s is refused by name and leaves no trace: %#', async (noun, input, pointers) => {
    const trust = await startApp();
    const post = () => trust.as('editor').post(`/${noun}`, input);
    await refuses(trust, post, { status: 422, code: 'invalid', pointers });
  });
});

describe('facts of the EU Data Act', () => {
  it('are stated of a service that there is, and stand in the order of services', async () => {
    const trust = await startApp();
    const editor = trust.as('editor');
    const path = '/services/qluster-service/data-act';
    const empty = must(await trust.as('viewer').get(path));
    expect(empty.body).toMatchObject({ service: 'qluster-service', facts: null, changedAt: null });
    await refuses(trust, () => editor.put(path, dataActFacts), { status: 428 });
    const ifMatch = { 'if-match': empty.etag ?? '' };
    expect(must(await editor.put(path, dataActFacts, ifMatch)).body).toMatchObject({
      facts: dataActFacts,
    });
    await refuses(trust, () => editor.put(path, dataActFacts, ifMatch), { status: 412 });
    const nowhere = () =>
      editor.put('/services/nowhere/data-act', dataActFacts, { 'if-match': '*' });
    await refuses(trust, nowhere, { status: 404 });
    const uk = { ...dataActFacts, jurisdictions: ['UK'] };
    await refuses(trust, () => editor.put(path, uk, { 'if-match': '*' }), {
      status: 422,
      pointers: ['#/jurisdictions/0'],
    });
    expect((await trust.get('/trust/controls')).text).toContain('Counsel reads each request.');
    expect((await editor.delete(path, undefined, { 'if-match': '*' })).status).toBe(204);
    expect((await trust.get('/trust/controls')).text).not.toContain('Counsel reads');
  });
});

describe('the disclosure policy', () => {
  it('and the contact are what the page and security.txt are written from', async () => {
    const trust = await startApp({
      organisation: { securityContact: { email: 'security@qluster.example' } },
    });
    const policy = {
      text: 'We answer in *two* days.',
      thanksUrl: 'https://qluster.example/thanks',
    };
    must(await trust.as('editor').put('/disclosure-policy', policy, { 'if-match': '"v0"' }));
    const { text } = await trust.get('/.well-known/security.txt');
    expect(text).toContain('Policy: http://localhost:8787/trust/controls#report\n');
    expect(text).toContain('Acknowledgments: https://qluster.example/thanks\n');
    const page = await trust.get('/trust/controls');
    expect(page.text).toContain('We answer in <em>two</em> days.');
    expect(page.text).toContain('href="mailto:security@qluster.example"');
    const gone = await trust
      .as('editor')
      .delete('/disclosure-policy', undefined, { 'if-match': '"v1"' });
    expect(gone.status).toBe(204);
    expect((await trust.get('/.well-known/security.txt')).text).not.toMatch(/Policy|Acknow/);
  });

  it('gives way to the address that the organisation names', async () => {
    const policyUrl = 'https://qluster.example/security';
    const trust = await startApp({
      organisation: { securityContact: { email: 'security@qluster.example', policyUrl } },
    });
    must(
      await trust.as('editor').put('/disclosure-policy', { text: 'Tell us.' }, { 'if-match': '*' }),
    );
    const { text } = await trust.get('/.well-known/security.txt');
    expect(text.match(/^Policy: .*$/gm)).toEqual([`Policy: ${policyUrl}`]);
  });
});

describe('changes of status', () => {
  it('are public events and entries of a feed of their own', async () => {
    const trust = await startApp();
    const planned = { ...control, status: 'planned', plannedFor: '2027-03-31' };
    const { path } = await state(trust, 'controls', planned);
    await state(trust, 'attestations', report);
    must(await restate(trust, path, { ...planned, text: 'Other words.' }));
    must(await restate(trust, path, control));
    must(await trust.as('editor').delete(path, undefined, { 'if-match': '*' }));
    const feed = (await trust.get('/trust/feed.json?topic=controls')).body;
    expect(pickList(feed, 'items').map((item) => pick(item, 'title'))).toEqual([
      'Least privilege: no longer stated',
      'Least privilege: in place',
      'SOC 2 Type II: held',
    ]);
    const moved = pick(feed, 'items', 1, '_annex', 'statusChange');
    expect(moved).toMatchObject({
      kind: 'control',
      id: 'AC-01',
      before: 'planned',
      after: 'in-place',
    });
    const events = await readEvents(trust);
    expect(events.map((event) => [pick(event, 'action'), Boolean(pick(event, 'public'))])).toEqual(
      expect.arrayContaining([
        ['control.added', true],
        ['control.changed', true],
        ['control.status_changed', true],
        ['control.removed', true],
        ['attestation.added', true],
      ]),
    );
    for (const form of ['atom', 'rss'])
      expect((await trust.get(`/trust/feed.${form}?topic=controls`)).text).toContain(
        'Least privilege: in place',
      );
    await refuses(trust, () => trust.get('/trust/feed.json?topic=controls&class=all'), {
      status: 422,
    });
  });

  it('stand in archive pages of fifty once there are more', async () => {
    const trust = await startApp();
    const { path } = await state(trust, 'controls', control);
    for (let turn = 0; turn < 51; turn += 1)
      must(await restate(trust, path, turn % 2 ? control : { ...control, status: 'in-part' }));
    const current = (await trust.get('/trust/feed.atom?topic=controls')).text;
    expect(current.match(/<entry>/g)).toHaveLength(50);
    expect(current).toContain('topic=controls&amp;archive=1');
    const archive = await trust.get('/trust/feed.atom?topic=controls&archive=1');
    expect(archive.text.match(/<entry>/g)).toHaveLength(50);
    expect((await trust.get('/trust/feed.atom?topic=controls&archive=2')).status).toBe(404);
  });
});

describe('time', () => {
  it('says of a certificate the day after its last that it has lapsed, once', async () => {
    const trust = await startApp();
    const iso = {
      ...report,
      id: 'iso',
      name: 'ISO 27001',
      form: 'certificate',
      validUntil: '2026-11-23',
    };
    await state(trust, 'attestations', iso);
    await trust.advanceDays(1);
    expect((await trust.get('/trust/controls')).text).toContain('Certified');
    await trust.advanceDays(2);
    const page = (await trust.get('/trust/controls')).text;
    expect(page).toContain('Lapsed');
    expect(page).not.toContain('Certified');
    const feed = (await trust.get('/trust/feed.json?topic=controls')).body;
    expect(pickList(feed, 'items').map((item) => pick(item, 'title'))).toEqual([
      'ISO 27001: lapsed',
      'ISO 27001: held',
    ]);
  });
});
