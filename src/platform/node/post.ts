import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { Pool } from 'undici';
import { isAddress } from '../../core/public-address.ts';
import { deadlineMs, maxAnswerBytes, sentOf } from '../../deliveries/model/answer.ts';
import type { OutboundRules, Target } from '../../deliveries/model/target.ts';
import { mayReach, readTarget } from '../../deliveries/model/target.ts';
import type { Post } from '../../deliveries/ports.ts';
import { type Deadline, exchange, Late, outcomeOf, startDeadline } from './exchange.ts';

type Resolve = (host: string) => Promise<readonly string[]>;

/** A server and the addresses that were checked for it; a kept connection is one to one of these. */
type Checked = { readonly target: Target; readonly addresses: readonly string[] };

/**
 * Posts to addresses that users give. The name is looked up on every attempt, every address that it
 * has must be public, and the connection goes to one of these and to none that was looked up again.
 */
export function createPost(
  rules: OutboundRules,
  { resolve = resolveAll, timeoutMs = deadlineMs }: { resolve?: Resolve; timeoutMs?: number } = {},
): Post {
  const resolveOnce = sharing(resolve);
  const poolFor = createPools();
  return async (request) => {
    const began = performance.now();
    const durationMs = () => Math.round(performance.now() - began);
    const target = readTarget(request.url, rules);
    if ('fault' in target) return { outcome: 'blocked-address', durationMs: 0 };
    const deadline = startDeadline(timeoutMs);
    try {
      const addresses = isAddress(target.host)
        ? [target.host]
        : await within(deadline, addressesOf(target, resolveOnce));
      if (!addresses.every((address) => mayReach(target, address)))
        return { outcome: 'blocked-address', durationMs: durationMs() };
      const { pathname, search } = target.url;
      const pool = poolFor({ target, addresses });
      const { reply, ...answer } = await exchange(pool, pathname + search, request, deadline);
      return {
        ...sentOf(answer, { durationMs: durationMs(), now: new Date() }),
        ...(request.wantsReply && answer.broken === undefined && { reply }),
      };
    } catch (error) {
      const outcome = error instanceof Unresolved ? 'dns' : outcomeOf(error);
      return { outcome, durationMs: durationMs() };
    } finally {
      deadline.stop();
    }
  };
}

async function within<Value>(deadline: Deadline, work: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    deadline.whenPassed(() => reject(new Late('The name was not looked up in time.')));
    work.then(resolve, reject);
  });
}

/** How many servers are remembered; what nobody posts to closes its connections by itself after 4 s. */
const maxPools = 256;
const connectMs = 10_000;

function createPools(): (checked: Checked) => Pool {
  const pools = new Map<string, Pool>();
  return ({ target, addresses }) => {
    const key = `${target.url.protocol} ${target.host} ${target.url.port} ${addresses.join(' ')}`;
    const pool = pools.get(key) ?? openPool(target, addresses);
    // The one used longest ago is first; its requests under way are finished.
    pools.delete(key);
    pools.set(key, pool);
    if (pools.size > maxPools) closeOldest(pools);
    return pool;
  };
}

function closeOldest(pools: Map<string, Pool>): void {
  const [oldest] = pools;
  if (oldest === undefined) return;
  const [key, pool] = oldest;
  pools.delete(key);
  pool.close().catch(() => undefined);
}

function openPool({ url, host }: Target, addresses: readonly string[]): Pool {
  // `host` has no dot at its end, which no certificate knows.
  const port = url.port === '' ? '' : `:${url.port}`;
  const origin = `${url.protocol}//${isIP(host) === 6 ? `[${host}]` : host}${port}`;
  return new Pool(origin, {
    allowH2: false,
    connections: 64,
    maxResponseSize: maxAnswerBytes,
    // One deadline covers all.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: connectMs, lookup: pinnedTo(addresses), autoSelectFamily: true },
  });
}

/** Stands where a socket would look the name up; a literal address is never looked up. */
function pinnedTo(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIP(address) }));
  const [first] = all;
  return (_host, options, answer) => {
    if (options.all === true || first === undefined) answer(null, all);
    else answer(null, first.address, first.family);
  };
}

class Unresolved extends Error {}

/** Sorted, so that the same addresses in another order are the same server. */
async function addressesOf({ host }: Target, resolve: Resolve): Promise<readonly string[]> {
  const found = await resolve(host).catch((cause: unknown) => {
    throw new Unresolved(`${host} was not found`, { cause });
  });
  if (found.length === 0) throw new Unresolved(`${host} has no address`);
  return found.toSorted();
}

async function resolveAll(host: string): Promise<readonly string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}

/** Whoever asks for a name while it is being looked up gets the same answer. */
function sharing(resolve: Resolve): Resolve {
  const asked = new Map<string, Promise<readonly string[]>>();
  return (host) => {
    const known = asked.get(host);
    if (known) return known;
    const found = resolve(host).finally(() => asked.delete(host));
    asked.set(host, found);
    return found;
  };
}
