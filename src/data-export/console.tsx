import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../console/env.ts';
import { ConsoleForm, formPage } from '../console/form.tsx';
import { needs, needsProof, rootOf } from '../console/guard.ts';
import { answerPage, placeOf } from '../console/layout.tsx';
import { PageTitle, RecordTable } from '../console/pieces.tsx';
import { streamOfTexts } from '../http/streams.ts';
import { mayDo, type OperationId } from '../staff/model/permitting.ts';
import { exportHeaders } from './present.ts';
import { exportEverything } from './service.ts';

/** What can be taken out and brought in, and where. */
export const dataPages = new Hono<ConsoleEnv>();

type Way = {
  readonly what: string;
  /** Below the public trust centre. */
  readonly files?: readonly { readonly label: string; readonly path: string }[];
  /** In words, where no page gives it. */
  readonly how?: string;
};

const openToAll: readonly Way[] = [
  {
    what: 'Sub-processors',
    files: [
      { label: 'JSON', path: '/subprocessors.json' },
      { label: 'CSV', path: '/subprocessors.csv' },
      { label: 'Annex III as PDF', path: '/annex-iii.pdf' },
      { label: 'Markdown', path: '/subprocessors.md' },
    ],
  },
  { what: 'Changes', files: [{ label: 'JSON', path: '/changes.json' }] },
  {
    what: 'Security controls',
    files: [
      { label: 'JSON', path: '/controls.json' },
      { label: 'CSV', path: '/controls.csv' },
    ],
  },
  { what: 'Policies', files: [{ label: 'JSON', path: '/policies.json' }] },
  { what: 'Retention', files: [{ label: 'JSON', path: '/retention.json' }] },
];

const byApi: readonly (Way & { readonly operation: OperationId })[] = [
  { what: 'Customers and contacts', operation: 'exportCustomers', how: 'customers/export.csv' },
  { what: 'Subscribers', operation: 'exportSubscriptions', how: 'subscriptions/export.csv' },
  { what: 'Record', operation: 'exportEvents', how: 'events/export.jsonl' },
  {
    what: 'Who had which document',
    operation: 'exportRecordAsCsv',
    how: 'access-record/export.csv',
  },
];

dataPages.get('/data', needs('listServices'), async (c) => {
  const { root, base } = await placeOf(c);
  const { actor } = c.get('visit').ctx;
  const may = (operation: OperationId) => mayDo(actor, operation);
  return answerPage(
    c,
    { title: 'Data in and out', current: 'data' },
    <>
      <PageTitle title="Data in and out">
        <p class="lead">
          What is here is yours: it can be taken along at any time, in formats that others read.
        </p>
      </PageTitle>
      {may('importList') ? (
        <section class="block" aria-labelledby="in">
          <h2 id="in">In</h2>
          <p class="acts">
            <a class="button" href={`${root}/register/import/upload`}>
              Import a list of sub-processors
            </a>
            {may('loadHistory') ? (
              <a href={`${root}/register/import/history/upload`}>Load a list with its past</a>
            ) : null}
          </p>
        </section>
      ) : null}
      <section class="block" aria-labelledby="out">
        <h2 id="out">Out</h2>
        <RecordTable
          caption="What can be taken out"
          rows={[...openToAll, ...byApi.filter(({ operation }) => may(operation))]}
          columns={[
            { label: 'What', cell: ({ what }) => what },
            {
              label: 'As',
              cell: ({ files = [], how }) => (
                <span class="acts">
                  {files.map(({ label, path }) => (
                    <a href={`${base}${path}`}>{label}</a>
                  ))}
                  {how === undefined ? null : (
                    <span>
                      By the API: <code>GET {`${base}/api/v1/${how}`}</code>
                    </span>
                  )}
                </span>
              ),
            },
          ]}
        />
      </section>
      {may('exportEverything') ? (
        <section class="block" aria-labelledby="everything">
          <h2 id="everything">Everything</h2>
          <p>
            One file with all that the database holds, to move to another server or to leave. It is
            read back into an empty database, whose record and log are then verified.
          </p>
          <p class="acts">
            <a class="button plain" href={`${root}/data/export`}>
              Export everything
            </a>
          </p>
        </section>
      ) : null}
    </>,
  );
});

formPage(dataPages, {
  path: '/data/export',
  guards: [needs('exportEverything'), needsProof],
  schema: z.strictObject({}),
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
            Passwords there are none; keys and links are in it as hashes only. Sessions, and files
            of documents and inquiries, are not: those lie in BLOB_DIR or R2.
          </li>
          <li>That you exported it stands in the record.</li>
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

function crumbOf(c: Context<ConsoleEnv>) {
  return { href: `${rootOf(c)}/data`, label: 'Data in and out' };
}
