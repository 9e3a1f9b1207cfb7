import {
  aspects,
  changeClasses,
  changeStates,
  fieldOrder,
  itemKinds,
  stepNames,
} from '../changes/model.ts';
import type { Json } from '../core/canonical-json.ts';
import type { WebhookType } from '../deliveries/payload.ts';
import { webhookTypes } from '../deliveries/payload.ts';
import type { Published } from '../publication/representation.ts';
import { severities, statuses, topics } from '../updates/model.ts';
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
import { head, schemaAt } from './json-schema.ts';

const titles: Readonly<Record<WebhookType, string>> = {
  'subprocessor.change.announced': 'A change of sub-processors was announced',
  'subprocessor.change.postponed': 'A change of sub-processors was postponed',
  'subprocessor.change.objection_closing': 'The time to object to a change ends soon',
  'subprocessor.change.objection_closed': 'The time to object to a change is over',
  'subprocessor.change.effective': 'A change of sub-processors took effect',
  'subprocessor.change.withdrawn': 'A change of sub-processors was withdrawn',
  'subprocessor.change.superseded': 'Another change took the place of an announced one',
  'update.published': 'An update, or a follow-up to one, was published',
  'update.withdrawn': 'An update was withdrawn',
  'webhook.challenge': 'The first request: answer it, and the webhook is confirmed',
  'webhook.test': 'A test that somebody asked for',
  'staff.alert': 'For staff of this trust centre: something needs them',
};

/** What each type of webhook tells, and its JSON Schema. Like that of the list these only ever grow. */
export const webhookSchemas: readonly {
  readonly type: WebhookType;
  readonly title: string;
  readonly row: Published;
}[] = webhookTypes.map((type) => {
  const path = `/schema/webhook-${type.replaceAll(/[._]/g, '-')}-1.json`;
  return { type, title: titles[type], row: schemaAt(path, (id) => shapeOf(type, id)) };
});

function shapeOf(type: WebhookType, id: string): Json {
  const { data, ...parts } = dataOf(type);
  return {
    ...head,
    $id: id,
    title: titles[type],
    description:
      'The body of a webhook by Standard Webhooks 1.0.0. A member that is absent is not stated.',
    ...record(['type', 'timestamp', 'data'], {
      type: { const: type },
      timestamp: { ...instant, description: 'When it happened.' },
      data,
    }),
    ...(Object.keys(parts).length > 0 && { $defs: parts }),
  };
}

type Shape = { readonly data: Json } & Readonly<Record<string, Json>>;

function dataOf(type: WebhookType): Shape {
  if (type === 'staff.alert') return { data: record(['alert'], { alert }) };
  if (type === 'webhook.challenge') return { data: record(['challenge'], { challenge }) };
  if (type === 'webhook.test')
    return { data: record(['url'], { url: { ...link, description: 'Of the trust centre.' } }) };
  if (type === 'update.published' || type === 'update.withdrawn') return updateShape(type);
  return {
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
}

function updateShape(type: WebhookType): Shape {
  const isWithdrawal = type === 'update.withdrawn';
  const withdrawn = record(['at', 'reason'], { at: instant, reason: { type: 'string' } });
  return {
    data: record(['update', 'post', ...(isWithdrawal ? ['withdrawn'] : [])], {
      update: ref('toldUpdate'),
      post: ref(isWithdrawal ? 'withdrawnPost' : 'toldPost'),
      ...(isWithdrawal && { withdrawn }),
      truncated,
    }),
    toldUpdate,
    ...(isWithdrawal ? { withdrawnPost } : { toldPost }),
  };
}

function ref(name: string): Json {
  return { $ref: `#/$defs/${name}` };
}

const truncated = {
  const: true,
  description:
    'Present where the whole would be 20 kB or more: texts then end in …, lists are shorter; the whole stands at the addresses.',
};

const services = {
  type: 'array',
  items: slug,
  description: 'Slugs of the services concerned; none means every service.',
};

const challenge = {
  ...text,
  description: 'Answer with it: as the body, or as the member `challenge` of a JSON object.',
};

const count = { type: 'integer', minimum: 0 };

const alert = {
  oneOf: [
    record(['kind', 'subscription', 'channel', 'reason'], {
      kind: { const: 'disabled' },
      subscription: text,
      channel: text,
      reason: text,
    }),
    record(['kind', 'subscription', 'successor'], {
      kind: { const: 'replaced' },
      subscription: text,
      successor: text,
    }),
    record(['kind', 'reference', 'isLate', 'isMatched'], {
      kind: { const: 'objection-received' },
      reference: text,
      isLate: flag,
      isMatched: { ...flag, description: 'Whether it is known which customer objects.' },
    }),
    record(['kind', 'customerId', 'changeId', 'others'], {
      kind: { const: 'customer-unreachable' },
      customerId: text,
      changeId: changeLink.id,
      others: { ...count, description: 'How many more could not be told.' },
    }),
    record(['kind', 'changeId', 'customers'], {
      kind: { const: 'customer-held' },
      changeId: changeLink.id,
      customers: count,
    }),
    record(['kind', 'entries', 'oldestDue'], {
      kind: { const: 'review-overdue' },
      entries: count,
      oldestDue: day,
    }),
    record(['kind', 'due', 'oldestAt'], {
      kind: { const: 'stuck' },
      due: count,
      oldestAt: instant,
    }),
  ],
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

const toldUpdate = record(['number', 'url', 'json', 'topic', 'title', 'services'], {
  number: { type: 'integer', minimum: 1 },
  url: link,
  json: link,
  topic: oneOf(topics),
  title: text,
  services,
});

const postHead = {
  position: { type: 'integer', minimum: 1, description: '1 begins; what follows continues it.' },
  url: link,
  eventId: { type: 'string', format: 'uuid', description: 'Also the identity of its feed entry.' },
  publishedAt: instant,
};

const toldPost = record([...Object.keys(postHead), 'markdown'], {
  ...postHead,
  severity: oneOf(severities),
  status: oneOf(statuses),
  markdown: { type: 'string' },
});

const withdrawnPost = record(Object.keys(postHead), postHead);
