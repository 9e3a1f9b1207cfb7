const mebibyte = 1024 * 1024;

/** Bytes of a file that is to be marked, by platform. */
export const mostMarkedBytes = { node: 100 * mebibyte, worker: 10 * mebibyte } as const;

/** What reading one file may cost; a real report stays far below each. */
export type Limits = {
  readonly bytes: number;
  readonly pages: number;
  /** Objects in the file, before streams are unpacked. */
  readonly objects: number;
  /** Numbers, names, texts, arrays and dictionaries, all together. */
  readonly values: number;
  /** Bytes that come out of its compressed streams, where these are read. */
  readonly unpacked: number;
};

export const nodeLimits: Limits = {
  bytes: mostMarkedBytes.node,
  pages: 5_000,
  objects: 1_000_000,
  values: 4_000_000,
  unpacked: 256 * mebibyte,
};

/** An isolate has 128 MB for everything; a value takes some 180 bytes (bench/README.md). */
export const workerLimits: Limits = {
  bytes: mostMarkedBytes.worker,
  pages: 1_000,
  objects: 100_000,
  values: 300_000,
  unpacked: 24 * mebibyte,
};
