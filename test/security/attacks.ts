import { expect } from 'vitest';
import { operations } from '../support/strict-client.ts';
import { jsonCases } from './json-cases.ts';

/** One deployment, asked as if from outside: the address may be any, the answer follows no redirect. */
type Target = {
  readonly origin: string;
  readonly key: string;
  fetch(url: string, init?: RequestInit): Promise<Response>;
};

type Attack = readonly [guarantee: string, prove: (target: Target) => Promise<void>];

const evil = 'evil.example';

/** What proxies and frameworks believe of a request, besides what its address says. */
const unkeyed: Readonly<Record<string, string>> = {
  forwarded: `host=${evil};proto=http;for=127.0.0.1`,
  'x-forwarded-host': evil,
  'x-forwarded-server': evil,
  'x-forwarded-proto': 'http',
  'x-forwarded-scheme': 'http',
  'x-forwarded-port': '1',
  'x-forwarded-prefix': `//${evil}`,
  'x-forwarded-for': '127.0.0.1',
  'x-host': evil,
  'x-http-host-override': evil,
  'x-original-host': evil,
  'x-original-url': '/trust/console',
  'x-rewrite-url': '/trust/console',
  'x-real-ip': '127.0.0.1',
  'x-http-method': 'DELETE',
  'x-http-method-override': 'DELETE',
  'x-method-override': 'DELETE',
  'x-accel-redirect': '/etc/passwd',
  'x-sendfile': '/etc/passwd',
  'x-middleware-subrequest': 'middleware',
  'x-wap-profile': `http://${evil}`,
  'x-requested-with': 'XMLHttpRequest',
  'cf-connecting-ip': '127.0.0.1',
  'true-client-ip': '127.0.0.1',
  referer: `https://${evil}/`,
  'user-agent': `<script>${evil}</script>`,
  cookie: `session=${evil}; lang=de`,
  range: 'bytes=0-9',
  dnt: '1',
};

