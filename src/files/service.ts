import { createHash } from 'node:crypto';
import type { Deps } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import type { BlobStore, StoredBytes } from './ports.ts';

export { keyOf } from './keys.ts';

/** What is written down of a file, so that it can be known again. */
export type FileFacts = {
  /** Bytes. */
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
};

/** Where a file lies, and what it must be. */
export type Filed = FileFacts & { readonly key: string };

/** What comes in, with what its sender says of its length. */
export type Incoming = {
  readonly source: ReadableStream<Uint8Array>;
  /** Bytes, by Content-Length. */
  readonly size: number;
  readonly mostBytes: number;
};

/** Refuses `unavailable` where no files can be kept. */
export function requireFiles({ files }: Pick<Deps, 'files'>): BlobStore {
  if (files === undefined)
    throw new Refusal(
      'unavailable',
      'No files can be kept here yet: bind an R2 bucket as DOCUMENTS (docs/self-hosting.md).',
    );
  return files;
}

/**
 * Stores what comes in under a key that is not in use, hashing it on the way; it is never whole in
 * memory. Refuses `too_large` and `malformed`, and stores nothing then.
 */
export async function takeFile(
  deps: Pick<Deps, 'files'>,
  key: string,
  { source, size, mostBytes }: Incoming,
): Promise<Filed> {
  const files = requireFiles(deps);
  if (size > mostBytes) throw tooLarge(mostBytes);
  const hash = createHash('sha256');
  let taken = 0;
  const counted = source.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        taken += chunk.byteLength;
        if (taken > size) throw otherLength();
        hash.update(chunk);
        controller.enqueue(chunk);
      },
      flush() {
        if (taken !== size) throw otherLength();
      },
    }),
  );
  await files.write(key, counted, size);
  return { key, size, sha256: hash.digest('hex') };
}

export async function keepBytes(
  deps: Pick<Deps, 'files'>,
  key: string,
  bytes: Uint8Array,
): Promise<Filed> {
  const size = bytes.byteLength;
  return takeFile(deps, key, { source: streamOf(bytes), size, mostBytes: size });
}

/** The whole file, once it is known to be the one that was stored. Refuses `damaged`. */
export async function readFile(deps: Pick<Deps, 'files'>, filed: Filed): Promise<Uint8Array> {
  const stored = await openStored(deps, filed);
  const bytes = new Uint8Array(filed.size);
  const hash = createHash('sha256');
  let taken = 0;
  for await (const chunk of await stored.stream()) {
    if (taken + chunk.byteLength > filed.size) throw damaged();
    bytes.set(chunk, taken);
    hash.update(chunk);
    taken += chunk.byteLength;
  }
  if (taken !== filed.size || hash.digest('hex') !== filed.sha256) throw damaged();
  return bytes;
}

/**
 * The file as a stream, read through once before its first byte is given, so that nothing of a damaged
 * one leaves. Refuses `damaged`.
 */
export async function openFile(
  deps: Pick<Deps, 'files'>,
  filed: Filed,
): Promise<ReadableStream<Uint8Array>> {
  const stored = await openStored(deps, filed);
  const hash = createHash('sha256');
  for await (const chunk of await stored.stream()) hash.update(chunk);
  if (hash.digest('hex') !== filed.sha256) throw damaged();
  return stored.stream();
}

export function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}

async function openStored(deps: Pick<Deps, 'files'>, { key, size }: Filed): Promise<StoredBytes> {
  const stored = await requireFiles(deps).open(key);
  if (stored?.size !== size) throw damaged();
  return stored;
}

function damaged(): Refusal {
  return new Refusal(
    'damaged',
    'The file is not what was stored, so it is not given out. Whoever runs this was told.',
  );
}

function tooLarge(mostBytes: number): Refusal {
  return new Refusal(
    'too_large',
    `The file may have at most ${Math.floor(mostBytes / (1024 * 1024))} MB here.`,
  );
}

function otherLength(): Refusal {
  return new Refusal('malformed', 'The body is not as long as Content-Length says; send it again.');
}
