import type { Json } from '../core/canonical-json.ts';
import {
  blockReasons,
  dateRules,
  holdReasons,
  noticeStates,
  windowOutcomes,
} from '../notices/model/notice.ts';
import {
  objectionGrounds,
  objectionSources,
  objectionStates,
  resolutions,
} from '../objections/model.ts';
import { packetFormat } from '../proof/model.ts';
import type { Published } from '../publication/representation.ts';
import { head, schemaAt } from './json-schema.ts';
import {
  changeLink,
  day,
  flag,
  instant,
  link,
  listOf,
  oneOf,
  record,
  text,
  whole,
} from './json-schema-words.ts';

/** The shape of a proof of notice (docs/proof.md). Like that of the list it only ever grows. */
export const packetSchema: Published = schemaAt('/schema/notice-packet-1.json', (id) => ({
  ...head,
  $id: id,
  title: 'Proof of notice',
  description:
    'How a change of sub-processors was announced to customers. The file is canonical JSON (RFC 8785); `annex verify --packet` checks it. Null is what there is not, or what has been erased.',
  ...all({
    format: { const: packetFormat },
    issuedAt: instant,
    publisher: all({ name: text, legalName: orNull(text), timeZone: text, url: link }),
    change: all(changeLink),
    about: { ...orNull(text), description: 'The one customer; null where it is all of them.' },
    pages: listOf('page'),
    texts: listOf('text'),
    notices: listOf('notice'),
    next: { ...orNull(text), description: '`cursor` of the next packet; null in the last.' },
    objections: listOf('objection'),
    log: all({
      checkpoint: { ...text, description: 'Signed note, C2SP tlog-checkpoint.' },
      keys: {
        type: 'array',
        items: text,
        minItems: 1,
        description: 'C2SP verifier keys, the newest first.',
      },
      leaves: listOf('leaf'),
    }),
    signature: {
      ...text,
      description:
        'C2SP signed-note by the newest key: the format, and the SHA-256 of all the rest in canonical JSON.',
    },
  }),
  $defs: parts,
}));

function orNull(schema: Readonly<Record<string, Json>>) {
  return { anyOf: [schema, { type: 'null' }] };
}

/** No member is ever left out: what there is not is null. */
function all(properties: Readonly<Record<string, Json>>) {
  return record(Object.keys(properties), properties);
}

const sha256 = { type: 'string', pattern: '^[0-9a-f]{64}$' };

const parts: Readonly<Record<string, Json>> = {
  page: {
    ...all({ step: text, at: instant, listVersion: whole, url: link, sha256, text }),
    description: 'The JSON of the change as it was served after one of its steps.',
  },
  text: {
    ...all({ sha256, language: text, subject: text, text }),
    description: 'As sent, above the footer with each recipient’s own links.',
  },
  notice: all({
    customer: all({
      id: text,
      name: orNull(text),
      reference: orNull(text),
      erasedAt: orNull(instant),
    }),
    round: { ...whole, minimum: 1, description: 'One more for each material change.' },
    announcedAt: instant,
    plannedEffectiveOn: day,
    terms: { $ref: '#/$defs/terms' },
    texts: {
      type: 'object',
      additionalProperties: sha256,
      description: 'SHA-256 of the text as sent, by language.',
    },
    acknowledged: orNull(
      all({ reasons: { type: 'array', items: oneOf(blockReasons) }, by: text, at: instant }),
    ),
    state: oneOf(noticeStates),
    clock: orNull(
      all({
        startsAt: instant,
        startsOn: day,
        contact: text,
        objectionEnds: { $ref: '#/$defs/legalDate' },
        earliestEffect: { $ref: '#/$defs/legalDate' },
      }),
    ),
    outcome: oneOf([...windowOutcomes, null]),
    closedAt: orNull(instant),
    approved: orNull(all({ at: instant, by: text })),
    effectiveAt: orNull(instant),
    hold: oneOf([...holdReasons, null]),
    recipients: listOf('recipient'),
  }),
  terms: {
    ...all({
      authorisation: oneOf(['general', 'specific']),
      noticeDays: whole,
      objectionDays: whole,
      dayCount: oneOf(['calendar', 'business']),
      timeZone: text,
      emergencyPermitted: flag,
      hardHold: flag,
    }),
    description: 'As they were when it was announced.',
  },
  legalDate: all({ on: day, timeZone: text, at: instant, rule: oneOf(dateRules), days: whole }),
  recipient: all({
    contact: text,
    role: { type: 'string' },
    name: orNull(text),
    channel: text,
    language: text,
    address: { ...orNull(text), description: 'Of a webhook or a chat its host.' },
    since: instant,
    until: orNull(instant),
    deliveries: listOf('delivery'),
  }),
  delivery: all({
    key: text,
    state: text,
    createdAt: instant,
    acceptedAt: { ...orNull(instant), description: 'Null once it came back.' },
    bouncedAt: orNull(instant),
    attempts: {
      type: 'array',
      items: all({ at: instant, outcome: text, status: orNull(whole) }),
    },
  }),
  objection: all({
    reference: text,
    customer: orNull(text),
    receivedAt: instant,
    source: oneOf(objectionSources),
    isLate: flag,
    confirmedAt: orNull(instant),
    ground: oneOf(objectionGrounds),
    statement: orNull({ type: 'string' }),
    request: orNull({ type: 'string' }),
    objector: orNull(all({ name: text, company: text, email: orNull(text) })),
    state: oneOf(objectionStates),
    resolution: oneOf([...resolutions, null]),
    terminationUntil: orNull(day),
    endedAt: orNull(instant),
    history: { type: 'array', items: all({ at: instant, action: text }) },
  }),
  leaf: all({
    index: whole,
    entry: { ...text, description: 'As it was hashed: JSON of RFC 8785.' },
    proof: { type: 'array', items: sha256, description: 'RFC 9162, section 2.1.3.' },
  }),
};
