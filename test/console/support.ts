import { expect } from 'vitest';
import type { World } from '../support/app.ts';

/** A browser as far as forms go: cookies, redirects, the hidden fields of the page it is on. */
export type Tab = {
  /** The page it is on. */
  readonly page: { readonly status: number; readonly path: string; readonly text: string };
  readonly cookies: ReadonlyMap<string, string>;
  readonly lastHeaders: Headers;
  open(path: string, headers?: Readonly<Record<string, string>>): Promise<Tab>;
  /** Sends a form of the page it is on, with its hidden fields; the one that goes to `action` if said. */
  send(
    fields?: Readonly<Record<string, string>>,
    options?: {
      readonly action?: string;
      readonly headers?: Readonly<Record<string, string>>;
      /** Chosen in the field of that name. */
      readonly file?: File;
    },
  ): Promise<Tab>;
  /** The same cookies in another tab, as they are now. */
  another(): Tab;
};

export const root = '/trust/console';

export function openTab(world: Pick<World, 'fetch'>, address = '192.0.2.7'): Tab {
  return createTab(world, address, new Map());
}

function createTab(
  world: Pick<World, 'fetch'>,
  address: string,
  cookies: Map<string, string>,
): Tab {
  const tab = {
    page: { status: 0, path: root, text: '' },
    cookies,
    lastHeaders: new Headers(),
    open: (path: string, headers = {}) => go(path, { headers }),
    async send(
      fields: Readonly<Record<string, string>> = {},
      {
        action,
        headers = {},
        file,
      }: { action?: string; headers?: Readonly<Record<string, string>>; file?: File } = {},
    ) {
      const form = findForm(tab.page.text, action);
      const values = { ...form.hidden, ...fields };
      const body = file === undefined ? new URLSearchParams(values) : formWith(values, file);
      return go(form.action ?? tab.page.path, {
        method: 'POST',
        body,
        headers: { origin: 'http://localhost:8787', 'sec-fetch-site': 'same-origin', ...headers },
      });
    },
    another: () => createTab(world, address, new Map(cookies)),
  };

  async function go(path: string, init: RequestInit): Promise<Tab> {
    const headers = new Headers(init.headers);
    if (cookies.size > 0)
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    headers.set('x-forwarded-for', address);
    headers.set('user-agent', 'Mozilla/5.0 (X11; Linux x86_64) Chrome/147.0.0.0');
    const response = await world.fetch(path, { ...init, headers });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (/max-age=0/i.test(cookie)) cookies.delete(name);
      else cookies.set(name, value);
    }
    tab.lastHeaders = response.headers;
    const location = response.headers.get('location');
    if (location !== null && response.status === 303) {
      await response.body?.cancel();
      return go(new URL(location, 'http://localhost:8787').href.slice(21), {});
    }
    tab.page = { status: response.status, path, text: await response.text() };
    return tab;
  }
  return tab;
}

function formWith(values: Readonly<Record<string, string>>, file: File): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  form.set('file', file);
  return form;
}

function findForm(text: string, action: string | undefined) {
  const forms = [...text.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)].filter(([, attributes]) =>
    /method="post"/.test(attributes ?? ''),
  );
  // The first form of a page for staff signs out; what a test means is the last of those without an address.
  const found = forms.findLast(([, attributes = '']) =>
    action === undefined
      ? !/action="[^"]*(sign-out|discard)"/.test(attributes)
      : attributes.includes(`${action}"`),
  );
  if (found === undefined) throw new Error(`no form ${action ?? ''} in ${text.slice(0, 300)}`);
  const [, attributes = '', inside = ''] = found;
  const hidden = [...inside.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']) => [name, decode(value)] as const,
  );
  const target = /action="([^"]*)"/.exec(attributes)?.[1];
  return {
    action: target === undefined ? undefined : decode(target),
    hidden: Object.fromEntries(hidden),
  };
}

function decode(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** The code of the newest mail to an address. */
export function codeTo(world: Pick<World, 'outside'>, address: string): string {
  const mail = world.outside.mailbox.findLast(({ to }) => to === address);
  const [, code = ''] = /Your code: (\d{4} \d{4})/.exec(mail?.text ?? '') ?? [];
  expect(code).not.toBe('');
  return code;
}
