import type { Ctx } from '../../context.ts';
import { addDays, type Day, dayOf } from '../../core/day.ts';
import { getOrganisation } from '../../organisation/service.ts';
import type { Rule } from '../model.ts';
import { listRules } from '../service.ts';
import { selectRunBefore } from '../store/runs.ts';
import { type Preview, previewRun } from './purging.ts';

/** What the run of a day will do to the records of one rule, as they stand now. */
export type Foreseen = Omit<Preview, 'rule'> & {
  readonly rule: Rule;
  /** The rule is new or was changed since its last run: that day nothing goes, the next day it does. */
  readonly onlyCounts: boolean;
};

/** The run of a day, of tomorrow unless said. Writes nothing. */
export async function foreseeRun(
  ctx: Ctx,
  asked?: Day,
): Promise<{ readonly on: Day; readonly rules: readonly Foreseen[] }> {
  const { db } = ctx.deps;
  const { timeZone } = (await getOrganisation(db)).value;
  const today = dayOf(ctx.now, timeZone);
  const tomorrow = addDays(today, 1);
  const { on, rules: previews } = await previewRun(ctx, asked ?? tomorrow);
  const rules = new Map((await listRules(db)).map((rule) => [rule.id, rule]));
  const foreseen: Foreseen[] = [];
  for (const preview of previews) {
    const rule = rules.get(preview.rule);
    if (rule === undefined) continue;
    const last = await selectRunBefore(db, rule.id, tomorrow);
    const next = last?.day === today ? tomorrow : today;
    const onlyCounts = last?.ruleVersion !== rule.version && on <= next;
    foreseen.push({ ...preview, rule, onlyCounts });
  }
  return { on, rules: foreseen };
}
