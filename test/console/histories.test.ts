import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { makeFirstOwnerLink } from '../../src/accounts/service/links.ts';
import { startApp } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { openTab, root } from './support.ts';

const path = `${root}/register/import/history/upload`;
const sample = readFileSync(new URL('../fixtures/sample-history.json', import.meta.url), 'utf8');

it('a history is shown first, loaded once into an empty register, and asks for a fresh proof', async () => {
  const world = await startApp();
  await world.as('publisher').get('/batches');
  const tab = openTab(world);
  await tab.open(new URL((await makeFirstOwnerLink(world.deps)) ?? '').pathname);
  await tab.send({ name: `Ada ${personMark}`, address: 'ada@company.example' });
  const changes = async () =>
    pickList(must(await world.as('publisher').get('/changes')).body, 'items');

  await tab.open(path);
  await tab.send({ text: '{"format":"something"}' });
  expect(tab.page).toMatchObject({ status: 422 });
  expect(tab.page.text).toContain('subprocessor-history/1 or list-sequence/1');
  await tab.send({ text: '{"format":' });
  expect(tab.page.text).toContain('Check commas, quotes and brackets');
  await tab.send({ text: sample });
  expect(tab.page.text).toContain('Load this history?');
  expect(await changes()).toEqual([]);
  const late = tab.another();
  await late.open(path);
  await late.send({ text: sample });

  await tab.send({}, { action: path });
  expect(tab.page.path).toBe(`${root}/register?done=loaded`);
  const loaded = await changes();
  expect(loaded.length).toBeGreaterThan(1);
  expect(pick(loaded[0], 'claimedAt')).not.toBe(undefined);
  expect(late.page.text).toContain(`Load and publish ${loaded.length} changes`);
  await late.send({}, { action: path });
  expect(late.page).toMatchObject({ status: 409 });
  expect(late.page.text).toContain('this one has published');
  expect(await changes()).toHaveLength(loaded.length);

  world.at(new Date(world.now().getTime() + 11 * 60_000));
  await tab.open(path);
  expect(tab.page.text).toContain('Is it you?');
});
