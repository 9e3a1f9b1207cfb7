import type { Change } from '../../changes/model.ts';
import type { Ctx, Staff, System } from '../../context.ts';
import type { Day } from '../../core/day.ts';
import type { CustomerId } from '../../core/ids.ts';
import type { Terms } from '../../customers/model.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { Ledger } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import type { BlockReason, LegalDate } from '../model/notice.ts';

type Announcer = Ctx<Staff | System>;

/** What is to be announced: a change that is planned, or one that is announced anew. */
export type ToAnnounce = Pick<Change, 'items' | 'effectiveOn' | 'emergency' | 'reason' | 'class'>;

/** What one customer would be told, and by when, if the notice arrived now. */
export type PlannedNotice = {
  readonly customerId: CustomerId;
  readonly name: string;
  readonly terms: Terms;
  readonly contacts: readonly {
    readonly subscriptionId: string;
    readonly channel: string;
    readonly role: string;
    readonly language: string;
    /** Whether anything can be sent there. */
    readonly isReachable: boolean;
  }[];
  readonly objectionEnds: LegalDate;
  readonly earliestEffect: LegalDate;
  /** The planned day is no earlier than `earliestEffect`: otherwise the customer will stand in the list of holds. */
  readonly isInTime: boolean;
  /** What blocks the announcement unless it is acknowledged for this customer. */
  readonly blocks: readonly BlockReason[];
  readonly isAcknowledged: boolean;
};

export type NoticePlan = { readonly customers: readonly PlannedNotice[] };

/** The dry run of an announcement: every customer in its scope. Empty where the change opens no window. */
export async function planNotices(
  _db: Db,
  _ctx: Announcer,
  _change: ToAnnounce,
  _acknowledged: readonly CustomerId[],
): Promise<NoticePlan> {
  return { customers: [] };
}

/** Enters one notice for each customer planned, in the commit that announces the change by `event`. */
export async function recordNotices(
  _ctx: Announcer,
  _tx: Tx,
  _ledger: Ledger,
  _announced: {
    readonly change: Change;
    readonly event: StoredEvent;
    readonly round: number;
    readonly plan: NoticePlan;
  },
): Promise<readonly StoredEvent[]> {
  return [];
}

/** The change was withdrawn, superseded or is announced anew: its clocks stop. */
export async function endNotices(
  _tx: Tx,
  _ledger: Ledger,
  _changeId: number,
): Promise<readonly StoredEvent[]> {
  return [];
}

/** Non-material postponement: the planned day moves, clocks run on. */
export async function moveNotices(_tx: Tx, _changeId: number, _effectiveOn: Day): Promise<void> {}
