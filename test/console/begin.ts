import { makeFirstOwnerLink } from '../../src/accounts/service/links.ts';
import type { Role } from '../../src/context.ts';
import { startApp, type StartOptions, type World } from '../support/app.ts';
import { personMark } from '../support/factories.ts';
import { codeTo, openTab, root, type Tab } from './support.ts';

/** An app in whose console the owner is signed in. */
export async function begin(options: StartOptions = {}): Promise<{ world: World; tab: Tab }> {
  const env = { CLIENT_ADDRESS_HEADER: 'x-forwarded-for', ...options.env };
  const world = await startApp({ ...options, env });
  // Whoever is to approve keys once an owner has signed in.
  await world.makeKey('approver', 'Ben');
  const tab = openTab(world);
  await tab.open(new URL((await makeFirstOwnerLink(world.deps)) ?? '').pathname);
  await tab.send({ name: `Ada ${personMark}`, address: addressOf('owner') });
  return { world, tab };
}

/** Somebody whom the owner invites comes in. */
export async function enterAs(world: World, owner: Tab, role: Role): Promise<Tab> {
  const address = addressOf(role);
  await owner.open(`${root}/people/new`);
  await owner.send({ name: `Bo ${personMark}`, address, role });
  await world.drain();
  const mail = world.outside.mailbox.findLast(({ to }) => to === address);
  const tab = openTab(world, '203.0.113.5');
  await tab.open(/\/trust\/console\/invitations\/[\w-]+/.exec(mail?.text ?? '')?.[0] ?? '');
  await tab.send();
  await world.drain();
  return tab.send({ code: codeTo(world, address) });
}

function addressOf(role: Role): string {
  return `${role}.${personMark.toLowerCase()}@company.example`;
}
