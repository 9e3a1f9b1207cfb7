import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownerKey, Processes, type Running } from '../support/processes.ts';

/** What no client of HTTP would send, byte by byte, to the server as it is started. */
const processes = new Processes();
let annex: Running;

beforeAll(async () => {
  annex = await processes.start(await processes.makeHome(), { REQUEST_LOG: 'on' });
}, 60_000);
afterAll(() => processes.end());

const host = 'Host: localhost';
const form = 'Content-Type: application/x-www-form-urlencoded';
const post = 'POST /trust/subscribe HTTP/1.1';

describe('a request that two readers could understand differently is refused, and its connection closed:', () => {
  test.each([
    ['two lengths', [post, host, form, 'Content-Length: 5', 'Content-Length: 6', '', 'a=b&c']],
    [
      'a length and chunks',
      [post, host, form, 'Content-Length: 5', 'Transfer-Encoding: chunked', '', '0', '', ''],
    ],
    [
      'chunks that are not last',
      [post, host, form, 'Transfer-Encoding: chunked, identity', '', ''],
    ],
    ['an unknown coding', [post, host, form, 'Transfer-Encoding: xchunked', '', 'a']],
    ['a coding behind a tab', [post, host, form, 'Transfer-Encoding:\vchunked', '', '']],
    ['a blank before the colon', [post, host, form, 'Content-Length : 5', '', 'a=b&c']],
    ['a negative length', [post, host, form, 'Content-Length: -1', '', '']],
    ['a length with a sign', [post, host, form, 'Content-Length: +5', '', 'a=b&c']],
    ['a length in hexadecimal', [post, host, form, 'Content-Length: 0x5', '', 'a=b&c']],
    [
      'a chunk of no size',
      [post, host, form, 'Transfer-Encoding: chunked', '', 'g', 'a', '0', '', ''],
    ],
    [
      'a chunk of endless size',
      [post, host, form, 'Transfer-Encoding: chunked', '', 'fffffffffffffffff', 'a', '0', '', ''],
    ],
    ['a folded header', ['GET /trust HTTP/1.1', host, 'X-A: a', ' b', '', '']],
    ['a NUL in a header', ['GET /trust HTTP/1.1', host, 'X-A: a\0b', '', '']],
    ['no host', ['GET /trust HTTP/1.1', '', '']],
    ['another protocol', ['GET /trust HTTP/9.9', host, '', '']],
    ['a blank in the target', ['GET /trust /x HTTP/1.1', host, '', '']],
    ['a header of 20 kB', ['GET /trust HTTP/1.1', host, `X-A: ${'a'.repeat(20_000)}`, '', '']],
    ['20 kB of target', [`GET /trust?q=${'a'.repeat(20_000)} HTTP/1.1`, host, '', '']],
  ])('%s', async (_, lines) => {
    const answer = await exchange(lines.join('\r\n'));
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    // The rest of the connection is no second request.
    expect(answer.match(/^HTTP\/1\.1 /gm)).toHaveLength(1);
    expect(answer).toMatch(/^connection: close/im);
  });
});

test('a whole address in the request line is not believed, nor are several hosts', async () => {
  const whole = await exchange(
    'GET http://evil.example/trust HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
  );
  expect(whole).toMatch(/^HTTP\/1\.1 200 /);
  expect(whole).not.toContain('evil.example');
  const twice = await exchange(
    `GET /trust HTTP/1.1\r\n${host}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`,
  );
  expect(twice).not.toContain('evil.example');
});

test('what a connection is to be made of is not made', async () => {
  for (const line of ['TRACE /trust HTTP/1.1', 'CONNECT evil.example:443 HTTP/1.1'])
    expect(
      await exchange(`${line}\r\n${host}\r\nX-Secret: a\r\nConnection: close\r\n\r\n`),
    ).not.toMatch(/^HTTP\/1\.1 200|X-Secret/i);
  const upgraded = await exchange(
    `GET /trust HTTP/1.1\r\n${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    1_000,
  );
  expect(upgraded).not.toContain(' 101 ');
});

test('a body that grows in chunks is cut off where it is too large, however little is sent at once', async () => {
  const socket = await open();
  const answer = readAll(socket);
  socket.write(
    `POST /trust/api/v1/batches HTTP/1.1\r\n${host}\r\nAuthorization: Bearer ${ownerKey}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`,
  );
  const piece = '1'.repeat(4_096);
  for (let sent = 0; sent < 40 && socket.writable; sent += 1) {
    socket.write(`1000\r\n${piece}\r\n`);
    await sleep(2);
  }
  // The first request to the staff API loads it, which takes a busy machine a while.
  if (socket.bytesRead === 0) await once(socket, 'data');
  socket.destroy();
  expect(await answer).toMatch(/^HTTP\/1\.1 413 /);
});

test('three hundred that send nothing, or a byte now and then, keep nobody else waiting', async () => {
  const heads = await Promise.all(Array.from({ length: 150 }, () => open()));
  const bodies = await Promise.all(Array.from({ length: 150 }, () => open()));
  for (const socket of heads) socket.write('GET /trust HTTP/1.1\r\nX-');
  for (const socket of bodies)
    socket.write(`${post}\r\n${host}\r\n${form}\r\nContent-Length: 60000\r\n\r\na`);
  for (let round = 0; round < 10; round += 1) {
    for (const socket of [...heads, ...bodies]) socket.write('a');
    const { status } = await fetch(`${annex.origin}/trust/subprocessors.json?q=${round}`);
    expect(status).toBe(200);
  }
  for (const socket of [...heads, ...bodies]) socket.destroy();
  expect((await fetch(`${annex.origin}/readyz`)).status).toBe(200);
});

test('what a client writes makes no line of the log, and no part of one that is not quoted', async () => {
  const before = annex.output().length;
  const forged = '{"level":"error","message":"forged"}';
  const headers = { 'user-agent': `a ${forged}`, 'x-request-id': forged, referer: forged };
  for (const path of [
    `/trust/%0A${encodeURIComponent(forged)}`,
    '/trust/%0d%0aforged',
    '/trust/my/forged',
  ])
    await fetch(`${annex.origin}${path}`, { headers });
  await fetch(`${annex.origin}/trust/api/v1/batches`, {
    method: 'POST',
    headers: { ...headers, authorization: 'Bearer forged\t', 'content-type': 'application/json' },
    body: JSON.stringify({ reason: `a\n${forged}` }),
  });
  await sleep(100);
  const lines = annex.output().slice(before).split('\n').filter(Boolean);
  expect(lines.length).toBeGreaterThan(3);
  for (const line of lines) {
    expect(JSON.parse(line)).toHaveProperty('level');
    expect(line).not.toContain('forged');
  }
});

async function open(): Promise<Socket> {
  const { port } = new URL(annex.origin);
  const socket = connect(Number(port), '127.0.0.1');
  // A connection that the server closes is what is expected here.
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

async function readAll(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
  if (!socket.closed) await once(socket, 'close');
  return text;
}

/** All that comes back until the server closes, or nothing more for a while. */
async function exchange(bytes: string, waitMs = 4_000): Promise<string> {
  const socket = await open();
  const answer = readAll(socket);
  socket.write(bytes);
  const timer = setTimeout(() => socket.destroy(), waitMs);
  const text = await answer;
  clearTimeout(timer);
  return text;
}
