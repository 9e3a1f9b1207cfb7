import { Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { may, needs } from '../../console/guard.ts';
import { answerPage, type Place, placeOf } from '../../console/layout.tsx';
import { Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { Time } from '../../http/dates.tsx';
import { documentKinds, type Listed, visibilities } from '../model.ts';
import { listDocuments } from '../service/reading.ts';
import { type DocumentTask, listDocumentTasks } from '../service/tasks.ts';
import { kindWords, visibilityWords } from '../words/kinds.ts';
import { documentForms } from './document-forms.tsx';
import { documentPage } from './document.tsx';
import { uploadForms } from './uploading.tsx';
import { versionForms } from './versions.tsx';

/** The documents: what is about to end first, then all of them. */
export const documentPages = new Hono<ConsoleEnv>();

const query = z.object({
  kind: z.enum(documentKinds).optional().catch(undefined),
  access: z.enum(visibilities).optional().catch(undefined),
});

type Query = z.infer<typeof query>;

documentPages.get('/documents', needs('listDocuments'), async (c) => {
  const asked = query.parse(c.req.query());
  const { db } = c.env.deps;
  const all = await listDocuments(db);
  const shown = all.filter(
    ({ kind, visibility }) =>
      (asked.kind ?? kind) === kind && (asked.access ?? visibility) === visibility,
  );
  const place = await placeOf(c);
  const here = `${place.root}/documents`;
  return answerPage(
    c,
    { title: 'Documents', current: 'documents' },
    <>
      <PageTitle title="Documents">
        <p class="lead">{leadOf(all)}</p>
        <p class="acts">
          {may(c, 'createDocument') ? (
            <a class="button" href={`${here}/new`}>
              Add a document
            </a>
          ) : null}
          <a href={`${here}/grants`}>Who has what</a>
          <a href={`${here}/downloads`}>Access record</a>
          <a href={`${here}/ndas`}>NDA texts</a>
          <a href={`${here}/rules`}>Access rules</a>
          <a href={`${here}/trace/upload`}>Trace a leaked file</a>
        </p>
      </PageTitle>
      <Tasks tasks={await listDocumentTasks(db, c.get('visit').ctx.now)} here={here} />
      <section class="block" aria-labelledby="all">
        <h2 id="all">All documents</h2>
        <Filter asked={asked} here={here} />
        {shown.length === 0 ? (
          <Nothing isAny={all.length > 0} />
        ) : (
          <Documents documents={shown} place={place} />
        )}
      </section>
    </>,
  );
});

function leadOf(all: readonly Listed[]): string {
  if (all.length === 0) return 'Reports, certificates and contracts that customers ask for.';
  const without = all.filter(({ edition }) => edition === undefined).length;
  const count = all.length === 1 ? 'One document' : `${all.length} documents`;
  return without === 0
    ? `${count}, each with a version in force.`
    : `${count}; ${without === 1 ? 'one of them has' : `${without} of them have`} no version in force.`;
}

function Nothing({ isAny }: { readonly isAny: boolean }) {
  return (
    <Empty>
      {isAny
        ? 'No document fits. Leave out a choice.'
        : 'No document yet. Add the first: a SOC 2 report, a certificate, or the data processing agreement that procurement teams ask for.'}
    </Empty>
  );
}

const taskWords: Readonly<Record<DocumentTask['kind'], string>> = {
  damaged: 'File damaged: bring it back from a copy, or upload it again',
  expired: 'Over since',
  expiring: 'Ends on',
};

function Tasks({
  tasks,
  here,
}: {
  readonly tasks: readonly DocumentTask[];
  readonly here: string;
}) {
  if (tasks.length === 0) return null;
  return (
    <section class="block due" aria-labelledby="tasks">
      <h2 id="tasks">Needs somebody</h2>
      <ul class="tasks">
        {tasks.map(({ kind, document, edition, validUntil }) => (
          <li>
            <span class="when">
              {kind === 'expired' ? <b class="is is-announced">Over</b> : null} {taskWords[kind]}{' '}
              {validUntil === undefined ? null : <Time day={validUntil} />}
            </span>
            <span dir="auto">
              <a href={`${here}/${document.id}`}>{document.title}</a>, version {edition.number}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Filter({ asked, here }: { readonly asked: Query; readonly here: string }) {
  return (
    <form class="filter" method="get" action={here} role="search" aria-label="Filter the documents">
      <div>
        <label for="kind">Kind</label>
        <select id="kind" name="kind">
          <option value="">Any</option>
          {documentKinds.map((each) => (
            <option value={each} selected={each === asked.kind}>
              {kindWords[each]}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for="access">Who may have it</label>
        <select id="access" name="access">
          <option value="">Any</option>
          {visibilities.map((each) => (
            <option value={each} selected={each === asked.access}>
              {visibilityWords[each]}
            </option>
          ))}
        </select>
      </div>
      <div>
        <button class="button plain">Show</button>
      </div>
    </form>
  );
}

function Documents({
  documents,
  place,
}: {
  readonly documents: readonly Listed[];
  readonly place: Place;
}) {
  return (
    <RecordTable
      caption="Documents, in the order of the public page"
      rows={documents}
      columns={[
        {
          label: 'Document',
          cell: ({ id, title, kind }) => (
            <>
              <a href={`${place.root}/documents/${id}`} dir="auto">
                {title}
              </a>
              {kindWords[kind] === title ? null : <span class="sub">{kindWords[kind]}</span>}
            </>
          ),
        },
        {
          label: 'Who may have it',
          cell: ({ visibility, isMarked }) => (
            <>
              {visibilityWords[visibility]}
              {isMarked ? <span class="sub">Marked copies</span> : null}
            </>
          ),
        },
        {
          label: 'In force',
          cell: ({ edition }) =>
            edition === undefined ? (
              <span class="quiet">None yet</span>
            ) : (
              <>
                Version {edition.number}
                {edition.label === undefined ? null : (
                  <span class="sub">
                    <bdi>{edition.label}</bdi>
                  </span>
                )}
              </>
            ),
        },
        {
          label: 'Valid until',
          cell: ({ edition }) =>
            edition?.validUntil === undefined ? (
              <span class="quiet">No end</span>
            ) : (
              <Time day={edition.validUntil} />
            ),
        },
      ]}
    />
  );
}

documentPages.route('/', documentForms);
documentPages.route('/', uploadForms);
documentPages.route('/', versionForms);
documentPages.route('/', documentPage);
