import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, needsProof, rootOf } from '../../console/guard.ts';
import { optionalField } from '../../console/optional.ts';
import { PageTitle } from '../../console/pieces.tsx';
import { asId } from '../../core/ids.ts';
import {
  ChoiceField,
  type FormState,
  LineField,
  SelectField,
  TextField,
} from '../../http/form-fields.tsx';
import { allKeepers } from '../keepers.ts';
import { type Hold, holdKinds } from '../model/holding.ts';
import { holdLifting, holdReview, newHold } from '../schema.ts';
import { listRules } from '../service.ts';
import { nameHeldCustomers } from '../service/held-customers.ts';
import { getHold, liftHold, placeHold, reviewHold } from '../service/holds.ts';
import { holdKindWords, section } from './parts.tsx';

/** Placing a hold, reviewing it and lifting it. */
export const holdForms = new Hono<ConsoleEnv>();

const labels = {
  kind: 'Kind',
  customer: 'Customer',
  rule: 'Kind of record',
  record: 'Number of the record',
  reason: 'Why',
  owner: 'Who answers for it',
  reviewOn: 'Review by',
  stands: 'Where it stands',
};

const crumbOf = (c: Context<ConsoleEnv>) => ({
  href: `${rootOf(c)}/retention/holds`,
  label: 'Holds',
});

formPage(holdForms, {
  path: '/retention/holds/new',
  guards: [needs('placeRetentionHold')],
  schema: z
    .object({
      kind: newHold.shape.kind,
      customer: optionalField(newHold.shape.customer),
      rule: optionalField(newHold.shape.rule),
      record: optionalField(newHold.shape.record),
      ...holdReview.shape,
    })
    .refine(({ customer, record }) => (customer === undefined) !== (record === undefined), {
      error: 'Name one record by its number, or a customer; not both.',
      path: ['record'],
    })
    .refine(({ rule, record }) => record === undefined || rule !== undefined, {
      error: 'Say what kind of record it is.',
      path: ['rule'],
    }),
  labels,
  async stored(c) {
    const { rule = '', record = '', customer = '' } = c.req.query();
    return { version: 0, entries: { kind: 'legal', rule, record, customer } };
  },
  view: () => ({ title: 'Place a hold', current: section }),
  async content(c, drawn) {
    const rules = await listRules(c.env.deps.db);
    const kinds = rules.filter(({ id }) => allKeepers.some(({ rule }) => rule === id));
    return (
      <>
        <PageTitle title="Place a hold" crumb={crumbOf(c)}>
          <ul class="said">
            <li>
              What it keeps is deleted neither by the daily run, nor by a request for erasure, nor
              by staff, until somebody lifts it.
            </li>
            <li>
              Of a customer it keeps the customer, its contacts, notices and objections, and what is
              known to be its people’s.
            </li>
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Place the hold" cancel={crumbOf(c).href}>
          <ChoiceField
            form={drawn.form}
            name="kind"
            label={labels.kind}
            options={holdKinds.map((value) => ({ value, text: holdKindWords[value] }))}
          />
          <LineField
            form={drawn.form}
            name="customer"
            label={labels.customer}
            max={100}
            autocomplete="off"
            optional
            hint="All of a customer: its number, which begins with cus_."
          />
          <SelectField
            form={drawn.form}
            name="rule"
            label={labels.rule}
            optional
            hint="Or one record: of which kind it is, and its number."
            options={[
              { value: '', text: 'None' },
              ...kinds.map(({ id, facts }) => ({ value: id, text: facts.record.en })),
            ]}
          />
          <LineField
            form={drawn.form}
            name="record"
            label={labels.record}
            max={100}
            autocomplete="off"
            optional
            hint="As it stands in the address of its page."
          />
          <Words form={drawn.form} />
        </ConsoleForm>
      </>
    );
  },
  async act(c, { customer, rule = '', record = '', ...said }) {
    const of =
      customer === undefined ? { rule, recordId: record } : { customerId: asId('cus', customer) };
    await placeHold(c.get('visit').ctx, { ...said, of });
    return '/retention/holds?done=placed';
  },
});

