// npm run openapi: writes the description of the API from the routes and rows themselves.
import { placeOf } from '../src/publication/place.ts';
import { writeFile } from 'node:fs/promises';
import { fieldOrder } from '../src/changes/model.ts';
import { refusals } from '../src/core/errors.ts';
import { problem } from '../src/http/schema.ts';
import { unnamedOrganisation } from '../src/organisation/model.ts';
import type { Snapshot } from '../src/publication/model.ts';
import type { Published } from '../src/publication/representation.ts';
import { controlsSchema } from '../src/site/controls-schema.ts';
import { documentsSchema } from '../src/site/documents-schema.ts';
import {
  policiesSchema,
  policyDifferenceSchema,
  policySchema,
  policyVersionSchema,
} from '../src/site/policies-schema.ts';
import { retentionSchema } from '../src/site/retention-schema.ts';
import { differenceSchema } from '../src/site/difference-schema.ts';
import { listSchema, overviewSchema } from '../src/site/json-schema.ts';
import { nothingStated } from '../src/controls/model.ts';
import { noPolicies } from '../src/policies/model.ts';
import { noUpdates } from '../src/updates/model.ts';
import { webhookSchemas } from '../src/site/webhook-schemas.ts';
import manifest from '../package.json';
import { examples } from './examples.ts';
import { base, publicOperations } from './operations.ts';
import type { Components, Json } from './schemas.ts';
import { addComponent, addDefinitions, object, shapeOf, tidy } from './schemas.ts';
import { webhookName, webhooks } from './webhooks.ts';
import { problemNames, staffPaths, subscriberPaths } from './staff-paths.ts';

const nothingPublished: Snapshot = {
  version: 0,
  at: new Date(0),
  organisation: unnamedOrganisation,
  branding: {},
  services: [],
  entries: [],
  withdrawn: [],
  pending: [],
  recent: [],
  steps: [],
  stepsWithCorrections: [],
  stepCounts: { substantive: 0, all: 0 },
  changeCount: 0,
  listVersion: 0,
  updates: noUpdates,
  controls: nothingStated,
  documents: [],
  policies: noPolicies,
  retention: [],
};

const place = placeOf({ origin: 'https://trust.example.com', base });

