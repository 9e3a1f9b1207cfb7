import { systemCtx } from '../../src/context.ts';
import { drain } from '../../src/deliveries/service/drain.ts';
import { consume, sweep } from '../../src/platform/worker/delivering.ts';
import { askByProgram as askForDocument, wish as documentWish } from '../access/asking.ts';
import { report } from '../access/giving.ts';
import { wish as message, writeByProgram } from '../inquiries/writing.ts';
import { objectByProgram, wish as objection } from '../objections/objecting.ts';
import { askByProgram, wish as rightsWish } from '../rights/asking.ts';
import { mailForm, sendForm, workOff } from '../subscribers/subscribing.ts';
import type { World } from '../support/app.ts';
import { pick, pickList, type Reply } from '../support/client.ts';
import { facts, personMark } from '../support/factories.ts';

/** What a run remembers of itself: what was acknowledged must be there at its end. */
export type Memory = {
  readonly random: () => number;
  /** Counts up; makes names. */
  next(): number;
  /** Numbers of changes whose publication was answered. */
  readonly published: Set<number>;
  /** Slugs that are in the register, for all that was acknowledged. */
  readonly slugs: Set<string>;
  /** The highest version of the list that any reader saw. */
  version: number;
  /** What broke a promise, in words. */
  readonly faults: string[];
};

export type Step = (world: World, memory: Memory) => Promise<void>;

const dayMs = 86_400_000;
const mark = personMark.toLowerCase();

/** An answer that may be a refusal, but no failure of ours. */
function civil({ status, text }: Reply, what: string): void {
  if (status >= 500) throw new Error(`${what} answered ${status}: ${text}`);
}

const dayIn = (world: World, days: number) =>
  new Date(world.now().getTime() + days * dayMs).toISOString().slice(0, 10);

async function publish(world: World, memory: Memory, days: number | undefined): Promise<void> {
  const slug = `entry-${memory.next()}`;
  const effectiveOn = days === undefined ? {} : { effectiveOn: dayIn(world, days) };
  const { change } = await world.publish({
    entries: { [slug]: facts({ name: slug }) },
    ...effectiveOn,
  });
  memory.published.add(change);
  if (days === undefined) memory.slugs.add(slug);
}

async function amend(world: World, memory: Memory): Promise<void> {
  const slugs = [...memory.slugs];
  const slug = slugs[Math.floor(memory.random() * slugs.length)];
  if (slug === undefined) return;
  const description = `Does thing ${memory.next()}`;
  const { change } = await world.publish({
    entries: { [slug]: facts({ name: slug, description }) },
  });
  memory.published.add(change);
}

async function move(world: World, memory: Memory): Promise<void> {
  const [first] = await pendingOf(world);
  if (first === undefined) return;
  const owner = world.as('owner');
  const { etag = '' } = await owner.get(`/changes/${first}`);
  const isPostponed = memory.random() < 0.5;
  const reply = isPostponed
    ? await owner.put(
        `/changes/${first}/postponement`,
        { effectiveOn: dayIn(world, 80), reason: 'It takes longer.' },
        { 'if-match': etag },
      )
    : await owner.put(
        `/changes/${first}/withdrawal`,
        { reason: 'It is not needed.' },
        { 'if-match': etag },
      );
  civil(reply, 'moving a change');
}

async function pendingOf(world: World): Promise<readonly number[]> {
  const reply = await world.get('/trust/subprocessors.json');
  civil(reply, 'the list');
  return pickList(reply.body, 'pending').map((each) => Number(pick(each, 'id')));
}

async function subscribe(world: World, memory: Memory): Promise<void> {
  const address = `${mark}-${memory.next()}@customer.example`;
  civil(await sendForm(world, '/trust/subscribe', mailForm(address)), 'subscribing');
}

/** Presses the button behind the newest link that somebody was sent: confirms, or ends. */
async function press(world: World, memory: Memory, button: RegExp): Promise<void> {
  await workOff(world);
  const mails = world.outside.mailbox.filter(({ text }) => button.test(text));
  const mail = mails[Math.floor(memory.random() * mails.length)];
  const link = mail === undefined ? undefined : button.exec(mail.text)?.[0];
  if (link !== undefined) civil(await sendForm(world, new URL(link).pathname), 'a link');
}

