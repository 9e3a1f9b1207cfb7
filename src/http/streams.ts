import { Refusal } from '../core/errors.ts';

/** Written as fast as it is taken, so that a long text is never held as a whole. */
export function streamOfTexts(parts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => void (await parts.return(undefined)),
  });
}

/** The whole body, however its length was said. Refuses `malformed` without one and `too_large` beyond the bound. */
export async function readBounded(
  body: ReadableStream<Uint8Array> | null,
  mostBytes: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > mostBytes)
      throw new Refusal(
        'too_large',
        `The file may have at most ${Math.floor(mostBytes / (1024 * 1024))} MB here.`,
      );
    chunks.push(chunk);
  }
  if (size === 0) throw new Refusal('malformed', 'The body is empty; send the file as the body.');
  return Buffer.concat(chunks);
}
