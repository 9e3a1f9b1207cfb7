import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Post, PostRequest } from '../../src/deliveries/ports.ts';
import { createPost } from '../../src/platform/node/post.ts';
import { hostileUrls } from './hostile-urls.ts';
import { authority, listening, type Sink, startSink } from './hook-sink.ts';

const own = 'https://trust.qluster.example';
const usual = getCACertificates('default');

beforeAll(() => setDefaultCACertificates([...usual, authority]));
afterAll(() => setDefaultCACertificates(usual));

function requestTo(url: string, parts: Partial<PostRequest> = {}): PostRequest {
  return { url, headers: { 'content-type': 'application/json' }, body: '{}', ...parts };
}

/** As in development: this machine may be posted to. */
function openPost(options: Parameters<typeof createPost>[1] = {}): Post {
  return createPost({ origin: 'http://localhost:8787', outboundLoopback: true }, options);
}

/** As in production; names are what `names` says, and who asks for another fails the test. */
function guardedPost(names: Readonly<Record<string, readonly string[]>> = {}): Post {
  return createPost(
    { origin: own, outboundLoopback: false },
    {
      resolve: async (host) => {
        const found = names[host];
        if (found === undefined) throw new Error(`${host} was looked up`);
        return found;
      },
      timeoutMs: 2_000,
    },
  );
}

describe('nothing within is reached', () => {
  it('by any address that hides it', async () => {
    const inner = await startSink({ host: '127.0.0.1' });
    const inner6 = await startSink({ host: '::1', port: inner.port });
    const post = guardedPost();
    for (const template of hostileUrls) {
      const url = template.replaceAll('PORT', String(inner.port));
      expect([url, await post(requestTo(url))]).toEqual([
        url,
        { outcome: 'blocked-address', durationMs: 0 },
      ]);
    }
    expect([inner.connections(), inner6.connections()]).toEqual([0, 0]);
  });

  it.each([
    ['loopback', ['127.0.0.1']],
    ['loopback, version 6', ['::1']],
    ['a mapped address', ['::ffff:127.0.0.1']],
    ['NAT64', ['64:ff9b::7f00:1']],
    ['the metadata of a cloud', ['169.254.169.254']],
    ['a private network', ['10.1.2.3']],
    ['a unique local address', ['fd12::1']],
    ['a zone', ['fe80::1%lo']],
    ['nothing that is an address', ['localhost']],
    ['a public address and a private one', ['93.184.215.14', '10.1.2.3']],
    ['a private address and a public one', ['10.1.2.3', '93.184.215.14']],
    ['public addresses of both kinds and loopback', ['93.184.215.14', '2606:4700::1', '::1']],
  ])('by a name that leads to %s', async (_, addresses) => {
    const inner = await startSink();
    const post = guardedPost({ 'rebind.example': addresses });
    const sent = await post(requestTo('https://rebind.example/'));
    expect(sent.outcome).toBe('blocked-address');
    expect(inner.connections()).toBe(0);
  });

  it('by a name of this machine that suddenly leads elsewhere', async () => {
    const sink = await startSink({ host: '127.0.0.2' });
    const answers = [['127.0.0.2'], ['169.254.169.254'], ['10.0.0.1'], ['8.8.8.8'], ['127.0.0.2']];
    const post = openPost({ resolve: async () => answers.shift() ?? [] });
    const outcomes: string[] = [];
    for (let attempt = 0; attempt < 5; attempt += 1)
      outcomes.push((await post(requestTo(`http://localhost:${sink.port}/`))).outcome);
    const blocked = ['blocked-address', 'blocked-address', 'blocked-address'];
    expect(outcomes).toEqual(['accepted', ...blocked, 'accepted']);
    expect(sink.got).toHaveLength(2);
  });
});

