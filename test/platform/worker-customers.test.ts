import type { Miniflare } from 'miniflare';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrate } from '../../drizzle/migrate.ts';
import { startWorkerd } from '../../src/platform/dev-worker.ts';
import { ownerKey } from '../support/processes.ts';
import { type Sqld, startSqld } from '../support/sqld.ts';

let sqld: Sqld;
let workerd: Miniflare;
let origin: string;

beforeAll(async () => {
  sqld = await startSqld();
  await migrate(sqld.url);
  workerd = await startWorkerd(0, {
    DATABASE_URL: sqld.url,
    PUBLIC_URL: 'https://trust.qluster.example',
    SECRET_KEY: 'a secret of thirty-two characters',
    STAFF_API_KEY: ownerKey,
  });
  origin = (await workerd.ready).origin;
});

afterAll(async () => {
  await workerd?.dispose();
  await sqld?.stop();
});

async function send(path: string, type: string, body: string): Promise<unknown> {
  const response = await fetch(`${origin}/trust/api/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ownerKey}`, 'content-type': type },
    body,
  });
  expect(response.status, await response.clone().text()).toBeLessThan(300);
  return response.json();
}

it('two thousand customers with a contact each are imported, and changed, in one transaction each', async () => {
  const terms = {
    authorisation: 'general',
    noticeDays: 30,
    objectionDays: 30,
    dayCount: 'calendar',
    timeZone: 'Europe/Berlin',
    emergencyPermitted: false,
    hardHold: false,
  };
  const profile = { slug: 'standard', name: 'Standard', terms };
  await send('/contract-profiles', 'application/json', JSON.stringify(profile));
  const header = 'reference,name,profile,agreement_from,contact_role,contact_address';
  const file = (name: string) =>
    [
      header,
      ...Array.from(
        { length: 2_000 },
        (_, index) => `R${index},${name} ${index},standard,2025-01-01,DPO,dpo@c${index}.example`,
      ),
    ].join('\n');
  expect(await send('/customer-imports', 'text/csv', file('Company'))).toMatchObject({
    created: 2_000,
  });
  expect(await send('/customer-imports', 'text/csv', file('Firm'))).toMatchObject({
    changed: 2_000,
  });
});
