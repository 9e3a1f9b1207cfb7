// npm run copy-database -- URL: copies the database of DATABASE_URL into an empty one, which then holds
// nothing of what was erased. The token of the new one is COPY_AUTH_TOKEN.
import { CannotStart } from './cannot-start.ts';
import { copyDatabase } from './node/copying.ts';

const { DATABASE_URL = 'file:data/annex.db', DATABASE_AUTH_TOKEN, COPY_AUTH_TOKEN } = process.env;
const [target] = process.argv.slice(2);
try {
  if (target === undefined)
    throw new CannotStart('Usage: npm run copy-database -- URL, with Annex stopped.');
  const { tables, rows, leaves } = await copyDatabase(
    access(DATABASE_URL, DATABASE_AUTH_TOKEN),
    access(target, COPY_AUTH_TOKEN),
  );
  console.log(
    `Copied and compared: ${tables} tables, ${rows} rows; ${leaves} entries of the log verify.`,
  );
} catch (error) {
  console.error(error instanceof CannotStart ? error.message : error);
  process.exitCode = 1;
}

function access(url: string, authToken: string | undefined) {
  return { url, ...(authToken !== undefined && { authToken }) };
}
