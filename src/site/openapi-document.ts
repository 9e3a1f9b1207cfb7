/** Just enough of OpenAPI 3.1 to describe our own document; anything else in it is passed over. */
export type Json = Readonly<Record<string, unknown>>;

/** A type in words; a named schema is a link. */
export type TypePiece = string | { readonly schema: string };

export type Field = {
  /** `facts.locations[].country`. */
  readonly name: string;
  readonly required: boolean;
  readonly type: readonly TypePiece[];
  readonly description: string | undefined;
};

export type Operation = {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** Where it is not below the server of the document. */
  readonly server: string | undefined;
  readonly summary: string;
  readonly description: string | undefined;
  readonly isSecured: boolean;
  /** Annex sends it and the reader answers; `path` is then the name of the event. */
  readonly isWebhook: boolean;
  readonly parameters: readonly (Field & { readonly in: string; readonly example: unknown })[];
  readonly body: Json | undefined;
  readonly responses: readonly Answer[];
};

type Answer = {
  readonly status: string;
  readonly description: string;
  readonly type: readonly TypePiece[];
};

export type Group = { readonly name: string; readonly operations: readonly Operation[] };

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/**
 * The document as mounted at this address. It is written for `/trust`; the overview stands at the base
 * path itself, which OpenAPI can only say as a path of the whole host.
 */
export function mountDocument(document: Json, origin: string, base: string): Json {
  const written = textIn(listIn(document['servers'])[0]?.['url']) ?? '';
  const move = (path: string) => (path.startsWith(written) ? path.replace(written, base) : path);
  const serversAt = (servers: unknown) =>
    listIn(servers).map((server) => ({
      ...server,
      url: `${origin}${move(textIn(server['url']) ?? '')}`.replace(/\/$/, ''),
    }));
  const paths = Object.entries(objectIn(document['paths'])).map(([path, value]) => {
    const item = objectIn(value);
    if (item['servers'] === undefined) return [path, item];
    const moved = move(path).replace(/^(?!\/)/, '/');
    return [moved, { ...item, servers: serversAt(item['servers']) }];
  });
  return {
    ...document,
    servers: serversAt(document['servers']),
    paths: Object.fromEntries(paths),
  };
}

/** The operations under their first tag, in the order of the document. */
export function operationGroups(document: Json): readonly Group[] {
  const groups = new Map<string, Operation[]>();
  for (const part of ['paths', 'webhooks']) {
    for (const { tag, ...read } of operationsIn(document, objectIn(document[part])))
      groups.set(tag, [...(groups.get(tag) ?? []), { ...read, isWebhook: part === 'webhooks' }]);
  }
  return [...groups].map(([name, operations]) => ({ name, operations }));
}

function operationsIn(document: Json, items: Json) {
  return Object.entries(items).flatMap(([path, item]) =>
    Object.entries(objectIn(item))
      .filter(([method]) => methods.includes(method))
      .map(([method, operation]) => {
        const [tag = 'Other'] = textsIn(objectIn(operation)['tags']);
        const read = readOperation(document, path, method, objectIn(item), objectIn(operation));
        return { ...read, tag };
      }),
  );
}

/** The named schemas of the document that are more than a word. */
export function namedSchemas(document: Json): readonly { name: string; schema: Json }[] {
  const schemas = objectIn(objectIn(document['components'])['schemas']);
  return Object.entries(schemas).map(([name, schema]) => ({ name, schema: objectIn(schema) }));
}

/** The members of an object, those of anonymous objects inside it with their path. */
export function fieldsOf(document: Json, schema: Json, prefix = ''): readonly Field[] {
  const { properties, required } = flatten(document, schema);
  return Object.entries(properties).flatMap(([key, value]) => {
    const member = objectIn(value);
    const name = `${prefix}${key}`;
    const field: Field = {
      name,
      required: required.includes(key),
      type: typeOf(member),
      description: textIn(member['description']),
    };
    const isList = member['type'] === 'array';
    const inner = isList ? objectIn(member['items']) : member;
    if (inner['$ref'] !== undefined) return [field];
    return [field, ...fieldsOf(document, inner, `${name}${isList ? '[]' : ''}.`)];
  });
}

export function typeOf(schema: Json): readonly TypePiece[] {
  const reference = textIn(schema['$ref']);
  if (reference !== undefined) return [{ schema: reference.split('/').at(-1) ?? reference }];
  const choices = [
    ...listIn(schema['oneOf']),
    ...listIn(schema['anyOf']),
    ...listIn(schema['allOf']),
  ];
  if (choices.length > 0) {
    return choices.flatMap((choice, index) => [...(index > 0 ? [' or '] : []), ...typeOf(choice)]);
  }
  if (Array.isArray(schema['enum']))
    return [schema['enum'].map((each) => JSON.stringify(each)).join(', ')];
  if ('const' in schema) return [JSON.stringify(schema['const'])];
  if (schema['type'] === 'array') return ['list of ', ...typeOf(objectIn(schema['items']))];
  const values = objectIn(schema['additionalProperties']);
  if (Object.keys(values).length > 0) return ['object of ', ...typeOf(values)];
  return [`${simpleType(schema)}${limitsOf(schema)}`];
}

