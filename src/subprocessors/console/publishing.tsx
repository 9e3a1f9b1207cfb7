import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { counted } from '../../console/counted.ts';
import { changedFields } from '../../changes/model.ts';
import { fieldWords } from '../../changes/field-text.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { may, needs, needsProof } from '../../console/guard.ts';
import { placeOf } from '../../console/layout.tsx';
import { PageTitle } from '../../console/pieces.tsx';
import { pointerTo, Refusal } from '../../core/errors.ts';
import { asCustomerId } from '../../core/ids.ts';
import { CheckField, ChoiceField, type FormState, TextField } from '../../http/form-fields.tsx';
import { decisionsSchema } from '../schema/batches.ts';
import { publishBatch } from '../service/publication.ts';
import { type Review, reviewBatch } from '../service/reviewing.ts';
import { acknowledgedIn, AllBlocked } from './acknowledging.tsx';
import { batchCrumb, batchPath, idOf } from './parts.tsx';
import { Items, namesIn, Obstacles } from './plan.tsx';
import { blockWords, Told, ToldCustomers } from './told.tsx';

/** Publishing a batch: what it says, whom it tells, and what a person has to decide first. */
export const publishingForms = new Hono<ConsoleEnv>();

/** In front of the slug or customer in the name of a field. */
const classOf = 'class-';
const contractOf = 'contract-';
const acknowledge = 'told-';
/** One reason for all of which nothing else is said. */
const forAll = 'without-contract';

export const standsLabels = { stands: 'What would be published' } as const;

const decisionsForm = z.record(z.string(), z.string()).transform((entries, issues) => {
  const under = (prefix: string) =>
    Object.entries(entries).flatMap(([name, text]): [string, string][] =>
      name.startsWith(prefix) && text.trim() !== '' ? [[name.slice(prefix.length), text]] : [],
    );
  const read = decisionsSchema.safeParse({
    classes: Object.fromEntries(under(classOf)),
    contractOverrides: Object.fromEntries(under(contractOf)),
    acknowledged: acknowledgedIn(entries, acknowledge),
  });
  const stands = entries['stands'] ?? '';
  if (read.success)
    return { decisions: read.data, stands, reason: (entries[forAll] ?? '').trim().slice(0, 1_000) };
  for (const { path, message } of read.error.issues)
    issues.addIssue({ code: 'custom', message, path: [fieldOf(path.map(String))] });
  return z.NEVER;
});

function fieldOf([kind, slug = '']: readonly string[]): string {
  if (kind === 'classes') return `${classOf}${slug}`;
  return kind === 'contractOverrides' ? `${contractOf}${slug}` : '';
}

formPage(publishingForms, {
  path: '/register/batches/:id/publication',
  guards: [needs('publishBatch'), needsProof],
  schema: decisionsForm,
  labels: standsLabels,
  stored: storedReview,
  view: () => ({ title: 'Publish a batch', current: 'register' }),
  async content(c, drawn) {
    const review = await reviewOf(c);
    const crumb = batchCrumb(c, review.batch);
    const place = await placeOf(c);
    const { items } = review.plan;
    return (
      <>
        <PageTitle title={`Publish ${counted(items.length, 'change')}?`} crumb={crumb}>
          <Told review={review} />
          <p>
            It can not be undone: what is announced can be withdrawn or postponed, and stays on its
            page.
          </p>
        </PageTitle>
        <Obstacles review={review} here={crumb.href} />
        {review.approval.name === 'needed' ? (
          <p class="notice">
            Another person has to approve it first: somebody with an account or a key that may.
            {may(c, 'createStaffKey') ? (
              <>
                {' '}
                Where there is nobody else, <a href={`${place.root}/people/new`}>invite somebody</a>
                .
              </>
            ) : null}
          </p>
        ) : null}
        <ConsoleForm drawn={drawn} submit="Publish" cancel={crumb.href}>
          <input type="hidden" name="stands" value={standingOf(review)} />
          <ClassFields review={review} form={drawn.form} />
          <ContractFields review={review} form={drawn.form} />
          <BlockedFields review={review} form={drawn.form} />
        </ConsoleForm>
        <Items review={review} place={place} />
        <ToldCustomers review={review} place={place} isCounted={false} />
      </>
    );
  },
  async act(c, { decisions, stands, reason }, version) {
    const review = await reviewOf(c);
    // The batch may be the same while register, customers or day are others.
    if (stands !== standingOf(review))
      throw new Refusal('stale', 'What would be published is something else now.');
    const { ctx } = c.get('visit');
    const { withoutContract } = review.plan;
    const usual = reason === '' ? [] : withoutContract.map((slug) => [slug, reason] as const);
    const given = {
      ...decisions,
      contractOverrides: { ...Object.fromEntries(usual), ...decisions.contractOverrides },
      acknowledged: decisions.acknowledged.map(asCustomerId),
    };
    await publishBatch(ctx, idOf(c), given, version).catch((error: unknown) =>
      refuseAtFields(error, review),
    );
    return `${batchPath(c)}?done=published`;
  },
});

