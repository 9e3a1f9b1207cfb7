// npm run bench -- webhooks [rounds]: signed posting, guard included, beside a bare undici loop that signs.
import { createHash } from 'node:crypto';
import { cpus } from 'node:os';
import { Webhook } from 'standardwebhooks';
import { Pool } from 'undici';
import { parseDay } from '../src/core/day.ts';
import { asSubscriptionId } from '../src/core/ids.ts';
import type { EventId, SubprocessorId } from '../src/core/ids.ts';
import { createKeys } from '../src/core/keys.ts';
import type { Recipient, Sender, Told } from '../src/deliveries/model/told.ts';
import { postRequestOf } from '../src/deliveries/post-request.ts';
import { webhookSecrets } from '../src/deliveries/signing.ts';
import { createPost } from '../src/platform/node/post.ts';
import type { Subscription } from '../src/subscribers/model/subscription.ts';
import { readPort, startChild } from './child.ts';
import { median } from './register.ts';

const rounds = Number(process.argv[3] ?? 15);
const concurrency = 64;
const recipientCount = 2_000;
const now = new Date('2026-11-25T12:00:00Z');

const keys = createKeys('the secret of the bench, always the same');
const sender: Sender = {
  name: 'Qluster Corp.',
  root: 'https://trust.qluster.example/trust',
  siteLanguage: 'en',
  timeZone: 'UTC',
  from: 'trust@qluster.example',
};

/** An addition of one entry, told to everybody. */
function changeTold(): Told {
  const effectiveOn = parseDay('2026-12-24');
  if (effectiveOn === undefined) throw new Error('no such day');
  const eventId = '9f1c7a52-3e0b-4c1d-8a4f-6b2d0e5c7f31' as EventId;
  const step = { name: 'announced' as const, at: now, eventId, listVersion: 12 };
  const after = {
    name: 'Postmark',
    legalName: 'ActiveCampaign, LLC',
    kind: 'third-party' as const,
    description: 'Sends transactional e-mail.',
    dataCategories: ['E-mail addresses', 'Message contents'],
    locations: [{ country: 'US', activity: 'processing' as const }],
  };
  const item = {
    subprocessorId: 'sub_1' as SubprocessorId,
    slug: 'postmark',
    kind: 'added' as const,
    class: 'substantive' as const,
    aspects: [],
    after,
  };
  const change = {
    id: 12,
    class: 'substantive' as const,
    reason: 'Mails are sent from the European Union.',
    effectiveOn,
    items: [item],
    steps: [step],
  };
  return { kind: 'event', happening: { kind: 'change', seq: 41, step, change } };
}

function recipientAt(address: string, index: number): Recipient {
  const id = createHash('sha256').update(String(index)).digest('hex').slice(0, 32);
  const subscription: Subscription = {
    id: asSubscriptionId(`sbs_${id}`),
    stream: 'subscriber',
    channel: 'webhook',
    address,
    topics: ['subprocessors'],
    services: [],
    language: 'en',
    frequency: 'immediate',
    state: 'active',
    linkVersion: 1,
    secretGeneration: 1,
    createdAt: now,
    changedAt: now,
    toldUpTo: 0,
  };
  // No webhook holds them.
  return { subscription, links: { confirm: '', manage: '', unsubscribe: '' } };
}

type Variant = { readonly name: string; readonly send: (index: number) => Promise<void> };

const sink = startChild('sink');
try {
  const port = await readPort(sink);
  const told = changeTold();
  const variants = [
    bareLoop('bare undici loop that signs', port, told),
    bareLoop('the same again (A/A control)', port, told),
    annex('Annex, to an address', `http://127.0.0.1:${port}/hook`, told),
    annex('Annex, to a name', `http://localhost:${port}/hook`, told),
  ];
  await measure(variants);
} finally {
  await sink.stop();
}

