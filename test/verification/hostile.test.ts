import { canonicalJson, type Json } from '../../src/core/canonical-json.ts';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { afterEach, expect, it } from 'vitest';
import { formatVerifierKey } from '../../src/core/signed-note.ts';
import { verify } from '../../src/verification/verify.ts';
import type { Report } from '../../src/verification/model/report.ts';
import { tellReport, writeReport } from '../../src/verification/words.ts';
import { startApp } from '../support/app.ts';
import { checkpointOf, leafOf, type PaperLog, signerOf } from './paper-log.ts';
import { faultsOf, leavesIn, verifyWorld, withLog } from './verifying.ts';

const origin = 'localhost:8787/trust/log';
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections();
});

it('a log that is signed by nobody it names does not verify', async () => {
  const { trust, log } = await worldWithLog();
  const stranger = await signerOf(origin, 2);
  const { report } = await verifyWorld(trust, {
    fetch: withLog(trust, { ...log, keys: [await keyOf(2)], signers: log.signers }),
  });
  expect(report.status).toBe('does-not-verify');
  expect(faultsOf(report)).toEqual([expect.stringContaining('has signed the checkpoint')]);
  const forged = await verifyWorld(trust, {
    fetch: withLog(trust, { ...log, signers: [stranger], keys: [await keyOf(1)] }),
  });
  expect(forged.report.status).toBe('does-not-verify');
});

it('a checkpoint signed under the name of another log does not verify', async () => {
  const { trust, log } = await worldWithLog();
  const other = await signerOf('other.example/trust/log', 1);
  const { report } = await verifyWorld(trust, {
    fetch: withLog(trust, { ...log, signers: [other] }),
  });
  expect(report.status).toBe('does-not-verify');
});

it.each([
  ['taken away', (leaves: readonly Uint8Array[]) => leaves.filter((_, at) => at !== 3)],
  ['moved', ([a, b, ...rest]: readonly Uint8Array[]) => [b, a, ...rest].filter(isLeaf)],
  ['added twice', ([a, ...rest]: readonly Uint8Array[]) => [a, a, ...rest].filter(isLeaf)],
])('an entry that is %s under a checkpoint is noticed', async (_what, edit) => {
  const { trust, log } = await worldWithLog();
  const checkpoint = await checkpointOf(log);
  const edited = withLog(trust, { ...log, leaves: edit([...log.leaves, ...log.leaves]) });
  const { report } = await verifyWorld(trust, {
    fetch: async (url, init) =>
      url.endsWith('/checkpoint') ? new Response(checkpoint) : edited(url, init),
  });
  expect(faultsOf(report)).toContainEqual(
    expect.stringContaining('not what the checkpoint was signed over'),
  );
});

it.each([
  ['an answer in place of the entries', 'entries/000.p/', 'not a bundle'],
  ['a bundle that ends in an entry', 'entries/000.p/', new Uint8Array([255, 255, 1, 2, 3])],
  ['a bundle with something behind it', 'entries/000.p/', 'append'],
  ['a tile that is too short', 'tile/0/000.p/', new Uint8Array(31)],
])('%s does not verify', async (_what, where, body) => {
  const { trust, log } = await worldWithLog();
  const served = withLog(trust, log);
  const { report } = await verifyWorld(trust, {
    fetch: async (url, init) => {
      if (!url.includes(where)) return served(url, init);
      if (body !== 'append') return new Response(body);
      const whole = await (await served(url, init)).arrayBuffer();
      return new Response(Buffer.concat([Buffer.from(whole), Buffer.of(0)]));
    },
  });
  expect(report.status).toBe('does-not-verify');
  expect(faultsOf(report)).toEqual([expect.stringMatching(/in the form of a log|the length of/)]);
});

it('an entry that is no event, or facts that cannot be read, are named and stop nothing', async () => {
  const { trust, log } = await worldWithLog();
  const strange = [
    'no JSON',
    '[]',
    '{"id":"a","at":"yesterday","action":"x","subject":"y","data":{}}',
    ...[{}, { id: 1, items: 1, listVersion: 1, reason: 'r', effectiveOn: '2026-01-01' }].map(
      (data) => eventOf('change.published', data),
    ),
    eventOf('change.item_published', {
      change: 1,
      id: 'x',
      slug: 'x',
      after: { name: 'X', links: 3 },
    }),
    eventOf('change.item_published', { change: 1, id: 'x', slug: 'x', after: { locations: 3 } }),
    eventOf('change.took_effect', { id: 7, listVersion: 'seven' }),
  ].map((text) => Buffer.from(text));
  const { report } = await verifyWorld(trust, {
    fetch: withLog(trust, { ...log, leaves: [...log.leaves, ...strange] }),
  });
  const faults = faultsOf(report);
  expect(faults.filter((fault) => fault.endsWith('is no event.'))).toHaveLength(3);
  for (const said of [
    'publishes a change that cannot be read',
    'publishes change 1 where change 13 is next',
    'belongs to no change that the log is telling of',
    'puts change 7 into effect, which the log does not tell of',
    '“X” (x) is missing; the log has it',
  ])
    expect(faults).toContainEqual(expect.stringContaining(said));
});