/** The service names places in what the API takes; each fault goes to the field of its entry or customer, by name. */
function refuseAtFields(error: unknown, review: Review): never {
  if (!(error instanceof Refusal) || error.errors.length === 0) throw error;
  const nameOf = namesIn(review);
  const errors = error.errors.map(({ pointer, detail }) => {
    const [, kind = '', slug = ''] = pointer.split('/');
    if (kind === 'acknowledged') {
      const [id = '', ...words] = detail.split(' ');
      const name =
        review.notices.customers.find(({ customerId }) => customerId === id)?.name ?? 'It';
      return { pointer: pointerTo(`${acknowledge}${id}`), detail: `${name} ${words.join(' ')}` };
    }
    const field = fieldOf([kind, slug]);
    return field === ''
      ? { pointer, detail }
      : { pointer: pointerTo(field), detail: `${nameOf(slug)}: ${detail}` };
  });
  throw new Refusal(error.code, error.detail, { errors });
}

export function reviewOf(c: Context<ConsoleEnv>): Promise<Review> {
  return reviewBatch(c.get('visit').ctx, idOf(c));
}

/** What somebody in a stale tab is shown beside what they saw. */
export async function storedReview(c: Context<ConsoleEnv>) {
  const review = await reviewOf(c);
  return { version: review.batch.version, entries: { stands: standingOf(review) } };
}

/** In words what would be published: all that a person decides by. Followers come and go, and are left out. */
export function standingOf({ batch, plan, notices, approval }: Review): string {
  const changes = plan.items.map(({ kind, before, after }) => {
    const fields = before === undefined ? [] : changedFields(before, after);
    const touched = fields.map((field) => fieldWords[field].label).join(', ');
    return `${after.name} (${kind}${touched === '' ? '' : `: ${touched}`})`;
  });
  const windows = notices.customers.map(({ objectionEnds: { on } }) => on).toSorted();
  const [first, last] = [windows.at(0), windows.at(-1)];
  return [
    ...changes,
    batch.reason ?? '',
    `takes effect on ${plan.effectiveOn}`,
    `${counted(notices.customers.length, 'customer')} told`,
    first === undefined ? '' : `windows close from ${first} to ${last}`,
    plan.objectionEndsOn === undefined ? '' : `objections until ${plan.objectionEndsOn}`,
    counted(plan.faults.length, 'obstacle'),
    `approval ${approval.name}`,
  ]
    .filter((part) => part !== '')
    .join('; ')
    .replaceAll('\n', ' ');
}

type FieldsProps = { readonly review: Review; readonly form: FormState };

function ClassFields({ review: { plan }, form }: FieldsProps) {
  const proposals = new Map(plan.items.map((item) => [item.slug, item]));
  return (
    <>
      {plan.unconfirmed.map((slug) => {
        const item = proposals.get(slug);
        const mark = (value: string) => (item?.class === value ? ', as proposed' : '');
        return (
          <ChoiceField
            form={form}
            name={`${classOf}${slug}`}
            label={`Class of the amendment of ${item?.after.name ?? slug}`}
            options={[
              {
                value: 'substantive',
                text: `Substantive: customers are told and may object${mark('substantive')}`,
              },
              {
                value: 'correction',
                text: `Correction: nothing about the processing changes${mark('correction')}`,
              },
            ]}
          />
        );
      })}
    </>
  );
}

/** A list that was kept elsewhere often has no days of signing: then one reason does for many. */
function ContractFields({ review: { plan }, form }: FieldsProps) {
  const { withoutContract: slugs } = plan;
  const one = slugs.map((slug) => (
    <ContractField
      form={form}
      name={`${contractOf}${slug}`}
      label={`Why ${plan.items.find((item) => item.slug === slug)?.after.name ?? slug} is listed without a signed contract`}
    />
  ));
  if (slugs.length < 2) return <>{one}</>;
  return (
    <>
      <ContractField
        form={form}
        name={forAll}
        label={`Why these ${slugs.length} are listed without a signed contract`}
      />
      <details class="more" open={form.faults.length > 0}>
        <summary>Give another reason for one of them</summary>
        {one}
      </details>
    </>
  );
}

function ContractField(props: Pick<Parameters<typeof TextField>[0], 'form' | 'name' | 'label'>) {
  return (
    <TextField
      {...props}
      max={1_000}
      rows={2}
      law="Article 28(4) GDPR, which wants the contract first"
      hint="It stays in the record for ever: name no person."
    />
  );
}

function BlockedFields({ review: { notices }, form }: FieldsProps) {
  const blocked = notices.customers.filter(({ blocks }) => blocks.length > 0);
  return (
    <>
      <AllBlocked form={form} ids={blocked.map(({ customerId }) => customerId)} />
      {blocked.map(({ customerId, name, blocks }) => (
        <CheckField
          form={form}
          name={`${acknowledge}${customerId}`}
          label={`Announce it although ${name} would not be told as agreed`}
          hint={`${blocks.map((block) => blockWords[block]).join('. ')}. Recorded with who said so.`}
        />
      ))}
    </>
  );
}
