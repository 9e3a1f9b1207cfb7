import { Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { may, needs } from '../../console/guard.ts';
import { answerPage, type Place, placeOf } from '../../console/layout.tsx';
import { Done, Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { asBatchId } from '../../core/ids.ts';
import { Moment, Time } from '../../http/dates.tsx';
import { PageNav } from '../../http/page-nav.tsx';
import { type Batch, listBatches, titleOf } from '../service/batches.ts';
import { countDrafts } from '../service/reviewing.ts';
import { batchPage } from './batch.tsx';

/** The batches, open and published. */
export const batchPages = new Hono<ConsoleEnv>();

const perPage = 50;
const cursor = z
  .string()
  .regex(/^bat_\w{1,40}$/)
  .optional()
  .catch(undefined);

batchPages.get('/register/batches', needs('listBatches'), async (c) => {
  const after = cursor.parse(c.req.query('after'));
  const { db } = c.env.deps;
  const open = after === undefined ? (await listBatches(db, undefined, 100, false)).items : [];
  const from = after === undefined ? undefined : asBatchId(after);
  const { items, next } = await listBatches(db, from, perPage, true);
  const counts = await countDrafts(c.get('visit').ctx);
  const place = await placeOf(c);
  const here = `${place.root}/register/batches`;
  return answerPage(
    c,
    { title: 'Batches', current: 'register' },
    <>
      <PageTitle
        title="Batches"
        crumb={{ href: `${place.root}/register`, label: 'Sub-processors' }}
      >
        <p class="lead">
          A batch is a set of changes that is published together, as one change of which customers
          are told once.
        </p>
        {may(c, 'createBatch') ? (
          <p class="acts">
            <a class="button" href={`${here}/new`}>
              Begin a batch
            </a>
          </p>
        ) : null}
      </PageTitle>
      <Done done={c.req.query('done')} words={{ removed: 'The batch is thrown away.' }} />
      {after === undefined ? (
        <section class="block" aria-labelledby="open">
          <h2 id="open">Open</h2>
          {open.length === 0 ? (
            <Empty>No batch is open. What changes in the register begins with one.</Empty>
          ) : (
            <OpenBatches
              place={place}
              counts={counts}
              batches={open}
              caption="Open batches, newest first"
            />
          )}
        </section>
      ) : null}
      <section class="block" aria-labelledby="published">
        <h2 id="published">Published</h2>
        {items.length === 0 ? (
          <Empty>Nothing was published by a batch yet.</Empty>
        ) : (
          <PublishedBatches
            place={place}
            batches={items}
            caption="Published batches, newest first"
          />
        )}
      </section>
      <PageNav
        of="batches"
        noun="batches"
        newest={after === undefined ? undefined : here}
        older={next === null ? undefined : `${here}?after=${next}`}
      />
    </>,
  );
});

type ListProps = {
  readonly place: Place;
  readonly batches: readonly Batch[];
  readonly caption: string;
};

type Cells = Parameters<typeof RecordTable<Batch>>[0]['columns'];

function cellsOf(place: Place) {
  return {
    name: {
      label: 'Batch',
      cell: (batch: Batch) => (
        <a href={`${place.root}/register/batches/${batch.id}`}>
          <bdi>{titleOf(batch)}</bdi>
        </a>
      ),
    },
    day: {
      label: 'Day of effect',
      cell: ({ effectiveOn }: Batch) =>
        effectiveOn === undefined ? 'At once' : <Time day={effectiveOn} />,
    },
    edited: {
      label: 'Last edited',
      cell: ({ updatedAt }: Batch) => <Moment at={updatedAt} zone={place.timeZone} />,
    },
  };
}

function OpenBatches({
  place,
  batches,
  caption,
  counts,
}: ListProps & { readonly counts: ReadonlyMap<string, number> }) {
  const { name, day, edited } = cellsOf(place);
  const columns: Cells = [
    name,
    { label: 'Entries', cell: ({ id }) => String(counts.get(id) ?? 0) },
    day,
    { label: 'Approval', cell: ({ approval }) => (approval === undefined ? 'None' : 'Given') },
    edited,
  ];
  return <RecordTable caption={caption} rows={batches} columns={columns} />;
}

function PublishedBatches({ place, batches, caption }: ListProps) {
  const { name, day, edited } = cellsOf(place);
  const columns: Cells = [
    name,
    {
      label: 'Change',
      cell: ({ changeId }) => <a href={`${place.root}/changes/${changeId}`}>No. {changeId}</a>,
    },
    day,
    { ...edited, label: 'Published' },
  ];
  return <RecordTable caption={caption} rows={batches} columns={columns} />;
}

batchPages.route('/', batchPage);
