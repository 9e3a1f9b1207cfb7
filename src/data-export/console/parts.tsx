import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { recordCsv } from '../../access/present/record.ts';
import { csvOf as csvOfEvents } from '../../audit/lines.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, needsProof, rootOf } from '../../console/guard.ts';
import { PageTitle } from '../../console/pieces.tsx';
import type { Ctx, Staff } from '../../context.ts';
import { csvOf as csvOfCustomers } from '../../customers/csv.ts';
import { streamParts } from '../../http/stream-parts.ts';
import { streamOfTexts } from '../../http/streams.ts';
import type { OperationId } from '../../staff/model/permitting.ts';
import { csvOf as csvOfSubscribers } from '../../subscribers/present/csv.ts';
import { exportHeaders } from '../present.ts';
import { exportEverything } from '../service.ts';
import { openAccessRecord, openCustomers, openRecord, openSubscribers } from '../service/parts.ts';

/** A part that is no public file: taken out by a form, because that stands in the record. */
type Part = {
  /** In the address, and the name of the file. */
  readonly name: string;
  readonly what: string;
  readonly operation: OperationId;
  /** What is in it, and what to mind. */
  readonly said: readonly string[];
  open(ctx: Ctx<Staff>): Promise<ReadableStream<Uint8Array>>;
};

const personal = 'It holds names and mail addresses: keep it only as long as you need it.';

export const parts: readonly Part[] = [
  {
    name: 'customers',
    what: 'Customers and contacts',
    operation: 'exportCustomers',
    said: [
      'A line for each contact with a mail address, at least one for each customer.',
      personal,
    ],
    open: async (ctx) => streamParts(csvOfCustomers(await openCustomers(ctx))),
  },
  {
    name: 'subscriptions',
    what: 'Subscribers',
    operation: 'exportSubscriptions',
    said: ['A line for each subscription, those that have ended too.', personal],
    open: async (ctx) => streamParts(csvOfSubscribers(await openSubscribers(ctx))),
  },
  {
    name: 'access-record',
    what: 'Who had which document',
    operation: 'exportRecordAsCsv',
    said: ['A line for each request, decision, acceptance, grant and download.', personal],
    open: async (ctx) => streamOfTexts(recordCsv(await openAccessRecord(ctx))),
  },
  {
    name: 'record',
    what: 'Record',
    operation: 'exportEventsCsv',
    said: ['A line for everything that was ever done here. It names people by their numbers.'],
    open: async (ctx) => streamParts(csvOfEvents(await openRecord(ctx))),
  },
];

/** The forms that take out one part, or everything. */
export const exportForms = new Hono<ConsoleEnv>();

const nothing = z.strictObject({});
const inRecord = 'That you exported it stands in the record.';

const crumbOf = (c: Context<ConsoleEnv>) => ({
  href: `${rootOf(c)}/data`,
  label: 'Data in and out',
});

for (const { name, what, operation, said, open } of parts)
  formPage(exportForms, {
    path: `/data/${name}`,
    guards: [needs(operation), needsProof],
    schema: nothing,
    labels: {},
    view: () => ({ title: `Export: ${what}`, current: 'data' }),
    content: (c, drawn) => (
      <>
        <PageTitle title={`Export: ${what}`} crumb={crumbOf(c)}>
          <ul class="said">
            {[...said, inRecord].map((each) => (
              <li>{each}</li>
            ))}
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Export as CSV" cancel={crumbOf(c).href} />
      </>
    ),
    async act(c) {
      return new Response(await open(c.get('visit').ctx), {
        headers: {
          'content-type': 'text/csv; charset=utf-8; header=present',
          'content-disposition': `attachment; filename="${name}.csv"`,
        },
      });
    },
  });

formPage(exportForms, {
  path: '/data/export',
  guards: [needs('exportEverything'), needsProof],
  schema: nothing,
  labels: {},
  view: () => ({ title: 'Export everything', current: 'data' }),
  content: (c, drawn) => (
    <>
      <PageTitle title="Export everything?" crumb={crumbOf(c)}>
        <ul class="said">
          <li>
            The file holds names and addresses of customers, requesters and staff. Whoever has it
            and your SECRET_KEY can read all of them: keep it as you keep a backup.
          </li>
          <li>
            The files of documents and inquiries are in it as they were uploaded, so it may be
            large: its last line says how many, and whether one was lost.
          </li>
          <li>
            Passwords there are none; keys and links are in it as hashes only. Sessions are not in
            it.
          </li>
          <li>{inRecord}</li>
          <li>
            Do it when nobody works here: a file during which something was recorded says so at its
            end, and is not read back.
          </li>
        </ul>
      </PageTitle>
      <ConsoleForm drawn={drawn} submit="Export everything" cancel={crumbOf(c).href} />
    </>
  ),
  async act(c) {
    const lines = await exportEverything(c.get('visit').ctx);
    return new Response(streamOfTexts(lines), { headers: exportHeaders });
  },
});
