import type { Encoding } from '../http/cache.ts';

/** A rendered body in one content encoding, with every header, ready to be sent. */
export type Ready = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Headers of the 304 answer, RFC 9110 section 15.4.5. */
  readonly unmodifiedHeaders: Readonly<Record<string, string>>;
  readonly etag: string;
  /** Milliseconds since 1970; infinite where a date proves nothing. */
  readonly lastModified: number;
  readonly body: Uint8Array<ArrayBuffer>;
  /** Not to be remembered. */
  readonly passing?: true;
};

/** What a body is encoded from: as it was rendered, or as it is remembered without an encoding. */
export type Plain = Pick<Ready, 'status' | 'headers' | 'lastModified' | 'body' | 'passing'>;

/** Rendered bodies of one version, least recently used out first; those marked `keep` stay. */
export type Memo = {
  /** What is there; no promise, so that a hit costs a map look-up. */
  find(key: string, encoding: Encoding): Ready | undefined;
  /** Makes it once however many callers wait, and keeps it while there is room. */
  make(key: string, encoding: Encoding, keep: boolean, work: () => Promise<Ready>): Promise<Ready>;
  /** The body before it is encoded: as it is remembered, as it is being rendered for another encoding, or rendered now. */
  plain(key: string, work: () => Promise<Plain>): Promise<Plain>;
};

type Held = { readonly ready: Ready; readonly keep: boolean };

export function createMemo({
  maxBytes,
  shareWork,
}: {
  maxBytes: number;
  shareWork: boolean;
}): Memo {
  const held = new Map<string, Held>();
  const making = createSharing<Ready>(shareWork);
  const rendering = createSharing<Plain>(shareWork);
  let bytes = 0;

  function hold(name: string, ready: Ready, keep: boolean): void {
    if (held.has(name)) return;
    held.set(name, { ready, keep });
    bytes += sizeOf(ready);
    for (const [other, { ready: old, keep: kept }] of held) {
      if (bytes <= maxBytes) return;
      if (kept || other === name) continue;
      held.delete(other);
      bytes -= sizeOf(old);
    }
  }

  function find(name: string): Ready | undefined {
    const found = held.get(name);
    if (found && !found.keep) {
      // A Map iterates in insertion order: moving it to the end makes it the last to go.
      held.delete(name);
      held.set(name, found);
    }
    return found?.ready;
  }

  return {
    find: (key, encoding) => find(`${encoding} ${key}`),
    make(key, encoding, keep, work) {
      const name = `${encoding} ${key}`;
      return making(name, async () => {
        const ready = await work();
        if (!ready.passing) hold(name, ready, keep);
        return ready;
      });
    },
    async plain(key, work) {
      return find(`identity ${key}`) ?? rendering(key, work);
    },
  };
}

/** Work that is done once however many wait for it, where promises may be shared. */
function createSharing<T>(isShared: boolean) {
  const running = new Map<string, Promise<T>>();
  return async (name: string, work: () => Promise<T>): Promise<T> => {
    const waiting = isShared ? running.get(name) : undefined;
    if (waiting) return waiting;
    const promise = work().finally(() => running.delete(name));
    if (isShared) running.set(name, promise);
    return promise;
  };
}

function sizeOf(ready: Ready): number {
  return ready.body.byteLength + 2_000;
}
