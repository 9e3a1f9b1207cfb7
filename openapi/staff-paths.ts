import type { RouteConfig } from '@hono/zod-openapi';
import { z } from 'zod';
import { operationOf } from '../src/http/audience.ts';
import { isOperation, permissionOf } from '../src/staff/model/permitting.ts';
import { fileApi } from '../src/access/api/download-file.ts';
import { createStaffApi } from '../src/staff-api.ts';
import { createSubscriberApi } from '../src/subscriber-api.ts';
import type { Components, Json } from './schemas.ts';
import { object, shapeOf } from './schemas.ts';

const prefix = '/api/v1';

/** The staff routes as they are registered, with who may do each. */
export function staffPaths(components: Components): Json {
  const api = createStaffApi();
  return pathsOf(api, prefix, (route) => {
    const audience = audienceOf(route, api.routes);
    const security = audience === undefined ? [] : [{ staffKey: [] }];
    const { description, ...described } = describeRoute(route, security, components);
    const words = [description, audience && `Roles: ${audience['x-roles'].join(', ')}.`];
    return { ...described, description: words.filter(Boolean).join(' ') || undefined, ...audience };
  });
}

/** What subscribers do: without a key, and where a token stands in the path by that. */
export function subscriberPaths(components: Components): Json {
  const describe = (route: RouteConfig) => describeRoute(route, [], components);
  return {
    ...pathsOf(createSubscriberApi(), '', describe),
    ...pathsOf(fileApi, '', describe),
  };
}

type Registry = Pick<ReturnType<typeof createSubscriberApi>, 'openAPIRegistry'>;

function pathsOf(
  { openAPIRegistry }: Registry,
  start: string,
  describe: (route: RouteConfig) => Json,
): Json {
  const paths = new Map<string, Json>();
  for (const { route } of openAPIRegistry.definitions.filter((each) => each.type === 'route')) {
    const path = `${start}${route.path}`;
    const known = paths.get(path) ?? {};
    const before = known[route.method];
    const described = describe(route);
    const operation = before === undefined ? described : united(object(before), described);
    paths.set(path, { ...known, [route.method]: operation });
  }
  return Object.fromEntries(paths);
}

/** One address whose token says which of two features answers: what either says, under the name of the first. */
function united(first: Json, second: Json): Json {
  const [one, other] = [object(first['responses']), object(second['responses'])];
  return {
    ...second,
    ...first,
    summary: `${first['summary']}; or: ${second['summary']}`,
    description: [first['description'], second['description']].filter(Boolean).join(' '),
    tags: [...new Set([first['tags'], second['tags']].flat())],
    responses: { ...other, ...one, 200: eitherOf(object(one['200']), object(other['200'])) },
  };
}

function eitherOf(one: Json, other: Json): Json {
  const schemaOf = (response: Json) =>
    object(object(object(response['content'])['application/json'])['schema']);
  const either = { schema: { anyOf: [schemaOf(one), schemaOf(other)] } };
  return { ...one, content: { ...object(one['content']), 'application/json': either } };
}

type Audience = { readonly 'x-roles': readonly string[]; readonly 'x-scope': string };
type Registered = ReturnType<typeof createStaffApi>['routes'];

/** A route that is not guarded as what it is called must not pass unseen. Undefined where it says that it is open. */
function audienceOf(
  { method, path, security, operationId = '' }: RouteConfig,
  registered: Registered,
): Audience | undefined {
  if (security?.length === 0) return undefined;
  const pattern = path.replaceAll(/\{(\w+)\}/g, ':$1');
  const guards = registered
    .filter((each) => each.path === pattern && each.method === method.toUpperCase())
    .flatMap(({ handler }) => operationOf(handler) ?? []);
  if (guards.join() !== operationId || !isOperation(operationId))
    throw new Error(`${method} ${path} is ${operationId}, and guarded as "${guards.join()}"`);
  const { roles, scope } = permissionOf(operationId);
  return { 'x-roles': roles, 'x-scope': scope };
}

