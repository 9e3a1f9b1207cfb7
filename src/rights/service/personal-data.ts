import type { Ctx, Deps } from '../../context.ts';
import { type Day, dayOf } from '../../core/day.ts';
import { asId, type RightsRequestId } from '../../core/ids.ts';
import { canonicalJson, type Json } from '../../core/canonical-json.ts';
import type { Db } from '../../db/client.ts';
import { commitIfAny } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import type { Holder } from '../../personal-data/holder.ts';
import type { Copied, Correction, Erased, Subject } from '../../personal-data/model.ts';
import { isOpen, type LawId, type Message, type RightsRequest } from '../model.ts';
import { endOf, laws } from '../model/laws.ts';
import { appealUntil, presentOwn } from '../present.ts';
import { selectIdsByHashes, selectSides } from '../store/personal-data.ts';
import { selectMessages, selectRequest } from '../store/reading.ts';
import { updateRequest } from '../store/writing.ts';
import { stateWords, typeWords } from '../words.ts';
import { forgetAgentIn, forgetRequest, minimiseRequest } from './erasing.ts';
import { getTimeZone } from './reading.ts';
import { recordOf } from './telling.ts';

/** A request, and on which of its sides somebody stands: the person’s, or that of whoever asks for them. */
type Found = {
  readonly request: RightsRequest;
  readonly isPerson: boolean;
  readonly isAgent: boolean;
};

/** By an address. One that came without any is found by its reference, and erased by staff. */
function holderOf(kind: 'privacy-requests' | 'privacy-requests-california'): Holder {
  return {
    kind,
    record: kind,
    async find({ db }, { hashes }, page) {
      return selectIdsByHashes(db, hashes, kind === 'privacy-requests-california', page);
    },
    async copy(deps, subject, id) {
      return copyRequest(deps, subject, asId('rrq', id));
    },
    async erase(ctx, subject, id) {
      return eraseRequest(ctx, subject, asId('rrq', id));
    },
    async correct(ctx, subject, id, correction) {
      return correctRequest(ctx, subject, asId('rrq', id), correction);
    },
  };
}

export const holders: readonly Holder[] = [
  holderOf('privacy-requests'),
  holderOf('privacy-requests-california'),
];

/** Undefined where it is not theirs, or not any more. */
async function findRequest(
  db: Db,
  { hashes }: Subject,
  id: RightsRequestId,
): Promise<Found | undefined> {
  const request = await selectRequest(db, id);
  const sides = await selectSides(db, id, hashes);
  return request && (sides.isPerson || sides.isAgent) ? { request, ...sides } : undefined;
}

async function copyRequest(
  { db }: Deps,
  subject: Subject,
  id: RightsRequestId,
): Promise<Copied | undefined> {
  const found = await findRequest(db, subject, id);
  if (!found) return undefined;
  const { request, isPerson, isAgent } = found;
  const messages = await selectMessages(db, id, { notes: false });
  const { reference } = request;
  return {
    title: { en: `Privacy request ${reference}`, de: `Datenschutzanfrage ${reference}` },
    data: {
      law: laws[request.law].name,
      asked: request.items.map(({ type }) => typeWords[type]),
      ...(isPerson
        ? ofPerson(request, messages, await getTimeZone(db))
        : { reference, receivedAt: request.receivedAt.toISOString() }),
      ...(isAgent && ofAgent(request, messages)),
    },
  };
}

/** Who asks for somebody is theirs to know; where that one is reached is not. */
function ofPerson(request: RightsRequest, messages: readonly Message[], timeZone: string) {
  const { agentEmail: _, ...own } = presentOwn(request, messages, { side: 'person', timeZone });
  const { state, relation, source, identity, looksAutomated } = request;
  const { askedOn, settledOn, result, grade, matched } = identity;
  return {
    ...own,
    stateInWords: stateWords[state],
    relation,
    source,
    identity: { askedOn, settledOn, result, grade, matched: matched && [...matched] },
    looksAutomated,
  };
}

/** What they said of themselves and wrote; of the person nothing else. */
function ofAgent({ agent, details }: RightsRequest, messages: readonly Message[]) {
  return {
    askedFor: 'somebody else',
    agentName: agent?.name,
    agentEmail: agent?.email,
    agentCompany: agent?.company,
    wrote: [
      details ?? '',
      ...messages.flatMap(({ author, text }) => (author === 'agent' ? [text] : [])),
    ].filter((text) => text !== ''),
  } satisfies Json;
}

