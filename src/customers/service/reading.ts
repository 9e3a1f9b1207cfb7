import { Refusal } from '../../core/errors.ts';
import type { CustomerId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import type { Customer } from '../model.ts';

export async function getCustomer(_db: Db, _id: CustomerId): Promise<Customer> {
  throw new Refusal('not_found', 'There is no customer of this id.');
}

export async function findCustomerByAddressHash(
  _db: Db,
  _hash: string,
): Promise<CustomerId | undefined> {
  return undefined;
}
