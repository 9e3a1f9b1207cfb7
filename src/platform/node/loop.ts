import { sendStaffLetters } from '../../accounts/service/letters.ts';
import type { Deps } from '../../context.ts';
import { systemCtx } from '../../context.ts';
import { mailSize, plan, usualSize } from '../../deliveries/service/drain.ts';
import type { PoolSize } from '../../deliveries/service/pool.ts';
import { sendDue } from '../../deliveries/service/sending.ts';
import type { Channel } from '../../subscribers/model/subscription.ts';

export type Loop = {
  /** Something is to be told: looks at once instead of a moment later. */
  nudge(): void;
  /** Begins nothing more; waits a moment for what is under way, and records it. */
  close(): Promise<void>;
};

const lookEveryMs = 2_000;

/**
 * Plans, mails and posts side by side, so that a mail server that is down holds up no webhook. What is
 * due is found by looking, so a nudge that was lost costs two seconds; several processes may do so.
 */
export function startLoop(deps: Deps): Loop {
  let isClosing = false;
  const isOver = () => isClosing;
  const ctx = () => systemCtx(deps, 'deliveries');
  const send = (channels: readonly Channel[], size: PoolSize) => async () => {
    await sendDue(ctx(), { channels, size, deliveries: Number.POSITIVE_INFINITY, isOver });
  };
  const senders = [
    repeat(deps, isOver, send(['webhook', 'slack', 'teams'], usualSize)),
    ...(deps.mail ? [repeat(deps, isOver, send(['email'], mailSize))] : []),
  ];
  const codes = repeat(deps, isOver, async () => void (await sendStaffLetters(ctx())));
  const wake = (workers: readonly Worker[]) => {
    for (const worker of workers) worker.nudge();
  };
  const planner = repeat(deps, isOver, async () => {
    if (await plan(ctx(), isOver)) wake(senders);
  });
  const all = [planner, codes, ...senders];
  return {
    nudge: () => wake(all),
    async close() {
      isClosing = true;
      wake(all);
      await Promise.all(all.map(({ ended }) => ended));
    },
  };
}

type Worker = { nudge(): void; readonly ended: Promise<void> };

/** One after the other, with a pause in between that a nudge cuts short. A failure is logged, and tried again. */
function repeat(deps: Deps, isOver: () => boolean, work: () => Promise<void>): Worker {
  let isNudged = false;
  let wake = () => {};
  const run = async () => {
    while (!isOver()) {
      isNudged = false;
      await work().catch((error: unknown) =>
        deps.log('error', 'deliveries were interrupted', {
          error: error instanceof Error ? error.name : typeof error,
        }),
      );
      if (isNudged || isOver()) continue;
      await new Promise<void>((resume) => {
        const timer = setTimeout(resume, lookEveryMs);
        wake = () => {
          clearTimeout(timer);
          resume();
        };
      });
    }
  };
  const ended = run();
  return {
    ended,
    nudge() {
      isNudged = true;
      wake();
    },
  };
}
