import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkKey } from '../../files/keys.ts';
import type { BlobStore } from '../../files/ports.ts';

/** Files in a directory that no web server shows; made when the first one is written. */
export function createBlobs(directory: string): BlobStore {
  const pathOf = (key: string) => join(directory, checkKey(key));
  return {
    async write(key, source, size) {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const partial = partialOf(path);
      try {
        await writeWhole(partial, source, size);
        // Whole or not there: what a crash leaves before this goes with `delete`.
        await rename(partial, path);
        await syncDirectory(dirname(path));
      } catch (error) {
        await rm(partial, { force: true });
        throw error;
      }
    },
    async open(key) {
      const path = pathOf(key);
      const found = await stat(path).catch((error: unknown) => {
        if (isMissing(error)) return undefined;
        throw error;
      });
      return found?.isFile() ? { size: found.size, stream: () => streamFile(path) } : undefined;
    },
    async delete(key) {
      for (const path of [pathOf(key), partialOf(pathOf(key))]) await rm(path, { force: true });
    },
  };
}

/** A key is given once, so nobody else writes here. */
function partialOf(path: string): string {
  return `${path}.partial`;
}

async function writeWhole(
  path: string,
  source: ReadableStream<Uint8Array>,
  size: number,
): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    let written = 0;
    for await (const chunk of source) {
      await file.writeFile(chunk);
      written += chunk.byteLength;
    }
    if (written !== size) throw new Error(`${written} bytes came where ${size} were announced`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Pieces of 64 kB; the file is closed at its end or when the reader goes away. */
async function streamFile(path: string): Promise<ReadableStream<Uint8Array>> {
  const file = await open(path, 'r');
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { bytesRead, buffer } = await file.read(new Uint8Array(64 * 1024));
      if (bytesRead > 0) return controller.enqueue(buffer.subarray(0, bytesRead));
      await file.close();
      controller.close();
    },
    async cancel() {
      await file.close();
    },
  });
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
