import type { RightsRequestId, StaffId } from '../core/ids.ts';

/**
 * What is not to be done with somebody's data: anything but keeping it (Article 18 GDPR), advertising
 * (Article 21(2) and (3) GDPR; 15 U.S.C. § 7704), selling and sharing it (Civ. Code § 1798.120).
 */
export const restrictionKinds = ['no-processing', 'no-marketing', 'opt-out'] as const;
export type RestrictionKind = (typeof restrictionKinds)[number];

/** In force until it is lifted. */
export type Restriction = {
  readonly id: number;
  readonly kind: RestrictionKind;
  readonly addressHash: string;
  readonly requestId: RightsRequestId;
  readonly setBy: StaffId;
  readonly since: Date;
  /** When it will be lifted, of which the person has been told. */
  readonly liftsAt?: Date;
  readonly liftedAt?: Date;
};
