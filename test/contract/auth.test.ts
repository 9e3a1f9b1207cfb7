import { describe, expect, it } from 'vitest';
import { permissions } from '../../src/staff/model/permissions.ts';
import { type Role, roles } from '../../src/staff/model/roles.ts';
import { startApp, type World } from '../support/app.ts';
import { pick, type Reply } from '../support/client.ts';
import { type Operation, operations } from '../support/strict-client.ts';

const secured = operations.filter((each) => each.roles !== undefined);
// The stylesheet has one address at a time; pages lead to it (gates.test.ts).
const open = operations.filter(
  (each) => each.roles === undefined && !each.template.includes('{digest}'),
);

/** An address that nothing answers to: who may not ask learns nothing of what there is. */
function addressOf({ template }: Operation): string {
  const made = {
    slug: 'nobody',
    id: '9999',
    index: '9999',
    tile: '0/999',
    file: 'logo-000000000000',
  };
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

/** What has never been an editor's, and what would purge (decision 033). */
const kept = [
  'addLogKey',
  'approveRuleProposal',
  'approveStaffKey',
  'createRetentionRule',
  'createStaffKey',
  'deleteRetentionRule',
  'eraseCustomer',
  'eraseHeldData',
  'eraseInquirer',
  'erasePersonalData',
  'eraseRequester',
  'eraseRightsRequest',
  'exportCustomer',
  'exportCustomers',
  'exportEverything',
  'exportPage',
  'exportRecordAsCsv',
  'exportRecordAsJson',
  'exportSubscriptions',
  'liftRetentionHold',
  'listSignIns',
  'listStaffKeys',
  'loadHistory',
  'placeRetentionHold',
  'publishNda',
  'publishRightsFigures',
  'removeLogo',
  'replaceAccessRules',
  'replaceBranding',
  'replaceLogo',
  'replaceOrganisation',
  'replaceRetentionRule',
  'replaceRightsSettings',
  'reviewRetentionHold',
  'revokeStaffKey',
];

describe('every secured operation', () => {
  it('has one line in the table of permissions, and each line is an operation', () => {
    const lines = Object.values(permissions).flatMap((group) => Object.keys(group));
    expect(lines.toSorted()).toEqual(secured.map(({ id }) => id).toSorted());
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
  }, 60_000);

  it('answers each role by the table, and 403 before it looks at anything', async () => {
    const trust = await startApp();
    for (const role of roles)
      for (const operation of secured) await answersByTable(trust, role, operation);
  }, 60_000);
});

async function answersByTable(trust: World, role: Role, operation: Operation): Promise<void> {
  const { id, method, roles: allowed = [] } = operation;
  const path = addressOf(operation).replace('/trust/api/v1', '');
  const reply = await trust.as(role).send(method, path);
  if (allowed.includes(role)) {
    expect([401, 403, 500], `${id} ${role}`).not.toContain(reply.status);
    return;
  }
  expect(shown(reply), `${id} ${role}`).toMatchObject({ status: 403 });
  for (const each of [...allowed, `you have the role ${role}`]) expect(reply.text).toContain(each);
}

/** What is said in words, beside the table, so that a slip in the table shows. */
describe('the table of permissions', () => {
  const mayDo = (role: Role) => secured.filter((each) => each.roles?.includes(role));
  const idsOf = (role: Role) => mayDo(role).map(({ id }) => id);

  it('lets an owner do everything', () => {
    expect(mayDo('owner')).toEqual(secured);
  });

  it('lets a viewer and an auditor change nothing', () => {
    for (const role of ['viewer', 'auditor'] as const)
      expect(
        mayDo(role).filter(({ method, id }) => method !== 'GET' && id !== 'traceFile'),
      ).toEqual([]);
  });

  it('lets an auditor read everything but keys to what others may do', () => {
    const reading = secured.filter(({ method }) => method === 'GET').map(({ id }) => id);
    const unread = reading.filter((id) => !idsOf('auditor').includes(id));
    expect(unread.toSorted()).toEqual(['exportEverything', 'getLink', 'listKeptMails']);
  });

  it('lets an editor do what it could before there were other roles, but for what purges', () => {
    const owned = secured.map(({ id }) => id).filter((id) => !idsOf('editor').includes(id));
    expect(owned.toSorted()).toEqual(kept.toSorted());
  });

  it('lets nobody approve what their role writes, but owners and editors, whose persons are told apart', () => {
    const both = (one: string, other: string) =>
      roles.filter((role) => idsOf(role).includes(one) && idsOf(role).includes(other));
    expect(both('putDraft', 'approveBatch').toSorted()).toEqual(['editor', 'owner']);
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
