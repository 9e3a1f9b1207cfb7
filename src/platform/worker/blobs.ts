import { checkKey } from '../../files/keys.ts';
import type { BlobStore } from '../../files/ports.ts';

/** What is used of an R2 bucket. */
export type Bucket = {
  put(key: string, value: ReadableStream<Uint8Array>): Promise<unknown>;
  head(key: string): Promise<{ readonly size: number } | null>;
  get(key: string): Promise<{ readonly body: ReadableStream<Uint8Array> } | null>;
  delete(key: string): Promise<void>;
};

/** Of workerd: a stream that says how long it is, which R2 wants to know. */
declare const FixedLengthStream: new (size: number) => TransformStream<Uint8Array, Uint8Array>;

export function createBlobs(bucket: Bucket): BlobStore {
  return {
    async write(key, source, size) {
      const { readable, writable } = new FixedLengthStream(size);
      // Both fail where one does; R2 keeps nothing of a stream that was not whole.
      await Promise.all([bucket.put(checkKey(key), readable), source.pipeTo(writable)]);
    },
    async open(key) {
      const found = await bucket.head(checkKey(key));
      if (found === null) return undefined;
      return {
        size: found.size,
        async stream() {
          const opened = await bucket.get(key);
          if (opened === null) throw new Error('a stored file is gone');
          return opened.body;
        },
      };
    },
    async delete(key) {
      await bucket.delete(checkKey(key));
    },
  };
}
