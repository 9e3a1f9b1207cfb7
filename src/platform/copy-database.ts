// npm run copy-database -- URL: everything into a fresh database, which has no past of its own.
import { LibsqlError } from '@libsql/client';
import { ConfigError, parseConfig } from '../config.ts';
import { CannotStart } from './cannot-start.ts';
import { copyDatabase, type Place } from './node/copying.ts';
import { readSecretKey } from './node/secrets.ts';
import { verifyPlace } from './node/verifying.ts';

const help = `Usage: npm run copy-database -- URL

Copies the database of DATABASE_URL into the empty one at URL (file:, http://, https://
or libsql://), compares every row, and verifies the record and the transparency log of the
copy. Stop every Annex that uses the source first. Files of BLOB_DIR stay where they are.

The environment is that of npm start, SECRET_KEY included. TARGET_AUTH_TOKEN is the token
of the target, where it asks for one; it is no argument, which others on the machine
could read.
`;

async function run(): Promise<void> {
  const [url, ...others] = process.argv.slice(2);
  if (url === undefined || others.length > 0 || !/^(file:|https?:\/\/|libsql:\/\/).+/.test(url))
    throw new CannotStart(help);
  const { databaseUrl, databaseAuthToken, secretKey } = parseConfig(process.env);
  const target = place(url, process.env['TARGET_AUTH_TOKEN']);
  const copied = await copyDatabase(place(databaseUrl, databaseAuthToken), target);
  console.log(`${copied.tables} tables with ${copied.rows} rows were copied and compared.`);
  const verified = await verifyPlace(target, readSecretKey(secretKey));
  console.log(`${verified} Set DATABASE_URL to the copy.`);
}

function place(url: string, authToken: string | undefined): Place {
  return { url, ...(authToken && { authToken }) };
}

try {
  await run();
} catch (error) {
  const isExplained = [ConfigError, CannotStart, LibsqlError].some((kind) => error instanceof kind);
  console.error(isExplained && error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
