import { webhookSchemas } from '../src/site/webhook-schemas.ts';
import { examples } from './examples.ts';
import type { Json } from './schemas.ts';
import { refTo } from './schemas.ts';

/** `subprocessor.change.announced` is `SubprocessorChangeAnnouncedWebhook`. */
export function webhookName(type: string): string {
  const words = type
    .split(/[._]/)
    .map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`);
  return `${words.join('').replace(/^Webhook/, '')}Webhook`;
}

/** What Annex posts to the address of a subscriber: the `webhooks` of OpenAPI 3.1. */
export function webhooks(): Json {
  const described = webhookSchemas.map(({ type, title }) => [
    type,
    { post: describe(type, title) },
  ]);
  return Object.fromEntries(described);
}

function describe(type: string, title: string): Json {
  const name = webhookName(type);
  const isChallenge = type === 'webhook.challenge';
  return {
    operationId: `receive${name}`,
    summary: title,
    tags: ['Webhooks'],
    security: [],
    parameters: headers,
    requestBody: {
      required: true,
      content: { 'application/json': { schema: refTo(name), example: examples[name] } },
    },
    responses: {
      '2XX': isChallenge ? challenged : { description: 'Received; it is not sent again' },
      '3XX': { description: 'Not followed; counts as not received' },
      410: { description: 'Gone: the subscription ends at once' },
      '4XX': notReceived,
      '5XX': notReceived,
    },
  };
}

const notReceived = {
  description:
    'Not received: it is sent again, nine times over three days, later where `Retry-After` says so',
};

const challenged = {
  description: 'Received; the body says the challenge',
  content: {
    'application/json': {
      schema: {
        type: 'object',
        required: ['challenge'],
        properties: { challenge: { type: 'string' } },
      },
    },
    'text/plain': { schema: { type: 'string' } },
  },
};

function header(name: string, description: string, example: string): Json {
  return { name, in: 'header', required: true, description, schema: { type: 'string' }, example };
}

const headers = [
  header(
    'webhook-id',
    'The same whenever it is sent again: who has seen it may skip it',
    'msg_0b8f6f2c4d1e4a3f9c5d7e8f0a1b2c3d_event-41',
  ),
  header('webhook-timestamp', 'When it was sent, Unix seconds', '1795615200'),
  header(
    'webhook-signature',
    'For each secret in force `v1,` and the HMAC-SHA256 of `id.timestamp.body` in Base64, with spaces between',
    'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
  ),
];
