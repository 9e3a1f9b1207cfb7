import { expect, it } from 'vitest';
import { startApp, type World } from '../support/app.ts';
import { operations } from '../support/strict-client.ts';

type Asked = {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly why?: string;
};

/** What is asked beside a plain GET of every public address. */
const others: readonly Asked[] = [
  { path: '/', why: 'The host itself leads to the trust centre' },
  { path: '/trust/', why: 'One address for one page' },
  {
    path: '/trust/subprocessors',
    headers: { accept: 'application/json' },
    why: 'JSON at the address of a page',
  },
  { path: '/trust/subprocessors', headers: { accept: 'text/html,application/json;q=0.9' } },
  {
    path: '/trust/changes/3',
    headers: { accept: 'text/markdown, text/html;q=0.9' },
    why: 'Markdown at the address of a page',
  },
  { path: '/trust/changes/9999.md', why: 'A page that is not there, as Markdown' },
  { path: '/trust/annex-iii.md?as_of=2026-02-30' },
  {
    path: '/trust/subprocessors.json',
    headers: { 'accept-encoding': 'gzip' },
    why: 'Compressed, with a tag of its own',
  },
  { path: '/trust/subprocessors.json', headers: { 'accept-encoding': 'br, gzip' } },
  {
    path: '/trust/subprocessors.json?service=website',
    why: 'A part of the list says that it is one',
  },
  { path: '/trust/subprocessors.json?nonsense=1', why: 'Unknown parameters are ignored' },
  { path: '/trust/subprocessors.csv?raw=1&bom=1', why: 'For programs, and for Excel' },
  { path: '/trust/feed.json?service=website&class=all', why: 'A narrower feed, with corrections' },
  { path: '/trust/diff.json?from=3&to=5', why: 'What lies between two numbers never changes' },
  { method: 'HEAD', path: '/trust/subprocessors.json', why: 'Other methods' },
  { method: 'OPTIONS', path: '/trust/subprocessors.json' },
  { method: 'POST', path: '/trust/subprocessors.json' },
  { path: '/trust/subprocessors/never-was-one', why: 'What is not there' },
  { path: '/trust/subprocessors/never-was-one.json' },
  { path: '/trust/changes/9999' },
  { path: '/trust/changes/9999.json' },
  { path: '/trust/feed.atom?archive=7' },
  { path: '/trust/feed.json?service=nobodys' },
  { path: '/trust/subprocessors.json?as_of=2026-03-01', why: 'What was in effect on a day' },
  { path: '/trust/subprocessors.json?known_at=2026-03-01', why: 'What the list said then' },
  { path: '/trust/subprocessors?as_of=2026-03-01&known_at=2026-01-01' },
  { path: '/trust/subprocessors?as_of=2026-02-30' },
  { path: '/trust/versions/999.json' },
  { path: '/trust/nowhere' },
  { path: '/trust/nowhere', headers: { accept: 'application/json' } },
  { path: '/nowhere.json' },
  { path: '/trust/changes.json?class=grave&limit=1000', why: 'What is not understood' },
  { path: '/trust/changes?class=grave' },
  { path: '/trust/diff.json?from=3&to=2' },
  { path: '/trust/diff.txt?from=3&to=2' },
  { path: '/trust/feed.rss?class=grave' },
  {
    method: 'POST',
    path: '/trust/subscribe',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'channel=email&address=privacy@customer.example&topics=security&language=en&frequency=daily',
    why: 'Subscribing by form: the same whatever is known of the address',
  },
  {
    method: 'POST',
    path: '/trust/subscribe',
    headers: { 'content-type': 'application/json' },
    body: '{"channel":"email","address":"privacy@customer.example"}',
    why: 'And by program',
  },
  {
    method: 'POST',
    path: '/trust/subscribe',
    headers: { 'content-type': 'application/json' },
    body: '{"channel":"webhook","address":"http://localhost/"}',
  },
  { method: 'PUT', path: '/trust/subscribe' },
  {
    path: '/trust/subscriptions/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/confirmation',
    why: 'A link that nobody here has made',
  },
  { path: '/trust/subscriptions/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.json' },
  { method: 'POST', path: '/trust/unsubscribe/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
  { path: '/trust/api/v1/batches', why: 'The staff API, to somebody without a key' },
];

it('every public address answers as the transcript says (vitest -u writes it anew)', async () => {
  const trust = await startApp({ seed: 'demo' });
  const scenes = [];
  for (const asked of [...(await plainRequests(trust)), ...others]) {
    scenes.push(await play(trust, asked));
  }
  await expect(`${scenes.join('\n')}`).toMatchFileSnapshot('public.http.txt');
});

async function plainRequests(trust: World): Promise<readonly Asked[]> {
  const { text } = await trust.get('/trust');
  const [, digest = ''] = /\/style-(\w+)\.css/.exec(text) ?? [];
  const known: Readonly<Record<string, string>> = {
    slug: 'amazon-web-services',
    id: '3',
    version: '3',
    index: '3',
    tile: 'entries/000.p/2',
    policy: 'privacy-policy',
    number: '1',
    to: '2',
    file: 'logo-000000000000',
    digest,
  };
  return (
    operations
      // What stands behind a link of a subscription is no public address.
      .filter(
        ({ roles, method, template }) =>
          roles === undefined && method === 'GET' && !template.includes('{token}'),
      )
      .map(({ template }) => ({
        path: template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
          template.startsWith('/trust/documents/') && name === 'slug'
            ? 'soc-2-type-i-report'
            : (known[name] ?? name),
        ),
      }))
  );
}

