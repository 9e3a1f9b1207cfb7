import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { afterAll, describe, expect, it } from 'vitest';
import { Processes, type Running } from '../support/processes.ts';

const processes = new Processes();
afterAll(() => processes.end());

type Line = Readonly<Record<string, unknown>>;

const token = 'somebodys-token-that-nobody-else-may-know';
const typed = 'what-somebody-typed';

async function start(settings: Readonly<Record<string, string>>): Promise<Running> {
  return processes.start(await processes.makeHome(), settings);
}

function linesOf(annex: Running): readonly Line[] {
  return annex
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line)
    .filter(({ message }) => message === 'request');
}

describe('a line for each request', () => {
  it('is written where it is asked for, with the id of the proxy and no address', async () => {
    const annex = await start({ REQUEST_LOG: 'on' });
    const id = 'from-the-proxy.1';
    const headers = { 'x-request-id': id };
    const answer = await fetch(`${annex.origin}/trust/my/${token}?q=${typed}`, { headers });
    expect(answer.headers.get('x-request-id')).toBe(id);
    await fetch(`${annex.origin}/trust/subprocessors?q=${typed}`);
    await annex.stop();
    expect(linesOf(annex)).toEqual([
      expect.objectContaining({ id, method: 'GET', route: '/trust/my/*', status: 404 }),
      expect.objectContaining({ method: 'GET', route: '/trust/subprocessors', status: 200 }),
    ]);
    expect(annex.output()).not.toContain(token);
    expect(annex.output()).not.toContain(typed);
  });

  it('has an id of its own where the one that came is no id', async () => {
    const annex = await start({ REQUEST_LOG: 'on' });
    const headers = { 'x-request-id': 'two words' };
    const answer = await fetch(`${annex.origin}/trust`, { headers });
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    await annex.stop();
  });

  it('is not written unless asked for', async () => {
    const annex = await start({});
    const answer = await fetch(`${annex.origin}/trust`);
    expect(answer.headers.get('x-request-id')).toBeNull();
    await annex.stop();
    expect(linesOf(annex)).toEqual([]);
  });
});

describe('OpenTelemetry', () => {
  it('gets a span for each request and commit, by route, when a collector is named', async () => {
    const received: string[] = [];
    const collector = createServer((request, response) => {
      void read(request).then((body) => {
        received.push(body);
        response.end('{}');
      });
    }).listen(0, '127.0.0.1');
    await once(collector, 'listening');
    const address = collector.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const annex = await start({
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_METRICS_EXPORTER: 'none',
      OTEL_LOGS_EXPORTER: 'none',
    });
    await fetch(`${annex.origin}/trust/my/${token}?q=${typed}`);
    await fetch(`${annex.origin}/trust/contact`, { method: 'POST' });
    // What was not sent yet is sent before it ends.
    expect(await annex.stop()).toBe(0);
    collector.close();
    const all = received.join('\n');
    expect(spanNames(received)).toEqual(
      expect.arrayContaining(['GET /trust/my/*', 'POST /trust/contact', 'commit']),
    );
    expect(all).toContain('"annex"');
    expect(all).not.toContain(token);
    expect(all).not.toContain(typed);
  });
});

function spanNames(bodies: readonly string[]): readonly string[] {
  type Sent = {
    readonly resourceSpans?: readonly {
      readonly scopeSpans: readonly { readonly spans: readonly { readonly name: string }[] }[];
    }[];
  };
  return bodies.flatMap((body) =>
    ((JSON.parse(body) as Sent).resourceSpans ?? []).flatMap(({ scopeSpans }) =>
      scopeSpans.flatMap(({ spans }) => spans.map(({ name }) => name)),
    ),
  );
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
