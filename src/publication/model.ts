import type { Change, ChangeStep } from '../changes/model.ts';
import type { Db } from '../db/client.ts';
import type { Organisation, Service } from '../organisation/model.ts';
import type { Entry } from '../subprocessors/model/entry.ts';

/** Everything the public pages say, read in one transaction and never changed afterwards. */
export type Snapshot = {
  /** Number of the newest public event; every representation of a version is the same bytes for ever. */
  readonly version: number;
  /** When that event was recorded; the Last-Modified of every representation. */
  readonly at: Date;
  readonly organisation: Organisation;
  readonly services: readonly Service[];
  /** In the order of the list (`compareEntries`): announced, current and ended ones together. */
  readonly entries: readonly Entry[];
  /** Changes not yet in effect, the nearest effective date first. */
  readonly pending: readonly Change[];
  /** The newest changes, newest first; at most 50, the rest is asked of the database. */
  readonly recent: readonly Change[];
  /** The newest steps for feeds, newest first, at most 50; and the same with corrections. */
  readonly steps: readonly ChangeStep[];
  readonly stepsWithCorrections: readonly ChangeStep[];
  /** How many steps each feed has had in all: what is older stands in archive pages. */
  readonly stepCounts: { readonly substantive: number; readonly all: number };
  readonly changeCount: number;
  /** Number of the register's version and when it was published; 0 and undefined before the first change. */
  readonly listVersion: number;
  readonly listPublishedAt?: Date;
};

/** Where this deployment stands, fixed for the life of the process. */
export type Place = {
  /** `https://trust.example.com`, without a slash at the end. */
  readonly origin: string;
  /** `/trust`, or empty when mounted at the root. */
  readonly base: string;
  /** Demo pages carry a banner and `noindex`. */
  readonly demo: boolean;
};

/** Canonical query parameters: known names only, values as given, absent when empty. */
export type Params = { readonly [name: string]: string | undefined };

export type RenderInput = { readonly snapshot: Snapshot; readonly place: Place; readonly params: Params };

/** A body and whatever of its headers depends on the content. */
export type Rendered = {
  readonly body: string | Uint8Array;
  /** 200 unless said. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
};

export type LinkTo = { readonly rel: string; readonly href: string; readonly type?: string; readonly title?: string };

type Common = {
  /** Hono path pattern below the base path, e.g. `/subprocessors/:slug{[a-z0-9-]+}`; empty for the base path itself. */
  readonly path: string;
  /** With charset where it is text. */
  readonly mediaType: string;
  /** Query parameters that change the content and may be remembered, with the test for a value worth it. */
  readonly params?: { readonly [name: string]: (value: string, snapshot: Snapshot) => boolean };
  /** Parameters that change the content but are never remembered, e.g. free text and cursors. */
  readonly freeParams?: readonly string[];
  /** For `Link` (RFC 8288) and, on pages, `<link>`: alternates, describedby. `href` is below the base path unless absolute. */
  readonly links?: readonly LinkTo[];
  /** The JSON twin that `Accept: application/json` gets at this path. */
  readonly json?: Representation;
  /** Whether scripts of other origins may read it (CORS); yes unless said. */
  readonly cors?: boolean;
  /** Sources for `frame-ancestors` of the CSP; `'none'` unless said. */
  readonly frameAncestors?: (snapshot: Snapshot) => string;
  /** Replaces the Cache-Control of published representations, e.g. for content-addressed files. */
  readonly cacheControl?: string;
};

/** A pure function of a snapshot. Path parameters arrive in `params` too and must be declared there. */
export type Published = Common & {
  readonly kind: 'published';
  render(input: RenderInput): Rendered | Promise<Rendered>;
};

/** What the snapshot does not hold: bounded, indexed queries, for this version of the data. */
export type Queried = Common & {
  readonly kind: 'queried';
  render(input: RenderInput & { readonly db: Db }): Promise<Rendered>;
};

/** HTML, JSON, CSV and feeds are rows of one table, so that formats cannot drift apart. */
export type Representation = Published | Queried;
