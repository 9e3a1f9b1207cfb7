import { asc, eq, gt } from 'drizzle-orm';
import type { ProposalId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { type RuleProposal, subjectOf } from '../model/proposals.ts';
import { accessProposals } from '../table.ts';

export async function selectProposal(db: Db, id: ProposalId): Promise<RuleProposal | undefined> {
  const rows = await db.select().from(accessProposals).where(eq(accessProposals.id, id));
  return rows.map(toProposal)[0];
}

/** In the order of what they are about, behind the one about `after`. */
export async function selectProposals(
  db: Db,
  after: string | undefined,
  limit: number,
): Promise<readonly RuleProposal[]> {
  const { subject } = accessProposals;
  const rows = await db
    .select()
    .from(accessProposals)
    .where(after === undefined ? undefined : gt(subject, after))
    .orderBy(asc(subject))
    .limit(limit);
  return rows.map(toProposal);
}

export async function insertProposal(tx: Tx, proposal: RuleProposal): Promise<void> {
  await tx.insert(accessProposals).values({ ...proposal, subject: subjectOf(proposal.said) });
}

/** Of that subject, where one waits. */
export async function deleteProposal(tx: Tx, subject: string): Promise<void> {
  await tx.delete(accessProposals).where(eq(accessProposals.subject, subject));
}

function toProposal({ subject: _, ...row }: typeof accessProposals.$inferSelect): RuleProposal {
  return row;
}
