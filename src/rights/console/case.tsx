import type { Context } from 'hono';
import { counted } from '../../console/counted.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { type Place, placeOf } from '../../console/layout.tsx';
import { type Day, dayOf } from '../../core/day.ts';
import { asId } from '../../core/ids.ts';
import { isOpen, isOpenToAgent } from '../model.ts';
import { presentRequest } from '../present.ts';
import { getStaffCase, type StaffCase } from '../service/reading.ts';
import { staffStateWords } from './words.ts';

/** A privacy request, and what its pages show of it to whoever is signed in. */
export type Case = StaffCase & {
  readonly place: Place;
  readonly sendsMail: boolean;
  /** Path of its page. */
  readonly here: string;
  /** For the organisation. */
  readonly today: Day;
  /** As far as the role may see. */
  readonly shown: ReturnType<typeof presentRequest>;
};

export function idOf(c: Context<ConsoleEnv>) {
  return asId('rrq', c.req.param('id') ?? '');
}

export async function caseOf(c: Context<ConsoleEnv>): Promise<Case> {
  const { deps, actor, now } = c.get('visit').ctx;
  const found = await getStaffCase(deps, idOf(c));
  const place = await placeOf(c);
  const { timeZone } = place;
  return {
    ...found,
    place,
    sendsMail: deps.mail !== undefined,
    here: `${place.root}/privacy-requests/${found.request.id}`,
    today: dayOf(now, timeZone),
    shown: presentRequest(found.request, actor.role, timeZone),
  };
}

/** Whose data it is, and who asks, for those who may know. */
export function whoOf({ name, agentName }: Pick<Case['shown'], 'name' | 'agentName'>): string {
  if (name === null) return 'Somebody';
  return agentName === null ? name : `${name}, asked for by ${agentName}`;
}

/** What an act relies on: somebody who acts in a stale tab is shown how it stands now. */
function standing({ request, messages }: Pick<Case, 'request' | 'messages'>): string {
  const open = request.items.filter(({ outcome }) => outcome === undefined).length;
  return `${staffStateWords[request.state]}; ${counted(open, 'thing')} to answer; ${counted(messages.length, 'text')} written`;
}

/** What every form of a case begins with. */
export async function storedOf(
  c: Context<ConsoleEnv>,
  of: (found: Case) => Readonly<Record<string, string>> = () => ({}),
) {
  const found = await caseOf(c);
  const entries = { ...of(found), stands: standing(found) };
  return { version: found.request.version, entries };
}

export function Stands({ found }: { readonly found: Case }) {
  return <input type="hidden" name="stands" value={standing(found)} />;
}

/** Whom a letter reaches, or why none does. */
export function mailWords({ request, shown, isReachable, sendsMail }: Case): string {
  if (!sendsMail) return 'No mail can be sent from here yet: tell them by the way they came.';
  const { subscriptionId, agentSubscriptionId } = request;
  const agent =
    agentSubscriptionId === undefined
      ? ''
      : isOpenToAgent(request)
        ? ` So does ${shown.agentEmail ?? 'whoever asks for them'}.`
        : ' Whoever asks for them does not, before the person has let them.';
  if (subscriptionId === undefined)
    return `No address of the person is known: no mail goes to them, so tell them by the way they came.${agent}`;
  const to = shown.email ?? 'The person';
  return isReachable
    ? `${to} gets it by mail at once.${agent}`
    : `${to} gets it by mail, where mail does not arrive as far as is known.${agent}`;
}

export const isOpenCase = ({ request }: Case) => isOpen(request);
export const isKnown = ({ request }: Case) => request.person !== undefined;
