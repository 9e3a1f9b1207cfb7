import { resolve4, resolve6 } from 'node:dns/promises';
import { isAddress } from '../../core/public-address.ts';
import type { Broken } from '../../deliveries/model/answer.ts';
import { deadlineMs, maxAnswerBytes, sentOf } from '../../deliveries/model/answer.ts';
import type { Outcome } from '../../deliveries/model/delivery.ts';
import type { OutboundRules, Target } from '../../deliveries/model/target.ts';
import { mayReach, readTarget } from '../../deliveries/model/target.ts';
import type { Post, PostRequest } from '../../deliveries/ports.ts';

/**
 * Posts to addresses that users give. `fetch` looks the name up itself, so the address that is checked
 * here need not be the one connected to: the Worker's network, which has no inner side, and the flag
 * `global_fetch_strictly_public` stand behind this check (docs/webhooks.md).
 */
export function createPost(rules: OutboundRules, timeoutMs = deadlineMs): Post {
  return async (request) => {
    const began = Date.now();
    const durationMs = () => Date.now() - began;
    const target = readTarget(request.url, rules);
    if ('fault' in target) return { outcome: 'blocked-address', durationMs: 0 };
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const addresses = await within(signal, addressesOf(target));
      if (addresses.length === 0) return { outcome: 'dns', durationMs: durationMs() };
      if (!addresses.every((address) => mayReach(target, address)))
        return { outcome: 'blocked-address', durationMs: durationMs() };
      const { reply, ...answer } = await send(target, request, signal);
      return {
        ...sentOf(answer, { durationMs: durationMs(), now: new Date() }),
        ...(request.wantsReply && reply !== undefined && { reply }),
      };
    } catch (error) {
      return { outcome: signal.aborted ? 'timeout' : outcomeOf(error), durationMs: durationMs() };
    }
  };
}

/** Over HTTPS to 1.1.1.1 (node:dns of workerd); none where the name has no address. */
async function addressesOf({ host, isLoopback }: Target): Promise<readonly string[]> {
  if (isAddress(host)) return [host];
  // A public resolver does not know this machine.
  if (isLoopback) return ['127.0.0.1'];
  const asked = [resolve4(host), resolve6(host)].map((each) => each.catch(noneIfUnknown));
  // workerd gives the names on the way (CNAME) among the addresses.
  return (await Promise.all(asked)).flat().filter(isAddress);
}

class Unresolved extends Error {}

function noneIfUnknown(cause: unknown): string[] {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOTFOUND') return [];
  throw new Unresolved('the name could not be looked up', { cause });
}

async function within<Value>(signal: AbortSignal, work: Promise<Value>): Promise<Value> {
  const late = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([work, late]);
}

type Answer = {
  readonly status: number;
  readonly retryAfter?: string;
  readonly reply?: string;
  readonly broken?: Broken;
};

async function send(
  { url }: Target,
  { headers, body }: PostRequest,
  signal: AbortSignal,
): Promise<Answer> {
  const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' });
  const retryAfter = response.headers.get('retry-after');
  const answer = { status: response.status, ...(retryAfter !== null && { retryAfter }) };
  try {
    const reply = await readUpTo(response, maxAnswerBytes);
    return reply === undefined ? { ...answer, broken: 'too-large' } : { ...answer, reply };
  } catch {
    return { ...answer, broken: signal.aborted ? 'timeout' : 'dropped' };
  }
}

/** Undefined where there is more; the rest is not waited for. */
async function readUpTo({ body }: Response, limit: number): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    // Leaving the loop cancels the body.
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** workerd does not tell why there was no connection. */
function outcomeOf(error: unknown): Outcome {
  return error instanceof Unresolved ? 'dns' : 'connect';
}
