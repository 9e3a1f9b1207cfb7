import type { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { enteringPages } from '../../src/accounts/console/entering.tsx';
import { signInPages } from '../../src/accounts/console/sign-in.tsx';
import { needsProof } from '../../src/console/guard.ts';
import { createConsole } from '../../src/staff-console.ts';
import { isOperation, permissionOf } from '../../src/staff/model/permitting.ts';
import type { OperationId } from '../../src/staff/model/permitting.ts';
import { type Role, roles } from '../../src/staff/model/roles.ts';
import type { World } from '../support/app.ts';
import { dumpTables } from '../support/invariants.ts';
import { begin, enterAs } from './begin.ts';
import { root, type Tab } from './support.ts';

type Page = {
  readonly method: string;
  readonly path: string;
  /** All of these are needed. */
  readonly operations: readonly OperationId[];
  readonly wantsProof: boolean;
};

const named = ({ method, path }: { readonly method: string; readonly path: string }) =>
  `${method} ${path}`;

/** For anybody who is signed in: their own account, and the way through the pages. */
const ownPages = [
  'GET /',
  'POST /first-steps/hiding',
  'POST /first-steps/showing',
  'POST /sign-out',
  'GET /account',
  'POST /account/sessions/revocation',
  'POST /account/sessions/:id/revocation',
  'POST /account/passkeys/new',
  'POST /account/passkeys',
  'POST /account/passkeys/:id/removal',
  'GET /proof',
  'POST /proof/code-request',
  'GET /proof/code',
  'POST /proof/code',
  'POST /proof/passkey',
  'POST /proof/passkey/answer',
  'GET /kept',
  'POST /kept/discard',
];

/** Every page and act for who is signed in, as the router has them, with the guards before each. */
function pagesOf(console: Hono<never>): readonly Page[] {
  const outside = new Set([...signInPages.routes, ...enteringPages.routes].map(named));
  const guards = console.routes.filter(({ method }) => method === 'ALL');
  const steps = console.routes.filter(
    (route) =>
      route.method !== 'ALL' && !outside.has(named(route)) && !route.path.startsWith('/assets/'),
  );
  return [...new Set(steps.map(named))].map((name) => {
    const [method = '', path = ''] = name.split(' ');
    const before = [
      ...guards.filter((guard) => isBelow(path, guard.path)),
      ...steps.filter((step) => named(step) === name),
    ].map(({ handler }): unknown => handler);
    return {
      method,
      path,
      operations: before.flatMap((handler) => operationOf(handler)),
      wantsProof: before.includes(needsProof),
    };
  });
}

const isBelow = (path: string, guarded: string) =>
  guarded.endsWith('/*') && `${path}/`.startsWith(guarded.slice(0, -1));

function operationOf(handler: unknown): readonly OperationId[] {
  const operation = handler instanceof Function && Reflect.get(handler, 'operation');
  return typeof operation === 'string' && isOperation(operation) ? [operation] : [];
}

const pages = pagesOf(createConsole() as unknown as Hono<never>);
const guarded = pages.filter((page) => !ownPages.includes(named(page)));
const isAllowed = ({ operations }: Page, role: Role) =>
  operations.every((operation) => permissionOf(operation).roles.includes(role));

/** An address that nothing is at, of the form that the router takes. */
function addressOf({ path }: Page): string {
  const filled = path
    .replaceAll(/:\w+\{\[0-9\]\+\}/g, '9999')
    .replaceAll(/:\w+\{(\w+_)\[0-9a-f\]\+\}/g, '$19999')
    .replaceAll(/:\w+(\{[^}]*\})?/g, '9999')
    .replaceAll('*', 'nowhere');
  return `${root}${filled}`;
}

