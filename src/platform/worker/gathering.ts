import type { Client } from '@libsql/client/http';
import { drizzle } from 'drizzle-orm/libsql/http';
import type { Db } from '../../db/client.ts';

type Statement = Exclude<Parameters<Client['execute']>[0], string>;
type Result = Awaited<ReturnType<Client['execute']>>;
type Asked = {
  readonly statement: Statement;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Reads for one request. What is asked in one turn of the event loop goes in one subrequest, in one
 * read transaction: a request may make 50 of them on the smallest plan, and each is a way to the
 * database and back. The client is made with the first: most requests are answered from memory.
 */
export function createReader(open: () => Client): Db {
  let waiting: Asked[] = [];
  const send = async () => {
    const asked = waiting;
    waiting = [];
    try {
      const results = await readAll(
        open(),
        asked.map(({ statement }) => statement),
      );
      for (const [index, result] of results.entries()) asked[index]?.resolve(result);
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  };
  const execute = (statement: Statement) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ statement, resolve, reject });
      if (waiting.length === 1) setTimeout(() => void send());
    });
  // A select asks by `execute` alone.
  return Object.assign(drizzle({ execute } as unknown as Client), { isGathered: true as const });
}

async function readAll(client: Client, statements: readonly Statement[]) {
  const [only, ...others] = statements;
  return only !== undefined && others.length === 0
    ? [await client.execute(only)]
    : client.batch([...statements], 'read');
}
