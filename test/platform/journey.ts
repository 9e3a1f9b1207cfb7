import type { Client } from '@libsql/client';
import type { AddressObject, ParsedMail } from 'mailparser';
import { Webhook } from 'standardwebhooks';
import { expect } from 'vitest';
import type { Hit, Hooks } from '../support/hooks.ts';
import type { MailServer } from '../support/mail-server.ts';
import type { Site } from './scenario.ts';
import { type Json, StaffMember } from './staff.ts';

/** One deployment with a mail server, customers' programs and a way to its clock. */
export type Place = Site & {
  readonly mails: MailServer;
  readonly hooks: Hooks;
  readonly database: Client;
};

/** What a step leaves for those after it. */
const found: { link: string; oneClick: string; secret: string; hookPage: string } = {
  link: '',
  oneClick: '',
  secret: '',
  hookPage: '',
};

const reader = 'dpo@customer.example';
const digestReader = 'weekly@customer.example';
const contract = { signedOn: '2026-01-15' };
const facts = {
  name: 'Example Mail',
  kind: 'third-party',
  description: 'Sends e-mail.',
  locations: [{ country: 'DE', label: 'Frankfurt', activity: 'storage' }],
  contract,
};

type Step = readonly [guarantee: string, prove: (place: Place) => Promise<void>];

