import type { Deps } from '../../context.ts';
import { keyOf } from '../../files/keys.ts';
import { type Filed, openFile, readFile } from '../../files/service.ts';
import type { Edition, Grant } from '../model.ts';
import { watching } from './damage.ts';

/** The whole file of a version, known to be what was uploaded. Refuses `damaged`, and then staff are told. */
export async function readEdition(deps: Deps, grant: Grant, edition: Edition): Promise<Uint8Array> {
  const filed = filedOf(grant, edition);
  return watching(deps, edition, () => readFile(deps, filed));
}

/** The same as a stream; nothing of a damaged file is in it. */
export async function openEdition(
  deps: Deps,
  grant: Grant,
  edition: Edition,
): Promise<ReadableStream<Uint8Array>> {
  const filed = filedOf(grant, edition);
  return watching(deps, edition, () => openFile(deps, filed));
}

function filedOf(grant: Grant, { id, size, sha256 }: Edition): Filed {
  if (grant.editionId !== id) throw new TypeError('a grant gives one version only');
  return { key: keyOf('documents', id), size, sha256 };
}
