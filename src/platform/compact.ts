// npm run compact: what was erased leaves the files of the embedded database of DATABASE_URL.
import { CannotStart } from './cannot-start.ts';
import { compact } from './node/compacting.ts';

const { DATABASE_URL = 'file:data/annex.db' } = process.env;
try {
  const { before, after } = await compact(DATABASE_URL);
  console.log(`Compacted: ${before} bytes before, ${after} bytes after.`);
} catch (error) {
  console.error(error instanceof CannotStart ? error.message : error);
  process.exitCode = 1;
}
