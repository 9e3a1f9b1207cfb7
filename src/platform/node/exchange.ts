import type { Dispatcher, Pool } from 'undici';
import type { Broken } from '../../deliveries/model/answer.ts';
import type { Outcome } from '../../deliveries/model/delivery.ts';
import type { PostRequest } from '../../deliveries/ports.ts';

export type Answer = {
  readonly status: number;
  readonly retryAfter?: string;
  readonly reply: string;
  readonly broken?: Broken;
};

/** The end of the time for one attempt. Whoever works on it says how to give up; the last one counts. */
export type Deadline = { whenPassed(giveUp: () => void): void; stop(): void };

export class Late extends Error {}

export function startDeadline(ms: number): Deadline {
  let isPassed = false;
  let act = () => undefined as void;
  const timer = setTimeout(() => {
    isPassed = true;
    act();
  }, ms);
  return {
    whenPassed(giveUp) {
      act = giveUp;
      if (isPassed) giveUp();
    },
    stop: () => clearTimeout(timer),
  };
}

/**
 * Posts and reads the answer. Rejects where there is no status; what goes wrong afterwards is `broken`.
 * The handler of undici itself: its streams and signals cost as much again as the whole request.
 */
export async function exchange(
  pool: Pool,
  path: string,
  { headers, body }: Pick<PostRequest, 'headers' | 'body'>,
  deadline: Deadline,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let underWay: Dispatcher.DispatchController | undefined;
    let late: Late | undefined;
    let said: Pick<Answer, 'status' | 'retryAfter'> | undefined;
    const fail = (error: Error) => {
      if (said === undefined) reject(error);
      else resolve({ ...said, reply: '', broken: brokenBy(error) });
    };
    deadline.whenPassed(() => {
      late = new Late('The deadline has passed.');
      // While a connection is being made it is but queued, and let go once there is one.
      underWay?.abort(late);
      fail(late);
    });
    pool.dispatch(
      { path, method: 'POST', headers, body: bytesOf(body) },
      {
        onRequestStart(controller) {
          underWay = controller;
          if (late) controller.abort(late);
        },
        onResponseStart(_controller, status, { 'retry-after': retryAfter }) {
          // 1xx comes before the answer.
          if (status >= 200)
            said = { status, ...(typeof retryAfter === 'string' && { retryAfter }) };
        },
        onResponseData: (_controller, chunk) => void chunks.push(chunk),
        onResponseEnd() {
          if (said) resolve({ ...said, reply: Buffer.concat(chunks).toString() });
        },
        onResponseError: (_controller, error) => fail(error),
      },
    );
  });
}

let last = { text: '', bytes: Buffer.from('') };

/** Many are sent the same, one after the other, and undici would encode it for each. */
function bytesOf(text: string): Buffer {
  if (last.text !== text) last = { text, bytes: Buffer.from(text) };
  return last.bytes;
}

function brokenBy(error: unknown): Broken {
  const outcome = outcomeOf(error);
  return outcome === 'too-large' || outcome === 'timeout' ? outcome : 'dropped';
}

const tlsCode =
  /^(?:ERR_(?:SSL|TLS|OSSL)_|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|EPROTO$|INVALID_CA$|INVALID_PURPOSE$|HOSTNAME_MISMATCH$)/;

/** Why there was no answer. */
export function outcomeOf(error: unknown): Outcome {
  const code = codeOf(error);
  if (error instanceof Late || /TIMEDOUT|TIMEOUT/.test(code)) return 'timeout';
  if (code === 'ECONNREFUSED') return 'refused';
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return 'too-large';
  return tlsCode.test(code) ? 'tls' : 'connect';
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
