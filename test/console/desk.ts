import { expect } from 'vitest';
import type { World } from '../support/app.ts';
import { begin, enterAs } from './begin.ts';
import type { Tab } from './support.ts';

/** A trust centre whose first owner is signed in. */
export async function enterAsOwner(): Promise<{ world: World; tab: Tab }> {
  return begin();
}

/** Somebody whom the owner invites as a viewer comes in. */
export async function enterAsViewer(world: World, owner: Tab): Promise<Tab> {
  return enterAs(world, owner, 'viewer');
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
