import type { World } from '../support/app.ts';
import { must, pick } from '../support/client.ts';

/** What staff may send; a test may send anything else. */
export type Input = Readonly<Record<string, unknown>>;

export type Posted = {
  /** Of the draft it was. */
  readonly id: string;
  readonly update: number;
  readonly position: number;
};

export const news: Input = {
  topic: 'product',
  title: 'Exports are faster',
  body: 'An export of a year takes seconds now.',
};

export const outage: Input = {
  topic: 'incident',
  title: 'E-mails arrive late',
  body: 'We are looking for the cause.',
  severity: 'major',
  status: 'investigating',
};

/** A draft, through the API; its path and its entity tag. */
export async function draft(
  trust: World,
  input: Input = news,
): Promise<{ id: string; path: string; etag: string }> {
  const { body, etag = '' } = must(await trust.as('editor').post('/updates', input));
  const id = String(pick(body, 'id'));
  return { id, path: `/updates/${id}`, etag };
}

/** Drafts and publishes. */
export async function post(trust: World, input: Input = news): Promise<Posted> {
  const { id, path, etag } = await draft(trust, input);
  const ifMatch = { 'if-match': etag };
  const { body } = must(await trust.as('editor').put(`${path}/publication`, undefined, ifMatch));
  return { id, update: Number(pick(body, 'update')), position: Number(pick(body, 'position')) };
}

export async function withdraw(trust: World, id: string, reason = 'It was wrong.'): Promise<void> {
  must(await trust.as('editor').put(`/updates/${id}/withdrawal`, { reason }));
}
