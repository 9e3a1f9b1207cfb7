import type { DeliveryState } from '../../deliveries/model/delivery.ts';
import type { NoticeState } from './notice.ts';

/** What staff narrow their list of changes by. */
export const deskStates = [
  'announced',
  'window-open',
  'in-effect',
  'held',
  'withdrawn',
  'superseded',
] as const;
export type DeskState = (typeof deskStates)[number];

/** How far an announcement has come; of customers each is counted once. */
export type Progress = {
  readonly customers: number;
  /** The customer has said that it agrees. */
  readonly agreed: number;
  /** It has arrived, and nothing was agreed. */
  readonly told: number;
  readonly onItsWay: number;
  readonly unreached: number;
  /** To contacts and to everybody else who follows. */
  readonly deliveries: {
    readonly accepted: number;
    readonly onTheirWay: number;
    readonly returned: number;
    readonly failed: number;
  };
};

type Alike = {
  readonly state: NoticeState;
  readonly hasClock: boolean;
  readonly isApproved: boolean;
  readonly customers: number;
};

export function progressOf(
  tally: readonly Alike[],
  sent: Partial<Readonly<Record<DeliveryState, number>>>,
): Progress {
  const sum = (isMeant: (each: Alike) => boolean) =>
    tally.filter(isMeant).reduce((count, { customers }) => count + customers, 0);
  return {
    customers: sum(() => true),
    agreed: sum(({ isApproved }) => isApproved),
    told: sum(({ isApproved, hasClock }) => !isApproved && hasClock),
    onItsWay: sum((each) => !each.isApproved && !each.hasClock && each.state !== 'unreached'),
    unreached: sum((each) => !each.isApproved && !each.hasClock && each.state === 'unreached'),
    deliveries: {
      accepted: sent.accepted ?? 0,
      onTheirWay: (sent.due ?? 0) + (sent['in-flight'] ?? 0),
      returned: sent.bounced ?? 0,
      failed: sent.failed ?? 0,
    },
  };
}
