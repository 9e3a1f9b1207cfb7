import type { Ctx, Staff, System } from '../../context.ts';
import { actorName } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { ProposalId } from '../../core/ids.ts';
import { newId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { commit, type Ledger } from '../../db/commit.ts';
import type { EventData, StoredEvent } from '../../db/ledger.ts';
import { isAlone } from '../../staff/model/four-eyes.ts';
import { approvalBy, listHolders } from '../../staff/service/approving.ts';
import { listNames } from '../../staff/service/names.ts';
import { type RuleProposal, type Said, subjectOf } from '../model/proposals.ts';
import * as store from '../store/proposals.ts';
import { saveDomain, saveSettings } from '../store/rules.ts';

/**
 * Sets a rule in place of what was proposed of it, or proposes it, where it opens more than before and
 * somebody else could approve it.
 */
export async function setOrPropose(
  ctx: Ctx<Staff | System>,
  { tx, ledger }: { readonly tx: Tx; readonly ledger: Ledger },
  said: Said,
  isOpening: boolean,
): Promise<{ readonly proposal?: RuleProposal; readonly event: StoredEvent }> {
  await store.deleteProposal(tx, subjectOf(said));
  if (!isOpening || ctx.actor.kind === 'system') return { event: await set(tx, ledger, said) };
  const by = actorName(ctx.actor);
  const holders = await listHolders(ctx.deps, tx, 'approveRuleProposal');
  if (isAlone([by], holders)) return { event: await set(tx, ledger, said, { isSole: true }) };
  const proposal = { id: newId(ctx.deps.ids, 'prp'), said, by, at: ledger.at };
  await store.insertProposal(tx, proposal);
  return { proposal, event: record(ledger, said, 'proposed', factsOf(said)) };
}

/** In the order of what they are about. */
export async function listProposals(
  db: Db,
  after: string | undefined,
  limit: number,
): Promise<{ readonly items: readonly RuleProposal[]; readonly next: string | null }> {
  const found = await store.selectProposals(db, after, limit + 1);
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last ? subjectOf(last.said) : null };
}

/** Who proposed, by how the record names them. */
export async function nameProposers(db: Db): Promise<ReadonlyMap<string, string>> {
  return listNames(db);
}

/**
 * Puts in force what somebody else proposed. Refuses `not_found` for what was replaced or withdrawn, and
 * `conflict` to whoever proposed it, unless nobody else could approve it by now.
 */
export async function approveProposal(ctx: Ctx<Staff>, id: ProposalId): Promise<void> {
  await commit(ctx, async (tx, ledger) => {
    const { said, by } = await getProposal(tx, id);
    const holders = await listHolders(ctx.deps, tx, 'approveRuleProposal');
    const { isSole } = approvalBy(ctx, [by], ledger.at, holders);
    await store.deleteProposal(tx, subjectOf(said));
    const event = await set(tx, ledger, said, { proposedBy: by, ...(isSole && { isSole }) });
    return { value: undefined, events: [event] };
  });
}

/** Refuses `not_found`. */
export async function withdrawProposal(ctx: Ctx<Staff>, id: ProposalId): Promise<void> {
  await commit(ctx, async (tx, ledger) => {
    const { said } = await getProposal(tx, id);
    await store.deleteProposal(tx, subjectOf(said));
    return { value: undefined, events: [record(ledger, said, 'proposal_withdrawn', {})] };
  });
}

/** Refuses `not_found`. */
export async function getProposal(db: Db, id: ProposalId): Promise<RuleProposal> {
  const found = await store.selectProposal(db, id);
  if (!found)
    throw new Refusal(
      'not_found',
      'No such proposal waits: it was approved, withdrawn, or replaced by another.',
    );
  return found;
}

type How = { readonly proposedBy?: string; readonly isSole?: true };

async function set(tx: Tx, ledger: Ledger, said: Said, how: How = {}): Promise<StoredEvent> {
  if (said.kind === 'settings') await saveSettings(tx, said.settings, ledger.at);
  else await saveDomain(tx, said, ledger.at);
  const word = said.kind === 'settings' ? 'changed' : 'set';
  return record(ledger, said, word, { ...factsOf(said), ...how });
}

function factsOf(said: Said) {
  return said.kind === 'settings' ? said.settings : { treatment: said.treatment };
}

function record(ledger: Ledger, said: Said, what: string, data: EventData) {
  const about = said.kind === 'settings' ? 'access_rules' : 'access_domain';
  return ledger.record({
    action: `${about}.${what}`,
    subject: subjectOf(said),
    data,
    public: false,
  });
}
