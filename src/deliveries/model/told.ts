import type { Change, Step } from '../../changes/model.ts';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Language } from '../../core/language.ts';
import type { Terms } from '../../customers/model.ts';
import type { Service } from '../../organisation/model.ts';
import type { Links } from '../../subscribers/model/links.ts';
import type { Subscription } from '../../subscribers/model/subscription.ts';
import type { Post, Thread } from '../../updates/model.ts';
import type { Alert } from './delivery.ts';
import type { Block } from './letter.ts';
import type { ObjectionLetter } from './objection-letter.ts';
import type { WrittenLetter } from './written-letter.ts';

/** A step of a change or a post, as it stood when it happened: the same however late it is sent. */
export type Happening =
  | {
      readonly kind: 'change';
      readonly seq: number;
      readonly step: Step;
      /** With the steps up to this one. */
      readonly change: Change;
    }
  | {
      readonly kind: 'post';
      readonly seq: number;
      readonly thread: Thread;
      readonly post: Post;
      /** It tells that the post was withdrawn. */
      readonly isWithdrawal: boolean;
      /** When that happened. */
      readonly at: Date;
      /** It was withdrawn since: what it said is told to nobody any more. */
      readonly isTakenBack?: true;
    };

/** A notice as it was written down for one customer. */
export type ToldNotice = {
  readonly customerName: string;
  readonly terms: Terms;
  readonly subject: string;
  readonly blocks: readonly Block[];
};

/** What a delivery says, loaded. */
export type Told =
  | {
      readonly kind: 'event';
      readonly happening: Happening;
      /** To a contract contact: the notice as it was written down, for each customer that it stands for. */
      readonly notices?: readonly ToldNotice[];
    }
  | {
      readonly kind: 'objection';
      readonly what: 'received' | 'message' | 'decided';
      readonly letter: ObjectionLetter;
    }
  | { readonly kind: 'written'; readonly letter: WrittenLetter }
  | {
      readonly kind: 'digest';
      readonly from: Date;
      readonly until: Date;
      /** Oldest first, of what this recipient follows. */
      readonly happenings: readonly Happening[];
      /** How many older ones there were beside these; absent when these are all. */
      readonly more?: number;
    }
  /** The link ends with the request, `confirmBy`. */
  | { readonly kind: 'confirmation'; readonly confirmBy: Date }
  | { readonly kind: 'known' }
  | { readonly kind: 'succession' }
  | { readonly kind: 'welcome' }
  | { readonly kind: 'challenge'; readonly challenge: string }
  | { readonly kind: 'test' }
  | { readonly kind: 'disabled'; readonly subscription: SubscriptionId; readonly host: string }
  | { readonly kind: 'alert'; readonly alert: Alert };

/** Who speaks: the trust centre. */
export type Sender = {
  /** The organisation's name. */
  readonly name: string;
  /** Address of the trust centre: `https://example.com/trust`. */
  readonly root: string;
  /** Of the pages at plain addresses. */
  readonly siteLanguage: Language;
  readonly timeZone: string;
  /** What its services are called; one that is not among them is called by its slug. */
  readonly services?: readonly Service[];
  /** MAIL_FROM; on a loopback deployment without one an address that goes nowhere. */
  readonly from: string;
  /** Mail address to which an objection can be sent, where there is one. */
  readonly objectionsTo?: string;
};

/** Who is told. */
export type Recipient = {
  readonly subscription: Subscription;
  readonly links: Links;
  /** For whom a contract contact stands. */
  readonly customers?: readonly Represented[];
};

/** A customer, with the address of its own page. */
export type Represented = { readonly name: string; readonly myTerms: string };
