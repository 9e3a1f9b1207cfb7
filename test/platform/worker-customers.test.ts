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

it('a message with a file is taken by the form, kept in R2, given out to be saved and erased', async () => {
  const pdf = new TextEncoder().encode('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n');
  const form = new FormData();
  const said = { topic: 'general', name: 'Robin Doe', email: 'robin@customer.example' };
  for (const [name, value] of Object.entries({ ...said, message: 'See the file.', language: 'en' }))
    form.append(name, value);
  form.append('attachments', new File([pdf], '../plan.html'));
  const refused = new FormData();
  for (const [name, value] of form) if (typeof value === 'string') refused.append(name, value);
  refused.append('attachments', new File([new Uint8Array([77, 90, 0, 0])], 'plan.pdf'));
  const send = (body: FormData) => fetch(`${origin}/trust/contact`, { method: 'POST', body });
  expect((await send(refused)).status).toBe(422);
  const page = await send(form);
  expect(page.status).toBe(201);
  const [reference = ''] = /INQ-\w{4}-\w{4}/.exec(await page.text()) ?? [];

  const staff = async (path: string, init: RequestInit = {}) =>
    fetch(`${origin}/trust/api/v1/inquiries${path}`, {
      ...init,
      headers: { authorization: `Bearer ${ownerKey}`, 'if-match': '*' },
    });
  const { items } = Object(await (await staff(`?q=${reference}`)).json());
  const [{ id }] = items;
  const { attachments } = Object(await (await staff(`/${id}`)).json());
  expect(attachments).toMatchObject([{ name: 'plan.html.pdf', mediaType: 'application/pdf' }]);
  const path = `/${id}/attachments/${attachments[0].id}`;
  const file = await staff(path);
  expect(file.headers.get('content-disposition')).toContain('attachment; filename="plan.html.pdf"');
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(pdf);
  const bucket = Object(await workerd.getR2Bucket('DOCUMENTS'));
  const names = async () =>
    (await bucket.list()).objects.map((each: { readonly key: string }) => each.key);
  expect(await names()).toEqual([`attachments/${attachments[0].id}`]);
  expect((await staff(`/${id}/personal-data`, { method: 'DELETE' })).status).toBe(204);
  expect(await names()).toEqual([]);
  expect((await staff(path)).status).toBe(404);
});
