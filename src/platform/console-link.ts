// npm run console-link [mail address]: a link of one use into the console, for the database of DATABASE_URL.
import { migrate } from '../../drizzle/migrate.ts';
import { makeFirstOwnerLink, makeSignInLink } from '../accounts/service/links.ts';
import { ConfigError, parseConfig } from '../config.ts';
import { openDatabase } from './node/database.ts';
import { createDeps } from './node/deps.ts';

async function main(address: string | undefined): Promise<void> {
  const config = parseConfig(process.env);
  await migrate(config.databaseUrl, config.databaseAuthToken);
  const database = await openDatabase(config.databaseUrl, config.databaseAuthToken);
  const deps = createDeps(config, database);
  const link =
    address === undefined ? await makeFirstOwnerLink(deps) : await makeSignInLink(deps, address);
  await database.close();
  if (link !== undefined) return console.log(`Works once, within an hour: ${link}`);
  throw new ConfigError([
    address === undefined
      ? 'There is an owner already: npm run console-link -- their@mail.address'
      : 'Nobody who is in has this address.',
  ]);
}

main(process.argv[2]).then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error instanceof ConfigError ? error.problems.join('\n') : error);
    process.exit(1);
  },
);
