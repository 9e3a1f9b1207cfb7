import type { Deps } from '../context.ts';
import type { Day } from '../core/day.ts';
import type { CustomerId } from '../core/ids.ts';
import type { Db, Tx } from '../db/client.ts';

/** What was before is due. */
export type Cutoff = {
  /** The first instant that is not due, for what happened at an instant. */
  readonly before: Date;
  /** The last day that is due, for what ends on a day. */
  readonly lastDay: Day;
};

/** A record whose period is over. */
export type Due = {
  readonly id: string;
  /** Where it stands in the order of `findDue`; the next page begins behind it. */
  readonly place: string;
  /** From when its period counts, or the earliest that it can: the day or the instant. */
  readonly since: Day | Date;
  /** Records that go with it, each of which may be held by itself. */
  readonly parts?: readonly Pick<Due, 'id' | 'addressHash'>[];
  /** What is kept on account of a customer is kept with it. */
  readonly customerId?: CustomerId;
  /** Of the person, who may have asked that it be kept (Article 18 GDPR). */
  readonly addressHash?: string;
};

/** How a feature keeps one rule of retention; retention/keepers.ts lists them. */
export type Keeper = {
  /** Key of `shippedRules` (retention/model/shipped.ts). */
  readonly rule: string;
  /** Whether a record of a customer whose agreement is in force is kept for longer. */
  readonly isKeptForCustomers?: boolean;
  /** Records in one commit, where one is much; a hundred unless said. */
  readonly perBatch?: number;
  /** Whether there is such a record, due or not: what is not there cannot be held. */
  isThere(db: Db, id: string): Promise<boolean>;
  /** Records that are due, in an order that stays, behind `after`. Costs what is due, not what there is. */
  findDue(
    db: Db,
    cutoff: Cutoff,
    page: { readonly after: string | undefined; readonly limit: number },
    deps: Pick<Deps, 'keys'>,
  ): Promise<readonly Due[]>;
  /** Does with them what the rule says, in the transaction of the commit that tells it. */
  purge(tx: Tx, ids: readonly string[], at: Date, deps: Pick<Deps, 'keys'>): Promise<void>;
};