/** Whoever asked for another is forgotten; of the person stays what the law has us show, until its period is over. */
async function eraseRequest(ctx: Ctx, subject: Subject, id: RightsRequestId): Promise<Erased> {
  return commitIfAny<Ctx['actor'], Erased>(ctx, async (tx, ledger) => {
    const found = await findRequest(tx, subject, id);
    if (!found) return { value: { outcome: 'erased' }, events: [] };
    const { request, isPerson, isAgent } = found;
    const timeZone = await getTimeZone(tx);
    const today = dayOf(ctx.now, timeZone);
    if (mayGoOn(request, today, timeZone)) return { value: undecided, events: [] };
    if (isPast(request, today, timeZone)) {
      const event = await forgetRequest(tx, ledger, request);
      return { value: { outcome: 'erased' }, events: [event] };
    }
    const events: StoredEvent[] = [];
    if (isPerson && request.person) events.push(await minimiseRequest(tx, ledger, request));
    if (isAgent) events.push(await forgetAgentIn(tx, ledger, request));
    return { value: isPerson ? kept(request.law) : { outcome: 'erased' }, events };
  });
}

/** Whether it is open, or a denial can be appealed against. */
function mayGoOn(request: RightsRequest, today: Day, timeZone: string): boolean {
  const last = appealUntil(request, timeZone);
  return isOpen(request) || (last !== undefined && today <= last);
}

/** Whether the law has us keep it no longer. */
function isPast({ endedAt, law }: RightsRequest, today: Day, timeZone: string): boolean {
  return endedAt !== undefined && today > endOf(dayOf(endedAt, timeZone), laws[law].keep);
}

const undecided: Erased = {
  outcome: 'kept',
  why: 'open-case',
  words: {
    en: 'The request is open, or what was denied can still be appealed against, and what it says is needed to answer it. It can be erased after that; withdrawing the request closes it.',
    de: 'Der Antrag ist offen, oder gegen eine Ablehnung ist noch ein Einspruch möglich; für die Antwort wird gebraucht, was darin steht. Danach kann er gelöscht werden; eine Rücknahme schließt ihn ab.',
  },
};

const duty: Readonly<Record<LawId, string>> = {
  gdpr: 'Art. 5(2) GDPR',
  'uk-gdpr': 'Art. 5(2) UK GDPR',
  fadp: 'Art. 31(1) FADP',
  ccpa: '11 CCR § 7101',
  courtesy: 'Art. 5(2) GDPR',
};

function kept(law: LawId): Erased {
  const { count } = laws[law].keep;
  return {
    outcome: 'kept',
    why: 'legal-duty',
    words: {
      en: `Name, address and all that was written are erased. What was asked, what was answered, why and when stays with a keyed hash of the address, to show that it was answered and for nothing else, until ${count} months after the request was closed: ${duty[law]}.`,
      de: `Name, Adresse und alles Geschriebene sind gelöscht. Was wann verlangt und wie mit welcher Begründung geantwortet wurde, bleibt mit einem schlüsselgebundenen Hash der Adresse, allein zum Nachweis der Beantwortung, bis ${count} Monate nach Abschluss: ${duty[law]}.`,
    },
  };
}

/** Another address is confirmed by another request: answers go to the one that this came from. */
async function correctRequest(
  ctx: Ctx,
  subject: Subject,
  id: RightsRequestId,
  correction: Correction,
): Promise<boolean> {
  return commitIfAny(ctx, async (tx, ledger) => {
    const found = await findRequest(tx, subject, id);
    if (!found) return { value: false, events: [] };
    const set = withCorrection(found, correction);
    if (canonicalJson(set) === canonicalJson(withCorrection(found, {})))
      return { value: false, events: [] };
    await updateRequest(tx, id, { ...set, changedAt: ledger.at });
    return { value: true, events: [recordOf(ledger, found.request, 'rights.corrected')] };
  });
}

/** Those sides of a request that are theirs. */
function withCorrection(
  { request: { person, agent }, isPerson, isAgent }: Found,
  { name, company }: Correction,
) {
  const named = name === undefined ? {} : { name };
  const at = company === undefined ? {} : { company };
  return {
    ...(isPerson && person && { person: { ...person, ...named } }),
    ...(isAgent && agent && { agent: { ...agent, ...named, ...at } }),
  };
}
