import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { RememberingRouter } from '../../src/http/remembering-router.ts';

function siteOf(): Hono {
  const site = new Hono({ router: new RememberingRouter() });
  site.all('/list', (c) => c.text(`${c.req.method} list`));
  site.all('/list/:slug{[a-z-]+}', (c) => c.text(`entry ${c.req.param('slug')}`));
  site.all('/files/*', (c) => c.text(`file ${c.req.path}`));
  site.get('/form', (c) => c.text('form'));
  site.post('/form', (c) => c.text('sent'));
  return site;
}

async function ask(site: Hono, path: string, method = 'GET'): Promise<string> {
  const answer = await site.request(path, { method });
  return answer.status === 404 ? 'nobody' : answer.text();
}

test('each address is answered by its own route, however often and in whatever order', async () => {
  const site = siteOf();
  for (let time = 0; time < 3; time += 1) {
    expect(await ask(site, '/list')).toBe('GET list');
    expect(await ask(site, '/list', 'POST')).toBe('POST list');
    expect(await ask(site, '/list/one')).toBe('entry one');
    expect(await ask(site, '/list/two')).toBe('entry two');
    expect(await ask(site, '/list/3')).toBe('nobody');
    expect(await ask(site, '/files/a/b')).toBe('file /files/a/b');
    expect(await ask(site, '/form', 'POST')).toBe('sent');
    expect(await ask(site, '/form')).toBe('form');
    expect(await ask(site, '/form', 'DELETE')).toBe('nobody');
    expect(await ask(site, '/list?q=x')).toBe('GET list');
    expect(await ask(site, '/nowhere')).toBe('nobody');
  }
});

test('a route that is added later is met, also before one that was found', async () => {
  const router = new RememberingRouter<string>();
  router.add('ALL', '/list', 'list');
  expect(router.match('GET', '/list')[0].map(([handler]) => handler)).toEqual(['list']);
  router.add('ALL', '*', 'any');
  expect(router.match('GET', '/list')[0].map(([handler]) => handler)).toEqual(['list', 'any']);
});

test('only addresses of its own are kept, none that a caller makes up', () => {
  const router = new RememberingRouter<string>();
  router.add('ALL', '/list', 'list');
  router.add('ALL', '/list/:slug', 'entry');
  expect(router.match('GET', '/list')).toBe(router.match('GET', '/list'));
  expect(router.match('GET', '/list/one')).not.toBe(router.match('GET', '/list/one'));
  expect(router.match('GET', '/none')).not.toBe(router.match('GET', '/none'));
});
