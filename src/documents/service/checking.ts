import type { Deps } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { Edition } from '../model.ts';
import { readStored } from './stored.ts';

const pdf = 'application/pdf';

/** A version whose file was read for what its document asks of it. */
export type Checked = { readonly edition: Edition };

type Kind = Pick<Edition, 'mediaType' | 'size'>;
type Asked = {
  readonly isMarked: boolean;
  /** Marked copies may lack a protection against editing that the file has. */
  readonly acceptsUnprotected: boolean;
};

/**
 * Reads a PDF, and says what is to be written down of it. Refuses what cannot be opened, and for a
 * marked document what cannot be marked here. `read` is called for what fits into memory only.
 */
export async function checkFile(
  { pdf: tools }: Pick<Deps, 'pdf'>,
  { mediaType, size }: Kind,
  { isMarked, acceptsUnprotected }: Asked,
  read: () => Promise<Uint8Array>,
): Promise<Pick<Edition, 'pages' | 'isUnprotectedWhenMarked'>> {
  if (isMarked) refuseUnmarkable(mediaType, size, tools.mostMarkedBytes);
  if (mediaType !== pdf || size > tools.mostMarkedBytes) return { isUnprotectedWhenMarked: false };
  const { pages, protection } = await tools.inspect(await read());
  const isUnprotectedWhenMarked = isMarked && protection === 'editing';
  if (isUnprotectedWhenMarked && !acceptsUnprotected)
    throw new Refusal(
      'invalid',
      'The file is protected against editing, and a marked copy cannot keep that. If copies without this protection are fine, say so (?accept_unprotected=true) and send it again.',
    );
  return { pages, isUnprotectedWhenMarked };
}

/** The same of a version that lies here already, before it is issued or its document becomes marked. */
export async function checkMarkable(
  deps: Deps,
  edition: Edition,
  acceptsUnprotected: boolean,
): Promise<Checked> {
  const asked = {
    isMarked: true,
    acceptsUnprotected: acceptsUnprotected || edition.isUnprotectedWhenMarked,
  };
  const found = await checkFile(deps, edition, asked, () => readStored(deps, edition));
  return { edition: { ...edition, ...found } };
}

/** Of a file that is to be marked here, whatever is in it. */
export function refuseUnmarkable(mediaType: string, size: number, mostBytes: number): void {
  if (mediaType !== pdf)
    throw new Refusal(
      'invalid',
      'Copies of this document are marked with the name of whoever gets them, and only a PDF can be. Send it as PDF, or switch isMarked of the document off.',
    );
  if (size > mostBytes)
    throw new Refusal(
      'too_large',
      `A file whose copies are marked may have at most ${Math.floor(mostBytes / (1024 * 1024))} MB here. Save it smaller, or switch isMarked of the document off.`,
    );
}
