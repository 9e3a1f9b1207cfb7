import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { counted } from '../../console/counted.ts';
import { groundWords } from '../../changes/lead.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { may, needs } from '../../console/guard.ts';
import { answerPage, type Place, placeOf } from '../../console/layout.tsx';
import { Done, PageTitle } from '../../console/pieces.tsx';
import { inPages } from '../../console/words.ts';
import type { Ctx, Staff } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { BatchId } from '../../core/ids.ts';
import { Moment, Time } from '../../http/dates.tsx';
import { Fact } from '../../http/facts.tsx';
import { type Batch, getBatch, titleOf } from '../service/batches.ts';
import { loadFrame, type Review, reviewBatch } from '../service/reviewing.ts';
import { idOf } from './parts.tsx';
import { Items, Obstacles } from './plan.tsx';
import { ToldCustomers } from './told.tsx';

/** One batch: what it would do, whom it would tell, and who has to say yes. */
export const batchPage = new Hono<ConsoleEnv>();

const fromQuery = z.coerce.number().int().min(0).max(10_000).catch(0);

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

batchPage.get('/register/batches/:id', needs('getBatch'), async (c) => {
  const batch = await getBatch(c.env.deps.db, idOf(c));
  const place = await placeOf(c);
  const { ctx } = c.get('visit');
  const review = batch.published ? undefined : await tryReview(ctx, batch.id);
  if (review instanceof Refusal) return answerStuck(c, batch, review, place);
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

/** What can not even be planned, e.g. because the change whose place it takes is in effect by now. */
async function tryReview(ctx: Ctx<Staff>, id: BatchId): Promise<Review | Refusal> {
  return reviewBatch(ctx, id).catch((error: unknown) => {
    if (error instanceof Refusal && error.code !== 'busy') return error;
    throw error;
  });
}

function answerStuck(
  c: Context<ConsoleEnv>,
  batch: Batch,
  { detail }: Refusal,
  place: Place,
): Promise<Response> {
  const here = `${place.root}/register/batches/${batch.id}`;
  return answerPage(
    c,
    { title: titleOf(batch), current: 'register' },
    <>
      <PageTitle
        title={titleOf(batch)}
        crumb={{ href: `${place.root}/register/batches`, label: 'Batches' }}
      >
        <p class="lead">It can not be published as it is: {inPages(detail)}</p>
      </PageTitle>
      <p class="acts">
        {may(c, 'replaceBatch') ? <a href={`${here}/edit`}>Why and when</a> : null}{' '}
        {may(c, 'deleteBatch') ? <a href={`${here}/removal`}>Throw away</a> : null}
      </p>
    </>,
  );
}

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
  const from = fromQuery.parse(c.req.query('from'));
  return (
    <>
      <Obstacles review={review} here={`${place.root}/register/batches/${review.batch.id}`} />
      <Items review={review} place={place} mayEdit={may(c, 'putDraft')} from={from} />
      <ToldCustomers review={review} place={place} />
    </>
  );
}
