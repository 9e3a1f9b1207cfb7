import { describe, expect, it } from 'vitest';
import { readListFile } from '../../src/imports/list-file.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { foldFixture, type HistoryFixture, realFile, realHistories } from '../support/histories.ts';
import { readHtml } from '../support/html.ts';

const changesOf = { github: 35, tailscale: 9, basecamp: 13, hey: 15 } as const;

// Published lists with their past, which are no part of the project: sample-history.json stands in.
describe.skipIf(realFile('github-history') === undefined)('real histories', () => {
  it.each(realHistories)(
    'of %s give its snapshot, and its lists revision by revision',
    async (name) => {
      const history: HistoryFixture = JSON.parse(realFile(`${name}-history`) ?? '');
      const trust = await startApp({ organisation: 'none' });
      must(await trust.as('owner').post('/history-imports', history));

      const log = pickList(must(await trust.get('/trust/changes.json?limit=100')).body, 'items');
      expect(log).toHaveLength(changesOf[name]);
      expect(
        log.map((change) => Date.parse(String(pick(change, 'claimedAt')))).toReversed(),
      ).toEqual(history.changes.map(({ date }) => Date.parse(date)));
      expect(replayed(log.toReversed())).toEqual(foldFixture(history).map(purposes));

      // Ids and fields, as loading the snapshot itself would give them.
      const { rows } = readListFile(realFile(name) ?? '');
      const standing = await currentFacts(trust);
      expect([...standing.keys()].sort()).toEqual(rows.map(({ slug }) => slug).sort());
      for (const { slug, facts } of rows) expect(standing.get(slug), slug).toEqual(facts);
    },
  );

  it('of GitHub is a log, a change page and an overview that parse', async () => {
    const trust = await startApp({ organisation: 'none' });
    must(
      await trust
        .as('owner')
        .post('/history-imports', JSON.parse(realFile('github-history') ?? '')),
    );
    for (const path of [
      '',
      '/changes',
      '/changes/16',
      '/changes/24',
      '/subprocessors',
      '/subprocessors/zendesk',
    ])
      expect(readHtml(must(await trust.get(`/trust${path}`)).text).length, path).toBeGreaterThan(
        50,
      );
  });
});

/** Name and purpose of every row, in one order. */
function purposes(list: ReturnType<typeof foldFixture>[number]): readonly string[] {
  return [...list.values()]
    .map(({ name, purpose }) => said(name, purpose ?? 'Not stated in the published list.'))
    .sort();
}

function replayed(changes: readonly unknown[]): readonly (readonly string[])[] {
  const list = new Map<string, string>();
  return changes.map((change) => {
    for (const item of pickList(change, 'items')) {
      const slug = String(pick(item, 'slug'));
      if (pick(item, 'kind') === 'removed') list.delete(slug);
      else list.set(slug, said(pick(item, 'after', 'name'), pick(item, 'after', 'description')));
    }
    return [...list.values()].sort();
  });
}

function said(name: unknown, purpose: unknown): string {
  return `${String(name)}: ${String(purpose)}`;
}

/** What the current entries say, less the day on which they joined the list. */
async function currentFacts(trust: World): Promise<ReadonlyMap<string, unknown>> {
  const { body } = must(await trust.as('viewer').get('/subprocessors?limit=100'));
  const current = pickList(body, 'items').filter((entry) => pick(entry, 'state') === 'current');
  return new Map(
    current.map((entry) => {
      const { effectiveFrom: _, ...facts } = pick(entry, 'facts') as Record<string, unknown>;
      return [String(pick(entry, 'slug')), facts];
    }),
  );
}
