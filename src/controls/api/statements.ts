import { placeOf } from '../../publication/place.ts';
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import type { Warned } from '../../core/translating.ts';
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
import { createRouter, invalid } from '../../http/router.ts';
import { pageQuery, problems, presentWarnings, withWarnings } from '../../http/schema.ts';
import type { Place } from '../../publication/model.ts';
import type { FactsOf, Statement } from '../model.ts';
import { presentAttestation, presentControl, presentLaw, presentQuestion } from '../present.ts';
import * as schema from '../schema.ts';
import { getStatement, pageStatements } from '../service.ts';
import { createStatement, removeStatement, replaceStatement } from '../service/writing.ts';

export const statementsApi = createRouter();

type Kind = 'attestation' | 'control' | 'question' | 'law';

type One = 'Attestation' | 'Control' | 'ControlQuestion' | 'LawStatement';

/** One noun of the API; the four have the same verbs. */
type Noun<K extends Kind> = {
  readonly kind: K;
  readonly path: string;
  /** Completes the names of operations, `listAttestations`. */
  readonly operation: { readonly one: One; readonly many: `${One}s` };
  /** Completes sentences: `an attestation`. */
  readonly one: string;
  readonly many: string;
  readonly facts: z.ZodType<FactsOf[K]>;
  readonly input: z.ZodType;
  readonly shown: z.ZodType;
  readonly stored: z.ZodType;
  readonly list: z.ZodType;
  readonly present: (statement: Statement<K>, place: Place) => { readonly id: string };
};

const tags = ['Controls'];
const atOnce = 'It is public at once, and an entry of the transparency log: name no person.';

const id = { id: schema.statementId };
const byId = z.object(id);

addNoun({
  kind: 'attestation',
  path: '/attestations',
  operation: { one: 'Attestation', many: 'Attestations' },
  one: 'an attestation',
  many: 'attestations',
  facts: schema.attestationFacts,
  input: schema.attestationFacts.extend(id).meta({ id: 'NewAttestation' }),
  shown: schema.attestation,
  stored: withWarnings(schema.attestation, 'StoredAttestation'),
  list: schema.attestationList,
  present: presentAttestation,
});

addNoun({
  kind: 'control',
  path: '/controls',
  operation: { one: 'Control', many: 'Controls' },
  one: 'a control',
  many: 'controls',
  facts: schema.controlFacts,
  input: schema.controlFacts.extend(id).meta({ id: 'NewControl' }),
  shown: schema.control,
  stored: withWarnings(schema.control, 'StoredControl'),
  list: schema.controlList,
  present: presentControl,
});

addNoun({
  kind: 'question',
  path: '/control-questions',
  operation: { one: 'ControlQuestion', many: 'ControlQuestions' },
  one: 'a question with its answer',
  many: 'questions and answers',
  facts: schema.questionFacts,
  input: schema.questionFacts.extend(id).meta({ id: 'NewControlQuestion' }),
  shown: schema.question,
  stored: withWarnings(schema.question, 'StoredControlQuestion'),
  list: schema.questionList,
  present: presentQuestion,
});

addNoun({
  kind: 'law',
  path: '/law-statements',
  operation: { one: 'LawStatement', many: 'LawStatements' },
  one: 'a statement about a law',
  many: 'statements about laws',
  facts: schema.lawFacts,
  input: schema.lawFacts.extend(id).meta({ id: 'NewLawStatement' }),
  shown: schema.law,
  stored: withWarnings(schema.law, 'StoredLawStatement'),
  list: schema.lawList,
  present: presentLaw,
});

/** Registered by hand: what the four have in common can not be told to the types of the router. */
function addNoun<K extends Kind>(noun: Noun<K>): void {
  addReading(noun);
  addWriting(noun);
}

function addReading<K extends Kind>(noun: Noun<K>): void {
  const { kind, path, operation, many, one } = noun;
  statementsApi.openAPIRegistry.registerPath(
    createRoute({
      method: 'get',
      path,
      operationId: `list${operation.many}`,
      summary: `List the ${many}, in the order of the page`,
      tags,
      security,
      request: { query: pageQuery },
      responses: { 200: json(noun.list, 'A page of them'), ...problems(404, 422) },
    }),
  );
  statementsApi.get(path, forStaff(`list${operation.many}`), async (c) => {
    const query = pageQuery.safeParse(c.req.query());
    if (!query.success) throw invalid(query.error.issues, ['query']);
    const { cursor: after, limit } = query.data;
    const { db, config } = c.env.deps;
    const { items, next } = await pageStatements(db, kind, { after, limit });
    return c.json({ items: items.map((each) => noun.present(each, placeOf(config))), next });
  });

  statementsApi.openAPIRegistry.registerPath(
    createRoute({
      method: 'get',
      path: `${path}/{id}`,
      operationId: `get${operation.one}`,
      summary: `Read ${one}`,
      tags,
      security,
      request: { params: byId },
      responses: {
        200: { ...json(noun.shown, 'As it is stated'), headers: etagHeader },
        ...problems(404),
      },
    }),
  );
  statementsApi.get(`${path}/:id`, forStaff(`get${operation.one}`), async (c) =>
    show(c, noun, await getStatement(c.env.deps.db, kind, c.req.param('id') ?? '')),
  );
}

