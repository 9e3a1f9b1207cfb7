// npm run backup -- DIRECTORY and npm run restore -- DIRECTORY: the embedded database and its files.
import { ConfigError, parseConfig } from '../config.ts';
import { CannotStart } from './cannot-start.ts';
import { backUp, restore } from './node/backing-up.ts';
import { readSecretKey } from './node/secrets.ts';

const help = `Usage: npm run backup -- DIRECTORY
       npm run restore -- DIRECTORY

backup copies the database of DATABASE_URL (an embedded file) and the files of BLOB_DIR
into a directory that is not there yet, and verifies the copy. Annex may run meanwhile.
restore puts such a directory back where there is no database, and verifies it. Stop
Annex first. SECRET_KEY (data/secret-key) is in no backup: keep it apart, since without
it no address can be read and no link opens.
`;

async function run(): Promise<void> {
  const [verb, directory, ...others] = process.argv.slice(2);
  if (directory === undefined || others.length > 0 || directory.startsWith('-'))
    throw new CannotStart(help);
  const { databaseUrl, blobDir, secretKey } = parseConfig(process.env);
  const kept = { databaseUrl, blobDir, secret: readSecretKey(secretKey) };
  const verified = await (verb === 'restore' ? restore : backUp)(kept, directory);
  console.log(
    `${verb === 'restore' ? 'Restored from' : 'Backed up into'} ${directory}. ${verified}`,
  );
}

try {
  await run();
} catch (error) {
  console.error(
    error instanceof CannotStart || error instanceof ConfigError ? error.message : error,
  );
  process.exitCode = 1;
}
