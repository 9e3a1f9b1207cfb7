import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseEncoding, isUnmodified, prefersJson } from '../../src/http/cache.ts';
import { startApp } from '../support/app.ts';
import { fullFacts } from '../support/factories.ts';
import { conditions } from '../support/conditions.ts';

const withEntry = async () => {
  const trust = await startApp();
  await trust.publish({ entries: { aws: fullFacts() } });
  return trust;
};
const list = '/trust/subprocessors.json';

describe('an entity tag', () => {
  test('is strong, and each encoding has its own for the same bytes', async () => {
    const trust = await withEntry();
    const bytes = async (encoding: string) => {
      const response = await trust.fetch(list, { headers: { 'accept-encoding': encoding } });
      expect(response.headers.get('vary')).toMatch(/Accept-Encoding/);
      const body = Buffer.from(await response.arrayBuffer());
      expect(response.headers.get('content-length')).toBe(String(body.byteLength));
      return {
        body,
        etag: response.headers.get('etag'),
        encoding: response.headers.get('content-encoding'),
      };
    };
    const [plain, gzip, br] = [await bytes('identity'), await bytes('gzip'), await bytes('br')];
    expect([plain.encoding, gzip.encoding, br.encoding]).toEqual([null, 'gzip', 'br']);
    expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true);
    expect(brotliDecompressSync(br.body).equals(plain.body)).toBe(true);
    const tags = [plain.etag, gzip.etag, br.etag];
    expect(new Set(tags).size).toBe(3);
    for (const tag of tags) expect(tag).toMatch(/^"[0-9a-f]{32}"$/);
  });

  test('of what is small or packed already is that of the plain bytes', async () => {
    const trust = await withEntry();
    const plain = await trust.get('/robots.txt', { 'accept-encoding': 'identity' });
    const asked = await trust.get('/robots.txt', { 'accept-encoding': 'gzip, br' });
    expect(asked.headers.get('content-encoding')).toBeNull();
    expect(asked.etag).toBe(plain.etag);
  });

  test.for<[string, (tag: string) => string, number]>([
    ['the same', (tag) => tag, 304],
    ['weakened by a proxy', (tag) => `W/${tag}`, 304],
    ['in a list', (tag) => `"other", ${tag}`, 304],
    ['weak in a list without spaces', (tag) => `"a",W/${tag},"b"`, 304],
    ['any', () => '*', 304],
    ['another', () => '"other"', 200],
    ['without its quotes', (tag) => tag.slice(1, -1), 200],
    ['half of it', (tag) => tag.slice(0, 10), 200],
    ['empty', () => '', 200],
  ])('sent as If-None-Match, %s', async ([, write, status]) => {
    const trust = await withEntry();
    const { etag = '' } = await trust.get(list);
    expect((await trust.get(list, { 'if-none-match': write(etag) })).status).toBe(status);
  });

  test('of another encoding is not that of this one', async () => {
    const trust = await withEntry();
    const ask = (encoding: string, tag = '') =>
      trust.fetch(list, { headers: { 'accept-encoding': encoding, 'if-none-match': tag } });
    const etag = (await ask('gzip')).headers.get('etag') ?? '';
    expect((await ask('br', etag)).status).toBe(200);
    expect((await ask('gzip', etag)).status).toBe(304);
  });

  test('decides before If-Modified-Since', async () => {
    const trust = await withEntry();
    const later = { 'if-modified-since': new Date(trust.now().getTime() + 1e9).toUTCString() };
    expect((await trust.get(list, { ...later, 'if-none-match': '"other"' })).status).toBe(200);
    expect((await trust.get(list, later)).status).toBe(304);
  });
});

