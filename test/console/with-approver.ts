import { makeFirstOwnerLink } from '../../src/accounts/service/links.ts';
import type { Role } from '../../src/context.ts';
import type { World } from '../support/app.ts';
import { personMark } from '../support/factories.ts';
import { codeTo, openTab, root, type Tab } from './support.ts';

/** The first owner comes in. Whoever may approve keys afterwards is there before. */
export async function enterAsOwner(world: World): Promise<Tab> {
  await world.makeKey('approver', 'Ben');
  const tab = openTab(world);
  await tab.open(new URL((await makeFirstOwnerLink(world.deps)) ?? '').pathname);
  return tab.send({
    name: `Ada ${personMark}`,
    address: `owner.${personMark.toLowerCase()}@company.example`,
  });
}

/** Somebody comes in whom the owner invites. */
export async function enterAs(world: World, owner: Tab, role: Role): Promise<Tab> {
  const address = `${role}.${personMark.toLowerCase()}@company.example`;
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
