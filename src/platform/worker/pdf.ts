import { mostMarkedBytes, workerLimits } from '../../marking/limits.ts';
import type { PdfTools } from '../../marking/ports.ts';

/**
 * Inline: an isolate has no threads. One file at a time, because from its parser's first step to the last
 * byte nothing is waited for and so no other request runs; what takes too long workerd ends by itself.
 */
export function createPdfTools(): PdfTools {
  const tools = async () => {
    const { createTools } = await import('../../marking/tools.ts');
    return createTools(workerLimits);
  };
  return {
    mostMarkedBytes: mostMarkedBytes.worker,
    inspect: async (bytes) => (await tools()).inspect(bytes),
    mark: async (bytes, mark) => (await tools()).mark(bytes, mark),
    findReferences: async (bytes) => (await tools()).findReferences(bytes),
  };
}
