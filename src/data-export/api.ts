import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { forStaff } from '../http/audience.ts';
import { security } from '../http/openapi.ts';
import { createRouter } from '../http/router.ts';
import { problems } from '../http/schema.ts';
import { streamOfTexts } from '../http/streams.ts';
import { exportHeaders } from './present.ts';
import { exportEverything } from './service.ts';

// As a name: with it written out the router takes the answer for parsed JSON.
const jsonLines: string = 'application/jsonl';

export const dataExportApi = createRouter();

dataExportApi.openapi(
  createRoute({
    method: 'get',
    path: '/export',
    operationId: 'exportEverything',
    summary: 'Export everything as JSON lines',
    tags: ['Organisation'],
    security,
    description:
      'All that the database holds, personal data included, and the files of documents and inquiries, for `npm run import-everything` into an empty database of the same version. Secrets are in it as hashes or sealed under SECRET_KEY; sessions and links of one use are not. That it was exported stands in the record first. The last line says whether somebody wrote meanwhile, and the SHA-256 of all before it.',
    middleware: [forStaff('exportEverything')] as const,
    responses: {
      200: {
        description:
          'annex-export/2: a head, tables with their rows, files in pieces of Base64, an end',
        content: { [jsonLines]: { schema: z.string() } },
      },
      ...problems(),
    },
  }),
  async (c) => {
    const lines = await exportEverything(c.get('ctx'));
    return c.body(streamOfTexts(lines), 200, { ...exportHeaders });
  },
);
