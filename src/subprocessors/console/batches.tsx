import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { needs } from '../../console/guard.ts';
import { answerPage, type Place, placeOf } from '../../console/layout.tsx';
import { Done, Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { asBatchId } from '../../core/ids.ts';
import { Moment, Time } from '../../http/dates.tsx';
import { Fact } from '../../http/facts.tsx';
import { PageNav } from '../../http/page-nav.tsx';
import { groundWords } from '../../changes/lead.ts';
import { type Batch, getBatch, listBatches } from '../service/batches.ts';
import { countDrafts, loadFrame, type Review, reviewBatch } from '../service/reviewing.ts';
import { counted, idOf, may, titleOf } from './parts.tsx';
import { Items, Obstacles, ToldCustomers } from './plan.tsx';

/** The batches, and what each would do. */
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
  const shared = { place, counts };
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
            <Batches {...shared} batches={open} caption="Open batches, newest first" />
          )}
        </section>
      ) : null}
      <section class="block" aria-labelledby="published">
        <h2 id="published">Published</h2>
        {items.length === 0 ? (
          <Empty>Nothing was published by a batch yet.</Empty>
        ) : (
          <Batches {...shared} batches={items} caption="Published batches, newest first" />
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
  readonly counts: ReadonlyMap<string, number>;
  readonly batches: readonly Batch[];
  readonly caption: string;
};

function Batches({ place, counts, batches, caption }: ListProps) {
  return (
    <RecordTable
      caption={caption}
      rows={batches}
      columns={[
        {
          label: 'Batch',
          cell: (batch) => (
            <a href={`${place.root}/register/batches/${batch.id}`}>
              <bdi>{titleOf(batch)}</bdi>
            </a>
          ),
        },
        {
          label: 'Entries',
          cell: ({ id, published }) => (published ? 'Published' : String(counts.get(id) ?? 0)),
        },
        {
          label: 'Day of effect',
          cell: ({ effectiveOn, published }) =>
            effectiveOn === undefined ? (
              published ? (
                'When published'
              ) : (
                'When it is published'
              )
            ) : (
              <Time day={effectiveOn} />
            ),
        },
        {
          label: 'Approval',
          cell: ({ approval }) => (approval === undefined ? 'None' : 'Given'),
        },
        {
          label: 'Change',
          cell: ({ changeId }) =>
            changeId === undefined ? (
              'Not yet'
            ) : (
              <a href={`${place.root}/changes/${changeId}`}>Change {changeId}</a>
            ),
        },
        {
          label: 'Last edited',
          cell: ({ updatedAt }) => <Moment at={updatedAt} zone={place.timeZone} />,
        },
      ]}
    />
  );
}

const done = {
  begun: 'The batch is begun. Add what changes.',
  stored: 'Stored.',
  put: 'The entry is in the batch.',
  many: 'The entries are in the batch.',
  out: 'The entry is out of the batch.',
  approved: 'Approved. It can be published as it is.',
  revoked: 'The approval is taken back.',
  published: 'Published.',
} as const;

batchPages.get('/register/batches/:id', needs('getBatch'), async (c) => {
  const batch = await getBatch(c.env.deps.db, idOf(c));
  const place = await placeOf(c);
  const { ctx } = c.get('visit');
  const review = batch.published ? undefined : await reviewBatch(ctx, batch.id);
  const { names } = review ?? (await loadFrame(ctx));
  return answerPage(
    c,
    { title: titleOf(batch), current: 'register' },
    <>
      <PageTitle
        title={titleOf(batch)}
        crumb={{ href: `${place.root}/register/batches`, label: 'Batches' }}
      >
        <p class="lead">{review === undefined ? publishedWords(batch) : leadOf(review)}</p>
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      {review === undefined ? (
        <p class="acts">
          <a class="button" href={`${place.root}/changes/${batch.changeId}`}>
            Change {batch.changeId}
          </a>
        </p>
      ) : (
        <Acts c={c} review={review} place={place} />
      )}
      <About batch={batch} names={names} place={place} review={review} />
      {review === undefined ? null : <Contents c={c} review={review} place={place} />}
    </>,
  );
});

function publishedWords({ changeId }: Batch): string {
  return `It was published as change ${changeId}. What it said stands there.`;
}

function leadOf({ plan }: Review): string {
  const { items, pending } = plan;
  if (items.length === 0) return 'Nothing would change yet.';
  const kind = plan.class === 'correction' ? 'a correction' : 'a substantive change';
  return `${counted(items.length, 'entry', 'entries')} would change: ${kind}, ${pending ? 'announced now and in effect later' : 'in effect when it is published'}.`;
}

type PartProps = {
  readonly c: Context<ConsoleEnv>;
  readonly review: Review;
  readonly place: Place;
};

function Acts({ c, review: { batch, plan, approval }, place }: PartProps) {
  const here = `${place.root}/register/batches/${batch.id}`;
  const isFilled = plan.items.length > 0;
  const mayApprove = isFilled && approval.name === 'needed' && may(c, 'approveBatch');
  const links = [
    [mayApprove, 'approval', 'Approve'],
    [isFilled && may(c, 'publishBatch'), 'publication', 'Publish'],
    [batch.approval && may(c, 'revokeApproval'), 'approval/withdrawal', 'Take the approval back'],
    [may(c, 'putDraft'), 'new-entry', 'Add an entry'],
    [may(c, 'replaceBatch'), 'edit', 'Why and when'],
    [isFilled, 'preview/subprocessors', 'Preview of the public pages'],
    [may(c, 'deleteBatch'), 'removal', 'Throw away'],
  ] as const;
  // The next step is the button.
  const first = links.find(([isShown]) => isShown)?.[1];
  return (
    <p class="acts">
      {links.map(([isShown, path, label]) =>
        isShown ? (
          <>
            <a class={path === first ? 'button' : undefined} href={`${here}/${path}`}>
              {label}
            </a>{' '}
          </>
        ) : null,
      )}
    </p>
  );
}

const approvalWords = {
  given: 'Given',
  needed: 'Needed: another person has to approve it',
  'not-needed': 'Not needed',
  'by-publishing': 'By publishing: nobody else could approve it, and the record says so',
} as const;

type AboutProps = {
  readonly batch: Batch;
  readonly names: Review['names'];
  readonly place: Place;
  readonly review: Review | undefined;
};

function About({ batch, names, place, review }: AboutProps) {
  const { emergency, effectiveOn, supersedes, approval, editors } = batch;
  const called = (actor: string) => names.get(actor) ?? actor;
  return (
    <section class="block" aria-labelledby="about">
      <h2 id="about">About it</h2>
      <dl class="facts wide">
        <Fact label="Why">{batch.reason ?? 'Not said yet; it is published with the change'}</Fact>
        <Fact label="Day of effect">
          {effectiveOn === undefined ? 'When it is published' : <Time day={effectiveOn} />}
        </Fact>
        <Fact label="Emergency">
          {emergency && `${groundWords[emergency.ground]}: ${emergency.explanation}`}
        </Fact>
        <Fact label="Takes the place of">
          {supersedes && <a href={`${place.root}/changes/${supersedes}`}>Change {supersedes}</a>}
        </Fact>
        <Fact label="Written by">{editors.map(called).join(', ')}</Fact>
        <Fact label="Begun">
          <Moment at={batch.createdAt} zone={place.timeZone} />
        </Fact>
        <Fact label="Approval">{review && approvalWords[review.approval.name]}</Fact>
        <Fact label="Approved by">
          {approval && (
            <>
              <bdi>{called(approval.by)}</bdi>,{' '}
              <Moment at={new Date(approval.at)} zone={place.timeZone} />
              {approval.isSole === true ? ', who alone could' : ''}
            </>
          )}
        </Fact>
      </dl>
    </section>
  );
}

function Contents({ c, review, place }: PartProps) {
  return (
    <>
      <Obstacles review={review} here={`${place.root}/register/batches/${review.batch.id}`} />
      <Items review={review} place={place} mayEdit={may(c, 'putDraft')} />
      <ToldCustomers review={review} place={place} />
    </>
  );
}
