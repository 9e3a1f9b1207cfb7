import { presentChange } from '../changes/present.ts';
import { asOfStep } from '../changes/words.ts';
import type { Json } from '../core/canonical-json.ts';
import { sha256 } from '../core/hash.ts';
import { presentNotice } from '../notices/present.ts';
import type { Organisation } from '../organisation/model.ts';
import type { ProvedLeaf } from '../transparency/model.ts';
import {
  type PacketFacts,
  packetFormat,
  type ProvedDelivery,
  type ProvedNotice,
  type ProvedObjection,
  type Recipient,
} from './model.ts';

/** Every field of a packet, before it is signed. Each is a promise: docs/proof.md. */
export function presentPacket(facts: PacketFacts) {
  const { change, customerId, next, log, place } = facts;
  const root = `${place.origin}${place.base}`;
  return {
    format: packetFormat,
    issuedAt: facts.issuedAt.toISOString(),
    publisher: presentPublisher(facts.publisher, root),
    change: { id: change.id, url: `${root}/changes/${change.id}` },
    about: customerId ?? null,
    pages: presentPages(facts),
    texts: facts.texts
      .map(({ language, subject, text }) => ({ sha256: sha256(text), language, subject, text }))
      .toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1)),
    notices: facts.notices.map(presentProved),
    next: next ?? null,
    objections: facts.objections.map(presentObjection),
    log: {
      checkpoint: log.checkpoint,
      keys: [...log.keys],
      leaves: log.leaves.map(presentLeaf),
    },
  } satisfies Json;
}

type PacketDocument = ReturnType<typeof presentPacket>;
/** As it is handed out; the signature is a note over all the rest. */
export type SignedPacket = PacketDocument & { readonly signature: string };

function presentPublisher({ name, legalName, timeZone }: Organisation, url: string) {
  return { name, legalName: legalName ?? null, timeZone, url };
}

/** The JSON of the change as it was served after each step: nothing that a page said changes afterwards. */
function presentPages({ change, changeLeaves, place }: PacketFacts) {
  return change.steps.map((step, index) => {
    const steps = changeLeaves.steps.slice(0, index + 1);
    const effect = steps.find(({ name }) => name === 'in-effect')?.index;
    const { effect: _, ...known } = changeLeaves;
    const leaves = { ...known, steps, ...(effect !== undefined && { effect }) };
    const text = JSON.stringify(presentChange(asOfStep({ change, step }), place, leaves));
    return {
      step: step.name,
      at: step.at.toISOString(),
      listVersion: step.listVersion,
      url: `${place.origin}${place.base}/changes/${change.id}.json`,
      sha256: sha256(text),
      text,
    };
  });
}

function presentProved({ notice, customer, recipients }: ProvedNotice) {
  const { change: _, customer: id, ...said } = presentNotice(notice);
  return {
    customer: {
      id,
      name: customer.erasedAt ? null : customer.name,
      reference: customer.reference ?? null,
      erasedAt: customer.erasedAt?.toISOString() ?? null,
    },
    ...said,
    recipients: recipients.map(presentRecipient),
  };
}

function presentRecipient({ contact, channel, language, address, told }: Recipient) {
  return {
    contact: contact.subscriptionId,
    role: contact.role,
    name: contact.name ?? null,
    channel,
    language,
    address: address ?? null,
    since: contact.addedAt.toISOString(),
    until: contact.removedAt?.toISOString() ?? null,
    deliveries: told.map(presentDelivery),
  };
}

function presentDelivery({
  subject,
  state,
  createdAt,
  acceptedAt,
  bouncedAt,
  attempts,
}: ProvedDelivery) {
  return {
    key: subject,
    state,
    createdAt: createdAt.toISOString(),
    acceptedAt: acceptedAt?.toISOString() ?? null,
    bouncedAt: bouncedAt?.toISOString() ?? null,
    attempts: attempts.map(({ at, outcome, status }) => ({
      at: at.toISOString(),
      outcome,
      status,
    })),
  };
}

function presentObjection({ objection, history }: ProvedObjection) {
  return {
    reference: objection.reference,
    customer: objection.customerId ?? null,
    receivedAt: objection.receivedAt.toISOString(),
    source: objection.source,
    isLate: objection.isLate,
    confirmedAt: objection.confirmedAt?.toISOString() ?? null,
    ground: objection.ground,
    ...presentWords(objection),
    state: objection.state,
    resolution: objection.resolution ?? null,
    terminationUntil: objection.terminationUntil ?? null,
    endedAt: objection.endedAt?.toISOString() ?? null,
    history: history.map(({ at, action }) => ({ at: at.toISOString(), action })),
  };
}

/** Null once they are erased. */
function presentWords({ statement, request, objector }: ProvedObjection['objection']) {
  return {
    statement: statement ?? null,
    request: request ?? null,
    objector: objector
      ? { name: objector.name, company: objector.company, email: objector.email ?? null }
      : null,
  };
}

function presentLeaf({ index, entry, hashes }: ProvedLeaf) {
  return { index, entry, proof: [...hashes] };
}
