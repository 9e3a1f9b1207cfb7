import type { Context } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { type Place, placeOf } from '../../console/layout.tsx';
import { asId } from '../../core/ids.ts';
import { type Edition, type EditionState, type Listed } from '../model.ts';
import { getVersion } from '../service/issuing.ts';
import { getDocumentById } from '../service/reading.ts';
import { stateWords } from '../words/kinds.ts';
import { Refusal } from '../../core/errors.ts';

/** A document, and where its pages are. */
export type Paper = {
  readonly document: Listed;
  readonly place: Place;
  /** Path of its page. */
  readonly here: string;
  readonly crumb: { readonly href: string; readonly label: string };
};

export async function paperOf(c: Context<ConsoleEnv>): Promise<Paper> {
  const document = await getDocumentById(c.env.deps.db, asId('doc', c.req.param('id') ?? ''));
  const place = await placeOf(c);
  const here = `${place.root}/documents/${document.id}`;
  return { document, place, here, crumb: { href: here, label: document.title } };
}

/** One version of a document. */
export async function versionOf(c: Context<ConsoleEnv>): Promise<Paper & { edition: Edition }> {
  const paper = await paperOf(c);
  const text = c.req.param('version') ?? '';
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new Refusal('not_found', 'The document has no version of this number.');
  const { slug } = paper.document;
  const { edition } = await getVersion(c.env.deps.db, { slug, number: Number(text) });
  return { ...paper, edition };
}

/** Each state by the shape that it has on public pages. */
const shapes: Readonly<Record<EditionState, string>> = {
  draft: 'announced',
  issued: 'current',
  superseded: 'ended',
  withdrawn: 'ended',
};

export function StateOf({ state }: Pick<Edition, 'state'>) {
  return <span class={`is is-${shapes[state]}`}>{stateWords[state]}</span>;
}
