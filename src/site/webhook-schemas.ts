import type { Json } from '../core/canonical-json.ts';
import type { WebhookType } from '../deliveries/payload.ts';
import { webhookTypes } from '../deliveries/payload.ts';
import { topics as inquiryTopics } from '../inquiries/model.ts';
import { lawIds } from '../rights/model.ts';
import type { Published } from '../publication/representation.ts';
import { severities, statuses, topics } from '../updates/model.ts';
import {
  changeLink,
  day,
  flag,
  instant,
  link,
  oneOf,
  record,
  slug,
  text,
  texts,
} from './json-schema-words.ts';
import { head, schemaAt } from './json-schema.ts';
import { changeShape, ref, services, type Shape, truncated } from './webhook-change-schema.ts';
import { holdKinds } from '../retention/model/holding.ts';

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

function dataOf(type: WebhookType): Shape {
  if (type === 'staff.alert') return { data: record(['alert'], { alert }) };
  if (type === 'webhook.challenge') return { data: record(['challenge'], { challenge }) };
  if (type === 'webhook.test')
    return { data: record(['url'], { url: { ...link, description: 'Of the trust centre.' } }) };
  if (type === 'update.published' || type === 'update.withdrawn') return updateShape(type);
  return changeShape;
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
    record(['kind', 'reference', 'topic', 'isReply'], {
      kind: { const: 'inquiry-received' },
      reference: text,
      topic: oneOf(inquiryTopics),
      isReply: { ...flag, description: 'Whether it was added to an inquiry that is known.' },
    }),
    record(['kind', 'reference', 'documents'], {
      kind: { const: 'access-waiting' },
      reference: text,
      documents: count,
      since: { ...day, description: 'Where this reminds: the day from which it has waited.' },
    }),
    record(['kind', 'reference', 'law', 'isReply'], {
      kind: { const: 'rights-received' },
      reference: text,
      law: oneOf(lawIds),
      isReply: { ...flag, description: 'Whether it was added to a request that is known.' },
      due: { ...day, description: 'The next day by the law, where it gives one.' },
    }),
    record(['kind', 'reference', 'law', 'due', 'stage'], {
      kind: { const: 'rights-due' },
      reference: text,
      law: oneOf(lawIds),
      due: day,
      stage: oneOf(['in-7-days', 'in-2-days', 'overdue']),
    }),
    record(['kind', 'document', 'validUntil'], {
      kind: { const: 'evidence-expiring' },
      document: text,
      validUntil: day,
    }),
    record(['kind', 'document', 'number'], {
      kind: { const: 'file-damaged' },
      document: text,
      number: count,
    }),
    record(['kind', 'policy', 'number', 'sections'], {
      kind: { const: 'policy-drifted' },
      policy: slug,
      number: count,
      sections: texts,
    }),
    record(['kind', 'rule', 'due', 'purgesFrom'], {
      kind: { const: 'retention-begins' },
      rule: slug,
      due: count,
      purgesFrom: day,
    }),
    record(['kind', 'hold', 'why', 'reviewOn'], {
      kind: { const: 'hold-review' },
      hold: { type: 'string' },
      why: { enum: [...holdKinds] },
      reviewOn: day,
    }),
    record(['kind', 'entries', 'oldestDue'], {
      kind: { const: 'reviews-overdue' },
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
