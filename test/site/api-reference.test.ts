import { type DefaultTreeAdapterMap, parse } from 'parse5';
import { expect, test } from 'vitest';
import { refusals } from '../../src/core/errors.ts';
import type { Published } from '../../src/publication/representation.ts';
import { apiReference, openapiJson } from '../../src/site/api-reference.tsx';
import { ApiReference } from '../../src/site/api-reference-page.tsx';
import { exampleOf, fieldsOf, operationGroups } from '../../src/site/openapi-document.ts';
import { renderInput, testPlace } from '../support/snapshot.ts';

const hostile = '<img src=x onerror=alert(1)>';
const document = {
  openapi: '3.1.0',
  paths: {
    '/api/v1/things/{slug}': {
      put: {
        operationId: 'putThing',
        tags: ['Things'],
        summary: hostile,
        security: [{ staffKey: [] }],
        parameters: [
          {
            in: 'path',
            name: 'slug',
            required: true,
            schema: { type: 'string', example: 'a-thing' },
          },
          { in: 'header', name: 'if-match', schema: { type: 'string', example: '"v3"' } },
        ],
        requestBody: {
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } },
        },
        responses: {
          200: {
            description: 'Saved',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } },
          },
          422: { description: 'Not acceptable' },
        },
      },
    },
    '/feed.atom': { get: { summary: 'The feed', responses: {} } },
  },
  components: {
    schemas: {
      Thing: {
        type: 'object',
        required: ['name', 'parts'],
        properties: {
          name: { type: 'string', maxLength: 20, example: "it's" },
          parts: {
            type: 'array',
            items: {
              type: 'object',
              required: ['size'],
              properties: { size: { type: 'integer' } },
            },
          },
          day: { type: 'string', format: 'date', description: 'A day.' },
          next: { $ref: '#/components/schemas/Thing' },
          either: { oneOf: [{ const: 1 }, { $ref: '#/components/schemas/Thing' }] },
        },
      },
    },
  },
};

test('operations stand under their tag with everything they take and answer', () => {
  const [things, other] = operationGroups(document);
  expect([things?.name, other?.name]).toEqual(['Things', 'Other']);
  expect(things?.operations[0]).toMatchObject({ id: 'putThing', method: 'PUT', isSecured: true });
  expect(other?.operations[0]).toMatchObject({ isSecured: false, body: undefined });
});

test('fields of anonymous objects have their path, named shapes are a link, cycles end', () => {
  const thing = document.components.schemas.Thing;
  expect(fieldsOf(document, { $ref: '#/components/schemas/Thing' })).toEqual([
    { name: 'name', required: true, type: ['string, up to 20 characters'], description: undefined },
    { name: 'parts', required: true, type: ['list of ', 'object'], description: undefined },
    { name: 'parts[].size', required: true, type: ['integer'], description: undefined },
    { name: 'day', required: false, type: ['string (date)'], description: 'A day.' },
    { name: 'next', required: false, type: [{ schema: 'Thing' }], description: undefined },
    {
      name: 'either',
      required: false,
      type: ['1', ' or ', { schema: 'Thing' }],
      description: undefined,
    },
  ]);
  expect(exampleOf(document, thing)).toEqual({ name: "it's", parts: [] });
});

test('the page escapes what the document says and every link inside it has its target', () => {
  const html = String(ApiReference({ document, place: testPlace }));
  const { ids, targets, images } = linksIn(html);
  expect(images).toBe(0);
  expect(html).toContain('&lt;img');
  expect(new Set(ids).size).toBe(ids.length);
  for (const target of targets) expect(ids).toContain(target);
  expect(targets.length).toBeGreaterThan(5);
});

test('each call is shown as curl, quotes in the example included', () => {
  const html = String(ApiReference({ document, place: testPlace }));
  const shown = html.replaceAll('&#39;', "'").replaceAll('&quot;', '"');
  expect(shown).toContain(
    "curl -X PUT 'https://trust.qluster.example/trust/api/v1/things/a-thing'",
  );
  expect(shown).toContain(`-H 'if-match: "v3"'`);
  expect(shown).toContain(String.raw`-d '{"name":"it'\''s","parts":[]}'`);
});

test('every problem has the anchor that its type names', async () => {
  const { ids } = linksIn(await textOf(apiReference));
  for (const code of Object.keys(refusals)) expect(ids).toContain(`problem-${code}`);
});

test('the reference of the committed description has every operation and no broken link', async () => {
  const { ids, targets } = linksIn(await textOf(apiReference));
  for (const target of targets) expect(ids).toContain(target);
  const described = JSON.parse(await textOf(openapiJson));
  for (const { operations } of operationGroups(described)) {
    for (const { id } of operations) expect(ids).toContain(`operation-${id}`);
  }
});

test('webhooks are shown as what is received: with their body, and no call', () => {
  const webhooks = { 'a.thing': document.paths['/api/v1/things/{slug}'] };
  const html = String(
    ApiReference({ document: { ...document, paths: {}, webhooks }, place: testPlace }),
  );
  expect(html).toContain('PUT https://your-address.example/');
  expect(html).toContain('&quot;parts&quot;: []');
  expect(html).not.toContain('curl');
});

test('the description names this deployment as its server', async () => {
  expect(JSON.parse(await textOf(openapiJson))).toMatchObject({
    openapi: expect.stringMatching(/^3\.1/),
    servers: [{ url: 'https://trust.qluster.example/trust' }],
  });
});

async function textOf(row: Published): Promise<string> {
  const { body } = await row.render(renderInput());
  return String(body);
}

type Node = DefaultTreeAdapterMap['node'];

function linksIn(html: string) {
  const found: { ids: string[]; targets: string[]; images: number } = {
    ids: [],
    targets: [],
    images: 0,
  };
  const visit = (node: Node): void => {
    if ('attrs' in node) {
      if (node.tagName === 'img') found.images += 1;
      for (const { name, value } of node.attrs) {
        if (name === 'id') found.ids.push(value);
        if (name === 'href' && value.startsWith('#')) found.targets.push(value.slice(1));
      }
    }
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  visit(parse(html));
  return found;
}
