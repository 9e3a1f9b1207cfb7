import { expect, test } from 'vitest';
import { startApp } from '../support/app.ts';

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const json = { 'content-type': 'application/json' };

/** Each way in which something is answered, and by whom: what is published, forms, links, files, staff. */
const requests: readonly (readonly [status: number, path: string, init?: RequestInit])[] = [
  [200, '/trust'],
  [200, '/trust.json'],
  [200, '/trust/subprocessors.csv'],
  [200, '/trust/feed.atom'],
  [200, '/trust/embed'],
  [200, '/trust/embed.js'],
  [200, '/trust/log/key'],
  [200, '/trust/annex-iii.pdf'],
  [200, '/healthz'],
  [200, '/trust/readyz'],
  [204, '/trust', { method: 'OPTIONS' }],
  [308, '/'],
  [308, '/trust/'],
  [308, '/trust/en/subprocessors'],
  [404, '/trust/nothing'],
  [404, '/trust/nothing.json'],
  [405, '/trust', { method: 'DELETE' }],
  [422, '/trust/subprocessors.json?as_of=never'],
  [404, '/trust/documents/nothing/file'],
  [404, `/trust/my/${'A'.repeat(43)}`],
  [404, `/trust/my/${'A'.repeat(43)}.json`],
  [415, '/trust/contact', { method: 'POST', body: 'a' }],
  [422, '/trust/contact', { method: 'POST', headers: form, body: 'a=b' }],
  [422, '/trust/subscribe', { method: 'POST', headers: json, body: '{}' }],
  [401, '/trust/api/v1/batches'],
  [404, '/trust/api/v1/nothing'],
  [405, '/trust/api/v1/batches', { method: 'DELETE' }],
  [200, '/trust/console/sign-in'],
  [303, '/trust/console'],
  [303, '/trust/console/nothing'],
  [403, '/trust/console/sign-in/code', { method: 'POST', headers: form, body: 'address=a' }],
];

test('every answer keeps the browser to TLS, to its type and to nobody’s frame, and tells nobody where it was', async () => {
  const trust = await startApp({
    env: { PUBLIC_URL: 'https://trust.qluster.example', HOST: '127.0.0.1' },
  });
  const key = { authorization: `Bearer ${trust.secrets[0]}` };
  const asStaff = requests
    .filter(([, path]) => path.startsWith('/trust/api/'))
    .map(([, path, init]) => [0, path, { ...init, headers: key }] as const);
  const faults: string[] = [];
  for (const [status, path, init] of [...requests, ...asStaff]) {
    const answer = await trust.fetch(path, init);
    const { headers } = answer;
    const name = `${init?.method ?? 'GET'} ${path}: ${answer.status}`;
    const holds = {
      status: status === 0 || answer.status === status,
      'strict-transport-security':
        headers.get('strict-transport-security') === 'max-age=63072000; includeSubDomains',
      'x-content-type-options': headers.get('x-content-type-options') === 'nosniff',
      'content-security-policy': /default-src 'none';.*frame-ancestors 'none'/.test(
        headers.get('content-security-policy') ?? '',
      ),
      'referrer-policy': /^(no-referrer|same-origin)$/.test(headers.get('referrer-policy') ?? ''),
    };
    for (const [what, isSo] of Object.entries(holds)) if (!isSo) faults.push(`${name}: ${what}`);
  }
  expect(faults).toEqual([]);
});
