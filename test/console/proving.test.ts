import { describe, expect, it } from 'vitest';
import { startApp, type World } from '../support/app.ts';
import { must, pick } from '../support/client.ts';
import { facts, personMark } from '../support/factories.ts';
import { enterAs, enterAsOwner } from './with-approver.ts';
import { root, type Tab } from './support.ts';

const record = `${root}/record`;
const log = `${root}/transparency`;

async function begin(): Promise<{ world: World; tab: Tab }> {
  const world = await startApp({ env: { CLIENT_ADDRESS_HEADER: 'x-forwarded-for' } });
  return { world, tab: await enterAsOwner(world) };
}

describe('the record in the console', () => {
  it('is exported as it was narrowed, in both formats, and that stands in it', async () => {
    const { world, tab } = await begin();
    await tab.open(`${record}?action=person.`);
    const path = /href="([^"]*\/record\/export[^"]*)"/.exec(tab.page.text)?.[1] ?? '';
    await tab.open(path);
    expect(tab.page.text).toContain('value="person."');
    expect(tab.page.text).toMatch(/\d+ events fit now/);
    await tab.send({ format: 'xml' });
    expect(tab.page).toMatchObject({ status: 422 });
    await tab.send({ format: 'csv', from: '2026-02-30' });
    expect(tab.page).toMatchObject({ status: 422 });
    expect(tab.page.text).toContain('Must be a day that exists');
    await tab.send({ format: 'csv', action: 'person.' });
    expect(tab.lastHeaders.get('content-disposition')).toBe('attachment; filename="record.csv"');
    expect(tab.lastHeaders.get('cache-control')).toBe('no-store');
    const [head = '', ...lines] = tab.page.text.trim().split('\r\n');
    expect(head).toContain('"seq","id","at","actor","action"');
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(line).toContain(',"person.');
    expect(tab.page.text).not.toContain(personMark);

    await tab.open(path);
    await tab.send({ format: 'jsonl', action: 'events.' });
    const events = tab.page.text.trim().split('\n');
    expect(events.map((line) => JSON.parse(line).data.format)).toEqual(['csv', 'jsonl']);
    expect(tab.page.text).toContain('"action":"person."');
    world.at(new Date(world.now().getTime() + 11 * 60_000));
    expect((await tab.open(path)).page.path).toContain('/proof');
  });

  it('is verified, also against what was kept, and says where it was changed', async () => {
    const { world, tab } = await begin();
    await world.runSchedule();
    const { body } = must(await world.as('viewer').get('/events/verification'));
    const seen = { seq: String(pick(body, 'head', 'seq')), mac: String(pick(body, 'head', 'mac')) };
    await tab.open(`${record}/verification`);
    expect(tab.page.text).toContain('The record holds');
    await tab.open(`${record}/verification?${new URLSearchParams(seen)}`);
    expect(tab.page.text).toContain('still stands there');
    await tab.open(`${record}/verification?${new URLSearchParams({ ...seen, mac: '<i>' })}`);
    expect(tab.page.text).toContain('They were not compared');
    expect(tab.page.text).toContain('&lt;i&gt;');
    const other = { ...seen, mac: '0'.repeat(64) };
    await tab.open(`${record}/verification?${new URLSearchParams(other)}`);
    expect(tab.page.text).toContain('The record was changed');
    expect(tab.page.text).toContain(`At event ${seen.seq}`);
  });

  it('shows sign-in times to owners and auditors only', async () => {
    const { world, tab } = await begin();
    await tab.open(`${record}/sign-ins`);
    expect(tab.page.text).toContain('192.0.2.7');
    expect(tab.page.text).toContain(`Ada ${personMark}`);
    const auditor = await enterAs(world, tab, 'auditor');
    expect((await auditor.open(`${record}/sign-ins`)).page.status).toBe(200);
    const viewer = await enterAs(world, tab, 'viewer');
    expect((await viewer.open(record)).page.text).not.toContain('sign-ins');
    expect((await viewer.open(`${record}/sign-ins`)).page.status).toBe(403);
    expect((await viewer.open(`${record}/verification`)).page.status).toBe(200);
    expect((await viewer.open(`${log}/keys/new`)).page.status).toBe(403);
  });
});

describe('the transparency log in the console', () => {
  it('shows what it has published, is verified, and gets a new key once', async () => {
    const { world, tab } = await begin();
    await world.publish({ entries: { mistral: facts() } });
    await tab.open(log);
    const checkpoint = (await world.get('/trust/log/checkpoint')).text;
    expect(tab.page.text).toContain(checkpoint.split('\n')[2]);
    expect(tab.page.text).toContain('change.published');
    const proof = /href="(\/trust\/log\/proof\/\d+)"/.exec(tab.page.text)?.[1] ?? '';
    expect((await world.get(proof)).status).toBe(200);
    await tab.open(`${log}/verification`);
    expect(tab.page.text).toContain('Log and record hold');

    await tab.open(`${log}/keys/new`);
    const late = tab.another();
    await late.open(`${log}/keys/new`);
    await tab.send();
    expect(tab.page.path).toBe(`${log}?done=added`);
    expect(tab.page.text).toContain('Keys, the newest signs');
    await late.send();
    expect(late.page).toMatchObject({ status: 412 });
    const keys = (await world.get('/trust/log/key')).text.trim().split('\n');
    expect(keys).toHaveLength(2);
    await tab.open(`${log}/verification`);
    expect(tab.page.text).toContain('Log and record hold');
  });
});
