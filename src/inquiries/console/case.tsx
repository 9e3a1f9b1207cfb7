import type { Context } from 'hono';
import { counted } from '../../console/counted.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { type Place, placeOf } from '../../console/layout.tsx';
import { asId } from '../../core/ids.ts';
import type { InquirySource, InquiryState } from '../model.ts';
import { presentInquiry } from '../present.ts';
import { getStaffThread, type StaffThread } from '../service/reading.ts';
import { stateWords } from '../words.ts';

/** An inquiry, and what its pages show of it to whoever is signed in. */
export type Case = StaffThread & {
  readonly place: Place;
  readonly sendsMail: boolean;
  /** Path of its page. */
  readonly here: string;
  /** As far as the role may see. */
  readonly shown: ReturnType<typeof presentInquiry>;
};

export function idOf(c: Context<ConsoleEnv>) {
  return asId('inq', c.req.param('id') ?? '');
}

export async function caseOf(c: Context<ConsoleEnv>): Promise<Case> {
  const { deps, actor } = c.get('visit').ctx;
  const found = await getStaffThread(deps, idOf(c));
  const place = await placeOf(c);
  const here = `${place.root}/inquiries/${found.inquiry.id}`;
  const sendsMail = deps.mail !== undefined;
  return { ...found, place, here, sendsMail, shown: presentInquiry(found.inquiry, actor.role) };
}

export const sourceWords: Readonly<Record<InquirySource, string>> = {
  form: 'By the form',
  mail: 'By mail',
  phone: 'By phone',
  letter: 'By letter',
};

export function StateOf({ state }: { readonly state: InquiryState }) {
  const kind = state === 'received' ? 'announced' : state === 'closed' ? 'ended' : '';
  return <span class={kind === '' ? 'is' : `is is-${kind}`}>{stateWords[state]}</span>;
}

/** Who it is for those who may know. */
export function whoOf({ name, company }: Pick<Case['shown'], 'name' | 'company'>): string {
  return [name, company].filter(Boolean).join(', ') || 'Somebody';
}

/** What an act relies on: somebody who acts in a stale tab is shown how it stands now. */
export function standing({ inquiry, messages }: Pick<Case, 'inquiry' | 'messages'>): string {
  return `${stateWords[inquiry.state]}; ${counted(messages.length, 'text')} written`;
}

export function Stands({ found }: { readonly found: Case }) {
  return <input type="hidden" name="stands" value={standing(found)} />;
}

/** Where a letter goes, or why none does. */
export function mailWords({ inquiry, shown, isReachable, sendsMail }: Case): string {
  if (!sendsMail) return 'No mail can be sent from here yet.';
  if (inquiry.subscriptionId === undefined) return 'No address is known: no mail is sent.';
  const to = shown.email ?? 'the address that is known';
  return isReachable
    ? `It is mailed at once to ${to}.`
    : `It is mailed to ${to}, where mail does not arrive as far as is known.`;
}