function addWriting<K extends Kind>(noun: Noun<K>): void {
  const { path, operation, one } = noun;
  const described = { tags, security, description: atOnce };
  statementsApi.openAPIRegistry.registerPath(
    createRoute({
      ...described,
      method: 'post',
      path,
      operationId: `create${operation.one}`,
      summary: `State ${one}`,
      request: { headers: withIdempotencyKey, body: body(noun.input) },
      responses: {
        201: {
          ...json(noun.stored, 'As it is stated'),
          headers: etagHeader.extend(locationHeader.shape),
        },
        ...problems(400, 409, 413, 415, 422),
      },
    }),
  );
  statementsApi.openAPIRegistry.registerPath(
    createRoute({
      ...described,
      method: 'put',
      path: `${path}/{id}`,
      operationId: `replace${operation.one}`,
      summary: `State ${one} otherwise`,
      request: { params: byId, headers: ifMatch, body: body(noun.facts) },
      responses: {
        200: { ...json(noun.stored, 'As it is stated'), headers: etagHeader },
        ...problems(400, 404, 412, 413, 415, 422, 428),
      },
    }),
  );
  statementsApi.openAPIRegistry.registerPath(
    createRoute({
      ...described,
      method: 'delete',
      path: `${path}/{id}`,
      operationId: `delete${operation.one}`,
      summary: `State ${one} no longer`,
      description: 'That it was stated stays in the transparency log.',
      request: { params: byId, headers: ifMatch },
      responses: { 204: { description: 'It is gone from the page' }, ...problems(404, 412, 428) },
    }),
  );
  addWriters(noun);
}

function addWriters<K extends Kind>(noun: Noun<K>): void {
  const { kind, path, facts, operation } = noun;
  statementsApi.post(
    path,
    forStaff(`create${operation.one}`),
    ...jsonBody,
    idempotent(),
    async (c) => {
      const { id: key, ...rest } = await readObject(c);
      const named = byId.safeParse({ id: key });
      const stated = facts.safeParse(rest);
      const issues = [...(named.error?.issues ?? []), ...(stated.error?.issues ?? [])];
      if (!named.success || !stated.success) throw invalid(issues);
      const created = await createStatement(c.get('ctx'), kind, named.data.id, stated.data);
      const { base } = c.env.deps.config;
      c.header('location', `${base}/api/v1${path}/${created.key}`);
      return showStored(c, noun, created, 201);
    },
  );
  statementsApi.put(`${path}/:id`, forStaff(`replace${operation.one}`), ...jsonBody, async (c) => {
    const stated = facts.safeParse(await readObject(c));
    if (!stated.success) throw invalid(stated.error.issues);
    const key = c.req.param('id') ?? '';
    const expected = requireExpected(c);
    return showStored(
      c,
      noun,
      await replaceStatement(c.get('ctx'), kind, key, stated.data, expected),
    );
  });
  statementsApi.delete(`${path}/:id`, forStaff(`delete${operation.one}`), async (c) => {
    await removeStatement(c.get('ctx'), kind, c.req.param('id') ?? '', requireExpected(c));
    return c.body(null, 204);
  });
}

function show<K extends Kind>(c: Context<StaffEnv>, { present }: Noun<K>, statement: Statement<K>) {
  c.header('etag', etagOf(statement.version));
  return c.json(present(statement, placeOf(c.env.deps.config)));
}

function showStored<K extends Kind>(
  c: Context<StaffEnv>,
  { present }: Noun<K>,
  statement: Statement<K> & Warned,
  status: 200 | 201 = 200,
) {
  c.header('etag', etagOf(statement.version));
  const shown = present(statement, placeOf(c.env.deps.config));
  return c.json({ ...shown, ...presentWarnings(statement) }, status);
}

/** The body, which `jsonBody` has checked; what is no object is refused. */
async function readObject(c: Context<StaffEnv>): Promise<Readonly<Record<string, unknown>>> {
  const read = z.record(z.string(), z.unknown()).safeParse(await c.req.json());
  if (!read.success) throw invalid(read.error.issues);
  return read.data;
}
