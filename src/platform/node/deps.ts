import { randomBytes, randomUUID } from 'node:crypto';
import type { Config } from '../../config.ts';
import { logAddress } from '../../config.ts';
import type { Deps, Log } from '../../context.ts';
import { createLogKeys } from '../../db/log-keys.ts';
import { createKeys } from '../../core/keys.ts';
import { createPublicationCache } from '../../publication/service.ts';
import type { Database } from './database.ts';
import { createBlobs } from './blobs.ts';
import { createMail } from './mail.ts';
import { createPdfTools } from './pdf.ts';
import { createPost } from './post.ts';
import { readSecretKey } from './secrets.ts';

const memoBytes = 64 * 1024 * 1024;

/** What the application needs, as Node gives it; built once per process. `nudge` wakes what sends deliveries. */
export function createDeps(
  config: Config,
  { db, transact }: Pick<Database, 'db' | 'transact'>,
  nudge: () => void = () => undefined,
): Deps {
  const secret = readSecretKey(config.secretKey);
  const clock = () => new Date();
  const mail = createMail(config, { transact, clock });
  return {
    config,
    db,
    transact,
    clock,
    logKeys: createLogKeys(secret, logAddress(config)),
    ids: { uuid: randomUUID, bytes: (length) => randomBytes(length) },
    keys: createKeys(secret),
    ...(mail && { mail }),
    post: createPost(config),
    pdf: createPdfTools(),
    files: createBlobs(config.blobDir),
    nudge,
    // The process does.
    outlive: () => undefined,
    publication: createPublicationCache({
      maxBytes: memoBytes,
      believedMs: 1_000,
      shareWork: true,
      onFailedCheck: () =>
        writeLine('error', 'no newer version could be looked up; the last is served'),
    }),
    respond: ({ status, headers, body }) => new Response(body, { status, headers }),
    log: writeLine,
  };
}

/** One JSON object a line on standard error. */
const writeLine: Log = (level, message, facts = {}) => {
  process.stderr.write(
    `${JSON.stringify({ at: new Date().toISOString(), level, message, ...facts })}\n`,
  );
};