describe('the address that was checked', () => {
  it('is the one connected to, with no second look', async () => {
    const checked = await startSink({ host: '127.0.0.2' });
    const trap = await startSink({ host: '127.0.0.1', port: checked.port });
    let asked = 0;
    const resolve = async () => [(asked += 1) === 1 ? '127.0.0.2' : '127.0.0.1'];
    const sent = await openPost({ resolve })(requestTo(`http://localhost:${checked.port}/x`));
    expect(sent).toMatchObject({ outcome: 'accepted', status: 200 });
    expect([asked, checked.got.length, trap.connections()]).toEqual([1, 1, 0]);
    expect(checked.got[0]?.headers.host).toBe(`localhost:${checked.port}`);
  });

  it('is looked up on every attempt, and a kept connection is used for it alone', async () => {
    const first = await startSink({ host: '127.0.0.2' });
    const second = await startSink({ host: '127.0.0.3', port: first.port });
    const answers = [['127.0.0.2'], ['127.0.0.2'], ['127.0.0.3'], ['127.0.0.2']];
    const post = openPost({ resolve: async () => answers.shift() ?? [] });
    for (let attempt = 0; attempt < 4; attempt += 1)
      await post(requestTo(`http://localhost:${first.port}/`));
    expect(answers).toEqual([]);
    expect(first.got).toHaveLength(3);
    expect(first.connections()).toBeLessThan(3);
    expect([second.got.length, second.connections()]).toEqual([1, 1]);
  });

  it('is asked of the certificate by name', async () => {
    const sink = await startSink({ host: '127.0.0.2', secure: true });
    const post = openPost({ resolve: async () => ['127.0.0.2'] });
    const sent = await post(requestTo(`https://localhost:${sink.port}/`));
    expect(sent).toMatchObject({ outcome: 'accepted', status: 200 });
    // The certificate is for the name.
    const byAddress = await post(requestTo(`https://127.0.0.2:${sink.port}/`));
    expect(byAddress.outcome).toBe('tls');
    expect(sink.got).toHaveLength(1);
  });

  it('is any of them: where one does not answer the next is tried', async () => {
    const sink = await startSink({ host: '127.0.0.3' });
    const post = openPost({ resolve: async () => ['127.0.0.2', '127.0.0.3'] });
    expect((await post(requestTo(`http://localhost:${sink.port}/`))).outcome).toBe('accepted');
  });

  it('is the one that this machine itself knows, unless a test says otherwise', async () => {
    const sink = await startSink();
    const sent = await openPost()(requestTo(`http://localhost:${sink.port}/`));
    expect(sent).toMatchObject({ outcome: 'accepted' });
  });

  it('may be of more servers than are remembered: those forgotten finish what is under way', async () => {
    const sink = await startSink();
    let asked = 0;
    // Each time another set, so another server; only the first address has one.
    const resolve = async () => ['127.0.0.1', `127.1.${(asked += 1) >> 8}.${asked & 255}`];
    const post = openPost({ resolve });
    const outcomes: string[] = [];
    for (let wave = 0; wave < 40; wave += 1) {
      const sent = Array.from({ length: 8 }, async (_, index) => {
        await sleep(index);
        return post(requestTo(`http://localhost:${sink.port}/`));
      });
      outcomes.push(...(await Promise.all(sent)).map(({ outcome }) => outcome));
    }
    expect(asked).toBeGreaterThan(260);
    expect(new Set(outcomes)).toEqual(new Set(['accepted']));
  });

  it('is looked up once for those who ask at the same time', async () => {
    const sink = await startSink();
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      await sleep(20);
      return ['127.0.0.1'];
    };
    const post = openPost({ resolve });
    const url = `http://localhost:${sink.port}/`;
    await Promise.all(Array.from({ length: 10 }, () => post(requestTo(url))));
    await post(requestTo(url));
    expect([asked, sink.got.length]).toEqual([2, 11]);
  });
});

