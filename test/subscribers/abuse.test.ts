import { expect, it } from 'vitest';
import { systemCtx } from '../../src/context.ts';
import { disable, resume } from '../../src/subscribers/service/states.ts';
import { facts } from '../support/factories.ts';
import { startApp } from '../support/app.ts';
import { pick } from '../support/client.ts';
import {
  byHeader,
  from,
  mailForm,
  pathsOf,
  readOne,
  sendForm,
  sendJson,
  subscriberByMail,
  subscriberByWebhook,
  workOff,
} from './subscribing.ts';

const hourMs = 60 * 60 * 1000;

it('what is left of the limit of a host does not tell whether an address there is known', async () => {
  const trust = await startApp(byHeader);
  await subscriberByMail(trust, 'known@customer.example');
  trust.at(new Date(trust.now().getTime() + 48 * hourMs));
  const seen: unknown[] = [];
  for (const address of ['known@customer.example', 'unknown@customer.example']) {
    trust.at(new Date(trust.now().getTime() + 2 * hourMs));
    await sendForm(trust, '/trust/subscribe', mailForm(address), from('192.0.2.250'));
    await workOff(trust);
    let taken = 0;
    for (let n = 0; n < 25; n += 1) {
      const wish = { channel: 'webhook', address: `https://customer.example/${address}/${n}` };
      const { status } = await sendJson(trust, '/trust/subscribe', wish, from(`192.0.2.${n}`));
      if (status === 201) taken += 1;
    }
    seen.push(taken);
  }
  expect(seen[0]).toBe(seen[1]);
});

it('a webhook that ends again and again is no way to fill the mailbox of somebody else', async () => {
  const trust = await startApp(byHeader);
  const gone = { outcome: '4xx', status: 410, durationMs: 1, isFinal: true } as const;
  for (let n = 0; n < 3; n += 1) {
    const address = `https://hooks.evil.example/${n}`;
    const contact = `victim+${n}@customer.example`;
    trust.outside.onPost(address, () => gone);
    const { manage } = await subscriberByWebhook(trust, address, { contact });
    await trust.publish({ entries: { [`vendor-${n}`]: facts({ name: `Vendor ${n}` }) } });
    await trust.drain();
    const range = {
      from: new Date(trust.now().getTime() - hourMs).toISOString(),
      until: new Date(trust.now().getTime() + hourMs).toISOString(),
    };
    for (let again = 0; again < 10; again += 1) {
      await sendForm(trust, `${manage}/resume`);
      expect((await sendJson(trust, `${manage}/replays`, range)).status).toBe(200);
      await trust.drain();
    }
  }
  expect(trust.outside.mailbox.length).toBeLessThanOrEqual(5);
});

it('who asked for no mail at all gets none as the contact of a webhook', async () => {
  const trust = await startApp(byHeader);
  const reply = await trust.as('configured').post('/suppressions', {
    channel: 'email',
    address: 'victim@customer.example',
    reason: 'suppressed',
  });
  expect(reply.status).toBe(201);
  const contact = 'Victim@customer.example';
  const { id } = await subscriberByWebhook(trust, 'https://hooks.evil.example/1', { contact });
  await disable(systemCtx(trust.deps, 'deliveries'), id, 'gone');
  await trust.drain();
  expect(trust.outside.mailbox).toEqual([]);
});

it('a mail that comes back after a complaint does not undo it', async () => {
  const trust = await startApp(byHeader);
  const { id } = await subscriberByMail(trust, 'dpo@customer.example');
  const ctx = systemCtx(trust.deps, 'bounces');
  await disable(ctx, id, 'complained');
  await disable(ctx, id, 'bounced');
  expect(await readOne(trust, id)).toMatchObject({ state: 'disabled', reason: 'complained' });
  await expect(resume(ctx, id)).rejects.toMatchObject({ code: 'conflict' });
});

it('whoever has the link of a contract can not have any number of strangers written to', async () => {
  const trust = await startApp(byHeader);
  const added = await trust.as('configured').post('/subscriptions', {
    stream: 'contract',
    channel: 'email',
    address: 'legal@customer.example',
    language: 'en',
  });
  const contact = await readOne(trust, String(pick(added.body, 'id')));
  if (!contact) throw new Error('no contact');
  const { manage } = pathsOf(trust, contact);
  const statuses: number[] = [];
  for (let n = 0; n < 8; n += 1) {
    const address = `stranger@host-${n}.example`;
    statuses.push((await sendForm(trust, `${manage}/contact`, { address })).status);
  }
  expect(statuses).toEqual([303, 303, 303, 303, 303, 429, 429, 429]);
  await trust.drain();
  const strangers = trust.outside.mailbox.filter(({ to }) => to.startsWith('stranger'));
  expect(strangers).toHaveLength(5);
});

it('whoever has a link can not fill the record, which is for ever; leaving is refused to nobody', async () => {
  const trust = await startApp(byHeader);
  const { manage } = await subscriberByWebhook(trust, 'https://hooks.evil.example/1');
  const newest = async () => {
    const { body } = await trust.as('configured').get('/events?limit=1');
    return Number(pick(body, 'items', 0, 'seq'));
  };
  const before = await newest();
  const statuses: number[] = [];
  for (let n = 0; n < 60; n += 1)
    for (const act of ['pause', 'resume'])
      statuses.push((await sendForm(trust, `${manage}/${act}`)).status);
  expect(statuses.filter((status) => status === 303)).toHaveLength(100 + 10);
  expect((await newest()) - before).toBe(100);
  expect((await sendForm(trust, `${manage}/leaving`)).status).toBe(200);
});
