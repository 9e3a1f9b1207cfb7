import { readFileSync } from 'node:fs';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

type Json = Readonly<Record<string, unknown>>;

/** An operation of the described API and the addresses that it answers at. */
export type Operation = {
  readonly id: string;
  readonly method: string;
  /** As described, below its server. */
  readonly path: string;
  /** As mounted, e.g. `/trust/api/v1/batches/{id}`. */
  readonly template: string;
  /** Of the paths that the template stands for. */
  readonly pattern: RegExp;
  /** The roles that may do it; undefined when it is public. */
  readonly roles: readonly string[] | undefined;
  readonly tag: string;
  readonly responses: Json;
};

const document = objectIn(
  JSON.parse(readFileSync(new URL('../../openapi/openapi.json', import.meta.url), 'utf8')),
);

/** Every operation of openapi.json at every address that it answers at. */
export const operations: readonly Operation[] = readOperations();

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false });
formats.default(ajv);
ajv.addVocabulary(['components']);
ajv.addSchema(
  { $id: 'annex:api', components: objectIn(closed(document['components'])) },
  'annex:api',
);
const validators = new Map<string, ValidateFunction>();

/**
 * Throws unless the status, the headers, the media type and the body are those described. A member
 * that the description lacks is a fault, though the published document leaves its objects open.
 */
export async function checkResponse(
  method: string,
  path: string,
  response: Response,
): Promise<void> {
  const faults = await faultsIn(method, path, response.clone());
  if (faults.length > 0) {
    throw new Error(
      `${method} ${path} answered ${response.status}, and openapi.json disagrees:\n${faults.join('\n')}`,
    );
  }
}

async function faultsIn(
  method: string,
  path: string,
  response: Response,
): Promise<readonly string[]> {
  // The pages of a language stand below its tag; they are described once.
  const plain = path.replace(/^((?:\/trust)?)\/(?:de|en)(?=\/|\.md$|$)/, '$1');
  if (plain !== path && [308, 404].includes(response.status)) return faultsOfUnknown(response);
  const atPath = operationsAt(plain);
  const wanted = method === 'HEAD' ? 'GET' : method;
  const operation = mostLiteral(atPath.filter((each) => each.method === wanted));
  // Anything may break; where that is described, it is as described.
  if (response.status === 500 && operation?.responses['500'] === undefined)
    return faultsOfProblem(response);
  if (atPath.length === 0) return faultsOfUnknown(response);
  if (!operation) return faultsOfOtherMethod(method, response);
  const described = resolve(operation.responses[response.status]);
  if (Object.keys(described).length === 0) return ['the status is not described'];
  return [
    ...missingHeaders(described, response),
    ...(await faultsOfBody(method, described, response)),
  ];
}

const operationsByPath = new Map<string, readonly Operation[]>();

/** Some 900 patterns are tried for an address once, not for each test that asks there. */
function operationsAt(path: string): readonly Operation[] {
  const known = operationsByPath.get(path);
  if (known) return known;
  const found = operations.filter(({ pattern }) => pattern.test(path));
  operationsByPath.set(path, found);
  return found;
}

/** What is at no described address is not found, and says so as a problem or as a page. */
async function faultsOfUnknown(response: Response): Promise<readonly string[]> {
  if (response.status === 308) return [];
  if (response.status !== 404) return ['the address is not described'];
  return bareType(response) === 'text/html' ? [] : faultsOfProblem(response);
}

async function faultsOfOtherMethod(method: string, response: Response): Promise<readonly string[]> {
  if (method === 'OPTIONS' && response.status === 204) return [];
  if (response.status === 405 && !response.headers.has('allow')) return ['405 without Allow'];
  return response.status === 404 || response.status === 405
    ? faultsOfProblem(response)
    : ['the method is not described'];
}

async function faultsOfProblem(response: Response): Promise<readonly string[]> {
  const problem = { $ref: '#/components/schemas/Problem' };
  if (bareType(response) !== 'application/problem+json') return ['it is not a problem'];
  return faultsBy(problem, await response.json());
}

