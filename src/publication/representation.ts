import type { Deps } from '../context.ts';
import type { Refusal } from '../core/errors.ts';
import type { Db } from '../db/client.ts';
import type { Params, Place, Snapshot } from './model.ts';

export type RenderInput = {
  readonly snapshot: Snapshot;
  readonly place: Place;
  readonly params: Params;
};

/** A body and whatever of its headers depends on the content. */
export type Rendered = {
  readonly body: string | Uint8Array;
  /** 200 unless said. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** What it says may move while the version stands still: it is not remembered, and its date proves nothing. */
  readonly passing?: true;
};

export type LinkTo = {
  readonly rel: string;
  readonly href: string;
  readonly type?: string;
  readonly title?: string;
  /** In the language of what links to it, not in none. */
  readonly isSpoken?: true;
};

type Common = {
  /** Hono path pattern below the base path, e.g. `/subprocessors/:slug{[a-z0-9-]+}`; empty for the base path itself. */
  readonly path: string;
  /** With charset where it is text. */
  readonly mediaType: string;
  /**
   * Query parameters that change the content and may be remembered, with the test for a value worth it.
   * `clocks` and `versionParam` among them: it shows a past too, and gets the snapshot of that past.
   */
  readonly params?: { readonly [name: string]: (value: string, snapshot: Snapshot) => boolean };
  /** Parameters that change the content but are never remembered, e.g. free text and cursors. */
  readonly freeParams?: readonly string[];
  /**
   * For `Link` (RFC 8288): alternates, describedby. `href` is below the base path unless absolute; a
   * path parameter stands in it as `{slug}`.
   */
  readonly links?: readonly LinkTo[];
  /** For a permanent version: the path at which the present one stands. */
  readonly presentPath?: string;
  /** The page that says what was refused; machine formats answer with a problem. */
  readonly refused?: (input: RenderInput, refusal: Refusal) => Rendered;
  /** The JSON twin that `Accept: application/json` gets at this path. */
  readonly json?: Representation;
  /**
   * The form that `Accept: text/markdown` gets at this path. Where nothing is said, a page has one made
   * of itself (`publication/markdown.ts`); `none` where that would help nobody.
   */
  readonly markdown?: Representation | 'none';
  /** It stands at the address of another row, whose forms Accept chooses. */
  readonly byAccept?: true;
  /** As a page it is written in a language, which its address may name. */
  readonly isSpoken?: true;
  /** Methods that another handler answers at this path, named where one is refused. */
  readonly alsoTakes?: readonly string[];
  /** Whether scripts of other origins may read it (CORS); yes unless said. */
  readonly cors?: boolean;
  /** Sources for `frame-ancestors` of the CSP; `'none'` unless said. */
  readonly frameAncestors?: (snapshot: Snapshot) => string;
  /** Whether the page runs a script of this site; no page does unless said. */
  readonly scripts?: true;
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
  /** Brings what its queries read, such as an index, up to a publication version; `render` itself only reads. */
  readonly before?: (deps: Deps, version: number) => Promise<void>;
  render(input: RenderInput & { readonly db: Db; readonly now: Date }): Promise<Rendered>;
};

/** HTML, JSON, CSV and feeds are rows of one table, so that formats cannot drift apart. */
export type Representation = Published | Queried;
