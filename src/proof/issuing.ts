import type { Ctx, Staff } from '../context.ts';
import type { CustomerId } from '../core/ids.ts';
import { issuePacket } from './documents.ts';
import type { PacketFacts } from './model.ts';
import type { SignedPacket } from './present.ts';
import { loadCustomerPacket, loadPacket, recordIssue } from './service/packets.ts';

/** A signed packet of a change, to whoever of the staff asks; that they took it is recorded. */
export async function issue(
  ctx: Ctx<Staff>,
  change: number,
  after: CustomerId | undefined,
): Promise<SignedPacket> {
  return signed(ctx, await loadPacket(ctx, change, after));
}

/** The same of a change for one customer. */
export async function issueTo(
  ctx: Ctx<Staff>,
  change: number,
  customer: CustomerId,
): Promise<SignedPacket> {
  return signed(ctx, await loadCustomerPacket(ctx, change, customer));
}

async function signed(ctx: Ctx<Staff>, facts: PacketFacts): Promise<SignedPacket> {
  await recordIssue(ctx, facts);
  return issuePacket(facts);
}
