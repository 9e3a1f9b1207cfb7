import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { convertV4MiniflareOptions, Miniflare, Response } from 'miniflare';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unstable_readConfig as readConfig } from 'wrangler';
import type { Sent } from '../../src/deliveries/model/delivery.ts';
import type { PostRequest } from '../../src/deliveries/ports.ts';
import { bundle } from '../../src/platform/build.ts';
import { hostileUrls } from '../deliveries/hostile-urls.ts';
import { listening, type Sink, startSink } from '../deliveries/hook-sink.ts';
import type { Asked } from './worker-post-entry.ts';

const production = { origin: 'https://trust.qluster.example', outboundLoopback: false };
const development = { origin: 'http://localhost:8787', outboundLoopback: true };

/** What 1.1.1.1 would say; a name that is not here does not exist. */
const names: Record<string, { readonly A?: readonly string[]; readonly AAAA?: readonly string[] }> =
  {
    'public.example': { A: ['93.184.215.14'], AAAA: ['2606:4700::1'] },
    'alias.example': { A: ['public.example.', '93.184.215.14'] },
    'inner.example': { A: ['10.0.0.1'] },
    'mixed.example': { A: ['93.184.215.14', '127.0.0.1'] },
    'half.example': { A: ['93.184.215.14'], AAAA: ['fd00:ec2::254'] },
    'mapped.example': { AAAA: ['::ffff:127.0.0.1'] },
    'metadata.example': { A: ['169.254.169.254'] },
    'only-alias.example': { A: ['nowhere.example.'] },
  };

let directory: string;
/** With the network as it is. */
let open: Miniflare;
/** Whose every request outwards ends here, names looked up included. */
let fenced: Miniflare;
let reached: string[] = [];
let isResolverDown = false;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'annex-post-'));
  const entry = new URL('worker-post-entry.ts', import.meta.url).pathname;
  const { outfile } = await bundle(entry, directory, 'worker');
  const modules = (await readdir(directory)).filter((name) => name.endsWith('.js'));
  const { compatibility_date: date, compatibility_flags: flags } = readConfig({
    config: 'wrangler.toml',
  });
  const options = {
    host: '127.0.0.1',
    port: 0,
    modulesRoot: directory,
    modules: [basename(outfile), ...modules.filter((name) => name !== basename(outfile))].map(
      (name) => ({ type: 'ESModule' as const, path: join(directory, name) }),
    ),
    compatibilityDate: date ?? '',
    compatibilityFlags: flags,
    cf: false as const,
  };
  const started = (more: object) =>
    new Miniflare({
      ...convertV4MiniflareOptions({ ...options, ...more }),
      telemetry: { enabled: false },
    });
  open = started({});
  fenced = started({ outboundService: outside });
  await Promise.all([open.ready, fenced.ready]);
});

afterAll(async () => {
  await Promise.allSettled([open?.dispose(), fenced?.dispose()]);
  await rm(directory, { recursive: true, force: true });
});

function outside(request: { readonly url: string }): Response {
  const url = new URL(request.url);
  if (url.hostname !== 'cloudflare-dns.com') {
    reached.push(request.url);
    return new Response('ok');
  }
  if (isResolverDown) return new Response('', { status: 503 });
  const name = url.searchParams.get('name') ?? '';
  const kind = url.searchParams.get('type') === 'AAAA' ? 'AAAA' : 'A';
  const found = names[name];
  const answers = (found?.[kind] ?? []).map((data) => {
    const type = data.endsWith('.') ? 5 : kind === 'A' ? 1 : 28;
    return { name, type, TTL: 1, data };
  });
  return Response.json({
    Status: found === undefined ? 3 : 0,
    Question: [{ name, type: kind }],
    ...(answers.length > 0 && { Answer: answers }),
  });
}

async function postBy(workerd: Miniflare, asked: Asked): Promise<Sent & { reply?: string }> {
  const body = JSON.stringify(asked);
  const answer = await workerd.dispatchFetch('http://worker/', { method: 'POST', body });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as Sent;
}

function requestTo(url: string, parts: Partial<PostRequest> = {}): PostRequest {
  return { url, headers: { 'content-type': 'application/json' }, body: '{}', ...parts };
}

async function outcomeOf(url: string): Promise<string> {
  return (await postBy(fenced, { rules: production, request: requestTo(url) })).outcome;
}