function describeRoute(
  route: RouteConfig,
  security: readonly Json[],
  components: Components,
): Json {
  const { operationId, summary, description, tags, request, responses } = route;
  const parameters = [
    ...parametersIn('path', request?.params, components),
    ...parametersIn('query', request?.query, components),
    ...parametersIn('header', request?.headers, components),
  ];
  const content = request?.body?.content;
  return {
    operationId,
    summary,
    ...(description !== undefined && { description }),
    tags,
    security,
    ...(parameters.length > 0 && { parameters }),
    ...(content && { requestBody: { required: true, content: contentOf(content, components) } }),
    responses: {
      ...(route.method !== 'get' && { 503: problemRef('503') }),
      ...Object.fromEntries(
        Object.entries(responses).map(([status, response]) => [
          status,
          describeResponse(status, response, components),
        ]),
      ),
    },
  };
}

function parametersIn(where: string, schema: unknown, components: Components): readonly Json[] {
  if (!(schema instanceof z.ZodType)) return [];
  const { properties, required = [] } = shapeOf(schema, components);
  return Object.entries(object(properties)).map(([name, shape]) => {
    const { description, examples, ...rest } = object(shape);
    return {
      name: where === 'header' ? headerName(name) : name,
      in: where,
      required: Array.isArray(required) && required.includes(name),
      description: description ?? parameterWords[name] ?? missing(`the parameter ${name}`),
      schema: rest,
      ...(Array.isArray(examples) && { example: examples[0] }),
    };
  });
}

const parameterWords: Readonly<Record<string, string>> = {
  id: 'The id',
  slug: 'The short name, as in the address of the public page',
  number: 'Number of the version',
  cursor: 'Where to continue: `next` of the page before',
  limit: 'How many at most',
  subject: 'Only events about this: a kind and an id or slug',
  actor: 'Only what this actor did: a kind and an id',
  action: 'Only this action, or with a dot at its end all that begin so',
  from: 'Only from this instant on',
  until: 'Only before this instant',
  seq: 'Number of an event that was seen before',
  mac: 'The link that it had',
  public: 'Only what the public sees, or only what it does not',
  dry_run: 'Write nothing and answer with the plan',
  done: 'What was just done, said once on the page',
};

function describeResponse(
  status: string,
  response: RouteConfig['responses'][string],
  components: Components,
): Json {
  // Every problem has one shape, so each status is one component of the document.
  const { description, content = {}, headers } = object(response);
  const isOnlyProblem = Object.keys(object(content)).join() === 'application/problem+json';
  if (isOnlyProblem) return problemRef(status);
  return {
    description,
    ...(headers instanceof z.ZodType && { headers: headersOf(headers, components) }),
    ...(Object.keys(object(content)).length > 0 && {
      content: contentOf(object(content), components),
    }),
  };
}

function problemRef(status: string): Json {
  const name = problemNames[status] ?? missing(`a name for status ${status}`);
  return { $ref: `#/components/responses/${name}` };
}

export const problemNames: Readonly<Record<string, string>> = {
  400: 'Malformed',
  401: 'Unauthenticated',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  411: 'LengthRequired',
  412: 'Stale',
  413: 'TooLarge',
  415: 'WrongMediaType',
  422: 'Invalid',
  428: 'PreconditionRequired',
  429: 'TooMany',
  500: 'FileDamaged',
  503: 'Busy',
};

function headersOf(schema: z.ZodType, components: Components): Json {
  const { properties } = shapeOf(schema, components);
  return Object.fromEntries(
    Object.entries(object(properties)).map(([name, shape]) => {
      const { description, examples, ...rest } = object(shape);
      const example = Array.isArray(examples) && { example: examples[0] };
      return [headerName(name), { description, schema: rest, ...example }];
    }),
  );
}

function contentOf(content: Json, components: Components): Json {
  return Object.fromEntries(
    Object.entries(content).map(([mediaType, media]) => {
      const { schema } = object(media);
      if (!(schema instanceof z.ZodType)) return missing(`a shape for ${mediaType}`);
      return [mediaType, { schema: shapeOf(schema, components) }];
    }),
  );
}

function headerName(name: string): string {
  return name === 'etag' ? 'ETag' : name.replaceAll(/(^|-)[a-z]/g, (char) => char.toUpperCase());
}

function missing(what: string): never {
  throw new Error(`The description of the API lacks ${what}`);
}
