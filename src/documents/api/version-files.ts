import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import { parseNumber } from '../../core/number.ts';
import { forStaff } from '../../http/audience.ts';
import { etagOf } from '../../http/etag.ts';
import { etagHeader, json, locationHeader, security } from '../../http/openapi.ts';
import { createRouter, invalid } from '../../http/router.ts';
import { problems, slug } from '../../http/schema.ts';
import { fileHeaders, nameInDisposition } from '../model/file-names.ts';
import type { EditionFacts } from '../model.ts';
import { byNumber, uploadQuery, version, versionFacts } from '../schema.ts';
import { getVersion } from '../service/issuing.ts';
import { openForStaff } from '../service/staff-copy.ts';
import { documentTypes, type Upload, uploadEdition } from '../service/uploading.ts';
import { presentStaffVersion } from '../staff-present.ts';

/** Files as bodies, both ways. Registered by hand: nothing may read them but the store. */
export const documentFilesApi = createRouter();

const tags = ['Documents'];
const bySlug = z.object({ slug });
const bytes = { schema: z.string().meta({ format: 'binary' }) };

documentFilesApi.openAPIRegistry.registerPath(
  createRoute({
    method: 'post',
    path: '/documents/{slug}/versions',
    operationId: 'uploadDocumentVersion',
    summary: 'Upload a file as the next version of a document',
    tags,
    security,
    description:
      'The body is the file itself: PDF, DOCX, XLSX, ODT or ODS, at most 100 MB, of a marked document a PDF within what the platform can mark. It is a draft until it is issued. A PDF is parsed, and refused where it cannot be opened or has no pages. Say its name by `Content-Disposition: attachment; filename*=…` or `file_name`.',
    request: {
      params: bySlug,
      query: uploadQuery,
      body: {
        required: true,
        content: { 'application/pdf': bytes, 'application/octet-stream': bytes },
      },
    },
    responses: {
      201: {
        ...json(version, 'The version, a draft'),
        headers: etagHeader.extend(locationHeader.shape),
      },
      ...problems(400, 404, 409, 411, 413, 415, 422, 429, 503),
    },
  }),
);
documentFilesApi.post('/documents/:slug/versions', forStaff('uploadDocumentVersion'), async (c) => {
  const named = bySlug.safeParse(c.req.param());
  if (!named.success) throw invalid(named.error.issues, ['param']);
  const query = uploadQuery.safeParse(c.req.query());
  if (!query.success) throw invalid(query.error.issues, ['query']);
  const upload = readUpload(c.req.raw, query.data);
  const made = await uploadEdition(c.get('ctx'), named.data.slug, upload);
  const { config } = c.env.deps;
  return c.json(presentStaffVersion(named.data, made, config), 201, {
    etag: etagOf(made.version),
    location: `${config.base}/api/v1/documents/${named.data.slug}/versions/${made.number}`,
  });
});

function readUpload({ headers, body }: Request, query: z.infer<typeof uploadQuery>): Upload {
  const size = readLength(headers.get('content-length'));
  if (body === null || size === 0)
    throw new Refusal('malformed', 'The body is empty; send the file as the body.');
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  const named = nameInDisposition(headers.get('content-disposition') ?? undefined);
  return {
    source: body,
    size,
    mediaType: type === '' ? undefined : type,
    fileName: named ?? query.file_name,
    facts: factsIn(query),
    acceptsUnprotected: query.accept_unprotected === 'true',
  };
}

function readLength(header: string | null): number {
  const size = header === '0' ? 0 : parseNumber(header ?? '');
  if (size === undefined)
    throw new Refusal('length_required', 'Send the file in one piece, with Content-Length.');
  return size;
}

function factsIn(query: z.infer<typeof uploadQuery>): EditionFacts {
  const facts = {
    label: query.label,
    asOf: query.as_of,
    periodFrom: query.period_from,
    periodUntil: query.period_until,
    issuedOn: query.issued_on,
    validUntil: query.valid_until,
  };
  return versionFacts.parse(
    Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)),
  );
}

documentFilesApi.openAPIRegistry.registerPath(
  createRoute({
    method: 'get',
    path: '/documents/{slug}/versions/{number}/file',
    operationId: 'downloadDocumentVersion',
    summary: 'Take the file as it was uploaded, without a mark',
    tags,
    security,
    description: 'Who took it stands in the record.',
    request: { params: byNumber },
    responses: {
      200: {
        description: 'The file',
        content: Object.fromEntries([...documentTypes.keys()].map((type) => [type, bytes])),
      },
      ...problems(404, 422, 500, 503),
    },
  }),
);
documentFilesApi.get(
  '/documents/:slug/versions/:number/file',
  forStaff('downloadDocumentVersion'),
  async (c) => {
    const params = byNumber.safeParse(c.req.param());
    if (!params.success) throw invalid(params.error.issues, ['param']);
    if (c.req.raw.method === 'HEAD') {
      const { edition } = await getVersion(c.env.deps.db, params.data);
      return new Response(null, { headers: fileHeaders(edition) });
    }
    const { edition, source } = await openForStaff(c.get('ctx'), params.data);
    return new Response(source, { headers: fileHeaders(edition) });
  },
);