async function post(world: World): Promise<void> {
  const editor = world.as('editor');
  const made = await editor.post('/updates', {
    topic: 'security',
    title: 'Patched',
    body: 'Done.',
  });
  civil(made, 'a draft');
  const id = pick(made.body, 'id');
  if (made.status !== 201) return;
  const { etag = '' } = made;
  const put = await editor.put(`/updates/${String(id)}/publication`, undefined, {
    'if-match': etag,
  });
  civil(put, 'a post');
}

async function object(world: World, memory: Memory): Promise<void> {
  const [first] = await pendingOf(world);
  if (first === undefined) return;
  const email = `${mark}-${memory.next()}@customer.example`;
  civil(await objectByProgram(world, first, objection({ email })), 'an objection');
}

async function write(world: World, memory: Memory): Promise<void> {
  const email = `${mark}-${memory.next()}@customer.example`;
  civil(await writeByProgram(world, message({ email })), 'a message');
}

async function claim(world: World, memory: Memory): Promise<void> {
  const email = `${mark}-${memory.next()}@person.example`;
  civil(await askByProgram(world, rightsWish({ email })), 'a privacy request');
}

async function ask(world: World, memory: Memory): Promise<void> {
  const email = `${mark}-${memory.next()}@customer.example`;
  civil(await askForDocument(world, report, documentWish({ email })), 'a request for a document');
}

/** Two processes do at once what one is enough for. */
async function twice(world: World): Promise<void> {
  const both = await Promise.allSettled([
    world.runSchedule(),
    world.runSchedule(),
    drain(systemCtx(world.deps, 'deliveries')),
    drain(systemCtx(world.deps, 'deliveries')),
  ]);
  const failed = both.find((each) => each.status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

/** A queue that hands the same messages out again, as Cloudflare's may. */
async function redeliver(world: World): Promise<void> {
  await sweep(world.deps, undefined);
  await consume(world.deps, undefined, 3);
  await consume(world.deps, undefined, 3);
}

/** No reader ever sees an older list than another reader has seen. */
async function read(world: World, memory: Memory): Promise<void> {
  const reply = await world.get('/trust/subprocessors.json');
  civil(reply, 'the list');
  const version = Number(pick(reply.body, 'listVersion'));
  if (version < memory.version)
    memory.faults.push(`a reader saw version ${version} after ${memory.version}`);
  memory.version = Math.max(memory.version, version);
  for (const path of ['/trust', '/trust/changes', '/trust/feed.atom'])
    civil(await world.get(path), path);
}

async function pass(world: World, memory: Memory): Promise<void> {
  const minutes = [1, 10, 60, 24 * 60, 10 * 24 * 60, 40 * 24 * 60];
  const by = minutes[Math.floor(memory.random() * minutes.length)] ?? 1;
  world.at(new Date(world.now().getTime() + by * 60_000));
}

/** A clock that is set back and right again later: what is due is looked for meanwhile, and nobody writes. */
async function jumpBack(world: World): Promise<void> {
  const now = world.now();
  world.at(new Date(now.getTime() - 2 * 60 * 60_000));
  try {
    await world.runSchedule();
    civil(await world.get('/trust'), '/trust');
  } finally {
    world.at(now);
  }
}

/** Each with how often it is taken. */
const steps: readonly (readonly [name: string, weight: number, step: Step])[] = [
  ['publish', 6, (world, memory) => publish(world, memory, undefined)],
  ['announce', 4, (world, memory) => publish(world, memory, 40)],
  ['amend', 4, amend],
  ['move', 2, move],
  ['subscribe', 6, subscribe],
  ['confirm', 6, (world, memory) => press(world, memory, /https?:\/\/\S+\/subscriptions\/\S+/)],
  ['leave', 1, (world, memory) => press(world, memory, /https?:\/\/\S+\/unsubscribe\/\S+/)],
  ['post', 3, post],
  ['object', 3, object],
  ['write', 2, write],
  ['claim', 2, claim],
  ['ask', 2, ask],
  ['drain', 8, async (world) => void (await drain(systemCtx(world.deps, 'deliveries')))],
  ['schedule', 4, (world) => world.runSchedule()],
  ['twice', 3, twice],
  ['redeliver', 3, redeliver],
  ['read', 6, read],
  ['pass', 8, pass],
  ['jump back', 1, jumpBack],
];

export function chooseStep(random: () => number): readonly [string, Step] {
  const total = steps.reduce((sum, [, weight]) => sum + weight, 0);
  let left = random() * total;
  for (const [name, weight, step] of steps) {
    left -= weight;
    if (left < 0) return [name, step];
  }
  return ['read', read];
}