async function play(trust: World, asked: Asked): Promise<string> {
  const { method = 'GET', path, headers = {}, body: sent, why } = asked;
  const response = await trust.fetch(path, {
    method,
    headers,
    ...(sent !== undefined && { body: sent }),
  });
  const body = response.headers.has('content-encoding')
    ? '(compressed)\n'
    : response.headers.get('content-type') === 'application/octet-stream'
      ? '(bytes)\n'
      : beginning(await response.text());
  const said = sent === undefined ? '' : `  ${sent}\n\n`;
  const first = `${why === undefined ? '' : `# ${why}\n`}${request(method, path, headers)}\n${said}${status(response)}\n${body}`;
  const etag = response.headers.get('etag');
  if (etag === null || response.status !== 200 || method !== 'GET') return first;
  const again = await trust.fetch(path, { headers: { ...headers, 'if-none-match': etag } });
  expect([again.status, await again.text()], path).toEqual([304, '']);
  const condition = { ...headers, 'if-none-match': '(the same)' };
  return `${first}\n${request(method, path, condition)}\n${status(again)}`;
}

function request(method: string, path: string, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `> ${name}: ${value}\n`);
  return masked(`> ${method} ${path}\n${lines.join('')}`);
}

function status(response: Response): string {
  const headers = [...response.headers].map(([name, value]) => `< ${name}: ${value}\n`);
  return masked(`< ${response.status}\n${headers.join('')}`);
}

/** Four lines at most, and no long ones: enough to see what it is. */
function beginning(text: string): string {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const shown = lines
    .slice(0, 4)
    .map((line) => (line.length > 160 ? `${line.slice(0, 160)}…` : line));
  const rest = lines.length > 4 ? ['…'] : [];
  return masked([...shown, ...rest].map((line) => `  ${line}\n`).join(''));
}

// What changes with every word of a page would hide what matters here.
function masked(text: string): string {
  return text
    .replaceAll(/etag: "[0-9a-f]{32}"/g, 'etag: "(digest)"')
    .replaceAll(/content-length: \d+/g, 'content-length: (bytes)')
    .replaceAll(/style-[0-9a-f]{12}\.css/g, 'style-(digest).css');
}
