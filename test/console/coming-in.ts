import { makeFirstOwnerLink } from '../../src/accounts/service/links.ts';
import type { Role } from '../../src/context.ts';
import type { World } from '../support/app.ts';
import { personMark } from '../support/factories.ts';
import { codeTo, openTab, root, type Tab } from './support.ts';

const addressOf = (name: string) => `${name}.${personMark}@company.example`.toLowerCase();

/** The first owner comes in by the printed link. */
export async function enterAsOwner(world: World): Promise<Tab> {
  const tab = openTab(world);
  await tab.open(new URL((await makeFirstOwnerLink(world.deps)) ?? '').pathname);
  return tab.send({ name: `Ada ${personMark}`, address: addressOf('Ada') });
}

/** Somebody whom the owner invites comes in. */
export async function join(world: World, owner: Tab, name: string, role: Role): Promise<Tab> {
  await owner.open(`${root}/people/new`);
  await owner.send({ name: `${name} ${personMark}`, address: addressOf(name), role });
  await world.drain();
  const mail = world.outside.mailbox.findLast(({ to }) => to === addressOf(name));
  const tab = openTab(world, '203.0.113.5');
  await tab.open(/\/trust\/console\/invitations\/[\w-]+/.exec(mail?.text ?? '')?.[0] ?? '');
  await tab.send();
  await world.drain();
  return tab.send({ code: codeTo(world, addressOf(name)) });
}

/** The first path of the page that fits. */
export function pathOn(tab: Tab, pattern: RegExp): string {
  return new RegExp(`href="(${root}${pattern.source})"`).exec(tab.page.text)?.[1] ?? '';
}
