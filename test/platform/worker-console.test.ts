import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import type { Miniflare } from 'miniflare';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrate } from '../../drizzle/migrate.ts';
import { bundle } from '../../src/platform/build.ts';
import { runScheduled, startWorkerd } from '../../src/platform/dev-worker.ts';
import { createBlobs } from '../../src/platform/node/blobs.ts';
import { importEverything, linesOf } from '../../src/platform/node/importing.ts';
import { verifyPlace } from '../../src/platform/node/verifying.ts';
import { openTab, root, type Tab } from '../console/support.ts';
import { terms } from '../customers/people.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { ownerKey, Processes, publicUrlOfTests } from '../support/processes.ts';
import { type Sqld, startSqld } from '../support/sqld.ts';
import { type Gateway, startGateway } from './gateway.ts';

const processes = new Processes();
const endings: (() => unknown)[] = [];
let sqld: Sqld;
let gateway: Gateway;
/** What passes to the database meanwhile. */
let meanwhile: (body: string) => Promise<unknown> = async () => undefined;
let mails: MailServer;
let workerd: Miniflare;
let origin: string;
let settings: Readonly<Record<string, string>>;

beforeAll(async () => {
  [sqld, mails] = await Promise.all([startSqld(), startMailServer()]);
  await migrate(sqld.url);
  gateway = await startGateway(sqld.url, (body) => meanwhile(body));
  settings = {
    DATABASE_URL: sqld.url,
    PUBLIC_URL: publicUrlOfTests,
    SECRET_KEY: 'a secret of thirty-two characters',
    STAFF_API_KEY: ownerKey,
    MAIL_URL: `smtp://127.0.0.1:${mails.port}`,
    MAIL_FROM: 'trust@qluster.example',
  };
  workerd = await startWorkerd(0, { ...settings, DATABASE_URL: gateway.url });
  origin = (await workerd.ready).origin;
});

afterAll(async () => {
  await workerd?.dispose();
  await mails?.stop();
  await gateway?.stop();
  await sqld?.stop();
  await processes.end();
  for (const end of endings) await end();
});

const fromOutside = {
  fetch: (path: string, init: RequestInit = {}) =>
    fetch(`${origin}${path}`, { redirect: 'manual', ...init }),
};

/** What `npm run console-link` prints, run beside the Worker on the same database. */
async function runCommand(): Promise<string> {
  // Below dist/, because it finds its packages from where it lies.
  const directory = await mkdtemp(resolve('dist/test-'));
  endings.push(() => rm(directory, { recursive: true, force: true }));
  const { outfile } = await bundle('src/platform/console-link.ts', directory, 'node');
  const { child, output } = await processes.spawn(process.cwd(), settings, outfile);
  if (child.exitCode === null) await once(child, 'exit');
  expect(child.exitCode, output()).toBe(0);
  return new URL(/http\S+/.exec(output())?.[0] ?? '').pathname;
}

it('on Workers a command makes the link of the first owner, who then signs in by a code sent by cron', async () => {
  const address = 'ada@qluster.example';
  const first = openTab(fromOutside);
  await first.open(await runCommand());
  await first.send({ name: 'Ada Doe', address });
  expect(first.page).toMatchObject({ status: 200, path: `${root}/account?done=first` });

  const tab = openTab(fromOutside);
  await tab.open(`${root}/people`);
  expect(tab.page.path).toContain('/sign-in');
  await tab.send({ address }, { action: '/sign-in' });
  await runScheduled(workerd);
  const mail = mails.received.findLast(({ to }) => to.includes(address));
  const [, code = ''] = /Your code: (\d{4} \d{4})/.exec(mail?.parsed.text ?? '') ?? [];
  await tab.send({ code });
  await tab.open(`${root}/people`);
  expect(tab.page.status).toBe(200);
  expect(tab.page.text).toContain('Ada Doe');
  const record = await tab.open(`${root}/record`);
  expect(record.page.text).toContain('person.signed_in');
  // A list goes into a batch, and everything moves to a file on a server.
  await tab.open(`${root}/register/import/upload`);
  await tab.send({ text: 'Vendor,Purpose\nNorth Harbour,Hosting', format: '', source: '' });
  await tab.open(`${tab.page.path}/batch`);
  await tab.send({ title: '', reason: '', effectiveOn: '' });
  expect(tab.page.path).toContain('/register/batches/bat_');
  const batch = tab.page.path.replace(/\?.*/, '');
  for (const path of ['/changes', '/timeline', '/search?q=hosting']) {
    await tab.open(`${batch}/preview${path}`);
    expect(tab.page).toMatchObject({ status: 200 });
    expect(tab.page.text).toContain('North Harbour');
  }
  await tab.open('/trust/changes');
  expect(tab.page.text).not.toContain('North Harbour');
  await importSlowly(tab);
  await tab.open(`${root}/data/export`);
  await tab.send();
  const directory = await mkdtemp(resolve('dist/test-'));
  endings.push(() => rm(directory, { recursive: true, force: true }));
  const copy = { url: `file:${directory}/moved.db` };
  const blobs = createBlobs(`${directory}/blobs`);
  await importEverything(linesOf(Readable.from([tab.page.text])), copy, blobs);
  expect(await verifyPlace(copy, settings['SECRET_KEY'] ?? '')).toContain('The record verifies');
  // Signed out, the same cookie opens nothing.
  await tab.open(root);
  const kept = tab.another();
  await tab.send({}, { action: '/sign-out' });
  expect((await kept.open(root)).page.path).toContain('/sign-in');
});

/** Customers whose import takes longer than a page may: it goes on behind the answer. */
async function importSlowly(tab: Tab): Promise<void> {
  const made = await fetch(`${origin}/trust/api/v1/contract-profiles`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ownerKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ slug: 'standard', name: 'Standard', terms: terms() }),
  });
  expect(made.status).toBe(201);
  const lines = ['North', 'South'].map((name) => `${name},${name} Bank,standard,2026-01-01`);
  const text = ['reference,name,profile,agreement_from', ...lines].join('\n');
  await tab.open(`${root}/customers/import/upload`);
  await tab.send({}, { file: new File([text], 'customers.csv') });
  let letGo = () => undefined as void;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  meanwhile = async (body) => (body.includes('insert into \\"customers\\"') ? held : undefined);
  await tab.send();
  expect(tab.page.text).toContain('The customers are being imported');
  const here = /http-equiv="refresh" content="3;url=([^"]+)"/.exec(tab.page.text)?.[1] ?? '';
  letGo();
  await expect
    .poll(async () => (await tab.open(here.replaceAll('&amp;', '&'))).page.text, {
      timeout: 20_000,
    })
    .toContain('2 customers new, 0 changed');
}
