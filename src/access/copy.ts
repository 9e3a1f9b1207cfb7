import type { Deps } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import { slugify } from '../core/text.ts';
import type { Db } from '../db/client.ts';
import { getOrganisation } from '../organisation/service.ts';
import { openSans } from '../pdf/open-sans.ts';
import { writeCopy, writeNda } from './copy-pdf.ts';
import type { Nda } from './model.ts';
import type { Copied } from './service/ndas.ts';
import { documentsById } from './service/reading.ts';

/** The copy of an acceptance, the same for both sides. It holds who signed: nothing keeps a copy of it on the way. */
export async function acceptanceFile(
  { db }: Pick<Deps, 'db'>,
  { acceptance, nda, request }: Copied,
): Promise<Response> {
  const { signer } = acceptance;
  if (signer === undefined || request === undefined)
    throw new Refusal('conflict', 'Whoever signed was erased, so no copy can be made.');
  const documents = await documentsById(db);
  const { reference } = request;
  const body = writeCopy(
    {
      nda,
      acceptance,
      signer,
      reference,
      documents: acceptance.documentIds.flatMap((id) => documents.get(id)?.title ?? []),
      publisher: await publisherOf(db),
    },
    openSans(),
  );
  return pdfResponse(body, `${slugify(nda.title) || 'nda'}-${reference.toLowerCase()}`);
}

/** A text on paper. */
export async function textFile({ db }: Pick<Deps, 'db'>, nda: Nda): Promise<Response> {
  const body = writeNda(nda, await publisherOf(db), openSans());
  return pdfResponse(body, `${slugify(nda.title) || 'nda'}-version-${nda.number}`);
}

async function publisherOf(db: Db): Promise<string> {
  const { value } = await getOrganisation(db);
  return value.legalName ?? value.name;
}

function pdfResponse(body: Uint8Array, name: string): Response {
  return new Response(new Uint8Array(body), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${name}.pdf"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  });
}
