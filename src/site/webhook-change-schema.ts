import {
  aspects,
  changeClasses,
  changeStates,
  fieldOrder,
  itemKinds,
  stepNames,
} from '../changes/model.ts';
import type { Json } from '../core/canonical-json.ts';
import { authorisations, dayCounts } from '../customers/model.ts';
import {
  changeLink,
  day,
  flag,
  instant,
  link,
  noticeDefinitions,
  noticeParts,
  oneOf,
  record,
  slug,
  text,
} from './json-schema-words.ts';

/** What stands in `data`, and the parts that it refers to. */
export type Shape = { readonly data: Json } & Readonly<Record<string, Json>>;

export function ref(name: string): Json {
  return { $ref: `#/$defs/${name}` };
}

export const truncated = {
  const: true,
  description:
    'Present where the whole would be 20 kB or more: texts then end in …, lists are shorter; the whole stands at the addresses.',
};

export const services = {
  type: 'array',
  items: slug,
  description: 'Slugs of the services concerned; none means every service.',
};

const toldChange = record(
  ['id', 'url', 'json', 'title', 'class', 'reason', 'effectiveOn', 'state', 'services'],
  {
    ...changeLink,
    json: link,
    title: text,
    class: oneOf(changeClasses),
    reason: text,
    effectiveOn: { ...day, description: 'In the organisation’s time zone.' },
    state: { enum: changeStates, description: 'Once this had happened.' },
    services,
    ...noticeParts,
    imported: { const: true, description: 'Present where it comes from an imported history.' },
    claimedAt: { ...instant, description: 'When that history says it was published.' },
  },
);

const toldStep = record(['name', 'at', 'eventId', 'listVersion'], {
  name: oneOf(stepNames),
  at: instant,
  eventId: { type: 'string', format: 'uuid', description: 'Also the identity of its feed entry.' },
  listVersion: {
    type: 'integer',
    minimum: 1,
    description: 'The version that it published; of a step of the window the one that stood.',
  },
  effectiveOn: { ...day, description: 'Postponed: the new day.' },
  previousEffectiveOn: { ...day, description: 'Postponed: the day planned before.' },
  objectionEndsOn: {
    ...day,
    description: 'The last day to object on general terms, where this step opens the window.',
  },
  reason: { ...text, description: 'Postponed or withdrawn: why.' },
  materialChange: {
    ...text,
    description: 'Postponed: what changed besides; every clock starts anew.',
  },
  supersededBy: {
    type: 'integer',
    minimum: 1,
    description: 'Superseded: number of the change that takes its place.',
  },
});

const toldNotice = record(
  [
    'authorisation',
    'noticeDays',
    'objectionDays',
    'dayCount',
    'timeZone',
    'emergencyPermitted',
    'hardHold',
    'objectUrl',
  ],
  {
    customer: { ...text, description: 'Its name, where the webhook stands for several customers.' },
    authorisation: {
      enum: authorisations,
      description: 'What silence means: acceptance if general, refusal if specific.',
    },
    noticeDays: {
      type: 'integer',
      minimum: 0,
      description: 'From this arrival to the earliest effect for the customer.',
    },
    objectionDays: {
      type: 'integer',
      minimum: 0,
      description: 'From this arrival, in which the customer may object.',
    },
    dayCount: oneOf(dayCounts),
    timeZone: { ...text, description: 'IANA name; the days begin and end in it.' },
    emergencyPermitted: {
      ...flag,
      description: 'Whether a change may take effect for the customer before it is told.',
    },
    hardHold: {
      ...flag,
      description: 'Nothing takes effect for the customer over an open objection.',
    },
    objectUrl: { ...link, description: 'Where to object.' },
  },
);

const toldItem = record(['slug', 'url', 'name', 'kind', 'class', 'aspects', 'fields'], {
  slug,
  url: link,
  name: text,
  kind: oneOf(itemKinds),
  class: oneOf(changeClasses),
  aspects: { type: 'array', items: oneOf(aspects) },
  counterpart: { ...slug, description: 'The other end of a replacement.' },
  fields: { type: 'array', items: ref('toldField') },
});

const toldField = record(['field', 'label', 'before', 'after'], {
  field: oneOf(fieldOrder),
  label: text,
  before: { description: 'Null where it was not stated.' },
  after: { description: 'Null where it is not stated.' },
});

/** What each step of a change tells. */
export const changeShape: Shape = {
  data: record(['change', 'step', 'items'], {
    change: ref('toldChange'),
    step: ref('toldStep'),
    items: { type: 'array', items: ref('toldItem') },
    notices: {
      type: 'array',
      items: ref('toldNotice'),
      description: 'To a contract contact where the change is announced to its customers.',
    },
    truncated,
  }),
  ...noticeDefinitions,
  toldNotice,
  toldChange,
  toldStep,
  toldItem,
  toldField,
};
