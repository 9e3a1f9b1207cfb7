import { z } from 'zod';

export type Json = { readonly [name: string]: unknown };

/** Collects the named shapes of a document while its paths are written. */
export type Components = { schemas: Map<string, Json> };

/** The shape of a zod schema; shapes with an id become components and are referred to. */
export function shapeOf(schema: z.ZodType, components: Components): Json {
  // A request is described as it is sent. Answers carry the same words, defaults filled in.
  const written = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', override });
  const { $schema: _, $defs = {}, ...shape } = written;
  for (const [name, definition] of Object.entries($defs)) {
    const described = tidy(definition);
    // Nothing but a name: the shape is added from where it is kept.
    if (Object.keys(described).length > 0) addComponent(components, name, described);
  }
  return tidy(shape);
}

// zod leaves out the default of what it transforms, though it is one for the sender too.
function override({ zodSchema, jsonSchema }: Override): void {
  const { def } = zodSchema._zod;
  if (def.type === 'default' && 'defaultValue' in def) jsonSchema['default'] = def.defaultValue;
}

type Override = { zodSchema: z.core.$ZodTypes; jsonSchema: Record<string, unknown> };

/** The definitions of a JSON Schema as components, under the names given; its root is left out. */
export function addDefinitions(
  definitions: Json,
  names: Readonly<Record<string, string>>,
  components: Components,
): void {
  for (const [key, definition] of Object.entries(definitions)) {
    const name = names[key];
    if (name === undefined) throw new Error(`"${key}" of a JSON Schema has no name here`);
    addComponent(components, name, tidy(definition, names));
  }
}

export function addComponent(components: Components, name: string, shape: Json): void {
  const known = components.schemas.get(name);
  if (known && JSON.stringify(known) !== JSON.stringify(shape))
    throw new Error(`Two shapes are called ${name}`);
  components.schemas.set(name, shape);
}

export function refTo(name: string): Json {
  return { $ref: `#/components/schemas/${name}` };
}

/**
 * What zod says and a reader does not need is dropped: `readOnly` means something else in OpenAPI,
 * the pattern of a format repeats the format, and every safe integer lies within the safe integers.
 */
export function tidy(value: unknown, names: Readonly<Record<string, string>> = {}): Json {
  return object(tidied(value, names));
}

function tidied(value: unknown, names: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(value)) return value.map((each) => tidied(each, names));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key, member]) => !isNoise(key, member, value));
  return Object.fromEntries(
    kept.map(([key, member]) => {
      if (key === 'properties') return [key, tidiedMembers(member, names)];
      if (key === '$ref' && typeof member === 'string') return [key, renamed(member, names)];
      if (key === 'example') return ['examples', [member]];
      return [key, tidied(member, names)];
    }),
  );
}

// The names of an object's members are not keywords.
function tidiedMembers(members: unknown, names: Readonly<Record<string, string>>): Json {
  const pairs = Object.entries(object(members));
  return Object.fromEntries(pairs.map(([key, member]) => [key, tidied(member, names)]));
}

function renamed(reference: string, names: Readonly<Record<string, string>>): string {
  const name = /^#\/\$defs\/(.+)$/.exec(reference)?.[1];
  return name === undefined ? reference : `#/components/schemas/${names[name] ?? name}`;
}

function isNoise(key: string, member: unknown, owner: object): boolean {
  if (key === 'readOnly' || key === 'id' || key === 'propertyNames') return true;
  if (key === 'pattern') return 'format' in owner;
  return (
    (key === 'minimum' || key === 'maximum') && Math.abs(Number(member)) === Number.MAX_SAFE_INTEGER
  );
}

export function object(value: unknown): Json {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
