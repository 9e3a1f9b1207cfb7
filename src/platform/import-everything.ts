// npm run import-everything -- FILE: an export of everything into an empty database.
import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { LibsqlError } from '@libsql/client';
import { ConfigError, parseConfig } from '../config.ts';
import { CannotStart } from './cannot-start.ts';
import { createBlobs } from './node/blobs.ts';
import { importEverything, linesOf } from './node/importing.ts';
import { readSecretKey } from './node/secrets.ts';
import { verifyPlace } from './node/verifying.ts';

const help = `Usage: npm run import-everything -- FILE

Reads an export of everything (the console, Data in and out; or GET /api/v1/export) into
the empty database of DATABASE_URL, and verifies the record and the transparency log.
The version of Annex and SECRET_KEY must be those of where it was exported. The files of
documents and inquiries go into BLOB_DIR; for Workers, copy what lies there into the
bucket. Stop the old Annex for good before the new one starts, or both write to your
customers.
`;

async function run(): Promise<void> {
  const [file, ...others] = process.argv.slice(2);
  if (file === undefined || others.length > 0) throw new CannotStart(help);
  const { databaseUrl, databaseAuthToken, secretKey, blobDir } = parseConfig(process.env);
  const target = { url: databaseUrl, ...(databaseAuthToken && { authToken: databaseAuthToken }) };
  const secret = readSecretKey(secretKey);
  await access(file).catch(() => {
    throw new CannotStart(`There is no file ${file} that can be read.`);
  });
  const lines = linesOf(createReadStream(file, 'utf8'));
  const imported = await importEverything(lines, target, createBlobs(blobDir));
  const { tables, rows, files, lost } = imported;
  console.log(`${tables} tables with ${rows} rows and ${files} files were imported.`);
  if (lost > 0) console.log(`${lost} files were lost already where it was exported.`);
  console.log(await verifyPlace(target, secret));
}

try {
  await run();
} catch (error) {
  const isExplained = [ConfigError, CannotStart, LibsqlError].some((kind) => error instanceof kind);
  console.error(isExplained && error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
