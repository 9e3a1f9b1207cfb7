import { createClient } from '@libsql/client/http';
import { drizzle } from 'drizzle-orm/libsql/http';
import type { Deps } from '../../context.ts';
import type { Db, Transact } from '../../db/client.ts';
import type { Ready } from '../../publication/memo.ts';
import { createCatchUp, fetchInTime } from '../remote.ts';
import { createTransact } from '../transact.ts';
import { type Bucket, createBlobs } from './blobs.ts';
import { createReader } from './gathering.ts';
import { prepareMail } from './mail.ts';
import { createPdfTools } from './pdf.ts';
import { createPost } from './post.ts';

type Shared = Pick<Deps, 'config' | 'logKeys' | 'keys' | 'publication' | 'log'>;
type OfRequest = Pick<Deps, 'nudge' | 'outlive'> & { readonly bucket?: Bucket };

/**
 * What the application needs: what holds nothing open is made once for an isolate, and for each request what
 * reads and mails, since workerd forbids to share connections between requests.
 */
export function prepareDeps(shared: Shared): (request: OfRequest) => Deps {
  const { config } = shared;
  const { databaseUrl: url, databaseAuthToken: authToken } = config;
  const access = { url, ...(authToken !== undefined && { authToken }) };
  const open = () => createClient({ ...access, fetch: fetchInTime });
  const catchUp = createCatchUp(access);
  // Each with a client of its own, made when it is needed: most requests write nothing.
  const transact: Transact = (work) =>
    createTransact(drizzle(open()), { oneAtATime: false, catchUp })(work);
  const clock = () => new Date();
  const openMail = prepareMail(config);
  const common = {
    ...shared,
    transact,
    clock,
    ids: {
      uuid: () => crypto.randomUUID(),
      bytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
    },
    post: createPost(config),
    pdf: createPdfTools(),
    respond: ({ status, headers, body }: Ready) =>
      new Response(body, {
        status,
        headers,
        ...('content-encoding' in headers && { encodeBody: 'manual' }),
      }),
  };
  return ({ nudge, outlive, bucket }) => {
    const mail = openMail(common);
    let db: Db | undefined;
    return {
      ...common,
      get db() {
        return (db ??= createReader(open));
      },
      ...(mail && { mail }),
      ...(bucket && { files: createBlobs(bucket) }),
      nudge,
      outlive,
    };
  };
}
