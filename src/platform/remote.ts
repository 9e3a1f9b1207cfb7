import { patienceMs } from './patience.ts';

type Access = { readonly url: string; readonly authToken?: string };

/** What a commit waits for at most before it is answered, so that who made it can read it. */
const catchUpMs = 2_000;

/**
 * Asks a database server, and waits no longer than whoever writes has patience: a replica of sqld
 * holds a write for as long as its primary is away, and after a restart each read too. Throws as
 * fetch does where nobody is there.
 */
export const fetchInTime: typeof fetch = async (input, init) => {
  const signal = AbortSignal.timeout(patienceMs);
  try {
    return await fetch(input, { ...init, signal });
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new TypeError('fetch failed: no answer in time', { cause: error });
  }
};

/**
 * Waits until what was committed can be read here. A replica hands writes on to its primary and has
 * them a moment later; a statement that names a place in the replication waits for it. Where the wait
 * fails the commit stands all the same.
 */
export function createCatchUp(access: Access): () => Promise<void> {
  return async () => {
    try {
      // Here, because on Workers each request has one of these, and most commit nothing.
      const ask = createStream(access);
      const [, written, read] = await ask(['BEGIN', 'COMMIT', 'SELECT 1']);
      if (written === undefined || read === undefined || read >= written) return;
      await ask(['SELECT 1'], written);
    } catch {
      // It is committed.
    }
  };
}

/**
 * Runs statements in a stream of their own and answers how far replication was at each. By hand,
 * because the client leaves this out: Hrana over HTTP, version 2, as sqld and Turso answer it.
 */
function createStream({ url, authToken }: Access) {
  const server = new URL(url);
  const token = authToken ?? server.searchParams.get('authToken');
  const isPlain = server.protocol === 'http:' || server.searchParams.get('tls') === '0';
  const root = `${isPlain ? 'http' : 'https'}://${server.host}${server.pathname.replace(/\/$/, '')}`;
  const headers = {
    'content-type': 'application/json',
    ...(token && { authorization: `Bearer ${token}` }),
  };
  return async (statements: readonly string[], after?: number) => {
    const place = after === undefined ? {} : { replication_index: after };
    const executions = statements.map((sql) => ({ type: 'execute', stmt: { sql, ...place } }));
    const response = await fetch(`${root}/v2/pipeline`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ requests: [...executions, { type: 'close' }] }),
      signal: AbortSignal.timeout(catchUpMs),
    });
    const { results = [] }: Answer = await response.json();
    return results.map((each) => {
      const index = each.response?.result?.replication_index;
      return index === undefined || index === null ? undefined : Number(index);
    });
  };
}

type Answer = {
  readonly results?: readonly {
    readonly response?: { readonly result?: { readonly replication_index?: string | null } };
  }[];
};
