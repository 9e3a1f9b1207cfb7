import { startApp, type StartOptions, type World } from '../support/app.ts';
import type { Tab } from './support.ts';
import { enterAsOwner } from './with-approver.ts';

export { enterAs } from './entering.ts';

/** An app in whose console the owner is signed in. */
export async function begin(options: StartOptions = {}): Promise<{ world: World; tab: Tab }> {
  const env = { CLIENT_ADDRESS_HEADER: 'x-forwarded-for', ...options.env };
  const world = await startApp({ ...options, env });
  return { world, tab: await enterAsOwner(world) };
}
