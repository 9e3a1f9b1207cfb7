// The thread in which one file is read or marked; it ends with it (pdf.ts).
import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '../../core/errors.ts';
import { nodeLimits } from '../../marking/limits.ts';
import { createTools } from '../../marking/tools.ts';
import type { Answer, Job } from './pdf.ts';

// The parser throws once for each byte of rubbish, and nobody reads these traces.
Error.stackTraceLimit = 0;

const tools = createTools(nodeLimits);

async function work(job: Job): Promise<Answer> {
  try {
    return { value: await carryOut(job) };
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.code, detail: error.detail };
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}

function carryOut(job: Job): Promise<unknown> {
  if (job.task === 'mark') return tools.mark(job.bytes, job.mark);
  return job.task === 'inspect' ? tools.inspect(job.bytes) : tools.findReferences(job.bytes);
}

const answer = await work(workerData as Job);
const bytes = 'value' in answer ? answer.value : undefined;
parentPort?.postMessage(answer, bytes instanceof Uint8Array ? [bytes.buffer as ArrayBuffer] : []);
