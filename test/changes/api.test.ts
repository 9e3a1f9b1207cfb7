import { expect, it } from 'vitest';
import { startApp } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';

it('staff read the same change log as the public, page by page', async () => {
  const trust = await startApp({ seed: 'demo' });
  const shown = await trust.get('/trust/changes.json?limit=100');
  const read: unknown[] = [];
  let cursor = '';
  do {
    const page = must(await trust.as('viewer').get(`/changes?limit=4${cursor}`));
    read.push(...pickList(page.body, 'items'));
    const next = pick(page.body, 'next');
    cursor = next === null ? '' : `&cursor=${String(next)}`;
  } while (cursor !== '');
  expect(read.length).toBeGreaterThan(8);
  expect(read).toEqual(pickList(shown.body, 'items'));
  const one = must(await trust.as('viewer').get('/changes/3'));
  expect(one.body).toEqual((await trust.get('/trust/changes/3.json')).body);
});

it.each([
  ['/changes?entry=stripe', '/trust/changes.json?entry=stripe'],
  ['/changes?kind=added&class=substantive', '/trust/changes.json?kind=added&class=substantive'],
  ['/changes?service=website', '/trust/changes.json?service=website'],
])('the filter %s means the same to both', async (staff, open) => {
  const trust = await startApp({ seed: 'demo' });
  const found = must(await trust.as('viewer').get(staff));
  expect(pickList(found.body, 'items').length).toBeGreaterThan(0);
  expect(found.body).toEqual((await trust.get(open)).body);
});

it.each([
  ['/changes?class=grave', 422, '#/query/class'],
  ['/changes?cursor=next', 422, '#/query/cursor'],
  ['/changes?colour=red', 422, '#/query/colour'],
  ['/subprocessors?cursor=never-was-one', 422, '#/query/cursor'],
  ['/changes/one', 422, '#/param/id'],
])('%s is refused with a pointer', async (path, status, pointer) => {
  const trust = await startApp();
  const reply = await trust.as('viewer').get(path);
  expect(reply.status).toBe(status);
  expect(pickList(reply.body, 'errors').map((fault) => pick(fault, 'pointer'))).toEqual([pointer]);
});

it('a change that is not there is not found', async () => {
  const trust = await startApp();
  expect((await trust.as('viewer').get('/changes/1')).status).toBe(404);
});
