import type { Tx } from '../../db/client.ts';
import type { Ledger } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { forgetSubject } from '../../personal-data/service/standing.ts';
import { forgetCaseAddress } from '../../subscribers/service/cases.ts';
import type { RightsRequest } from '../model.ts';
import * as writing from '../store/writing.ts';
import { recordOf } from './telling.ts';

/** Forgets who asked, for whom, and what was written; that it was asked, when, and what became of it stays. */
export async function forgetRequest(
  tx: Tx,
  ledger: Ledger,
  request: RightsRequest,
): Promise<StoredEvent> {
  const { agentSubscriptionId } = request;
  const more = { addressHash: null, agent: null, agentHash: null, agentSubscriptionId: null };
  await forgetPersonIn(tx, ledger, request, more);
  if (agentSubscriptionId !== undefined)
    await forgetCaseAddress(tx, agentSubscriptionId, ledger.at);
  return recordOf(ledger, request, 'rights.erased');
}

/**
 * Leaves of the person a keyed hash, by which the case is found again when they ask what became of it, and
 * of whoever asked for them what is theirs. The rest of the row is what a log of requests must say
 * (11 CCR § 7101(b); Article 5(1)(c) and (2) GDPR).
 */
export async function minimiseRequest(
  tx: Tx,
  ledger: Ledger,
  request: RightsRequest,
): Promise<StoredEvent> {
  await forgetPersonIn(tx, ledger, request, {});
  return recordOf(ledger, request, 'rights.minimised');
}

async function forgetPersonIn(
  tx: Tx,
  { at }: Ledger,
  { id, subscriptionId, linkVersion }: RightsRequest,
  more: Partial<writing.RightsRow>,
): Promise<void> {
  await writing.updateRequest(tx, id, {
    person: null,
    details: null,
    sameness: null,
    subscriptionId: null,
    linkVersion: linkVersion + 1,
    changedAt: at,
    ...more,
  });
  await writing.eraseMessages(tx, id);
  await forgetSubject(tx, id, at);
  if (subscriptionId !== undefined) await forgetCaseAddress(tx, subscriptionId, at);
}

/** Forgets whoever asked for the person, what they wrote and what staff noted; what the person was told stays theirs. */
export async function forgetAgentIn(
  tx: Tx,
  ledger: Ledger,
  request: RightsRequest,
): Promise<StoredEvent> {
  const { id, agentSubscriptionId, linkVersion } = request;
  await writing.updateRequest(tx, id, {
    agent: null,
    agentHash: null,
    details: null,
    sameness: null,
    agentSubscriptionId: null,
    linkVersion: linkVersion + 1,
    changedAt: ledger.at,
  });
  await writing.eraseMessages(tx, id, ['agent', 'note']);
  if (agentSubscriptionId !== undefined)
    await forgetCaseAddress(tx, agentSubscriptionId, ledger.at);
  return recordOf(ledger, request, 'rights.agent_erased');
}
