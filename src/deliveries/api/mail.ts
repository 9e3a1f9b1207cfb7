import { createRoute } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { systemCtx } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import { forStaff } from '../../http/audience.ts';
import { jsonBodyUpTo } from '../../http/json-body.ts';
import { markUsed, wasUsed } from '../../http/once.ts';
import { body, json, security } from '../../http/openapi.ts';
import { createRouter } from '../../http/router.ts';
import { problems } from '../../http/schema.ts';
import { readReturned } from '../bounces.ts';
import { isFromMailgun, returnedOf } from '../mailgun.ts';
import { presentKeptMail, readMailgun } from '../present/mail.ts';
import { keptMailList, mailgunWebhook, outboxQuery, recordedReports } from '../schema/mail.ts';
import { listKeptMails } from '../service/kept.ts';
import { recordReturned } from '../service/returned.ts';

/** Mails that were kept, and what mail systems report about mails that were sent. */
export const mailApi = createRouter();

const tags = ['Mail'];
const mostBytes = 1024 * 1024;

mailApi.openapi(
  createRoute({
    method: 'get',
    path: '/outbox',
    operationId: 'listKeptMails',
    summary: 'Read the mails that were kept instead of sent, newest first',
    description:
      'On a loopback deployment without MAIL_URL mails are not sent but kept here, the newest 500. Elsewhere the list is empty. For editors, who may see addresses: the mails hold links that confirm.',
    tags,
    security,
    middleware: [forStaff('listKeptMails')] as const,
    request: { query: outboxQuery },
    responses: { 200: json(keptMailList, 'A page of mails'), ...problems(422) },
  }),
  async (c) => {
    const { cursor, limit } = c.req.valid('query');
    const { items, next } = await listKeptMails(c.env.deps.db, cursor, limit);
    return c.json(
      { items: items.map(presentKeptMail), next: next === null ? null : String(next) },
      200,
    );
  },
);

const returnedMail = z.string().meta({ description: 'The mail as it arrived, headers included' });

const bounces = createRoute({
  method: 'post',
  path: '/bounces',
  operationId: 'recordBounce',
  summary: 'Hand over a mail that reports what became of another',
  description:
    'A delivery status notification (RFC 3464) as it arrived in the mailbox of MAIL_FROM. It is matched by Message-ID and recipient together. An address that takes no mail any more gets none, and staff are told. The same report twice does no more than once.',
  tags,
  security,
  request: { body: { required: true, content: { 'message/rfc822': { schema: returnedMail } } } },
  responses: { 200: json(recordedReports, 'What became of it'), ...problems(400, 413, 415, 422) },
});

const mailLimit = bodyLimit({
  maxSize: mostBytes,
  onError: () => {
    throw new Refusal(
      'too_large',
      'A report has at most 1 MB. Leave out the mail that it returns.',
    );
  },
});

// Registered by hand: the body is no JSON.
mailApi.openAPIRegistry.registerPath(bounces);
mailApi.post('/bounces', forStaff('recordBounce'), mailLimit, async (c) => {
  const mediaType = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'message/rfc822')
    throw new Refusal('wrong_media_type', 'Send the mail with "Content-Type: message/rfc822".');
  const returned = await readReturned(new Uint8Array(await c.req.arrayBuffer()));
  const items = [...(await recordReturned(c.get('ctx'), returned))];
  return c.json({ items }, 200);
});

mailApi.openapi(
  createRoute({
    method: 'post',
    path: '/mailgun-events',
    operationId: 'recordMailgunEvent',
    summary: 'Take a webhook of Mailgun about a permanent failure or a complaint',
    description:
      'No staff key: Mailgun signs it with the key in MAILGUN_SIGNING_KEY. A signature counts once, and for nine hours.',
    tags,
    security: [],
    middleware: [...jsonBodyUpTo(256 * 1024)] as const,
    request: { body: body(mailgunWebhook) },
    responses: {
      200: json(recordedReports, 'What became of it; empty for events that tell of no failure'),
      ...problems(400, 413, 415, 422),
    },
  }),
  async (c) => {
    const { deps } = c.env;
    const { mailgunSigningKey } = deps.config;
    if (mailgunSigningKey === undefined)
      throw new Refusal('unavailable', 'Set MAILGUN_SIGNING_KEY to take the events of Mailgun.');
    const posted = c.req.valid('json');
    const ctx = systemCtx(deps, 'mailgun');
    const { signature } = posted;
    if (
      !isFromMailgun(mailgunSigningKey, signature, ctx.now) ||
      (await wasUsed(ctx, signature.token))
    )
      throw new Refusal(
        'unauthenticated',
        'The signature is not of Mailgun with our key, is too old, or was used before.',
      );
    const returned = returnedOf(readMailgun(posted));
    const items = returned ? [...(await recordReturned(ctx, returned))] : [];
    await markUsed(ctx, signature.token);
    return c.json({ items }, 200, { 'cache-control': 'no-store' });
  },
);
