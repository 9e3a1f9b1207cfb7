// npm run bench -- lighthouse: what Lighthouse says of public pages, as on a slow phone, five times
// each. CHROME_PATH names a Chromium; the one of the tests has no tracing, which Lighthouse needs.
import lighthouse, { type Result } from 'lighthouse';
import { chromium } from 'playwright-core';
import { must, pick } from '../test/support/client.ts';
import { type DemoServer, startServer } from '../test/support/demo-server.ts';
import { fullFacts } from '../test/support/factories.ts';
import { findFreePort } from '../test/support/sqld.ts';
import { median } from './register.ts';

/** Its own advice against noise is the median of five: https://github.com/GoogleChrome/lighthouse/blob/main/docs/variability.md */
const runs = 5;
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const paths = ['', '/subprocessors', '/changes/2', '/contact', '/de'];

const { CHROME_PATH: executablePath } = process.env;
if (executablePath === undefined) {
  console.log('Skipped: set CHROME_PATH to a Chromium, e.g. /usr/bin/chromium.');
  process.exit();
}

// No demonstration, which keeps itself out of search engines.
const server = await startServer('none');
const port = await findFreePort();
const browser = await chromium.launch({
  executablePath,
  args: [`--remote-debugging-port=${port}`, '--no-sandbox', '--headless=new'],
});
try {
  await fill(server);
  const page = await browser.newPage();
  for (const path of paths) await page.goto(`${server.origin}/trust${path}`);
  for (const path of paths) console.log(`/trust${path}: ${await judge(path)}`);
} finally {
  await browser.close();
  await server.close();
}

async function judge(path: string): Promise<string> {
  const results: Result[] = [];
  for (let run = 0; run < runs; run += 1) results.push(await judgeOnce(path));
  const scores = categories.map((name) => {
    const each = results.map((lhr) => Math.round((lhr.categories[name]?.score ?? 0) * 100));
    const [lowest, highest] = [Math.min(...each), Math.max(...each)];
    return `${name} ${median(each)}${lowest === highest ? '' : ` (${lowest} to ${highest})`}`;
  });
  return [...scores, ...new Set(results.map(describe))].join('; ');
}

async function judgeOnce(path: string): Promise<Result> {
  const url = `${server.origin}/trust${path}`;
  const result = await lighthouse(url, { port, onlyCategories: [...categories] }, undefined);
  if (result === undefined || result.lhr.runtimeError !== undefined)
    throw new Error(
      `Lighthouse gave up: ${result?.lhr.runtimeError?.message ?? 'it said nothing'}`,
    );
  return result.lhr;
}

function describe(lhr: Result): string {
  const { details } = lhr.audits['network-requests'] ?? {};
  const items = details?.type === 'table' ? details.items : [];
  const bytes = items.reduce((sum, item) => sum + Number(item['transferSize'] ?? 0), 0);
  const weighed = Object.values(lhr.categories).flatMap(({ auditRefs }) =>
    auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id),
  );
  const missed = weighed.filter((id) => (lhr.audits[id]?.score ?? 1) < 1);
  return `${(bytes / 1000).toFixed(1)} kB${missed.length > 0 ? `; not all of: ${missed.join(', ')}` : ''}`;
}

/** Sixty entries that say all there is, and one that is announced. */
async function fill({ owner }: DemoServer): Promise<void> {
  const profile = {
    name: 'Example Corp.',
    languages: ['en', 'de'],
    timeZone: 'UTC',
    noticeDays: 30,
    commitments: [],
    frameAncestors: [],
  };
  must(await owner.put('/organisation', profile, { 'if-match': '*' }));
  await publish(
    owner,
    Array.from({ length: 60 }, (_, place) => place),
    undefined,
  );
  await publish(owner, [60], '2027-01-20');
}

async function publish(
  owner: DemoServer['owner'],
  places: readonly number[],
  effectiveOn: string | undefined,
): Promise<void> {
  const reason = 'The register is opened.';
  const made = must(await owner.post('/batches', { reason, ...(effectiveOn && { effectiveOn }) }));
  const batch = `/batches/${String(pick(made.body, 'id'))}`;
  for (const place of places) {
    const facts = {
      ...fullFacts(),
      parent: undefined,
      scope: undefined,
      lei: undefined,
      euid: undefined,
      effectiveFrom: undefined,
      companyNumber: String(place),
      name: `Vendor ${place}`,
      legalName: `Vendor ${place} Ltd`,
    };
    must(await owner.put(`${batch}/entries/vendor-${place}`, { facts }));
  }
  must(await owner.put(`${batch}/publication`, {}, { 'if-match': '*' }));
}
