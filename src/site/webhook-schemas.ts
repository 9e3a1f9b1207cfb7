import { aspects, changeClasses, fieldOrder, itemKinds } from '../changes/model.ts';
import type { Json } from '../core/canonical-json.ts';
import type { WebhookType } from '../deliveries/payload.ts';
import { webhookTypes } from '../deliveries/payload.ts';
import type { Published } from '../publication/representation.ts';
import { severities, statuses, topics } from '../updates/model.ts';
import { changeLink, day, instant, link, oneOf, record, slug, text } from './json-schema-words.ts';
import { head, schemaAt } from './json-schema.ts';

const titles: Readonly<Record<WebhookType, string>> = {
  'subprocessor.change.announced': 'A change of sub-processors was announced',
  'subprocessor.change.effective': 'A change of sub-processors took effect',
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
      truncated,
    }),
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
    record(['kind', 'due', 'oldestAt'], {
      kind: { const: 'stuck' },
      due: { type: 'integer', minimum: 0 },
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
    state: { enum: ['announced', 'in-effect'], description: 'Once this had happened.' },
    services,
    imported: { const: true, description: 'Present where it comes from an imported history.' },
    claimedAt: { ...instant, description: 'When that history says it was published.' },
  },
);

const toldStep = record(['name', 'at', 'eventId', 'listVersion'], {
  name: oneOf(['announced', 'in-effect']),
  at: instant,
  eventId: { type: 'string', format: 'uuid', description: 'Also the identity of its feed entry.' },
  listVersion: { type: 'integer', minimum: 1, description: 'The version that it published.' },
});

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
