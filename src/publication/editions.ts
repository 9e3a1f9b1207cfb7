import { inTime } from '../core/in-time.ts';
import type { Db } from '../db/client.ts';
import { createMemo } from './memo.ts';
import type { Memo } from './memo.ts';
import type { Snapshot } from './model.ts';
import { loadSnapshot } from './snapshot.ts';
import { selectIsDemo, selectVersion } from './store.ts';

/** One version of everything public, with what was rendered from it. */
export type Edition = {
  readonly snapshot: Snapshot;
  /** Whether the demo organisation is served: pages then carry a banner and `noindex`. */
  readonly demo: boolean;
  readonly memo: Memo;
};

/** The current edition of a process (Node) or isolate (Workers). */
export type PublicationCache = {
  /** A promise only where the database is asked, which on Workers is opened by the first who does. */
  current(source: { readonly db: Db }): Edition | Promise<Edition>;
  /** Called after a commit here: the next request looks which version is current. */
  forgetVersion(): void;
};

export type CacheSettings = {
  /** Bytes that rendered bodies may take. */
  readonly maxBytes: number;
  /** For how long the current version is believed without asking; another process's commit shows after it. */
  readonly believedMs: number;
  /** Never on Workers: there a promise of one request may not be awaited by another. */
  readonly shareWork: boolean;
  /** Told that the version could not be looked up and the last edition is served. */
  readonly onFailedCheck?: () => void;
};

/**
 * What a reader waits at most to hear which version is the newest, where there is an edition to be
 * served. Where checks are shared one failure is waited for; until the database answers again nobody else waits.
 */
const lookMs = 1_000;

/** Never goes back to an older version than it has served. */
export function createPublicationCache(settings: CacheSettings): PublicationCache {
  let edition: Edition | undefined;
  let checkedAt = Number.NEGATIVE_INFINITY;
  let checking: Promise<Edition> | undefined;
  let commits = 0;
  let isFailing = false;

  async function check(db: Db): Promise<Edition> {
    const startedAt = performance.now();
    const commitsBefore = commits;
    // Where checks cannot be shared, one request looks and the others keep what they have meanwhile;
    // but after a commit here everybody looks.
    if (!settings.shareWork && checkedAt > Number.NEGATIVE_INFINITY) checkedAt = startedAt;
    const before = edition;
    const isNewest =
      before && (await inTime(selectVersion(db), lookMs)).version <= before.snapshot.version;
    const fresh = before && isNewest ? before : await openEdition(db, settings);
    if (!edition || fresh.snapshot.version > edition.snapshot.version) edition = fresh;
    // A commit during this check may have come too late for it to see.
    if (commits === commitsBefore) checkedAt = Math.max(checkedAt, startedAt);
    isFailing = false;
    return edition;
  }

  /** Without its database, or with one that does not answer, a trust centre goes on saying what it said last. */
  async function look(db: Db): Promise<Edition> {
    try {
      return await check(db);
    } catch (error) {
      if (!edition) throw error;
      settings.onFailedCheck?.();
      isFailing = true;
      if (checkedAt > Number.NEGATIVE_INFINITY) checkedAt = performance.now();
      return edition;
    }
  }

  function lookOnce(db: Db): Promise<Edition> {
    const mine = look(db).finally(() => {
      if (checking === mine) checking = undefined;
    });
    return (checking = mine);
  }

  return {
    current(source) {
      if (edition && performance.now() - checkedAt < settings.believedMs) return edition;
      if (!settings.shareWork) return look(source.db);
      const found = checking ?? lookOnce(source.db);
      return edition && isFailing ? edition : found;
    },
    forgetVersion() {
      commits += 1;
      isFailing = false;
      checkedAt = Number.NEGATIVE_INFINITY;
      checking = undefined;
    },
  };
}

async function openEdition(db: Db, settings: CacheSettings): Promise<Edition> {
  const [snapshot, demo] = await Promise.all([loadSnapshot(db), selectIsDemo(db)]);
  return { snapshot, demo, memo: createMemo(settings) };
}
