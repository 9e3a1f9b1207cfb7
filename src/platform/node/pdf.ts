import { Worker } from 'node:worker_threads';
import { Refusal, type RefusalCode } from '../../core/errors.ts';
import { mostMarkedBytes } from '../../marking/limits.ts';
import type { Inspected, Mark } from '../../marking/model.ts';
import type { PdfTools } from '../../marking/ports.ts';

export type Job =
  | { readonly task: 'inspect' | 'trace'; readonly bytes: Uint8Array }
  | { readonly task: 'mark'; readonly bytes: Uint8Array; readonly mark: Mark };
export type Answer =
  | { readonly value: unknown }
  | { readonly refused: RefusalCode; readonly detail: string }
  | { readonly failed: string };

export type Bounds = {
  /** For one file, from the start of its thread. */
  readonly timeoutMs: number;
  /** Files that may wait for the one that is worked on. */
  readonly mostWaiting: number;
  /** Of the thread's heap; what libraries hold beside it is bounded by what they are given. */
  readonly heapMb: number;
};
const usual: Bounds = { timeoutMs: 60_000, mostWaiting: 8, heapMb: 1_024 };

// Bundled beside this file; for tests, which run from source, by test/support/pdf-thread.ts.
const isSource = import.meta.url.endsWith('.ts');
const thread = isSource ? '../../../dist/pdf-thread/pdf-thread.js' : './pdf-thread.js';

/**
 * A thread for each file, one at a time: nothing of one file meets another, a file that takes too long or
 * too much ends with its thread, and requests are answered meanwhile.
 */
export function createPdfTools(bounds: Bounds = usual): PdfTools {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  const enqueue = async (job: Job): Promise<unknown> => {
    if (waiting > bounds.mostWaiting)
      throw new Refusal('too_many', busy, { retryAfterSeconds: 30 });
    waiting += 1;
    const turn = last.then(() => carryOut(job, bounds));
    last = turn.then(
      () => (waiting -= 1),
      () => (waiting -= 1),
    );
    return turn;
  };
  // What comes back is what the thread's tools gave, under the same types.
  return {
    mostMarkedBytes: mostMarkedBytes.node,
    inspect: async (bytes) => (await enqueue({ task: 'inspect', bytes })) as Inspected,
    mark: async (bytes, mark) => (await enqueue({ task: 'mark', bytes, mark })) as Uint8Array,
    findReferences: async (bytes) => (await enqueue({ task: 'trace', bytes })) as readonly string[],
  };
}

const busy = 'Other files are being worked on. Try again in half a minute.';

async function carryOut(job: Job, bounds: Bounds): Promise<unknown> {
  // A copy that the thread takes over: the caller keeps its bytes, and a view does not bring all of its buffer.
  const bytes = new Uint8Array(job.bytes);
  const worker = new Worker(new URL(thread, import.meta.url), {
    workerData: { ...job, bytes },
    transferList: [bytes.buffer],
    resourceLimits: { maxOldGenerationSizeMb: bounds.heapMb },
    env: {},
    execArgv: [],
  });
  try {
    return readAnswer(await answerOf(worker, bounds.timeoutMs));
  } finally {
    await worker.terminate();
  }
}

function answerOf(worker: Worker, timeoutMs: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => resolve({ refused: 'invalid', detail: `The file takes too long to read. ${advice}` }),
      timeoutMs,
    );
    const settle = (end: () => void) => {
      clearTimeout(timer);
      end();
    };
    worker.once('message', (answer: Answer) => settle(() => resolve(answer)));
    worker.once('exit', () =>
      settle(() => resolve({ failed: 'the thread ended without an answer' })),
    );
    worker.once('error', (error: Error & { code?: string }) =>
      settle(() => {
        if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') return reject(error);
        resolve({
          refused: 'invalid',
          detail: `The file takes too much memory to read. ${advice}`,
        });
      }),
    );
  });
}

const advice = 'Open it in a PDF viewer, print it to a new PDF and upload that.';

function readAnswer(answer: Answer): unknown {
  if ('value' in answer) return answer.value;
  if ('failed' in answer) throw new Error(answer.failed);
  throw new Refusal(answer.refused, answer.detail);
}
