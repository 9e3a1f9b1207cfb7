// npm run migrate: brings the database of DATABASE_URL to the present schema, e.g. before a Worker is deployed.
// Not in migrate.ts: bundled into the server, its `import.meta.main` would be true.
import { CannotStart } from '../src/platform/cannot-start.ts';
import { migrate } from './migrate.ts';

const { DATABASE_URL = 'file:data/annex.db', DATABASE_AUTH_TOKEN } = process.env;
try {
  await migrate(DATABASE_URL, DATABASE_AUTH_TOKEN);
  console.log('The database has the present schema.');
} catch (error) {
  console.error(error instanceof CannotStart ? error.message : error);
  process.exitCode = 1;
}
