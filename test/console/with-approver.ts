import type { World } from '../support/app.ts';
import * as entering from './entering.ts';
import type { Tab } from './support.ts';

export { enterAs } from './entering.ts';

/** The first owner comes in. Whoever may approve keys afterwards is there before. */
export async function enterAsOwner(world: World): Promise<Tab> {
  await world.makeKey('approver', 'Ben');
  return entering.enterAsOwner(world);
}
