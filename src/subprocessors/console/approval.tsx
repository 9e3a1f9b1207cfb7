import { Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, needsProof } from '../../console/guard.ts';
import { placeOf } from '../../console/layout.tsx';
import { PageTitle } from '../../console/pieces.tsx';
import { Refusal } from '../../core/errors.ts';
import { approveBatch, revokeApproval } from '../service/approving.ts';
import { getBatch } from '../service/batches.ts';
import { batchCrumb, batchPath, idOf } from './parts.tsx';
import { Items, Obstacles } from './plan.tsx';
import { Told, ToldCustomers } from './told.tsx';
import { CheckField } from '../../http/form-fields.tsx';
import { reviewOf, standingOf, standsLabels, storedReview } from './publishing.tsx';

/** In front of the slug in the name of a field. */
const correction = 'correction-';

const agreement = z.record(z.string(), z.string()).transform((entries) => ({
  stands: entries['stands'] ?? '',
  corrections: Object.keys(entries).flatMap((name) =>
    name.startsWith(correction) ? [name.slice(correction.length)] : [],
  ),
}));

/** The second pair of eyes. */
export const approvalForms = new Hono<ConsoleEnv>();

formPage(approvalForms, {
  path: '/register/batches/:id/approval',
  guards: [needs('approveBatch'), needsProof],
  schema: agreement,
  labels: standsLabels,
  stored: storedReview,
  view: () => ({ title: 'Approve a batch', current: 'register' }),
  async content(c, drawn) {
    const review = await reviewOf(c);
    const crumb = batchCrumb(c, review.batch);
    const place = await placeOf(c);
    const { editors } = review.batch;
    return (
      <>
        <PageTitle title="Approve this batch?" crumb={crumb}>
          <ul class="said">
            <li>
              It can be published as it stands below, by whoever may publish. Every edit takes the
              approval away.
            </li>
            <li>
              Written by{' '}
              <bdi>{editors.map((each) => review.names.get(each) ?? each).join(', ')}</bdi>; who
              wrote it does not approve it.
            </li>
          </ul>
          <Told review={review} />
        </PageTitle>
        <Obstacles review={review} here={crumb.href} />
        <Items review={review} place={place} />
        <ToldCustomers review={review} place={place} isCounted={false} />
        <section class="block" aria-labelledby="approving">
          <h2 id="approving">Approve</h2>
          <ConsoleForm drawn={drawn} submit="Approve the batch" cancel={crumb.href}>
            <input type="hidden" name="stands" value={standingOf(review)} />
            {review.plan.items.map(({ kind, aspects, slug, after }) =>
              kind === 'amended' && aspects.length > 0 ? (
                <CheckField
                  form={drawn.form}
                  name={`${correction}${slug}`}
                  label={`The amendment of ${after.name} may be published as a correction`}
                  hint="It is proposed as substantive. As a correction it is told to no customer, and nobody may object."
                />
              ) : null,
            )}
          </ConsoleForm>
        </section>
      </>
    );
  },
  async act(c, { stands, corrections }, version) {
    if (stands !== standingOf(await reviewOf(c)))
      throw new Refusal('stale', 'What would be approved is something else now.');
    await approveBatch(c.get('visit').ctx, idOf(c), version, corrections);
    return `${batchPath(c)}?done=approved`;
  },
});

formPage(approvalForms, {
  path: '/register/batches/:id/approval/withdrawal',
  guards: [needs('revokeApproval')],
  schema: z.strictObject({}),
  labels: {},
  view: () => ({ title: 'Take an approval back', current: 'register' }),
  async content(c, drawn) {
    const crumb = batchCrumb(c, await getBatch(c.env.deps.db, idOf(c)));
    return (
      <>
        <PageTitle title="Take the approval back?" crumb={crumb}>
          <p class="lead">The batch is not published then until somebody approves it again.</p>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Take the approval back" cancel={crumb.href} />
      </>
    );
  },
  async act(c) {
    await revokeApproval(c.get('visit').ctx, idOf(c));
    return `${batchPath(c)}?done=revoked`;
  },
});
