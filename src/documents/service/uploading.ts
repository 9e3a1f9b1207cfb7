import { Refusal, refusalOf } from '../../core/errors.ts';
import { type EditionId, newId } from '../../core/ids.ts';
import { commit } from '../../db/commit.ts';
import { type Filed, keyOf, readFile, requireFiles, takeFile } from '../../files/service.ts';
import { spareFiles, withDoomed } from '../../files/service/dooming.ts';
import { type Sniffed, sniffType } from '../../files/service/sniffing.ts';
import type { Document, Edition, EditionFacts } from '../model.ts';
import { editionEvent } from '../model/events.ts';
import { faultsInEdition } from '../model/faults.ts';
import { fileNameOf } from '../model/file-names.ts';
import { selectEditions } from '../store/reading.ts';
import { editionFactsOf, saveEdition } from '../store/writing.ts';
import { checkFile, refuseUnmarkable } from './checking.ts';
import { getDocument } from './reading.ts';
import type { Editor } from './writing.ts';

const mostBytes = 100 * 1024 * 1024;

/** What is given out, by its signature. Nothing that runs. */
export const documentTypes: ReadonlyMap<string, string> = new Map([
  ['application/pdf', 'PDF'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'DOCX'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'XLSX'],
  ['application/vnd.oasis.opendocument.text', 'ODT'],
  ['application/vnd.oasis.opendocument.spreadsheet', 'ODS'],
]);

export type Upload = {
  readonly source: ReadableStream<Uint8Array>;
  /** Bytes, by Content-Length. */
  readonly size: number;
  /** As its sender says; undefined where they do not. */
  readonly mediaType: string | undefined;
  readonly fileName: string | undefined;
  readonly facts: EditionFacts;
  readonly acceptsUnprotected: boolean;
};

/**
 * Takes a file as the next version of a document, a draft: it goes straight into the store and is never
 * whole in memory, but for a PDF that is parsed. Of what is refused nothing stays, and what a crash leaves
 * in the store is deleted within two hours.
 */
export async function uploadEdition(ctx: Editor, slug: string, upload: Upload): Promise<Edition> {
  const document = await getDocument(ctx.deps.db, slug);
  checkBeforehand(document, upload, ctx.deps.pdf.mostMarkedBytes);
  const id = newId(ctx.deps.ids, 'edi');
  requireFiles(ctx.deps);
  return withDoomed(ctx, [keyOf('documents', id)], async () =>
    enterEdition(ctx, document, await takeUpload(ctx, document, id, upload)),
  );
}

/** Stores the file and checks what it is. */
async function takeUpload(
  { deps }: Editor,
  { slug, isMarked }: Document,
  id: EditionId,
  { source, size, facts, acceptsUnprotected, ...said }: Upload,
): Promise<File> {
  const filed = await takeFile(deps, keyOf('documents', id), { source, size, mostBytes });
  const { mediaType, ending } = await sniffStored(deps, filed, said.mediaType);
  const asked = { isMarked, acceptsUnprotected };
  const checked = await checkFile(deps, { mediaType, size }, asked, () => readFile(deps, filed));
  const fileName = fileNameOf(said.fileName, slug, ending);
  return {
    ...editionFactsOf(facts),
    id,
    fileName,
    mediaType,
    size,
    sha256: filed.sha256,
    ...checked,
  };
}

function checkBeforehand(document: Document, { size, facts }: Upload, mostMarked: number): void {
  if (size === 0) throw new Refusal('malformed', 'The body is empty; send the file as the body.');
  if (document.isMarked) refuseUnmarkable('application/pdf', size, mostMarked);
  const faults = faultsInEdition(facts);
  if (faults.length > 0) throw refusalOf(faults);
}

/** Refuses what is no document, and what is another thing than its sender says. */
async function sniffStored(
  deps: Editor['deps'],
  { key }: Filed,
  said: string | undefined,
): Promise<Sniffed> {
  const stored = await requireFiles(deps).open(key);
  const sniffed = stored && (await sniffType(await stored.stream()));
  if (sniffed === undefined || !documentTypes.has(sniffed.mediaType))
    throw new Refusal(
      'wrong_media_type',
      `A document is one of ${[...documentTypes.values()].join(', ')}, and this is none.${said === undefined ? '' : ' Send the file itself, not a form with it.'}`,
    );
  if (said !== undefined && said !== 'application/octet-stream' && said !== sniffed.mediaType)
    throw new Refusal(
      'wrong_media_type',
      `The file is ${sniffed.mediaType}, not what Content-Type says; send it with "Content-Type: ${sniffed.mediaType}".`,
    );
  return sniffed;
}

type File = Omit<Edition, 'documentId' | 'number' | 'state' | 'uploadedAt' | 'version'>;

async function enterEdition(ctx: Editor, { slug }: Document, file: File): Promise<Edition> {
  return commit(ctx, async (tx, ledger) => {
    const document = await getDocument(tx, slug);
    if (document.isMarked && file.pages === undefined)
      throw new Refusal('conflict', 'The document became marked meanwhile. Send it again.');
    const earlier = await selectEditions(tx, document.id);
    const same = earlier.find((each) => each.sha256 === file.sha256 && each.state !== 'withdrawn');
    if (same)
      throw new Refusal('conflict', `This file is here already, as version ${same.number}.`);
    const number = (earlier[0]?.number ?? 0) + 1;
    const edition: Edition = {
      ...file,
      documentId: document.id,
      number,
      state: 'draft',
      uploadedAt: ledger.at,
      version: 1,
    };
    await saveEdition(tx, edition, ledger.at);
    await spareFiles(tx, [keyOf('documents', edition.id)], ctx.deps.clock());
    const event = ledger.record(editionEvent('uploaded', document, edition, { isOut: false }));
    return { value: edition, events: [event] };
  });
}