function Words({ form }: { readonly form: FormState }) {
  return (
    <>
      <TextField
        form={form}
        name="reason"
        label={labels.reason}
        max={2_000}
        rows={4}
        hint="The dispute, the duty or the business, with its law. Seen by staff only."
        law="Art. 17(3)(b) and (e), 5(2) GDPR"
      />
      <LineField form={form} name="owner" label={labels.owner} autocomplete="off" />
      <LineField
        form={form}
        name="reviewOn"
        label={labels.reviewOn}
        type="date"
        autocomplete="off"
        hint="A day after today: a hold is not for ever. Staff are told when it has come."
      />
    </>
  );
}

function holdOf(c: Context<ConsoleEnv>): Promise<Hold> {
  return getHold(c.env.deps.db, asId('hld', c.req.param('id') ?? ''));
}

/** What is held, as a title says it. */
async function heldBy(c: Context<ConsoleEnv>, hold: Hold): Promise<string> {
  const { of } = hold;
  if ('recordId' in of) return `one of ${of.rule}`;
  const names = await nameHeldCustomers(c.env.deps.db, [hold]);
  return `all of ${names.get(of.customerId) ?? 'a customer'}`;
}

formPage(holdForms, {
  path: '/retention/holds/:id/review',
  guards: [needs('reviewRetentionHold')],
  schema: holdReview.strip(),
  labels,
  async stored(c) {
    const { version, reason, owner, reviewOn } = await holdOf(c);
    return { version, entries: { reason, owner, reviewOn } };
  },
  view: () => ({ title: 'Review a hold', current: section }),
  async content(c, drawn) {
    const hold = await holdOf(c);
    return (
      <>
        <PageTitle title={`Is it still needed: ${await heldBy(c, hold)}`} crumb={crumbOf(c)}>
          <p class="lead">
            {holdKindWords[hold.kind]}. If it is, say until when; if not,{' '}
            <a href={`${crumbOf(c).href}/${hold.id}/lifting`}>lift it</a>.
          </p>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="It is still needed" cancel={crumbOf(c).href}>
          <Words form={drawn.form} />
        </ConsoleForm>
      </>
    );
  },
  async act(c, said, version) {
    await reviewHold(c.get('visit').ctx, (await holdOf(c)).id, said, version);
    return '/retention/holds?done=reviewed';
  },
});

formPage(holdForms, {
  path: '/retention/holds/:id/lifting',
  guards: [needs('liftRetentionHold'), needsProof],
  schema: holdLifting.strip(),
  labels,
  async stored(c) {
    const { version, reviewOn, liftedAt } = await holdOf(c);
    const stands = liftedAt === undefined ? `Stands, review by ${reviewOn}` : 'Lifted';
    return { version, entries: { stands } };
  },
  view: () => ({ title: 'Lift a hold', current: section }),
  async content(c, drawn) {
    const hold = await holdOf(c);
    return (
      <>
        <PageTitle title={`Lift the hold on ${await heldBy(c, hold)}?`} crumb={crumbOf(c)}>
          <ul class="said">
            <li>
              What is past its period goes with the next run, and can not be brought back. What is
              not yet, goes with its day.
            </li>
            <li>Requests for erasure that it stood against can be carried out.</li>
            <li>
              It was placed for this: <bdi>{hold.reason}</bdi>
            </li>
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Lift the hold" cancel={crumbOf(c).href}>
          <input type="hidden" name="stands" value={`Stands, review by ${hold.reviewOn}`} />
          <TextField
            form={drawn.form}
            name="reason"
            label="Why it is no longer needed"
            max={2_000}
            rows={4}
          />
        </ConsoleForm>
      </>
    );
  },
  async act(c, { reason }, version) {
    await liftHold(c.get('visit').ctx, (await holdOf(c)).id, reason, version);
    return '/retention/holds?done=lifted';
  },
});