/** Everything that is public and has one address. */
const publicAddresses: readonly string[] = operations
  .filter(
    ({ roles, method, template }) =>
      roles === undefined && method === 'GET' && !/\{/.test(template),
  )
  .map(({ template }) => template)
  // They tell of the process, and of the moment.
  .filter((path) => !/(healthz|readyz|security\.txt|checkpoint)$/.test(path));

/** Nothing that is asked for is outside of what is published. */
const traversals = [
  '/trust/../../etc/passwd',
  '/trust/%2e%2e/%2e%2e/etc/passwd',
  '/trust/..%2f..%2fetc%2fpasswd',
  '/trust/..%5c..%5cwindows%5cwin.ini',
  '/trust/%252e%252e%252fetc%252fpasswd',
  '/trust/documents/..%2f..%2fapi%2fv1%2fbatches',
  '/trust/documents/%2e%2e%2fconsole/file',
  '/trust/log/tile/..%2f..%2f..%2fetc%2fpasswd',
  '/trust/log/tile/0/../../../api/v1/batches',
  '/trust/branding/..%2f..%2fdata%2fsecret.png',
  '/trust/embed/..%2f/annex.js',
  '/trust/schema/..%2fopenapi.json',
  '/trust/subprocessors/postmark%00.json',
  '/trust/subprocessors/%c0%ae%c0%ae%c0%af',
  '/trust/subprocessors/%ff%fe',
  '/trust/subprocessors/%',
  '/trust/subprocessors;jsessionid=1',
  '/trust/.git/config',
  '/trust/.env',
  '/.git/HEAD',
  '/data/annex.db',
  '/trust/style-..%2f..%2fa.css',
];

const lures = [
  '/trust//evil.example/',
  '//evil.example/trust',
  '//evil.example/',
  '///evil.example//',
  String.raw`/\evil.example/`,
  String.raw`/trust/\evil.example/`,
  '/trust/%5cevil.example/',
  '/trust/%2f%2fevil.example/',
  '/trust/%0d%0aLocation:%20https:%2f%2fevil.example/',
  '/trust/@evil.example/',
  '/trust/?next=https://evil.example',
  '/trust/de//evil.example/',
  '/trust/console/?next=//evil.example',
  '/trust/console/sign-in?to=https://evil.example',
  '/trust/console//evil.example/',
];

/** Each is one thing to whoever takes the first, and another to whoever takes the last. */
const repeated = [
  '{"reason":"a","reason":"b"}',
  String.raw`{"reason":"a","re\u0061son":"b"}`,
  '{"reason":"a" , "reason" :\n"a"}',
  '{"entries":{"a":{"x":[{"y":1}],"x":2}}}',
  '{"a":"}","a":"{"}',
  '{"":1,"":2}',
];

/** What only looks so. */
const single = ['{"reason":"\\"reason\\": \\"reason\\": {"}', '{"reason":"reason"}'];

export const attacks: readonly Attack[] = [
  [
    'no header and no Host changes a byte of what is public, or of what is said beside it',
    async ({ origin, fetch }) => {
      for (const path of publicAddresses) {
        const plain = { 'accept-encoding': 'identity' };
        const clean = await shown(await fetch(`${origin}${path}`, { headers: plain }));
        const headers = { ...plain, ...unkeyed };
        const poisoned = await shown(await fetch(`http://${evil}${path}`, { headers }));
        expect(poisoned, path).toEqual(clean);
        expect(await shown(await fetch(`${origin}${path}`, { headers: plain })), path).toEqual(
          clean,
        );
        expect(JSON.stringify(clean), path).not.toContain(evil);
      }
    },
  ],
  [
    'what is private is not kept by a cache, whatever its address ends in',
    async ({ origin, key, fetch }) => {
      const token = 'A'.repeat(43);
      const addresses = [
        '/trust/console/a.css',
        '/trust/console/people.js',
        '/trust/console/people/a.png',
        '/trust/api/v1/batches/a.css',
        '/trust/api/v1/staff-keys.css',
        '/trust/api/v1/staff-keys;a.css',
        '/trust/api/v1/staff-keys%2fa.css',
        '/trust/api/v1/staff-keys/a.js',
        `/trust/my/${token}/a.js`,
        `/trust/my/${token}.css`,
        `/trust/my/${token}%2fa.css`,
        `/trust/subscriptions/${token}/a.css`,
      ];
      for (const path of addresses)
        for (const authorization of ['', `Bearer ${key}`]) {
          const { status, headers } = await fetch(`${origin}${path}`, {
            headers: { authorization },
          });
          expect(status, path).not.toBe(200);
          expect(headers.get('cache-control') ?? '', path).toMatch(/no-store|no-cache/);
          expect(headers.get('set-cookie'), path).toBeNull();
        }
    },
  ],
  [
    'nothing is found outside of what is published',
    async ({ origin, fetch }) => {
      for (const path of traversals) {
        const response = await fetch(`${origin}${path}`);
        expect([400, 401, 404], path).toContain(response.status);
        expect(await response.text(), path).not.toMatch(/root:|SQLite format|"items"/);
      }
    },
  ],
  [
    'no address leads to another host',
    async ({ origin, fetch }) => {
      for (const path of lures)
        for (const method of ['GET', 'POST']) {
          const { status, headers } = await fetch(`${origin}${path}`, { method });
          expect(status, path).toBeLessThan(500);
          const location = headers.get('location');
          if (location === null) continue;
          expect(location, path).toMatch(/^(\/(?![/\\])|https?:\/\/)/);
          const { host } = new URL(location, origin);
          expect(host, `${path} → ${location}`).not.toBe(evil);
        }
    },
  ],
  [
    'a method is what the request line says',
    async ({ origin, key, fetch }) => {
      const authorization = `Bearer ${key}`;
      const made = await fetch(`${origin}/trust/api/v1/batches`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: '{}',
      });
      const { id } = Object(await made.json());
      const at = `${origin}/trust/api/v1/batches/${String(id)}`;
      for (const name of ['x-http-method', 'x-http-method-override', 'x-method-override'])
        for (const ending of ['', '?_method=DELETE', '?method=DELETE']) {
          const headers = { authorization, [name]: 'DELETE', 'if-match': '*' };
          expect((await fetch(`${at}${ending}`, { headers })).status).toBe(200);
        }
      for (const method of ['PROPFIND', 'DEBUG', 'X']) {
        const { status } = await fetch(at, { method, headers: { authorization } });
        expect([404, 405, 501], method).toContain(status);
      }
      expect((await fetch(at, { headers: { authorization } })).status).toBe(200);
    },
  ],
  [
    'JSON is taken as RFC 8259 has it, and whatever else comes is refused in words',
    async ({ origin, key, fetch }) => {
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
      for (const { name, body, isJson } of jsonCases()) {
        for (const path of ['/trust/api/v1/batches', '/trust/subscribe']) {
          const response = await fetch(`${origin}${path}`, { method: 'POST', headers, body });
          const text = await response.text();
          expect([200, 201, 202, 400, 413, 422, 429], `${name}: ${text}`).toContain(
            response.status,
          );
          if (!isJson) expect([400, 413, 422], `${name}: ${text}`).toContain(response.status);
          expect(text, name).not.toMatch(/SyntaxError|node_modules|\.ts:\d/);
        }
      }
      expect(Object.keys(Object.prototype)).toEqual([]);
    },
  ],
  [
    'a name that comes twice in JSON, and a parameter that comes twice for staff, is refused',
    async ({ origin, key, fetch }) => {
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
      const at = `${origin}/trust/api/v1/batches`;
      for (const body of repeated)
        for (const url of [at, `${origin}/trust/contact`]) {
          const response = await fetch(url, { method: 'POST', headers, body });
          expect(response.status, body).toBe(400);
          expect(await response.text(), body).toContain('comes twice in one object');
        }
      for (const body of single)
        expect((await fetch(at, { method: 'POST', headers, body })).status, body).toBe(201);
      expect((await fetch(`${at}?limit=1`, { headers })).status).toBe(200);
      expect((await fetch(`${at}?limit=1&limit=2`, { headers })).status).toBe(422);
    },
  ],
];

async function shown(response: Response) {
  const headers = Object.fromEntries(
    [...response.headers].filter(([name]) => !['date', 'connection', 'keep-alive'].includes(name)),
  );
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers, text: bytes.toString() };
}
