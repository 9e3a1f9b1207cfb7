import type { Json } from '../core/canonical-json.ts';
import type { Published } from '../publication/representation.ts';
import { head, schemaAt } from './json-schema.ts';

/**
 * Documents whose shapes are written for the API: each is read from its description, and stays at its
 * address. Like the others they only ever grow.
 */
const described = [
  ['entry-history-1', 'EntryHistory', 'History of a sub-processor'],
  ['list-versions-1', 'ListVersions', 'Versions of the sub-processor list'],
  ['change-1', 'Change', 'Change'],
  ['changes-1', 'ChangeList', 'Change log'],
  ['update-1', 'Update', 'Update'],
  ['updates-1', 'UpdateList', 'Updates'],
  ['subscribing-1', 'Subscribing', 'What can be subscribed to'],
  ['contact-1', 'ContactForm', 'What the contact form takes'],
  ['use-this-data-1', 'DataUses', 'What can be taken into other pages'],
  ['privacy-request-1', 'PrivacyRequestRules', 'What can be asked about personal data'],
  ['search-results-1', 'SearchResults', 'Search results'],
  ['privacy-figures-1', 'PrivacyRequestYears', 'Privacy requests in figures'],
] as const;

export const describedSchemas = described.map(([file, component, title]) => ({
  component,
  title,
  row: schemaRow(`/schema/${file}.json`, component, title),
}));

function schemaRow(path: string, component: string, title: string): Published {
  return schemaAt(path, async (id) => {
    const { default: api } = await import('../../openapi/openapi.json');
    const schemas: Readonly<Record<string, unknown>> = api.components.schemas;
    const names = reachedFrom(component, schemas);
    const $defs = Object.fromEntries(names.map((name) => [name, moved(schemas[name])]));
    return { ...head, $id: id, title, $ref: `#/$defs/${component}`, $defs };
  });
}

/** Every shape that this one names, itself first. */
function reachedFrom(
  component: string,
  schemas: Readonly<Record<string, unknown>>,
): readonly string[] {
  const reached = new Set([component]);
  for (const name of reached)
    for (const [, next = ''] of JSON.stringify(schemas[name]).matchAll(reference))
      reached.add(next);
  return [...reached];
}

const reference = /"#\/components\/schemas\/(\w+)"/g;

/** In a document of its own a shape stands among the `$defs`. */
function moved(schema: unknown): Json {
  return JSON.parse(JSON.stringify(schema).replace(reference, '"#/$$defs/$1"'));
}
