/** A stored file; it never changes, so it may be read more than once. */
export type StoredBytes = {
  /** Bytes. */
  readonly size: number;
  stream(): Promise<ReadableStream<Uint8Array>>;
};

/**
 * Where files lie: a directory on Node, R2 on Workers. A key is given once and is no name that anybody
 * typed (`keyOf` makes it); nothing here is reachable by an address.
 */
export type BlobStore = {
  /** Stores all of `source`, which is `size` bytes, or nothing. Throws where it is longer or shorter. */
  write(key: string, source: ReadableStream<Uint8Array>, size: number): Promise<void>;
  /** Undefined where there is none. */
  open(key: string): Promise<StoredBytes | undefined>;
  /** Also where there is none. */
  delete(key: string): Promise<void>;
};
