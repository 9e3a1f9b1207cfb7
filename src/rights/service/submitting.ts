import type { Ctx } from '../../context.ts';
import { type Day, dayOf } from '../../core/day.ts';
import { Refusal } from '../../core/errors.ts';
import { hmacSha256 } from '../../core/hash.ts';
import { newId, type SubscriptionId } from '../../core/ids.ts';
import type { Keys } from '../../core/keys.ts';
import { referenceFrom } from '../../core/reference.ts';
import type { Tx } from '../../db/client.ts';
import { commit, type Ledger } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { getOrganisation } from '../../organisation/service.ts';
import { addressHash } from '../../subscribers/model/address.ts';
import { sourceOf } from '../../subscribers/model/limits.ts';
import { limitKeyOf } from '../../subscribers/model/mail-address.ts';
import type { Language } from '../../core/language.ts';
import { addCaseAddress } from '../../subscribers/service/cases.ts';
import { countAgainst, refuseBeyond } from '../../subscribers/service/limiting.ts';
import type {
  Item,
  LawId,
  Person,
  Relation,
  Representative,
  RightsRequest,
  RightsSource,
  RightsType,
  Standing,
} from '../model.ts';
import { nextDue, openDays } from '../model/clock.ts';
import * as reading from '../store/reading.ts';
import * as writing from '../store/writing.ts';
import { getRequest } from './changing.ts';
import { agentIn, alertOf, personIn, recordOf, tell } from './telling.ts';

/** What is asked, by whichever way it came. */
export type Asked = {
  readonly law: LawId;
  readonly types: readonly RightsType[];
  readonly who: Standing;
  readonly relation: Relation;
  readonly person: Person;
  /** Whoever asks for the person. */
  readonly agent?: Representative | undefined;
  readonly details?: string | undefined;
  readonly language: Language;
};

/** The same whatever is known of the addresses. */
export type Acknowledged = {
  readonly reference: string;
  readonly receivedAt: Date;
  readonly law: LawId;
  readonly who: Standing;
  readonly items: readonly Item[];
};

type Submitted = {
  readonly clientAddress: string | undefined;
  /** Something was written where people see no field. Flagged, never dropped. */
  readonly looksAutomated: boolean;
};

/**
 * Takes a request from the form. It counts from now, confirmed or not, and what the form answers confirms
 * its receipt (11 CCR § 7021(a)). While the same is asked already it joins that case. Refuses `too_many`.
 */
export async function submitRequest(
  ctx: Ctx,
  asked: Asked,
  { clientAddress, looksAutomated }: Submitted,
): Promise<Acknowledged> {
  const { deps, now } = ctx;
  const at = { keys: deps.keys, now };
  const acknowledged = await commit(ctx, async (tx, ledger) => {
    await refuseBeyond(tx, 'deskSource', sourceOf(clientAddress), at);
    await refuseBeyond(tx, 'deskTotal', '', at);
    const addresses = [asked.person.email, asked.agent?.email].flatMap((each) => each ?? []);
    let mayWrite = true;
    for (const each of addresses) {
      await refuseBeyond(tx, 'deskAddress', limitKeyOf(each), at);
      if ((await countAgainst(tx, 'deskMail', limitKeyOf(each), at)) !== undefined)
        mayWrite = false;
    }
    const reference = referenceFrom('PRV', deps.ids.bytes(16));
    const receivedOn = await todayIn(tx, now);
    const same = await findSame(tx, deps.keys, asked);
    const event = same
      ? await joinRequest(ctx, { tx, ledger }, same, { asked, reference, mayWrite, looksAutomated })
      : await openRequest(
          ctx,
          { tx, ledger },
          {
            asked,
            reference,
            source: 'form',
            receivedAt: now,
            receivedOn,
            mayWrite,
            looksAutomated,
          },
        );
    const { law, who, types } = asked;
    const { items } = openDays(law, types, receivedOn);
    return { value: { reference, receivedAt: now, law, who, items }, events: [event] };
  });
  deps.nudge();
  return acknowledged;
}

type Writing = { readonly tx: Tx; readonly ledger: Ledger };

export type NewRequest = {
  readonly asked: Asked;
  readonly reference: string;
  readonly source: RightsSource;
  readonly receivedAt: Date;
  readonly receivedOn: Day;
  /** Whether letters go to the addresses. */
  readonly mayWrite: boolean;
  readonly looksAutomated: boolean;
};

