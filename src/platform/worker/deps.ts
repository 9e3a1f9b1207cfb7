import { createClient } from '@libsql/client/http';
import { drizzle } from 'drizzle-orm/libsql/http';
import type { Deps } from '../../context.ts';
import type { Db, Transact } from '../../db/client.ts';
import { createCatchUp, fetchInTime } from '../remote.ts';
import { createTransact } from '../transact.ts';
import { type Bucket, createBlobs } from './blobs.ts';
import type { OpenMail } from './mail.ts';
import { createReader } from './gathering.ts';
import { createPdfTools } from './pdf.ts';
import { createPost } from './post.ts';

/** What an isolate makes once. */
export type Kept = {
  readonly shared: Pick<Deps, 'config' | 'logKeys' | 'keys' | 'publication' | 'log'>;
  readonly openMail: OpenMail;
};

/** What the application needs, for one request: workerd forbids to share I/O between requests. */
export function createDeps(
  { shared, openMail }: Kept,
  { nudge, outlive }: Pick<Deps, 'nudge' | 'outlive'>,
  bucket?: Bucket,
): Deps {
  const { config } = shared;
  const { databaseUrl: url, databaseAuthToken: authToken } = config;
  const access = { url, ...(authToken !== undefined && { authToken }) };
  const open = () => createClient({ ...access, fetch: fetchInTime });
  const catchUp = createCatchUp(access);
  // Each with a client of its own, made when it is needed: most requests write nothing.
  const transact: Transact = (work) =>
    createTransact(drizzle(open()), { oneAtATime: false, catchUp })(work);
  const clock = () => new Date();
  const mail = openMail({ transact, clock });
  let db: Db | undefined;
  return {
    ...shared,
    get db() {
      return (db ??= createReader(open));
    },
    transact,
    clock,
    ids: {
      uuid: () => crypto.randomUUID(),
      bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    },
    ...(mail && { mail }),
    post: createPost(config),
    pdf: createPdfTools(),
    ...(bucket && { files: createBlobs(bucket) }),
    nudge,
    outlive,
    respond: ({ status, headers, body }) =>
      new Response(body, {
        status,
        headers,
        ...('content-encoding' in headers && { encodeBody: 'manual' }),
      }),
  };
}
