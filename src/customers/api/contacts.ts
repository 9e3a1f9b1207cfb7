import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { forStaff } from '../../http/audience.ts';
import { requireExpected } from '../../http/etag.ts';
import { idempotent } from '../../http/idempotency.ts';
import { jsonBody } from '../../http/json-body.ts';
import {
  body,
  ifMatch,
  json,
  locationHeader,
  security,
  withIdempotencyKey,
} from '../../http/openapi.ts';
import { createRouter } from '../../http/router.ts';
import { numberCursor, problems } from '../../http/schema.ts';
import { subscriptionId } from '../../subscribers/schema/staff.ts';
import { presentContact, presentCorrection } from '../present.ts';
import {
  addedContact,
  byCustomer,
  contact,
  contactEdit,
  contactList,
  correctionList,
  correctionQuery,
  link,
  newContact,
} from '../schema.ts';
import { addContact, changeContact, listContacts, removeContact } from '../service/contacts.ts';
import { listCorrections, settleCorrection } from '../service/correcting.ts';
import { getPresentCustomer } from '../service/customers.ts';
import { revokeLink } from '../service/links.ts';
import { getCustomer, myTermsLink } from '../service/reading.ts';

export const customerContactsApi = createRouter();

const tags = ['Customers'];
const byContact = byCustomer.extend({
  contact: subscriptionId.meta({ description: 'The id of the contact: of its subscription' }),
});

customerContactsApi.openapi(
  createRoute({
    method: 'get',
    path: '/customers/{id}/contacts',
    operationId: 'listContacts',
    summary: 'List the contacts of a customer',
    tags,
    security,
    description: 'In the order in which they were added, those removed too.',
    middleware: [forStaff('listContacts')] as const,
    request: { params: byCustomer },
    responses: { 200: json(contactList, 'All of them'), ...problems(404, 422) },
  }),
  async (c) => {
    const { deps, actor } = c.get('ctx');
    const { id } = await getCustomer(deps.db, c.req.valid('param').id);
    const items = (await listContacts(deps, id)).map((each) => presentContact(each, actor.role));
    return c.json({ items, next: null }, 200);
  },
);

customerContactsApi.openapi(
  createRoute({
    method: 'post',
    path: '/customers/{id}/contacts',
    operationId: 'addContact',
    summary: 'Add somebody who must be told for a customer',
    tags,
    security,
    description:
      'A mail address is told from now on: the contract is the basis. A webhook answers a challenge and a chat takes a first message before. The answer does not repeat the address.',
    middleware: [forStaff('addContact'), ...jsonBody, idempotent({ secret: 'secret' })] as const,
    request: { params: byCustomer, headers: withIdempotencyKey, body: body(newContact) },
    responses: {
      201: { ...json(addedContact, 'The contact'), headers: locationHeader },
      ...problems(400, 404, 409, 413, 415, 422),
    },
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    const { contact: added, secret } = await addContact(c.get('ctx'), id, c.req.valid('json'));
    const { base } = c.env.deps.config;
    // Replies are kept for a day, where they are repeated; addresses are not to stand there.
    return c.json({ ...presentContact(added, 'viewer'), secret }, 201, {
      location: `${base}/api/v1/customers/${id}/contacts/${added.subscriptionId}`,
    });
  },
);

customerContactsApi.openapi(
  createRoute({
    method: 'put',
    path: '/customers/{id}/contacts/{contact}',
    operationId: 'changeContact',
    summary: 'Correct role, name and language of a contact',
    tags,
    security,
    description:
      'Takes the ETag of the customer. Another address: PUT `subscriptions/{contact}/contact`.',
    middleware: [forStaff('changeContact'), ...jsonBody] as const,
    request: { params: byContact, headers: ifMatch, body: body(contactEdit) },
    responses: {
      200: json(contact, 'The contact'),
      ...problems(400, 404, 409, 412, 413, 415, 422, 428),
    },
  }),
  async (c) => {
    const { id, contact: subscription } = c.req.valid('param');
    const edit = { ...c.req.valid('json'), expected: requireExpected(c) };
    const changed = await changeContact(c.get('ctx'), id, subscription, edit);
    return c.json(presentContact(changed, c.get('ctx').actor.role), 200);
  },
);

customerContactsApi.openapi(
  createRoute({
    method: 'delete',
    path: '/customers/{id}/contacts/{contact}',
    operationId: 'removeContact',
    summary: 'Remove a contact of a customer',
    tags,
    security,
    description:
      'That it was one, and what it was told, stays. The last mail address of a customer in force cannot be removed. To forget the address too, end the subscription after that.',
    middleware: [forStaff('removeContact')] as const,
    request: { params: byContact },
    responses: { 204: { description: 'It is told of nothing more' }, ...problems(404, 409, 422) },
  }),
  async (c) => {
    const { id, contact: subscription } = c.req.valid('param');
    await removeContact(c.get('ctx'), id, subscription);
    return c.body(null, 204);
  },
);

customerContactsApi.openapi(
  createRoute({
    method: 'get',
    path: '/customers/{id}/link',
    operationId: 'getLink',
    summary: 'Read the link of a customer’s own page',
    tags,
    security,
    description: 'It stands in each of its mails; whoever has it sees its terms and objections.',
    middleware: [forStaff('getLink')] as const,
    request: { params: byCustomer },
    responses: { 200: json(link, 'The link in force'), ...problems(404, 409, 422) },
  }),
  async (c) => {
    const { db, keys, config } = c.env.deps;
    const found = await getPresentCustomer(db, c.req.valid('param').id);
    return c.json({ url: myTermsLink(keys, `${config.origin}${config.base}`, found) }, 200);
  },
);

customerContactsApi.openapi(
  createRoute({
    method: 'delete',
    path: '/customers/{id}/link',
    operationId: 'revokeLink',
    summary: 'Revoke the link of a customer’s own page',
    tags,
    security,
    description: 'It leads nowhere from now on. The next mail has another.',
    middleware: [forStaff('revokeLink')] as const,
    request: { params: byCustomer },
    responses: { 204: { description: 'It leads nowhere' }, ...problems(404, 409, 422) },
  }),
  async (c) => {
    await revokeLink(c.get('ctx'), c.req.valid('param').id);
    return c.body(null, 204);
  },
);

customerContactsApi.openapi(
  createRoute({
    method: 'get',
    path: '/contact-corrections',
    operationId: 'listCorrections',
    summary: 'List what customers said about their contacts',
    tags,
    security,
    description: 'Oldest first: what nobody has seen to yet.',
    middleware: [forStaff('listCorrections')] as const,
    request: { query: correctionQuery },
    responses: { 200: json(correctionList, 'A page of corrections'), ...problems(422) },
  }),
  async (c) => {
    const { cursor, limit } = c.req.valid('query');
    const { items, next } = await listCorrections(c.env.deps, cursor, limit);
    return c.json({ items: items.map(presentCorrection), next }, 200);
  },
);

customerContactsApi.openapi(
  createRoute({
    method: 'delete',
    path: '/contact-corrections/{id}',
    operationId: 'settleCorrection',
    summary: 'A correction was seen to: forget it',
    tags,
    security,
    middleware: [forStaff('settleCorrection')] as const,
    request: { params: z.object({ id: numberCursor.meta({ type: 'string' }) }) },
    responses: { 204: { description: 'It is forgotten' }, ...problems(404, 422) },
  }),
  async (c) => {
    await settleCorrection(c.get('ctx'), c.req.valid('param').id);
    return c.body(null, 204);
  },
);