/** Secrets, ids and bodies are at hand: it signs and posts, and does nothing else. */
function bareLoop(name: string, port: number, told: Told): Variant {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: concurrency, allowH2: false });
  const subscriptions = recipientsAt(`http://127.0.0.1:${port}/hook`).map(
    ({ subscription }) => subscription,
  );
  const [first] = recipientsAt('http://127.0.0.1/');
  if (first === undefined) throw new Error('nobody to post to');
  const delivery = { subscriptionId: first.subscription.id, subject: 'event:41', createdAt: now };
  const { body } = postRequestOf(delivery, told, sender, first, { keys, now });
  const secrets = subscriptions.map((each) => webhookSecrets(keys, each, now)[0] ?? '');
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  return {
    name,
    async send(index) {
      const id = `msg_${index}_event-41`;
      const headers = {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': new Webhook(secrets[index] ?? '').sign(id, now, body),
      };
      const answer = await pool.request({ path: '/hook', method: 'POST', headers, body });
      await answer.body.dump();
      if (answer.statusCode !== 204) throw new Error(`the sink said ${answer.statusCode}`);
    },
  };
}

function annex(name: string, address: string, told: Told): Variant {
  const post = createPost({ origin: sender.root, outboundLoopback: true });
  const recipients = recipientsAt(address);
  return {
    name,
    async send(index) {
      const recipient = recipients[index];
      if (recipient === undefined) throw new Error('nobody to post to');
      const { id } = recipient.subscription;
      const delivery = { subscriptionId: id, subject: 'event:41', createdAt: now };
      const sent = await post(postRequestOf(delivery, told, sender, recipient, { keys, now }));
      if (sent.outcome !== 'accepted') throw new Error(`not accepted: ${sent.outcome}`);
    },
  };
}

function recipientsAt(address: string): readonly Recipient[] {
  return Array.from({ length: recipientCount }, (_, index) =>
    recipientAt(`${address}?to=${index}`, index),
  );
}

type Cost = { readonly cpu: number; readonly wall: number };

/** All recipients once, `concurrency` at a time; microseconds a webhook. */
async function run({ send }: Variant): Promise<Cost> {
  const cpu = process.cpuUsage();
  const began = performance.now();
  let next = 0;
  const work = async () => {
    while (next < recipientCount) await send(next++);
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  const { user, system } = process.cpuUsage(cpu);
  const wall = (performance.now() - began) * 1_000;
  return { cpu: (user + system) / recipientCount, wall: wall / recipientCount };
}

async function measure(variants: readonly Variant[]): Promise<void> {
  console.log(`Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model.trim()}`);
  console.log(`${rounds} rounds of ${recipientCount} webhooks, ${concurrency} at a time\n`);
  const costs = new Map<string, Cost[]>(variants.map(({ name }) => [name, []]));
  for (const variant of variants) await run(variant);
  // Each time in another order: what one leaves to be collected, the next one pays for.
  for (let round = 0; round < rounds; round += 1)
    for (const variant of inAnyOrder(variants)) costs.get(variant.name)?.push(await run(variant));
  const [bare = []] = [...costs.values()];
  for (const [name, each] of costs) {
    // Round by round, so that what else the machine does meets both alike.
    const ratio = (of: keyof Cost) =>
      median(each.map((cost, round) => (bare[round]?.[of] ?? 0) / cost[of])).toFixed(2);
    const cpu = median(each.map((cost) => cost.cpu)).toFixed(0);
    const rate = Math.round(1_000_000 / median(each.map(({ wall }) => wall)));
    console.log(
      `${name.padEnd(32)} ${cpu.padStart(5)} µs CPU  ${String(rate).padStart(6)} a second   ${ratio('cpu')} by CPU, ${ratio('wall')} by rate`,
    );
  }
}

function inAnyOrder<Item>(items: readonly Item[]): readonly Item[] {
  const drawn = items.map((item) => ({ item, lot: Math.random() }));
  return drawn.toSorted((a, b) => a.lot - b.lot).map(({ item }) => item);
}
