import { keepers as access } from '../access/service/retention.ts';
import { keeper as deliveries } from '../deliveries/service/retention.ts';
import { keeper as inquiries } from '../inquiries/service/retention.ts';
import { keeper as notices } from '../notices/service/retention.ts';
import { keepers as rights } from '../rights/service/retention.ts';
import { keeper as staff } from '../staff/service/retention.ts';
import type { Keeper } from './keeper.ts';
import { keeper as holds } from './service/retention.ts';

/** Who keeps which rule. A shipped rule that is neither here nor among `keptAtOnce` fails a test. */
export const allKeepers: readonly Keeper[] = [
  inquiries,
  ...access,
  ...rights,
  deliveries,
  notices,
  staff,
  holds,
];
