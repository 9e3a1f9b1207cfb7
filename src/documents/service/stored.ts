import type { Deps } from '../../context.ts';
import { keyOf, openFile, readFile } from '../../files/service.ts';
import type { Edition } from '../model.ts';
import { watching } from './damage.ts';

// Without a grant: for Annex itself and for staff. Whoever asks from outside goes by files.ts.

export async function readStored(deps: Deps, edition: Edition): Promise<Uint8Array> {
  return watching(deps, edition, () => readFile(deps, filedOf(edition)));
}

export async function openStored(
  deps: Deps,
  edition: Edition,
): Promise<ReadableStream<Uint8Array>> {
  return watching(deps, edition, () => openFile(deps, filedOf(edition)));
}

function filedOf({ id, size, sha256 }: Edition) {
  return { key: keyOf('documents', id), size, sha256 };
}