test('a 304 has no body and repeats tag, caching and CORS', async () => {
  const trust = await withEntry();
  const full = await trust.get(list);
  const { status, text, headers } = await trust.get(list, { 'if-none-match': full.etag ?? '' });
  expect([status, text]).toEqual([304, '']);
  for (const name of [
    'etag',
    'cache-control',
    'vary',
    'last-modified',
    'access-control-allow-origin',
  ])
    expect(headers.get(name)).toBe(full.headers.get(name));
});

test('Last-Modified is the time of the last public event, to the second', async () => {
  const trust = await withEntry();
  const { headers } = await trust.get(list);
  expect(headers.get('last-modified')).toBe('Sun, 22 Nov 2026 09:00:00 GMT');
  expect(
    (await trust.get(list, { 'if-modified-since': 'Sun, 22 Nov 2026 09:00:00 GMT' })).status,
  ).toBe(304);
  expect(
    (await trust.get(list, { 'if-modified-since': 'Sun, 22 Nov 2026 08:59:59 GMT' })).status,
  ).toBe(200);
  expect((await trust.get(list, { 'if-modified-since': 'yesterday' })).status).toBe(200);
});

test('a page that is not there is never a 304', async () => {
  const trust = await withEntry();
  expect((await trust.get('/trust/subprocessors/nobody', { 'if-none-match': '*' })).status).toBe(
    404,
  );
});

describe('Accept', () => {
  test.for<[string, 'json' | 'html']>([
    ['application/json', 'json'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'html'],
    ['*/*', 'html'],
    ['text/*', 'html'],
    ['application/json, text/html', 'json'],
    ['text/html, application/json;q=0.9', 'html'],
    ['text/html;q=0.5, application/json;q=0.9', 'json'],
    ['application/json;q=0', 'html'],
    ['APPLICATION/JSON', 'json'],
    ['application/json; charset=utf-8', 'json'],
    ['application/ld+json', 'html'],
    ['garbage;;;q=,json', 'html'],
  ])('%s gives %s', async ([accept, form]) => {
    const trust = await withEntry();
    for (const path of [
      '/trust',
      '/trust/subprocessors',
      '/trust/subprocessors/aws',
      '/trust/changes',
      '/trust/changes/1',
    ]) {
      const { headers } = await trust.get(path, { accept });
      expect([path, headers.get('content-type')]).toEqual([
        path,
        form === 'json' ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8',
      ]);
      expect(headers.get('vary')).toBe(
        form === 'json' ? 'Accept, Accept-Encoding' : 'Accept, Accept-Encoding, Accept-Language',
      );
    }
  });

  test('gives the same bytes and tag as the address with .json', async () => {
    const trust = await withEntry();
    const asked = await trust.get('/trust/subprocessors', { accept: 'application/json' });
    const named = await trust.get(list);
    expect([asked.text, asked.etag]).toEqual([named.text, named.etag]);
  });
});

describe('methods', () => {
  test('HEAD gives the headers of GET and no body', async () => {
    const trust = await withEntry();
    for (const path of ['/trust', list, '/trust/feed.atom', '/trust/subprocessors/nobody']) {
      const get = await trust.fetch(path);
      const head = await trust.fetch(path, { method: 'HEAD' });
      expect(head.status).toBe(get.status);
      expect(await head.text()).toBe('');
      for (const name of ['etag', 'content-type', 'content-length', 'link', 'cache-control'])
        expect(head.headers.get(name)).toBe(get.headers.get(name));
    }
  });

  test('HEAD with the right tag is a 304', async () => {
    const trust = await withEntry();
    const { etag = '' } = await trust.get(list);
    const head = await trust.fetch(list, { method: 'HEAD', headers: { 'if-none-match': etag } });
    expect(head.status).toBe(304);
  });

  test('OPTIONS lets scripts of any origin read, with conditions', async () => {
    const trust = await withEntry();
    const { status, headers } = await trust.fetch(list, {
      method: 'OPTIONS',
      headers: { origin: 'https://a.example', 'access-control-request-method': 'GET' },
    });
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-allow-methods')).toBe('GET, HEAD');
    expect(headers.get('access-control-allow-headers')).toMatch(/If-None-Match/);
    expect(headers.get('access-control-allow-credentials')).toBeNull();
  });

  test.for(['POST', 'PUT', 'PATCH', 'DELETE'])(
    '%s is 405 with Allow and writes nothing',
    async (method) => {
      const trust = await withEntry();
      for (const path of [
        '/trust',
        '/trust/subprocessors',
        '/trust/subprocessors/aws',
        '/trust/changes/1',
        '/robots.txt',
      ]) {
        const { status, headers } = await trust.fetch(path, { method });
        expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
      }
    },
  );
});

