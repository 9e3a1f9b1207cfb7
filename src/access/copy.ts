import type { Deps } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import { slugify } from '../core/text.ts';
import { getOrganisation } from '../organisation/service.ts';
import { openSans } from '../pdf/open-sans.ts';
import { writeCopy } from './copy-pdf.ts';
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
  const { value: organisation } = await getOrganisation(db);
  const body = writeCopy(
    {
      nda,
      acceptance,
      signer,
      reference: request.reference,
      documents: acceptance.documentIds.flatMap((id) => documents.get(id)?.title ?? []),
      publisher: organisation.legalName ?? organisation.name,
    },
    openSans(),
  );
  const name = [slugify(nda.title) || 'nda', request.reference.toLowerCase()].join('-');
  return new Response(new Uint8Array(body), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${name}.pdf"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  });
}