describe('what comes of an attempt', () => {
  const to = (sink: Pick<Sink, 'port'>) => requestTo(`http://127.0.0.1:${sink.port}/hook?x=1`);

  it('arrives as it was given', async () => {
    const sink = await startSink();
    const body = JSON.stringify({ text: 'Grüße 👩‍👩‍👧' });
    const request = { ...to(sink), body, headers: { 'webhook-id': 'msg_1' } };
    expect(await openPost()(request)).toEqual({
      outcome: 'accepted',
      status: 200,
      durationMs: expect.any(Number),
    });
    expect(sink.got).toMatchObject([{ method: 'POST', path: '/hook?x=1', body }]);
    expect(sink.got[0]?.headers).toMatchObject({ 'webhook-id': 'msg_1' });
  });

  it('holds the answer where it is wanted', async () => {
    const sink = await startSink();
    expect(await openPost()({ ...to(sink), wantsReply: true })).toMatchObject({ reply: 'ok' });
    expect(await openPost()(to(sink))).not.toHaveProperty('reply');
  });

  it.each([301, 302, 303, 307, 308])('no redirect is followed: %i', async (status) => {
    const inner = await startSink();
    const location = `http://127.0.0.1:${inner.port}/`;
    const sink = await startSink({
      answer: (_got, _request, response) => void response.writeHead(status, { location }).end(),
    });
    expect(await openPost()(to(sink))).toMatchObject({ outcome: '4xx', status });
    expect(inner.connections()).toBe(0);
  });

  it('says what the other side says: gone, too much, out of order', async () => {
    const answers = [
      [410, {}],
      [429, { 'retry-after': '90' }],
      [503, { 'retry-after': new Date(Date.now() + 3_600_000).toUTCString() }],
      [500, {}],
    ] as const;
    let asked = 0;
    const sink = await startSink({
      answer: (_got, _request, response) => {
        const [status, headers] = answers[asked++] ?? [200, {}];
        response.writeHead(status, headers).end();
      },
    });
    const post = openPost();
    expect(await post(to(sink))).toMatchObject({ outcome: '4xx', status: 410, isFinal: true });
    expect(await post(to(sink))).toMatchObject({ outcome: '4xx', retryAfterMs: 90_000 });
    const { retryAfterMs = 0, ...late } = await post(to(sink));
    expect(late).toMatchObject({ outcome: '5xx', status: 503 });
    expect(Math.abs(retryAfterMs - 3_600_000)).toBeLessThan(60_000);
    expect(await post(to(sink))).toMatchObject({ outcome: '5xx', status: 500 });
  });

  it('is a timeout where nothing answers, or byte by byte, or in the middle of TLS', async () => {
    const silent = await startSink({ answer: () => undefined });
    const drip = await startSink({
      answer: (_got, _request, response) => {
        response.writeHead(200);
        const timer = setInterval(() => response.write('x'), 20);
        response.on('close', () => clearInterval(timer));
      },
    });
    const deaf = await listening(createServer(() => undefined));
    const post = openPost({ timeoutMs: 400 });
    expect(await post(to(silent))).toEqual({ outcome: 'timeout', durationMs: expect.any(Number) });
    expect(await post(to(drip))).toMatchObject({ outcome: 'timeout', status: 200 });
    const secure = requestTo(`https://localhost:${deaf.port}/`);
    expect(await post(secure)).toMatchObject({ outcome: 'timeout' });
  });

  it('is a timeout where the name is looked up without end', async () => {
    const post = openPost({ timeoutMs: 50, resolve: () => new Promise(() => undefined) });
    expect(await post(requestTo('http://localhost:1/'))).toMatchObject({ outcome: 'timeout' });
  });

  it.each([
    ['said beforehand', { 'content-length': String(10_000_000) }],
    ['not said', {}],
  ])('an answer of 10 MB is too large, and hardly read: %s', async (_, headers) => {
    let written = 0;
    const sink = await startSink({
      answer: (_got, _request, response) => {
        response.writeHead(200, headers);
        const chunk = 'x'.repeat(50_000);
        const more = () => {
          while (written < 10_000_000 && !response.destroyed) {
            written += chunk.length;
            if (!response.write(chunk)) return void response.once('drain', more);
          }
        };
        more();
      },
    });
    const sent = await openPost({ timeoutMs: 5_000 })({ ...to(sink), wantsReply: true });
    expect(sent).toEqual({ outcome: 'too-large', status: 200, durationMs: expect.any(Number) });
  });

  it('an answer of 64 kB is read', async () => {
    const sink = await startSink({
      answer: (_got, _request, response) => void response.end('x'.repeat(65_536)),
    });
    const sent = await openPost()({ ...to(sink), wantsReply: true });
    expect(sent.reply).toHaveLength(65_536);
  });

  it('accepted is what was accepted before the connection dropped', async () => {
    const sink = await startSink({
      answer: (_got, _request, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('x', () => response.destroy());
      },
    });
    expect(await openPost()(to(sink))).toMatchObject({ outcome: 'accepted', status: 200 });
  });

  it('a connection that drops without an answer may be tried again', async () => {
    const sink = await startSink({
      answer: (_got, _request, response) => void response.socket?.destroy(),
    });
    expect(await openPost()(to(sink))).toMatchObject({ outcome: 'connect' });
  });

  it('a server that speaks no HTTP, no TLS, or with an unknown authority, is told apart', async () => {
    const babble = await listening(createServer((socket) => void socket.end('220 ready\r\n')));
    expect(await openPost()(to(babble))).toMatchObject({ outcome: 'connect' });
    const plain = await startSink();
    const secure = requestTo(`https://localhost:${plain.port}/`);
    expect(await openPost()(secure)).toMatchObject({ outcome: 'tls' });
    setDefaultCACertificates(usual);
    const unknown = await startSink({ secure: true });
    const sent = await openPost()(requestTo(`https://localhost:${unknown.port}/`));
    setDefaultCACertificates([...usual, authority]);
    expect(sent).toMatchObject({ outcome: 'tls' });
  });

  it('nobody listening is refused, on one address and on two', async () => {
    const free = await freePort();
    const post = openPost({ resolve: async () => ['127.0.0.1', '::1'] });
    expect(await post(requestTo(`http://127.0.0.1:${free}/`))).toMatchObject({
      outcome: 'refused',
    });
    expect(await post(requestTo(`http://localhost:${free}/`))).toMatchObject({
      outcome: 'refused',
    });
  });

  it('a name that is not there is dns', async () => {
    const lost = openPost({
      resolve: async () => {
        throw Object.assign(new Error('queryA ENOTFOUND'), { code: 'ENOTFOUND' });
      },
    });
    expect(await lost(requestTo('http://localhost:1/'))).toMatchObject({ outcome: 'dns' });
    const empty = openPost({ resolve: async () => [] });
    expect(await empty(requestTo('http://localhost:1/'))).toMatchObject({ outcome: 'dns' });
    const reserved = createPost({ origin: own, outboundLoopback: false });
    expect(await reserved(requestTo('https://nobody.invalid/'))).toMatchObject({ outcome: 'dns' });
  });

  it('one server that never answers holds up nobody else', async () => {
    const silent = await startSink({ answer: () => undefined });
    const sink = await startSink();
    const post = openPost({ timeoutMs: 1_000 });
    const waiting = Array.from({ length: 100 }, () => post(to(silent)));
    const quick = await Promise.all(Array.from({ length: 100 }, () => post(to(sink))));
    expect(quick.every(({ outcome }) => outcome === 'accepted')).toBe(true);
    expect(silent.got.length).toBeGreaterThan(0);
    expect((await Promise.all(waiting)).every(({ outcome }) => outcome === 'timeout')).toBe(true);
  });
});

/** A port at which nobody listens any more. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
