import type { Ctx } from '../../context.ts';
import type { CustomerId } from '../../core/ids.ts';
import { type Correction, listCorrections } from '../../customers/service/correcting.ts';
import { isOpen, type Objection } from '../../objections/model.ts';
import { listObjections } from '../../objections/service/reading.ts';
import { listOverdueReviews, type OverdueReview } from '../../subprocessors/service/reviews.ts';
import type { Notice } from '../model/notice.ts';
import { selectTasks } from '../store/reading.ts';

/** Mails wait for a server that is down; longer than this somebody should look. */
const patienceMs = 24 * 60 * 60 * 1000;

/** Of objections and reviews; who has more has other worries. */
const most = 100;

/** A notice that needs a person, and why. */
type NoticeTask = {
  readonly kind: 'unreached' | 'waiting' | 'held';
  readonly notice: Notice;
};

export type Tasks = {
  readonly notices: readonly NoticeTask[];
  readonly next: Pick<Notice, 'changeId' | 'customerId'> | undefined;
  /** Not matched to a customer, or from an address that nobody has confirmed. */
  readonly objections: readonly Objection[];
  /** Entries of the register whose review is overdue. */
  readonly reviews: readonly OverdueReview[];
  /** What customers say is to be corrected in their contacts. */
  readonly corrections: readonly Pick<Correction, 'id' | 'customerId' | 'at'>[];
};

/** What needs a person. Only notices are read page by page: the rest stands on the first. */
export async function listTasks(
  ctx: Ctx,
  after: { readonly changeId: number; readonly customerId: CustomerId } | undefined,
  limit: number,
): Promise<Tasks> {
  const { db } = ctx.deps;
  const waitingSince = new Date(ctx.now.getTime() - patienceMs);
  const found = await selectTasks(db, waitingSince, after, limit + 1);
  const notices = found.slice(0, limit).map((notice) => ({ kind: kindOf(notice), notice }));
  const next = found.length > limit ? notices.at(-1)?.notice : undefined;
  if (after !== undefined) return { notices, next, objections: [], reviews: [], corrections: [] };
  return {
    notices,
    next,
    objections: await listDoubtful(ctx),
    reviews: (await listOverdueReviews(ctx)).slice(0, most),
    corrections: (await listCorrections(ctx.deps, undefined, most)).items,
  };
}

function kindOf({ state, hold }: Notice): NoticeTask['kind'] {
  if (state === 'unreached' || state === 'waiting') return state;
  if (hold === undefined) throw new TypeError('a notice that needs nobody');
  return 'held';
}

async function listDoubtful({ deps }: Ctx): Promise<readonly Objection[]> {
  const pick = async (filter: Parameters<typeof listObjections>[1]) =>
    (await listObjections(deps.db, filter, undefined, most)).items.filter(isOpen);
  const unmatched = await pick({ matched: false });
  // What staff entered was signed, or said to them.
  const unconfirmed = (await pick({ confirmed: false })).filter(({ source }) => source === 'form');
  const byId = new Map([...unmatched, ...unconfirmed].map((each) => [each.id, each]));
  return [...byId.values()].slice(0, most);
}
