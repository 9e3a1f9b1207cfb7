import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startApp, type World } from '../support/app.ts';
import { operations, type Operation } from '../support/strict-client.ts';
import { byHeader } from '../subscribers/subscribing.ts';
import { patience, rounds, seedOfRun } from './budget.ts';
import { createDrawing, type Known, membersOf, spoil } from './by-schema.ts';
import { hostileText, hostileValue } from './hostile.ts';

/**
 * Requests made from openapi.json, at every operation of it: right ones, nearly right ones and wrong
 * ones, by owners, others and nobody. The test client refuses every status, header and member that
 * the description lacks; here nothing may break, and the world must hold together after all of it.
 */
const document = membersOf(
  JSON.parse(readFileSync(new URL('../../openapi/openapi.json', import.meta.url), 'utf8')),
);

type Asked = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | FormData | URLSearchParams;
};

test('no request breaks anything, and every answer is as it is described', patience, async () => {
  const trust = await startApp({ ...byHeader, seed: 'demo' });
  const known = createMemory();
  const [configured = ''] = trust.secrets;
  const keys = [configured, (await trust.makeKey('editor')).secret];
  const faults = new Map<string, string>();
  const tally: Record<string, number> = {};
  const seed = seedOfRun();
  const makers = operations.map((operation) => ({
    operation,
    maker: requestOf(operation, known, keys),
  }));
  let count = 0;
  // Reading everything once fills the memory with names of what there is.
  for (const round of rounds(4)) {
    for (const { operation, maker } of shuffled(makers, seed + round)) {
      if (round === 0 && operation.method !== 'GET') continue;
      count += 1;
      const [asked] = fc.sample(maker, { seed: seed + count, numRuns: 1 });
      if (asked === undefined) throw new Error('nothing was drawn');
      const outcome = await ask(trust, asked, known);
      tally[outcome.status] = (tally[outcome.status] ?? 0) + 1;
      if (outcome.fault !== undefined && faults.size < 50)
        faults.set(`${operation.id}: ${outcome.fault}`, describeRequest(asked));
    }
    await trust.advanceDays(1);
    await trust.drain();
    known.learnLinks(JSON.stringify(trust.outside.mailbox));
  }
  console.log(`${count} requests from seed ${seed}: ${JSON.stringify(tally)}`);
  expect([...faults].map(([fault, request]) => `${fault}\n${request}`)).toEqual([]);
  // Requests that are all refused would prove little.
  expect((tally['200'] ?? 0) + (tally['201'] ?? 0)).toBeGreaterThan(count / 5);
});

async function ask(trust: World, asked: Asked, known: Memory) {
  const { method, path, headers, body } = asked;
  const logged = trust.logLines.length;
  try {
    const init = { method, headers, ...(body !== undefined && { body }) };
    const response = await trust.fetch(path, init);
    const text = await response.text();
    known.learn(path, response, text);
    const isMissing = response.status === 503 && /"title":"This deployment is not set/.test(text);
    const fault =
      response.status >= 500 && !isMissing
        ? `${response.status} ${JSON.stringify(trust.logLines.slice(logged))} ${text.slice(0, 300)}`
        : undefined;
    return { status: response.status, fault };
  } catch (error) {
    return { status: 0, fault: error instanceof Error ? error.message : String(error) };
  }
}

type Memory = Known & {
  learn(path: string, response: Response, text: string): void;
  /** Links that open something for whoever got them. */
  learnLinks(text: string): void;
  etag(n: number): string;
  /** What stands in the list at this address, named as its own addresses name it. */
  below(list: string, n: number): string | undefined;
};

const linkOfOne = /\/(my|subscriptions|unsubscribe)\/([\w-]{43})/g;

/** Names, numbers, links and tags of the answers so far, the newest first. */
function createMemory(): Memory {
  const texts = new Set<string>(['1', '2', '3']);
  const tags = new Set<string>(['*']);
  const byPattern = new Map<string, string[]>();
  const lists = new Map<string, readonly string[]>();
  const add = (text: string) => {
    if (texts.has(text) || texts.size > 20_000) return;
    texts.add(text);
    for (const [pattern, found] of byPattern)
      if (new RegExp(pattern).test(text)) found.unshift(text);
  };
  const learnLinks = (text: string) => {
    for (const [, place = '', token = ''] of text.matchAll(linkOfOne)) {
      add(token);
      const list = `/trust/${place}`;
      lists.set(list, [...new Set([token, ...(lists.get(list) ?? [])])].slice(0, 50));
    }
  };
  return {
    learnLinks,
    matching({ source }) {
      const found = byPattern.get(source);
      if (found !== undefined) return found;
      const fitting = [...texts].filter((text) => new RegExp(source).test(text));
      byPattern.set(source, fitting);
      return fitting;
    },
    etag: (n) => [...tags].at(-1 - (n % Math.min(tags.size, 20))) ?? '*',
    below(list, n) {
      const found = lists.get(list) ?? [];
      return found[n % Math.max(found.length, 1)];
    },
    learn(path, response, text) {
      const list = path.replace(/\?.*$/s, '').replace(/\.json$/, '');
      const names = namesIn(response, text);
      if (names.length > 0) lists.set(list, names);
      const etag = response.headers.get('etag');
      if (etag !== null) tags.add(etag);
      const named = text.matchAll(
        /"(?:id|slug|number|change|customer|entry|domain|cursor|next|kind)":"?([\w.:-]{1,80})"?/g,
      );
      for (const [, name = ''] of named) add(name);
      learnLinks(text);
    },
  };
}