function missingHeaders(described: Json, response: Response): readonly string[] {
  const names = Object.keys(objectIn(described['headers']));
  return names.flatMap((name) =>
    response.headers.has(name) ? [] : [`the header ${name} is missing`],
  );
}

async function faultsOfBody(
  method: string,
  described: Json,
  response: Response,
): Promise<readonly string[]> {
  const body = await textOf(response);
  const content = objectIn(described['content']);
  if (method === 'HEAD') return body === '' ? [] : ['a HEAD has a body'];
  if (Object.keys(content).length === 0) return body === '' ? [] : ['no body is described'];
  const type = bareType(response);
  const media = content[type];
  if (media === undefined) return [`the media type ${type} is not described`];
  const { schema } = objectIn(media);
  return /\bjson\b/.test(type) ? faultsBy(schema, JSON.parse(body)) : [];
}

/** What is wrong with a value by a shape of the description, objects closed. */
export function faultsBy(schema: unknown, value: unknown): readonly string[] {
  const key = JSON.stringify(schema);
  const known = validators.get(key);
  const validate = known ?? ajv.compile(objectIn(absolute(closed(schema))));
  validators.set(key, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${instancePath || '(body)'} ${message} ${JSON.stringify(params)}`,
  );
}

function readOperations(): readonly Operation[] {
  const methods = ['get', 'put', 'post', 'delete', 'patch'];
  return Object.entries(objectIn(document['paths'])).flatMap(([path, value]) => {
    const item = objectIn(value);
    return Object.entries(item)
      .filter(([method]) => methods.includes(method))
      .flatMap(([method, operation]) => readOperation(path, item, method, objectIn(operation)));
  });
}

function readOperation(path: string, item: Json, method: string, operation: Json) {
  const [requirement] = listIn(operation['security']);
  return listIn(item['servers'] ?? document['servers']).map((server): Operation => {
    const template = `${String(objectIn(server)['url']).replace(/\/$/, '')}${path}`;
    return {
      id: String(operation['operationId']),
      method: method.toUpperCase(),
      path,
      template,
      pattern: patternOf(template),
      roles: requirement === undefined ? undefined : listIn(operation['x-roles']).map(String),
      tag: String(listIn(operation['tags'])[0]),
      responses: objectIn(operation['responses']),
    };
  });
}

function patternOf(template: string): RegExp {
  const pattern = template
    .split(/\{\w+\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join(template.includes('{tile}') ? '.+' : '[^/]+');
  return new RegExp(`^${pattern}$`);
}

/** `/subprocessors/{slug}.json` also fits where `/subprocessors/{slug}` does; it says more. */
function mostLiteral(found: readonly Operation[]): Operation | undefined {
  const weight = ({ template }: Operation) => template.replaceAll(/\{\w+\}/g, '').length;
  return found.toSorted((a, b) => weight(b) - weight(a))[0];
}

/** Objects that name members and do not say that they are open are closed. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const members = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, closed(value)]),
  );
  const isRecord = 'type' in schema && schema.type === 'object' && 'properties' in schema;
  return isRecord && !('additionalProperties' in schema)
    ? { ...members, additionalProperties: false }
    : members;
}

function absolute(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(absolute);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) =>
      key === '$ref' && typeof value === 'string'
        ? [key, value.replace(/^#/, 'annex:api#')]
        : [key, absolute(value)],
    ),
  );
}

function resolve(value: unknown): Json {
  const found = objectIn(value);
  const reference = found['$ref'];
  if (typeof reference !== 'string') return found;
  return reference
    .slice(2)
    .split('/')
    .reduce((place, step) => objectIn(place[step]), document);
}

async function textOf(response: Response): Promise<string> {
  const bytes = Buffer.from(await response.arrayBuffer());
  const encoding = response.headers.get('content-encoding');
  if (encoding === 'br') return brotliDecompressSync(bytes).toString();
  return (encoding === 'gzip' ? gunzipSync(bytes) : bytes).toString();
}

function bareType(response: Response): string {
  return response.headers.get('content-type')?.split(';')[0] ?? '';
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function objectIn(value: unknown): Json {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