/** From the form to the mailbox and out again, through real servers; each step builds on the ones before. */
export const journey: readonly Step[] = [
  [
    'the form is answered the same for anybody, and one mail with a link to a button arrives',
    async (place) => {
      const first = await submit(place, { address: reader });
      expect(first.status).toBe(202);
      const mail = await mailTo(place, reader, 1);
      // Whatever host the request came under.
      expect(JSON.stringify(mail)).not.toContain('evil.example');
      found.link = linkIn(mail, '/confirmation');
      await place.fetch(found.link, { method: 'HEAD' });
      const page = await place.fetch(found.link);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('<button');
      expect(await stateOf(place, reader)).toBe('pending');
    },
  ],
  [
    'the button confirms, and whoever asks again gets the same answer',
    async (place) => {
      const { status } = await place.fetch(found.link, { method: 'POST' });
      expect(status).toBeLessThan(400);
      await until(async () => (await stateOf(place, reader)) === 'active');
      const again = await submit(place, { address: reader });
      const other = await submit(place, { address: digestReader, frequency: 'daily' });
      expect([again.status, again.body]).toEqual([other.status, other.body]);
      const mail = await mailTo(place, digestReader, 1);
      const { status: confirmed } = await place.fetch(linkIn(mail, '/confirmation'), {
        method: 'POST',
      });
      expect(confirmed).toBeLessThan(400);
    },
  ],
  [
    'a webhook answers its challenge, chats are greeted',
    async (place) => {
      const made = await subscribe(place, { channel: 'webhook', path: '/hook' });
      found.secret = String(made['secret']);
      found.hookPage = pathOf(String(made['manage']));
      expect(found.secret).toMatch(/^whsec_/);
      for (const channel of ['slack', 'teams'])
        expect(await subscribe(place, { channel, path: `/${channel}` })).not.toHaveProperty(
          'secret',
        );
      await until(async () => (await states(place)).every((state) => state === 'active'));
      expect(typesOf(place, '/hook')).toEqual(['webhook.challenge']);
    },
  ],
  [
    'a change that is published reaches each of them once',
    async (place) => {
      const staff = new StaffMember(place.fetch);
      await staff.promiseNothing();
      await staff.publish({ reason: 'Mails are sent by somebody else.' }, { mail: { facts } });
      const mail = await mailTo(place, reader, 1, /Example Mail/);
      expect(mail.text).toContain('/trust/changes/1');
      expect(mail.html).toContain('/trust/changes/1');
      expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
      found.oneClick = oneClickOf(mail);
      await until(async () => hitsAt(place, '/slack').length === 2);
      await until(async () => hitsAt(place, '/teams').length === 2);
      await until(async () => hitsAt(place, '/hook').length === 2);
      expect(verified(hitsAt(place, '/hook')[1])).toMatchObject({
        type: 'subprocessor.change.effective',
        data: { change: { id: 1 } },
      });
      expect(JSON.parse(hitsAt(place, '/slack')[1]?.body ?? '')).toMatchObject({
        text: expect.stringContaining('Example Mail'),
        blocks: expect.arrayContaining([expect.objectContaining({ type: 'section' })]),
      });
      expect(JSON.parse(hitsAt(place, '/teams')[1]?.body ?? '')).toMatchObject({
        type: 'message',
        attachments: [
          {
            contentType: 'application/vnd.microsoft.card.adaptive',
            content: { type: 'AdaptiveCard' },
          },
        ],
      });
    },
  ],
  [
    'a post is told too, and what is not followed is not',
    async (place) => {
      const staff = new StaffMember(place.fetch);
      for (const [topic, title] of [
        ['product', 'A new look'],
        ['security', 'Penetration test finished'],
      ]) {
        const draft = { topic, title, body: 'It is *done*.' };
        const { json } = await staff.call(201, 'POST', '/updates', draft);
        const path = `/updates/${String(json['id'])}/publication`;
        await staff.call(201, 'PUT', path, undefined, { 'if-match': '*' });
      }
      await mailTo(place, reader, 1, /Penetration test/);
      expect(mailsTo(place, reader, /A new look/)).toEqual([]);
      await until(async () => hitsAt(place, '/hook').length === 3);
      expect(verified(hitsAt(place, '/hook')[2])).toMatchObject({ type: 'update.published' });
    },
  ],
  [
    'the digest arrives on its day, with everything in one mail',
    async (place) => {
      expect(mailsTo(place, digestReader)).toHaveLength(1);
      // The clock of a running deployment can not be set; its day can come sooner.
      const { rowsAffected } = await place.database.execute({
        sql: 'UPDATE subscriptions SET next_digest_at = ? WHERE next_digest_at IS NOT NULL',
        args: [Date.now() - 1_000],
      });
      expect(rowsAffected).toBe(1);
      await place.runSchedule();
      const mail = await mailTo(place, digestReader, 2);
      expect(mail.text).toContain('Example Mail');
      expect(mail.text).toContain('Penetration test finished');
      expect(mail.text).not.toContain('A new look');
    },
  ],
  [
    'one click ends it: a POST without a login, no redirect, and a GET ends nothing',
    async (place) => {
      const page = await place.fetch(found.oneClick);
      expect(page.status).toBe(200);
      expect(await stateOf(place, reader)).toBe('active');
      const before = mailsTo(place, reader).length;
      const { status, headers } = await place.fetch(found.oneClick, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'List-Unsubscribe=One-Click',
      });
      expect(status).toBe(200);
      expect(headers.get('set-cookie')).toBeNull();
      expect(await stateOf(place, reader)).toBeUndefined();
      const staff = new StaffMember(place.fetch);
      const changed = { ...facts, description: 'Sends all e-mail.' };
      await staff.publish({ reason: 'All of it.' }, { mail: { facts: changed } });
      await until(async () => hitsAt(place, '/hook').length === 4);
      await until(() => isAllTold(place));
      expect(mailsTo(place, reader)).toHaveLength(before);
    },
  ],
  [
    'what was sent is on record, each delivery accepted once',
    async (place) => {
      await until(() => isAllTold(place));
      const { rows } = await place.database.execute(
        "SELECT delivery_id FROM delivery_attempts WHERE outcome = 'accepted'",
      );
      // What was tried again stands there, and nothing that was accepted is.
      expect(rows).toEqual([]);
      const ids = hitsAt(place, '/hook').map(({ headers }) => headers['webhook-id']);
      expect(new Set(ids).size).toBe(ids.length);
      const { json } = await new StaffMember(place.fetch).call(200, 'GET', '/delivery-figures');
      expect(JSON.stringify(json)).not.toContain('customer.example');
    },
  ],
];