it('what a hostile log says reaches no terminal as it is', async () => {
  const report: Report = {
    status: 'could-not-check',
    url: 'http://x.example/\u001b[2Jtrust',
    checks: [{ topic: 'register', text: '', faults: ['a\nb\u202e\u0085\u{e0001}'], moreFaults: 3 }],
    notes: [],
  };
  expect(tellReport(report)).toBe(
    'COULD NOT BE CHECKED: http://x.example/\\u{1b}[2Jtrust\nNOT   a\\u{a}b\\u{202e}\\u{85}\\u{e0001}\nNOT   and 3 more of this kind\n',
  );
  const json = writeReport(report);
  expect(json).not.toMatch(/[^\n -~]/);
  expect(JSON.parse(json)).toEqual(report);
});

it('a log that grows each time it is read is not judged', async () => {
  const { trust, log } = await worldWithLog();
  let size = log.leaves.length - 12;
  const { report } = await verifyWorld(trust, {
    fetch: async (url, init) => {
      if (url.endsWith('/checkpoint')) size += 1;
      const leaves = [...log.leaves, ...log.leaves].slice(0, Math.floor(size));
      return withLog(trust, { ...log, leaves })(url, init);
    },
  });
  expect(report).toMatchObject({
    status: 'could-not-check',
    reason: expect.stringContaining('changing each time'),
  });
});

it('a log that grows each time it is read does not hide so that its past was rewritten', async () => {
  const { trust, log } = await worldWithLog();
  const { memory } = await verifyWorld(trust, { fetch: withLog(trust, log) });
  const leaves = log.leaves.toReversed();
  const { report } = await verifyWorld(trust, {
    ...(memory && { memory }),
    fetch: async (url, init) => {
      if (url.endsWith('/checkpoint')) leaves.push(Buffer.from(eventOf('nothing.happened', {})));
      return withLog(trust, { ...log, leaves: [...leaves] })(url, init);
    },
  });
  expect(report.status).toBe('does-not-verify');
  expect(faultsOf(report)).toContainEqual(expect.stringContaining('The past was rewritten'));
});

it.each([
  ['deeper than anything can be', `${'['.repeat(30_000)}${']'.repeat(30_000)}`],
  ['what is no text', String.raw`"\ud800"`],
])('%s is told of in a report, in an entry of the log and in a document', async (_what, value) => {
  const { trust, log } = await worldWithLog();
  const event = eventOf('organisation.updated', {}).replace('"data":{', `"data":{"name":${value}`);
  const logged = await verifyWorld(trust, {
    fetch: withLog(trust, { ...log, leaves: [...log.leaves, Buffer.from(event)] }),
  });
  expect(faultsOf(logged.report)).toContainEqual(expect.stringMatching(/^Entry .* is no event\.$/));
  for (const path of ['/subprocessors.json', '/changes.json', '/versions/1.json']) {
    const served = withLog(trust, log);
    const { report } = await verifyWorld(trust, {
      fetch: async (url, init) =>
        url.includes(path) ? new Response(`{"subprocessors":${value}}`) : served(url, init),
    });
    expect(report).toMatchObject({
      status: 'could-not-check',
      reason: expect.stringContaining('is not the JSON it should be'),
    });
  }
});

it('two checkpoints of one size with different roots do not verify', async () => {
  const { trust, log } = await worldWithLog();
  let asked = 0;
  const { report } = await verifyWorld(trust, {
    fetch: async (url, init) => {
      if (url.endsWith('/checkpoint')) asked += 1;
      const leaves = asked < 2 ? log.leaves : log.leaves.toReversed();
      return withLog(trust, { ...log, leaves })(url, init);
    },
  });
  expect(faultsOf(report)).toEqual([expect.stringContaining('cannot both be of one log')]);
});

