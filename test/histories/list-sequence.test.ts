import { expect, it } from 'vitest';
import { startApp } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { facts } from '../support/factories.ts';

const row = (id: string, purpose: string) => ({
  id,
  name: id.toUpperCase(),
  kind: 'third-party',
  purpose,
});
const list = (...subprocessors: readonly object[]) => ({
  format: 'subprocessor-facts/1',
  source: { company: 'Sample Software Ltd' },
  subprocessors,
});
const sequence = {
  format: 'list-sequence/1',
  revisions: [
    {
      publishedAt: '2020-01-01T00:00:00Z',
      ref: 'v1',
      list: list(row('a', 'Hosting'), row('b', 'E-mail')),
    },
    { publishedAt: '2020-02-01T00:00:00Z', list: list(row('a', 'Hosting'), row('b', 'E-mail')) },
    {
      publishedAt: '2020-03-01T00:00:00Z',
      reason: 'B was bought by C.',
      renamed: [{ from: 'b', to: 'c' }],
      list: list(row('a', 'Backups'), row('c', 'E-mail')),
    },
    { publishedAt: '2020-04-01T00:00:00Z', list: list(row('c', 'E-mail')) },
    { publishedAt: '2020-05-01T00:00:00Z', list: list(row('c', 'E-mail'), row('a', 'Backups')) },
  ],
};

it('whole lists with dates become the changes between them', async () => {
  const trust = await startApp();
  const { body } = must(await trust.as('owner').post('/history-imports', sequence));
  expect(
    pickList(body, 'changes').map(
      (change) => `${String(pick(change, 'effectiveOn'))} ${String(pick(change, 'title'))}`,
    ),
  ).toEqual([
    '2020-01-01 A and B were added',
    '2020-03-01 A amended and C corrected',
    '2020-04-01 A was removed',
    '2020-05-01 A was added',
  ]);
  expect(pick(must(await trust.get('/trust/changes/2.json')).body, 'reason')).toBe(
    'B was bought by C.\nTaken over from the history of the list that Sample Software Ltd published.',
  );
  const entries = pickList(
    must(await trust.get('/trust/subprocessors.json')).body,
    'subprocessors',
  );
  expect(entries.map((entry) => [pick(entry, 'slug'), pick(entry, 'state')]).sort()).toEqual([
    ['a', 'ended'],
    ['a-2', 'current'],
    ['c', 'current'],
  ]);
});

it('the list documents of Annex itself give the register they came from, without what was only announced', async () => {
  const first = await startApp();
  await first.publish({ entries: { postmark: facts(), storage: facts({ name: 'Storage' }) } });
  const before = must(await first.get('/trust/subprocessors.json')).body;
  const ended = { ...facts({ name: 'Storage' }), effectiveUntil: '2026-11-22' };
  await first.publish({
    entries: { storage: ended as ReturnType<typeof facts>, mail: facts({ name: 'Mail' }) },
  });
  await first.publish({ entries: { later: facts({ name: 'Later' }) }, effectiveOn: '2027-01-04' });
  const after = must(await first.get('/trust/subprocessors.json')).body;

  const second = await startApp();
  const revisions = [
    { publishedAt: '2026-11-20T10:00:00Z', list: before },
    { publishedAt: '2026-11-22T08:00:00Z', list: after },
  ];
  const reply = must(
    await second.as('owner').post('/history-imports', { format: 'list-sequence/1', revisions }),
  );
  expect(pick(reply.body, 'entries')).toEqual({ current: 2, ended: 1 });
  const staff = second.as('viewer');
  expect(pick(must(await staff.get('/subprocessors/postmark')).body, 'facts')).toEqual(facts());
  expect((await staff.get('/subprocessors/later')).status).toBe(404);
});

it('a list that cannot be read, and a rename of nothing, are named by their place', async () => {
  const trust = await startApp();
  const [first, , third] = sequence.revisions;
  const wrong = [
    [{ ...first, list: { rows: [] } }, '#/revisions/0/list', /neither a subprocessor-facts\/1/],
    [
      { ...first, list: list(row('a', '')) },
      '#/revisions/0/list/subprocessors/0/description',
      /blank/,
    ],
    [{ ...first, list: list(row('a', 'x'), row('a', 'y')) }, '#/revisions/0/list', /the same id/],
    [third, '#/revisions/0/renamed/0', /The list before has no b\./],
    [{ ...first, at: 'now' }, '#/revisions/0/at', /no such field/],
  ] as const;
  for (const [revision, pointer, detail] of wrong) {
    const file = { ...sequence, revisions: [revision] };
    const { status, body } = await trust.as('owner').post('/history-imports', file);
    expect([status, pick(body, 'errors', 0, 'pointer')]).toEqual([422, pointer]);
    expect(String(pick(body, 'errors', 0, 'detail'))).toMatch(detail);
  }
});
