import type { Role } from '../../src/context.ts';
import { pick, pickList, must, type Reply } from '../support/client.ts';
import { type StartOptions, startApp, type World } from '../support/app.ts';
import { facts } from '../support/factories.ts';
import type { StaffClient } from '../support/client.ts';

/** An organisation that keeps thirty days of notice and lists AWS. */
export async function started(
  organisation: NonNullable<StartOptions['organisation']> = {},
): Promise<World> {
  const promised = organisation === 'none' ? organisation : { noticeDays: 30, ...organisation };
  const trust = await startApp({ organisation: promised });
  await trust.publish({ entries: { aws: facts({ name: 'AWS', description: 'Hosts.' }) } });
  return trust;
}

/** Postmark, announced on 22 November for the earliest day there is; it is change 2. */
export async function announced(
  organisation: NonNullable<StartOptions['organisation']> = {},
): Promise<World> {
  const trust = await started(organisation);
  await trust.publish({ entries: { postmark: facts() }, effectiveOn: '2026-12-23' });
  return trust;
}

/** The key of somebody who is nobody else. */
export async function holderOf(
  trust: World,
  name: string,
  role: Role = 'editor',
): Promise<StaffClient> {
  return trust.withKey((await trust.makeKey(role, name)).secret);
}

export async function changeOf(trust: World, id: number): Promise<unknown> {
  return must(await trust.get(`/trust/changes/${id}.json`)).body;
}

/** The steps of a change by name, oldest first. */
export async function stepsOf(trust: World, id: number): Promise<readonly unknown[]> {
  return pickList(await changeOf(trust, id), 'steps').map((step) => pick(step, 'name'));
}

/** By name of the step, the day of the record on which it was taken. */
export async function daysOf(trust: World, id: number): Promise<unknown> {
  const steps = pickList(await changeOf(trust, id), 'steps');
  return Object.fromEntries(
    steps.map((step) => [pick(step, 'name'), String(pick(step, 'at')).slice(0, 10)]),
  );
}

type Moving = { readonly by?: StaffClient; readonly etag?: string };

/** `what` is withdrawal or postponement; with the entity tag as it is now unless said. */
export async function move(
  trust: World,
  id: number,
  what: 'withdrawal' | 'postponement',
  body: unknown,
  { by = trust.as('editor'), etag }: Moving = {},
): Promise<Reply> {
  const tag = etag ?? (await by.get(`/changes/${id}`)).etag ?? '';
  return by.put(`/changes/${id}/${what}`, body, { 'if-match': tag });
}

export const reason = 'The contract is not signed yet.';

export async function withdraw(trust: World, id: number): Promise<Reply> {
  return must(await move(trust, id, 'withdrawal', { reason }));
}

export async function postpone(
  trust: World,
  id: number,
  effectiveOn: string,
  parts: object = {},
): Promise<Reply> {
  return must(await move(trust, id, 'postponement', { effectiveOn, reason, ...parts }));
}

/** A batch beyond what `trust.prepare` can say, with one entry; its path. */
export async function prepare(
  trust: World,
  said: object,
  entries: Readonly<Record<string, unknown>>,
  by: StaffClient = trust.as('editor'),
): Promise<string> {
  const { body } = must(await by.post('/batches', { reason, ...said }));
  const path = `/batches/${String(pick(body, 'id'))}`;
  for (const [slug, each] of Object.entries(entries))
    must(await by.put(`${path}/entries/${slug}`, each));
  return path;
}

/** Publishes what `prepare` has made, approved by somebody else. */
export async function publish(trust: World, path: string, decisions: object = {}): Promise<Reply> {
  await trust.approve(path.slice('/batches/'.length));
  return trust.as('editor').put(`${path}/publication`, decisions, { 'if-match': '*' });
}

export async function slugsIn(trust: World, query = ''): Promise<readonly unknown[]> {
  const { body } = must(await trust.get(`/trust/subprocessors.json${query}`));
  return pickList(body, 'subprocessors').map((entry) => pick(entry, 'slug'));
}

export async function eventsOf(trust: World, action: string): Promise<readonly unknown[]> {
  const { body } = must(await trust.as('owner').get('/events?limit=100'));
  return pickList(body, 'items').filter((event) => pick(event, 'action') === action);
}
