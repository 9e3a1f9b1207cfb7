import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { forStaff } from '../../http/audience.ts';
import type { StaffEnv } from '../../http/env.ts';
import { etagOf, requireExpected } from '../../http/etag.ts';
import { idempotent } from '../../http/idempotency.ts';
import { jsonBody } from '../../http/json-body.ts';
import {
  body,
  etagHeader,
  ifMatch,
  json,
  locationHeader,
  security,
  withIdempotencyKey,
} from '../../http/openapi.ts';
import { createRouter } from '../../http/router.ts';
import { problems } from '../../http/schema.ts';
import type { Customer } from '../model.ts';
import { presentContact, presentCustomer, presentTerms } from '../present.ts';
import {
  byCustomer,
  customer,
  customerInput,
  customerList,
  customerQuery,
  fullCustomer,
  newCustomer,
} from '../schema.ts';
import { listContacts } from '../service/contacts.ts';
import { createCustomer, listCustomers, replaceCustomer } from '../service/customers.ts';
import { eraseCustomer, erasureReasons } from '../service/erasing.ts';
import { getCustomer, getTerms } from '../service/reading.ts';

export const customersApi = createRouter();

const tags = ['Customers'];

customersApi.openapi(
  createRoute({
    method: 'get',
    path: '/customers',
    operationId: 'listCustomers',
    summary: 'List the customers',
    tags,
    security,
    description: 'In the order of their ids. All of them as a file: `customers/export.csv`.',
    middleware: [forStaff('listCustomers')] as const,
    request: { query: customerQuery },
    responses: { 200: json(customerList, 'A page of customers'), ...problems(422) },
  }),
  async (c) => {
    const { cursor: after, limit, ...asked } = c.req.valid('query');
    const { items, next } = await listCustomers(c.get('ctx'), { ...asked, after }, limit);
    return c.json({ items: items.map(presentCustomer), next }, 200);
  },
);

customersApi.openapi(
  createRoute({
    method: 'post',
    path: '/customers',
    operationId: 'createCustomer',
    summary: 'Add a customer',
    tags,
    security,
    description:
      'With its contacts, or without and they follow. A contact whose address is one already, also of another customer, is that one: it is told once.',
    middleware: [forStaff('createCustomer'), ...jsonBody, idempotent()] as const,
    request: { headers: withIdempotencyKey, body: body(newCustomer) },
    responses: {
      201: {
        ...json(customer, 'The customer'),
        headers: locationHeader.extend(etagHeader.shape),
      },
      ...problems(400, 409, 413, 415, 422),
    },
  }),
  async (c) => {
    const added = await createCustomer(c.get('ctx'), c.req.valid('json'));
    return c.json(presentCustomer(added), 201, {
      location: `${c.env.deps.config.base}/api/v1/customers/${added.id}`,
      etag: etagOf(added.version),
    });
  },
);

customersApi.openapi(
  createRoute({
    method: 'get',
    path: '/customers/{id}',
    operationId: 'getCustomer',
    summary: 'Read a customer with its terms and contacts',
    tags,
    security,
    middleware: [forStaff('getCustomer')] as const,
    request: { params: byCustomer },
    responses: {
      200: { ...json(fullCustomer, 'The customer'), headers: etagHeader },
      ...problems(404, 422),
    },
  }),
  async (c) => {
    const found = await getCustomer(c.env.deps.db, c.req.valid('param').id);
    return c.json(await inFull(c, found), 200, { etag: etagOf(found.version) });
  },
);

async function inFull(c: Context<StaffEnv>, found: Customer) {
  const { deps, actor } = c.get('ctx');
  const contacts = await listContacts(deps, found.id);
  return {
    ...presentCustomer(found),
    terms: presentTerms(await getTerms(deps.db, found)),
    contacts: contacts.map((each) => presentContact(each, actor.role)),
  };
}

customersApi.openapi(
  createRoute({
    method: 'put',
    path: '/customers/{id}',
    operationId: 'replaceCustomer',
    summary: 'Replace what is said of a customer',
    tags,
    security,
    description:
      'Its contacts stay. What is announced already keeps its terms, whatever profile it moves to.',
    middleware: [forStaff('replaceCustomer'), ...jsonBody] as const,
    request: { params: byCustomer, headers: ifMatch, body: body(customerInput) },
    responses: {
      200: { ...json(customer, 'The customer as stored'), headers: etagHeader },
      ...problems(400, 404, 409, 412, 413, 415, 422, 428),
    },
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    const input = c.req.valid('json');
    const replaced = await replaceCustomer(c.get('ctx'), id, input, requireExpected(c));
    return c.json(presentCustomer(replaced), 200, { etag: etagOf(replaced.version) });
  },
);

const erasure = z
  .strictObject({
    force: z
      .enum(['true', 'false'], { error: 'Is true or false.' })
      .optional()
      .meta({ description: 'Erases it though it must still be told of changes' }),
    reason: z
      .enum(erasureReasons, { error: `Is one of ${erasureReasons.join(', ')}.` })
      .optional()
      .meta({ description: 'With `force=true`; stands in the record' }),
  })
  .refine(({ force, reason }) => (force === 'true') === (reason !== undefined), {
    path: ['reason'],
    error: 'force=true and a reason go together.',
  });

customersApi.openapi(
  createRoute({
    method: 'delete',
    path: '/customers/{id}',
    operationId: 'eraseCustomer',
    summary: 'Erase a customer’s name, reference and contacts',
    tags,
    security,
    description:
      'Its id, dates, terms and what was announced to it stay as evidence. Refused while its agreement or the period behind it runs, unless forced with a reason; and in any case while a change is pending for it or an objection is open.',
    middleware: [forStaff('eraseCustomer')] as const,
    request: { params: byCustomer, query: erasure, headers: ifMatch },
    responses: { 204: { description: 'It is erased' }, ...problems(404, 409, 412, 422, 428) },
  }),
  async (c) => {
    const { reason } = c.req.valid('query');
    const expected = requireExpected(c);
    const { id } = c.req.valid('param');
    await eraseCustomer(c.get('ctx'), id, { expected, ...(reason && { reason }) });
    return c.body(null, 204);
  },
);
