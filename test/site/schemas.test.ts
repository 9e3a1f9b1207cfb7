import { describe, expect, test } from 'vitest';
import { representations } from '../../src/representations.ts';
import { startApp, type World } from '../support/app.ts';
import { pick } from '../support/client.ts';
import { facts } from '../support/factories.ts';
import { schemaCheck } from '../support/schema-check.ts';

const hostile = [
  '</script><script>alert(1)</script>',
  'שלום evil عربي',
  '😀'.repeat(90),
  '"; DROP TABLE entries; --',
  'x'.repeat(200),
];

/** Documents of our own; the others are in formats that somebody else describes. */
const documents = representations.filter(
  ({ path, mediaType }) => mediaType.startsWith('application/json') && path !== '/openapi.json',
);

describe('every JSON document names its JSON Schema at a permanent address, and is as it says', () => {
  test('in the demo', async () => {
    const trust = await startApp({ seed: 'demo' });
    const shown = await check(trust, {
      slug: 'intercom',
      id: '1',
      version: '3',
      policy: 'privacy-policy',
      number: '1',
      to: '2',
    });
    expect(shown).toBe(documents.length);
  });

  test('where nobody has said anything yet', async () => {
    const trust = await startApp({ organisation: 'none' });
    expect(await check(trust, {})).toBeGreaterThan(9);
  });

  test('with whatever is written into it', async () => {
    const trust = await startApp();
    const entries = Object.fromEntries(
      hostile.map((text, index) => [
        `entry-${index}`,
        facts({
          name: text,
          description: text,
          category: [...text].slice(0, 100).join(''),
          dataCategories: [text],
        }),
      ]),
    );
    await trust.publish({ entries, reason: hostile.join('\n\n') });
    const shown = await check(trust, { slug: 'entry-0', id: '1', version: '1' });
    expect(shown).toBeGreaterThan(14);
  });
});

test('no schema forbids members that come later', async () => {
  const trust = await startApp();
  const schemas = representations.filter(({ mediaType }) => /schema\+json/.test(mediaType));
  expect(schemas.length).toBeGreaterThan(30);
  for (const { path } of schemas) {
    const { status, text } = await trust.get(`/trust${path}`);
    expect([path, status]).toEqual([path, 200]);
    expect(path).toMatch(/-\d+\.json$/);
    expect(JSON.parse(text)).toMatchObject({
      $id: `http://localhost:8787/trust${path}`,
      $schema: 'https://json-schema.org/draft/2020-12/schema',
    });
    expect(text.replaceAll(/\s/g, ''), path).not.toContain('"additionalProperties":false');
  }
});

/** How many documents there are at addresses made of these values. */
async function check(trust: World, values: Readonly<Record<string, string>>): Promise<number> {
  const checks = new Map<string, ReturnType<typeof schemaCheck>>();
  let shown = 0;
  for (const { path } of documents) {
    const address = `/trust${filled(path, values)}`;
    const { status, headers, body } = await trust.get(address);
    if (status === 404 && /:/.test(path)) continue;
    expect([address, status]).toEqual([address, 200]);
    shown += 1;
    const [, schema] = /<([^>]+)>; rel="describedby"/.exec(headers.get('link') ?? '') ?? [];
    expect(schema, address).toMatch(/^\/trust\/schema\//);
    const known = checks.get(String(schema)) ?? (await checkOf(trust, String(schema)));
    checks.set(String(schema), known);
    expect(known(body), address).toEqual([]);
  }
  return shown;
}

/** A part of a schema is named by a fragment. */
async function checkOf(trust: World, address: string): Promise<ReturnType<typeof schemaCheck>> {
  const [path = '', part] = address.split('#');
  const { text, body } = await trust.get(path);
  if (part === undefined) return schemaCheck(text);
  const { $schema, $defs } = Object(body);
  const alone = { $schema, $ref: `#${part}`, $defs };
  expect(pick(body, '$id')).toBe(`http://localhost:8787${path}`);
  return schemaCheck(JSON.stringify(alone));
}

/** `/changes/:id{[0-9]+\\.json}` with its values. */
function filled(path: string, values: Readonly<Record<string, string>>): string {
  return path.replaceAll(/:(\w+)(\{[^/]*?\})/g, (_, name: string, form: string) => {
    const value =
      name === 'slug' && path.startsWith('/documents/') ? 'soc-2-type-i-report' : values[name];
    return `${value ?? '999'}${form.includes('.json') ? '.json' : ''}`;
  });
}