describe('addresses', () => {
  test('that are unknown are one page, or one problem', async () => {
    const trust = await withEntry();
    const page = await trust.get('/trust/nothing');
    const other = await trust.get('/elsewhere');
    expect([page.status, page.headers.get('content-type')]).toEqual([
      404,
      'text/html; charset=utf-8',
    ]);
    expect(other.text).toBe(page.text);
    const problem = await trust.get('/trust/nothing.json');
    expect(problem.headers.get('content-type')).toBe('application/problem+json');
    expect((await trust.get('/trust/nothing', { accept: 'application/json' })).text).toBe(
      problem.text,
    );
  });

  test('lead to the trust centre from the root and from a slash too many', async () => {
    const trust = await withEntry();
    for (const path of ['/', '/trust/']) {
      const response = await trust.fetch(path, { redirect: 'manual' });
      expect(response.status).toBe(308);
      expect(response.headers.get('location')).toMatch(/\/trust$/);
    }
  });

  test('begin where the trust centre is mounted', async () => {
    const trust = await startApp({
      env: { BASE_PATH: '/', PUBLIC_URL: 'https://trust.example.com' },
    });
    await trust.publish({ entries: { aws: fullFacts() } });
    const { text } = await trust.get('/subprocessors');
    expect(text).toContain('href="/subprocessors/aws"');
    expect(text).toContain('href="https://trust.example.com/subprocessors"');
    expect(text).not.toMatch(/(href|src|action)="[^"]*\/trust["/]/);
    expect((await trust.get('/trust')).status).toBe(404);
  });

  test('in bodies do not follow the Host header', async () => {
    const trust = await withEntry();
    const evil = await trust.get('/trust', {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
    });
    expect(evil.text).not.toContain('evil.example');
  });
});

test('the encoding that is asked for most is given; of equals brotli, then gzip; without the header none', () => {
  expect(chooseEncoding(undefined)).toBe('identity');
  expect(chooseEncoding('')).toBe('identity');
  expect(chooseEncoding('gzip')).toBe('gzip');
  expect(chooseEncoding('gzip, deflate, br, zstd')).toBe('br');
  expect(chooseEncoding('gzip;q=1.0, br;q=0.5')).toBe('gzip');
  expect(chooseEncoding('br;q=0, gzip')).toBe('gzip');
  expect(chooseEncoding('*')).toBe('br');
  expect(chooseEncoding('*;q=0')).toBe('identity');
  expect(chooseEncoding('br;q=0, *')).toBe('gzip');
  expect(chooseEncoding('deflate')).toBe('identity');
  expect(chooseEncoding('identity;q=1, gzip;q=0.5')).toBe('identity');
  expect(chooseEncoding('GZIP')).toBe('gzip');
});

test('no header, whatever it holds, breaks the negotiation', () => {
  const header = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom('gzip', 'br', 'q=', ';', ',', '=', '"', 'W/', '*', 'json', '0.5'))
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(header, header, (a, b) => {
      expect(['identity', 'gzip', 'br']).toContain(chooseEncoding(a));
      expect(typeof prefersJson(a)).toBe('boolean');
      expect(typeof isUnmodified({ etag: '"x"', lastModified: 0 }, conditions(a, b))).toBe(
        'boolean',
      );
    }),
  );
});
