import type { Deps } from '../../context.ts';
import type { Edition, Grant } from '../model.ts';
import { openStored, readStored } from './stored.ts';

/** The whole file of a version, known to be what was uploaded. Refuses `damaged`, and then staff are told. */
export async function readEdition(deps: Deps, grant: Grant, edition: Edition): Promise<Uint8Array> {
  checkGrant(grant, edition);
  return readStored(deps, edition);
}

/** The same as a stream; nothing of a damaged file is in it. */
export async function openEdition(
  deps: Deps,
  grant: Grant,
  edition: Edition,
): Promise<ReadableStream<Uint8Array>> {
  checkGrant(grant, edition);
  return openStored(deps, edition);
}

function checkGrant(grant: Grant, { id }: Edition): void {
  if (grant.editionId !== id) throw new TypeError('a grant gives one version only');
}
