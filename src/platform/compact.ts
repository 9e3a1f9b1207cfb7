// npm run compact: writes the embedded database anew, so that what was erased leaves the file.
import { CannotStart } from './cannot-start.ts';
import { compact, type Sizes } from './node/compacting.ts';

const waitMs = 5_000;

const { DATABASE_URL = 'file:data/annex.db' } = process.env;
try {
  const { path, before, after } = await compact(DATABASE_URL, waitMs);
  console.log(`${path}: ${inWords(before)} before, ${inWords(after)} now.`);
} catch (error) {
  console.error(error instanceof CannotStart ? error.message : error);
  process.exitCode = 1;
}

function inWords({ file, log }: Sizes): string {
  const bytes = (size: number) => size.toLocaleString('en');
  return `${bytes(file)} bytes and ${bytes(log)} of write-ahead log`;
}