async function visit(world: World, page: Page, tab?: Tab, formToken = ''): Promise<Response> {
  const cookie = [...(tab?.cookies ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await world.fetch(addressOf(page), {
    method: page.method,
    headers: { cookie, 'sec-fetch-site': 'same-origin', 'x-forwarded-for': '192.0.2.7' },
    ...(page.method === 'POST' && { body: new URLSearchParams({ form_token: formToken }) }),
  });
  if (page.method === 'GET') await response.body?.cancel();
  return response;
}

async function tokenOf(tab: Tab): Promise<string> {
  await tab.open(`${root}/account`);
  return /name="form_token" value="([^"]*)"/.exec(tab.page.text)?.[1] ?? '';
}

/** That somebody was there is noted, whatever comes of it. */
async function facts(world: World) {
  const tables = new Map(await dumpTables(world));
  for (const name of ['staff_sign_ins', 'staff_sessions']) tables.delete(name);
  return tables;
}

describe('every page of the console', () => {
  it('has a guard with an operation, unless it is for anybody who is signed in', () => {
    expect(guarded.length).toBeGreaterThan(350);
    expect(guarded.filter(({ operations }) => operations.length === 0).map(named)).toEqual([]);
    expect(pages.filter((page) => !guarded.includes(page)).map(named)).toEqual(ownPages);
  });

  it('leads whoever is not signed in to the sign-in, and does nothing', async () => {
    const { world } = await begin();
    const before = await facts(world);
    for (const page of pages) {
      const response = await visit(world, page);
      expect(response.status, named(page)).toBe(303);
      expect(response.headers.get('location'), named(page)).toMatch(/\/console\/sign-in\?next=/);
    }
    expect(await facts(world)).toEqual(before);
  });

  it('answers each role by the table, and does nothing for one that may not', async () => {
    const { world, tab: owner } = await begin();
    // Before anybody does anything: what an owner's visit leaves behind is nobody else's.
    const tabs = new Map<Role, Tab>();
    tabs.set('owner', owner);
    // The approver last: whoever is invited then waits for them.
    for (const role of roles.filter((each) => each !== 'owner' && each !== 'approver'))
      tabs.set(role, await enterAs(world, owner, role));
    tabs.set('approver', await enterAs(world, owner, 'approver'));
    for (const [role, tab] of tabs) await refusesWhatIsNotTheirs(world, role, tab);
    for (const [role, tab] of tabs) await opensWhatIsTheirs(world, role, tab);
  }, 60_000);

  it('that wants a fresh proof asks for one after ten minutes, and does nothing until then', async () => {
    const { world, tab } = await begin();
    const token = await tokenOf(tab);
    world.at(new Date(world.now().getTime() + 11 * 60_000));
    const proving = pages.filter(({ wantsProof }) => wantsProof);
    expect(proving.length).toBeGreaterThan(90);
    for (const page of proving) {
      const location = (await visit(world, page, tab, token)).headers.get('location');
      expect(location, named(page)).toMatch(/\/console\/proof\?next=/);
    }
  });
});

async function refusesWhatIsNotTheirs(world: World, role: Role, tab: Tab): Promise<void> {
  const token = await tokenOf(tab);
  const before = await facts(world);
  for (const page of guarded.filter((each) => !isAllowed(each, role))) {
    const response = await visit(world, page, tab, token);
    expect(response.status, `${named(page)} ${role}`).toBe(403);
    if (page.method === 'POST') expect(await response.text()).toContain(`have the role ${role}`);
  }
  expect(await facts(world)).toEqual(before);
}

async function opensWhatIsTheirs(world: World, role: Role, tab: Tab): Promise<void> {
  const token = await tokenOf(tab);
  const wrong: string[] = [];
  for (const page of guarded.filter((each) => isAllowed(each, role))) {
    const { status, headers } = await visit(world, page, tab, token);
    const isOutside = headers.get('location')?.includes('/sign-in') === true;
    if (status === 403 || status >= 500 || isOutside)
      wrong.push(`${named(page)} ${role} ${status}`);
  }
  expect(wrong).toEqual([]);
}
