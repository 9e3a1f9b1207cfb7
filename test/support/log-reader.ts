import { createClient } from '@libsql/client';
import type { World } from './app.ts';
import { hashOf, isSigned, rootOf } from './log-check.ts';

/** The log as somebody outside reads it: over HTTP, by its specifications. */
export type ReadLog = {
  readonly size: number;
  readonly origin: string;
  readonly checkpoint: string;
  readonly keys: readonly string[];
  readonly entries: readonly { readonly [name: string]: unknown }[];
  readonly hashes: readonly string[];
  /** What does not fit together. */
  readonly faults: readonly string[];
};

type Readable = { fetch(path: string): Promise<Response> };

export async function readLog(trust: Readable): Promise<ReadLog> {
  const checkpoint = await (await trust.fetch('/trust/log/checkpoint')).text();
  const keys = (await (await trust.fetch('/trust/log/key')).text()).trimEnd().split('\n');
  const [text = '', signatures = ''] = checkpoint.split(/(?<=\n)\n/);
  const [origin = '', count, root = ''] = text.split('\n');
  const size = Number(count);
  const bundles = await readTiles(trust, 'entries', size);
  const entries = bundles.flatMap(unbundle);
  const hashes = entries.map(hashOf);
  const faults = isSigned(text, signatures, keys[0] ?? '') ? [] : ['the signature is wrong'];
  if (Buffer.from(rootOf(hashes), 'hex').toString('base64') !== root)
    faults.push('the entries do not give the root');
  for (let level = 0, rest = hashes; rest.length > 0; level += 1) {
    const tiles = Buffer.concat(await readTiles(trust, String(level), rest.length));
    if (tiles.toString('hex') !== rest.join('')) faults.push(`the tiles of level ${level} differ`);
    rest = Array.from({ length: Math.floor(rest.length / 256) }, (_, index) =>
      rootOf(rest.slice(index * 256, index * 256 + 256)),
    );
  }
  return {
    size,
    origin,
    checkpoint,
    keys,
    entries: entries.map((entry) => JSON.parse(entry.toString())),
    hashes,
    faults,
  };
}

async function readTiles(
  trust: Readable,
  level: string,
  count: number,
): Promise<readonly Buffer[]> {
  const tiles: Buffer[] = [];
  for (let index = 0; index * 256 < count; index += 1) {
    const width = Math.min(256, count - index * 256);
    const number = String(index).padStart(3, '0');
    const path = `/trust/log/tile/${level}/${number}${width < 256 ? `.p/${width}` : ''}`;
    tiles.push(await readBytes(trust, path));
  }
  return tiles;
}

export async function readBytes(trust: Readable, path: string): Promise<Buffer> {
  const response = await trust.fetch(path);
  if (response.status !== 200) throw new Error(`${path} answers ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

function unbundle(bundle: Buffer): readonly Buffer[] {
  const entries: Buffer[] = [];
  for (let at = 0; at < bundle.length;) {
    const end = at + 2 + bundle.readUInt16BE(at);
    entries.push(bundle.subarray(at + 2, end));
    at = end;
  }
  return entries;
}

/** As in a database from before there was a log. */
export async function loseLog(trust: World): Promise<void> {
  const client = createClient({ url: `file:${trust.file}`, timeout: 5_000 });
  for (const table of ['log_leaves', 'log_tiles', 'log_state', 'log_keys'])
    await client.execute(`DELETE FROM ${table}`);
  client.close();
}