async function describeApi(): Promise<Json> {
  const components: Components = { schemas: new Map() };
  await addPublicShapes(components);
  shapeOf(problem, components);
  const paths = merged(
    publicOperations(components),
    subscriberPaths(components),
    staffPaths(components),
  );
  const sorted = [...components.schemas].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    openapi: '3.1.1',
    info: {
      title: 'Annex',
      version: manifest.version,
      summary: 'A trust centre: who processes the data of a company’s customers, and every change.',
      description,
      license: { name: 'Apache License 2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: base, description: 'Where Annex is mounted (BASE_PATH)' }],
    tags: Object.entries(tags).map(([name, words]) => ({ name, description: words })),
    paths,
    webhooks: webhooks(),
    components: {
      securitySchemes: {
        staffKey: {
          type: 'http',
          scheme: 'bearer',
          description:
            'A staff key: `Authorization: Bearer annex_…`. Each has a holder and a role, and may be narrowed to scopes. `x-roles` of each operation says who may do it, `x-scope` to which scope it belongs.',
        },
      },
      headers,
      responses: { NotModified: notModified, ...problemResponses() },
      schemas: Object.fromEntries(sorted.map(([name, shape]) => [name, exemplified(name, shape)])),
    },
  };
}

/** A page and the form on it share an address. */
function merged(...all: readonly Json[]): Json {
  const paths: Record<string, Json> = {};
  for (const [path, item] of all.flatMap(Object.entries))
    paths[path] = { ...paths[path], ...object(item) };
  return paths;
}

function exemplified(name: string, shape: Json): Json {
  return name in examples ? { ...shape, examples: [examples[name]] } : shape;
}

const description = `Everything under "Overview", "Sub-processors", "Changes" and "Transparency log" is public: no key, no cookie, readable by scripts of any origin. Where a page has a form in JSON or Markdown, \`Accept: application/json\` or \`text/markdown\` gets it at the address of the page. HEAD and OPTIONS are answered wherever GET is; any other method gets 405. Unknown parameters are ignored.

Pages, and the forms on them, stand in every language that Annex speaks: in the organisation’s first one at the addresses below, in others with its tag in front, e.g. \`/de/subprocessors\`. JSON and all other formats for programs have one address, in no language.

The other groups are for staff, who send a key. What is refused is a problem (RFC 9457) that says what to do about it. Text is in the organisation's language, days are calendar days in its time zone, instants are UTC.`;

const tags: Readonly<Record<string, string>> = {
  Search: 'Everything public by words.',
  Overview: 'The whole trust centre in brief.',
  'Sub-processors': 'Who processes data, on whose behalf, where and on what basis.',
  Versions: 'The list as it was published each time, for ever.',
  Changes: 'What was said when: the log, a page per change, and feeds.',
  Controls:
    'What is stated about security: attestations, controls, questions and answers, statements about laws.',
  'Documents on request':
    'Which documents there are, who may have them, and the way to a copy; no account is needed.',
  Updates: 'Posts by the publisher: security, incidents, policies, documents, product.',
  Policies:
    'Policies and terms in versions, what changed between two, and how long records are kept.',
  Retention: 'Staff: how long each kind of record is kept.',
  'Transparency log':
    'Proof that the past was not rewritten: tiles, checkpoints and proofs in the formats of C2SP.',
  Webhooks:
    'What Annex posts to the address of a subscriber, signed by Standard Webhooks 1.0.0; docs/webhooks.md says how to verify it.',
  Subscriptions:
    'To be told by mail, webhook or chat. Whoever has the link of a subscription can do all of it.',
  Objections:
    'To object to a change, and what becomes of it. Whoever has the link of a case can write to it and withdraw it.',
  Contact:
    'To write to the company, and what becomes of it. Whoever has the link of an inquiry can see it and add to it.',
  Privacy:
    'To ask about one’s personal data, and what becomes of it. Whoever has the link of a request can see it, write to it and withdraw it.',
  'My terms':
    'A customer’s own terms, days, objections and contacts. Whoever has the link of its mails sees them.',
  Embedding: 'The list inside the company’s own website.',
  Site: 'What crawlers, scanners and those who run it look for.',
  Organisation: 'Staff: the profile and the services that customers know.',
  Documents: 'Staff: documents, their files and versions, and what needs a person.',
  Access:
    'Staff: who asks for documents, what is decided, by which rules and under which NDA; what was given out, and whose a copy is that has turned up.',
  Register: 'Staff: entries in every state, with what is not public.',
  Imports: 'Staff: a published list of today becomes a batch, one with its past a register.',
  Batches: 'Staff: edits gather in a batch; publishing it makes one change.',
  'Change log': 'Staff: the log, without the delay of any cache.',
  Inquiries: 'Staff: what came through the contact form, by mail, phone or letter.',
  'Privacy requests':
    'Staff: who asks about their personal data, by when it is answered by law, and what was decided.',
  'Reply templates': 'Staff: texts that answers to inquiries and privacy requests begin with.',
  Notices: 'Staff: to whom a change was announced, the clock of each, and what needs a person.',
  Customers: 'Staff: contract terms, customers and their contacts; never public.',
  Recipients: 'Staff: who is told, who must be, and who must not.',
  Deliveries: 'Staff: what was told to whom, what is stuck and why.',
  Catalogue: 'Staff: facts about known vendors, to start a draft from.',
  Mail: 'Staff: mails that were kept, and reports of what became of those that were sent.',
  Record: 'Staff: every fact that was ever recorded, private ones too.',
  'Log keys': 'Owners: what signs the transparency log.',
  'Staff keys': 'Owners: who may do what by program.',
};

const headers: Json = {
  ETag: {
    description:
      'Strong: equal tags, equal bytes. Send it as If-None-Match and get 304 while nothing has changed.',
    schema: { type: 'string' },
    example: '"0f8b1c2d3e4f5a6b7c8d9e0f1a2b3c4d"',
  },
  'Last-Modified': {
    description: 'When anything public changed last; the same for every address.',
    schema: { type: 'string' },
    example: 'Mon, 02 Nov 2026 14:00:00 GMT',
  },
  'Cache-Control': {
    description: 'Asks again on each use, so that a change shows at once.',
    schema: { type: 'string' },
    example: 'public, max-age=0, stale-if-error=86400',
  },
  Vary: {
    description: 'What chose the bytes.',
    schema: { type: 'string' },
    example: 'Accept-Encoding',
  },
  Link: {
    description: 'Other forms of the same, and the schema of a document (RFC 8288).',
    schema: { type: 'string' },
    example: '</trust/subprocessors.json>; rel="alternate"; type="application/json"',
  },
  'Content-Disposition': {
    description: 'A file name with the number of the list’s version.',
    schema: { type: 'string' },
    example: 'attachment; filename="qluster-corp-subprocessors-9.csv"',
  },
};

const notModified: Json = {
  description: 'What If-None-Match or If-Modified-Since names is still current; no body',
  headers: Object.fromEntries(
    ['ETag', 'Last-Modified', 'Cache-Control', 'Vary'].map((name) => [
      name,
      { $ref: `#/components/headers/${name}` },
    ]),
  ),
};

/** The shapes of public documents are kept by hand, because their addresses are permanent; here they are read. */
async function addPublicShapes(components: Components): Promise<void> {
  for (const [name, row] of [
    ['SubprocessorList', listSchema],
    ['Overview', overviewSchema],
    ['Difference', differenceSchema],
    ['Controls', controlsSchema],
    ['Documents', documentsSchema],
    ['Policies', policiesSchema],
    ['Policy', policySchema],
    ['PolicyVersion', policyVersionSchema],
    ['PolicyDifference', policyDifferenceSchema],
    ['Retention', retentionSchema],
    ...webhookSchemas.map(({ type, row }) => [webhookName(type), row] as const),
  ] as const) {
    const { $schema: _, $id: __, $defs, ...root } = await readSchema(row);
    const definitions = object($defs);
    const names = Object.fromEntries(Object.keys(definitions).map((key) => [key, nameOf(key)]));
    addDefinitions(definitions, names, components);
    addComponent(components, name, tidy(root, names));
  }
  addComponent(components, 'EntryFacts', factsOf(object(components.schemas.get('Subprocessor'))));
}

async function readSchema(row: Published): Promise<Json> {
  const { body } = await row.render({ snapshot: nothingPublished, place, params: {} });
  return object(JSON.parse(String(body)));
}

/** Staff write stricter shapes of the same names, so the public ones say that they are published. */
function nameOf(key: string): string {
  const name = `${key.slice(0, 1).toUpperCase()}${key.slice(1)}`;
  const alone = [
    'Country',
    'Publisher',
    'NoticePolicy',
    'ChangeLink',
    'PendingChange',
    'Subprocessor',
  ];
  return alone.includes(name) ? name : `Published${name}`;
}

/** What an entry states, without what the register says about it. */
function factsOf(entry: Json): Json {
  const properties = object(entry['properties']);
  const required = Array.isArray(entry['required']) ? entry['required'] : [];
  return {
    type: 'object',
    description: 'What an entry states. A member that is absent is not stated.',
    required: required.filter((name) => fieldOrder.some((field) => field === name)),
    properties: Object.fromEntries(
      fieldOrder.map((field) => {
        if (properties[field] === undefined) throw new Error(`The list's schema lacks ${field}`);
        return [field, properties[field]];
      }),
    ),
  };
}

function problemResponses(): Json {
  return Object.fromEntries(
    Object.entries(problemNames).map(([status, name]) => {
      const codes = Object.entries(refusals).filter(([, each]) => String(each.status) === status);
      const [[code, { title }] = ['', { title: '' }]] = codes;
      const example = {
        type: `${place.origin}${base}/docs/api#problem-${code}`,
        title,
        status: Number(status),
        detail: details[status] ?? title,
      };
      const schema = { $ref: '#/components/schemas/Problem' };
      const response = {
        description: codes.map(([, each]) => each.title).join('; or: '),
        ...(problemHeaders[status] && { headers: problemHeaders[status] }),
        content: { 'application/problem+json': { schema, example } },
      };
      return [name, response];
    }),
  );
}

const problemHeaders: Readonly<Record<string, Json>> = {
  401: {
    'WWW-Authenticate': {
      description: 'How to authenticate',
      schema: { type: 'string' },
      example: 'Bearer realm="Annex staff API"',
    },
  },
  503: {
    'Retry-After': { description: 'Seconds', schema: { type: 'integer' }, example: 2 },
  },
};

const details: Readonly<Record<string, string>> = {
  400: 'The body is not JSON. Check commas, quotes and brackets.',
  401: 'Send a staff key that is in force: "Authorization: Bearer annex_…".',
  403: 'This needs the role owner, publisher, or editor; you have the role viewer.',
  404: 'The register has no entry of this name.',
  411: 'Send the file in one piece, with Content-Length.',
  415: 'Send JSON with "Content-Type: application/json".',
  422: 'Some values are not acceptable; nothing was stored.',
  429: 'Other files are being worked on. Try again in half a minute.',
  500: 'The file is not what was stored, so it is not given out. Whoever runs this was told.',
  428: 'Read it first and send its ETag as If-Match, so that nobody else’s edit is lost.',
};

const target = process.argv[2] ?? 'openapi/openapi.json';
await writeFile(target, `${JSON.stringify(await describeApi(), null, 2)}\n`);
