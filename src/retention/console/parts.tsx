import type { Context } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { rootOf } from '../../console/guard.ts';
import type { HeldCounts, HoldKind } from '../model/holding.ts';

export const section = 'retention';

export function crumbOf(c: Context<ConsoleEnv>) {
  return { href: `${rootOf(c)}/retention`, label: 'Retention' };
}

export const holdKindWords: Readonly<Record<HoldKind, string>> = {
  legal: 'Legal hold: a duty or a dispute',
  relationship: 'A business relationship that goes on',
};

export function heldTotal({ legal, relationship, restricted }: HeldCounts): number {
  return legal + relationship + restricted;
}

/** `3: 2 by a legal hold, 1 for a business relationship` */
export function heldWords(held: HeldCounts): string {
  const parts = [
    [held.legal, 'by a legal hold'],
    [held.relationship, 'for a business relationship'],
    [held.restricted, 'because their person wants them kept (Art. 18 GDPR)'],
  ] as const;
  const said = parts.flatMap(([count, why]) => (count > 0 ? [`${count} ${why}`] : []));
  return said.length === 0 ? 'None' : said.join(', ');
}
