import type { Day } from '../../core/day.ts';
import type { CustomerId, HoldId } from '../../core/ids.ts';

/** A duty or a dispute, or a commercial relationship that goes on. */
export const holdKinds = ['legal', 'relationship'] as const;
export type HoldKind = (typeof holdKinds)[number];

/** Of what a hold is: one record, or all of a customer. */
export type Held =
  | { readonly rule: string; readonly recordId: string }
  | { readonly customerId: CustomerId };

export type Hold = {
  readonly id: HoldId;
  readonly kind: HoldKind;
  readonly of: Held;
  readonly reason: string;
  readonly owner: string;
  /** When somebody looks whether it is still needed. */
  readonly reviewOn: Day;
  readonly setBy: string;
  readonly setAt: Date;
  readonly liftedAt?: Date;
  readonly liftedFor?: string;
  readonly version: number;
};

/** Why a record is kept although its period is over. */
const heldReasons = ['legal', 'relationship', 'restricted'] as const;
export type HeldReason = (typeof heldReasons)[number];
export type HeldCounts = Readonly<Record<HeldReason, number>>;

export const noneHeld: HeldCounts = { legal: 0, relationship: 0, restricted: 0 };

export function countHeld(before: HeldCounts, reasons: readonly HeldReason[]): HeldCounts {
  const count = (reason: HeldReason) => reasons.filter((each) => each === reason).length;
  return {
    legal: before.legal + count('legal'),
    relationship: before.relationship + count('relationship'),
    restricted: before.restricted + count('restricted'),
  };
}
