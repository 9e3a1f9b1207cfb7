import type { Restriction } from './model.ts';

export function presentRestriction({ kind, since, liftsAt, liftedAt }: Restriction) {
  return {
    kind,
    since: since.toISOString(),
    liftsAt: liftsAt?.toISOString() ?? null,
    liftedAt: liftedAt?.toISOString() ?? null,
  };
}