/** Opens a case, in the commit of the caller. */
export async function openRequest(
  { deps }: Ctx,
  { tx, ledger }: Writing,
  { asked, reference, source, receivedAt, receivedOn, ...about }: NewRequest,
): Promise<StoredEvent> {
  const { law, types, who, relation } = asked;
  const id = newId(deps.ids, 'rrq');
  const isForm = source === 'form';
  const { clock, items } = openDays(law, types, receivedOn);
  const days = { clock: isForm ? { ...clock, acknowledgedOn: receivedOn } : clock, items };
  await writing.insertRequest(tx, {
    id,
    reference,
    law,
    who,
    relation,
    source,
    state: isForm ? 'acknowledged' : 'received',
    controller: relation === 'customer-user' ? 'customer' : 'us',
    receivedAt,
    year: Number(receivedOn.slice(0, 4)),
    ...days,
    nextDueOn: nextDue(days) ?? null,
    identity: {},
    authority: who === 'self' ? 'not-needed' : 'pending',
    ...(await personalColumns(tx, deps, asked, ledger.at)),
    looksAutomated: about.looksAutomated,
    changedAt: ledger.at,
  });
  const stored = await getRequest(tx, id);
  const event = recordOf(ledger, stored, 'rights.received', {
    law,
    types: [...types],
    who,
    relation,
    source,
    receivedOn,
    due: items.map(({ type, ruleId, dueOn }) => ({ type, ruleId, ...(dueOn && { dueOn }) })),
    ...(clock.acknowledgeBy && { acknowledgeBy: clock.acknowledgeBy }),
    ...(about.looksAutomated && { looksAutomated: true }),
  });
  if (about.mayWrite) await tellReceived(tx, deps, stored, event);
  await alertOf(tx, stored, false, event);
  return event;
}

/** Who asks and for whom: what erasing takes away again. */
async function personalColumns(tx: Tx, deps: Ctx['deps'], asked: Asked, now: Date) {
  const { person, agent, details, language } = asked;
  const addressFor = async (email: string | undefined): Promise<SubscriptionId | null> =>
    email === undefined ? null : addCaseAddress(tx, deps, { address: email, language }, now);
  return {
    person,
    agent: agent ?? null,
    details: details ?? null,
    addressHash: hashOf(deps.keys, person.email),
    agentHash: hashOf(deps.keys, agent?.email),
    sameness: samenessOf(deps.keys, asked),
    language,
    subscriptionId: await addressFor(person.email),
    agentSubscriptionId: await addressFor(agent?.email),
  };
}

/** One who asks gets a letter; where somebody asks for another, both do, and nothing is told to the one of the other. */
async function tellReceived(
  tx: Tx,
  deps: Ctx['deps'],
  request: RightsRequest,
  event: StoredEvent,
  message?: number,
): Promise<void> {
  const said = message === undefined ? {} : { message };
  if (request.who !== 'self') {
    const first = { what: 'asked-for-another', ...said } as const;
    await tell(tx, deps, request, first, agentIn(request), event);
    if (message === undefined)
      await tell(tx, deps, request, { what: 'in-your-name' }, personIn(request), event);
  } else if (request.source === 'form')
    await tell(tx, deps, request, { what: 'received', ...said }, personIn(request), event);
}

type Again = {
  readonly asked: Asked;
  readonly reference: string;
  readonly mayWrite: boolean;
  readonly looksAutomated: boolean;
};

/** What was sent again is a message of the open case, under a reference of its own. */
async function joinRequest(
  { deps }: Ctx,
  { tx, ledger }: Writing,
  same: RightsRequest,
  { asked, reference, mayWrite, looksAutomated }: Again,
): Promise<StoredEvent> {
  const message = await writing.insertMessage(tx, {
    requestId: same.id,
    at: ledger.at,
    author: asked.who === 'self' ? 'person' : 'agent',
    text: asked.details ?? '',
    reference,
  });
  await writing.updateRequest(tx, same.id, { changedAt: ledger.at });
  const event = recordOf(ledger, same, 'rights.repeated', {
    message,
    ...(looksAutomated && { looksAutomated: true }),
  });
  if (mayWrite) await tellReceived(tx, deps, { ...same, source: 'form' }, event, message);
  await alertOf(tx, { ...same, reference }, true, event);
  return event;
}

/** Refuses `conflict` where the same is asked already: one mailbox, one case. */
export async function refuseSame(tx: Tx, keys: Keys, asked: Asked): Promise<void> {
  const same = await findSame(tx, keys, asked);
  if (same)
    throw new Refusal(
      'conflict',
      `The request ${same.reference} of this address asks the same and is open: ${same.id}. Add what came as a note to it.`,
    );
}

async function findSame(tx: Tx, keys: Keys, asked: Asked): Promise<RightsRequest | undefined> {
  const sameness = samenessOf(keys, asked);
  return sameness === null ? undefined : reading.selectSame(tx, sameness);
}

/** Null where there is no address to know anybody by. */
function samenessOf(keys: Keys, { law, types, person, agent }: Asked): string | null {
  if (person.email === undefined) return null;
  const parts = [
    law,
    [...types].toSorted(),
    hashOf(keys, person.email),
    hashOf(keys, agent?.email),
  ];
  return hmacSha256(keys.derive('rights sameness'), JSON.stringify(parts)).toString('base64url');
}

function hashOf(keys: Keys, email: string | undefined): string | null {
  return email === undefined ? null : addressHash(keys, 'email', email);
}

async function todayIn(tx: Tx, now: Date): Promise<Day> {
  return dayOf(now, (await getOrganisation(tx)).value.timeZone);
}
