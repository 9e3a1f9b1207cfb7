import type { Db } from '../../db/client.ts';
import * as store from '../store.ts';

export async function getBranding(db: Db): Promise<store.Stored> {
  return store.selectBranding(db);
}
