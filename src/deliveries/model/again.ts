import type { DeliveryState } from './delivery.ts';

const again = /:again:(\d+)$/;

/** What a delivery is the repetition of: `event:41:again:2` of `event:41`. */
export function originOf(subject: string): string {
  return subject.replace(again, '');
}

/** The subject of the next repetition, given the subjects that a recipient knows already. */
export function nextSubject(origin: string, known: readonly string[]): string {
  const numbers = known
    .filter((subject) => originOf(subject) === origin)
    .map((subject) => Number(again.exec(subject)?.[1] ?? 0));
  return `${origin}:again:${Math.max(0, ...numbers) + 1}`;
}

/** What can be sent again in its mass. */
export const resendables = ['failed', 'waiting'] as const;

type Told = {
  readonly subscriptionId: string;
  readonly subject: string;
  readonly state: DeliveryState;
};

/**
 * Of what did not arrive, what is worth another delivery: the newest attempt to tell somebody of a thing,
 * where no other has told it or is on its way. `all` holds everything since the first of them, in order.
 */
export function neverTold<T extends Told>(failed: readonly T[], all: readonly T[]): readonly T[] {
  const keyOf = ({ subscriptionId, subject }: Told) => `${subscriptionId} ${originOf(subject)}`;
  const wanted = new Set(failed.map(keyOf));
  const groups = Map.groupBy(
    all.filter((each) => wanted.has(keyOf(each))),
    keyOf,
  );
  return [...groups.values()].flatMap((tries) => {
    const isOver = tries.every(({ state }) => state === 'failed' || state === 'bounced');
    const last = tries.at(-1);
    return isOver && last !== undefined ? [last] : [];
  });
}
