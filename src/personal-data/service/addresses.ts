import type { Ctx, Deps, Staff } from '../../context.ts';
import { staffIdOf } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { RightsRequestId } from '../../core/ids.ts';
import { seal } from '../../core/sealed.ts';
import type { Expected } from '../../db/expected.ts';
import type { RightsRequest } from '../../rights/model.ts';
import { touchRequest } from '../../rights/service/acting.ts';
import { changeRequest } from '../../rights/service/changing.ts';
import { recordOf } from '../../rights/service/telling.ts';
import { addressHash, hostOf, normalAddress } from '../../subscribers/model/address.ts';
import { listMailboxesAt } from '../../subscribers/service/hosts.ts';
import type { AddressProof } from '../model.ts';
import { whyNot } from '../model/acting.ts';
import { mailboxOf } from '../model/mailbox.ts';
import { deleteAddress, insertAddress, selectAddresses } from '../store/addresses.ts';
import { openSubject, sealPurpose } from './subject.ts';

type On = { readonly id: RightsRequestId; readonly expected: Expected };

/** Beside that of the request. */
const mostAddresses = 50;

/**
 * One more address of the person: what is held about it is searched, copied and erased too. The person
 * sees it on the page of the request. Refuses `conflict` where it is there.
 */
export async function addAddress(
  ctx: Ctx<Staff>,
  { id, expected }: On,
  { address, proof }: { readonly address: string; readonly proof: AddressProof },
): Promise<RightsRequest> {
  const { keys, ids } = ctx.deps;
  return changeRequest(ctx, id, expected, async (changing) => {
    const { tx, ledger, request } = changing;
    const reason = whyNot(request, 'find');
    if (reason !== undefined) throw new Refusal('conflict', reason);
    if ((await selectAddresses(tx, id)).length >= mostAddresses)
      throw new Refusal('conflict', `A person has at most ${mostAddresses} addresses here.`);
    const normal = normalAddress('email', address);
    const number = await insertAddress(tx, {
      requestId: id,
      address: seal(keys.derive(sealPurpose), ids.bytes(12), normal),
      addressHash: addressHash(keys, 'email', normal),
      proof,
      addedBy: staffIdOf(ctx.actor),
      at: ledger.at,
    });
    if (number === undefined) throw new Refusal('conflict', 'This address is there already.');
    await touchRequest(changing);
    return [recordOf(ledger, request, 'rights.address_added', { address: number, proof })];
  });
}

/** It was somebody else's. What was done with it before stays done. Refuses `not_found`. */
export async function removeAddress(
  ctx: Ctx<Staff>,
  { id, expected }: On,
  address: number,
): Promise<RightsRequest> {
  return changeRequest(ctx, id, expected, async (changing) => {
    const { tx, ledger, request } = changing;
    if (!(await deleteAddress(tx, id, address)))
      throw new Refusal('not_found', 'No address of this number was added to this request.');
    await touchRequest(changing);
    return [recordOf(ledger, request, 'rights.address_removed', { address })];
  });
}

const perLook = 500;

/** A page of a look through the mailboxes of one domain. */
export type Similar = {
  readonly addresses: readonly string[];
  /** Where to look on; null at the end. */
  readonly next: string | null;
};

/**
 * Mailboxes that are written to from here and may be the same as one of the person's: spelled with
 * another part behind a plus. For staff to look at and ask about; they are nobody's until a person adds
 * them. Looks at a few hundred of the domain at a time, so a page may be empty and not the last.
 */
export async function listSimilar(
  deps: Deps,
  id: RightsRequestId,
  cursor: string | undefined,
): Promise<Similar> {
  const { subject } = await openSubject(deps, id, 'find');
  const hosts = [...new Set(subject.addresses.map((each) => hostOf('email', each)))].toSorted();
  const [at = hosts[0] ?? '', after] = cursor?.split(' ') ?? [];
  const looked = await listMailboxesAt(deps, at, after, perLook);
  const known = new Set(subject.addresses);
  const mailboxes = new Set(subject.addresses.map(mailboxOf));
  const found = looked
    .map(({ address }) => normalAddress('email', address))
    .filter((each) => !known.has(each) && mailboxes.has(mailboxOf(each)));
  const last = looked.length === perLook ? looked.at(-1)?.id : undefined;
  const nextHost = hosts[hosts.indexOf(at) + 1];
  return {
    addresses: [...new Set(found)],
    next: last === undefined ? (nextHost ?? null) : `${at} ${last}`,
  };
}
