import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** One file of an archive, written as it is read. */
export type Entry = {
  /** With slashes; of no reader's choosing. */
  readonly name: string;
  /** Compressed already, as pictures and PDF files are. */
  readonly isDense?: boolean;
  parts(): AsyncIterable<Uint8Array>;
};

/** An archive in parts, never whole in memory. It has no ZIP64: at most 4 GB and 65 535 files, which callers see to. */
export async function* zipOf(
  entries: AsyncIterable<Entry>,
  mtime: Date,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let ready: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, part) => {
    if (error) throw error;
    ready.push(new Uint8Array(part));
  });
  const taken = () => {
    const parts = ready;
    ready = [];
    return parts;
  };
  for await (const { name, isDense, parts } of entries) {
    const file = isDense ? new ZipPassThrough(name) : new ZipDeflate(name);
    file.mtime = mtime;
    zip.add(file);
    for await (const part of parts()) {
      file.push(part);
      yield* taken();
    }
    file.push(new Uint8Array(), true);
    yield* taken();
  }
  zip.end();
  yield* taken();
}
