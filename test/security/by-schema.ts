import fc from 'fast-check';

type Json = Readonly<Record<string, unknown>>;

/** Where values of earlier answers come from, so that a request may name what there is. */
export type Known = {
  /** Texts that fit a pattern; none where nothing does. */
  matching(pattern: RegExp): readonly string[];
};

/** What a format of JSON Schema stands for. */
const byFormat: Readonly<Record<string, fc.Arbitrary<string>>> = {
  date: fc
    .date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
    .map((at) => at.toISOString().slice(0, 10)),
  'date-time': fc
    .date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
    .map((at) => at.toISOString()),
  email: fc.nat(40).map((n) => `reader${n}@customer${n % 7}.example`),
  uri: fc.nat(40).map((n) => `https://vendor${n}.example/terms`),
  uuid: fc.uuid(),
  byte: fc.base64String({ maxLength: 40 }),
  binary: fc.string({ maxLength: 200 }),
};

const plain = fc.constantFrom('Postmark', 'Sends mail.', 'a', 'qluster-service', 'Ä – ß', 'x y z');

/** Draws values that a schema of openapi.json describes, and now and then one that it nearly does. */
export function createDrawing(document: Json, known: Known) {
  const made = new Map<string, fc.Arbitrary<unknown>>();

  function draw(schema: unknown, depth = 0): fc.Arbitrary<unknown> {
    const key = `${depth > 6} ${JSON.stringify(schema)}`;
    const found = made.get(key);
    if (found !== undefined) return found;
    const value = make(membersOf(schema), depth);
    made.set(key, value);
    return value;
  }

  function make(schema: Json, depth: number): fc.Arbitrary<unknown> {
    const { $ref: reference, anyOf, oneOf, allOf, type } = schema;
    if (typeof reference === 'string') return draw(follow(document, reference), depth + 1);
    if ('const' in schema) return fc.constant(schema['const']);
    if (Array.isArray(schema['enum'])) return fc.constantFrom(...schema['enum']);
    const choices = anyOf ?? oneOf;
    if (Array.isArray(choices)) return fc.oneof(...choices.map((each) => draw(each, depth + 1)));
    if (Array.isArray(allOf))
      return fc
        .tuple(...allOf.map((each) => draw(each, depth + 1)))
        .map((parts) => Object.assign({}, ...parts));
    if (Array.isArray(type))
      return fc.oneof(...type.map((each) => make({ ...schema, type: each }, depth)));
    return makeOfType(String(type), schema, depth);
  }

  function makeOfType(type: string, schema: Json, depth: number): fc.Arbitrary<unknown> {
    if (type === 'object') return makeObject(schema, depth);
    if (type === 'array') return makeList(schema, depth);
    if (type === 'integer' || type === 'number') return makeNumber(schema);
    if (type === 'boolean') return fc.boolean();
    if (type === 'null') return fc.constant(null);
    return type === 'string' ? makeText(schema) : fc.jsonValue({ maxDepth: 1 });
  }

  function makeObject(schema: Json, depth: number): fc.Arbitrary<unknown> {
    const properties = Object.entries(membersOf(schema['properties']));
    const required = Array.isArray(schema['required']) ? schema['required'].map(String) : [];
    // Something that holds itself comes to an end.
    const kept = depth > 6 ? properties.filter(([name]) => required.includes(name)) : properties;
    const members = Object.fromEntries(kept.map(([name, each]) => [name, draw(each, depth + 1)]));
    const record = fc.record(members, {
      requiredKeys: required.filter((name) => name in members),
    });
    const others = schema['additionalProperties'];
    const examples = Array.isArray(schema['examples']) ? schema['examples'] : [];
    if (examples.length > 0) return nearExample(examples, record);
    if (typeof others !== 'object' || others === null || depth > 6) return record;
    const names = fc.oneof(plain, fc.constantFrom('de', 'en', 'postmark'), slugs());
    const more = fc.dictionary(names, draw(others, depth + 1), { maxKeys: 3 });
    return fc.tuple(record, more).map(([own, added]) => ({ ...added, ...own }));
  }

  /** As somebody wrote it down, also with some members of another. */
  function nearExample(examples: readonly unknown[], drawn: fc.Arbitrary<object>) {
    const example = fc.constantFrom(...examples);
    const mixed = fc
      .tuple(example, drawn, fc.infiniteStream(fc.boolean()))
      .map(([one, other, choices]) => ({
        ...membersOf(one),
        ...Object.fromEntries(Object.entries(other).filter(() => choices.next().value)),
      }));
    return fc.oneof({ arbitrary: example, weight: 4 }, { arbitrary: mixed, weight: 2 }, drawn);
  }

  function makeList(schema: Json, depth: number): fc.Arbitrary<unknown> {
    const minLength = Number(schema['minItems'] ?? 0);
    const maxLength = Math.min(Number(schema['maxItems'] ?? 3), minLength + 3);
    return fc.array(draw(schema['items'] ?? {}, depth + 1), {
      minLength,
      maxLength: depth > 6 ? minLength : maxLength,
    });
  }

  function makeNumber({ type, ...schema }: Json): fc.Arbitrary<unknown> {
    const least = Number(schema['minimum'] ?? schema['exclusiveMinimum'] ?? 0);
    const most = Number(schema['maximum'] ?? least + 1_000);
    const near = Math.min(most, least + 5);
    const whole = fc.oneof(
      fc.integer({ min: Math.ceil(least), max: Math.floor(near) }),
      fc.integer({ min: Math.ceil(least), max: Math.floor(most) }),
    );
    return type === 'integer' ? whole : fc.oneof(whole, fc.double({ min: least, max: most }));
  }

  function makeText(schema: Json): fc.Arbitrary<string> {
    const { pattern, format } = schema;
    if (typeof pattern === 'string') return matching(pattern);
    if (typeof format === 'string') return byFormat[format] ?? plain;
    const least = Number(schema['minLength'] ?? 0);
    const most = Math.min(Number(schema['maxLength'] ?? 200), 200);
    const examples = Array.isArray(schema['examples']) ? schema['examples'].map(String) : [];
    const any = fc.string({ unit: 'grapheme', minLength: least, maxLength: Math.max(least, most) });
    return examples.length > 0
      ? fc.oneof({ arbitrary: fc.constantFrom(...examples), weight: 3 }, plain, any)
      : fc.oneof({ arbitrary: plain, weight: 3 }, any);
  }

  /** What is known and fits, most of the time. */
  function matching(pattern: string): fc.Arbitrary<string> {
    const expression = new RegExp(pattern);
    const invented = fc.stringMatching(expression, { maxLength: 80 });
    const chosen = fc.tuple(fc.nat(), invented).map(([n, other]) => {
      const fitting = known.matching(expression);
      return fitting[n % Math.max(fitting.length, 1)] ?? other;
    });
    return fc.oneof({ arbitrary: chosen, weight: 5 }, invented);
  }

  function slugs(): fc.Arbitrary<string> {
    return matching('^[a-z0-9]+(-[a-z0-9]+)*$');
  }

  return draw;
}

/** Replaces, drops or adds one thing anywhere in a value. */
export function spoil(value: unknown, place: number, put: unknown): unknown {
  if (Array.isArray(value) && value.length > 0 && place % 3 > 0) {
    const at = place % value.length;
    return value.map((each, index) => (index === at ? spoil(each, place >> 2, put) : each));
  }
  if (typeof value === 'object' && value !== null && place % 5 > 0) {
    const entries = Object.entries(value);
    const at = place % (entries.length + 1);
    if (at === entries.length) return { ...value, unheard_of: put };
    return Object.fromEntries(
      entries.flatMap(([name, each], index) => {
        if (index !== at) return [[name, each]];
        return place % 4 === 0 ? [] : [[name, spoil(each, place >> 2, put)]];
      }),
    );
  }
  return put;
}

function follow(document: Json, reference: string): unknown {
  return reference
    .slice(2)
    .split('/')
    .reduce<unknown>((at, step) => membersOf(at)[step], document);
}

export function membersOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
