import { verifyPacket } from '../../../src/verification/packet/verify.ts';
import { pick, pickList } from '../../support/client.ts';
import type { Deployment } from './deployments.ts';

/** What an outsider finds wrong with the proofs of notice of every change: nothing. */
export async function faultsOfPackets(
  { fetch }: Pick<Deployment, 'fetch'>,
  key: string,
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const id of await changesOf(fetch)) {
    const path = `/trust/api/v1/changes/${id}/packet`;
    const response = await fetch(path, { headers: { authorization: `Bearer ${key}` } });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const { checks } = await verifyPacket(bytes, { name: `change ${id}` });
    faults.push(...checks.flatMap((each) => each.faults.map((fault) => `change ${id}: ${fault}`)));
  }
  return faults;
}

async function changesOf(fetch: Deployment['fetch']): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for (let query = ''; ;) {
    const page: unknown = await (await fetch(`/trust/changes.json?limit=100${query}`)).json();
    found.push(...pickList(page, 'items').map((change) => pick(change, 'id')));
    const next = pick(page, 'next');
    if (next === null) return found;
    query = `&cursor=${String(next)}`;
  }
}