/** A value such as the schema asks for: only what is required, from the examples where there are any. */
export function exampleOf(document: Json, schema: Json, depth = 0): unknown {
  const given = [
    schema['example'],
    ...arrayIn(schema['examples']),
    schema['const'],
    schema['default'],
  ];
  const told = [...given, ...arrayIn(schema['enum'])].find((value) => value !== undefined);
  if (told !== undefined) return told;
  const resolved = resolve(document, schema);
  if (resolved !== schema) return exampleOf(document, resolved, depth);
  const [choice] = [...listIn(schema['oneOf']), ...listIn(schema['anyOf'])];
  if (choice !== undefined) return exampleOf(document, choice, depth);
  const { properties, required } = flatten(document, schema);
  if (Object.keys(properties).length === 0) return plainExample(schema);
  if (depth > 4) return {};
  const members = required.map((name) => [
    name,
    exampleOf(document, objectIn(properties[name]), depth + 1),
  ]);
  return Object.fromEntries(members);
}

function objectIn(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function readOperation(
  document: Json,
  path: string,
  method: string,
  item: Json,
  operation: Json,
): Omit<Operation, 'isWebhook'> {
  const parameters = [...listIn(item['parameters']), ...listIn(operation['parameters'])];
  const content = objectIn(resolve(document, objectIn(operation['requestBody']))['content']);
  const body = objectIn(content['application/json'])['schema'];
  const security = operation['security'] ?? document['security'];
  return {
    id: textIn(operation['operationId']) ?? `${method}-${path}`,
    method: method.toUpperCase(),
    path,
    server: textIn(listIn(item['servers'])[0]?.['url']),
    summary: textIn(operation['summary']) ?? `${method.toUpperCase()} ${path}`,
    description: textIn(operation['description']),
    isSecured: Array.isArray(security) && security.length > 0,
    parameters: parameters.map((parameter) => readParameter(resolve(document, parameter))),
    body: body === undefined ? undefined : objectIn(body),
    responses: readResponses(document, objectIn(operation['responses'])),
  };
}

function readParameter(parameter: Json) {
  const schema = objectIn(parameter['schema']);
  return {
    name: textIn(parameter['name']) ?? '',
    in: textIn(parameter['in']) ?? '',
    required: parameter['required'] === true,
    type: typeOf(schema),
    description: textIn(parameter['description']) ?? textIn(schema['description']),
    example: parameter['example'] ?? schema['example'],
  };
}

function readResponses(document: Json, responses: Json): readonly Answer[] {
  return Object.entries(responses).map(([status, value]) => {
    const response = resolve(document, objectIn(value));
    const [media] = Object.values(objectIn(response['content'])).map(objectIn);
    return {
      status,
      description: textIn(response['description']) ?? '',
      type: media?.['schema'] === undefined ? [] : typeOf(objectIn(media['schema'])),
    };
  });
}

type Members = { readonly properties: Json; readonly required: readonly string[] };

function flatten(document: Json, schema: Json): Members {
  const own = resolve(document, schema);
  const parts = listIn(own['allOf']).map((part) => flatten(document, part));
  return {
    properties: Object.assign(
      {},
      ...parts.map((part) => part.properties),
      objectIn(own['properties']),
    ),
    required: [...parts.flatMap((part) => part.required), ...textsIn(own['required'])],
  };
}

function resolve(document: Json, schema: Json): Json {
  const reference = textIn(schema['$ref']);
  if (reference === undefined || !reference.startsWith('#/')) return schema;
  const steps = reference.slice(2).split('/');
  return steps.reduce((place, step) => objectIn(place[step]), document);
}

function simpleType(schema: Json): string {
  const types = Array.isArray(schema['type'])
    ? textsIn(schema['type'])
    : [textIn(schema['type']) ?? 'any'];
  const format = textIn(schema['format']);
  const named = types.map((type) =>
    type === 'string' && format !== undefined ? `${type} (${format})` : type,
  );
  return named.join(' or ');
}

function limitsOf({
  minimum,
  maximum,
  maxLength,
  minItems,
  maxItems,
  default: initial,
}: Json): string {
  const isRange = typeof minimum === 'number' && typeof maximum === 'number';
  const limits = [
    isRange && Math.abs(maximum) < Number.MAX_SAFE_INTEGER && `${minimum} to ${maximum}`,
    typeof maxLength === 'number' && `up to ${maxLength} characters`,
    typeof minItems === 'number' && `at least ${minItems}`,
    typeof maxItems === 'number' && `at most ${maxItems}`,
    initial !== undefined && `default ${JSON.stringify(initial)}`,
  ].filter((limit) => limit !== false);
  return limits.length === 0 ? '' : `, ${limits.join(', ')}`;
}

function plainExample({ type, minimum }: Json): unknown {
  if (type === 'array') return [];
  if (type === 'boolean') return true;
  if (type === 'integer' || type === 'number') return minimum ?? 1;
  return type === 'object' ? {} : '…';
}

function arrayIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function listIn(value: unknown): readonly Json[] {
  return arrayIn(value).map(objectIn);
}

function textsIn(value: unknown): readonly string[] {
  return arrayIn(value).filter((each) => typeof each === 'string');
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
