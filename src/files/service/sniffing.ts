/** What a file is by its content, whatever its name and its sender say. */
export type Sniffed = { readonly mediaType: string; readonly ending: string };

/** Reads as much as it takes, and lets go of the stream. Undefined for what has no signature, such as text. */
export async function sniffType(source: ReadableStream<Uint8Array>): Promise<Sniffed | undefined> {
  const { fileTypeFromStream } = await import('file-type');
  try {
    const found = await fileTypeFromStream(source);
    return found && { mediaType: found.mime, ending: found.ext };
  } finally {
    if (!source.locked) await source.cancel();
  }
}
