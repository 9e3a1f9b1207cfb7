import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { forStaff } from '../http/audience.ts';
import { etagOf } from '../http/etag.ts';
import { jsonBody } from '../http/json-body.ts';
import { body, etagHeader, json, security } from '../http/openapi.ts';
import { createRouter } from '../http/router.ts';
import { pageQuery, problems, slug } from '../http/schema.ts';
import type { Entry } from './model/entry.ts';
import { staffEntry, staffEntryList } from './schema/batches.ts';
import { contactPersonSchema } from './schema/facts.ts';
import {
  eraseContactPerson,
  getEntry,
  listEntries,
  replaceContactPerson,
} from './service/entries.ts';
import { presentStaffEntry } from './staff-present.ts';

export const subprocessorsApi = createRouter();

const tags = ['Register'];
const bySlug = z.object({ slug });

subprocessorsApi.openapi(
  createRoute({
    method: 'get',
    path: '/subprocessors',
    operationId: 'listEntries',
    summary: 'List the register',
    tags,
    security,
    description:
      'Entries in every state, in the order of the list. They are changed through batches. Contact persons who are not published are null for roles that see no contacts.',
    middleware: [forStaff('listEntries')] as const,
    request: { query: pageQuery },
    responses: { 200: json(staffEntryList, 'A page of entries'), ...problems(422) },
  }),
  async (c) => {
    const { cursor, limit } = c.req.valid('query');
    const entries = await listEntries(c.env.deps.db);
    const start = cursor === undefined ? 0 : startAfter(entries, cursor);
    const items = entries.slice(start, start + limit);
    return c.json(
      {
        items: items.map((entry) => presentStaffEntry(entry, c.get('ctx').actor.role)),
        next: start + limit < entries.length ? (items.at(-1)?.slug ?? null) : null,
      },
      200,
    );
  },
);

subprocessorsApi.openapi(
  createRoute({
    method: 'get',
    path: '/subprocessors/{slug}',
    operationId: 'getEntry',
    summary: 'Read an entry',
    tags,
    security,
    middleware: [forStaff('getEntry')] as const,
    request: { params: bySlug },
    responses: {
      200: { ...json(staffEntry, 'The entry'), headers: etagHeader },
      ...problems(404, 422),
    },
  }),
  async (c) => {
    const entry = await getEntry(c.env.deps.db, c.req.valid('param').slug);
    return c.json(presentStaffEntry(entry, c.get('ctx').actor.role), 200, {
      etag: etagOf(entry.version),
    });
  },
);

subprocessorsApi.openapi(
  createRoute({
    method: 'put',
    path: '/subprocessors/{slug}/contact-person',
    operationId: 'replaceContactPerson',
    summary: 'Name the contact person',
    tags,
    security,
    description:
      'Annex III asks for a name. A person is kept apart from the record, shown only where `published`, and can be erased.',
    middleware: [forStaff('replaceContactPerson'), ...jsonBody] as const,
    request: { params: bySlug, body: body(contactPersonSchema) },
    responses: {
      200: json(staffEntry, 'The entry with its contact person'),
      ...problems(400, 404, 413, 415, 422),
    },
  }),
  async (c) =>
    c.json(
      presentStaffEntry(
        await replaceContactPerson(c.get('ctx'), c.req.valid('param').slug, c.req.valid('json')),
        c.get('ctx').actor.role,
      ),
      200,
    ),
);

subprocessorsApi.openapi(
  createRoute({
    method: 'delete',
    path: '/subprocessors/{slug}/contact-person',
    operationId: 'eraseContactPerson',
    summary: 'Erase the contact person',
    tags,
    security,
    middleware: [forStaff('eraseContactPerson')] as const,
    request: { params: bySlug },
    responses: {
      204: { description: 'Erased; what stays in the record tells nothing about the person' },
      ...problems(404, 422),
    },
  }),
  async (c) => {
    await eraseContactPerson(c.get('ctx'), c.req.valid('param').slug);
    return c.body(null, 204);
  },
);

function startAfter(entries: readonly Entry[], cursor: string): number {
  const index = entries.findIndex(({ slug: name }) => name === cursor);
  if (index >= 0) return index + 1;
  const detail = 'Must be a cursor that this list gave.';
  throw new Refusal('invalid', detail, { errors: [{ pointer: '#/query/cursor', detail }] });
}
