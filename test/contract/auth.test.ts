import { describe, expect, it } from 'vitest';
import { type Role, roles } from '../../src/context.ts';
import { startApp, type World } from '../support/app.ts';
import { pick, type Reply } from '../support/client.ts';
import { type Operation, operations } from '../support/strict-client.ts';

const secured = operations.filter(({ role }) => role !== undefined);
// The stylesheet has one address at a time; pages lead to it (gates.test.ts).
const open = operations.filter(
  ({ role, template }) => role === undefined && !template.includes('{digest}'),
);

/** An address that nothing answers to: who may not ask learns nothing of what there is. */
function addressOf({ template }: Operation): string {
  const made = { slug: 'nobody', id: '9999', index: '9999', tile: '0/999' };
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(pick(made, name)));
}

function shown(reply: Reply) {
  return { status: reply.status, headers: [...reply.headers], text: reply.text };
}

async function withoutKey(trust: World, { method, ...operation }: Operation, bearer?: string) {
  const headers = bearer === undefined ? {} : { authorization: bearer };
  const response = await trust.fetch(addressOf({ method, ...operation }), { method, headers });
  return { status: response.status, headers: [...response.headers], text: await response.text() };
}

describe('every secured operation', () => {
  it('is there to be tested', () => {
    expect(secured.length).toBeGreaterThan(20);
    expect(secured.every(({ role }) => roles.some((each) => each === role))).toBe(true);
  });

  it('answers 401 without a key and without a body, and the same bytes to every key that is not in force', async () => {
    const trust = await startApp();
    const revoked = await trust.makeKey('owner');
    await trust.as('configured').delete(`/staff-keys/${revoked.id}`);
    const wrong = [
      'Bearer annex_0000000000000000000000000000000000000000',
      'Bearer not-a-key',
      'Bearer',
      'Basic YW5uZXg6YW5uZXg=',
      `Bearer ${revoked.secret}`,
      `Bearer ${revoked.secret} ${revoked.secret}`,
      `bearer\t${revoked.secret}`,
    ];
    for (const operation of secured) {
      const none = await withoutKey(trust, operation);
      expect(none.status, operation.template).toBe(401);
      expect(Object.fromEntries(none.headers)).toMatchObject({
        'www-authenticate': expect.stringMatching(/^Bearer realm=/),
        'content-type': 'application/problem+json',
        'cache-control': 'no-store',
      });
      for (const bearer of wrong) {
        expect(await withoutKey(trust, operation, bearer), `${operation.id} ${bearer}`).toEqual(
          none,
        );
      }
    }
  });

  it('answers 403 to every role below its own, before it looks at anything', async () => {
    const trust = await startApp();
    for (const operation of secured) {
      const path = addressOf(operation).replace('/trust/api/v1', '');
      const below = roles.slice(
        0,
        roles.findIndex((role) => role === operation.role),
      );
      for (const role of below) {
        const reply = await trust.as(role).send(operation.method, path);
        expect(shown(reply), `${operation.id} ${role}`).toMatchObject({ status: 403 });
        expect(reply.text).toContain(`role ${operation.role ?? ''}`);
      }
    }
  });

  it('lets its own role and those above it pass', async () => {
    const trust = await startApp();
    for (const operation of secured) {
      const path = addressOf(operation).replace('/trust/api/v1', '');
      const enough: readonly Role[] = roles.slice(
        roles.findIndex((role) => role === operation.role),
      );
      for (const role of enough) {
        const { status } = await trust.as(role).send(operation.method, path);
        expect([401, 403, 500], `${operation.id} ${role}`).not.toContain(status);
      }
    }
  });
});

it('every public operation needs no key, and a wrong one is no harm', async () => {
  const trust = await startApp();
  expect(open.length).toBeGreaterThan(60);
  for (const operation of open) {
    const named = `${operation.method} ${operation.template}`;
    const none = await withoutKey(trust, operation);
    expect([401, 403], named).not.toContain(none.status);
    expect(await withoutKey(trust, operation, 'Bearer annex_wrong'), named).toEqual(none);
  }
}, 60_000);
