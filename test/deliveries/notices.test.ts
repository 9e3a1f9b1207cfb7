import { expect, it } from 'vitest';
import { withdraw } from '../notices/announced.ts';
import { addCustomer, announce, openRegister } from '../notices/announcing.ts';
import { startApp } from '../support/app.ts';
import { faultsBy } from '../support/strict-client.ts';
import { follow } from './recipients.ts';
import { accepted } from '../support/outside.ts';

const address = 'https://hooks.customer.example/annex';
const hook = { role: 'Vendor management', channel: 'webhook', address };

it('a webhook that stands in two contracts gets one event with the terms of both, and what comes of it as everybody', async () => {
  const trust = await startApp({ organisation: { noticeDays: 30, objectionDays: 30 } });
  trust.outside.onPost(address, ({ body }) => {
    const { data } = JSON.parse(body);
    return { ...accepted, ...(data.challenge && { reply: data.challenge }) };
  });
  await openRegister(trust);
  await addCustomer(trust, 'acme', {}, [hook]);
  await addCustomer(trust, 'bolt', { authorisation: 'specific', objectionDays: 60 }, [hook]);
  const follower = await follow(trust);
  await trust.drain();
  const change = await announce(trust, '2026-12-30');
  await trust.drain();
  await withdraw(trust, change);
  await trust.drain();
  const told = trust.outside.posts
    .map(({ url, body }) => ({ url, body: JSON.parse(body) }))
    .filter(({ body }) => body.data.change?.id === change);
  expect(told.map(({ url, body }) => [url, body.type]).toSorted()).toEqual(
    [address, follower.address]
      .flatMap((url) =>
        ['announced', 'withdrawn'].map((step) => [url, `subprocessor.change.${step}`]),
      )
      .toSorted(),
  );
  for (const { body } of told) {
    const name = body.type.endsWith('announced') ? 'Announced' : 'Withdrawn';
    const shape = { $ref: `#/components/schemas/SubprocessorChange${name}Webhook` };
    expect(faultsBy(shape, body)).toEqual([]);
  }
  const noticesAt = (to: string) => told.find(({ url }) => url === to)?.body.data.notices;
  expect(noticesAt(follower.address)).toBeUndefined();
  expect(told.filter(({ body }) => body.data.notices !== undefined)).toHaveLength(1);
  const objectUrl = expect.stringMatching(new RegExp(`/trust/changes/${change}/objection$`));
  expect(noticesAt(address)).toEqual([
    expect.objectContaining({ authorisation: 'general', objectionDays: 30, objectUrl }),
    expect.objectContaining({ authorisation: 'specific', objectionDays: 60, objectUrl }),
  ]);
  expect(new Set(noticesAt(address).map((each: { customer: string }) => each.customer)).size).toBe(
    1,
  );
});
