import type { Notice } from '../model/notice.ts';
import type { notices } from '../table.ts';

export type Row = typeof notices.$inferSelect;

/** Columns that are null are fields that are absent; two repeat what the clock says, for queries. */
export function toNotice({
  objectionEndsOn: _,
  earliestEffectOn: __,
  acknowledged,
  clock,
  outcome,
  closedAt,
  approved,
  effectiveAt,
  hold,
  ...rest
}: Row): Notice {
  return {
    ...rest,
    ...(acknowledged && { acknowledged }),
    ...(clock && { clock }),
    ...(outcome && { outcome }),
    ...(closedAt && { closedAt }),
    ...(approved && { approved }),
    ...(effectiveAt && { effectiveAt }),
    ...(hold && { hold }),
  };
}
