import type { Ctx, Subscriber } from '../../context.ts';
import { pointerTo, Refusal, refusalOf } from '../../core/errors.ts';
import { operate } from '../../db/commit.ts';
import type { Subscription } from '../model/subscription.ts';
import { getDeliveryId } from '../../deliveries/service/log.ts';
import { refuseBeyond } from './limiting.ts';
import { replay, type ReplayRange } from '../../deliveries/service/replaying.ts';

type Range = { readonly from: Date; readonly until: Date };

const longestMs = 7 * 24 * 60 * 60 * 1000;

/** What a webhook's owner asks to have sent again; how many deliveries that are. */
export async function replayDeliveries(
  ctx: Ctx<Subscriber>,
  { id, channel, state }: Subscription,
  wish: Range | { readonly delivery: string },
): Promise<number> {
  const { deps, now } = ctx;
  if (channel !== 'webhook' || state !== 'active')
    throw new Refusal('conflict', 'Only to an active webhook something can be sent again.');
  if ('from' in wish) checkRange(wish);
  await operate(ctx, async (tx) => refuseBeyond(tx, 'replay', id, { keys: deps.keys, now }));
  const range: ReplayRange =
    'from' in wish ? wish : { delivery: await getDeliveryId(deps.db, id, wish.delivery) };
  const { queued } = await replay(ctx, id, range);
  deps.nudge();
  return queued;
}

function checkRange({ from, until }: Range): void {
  const ms = until.getTime() - from.getTime();
  if (ms <= 0)
    throw refusalOf([
      { pointer: pointerTo('until'), detail: 'The range must end after it begins.' },
    ]);
  if (ms > longestMs)
    throw refusalOf([{ pointer: pointerTo('from'), detail: 'The range has at most seven days.' }]);
}
