import type { Ctx, Staff, System } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import type { Db, Tx } from '../db/client.ts';
import { commit, type Ledger } from '../db/commit.ts';
import { checkExpected, type Expected } from '../db/expected.ts';
import type { StoredEvent } from '../db/ledger.ts';
import { faultInRule, keptAtOnce, mostRules, type Rule, type RuleFacts, rulesOf } from './model.ts';
import { shippedRules } from './model/shipped.ts';
import * as store from './store.ts';

type Writer = Ctx<Staff | System>;

/** All of them, in the order of the page. */
export async function listRules(db: Db): Promise<readonly Rule[]> {
  return rulesOf(shippedRules, await store.selectRules(db));
}

/** The page after the one that ended with `after`. */
export async function pageRules(
  db: Db,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<{ items: readonly Rule[]; next: string | null }> {
  const all = await listRules(db);
  const index = after === undefined ? -1 : all.findIndex(({ id }) => id === after);
  if (after !== undefined && index === -1)
    throw new Refusal('not_found', 'What this cursor names is gone. Begin the list again.');
  const items = all.slice(index + 1, index + 1 + limit);
  const isLast = index + 1 + limit >= all.length;
  return { items, next: isLast ? null : (items.at(-1)?.id ?? null) };
}

export async function getRule(db: Db, id: string): Promise<Rule> {
  const found = (await listRules(db)).find((rule) => rule.id === id);
  if (!found) throw new Refusal('not_found', 'There is no rule with this id.');
  return found;
}

/** A rule about records that the organisation keeps elsewhere. Refuses `conflict` where the id is taken. */
export async function createRule(ctx: Writer, id: string, facts: RuleFacts): Promise<Rule> {
  return commit(ctx, async (tx, ledger) => {
    const all = await listRules(tx);
    if (all.some((rule) => rule.id === id))
      throw new Refusal('conflict', `There is a rule with the id ${id} already.`);
    if (all.length >= mostRules)
      throw new Refusal('conflict', `There are ${all.length} rules already, as many as may be.`);
    return enter(tx, ledger, { id, facts, isOurs: false, version: 0 }, facts);
  });
}

/** States a rule otherwise, one of Annex too. It is public at once. */
export async function replaceRule(
  ctx: Writer,
  id: string,
  facts: RuleFacts,
  expected: Expected,
): Promise<Rule> {
  return commit(ctx, async (tx, ledger) => {
    const before = await getRule(tx, id);
    checkExpected(expected, before.version);
    refuseUnkept(before, facts);
    return enter(tx, ledger, before, facts);
  });
}

/** What is stated of records of Annex is what Annex does with them: other periods, or for good, and nothing else. */
function refuseUnkept({ id, isOurs }: Rule, { period, fate, from }: RuleFacts): void {
  const shipped = Object.entries<RuleFacts>(shippedRules).find(([rule]) => rule === id)?.[1];
  if (!isOurs || shipped === undefined) return;
  const isAtOnce = keptAtOnce.has(id);
  if (isAtOnce && (period !== shipped.period || fate !== shipped.fate || from !== shipped.from))
    throw new Refusal(
      'conflict',
      'Annex keeps this rule at its hour: period, from and fate stay as they are. Its words may change.',
    );
  if (from !== shipped.from || ![shipped.fate, 'keep'].includes(fate))
    throw new Refusal(
      'conflict',
      `Annex keeps these records by itself: from stays ${shipped.from}, and fate ${shipped.fate}, or keep to keep them for good. Period and words may change.`,
    );
}

/** Only of records kept elsewhere: what Annex keeps has a rule, always. */
export async function deleteRule(ctx: Writer, id: string, expected: Expected): Promise<void> {
  await commit(ctx, async (tx, ledger) => {
    const before = await getRule(tx, id);
    checkExpected(expected, before.version);
    if (before.isOurs)
      throw new Refusal(
        'conflict',
        'Annex keeps such records, so there is a rule for them. Change it instead.',
      );
    await store.deleteRule(tx, id);
    const event = ledger.record({
      action: 'retention_rule.removed',
      subject: `retention-rule:${id}`,
      data: { id },
      public: true,
    });
    return { value: undefined, events: [event] };
  });
}

async function enter(
  tx: Tx,
  ledger: Ledger,
  before: Rule,
  facts: RuleFacts,
): Promise<{ value: Rule; events: [StoredEvent] }> {
  const fault = faultInRule(facts);
  if (fault !== undefined)
    throw new Refusal('invalid', fault, { errors: [{ pointer: '#/period', detail: fault }] });
  const rule = { id: before.id, facts, changedAt: ledger.at, version: before.version + 1 };
  await store.saveRule(tx, rule);
  const event = ledger.record({
    action: 'retention_rule.stated',
    subject: `retention-rule:${before.id}`,
    data: { id: before.id, ...facts },
    public: true,
  });
  return { value: { ...rule, isOurs: before.isOurs }, events: [event] };
}
