import { expect } from 'vitest';
import { makeFirstOwnerLink } from '../../src/accounts/service/links.ts';
import { startApp, type World } from '../support/app.ts';
import { personMark } from '../support/factories.ts';
import { codeTo, openTab, root, type Tab } from './support.ts';

/** A trust centre whose first owner is signed in. */
export async function enterAsOwner(): Promise<{ world: World; tab: Tab }> {
  const world = await startApp({ env: { CLIENT_ADDRESS_HEADER: 'x-forwarded-for' } });
  // Whoever is to approve keys once an owner has signed in.
  await world.makeKey('approver', 'Ben');
  const tab = openTab(world);
  await tab.open(new URL((await makeFirstOwnerLink(world.deps)) ?? '').pathname);
  const address = `owner.${personMark.toLowerCase()}@company.example`;
  await tab.send({ name: `Ada ${personMark}`, address });
  return { world, tab };
}

/** Somebody whom the owner invites as a viewer comes in. */
export async function enterAsViewer(world: World, owner: Tab): Promise<Tab> {
  const address = `viewer.${personMark.toLowerCase()}@company.example`;
  await owner.open(`${root}/people/new`);
  await owner.send({ name: `Bo ${personMark}`, address, role: 'viewer' });
  await world.drain();
  const mail = world.outside.mailbox.findLast(({ to }) => to === address);
  const tab = openTab(world, '203.0.113.5');
  await tab.open(/\/trust\/console\/invitations\/[\w-]+/.exec(mail?.text ?? '')?.[0] ?? '');
  await tab.send();
  await world.drain();
  return tab.send({ code: codeTo(world, address) });
}

/** So much later, a session goes on and asks for another proof of identity. */
export function passProof(world: World): void {
  world.at(new Date(world.now().getTime() + 11 * 60_000).toISOString());
}

/** Sends the last form of the page with a file, as a browser does; the page that answers. */
export async function sendFile(
  world: World,
  tab: Tab,
  fields: Readonly<Record<string, string>>,
  file?: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer>; readonly type?: string },
): Promise<Tab['page']> {
  const [, form = ''] = /.*<form([\s\S]*?)<\/form>/s.exec(tab.page.text) ?? [];
  expect(form).toContain('enctype="multipart/form-data"');
  const body = new FormData();
  for (const [, name = '', value = ''] of form.matchAll(
    /<input type="hidden" name="([^"]*)" value="([^"]*)"/g,
  ))
    body.set(name, value);
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  if (file) body.set('file', new File([file.bytes], file.name, { type: file.type ?? '' }));
  const response = await world.fetch(tab.page.path, {
    method: 'POST',
    body,
    headers: {
      origin: 'http://localhost:8787',
      'sec-fetch-site': 'same-origin',
      'x-forwarded-for': '192.0.2.7',
      cookie: [...tab.cookies].map((pair) => pair.join('=')).join('; '),
    },
  });
  const location = response.headers.get('location');
  if (location !== null) return (await tab.open(location)).page;
  return { status: response.status, path: tab.page.path, text: await response.text() };
}