describe('a Worker', () => {
  it('reaches nothing by an address that hides an inner one', async () => {
    reached = [];
    for (const template of hostileUrls) {
      const url = template.replaceAll('PORT', '8801');
      expect([url, await outcomeOf(url)]).toEqual([url, 'blocked-address']);
    }
    expect(reached).toEqual([]);
  });

  it.each(['inner', 'mixed', 'half', 'mapped', 'metadata'])(
    'reaches nothing by a name of which any address is not public: %s',
    async (name) => {
      reached = [];
      expect(await outcomeOf(`https://${name}.example/`)).toBe('blocked-address');
      expect(reached).toEqual([]);
    },
  );

  it.each(['nowhere', 'only-alias'])('finds no address: %s', async (name) => {
    reached = [];
    expect(await outcomeOf(`https://${name}.example/`)).toBe('dns');
    expect(reached).toEqual([]);
  });

  it.each(['public', 'alias'])('posts to a public name: %s', async (name) => {
    reached = [];
    expect(await outcomeOf(`https://${name}.example/hook`)).toBe('accepted');
    expect(reached).toEqual([`https://${name}.example/hook`]);
  });

  it('posts nothing while names cannot be looked up', async () => {
    reached = [];
    isResolverDown = true;
    const outcome = await outcomeOf('https://public.example/');
    isResolverDown = false;
    expect([outcome, reached]).toEqual(['dns', []]);
  });
});

describe('what comes of an attempt of a Worker', () => {
  const to = ({ port }: Pick<Sink, 'port'>, parts: Partial<PostRequest> = {}, timeoutMs = 15_000) =>
    postBy(open, {
      rules: development,
      request: requestTo(`http://localhost:${port}/hook?x=1`, parts),
      timeoutMs,
    });

  it('arrives as it was given, and the answer is read where it is wanted', async () => {
    const sink = await startSink();
    const body = JSON.stringify({ text: 'Grüße 👩‍👩‍👧' });
    const headers = { 'webhook-id': 'msg_1', 'content-type': 'application/json' };
    const sent = await to(sink, { body, headers, wantsReply: true });
    expect(sent).toMatchObject({ outcome: 'accepted', status: 200, reply: 'ok' });
    expect(sink.got).toMatchObject([{ method: 'POST', path: '/hook?x=1', body, headers }]);
  });

  it.each([301, 302, 303, 307, 308])('no redirect is followed: %i', async (status) => {
    const inner = await startSink();
    const location = `http://127.0.0.1:${inner.port}/`;
    const sink = await startSink({
      answer: (_got, _request, response) => void response.writeHead(status, { location }).end(),
    });
    expect(await to(sink)).toMatchObject({ outcome: '4xx', status });
    expect(inner.connections()).toBe(0);
  });

  it('is what the other side says', async () => {
    const answers = [
      [410, {}],
      [429, { 'retry-after': '90' }],
      [503, {}],
    ] as const;
    let asked = 0;
    const sink = await startSink({
      answer: (_got, _request, response) => {
        const [status, headers] = answers[asked++] ?? [200, {}];
        response.writeHead(status, headers).end();
      },
    });
    expect(await to(sink)).toMatchObject({ outcome: '4xx', status: 410, isFinal: true });
    expect(await to(sink)).toMatchObject({ outcome: '4xx', status: 429, retryAfterMs: 90_000 });
    expect(await to(sink)).toMatchObject({ outcome: '5xx', status: 503 });
  });

  it('is a timeout where nothing answers, or byte by byte', async () => {
    const silent = await startSink({ answer: () => undefined });
    const drip = await startSink({
      answer: (_got, _request, response) => {
        response.writeHead(200);
        const timer = setInterval(() => response.write('x'), 20);
        response.on('close', () => clearInterval(timer));
      },
    });
    expect(await to(silent, {}, 400)).toMatchObject({ outcome: 'timeout' });
    expect(await to(drip, {}, 400)).toMatchObject({ outcome: 'timeout', status: 200 });
  });

  it('an answer of 10 MB is too large', async () => {
    const sink = await startSink({
      answer: (_got, _request, response) => void response.end('x'.repeat(10_000_000)),
    });
    expect(await to(sink)).toMatchObject({ outcome: 'too-large', status: 200 });
  });

  it('no HTTP, no answer, an unknown authority: the connection failed', async () => {
    const babble = await listening(createServer((socket) => void socket.end('220 ready\r\n')));
    expect(await to(babble)).toMatchObject({ outcome: 'connect' });
    const dropped = await startSink({
      answer: (_got, _request, response) => void response.socket?.destroy(),
    });
    expect(await to(dropped)).toMatchObject({ outcome: 'connect' });
    const secure = await startSink({ secure: true });
    const untrusted = requestTo(`https://localhost:${secure.port}/`);
    expect(await postBy(open, { rules: development, request: untrusted })).toMatchObject({
      outcome: 'connect',
    });
    expect(secure.got).toEqual([]);
  });
});