/** A list holds what is below it by one of these. */
function namesIn(response: Response, text: string): readonly string[] {
  const isList = response.ok && /^\{"(?:items|[a-z]+)":\[/.test(text);
  if (!isList) return [];
  const list = Object.values(membersOf(JSON.parse(text))).find((each) => Array.isArray(each)) ?? [];
  return [list].flat().flatMap((item) => {
    const { slug, id, number } = membersOf(item);
    const name = slug ?? id ?? number;
    return name === undefined ? [] : [String(name)];
  });
}

/** Two of three as somebody would who has read the description; the third as comes. */
function requestOf(
  operation: Operation,
  known: Memory,
  keys: readonly string[],
): fc.Arbitrary<Asked> {
  const item = membersOf(membersOf(document['paths'])[operation.path]);
  const described = membersOf(item[operation.method.toLowerCase()]);
  const draw = createDrawing(document, known);
  const made = (isCareful: boolean) =>
    fc
      .record({
        inPath: parametersIn('path', described, draw, isCareful),
        query: parametersIn('query', described, draw, isCareful),
        chosen: fc.nat(),
        twice: isCareful ? fc.constant(1) : fc.nat(5),
        headers: headersOf(known, keys, operation.roles === undefined, isCareful),
        body: bodyOf(membersOf(described['requestBody']), draw, isCareful),
      })
      .map(({ inPath, chosen, query, twice, headers, body }) => ({
        method: operation.method,
        path: `${pathOf(operation.template, inPath, known, chosen)}${queryOf(query, twice)}`,
        headers: { ...headers, ...body?.headers },
        ...(body?.body !== undefined && { body: body.body }),
      }));
  return fc.oneof({ arbitrary: made(true), weight: 2 }, made(false));
}

type Draw = ReturnType<typeof createDrawing>;

function parametersIn(
  where: 'path' | 'query',
  described: Readonly<Record<string, unknown>>,
  draw: Draw,
  isCareful: boolean,
): fc.Arbitrary<readonly [string, string][]> {
  const parameters = [described['parameters']].flat().map(membersOf);
  const drawn = parameters
    .filter((each) => each['in'] === where)
    .map(({ name, schema, example }) => {
      const right = draw(schema).map(String);
      const given = example === undefined ? right : fc.oneof(fc.constant(String(example)), right);
      const value = isCareful ? given : fc.oneof(given, hostileText);
      const isGiven = where === 'path' ? fc.constant(0) : fc.nat(isCareful ? 4 : 1);
      return fc
        .tuple(isGiven, value)
        .map(([n, text]): [string, string][] => (n === 0 ? [[String(name), text]] : []));
    });
  return fc.tuple(...drawn).map((pairs) => pairs.flat());
}

/** Mostly what is listed there, else what was drawn. */
function pathOf(
  template: string,
  values: readonly [string, string][],
  known: Memory,
  chosen: number,
): string {
  return template.split(/(?=\{\w+\})/).reduce((path, part) => {
    const [, name = '', rest = ''] = /^\{(\w+)\}(.*)$/.exec(part) ?? [];
    if (name === '') return `${path}${part}`;
    const listed = chosen % 5 === 0 ? undefined : known.below(path.slice(0, -1), chosen);
    const value = (listed ?? new Map(values).get(name) ?? 'x').toWellFormed().slice(0, 300);
    // A tile's address holds slashes; a segment of dots would be taken away on the way.
    const filled = name === 'tile' ? value.replaceAll(/[^\w/.]/g, '') : encodeURIComponent(value);
    return `${path}${filled}${rest}`;
  }, '');
}

function queryOf(values: readonly [string, string][], twice: number): string {
  const pairs = values.map(([name, value]): [string, string] => [name, value.slice(0, 3_000)]);
  const text = new URLSearchParams(twice === 0 ? [...pairs, ...pairs] : pairs).toString();
  return text === '' ? '' : `?${text}`;
}

/** What may stand in a header at all; the rest no client would send. */
const headerText = hostileText.map((text) => text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, ''));

function headersOf(
  known: Memory,
  keys: readonly string[],
  isPublic: boolean,
  isCareful: boolean,
): fc.Arbitrary<Readonly<Record<string, string>>> {
  const [owner = '', editor = ''] = keys;
  const bearer = (key: string) => `Bearer ${key}`;
  const optional = fc.record(
    {
      'if-match': fc.oneof(
        { arbitrary: fc.constant('*'), weight: 3 },
        fc.nat().map((n) => known.etag(n)),
        headerText,
      ),
      'if-none-match': fc.oneof(
        fc.nat().map((n) => known.etag(n)),
        headerText,
      ),
      'if-modified-since': fc.oneof(fc.constant('Sun, 22 Nov 2026 09:00:00 GMT'), headerText),
      accept: fc.oneof(fc.constantFrom('application/json', 'text/html', '*/*', ''), headerText),
      'accept-language': fc.oneof(fc.constantFrom('de', 'en-US,en;q=0.5'), headerText),
      'accept-encoding': fc.oneof(fc.constantFrom('gzip', 'br', 'identity;q=0'), headerText),
      range: fc.oneof(fc.constantFrom('bytes=0-9', 'bytes=-1', 'bytes=9-1'), headerText),
      'idempotency-key': fc.oneof(fc.uuid(), headerText),
      origin: fc.constantFrom('https://evil.example', 'null'),
      cookie: headerText,
    },
    { requiredKeys: [] },
  );
  const who = fc.oneof(
    { arbitrary: fc.constant(bearer(owner)), weight: 8 },
    { arbitrary: fc.constant(bearer(editor)), weight: 1 },
    fc.constant(''),
    headerText.map(bearer),
  );
  const careful = fc.record(
    {
      'if-match': fc.oneof(
        { arbitrary: fc.constant('*'), weight: 5 },
        fc.nat().map((n) => known.etag(n)),
      ),
      'if-none-match': fc.nat(20).map((n) => (n === 0 ? known.etag(n) : '"none"')),
      accept: fc.constantFrom('application/json', '*/*'),
    },
    { requiredKeys: ['if-match'] },
  );
  const source = fc.nat(255).map((n) => `203.0.113.${n}`);
  return fc
    .tuple(isCareful ? careful : optional, isPublic ? fc.constant('') : who, source)
    .map(([headers, authorization, client]) => ({
      ...headers,
      ...(authorization !== '' && { authorization }),
      'x-client': client,
    }));
}

type Body = { readonly headers: Record<string, string>; readonly body: Asked['body'] };

function bodyOf(
  described: Readonly<Record<string, unknown>>,
  draw: Draw,
  isCareful: boolean,
): fc.Arbitrary<Body | undefined> {
  const content = Object.entries(membersOf(described['content']));
  if (content.length === 0) return fc.constant(undefined);
  const kinds = content.map(([type, media]) =>
    bodyOfType(type, membersOf(media)['schema'], draw, isCareful),
  );
  if (isCareful) return fc.oneof(...kinds);
  return fc.oneof(
    { arbitrary: fc.oneof(...kinds), weight: 6 },
    { arbitrary: rubbish(content.map(([type]) => type)), weight: 1 },
    { arbitrary: fc.constant(undefined), weight: 1 },
  );
}

function bodyOfType(
  type: string,
  schema: unknown,
  draw: Draw,
  isCareful: boolean,
): fc.Arbitrary<Body> {
  const right = draw(schema);
  const spoilt = fc
    .tuple(right, fc.nat(), hostileValue)
    .map(([value, ...how]) => spoil(value, ...how));
  const values = isCareful ? right : spoilt;
  if (type === 'application/json')
    return values.map((value) => ({
      headers: { 'content-type': type },
      body: JSON.stringify(value) ?? '',
    }));
  if (type === 'application/x-www-form-urlencoded')
    return values.map((value) => ({ headers: {}, body: new URLSearchParams(pairsOf(value)) }));
  if (type === 'multipart/form-data')
    return values.map((value) => ({ headers: {}, body: formOf(pairsOf(value)) }));
  return fc
    .oneof(right.map(String), hostileText)
    .map((body) => ({ headers: { 'content-type': type }, body: body.toWellFormed() }));
}

function rubbish(types: readonly string[]): fc.Arbitrary<Body> {
  return fc
    .tuple(fc.constantFrom(...types, 'text/plain', 'application/xml'), hostileText)
    .map(([type, body]) => ({ headers: { 'content-type': type }, body }));
}

function pairsOf(value: unknown): [string, string][] {
  return Object.entries(membersOf(value)).flatMap(([name, each]) =>
    [each]
      .flat()
      .map((one): [string, string] => [
        name,
        typeof one === 'object' ? JSON.stringify(one) : String(one),
      ]),
  );
}

function formOf(pairs: readonly [string, string][]): FormData {
  const form = new FormData();
  for (const [name, value] of pairs) form.append(name, value);
  return form;
}

/** The same on every run with the seed (Fisher-Yates by way of fast-check). */
function shuffled<T>(items: readonly T[], seed: number): readonly T[] {
  const all = [...items];
  const [order = []] = fc.sample(
    fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
    { seed, numRuns: 1 },
  );
  return order;
}

function describeRequest({ method, path, headers, body }: Asked): string {
  const { authorization, ...shown } = headers;
  const text = body instanceof FormData ? JSON.stringify([...body]) : String(body ?? '');
  const who = authorization === undefined ? 'nobody' : 'somebody with a key';
  return `${who}: ${method} ${path.slice(0, 300)} ${JSON.stringify(shown).slice(0, 500)} ${text.slice(0, 600)}`;
}
