import { Hono } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { needs } from '../../console/guard.ts';
import { answerPage, placeOf } from '../../console/layout.tsx';
import { PageTitle, RecordTable } from '../../console/pieces.tsx';
import { mayDo, type OperationId } from '../../staff/model/permitting.ts';
import { exportForms, parts } from './parts.tsx';

/** What can be taken out and brought in, and where. */
export const dataPages = new Hono<ConsoleEnv>();

type Way = {
  readonly what: string;
  /** Below the public trust centre, or below the console. */
  readonly files: readonly { readonly label: string; readonly path: string }[];
};

const published: readonly Way[] = [
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
          rows={[
            ...published.map(({ what, files }) => ({ what, files, at: base })),
            ...parts
              .filter(({ operation }) => may(operation))
              .map(({ what, name }) => ({
                what,
                files: [{ label: 'CSV', path: `/data/${name}` }],
                at: root,
              })),
          ]}
          columns={[
            { label: 'What', cell: ({ what }) => what },
            {
              label: 'As',
              cell: ({ what, files, at }) => (
                <span class="acts">
                  {files.map(({ label, path }) => (
                    <a href={`${at}${path}`}>
                      {label}
                      <span class="unseen"> of {what}</span>
                    </a>
                  ))}
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
            One file with all that the database holds and every uploaded file, to move to another
            server or to leave. It is read back into an empty database, whose record and log are
            then verified.
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

dataPages.route('/', exportForms);
