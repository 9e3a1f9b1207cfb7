import type { Deps } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { RightsRequestId } from '../../core/ids.ts';
import { unseal } from '../../core/sealed.ts';
import type { Db } from '../../db/client.ts';
import type { RightsRequest } from '../../rights/model.ts';
import { getRequest } from '../../rights/service/changing.ts';
import { addressHash, normalAddress } from '../../subscribers/model/address.ts';
import type { AddressProof, Subject } from '../model.ts';
import { type DataAct, isOwnAddress, whyNot } from '../model/acting.ts';
import { selectAddresses } from '../store/addresses.ts';

export const sealPurpose = 'subject address seal';

/** One of the person's addresses; that of the request itself has no number. */
export type SubjectAddress = {
  readonly address: string;
  readonly id?: number;
  readonly proof: AddressProof | 'request';
  readonly at?: Date;
};

type Reading = { readonly db: Db } & Pick<Deps, 'keys'>;

/** That of the request, where it is known to be theirs, and those that staff added. */
export async function addressesOf(
  { db, keys }: Reading,
  request: RightsRequest,
  act: DataAct,
): Promise<readonly SubjectAddress[]> {
  const own = isOwnAddress(request, act) ? request.person?.email : undefined;
  const added = await selectAddresses(db, request.id);
  return [
    ...(own === undefined
      ? []
      : [{ address: normalAddress('email', own), proof: 'request' as const }]),
    ...added.map(({ id, address, proof, at }) => ({
      address: unseal(keys.derive(sealPurpose), address),
      id,
      proof,
      at,
    })),
  ];
}

export async function subjectOf(
  reading: Reading,
  request: RightsRequest,
  act: DataAct,
): Promise<Subject> {
  const known = await addressesOf(reading, request, act);
  return subjectWith(
    reading,
    known.map(({ address }) => address),
  );
}

export function subjectWith({ keys }: Pick<Deps, 'keys'>, known: readonly string[]): Subject {
  const addresses = [...new Set(known)];
  return { addresses, hashes: addresses.map((each) => addressHash(keys, 'email', each)) };
}

/** Whose data a request is about, where this may be done for it. Refuses `not_found` and `conflict`. */
export async function requireSubject(
  reading: Reading,
  request: RightsRequest,
  act: DataAct,
): Promise<Subject> {
  const reason = whyNot(request, act);
  if (reason !== undefined) throw new Refusal('conflict', reason);
  const subject = await subjectOf(reading, request, act);
  if (subject.addresses.length === 0)
    throw new Refusal(
      'conflict',
      'No address is known to be the person’s: they press the button behind the mailed link, or you add one that was verified (POST addresses).',
    );
  return subject;
}

/** The same by its id. */
export async function openSubject(
  reading: Reading,
  id: RightsRequestId,
  act: DataAct,
): Promise<{ readonly request: RightsRequest; readonly subject: Subject }> {
  const request = await getRequest(reading.db, id);
  return { request, subject: await requireSubject(reading, request, act) };
}
