import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

/**
 * The faults a document has by a served schema. The served one is open, because its address is
 * permanent; here every object is closed, so that a member it does not describe is our mistake.
 */
export function schemaCheck(served: string): (document: unknown) => readonly string[] {
  const schema: unknown = JSON.parse(served);
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false });
  formats.default(ajv);
  const open = ajv.compile(Object(schema));
  const closedAjv = new Ajv2020({ allErrors: true });
  formats.default(closedAjv);
  const closed = closedAjv.compile(Object(closeObjects(schema)));
  return (document) => {
    open(document);
    const openFaults = (open.errors ?? []).map(
      ({ instancePath, message }) => `${instancePath} ${message}`,
    );
    closed(document);
    const extra = (closed.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
    return [...openFaults, ...extra];
  };
}

function closeObjects(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closeObjects);
  if (typeof schema !== 'object' || schema === null) return schema;
  const members = Object.entries(schema).map(([key, value]) => [key, closeObjects(value)] as const);
  const isRecord = 'type' in schema && schema.type === 'object' && 'properties' in schema;
  return { ...Object.fromEntries(members), ...(isRecord ? { additionalProperties: false } : {}) };
}
