import { Refusal } from '../core/errors.ts';
import { immutable } from '../publication/headers.ts';
import type { Queried, Rendered } from '../publication/representation.ts';
import { findLog, findTile, listLogKeys, proveInclusion } from './service.ts';

const text = 'text/plain; charset=utf-8';

/** C2SP tlog-checkpoint: the newest commitment to everything in the log. */
export const logCheckpoint: Queried = {
  kind: 'queried',
  path: '/log/checkpoint',
  mediaType: text,
  cacheControl: 'public, max-age=2',
  render: async ({ db }) => {
    const log = await findLog(db);
    if (log === undefined) return nothing('Nothing is in the log yet.');
    return { body: log.checkpoint, passing: true };
  },
};

/** Every verifier key that has signed, C2SP signed-note, one a line and the newest first. */
export const logKey: Queried = {
  kind: 'queried',
  path: '/log/key',
  mediaType: text,
  render: async ({ db }) => {
    const keys = await listLogKeys(db);
    if (keys.length === 0) return nothing('Nothing is in the log yet.');
    return { body: keys.map(({ verifierKey }) => `${verifierKey}\n`).join(''), passing: true };
  },
};

/** A partial one is soon out of use, and after a restored backup its place may hold another. */
const forAnHour = 'public, max-age=3600';

/**
 * Hashes and entries, C2SP tlog-tiles. Never remembered here: who verifies reads each once, and must
 * see what is stored.
 */
export const logTile: Queried = {
  kind: 'queried',
  path: '/log/tile/:tile{.+}',
  mediaType: 'application/octet-stream',
  freeParams: ['tile'],
  render: async ({ db, params: { tile = '' } }) => {
    const body = await findTile(db, `tile/${tile}`);
    if (body === undefined) throw new Refusal('not_found', 'The log has no such tile.');
    return { body, headers: { 'cache-control': isFull(tile) ? immutable : forAnHour } };
  },
};

/** C2SP tlog-proof: that one leaf is in the log, to be checked without this site. */
export const logProof: Queried = {
  kind: 'queried',
  path: '/log/proof/:index{[0-9]+}',
  mediaType: text,
  freeParams: ['index'],
  render: async ({ db, params: { index = '' } }) => {
    const proof = isNumber(index) ? await proveInclusion(db, Number(index)) : undefined;
    if (proof === undefined) return nothing('The log has no such leaf.');
    const name = `leaf-${index}.tlog-proof`;
    return {
      body: proof,
      headers: { 'content-disposition': `attachment; filename="${name}"` },
      passing: true,
    };
  },
};

function isFull(tile: string): boolean {
  return !tile.includes('.p/');
}

// `014` would be a second address of the same file.
function isNumber(digits: string): boolean {
  return /^(0|[1-9]\d{0,14})$/.test(digits);
}

function nothing(why: string): Rendered {
  return { status: 404, body: `${why}\n`, passing: true };
}
