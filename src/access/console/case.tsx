import type { Context } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { type Place, placeOf } from '../../console/layout.tsx';
import { asId } from '../../core/ids.ts';
import type { Document } from '../../documents/model.ts';
import type { RequestState } from '../model.ts';
import { withdrawnTitle } from '../present.ts';
import { loadWanted, type Wanted } from '../service/judging.ts';
import { documentsById, getStaffRequest, type StaffRequest } from '../service/reading.ts';
import { presentRequest } from '../staff-present.ts';
import { staffStateWords } from '../words/states.ts';

/** A request, and what its pages show of it to whoever is signed in. */
export type Case = StaffRequest & {
  readonly place: Place;
  /** Path of its page. */
  readonly here: string;
  readonly documents: ReadonlyMap<string, Document>;
  readonly wanted: readonly Wanted[];
  /** As far as the role may see. */
  readonly shown: ReturnType<typeof presentRequest>;
};

export function idOf(c: Context<ConsoleEnv>) {
  return asId('req', c.req.param('id') ?? '');
}

export async function caseOf(c: Context<ConsoleEnv>): Promise<Case> {
  const { ctx } = c.get('visit');
  const { deps, now, actor } = ctx;
  const found = await getStaffRequest(deps, idOf(c));
  const documents = await documentsById(deps.db);
  const place = await placeOf(c);
  return {
    ...found,
    place,
    here: `${place.root}/requests/${found.request.id}`,
    documents,
    wanted: await loadWanted(deps.db, found.request, now),
    shown: presentRequest(found.request, documents, actor.role),
  };
}

export function titleOf(documents: Case['documents'], id: string): string {
  return documents.get(id)?.title ?? withdrawnTitle;
}

/** Who it is for those who may know, and the mail domain for all. */
export function whoOf({ company, domain }: Pick<Case['shown'], 'company' | 'domain'>): string {
  return company ?? domain;
}

/** To whom a mail goes. */
export function mailboxOf({ shown: { email, domain } }: Pick<Case, 'shown'>): string {
  return email ?? `the confirmed address at ${domain}`;
}

export function StateOf({ state }: { readonly state: RequestState }) {
  const kind =
    state === 'waiting' ? 'announced' : state === 'ready' ? 'active' : isOver(state) ? 'ended' : '';
  return <span class={kind === '' ? 'is' : `is is-${kind}`}>{staffStateWords[state]}</span>;
}

function isOver(state: RequestState): boolean {
  return state === 'declined' || state === 'expired' || state === 'withdrawn';
}