/** As a proxy sends on what anybody may write. */
const misnamed = {
  forwarded: 'host=evil.example;proto=http',
  'x-forwarded-host': 'evil.example',
  'x-host': 'evil.example',
};

async function submit(place: Place, wish: Json): Promise<{ status: number; body: string }> {
  const response = await place.fetch('/trust/subscribe', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...misnamed },
    body: JSON.stringify({ channel: 'email', ...wish }),
  });
  return { status: response.status, body: await response.text() };
}

async function subscribe(
  place: Place,
  { channel, path }: { channel: string; path: string },
): Promise<Json> {
  const address = `${place.hooks.origin}${path}`;
  const { status, body } = await submit(place, { channel, address });
  expect(`${status} ${body}`).toMatch(/^201 /);
  return JSON.parse(body) as Json;
}

function mailsTo({ mails }: Place, address: string, subject = /./): readonly ParsedMail[] {
  return mails.received
    .filter(({ to }) => to.includes(address))
    .map(({ parsed }) => parsed)
    .filter((mail) => subject.test(mail.subject ?? ''));
}

/** The newest of so many mails, once they are there. */
async function mailTo(
  place: Place,
  address: string,
  count: number,
  subject?: RegExp,
): Promise<ParsedMail> {
  await until(async () => mailsTo(place, address, subject).length >= count);
  const found = mailsTo(place, address, subject);
  expect(found).toHaveLength(count);
  const mail = found.at(-1);
  if (mail === undefined) throw new Error('no mail');
  expect((mail.to as AddressObject).text).toBe(address);
  return mail;
}

function linkIn({ text = '' }: ParsedMail, ending: string): string {
  const link = text.match(/https?:\/\/\S+/g)?.find((each) => each.endsWith(ending));
  if (link === undefined) throw new Error(`no link to ${ending} in: ${text}`);
  return pathOf(link);
}

/** RFC 8058 section 3.1: both headers, and one address to POST to. */
function oneClickOf(mail: ParsedMail): string {
  expect(headerOf(mail, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  const url = /<(https?:[^>]+)>/.exec(headerOf(mail, 'list-unsubscribe'))?.[1];
  if (url === undefined) throw new Error('no address to unsubscribe at');
  return pathOf(url);
}

function headerOf({ headerLines }: ParsedMail, name: string): string {
  const line = headerLines.find(({ key }) => key === name)?.line ?? '';
  return line
    .slice(line.indexOf(':') + 1)
    .replaceAll(/\r?\n\s*/g, ' ')
    .trim();
}

function pathOf(link: string): string {
  return new URL(link).pathname;
}

function hitsAt({ hooks }: Place, path: string): readonly Hit[] {
  return hooks.hits.filter((hit) => hit.path === path);
}

function typesOf(place: Place, path: string): readonly unknown[] {
  return hitsAt(place, path).map(({ body }) => (JSON.parse(body) as Json)['type']);
}

/** By the reference library, with the secret that was shown once. */
function verified(hit: Hit | undefined): unknown {
  if (hit === undefined) throw new Error('nothing came');
  return new Webhook(found.secret).verify(hit.body, hit.headers);
}

/** As staff read it, by the address. */
async function stateOf(place: Place, address: string): Promise<unknown> {
  const { json } = await new StaffMember(place.fetch).call(200, 'GET', '/subscriptions?limit=100');
  const items = json['items'] as readonly Json[];
  return items.find((each) => each['address'] === address)?.['state'];
}

/** Whether everything published is planned and every delivery of it has ended. */
async function isAllTold({ database }: Place): Promise<boolean> {
  const { rows } = await database.execute(
    'SELECT (SELECT count(*) FROM deliveries WHERE ended_at IS NULL) + (SELECT count(*) FROM outbox WHERE planned_at IS NULL) AS open',
  );
  return rows[0]?.['open'] === 0;
}

async function states({ database }: Place): Promise<readonly unknown[]> {
  const { rows } = await database.execute('SELECT state FROM subscriptions');
  return rows.map((row) => row['state']);
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await isTrue()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not come about within 30 s');
}
