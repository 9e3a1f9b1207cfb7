import type { Branding } from '../branding/model.ts';
import type { Change, ChangeStep } from '../changes/model.ts';
import type { Stated } from '../controls/model.ts';
import type { Day, Moment } from '../core/day.ts';
import type { Language } from '../core/language.ts';
import type { Listed } from '../documents/model.ts';
import type { Organisation, Service } from '../organisation/model.ts';
import type { PoliciesInBrief } from '../policies/model.ts';
import type { Rule } from '../retention/model.ts';
import type { Entry } from '../subprocessors/model/entry.ts';
import type { UpdatesInBrief } from '../updates/model.ts';

/** Everything the public pages say, read in one transaction and never changed afterwards. */
export type Snapshot = {
  /** Number of the newest public event; every representation of a version is the same bytes for ever. */
  readonly version: number;
  /** When that event was recorded; the Last-Modified of every representation. */
  readonly at: Date;
  readonly organisation: Organisation;
  /** Logo, colours and intro: those of now, in a past too. */
  readonly branding: Branding;
  readonly services: readonly Service[];
  /** In the order of the list (`compareEntries`): announced, current and ended ones together. */
  readonly entries: readonly Entry[];
  /** Announced once and taken back: on no list, but each has its page still. */
  readonly withdrawn: readonly Entry[];
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
  readonly updates: UpdatesInBrief;
  /** Controls, attestations and what else is stated about security; nothing in a past. */
  readonly controls: Stated;
  /** Documents that anybody may know of, with the version in force of each; none in a past. */
  readonly documents: readonly Listed[];
  /** Policies in effect and announced; none in a past. */
  readonly policies: PoliciesInBrief;
  /** How long each kind of record is kept; none in a past. */
  readonly retention: readonly Rule[];
  /** Present where this is not the register as it stands. */
  readonly past?: Past;
};

/** Which past a snapshot shows. */
export type Past = {
  /** The day of which it tells (`as_of`). Absent: the list as it was published. */
  readonly asOf?: AsOf;
  /** Up to when what was published counts (`known_at`). Absent: all that is known now. */
  readonly knownAt?: KnownAt;
  /** In which its days were read; the organisation's own where it is numbered. */
  readonly timeZone?: string;
  /** Addressed by the number of its version, `/versions/{n}`. */
  readonly isNumbered: boolean;
  /** No later publication can change it, so it may be kept for good. */
  readonly isSettled: boolean;
  /** Its version was published so by the word of an imported history, before the first record here. */
  readonly claimedAt?: Date;
  /** The first day of which anything is recorded or claimed; told where there is nothing to show. */
  readonly recordsSince?: Day;
};

/** A day, or the day and time at which an instant was in the organisation's zone; `text` as it was asked. */
export type AsOf = { readonly text: string; readonly moment: Moment; readonly day: Day };

/** `until` is an instant, of a day its end. */
export type KnownAt = { readonly text: string; readonly until: Date; readonly day?: Day };

/** Where this deployment stands, and in which language it is read there. */
export type Place = {
  /** `https://trust.example.com`, without a slash at the end. */
  readonly origin: string;
  /** `/trust`, or empty when mounted at the root. What programs read stands below it, in no language. */
  readonly base: string;
  /** Below it stand the pages in `language`: `base`, or `/trust/de`. */
  readonly pages: string;
  /** Of the page's own words: the one that its address names, else the site's first. */
  readonly language: Language;
  /** One that the reader prefers (Accept-Language) to the one of an address that names none. */
  readonly offered?: Language;
  /** Of a page behind a link, which only its holder finds: its path in every language, below the base and that. */
  readonly linkPath?: string;
  /** Demo pages carry a banner and `noindex`. */
  readonly demo: boolean;
  /** Whether mails can be sent from here; absent where nothing is said of it. */
  readonly sendsMail?: boolean;
  /** Whether files can be kept here; absent where nothing is said of it. */
  readonly keepsFiles?: boolean;
  /** Present where staff look at a page before it is published: the way back, and the base of the site itself. */
  readonly preview?: { readonly back: string; readonly siteBase: string };
};

/** Canonical query parameters: known names only, values as given, absent when empty. */
export type Params = { readonly [name: string]: string | undefined };