it('pages of changes without an end, and a checkpoint over more than is there, come to an end', async () => {
  const { trust, log } = await worldWithLog();
  const served = withLog(trust, log);
  const page = await (await served('http://localhost:8787/trust/changes.json', {})).json();
  const endless = await verifyWorld(trust, {
    fetch: async (url, init) =>
      url.includes('/changes.json') ? Response.json({ ...page, next: '9' }) : served(url, init),
  });
  expect(faultsOf(endless.report)).toContainEqual(expect.stringContaining('not in order'));
  const checkpoint = await checkpointOf({
    ...log,
    leaves: Array.from({ length: 600 }, () => Buffer.from('{}')),
  });
  const vast = await verifyWorld(trust, {
    fetch: async (url, init) =>
      url.endsWith('/checkpoint') ? new Response(checkpoint) : served(url, init),
  });
  expect(faultsOf(vast.report)).toEqual([
    expect.stringContaining('Entries 0 to 255 of the log are not there'),
  ]);
});

it('a list of posts without an end comes to one, and posts out of their order are named', async () => {
  const { trust, log } = await worldWithLog();
  const served = withLog(trust, log);
  const { report } = await verifyWorld(trust, {
    fetch: async (url, init) => {
      if (!url.includes('/updates.json')) return served(url, init);
      const page = await (await served('http://localhost:8787/trust/updates.json', {})).json();
      return Response.json({ ...page, next: '9' });
    },
  });
  expect(faultsOf(report)).toEqual([expect.stringMatching(/^Update \d+ stands .* twice/)]);
  const event = { id: 'x', at: new Date(0), subject: 'update:9' };
  const leaves = [
    leafOf({ ...event, action: 'update.published', data: { thread: 9, position: 2, body: 'x' } }),
    leafOf({ ...event, action: 'update.withdrawn', data: { thread: 9, position: 1 } }),
    leafOf({ ...event, action: 'update.published', data: { thread: 'a', position: null } }),
  ];
  const odd = withLog(trust, { ...log, leaves: [...leaves, ...log.leaves] });
  expect(faultsOf((await verifyWorld(trust, { fetch: odd })).report)).toEqual([
    'Entry 0 of the log (update.published) publishes post 2 of update 9, which is not the next one.',
    'Entry 1 of the log (update.withdrawn) withdraws post 1 of update 9, which does not stand.',
    'Entry 2 of the log (update.published) publishes post null of update a, which is not the next one.',
  ]);
});

it.each([
  ['nothing', (_request, response) => response.writeHead(404).end(), 'has no log'],
  ['words', (_request, response) => response.end('<html>'), 'is no checkpoint'],
  [
    'a redirect',
    (_request, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
    'leads elsewhere (302), to http://169.254.169.254/',
  ],
  ['a refusal', (_request, response) => response.writeHead(403).end(), 'status 403'],
  [
    'an answer without an end',
    (_request, response) => void pour(response),
    'more than 100000 bytes',
  ],
  ['a connection that breaks', (request) => void request.socket.destroy(), 'could not be reached'],
] satisfies [string, RequestListener, string][])(
  '%s in place of a log cannot be checked, and it says why',
  async (_what, listener, reason) => {
    const { report } = await verify({ url: await listenTo(listener), fetch });
    expect(report).toMatchObject({
      status: 'could-not-check',
      reason: expect.stringContaining(reason),
    });
  },
);

async function worldWithLog() {
  const trust = await startApp({ seed: 'demo' });
  const log: PaperLog = {
    origin,
    leaves: await leavesIn(trust),
    signers: [await signerOf(origin, 1)],
  };
  const { report } = await verifyWorld(trust, { fetch: withLog(trust, log) });
  expect(report).toMatchObject({ status: 'verified', checks: expect.anything() });
  return { trust, log };
}

async function keyOf(seed: number): Promise<string> {
  return formatVerifierKey((await signerOf(origin, seed)).key);
}

function isLeaf(leaf: Uint8Array | undefined): leaf is Uint8Array {
  return leaf !== undefined;
}

function eventOf(action: string, data: Json): string {
  return canonicalJson({ id: 'e', at: '2026-11-22T09:00:00.000Z', action, subject: 's:1', data });
}

async function listenTo(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/trust`;
}

async function pour(response: ServerResponse): Promise<void> {
  const block = Buffer.alloc(65_536, 'x');
  response.setMaxListeners(0);
  while (!response.destroyed)
    if (!response.write(block))
      await Promise.race([once(response, 'drain'), once(response, 'close')]);
}
