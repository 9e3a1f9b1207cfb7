import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Change } from '../../changes/model.ts';
import { headlineOf, statusOf } from '../../changes/words.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, needsProof, rootOf } from '../../console/guard.ts';
import { PageTitle } from '../../console/pieces.tsx';
import { pointerTo, Refusal } from '../../core/errors.ts';
import { dayInProse } from '../../http/dates.tsx';
import { CheckField, type FormState, LineField, TextField } from '../../http/form-fields.tsx';
import { blockWords } from '../../notices/words.ts';
import { postponementInput, withdrawalInput } from '../schema/moving.ts';
import { postponeChange, withdrawChange } from '../service/moving.ts';
import {
  type AnewPlan,
  getMovable,
  type MovingPlan,
  planAnew,
  planMoving,
} from '../service/moving-plan.ts';
import { acknowledgedIn, AllBlocked } from './acknowledging.tsx';

/** Taking an announced change back, or moving it to a later day. */
export const movingForms = new Hono<ConsoleEnv>();

const idOf = (c: Context<ConsoleEnv>) => Number(c.req.param('id'));
const planOf = (c: Context<ConsoleEnv>) => planMoving(c.get('visit').ctx, idOf(c));

/** What a decision relies on: whoever decides in a stale tab is shown how it stands now. */
function standing(change: Change): string {
  return `${statusOf(change).word}, for ${dayInProse(change.effectiveOn)}`;
}

const labels = {
  reason: 'Reason',
  effectiveOn: 'New day',
  materialChange: 'What else changes',
  stands: 'Where it stands',
};

formPage(movingForms, {
  path: '/changes/:id{[0-9]+}/withdrawal',
  guards: [needs('withdrawChange'), needsProof],
  schema: z.object({ reason: withdrawalInput.shape.reason }),
  labels,
  async stored(c) {
    const change = await getMovable(c.get('visit').ctx, idOf(c));
    return { version: change.steps.length, entries: { stands: standing(change) } };
  },
  view: () => ({ title: 'Withdraw a change', current: 'changes' }),
  async content(c, drawn) {
    const plan = await planOf(c);
    const here = `${rootOf(c)}/changes/${plan.change.id}`;
    return (
      <>
        <Title plan={plan} here={here} verb="Withdraw">
          <li>It does not take effect. Its page stays, and says that it was withdrawn, and why.</li>
          <li>{told(plan)}</li>
          <li>Clocks of customers stop.</li>
          {plan.openObjections === 0 ? null : (
            <li>
              {plan.openObjections === 1
                ? 'One open objection has got what it asked for and is settled; its sender is told.'
                : `${plan.openObjections} open objections have got what they asked for and are settled; their senders are told.`}
            </li>
          )}
          <li>It cannot be undone: to have the change after all, announce it anew.</li>
        </Title>
        <ConsoleForm drawn={drawn} submit="Withdraw the change" cancel={here}>
          <input type="hidden" name="stands" value={standing(plan.change)} />
          <ReasonField form={drawn.form} />
        </ConsoleForm>
      </>
    );
  },
  async act(c, { reason }, version) {
    await withdrawChange(c.get('visit').ctx, idOf(c), reason, version);
    return `/changes/${idOf(c)}?done=withdrawn`;
  },
});

/** Before the id in the name of a customer's box: `entries` hold one value a name. */
const anyhow = 'anyhow-';

const postponement = z.looseObject({
  effectiveOn: postponementInput.shape.effectiveOn,
  reason: postponementInput.shape.reason,
  materialChange: z
    .string()
    .default('')
    .transform((text) => (text.trim() === '' ? undefined : text))
    .pipe(postponementInput.shape.materialChange.unwrap().optional()),
});

formPage(movingForms, {
  path: '/changes/:id{[0-9]+}/postponement',
  guards: [needs('postponeChange'), needsProof],
  schema: postponement,
  labels,
  async stored(c) {
    const change = await getMovable(c.get('visit').ctx, idOf(c));
    return {
      version: change.steps.length,
      entries: { effectiveOn: change.effectiveOn, stands: standing(change) },
    };
  },
  view: () => ({ title: 'Postpone a change', current: 'changes' }),
  async content(c, drawn) {
    const plan = await planOf(c);
    const anew = await planAnew(c.get('visit').ctx, plan.change);
    const here = `${rootOf(c)}/changes/${plan.change.id}`;
    return (
      <>
        <Title plan={plan} here={here} verb="Postpone">
          <li>It takes effect on the day that you choose, later than the planned one.</li>
          <li>{told(plan)}</li>
          <li>The days in which customers may object stay as they are.</li>
          {anew.hasClocks ? (
            <li>
              If something else that matters changes too, say what below: then the change is
              announced anew to {count(anew.customers.length, 'customer')}, every clock begins
              again, and the earliest day is {dayInProse(anew.earliest)}.
            </li>
          ) : null}
        </Title>
        <ConsoleForm drawn={drawn} submit="Postpone the change" cancel={here}>
          <input type="hidden" name="stands" value={standing(plan.change)} />
          <LineField
            form={drawn.form}
            name="effectiveOn"
            label={labels.effectiveOn}
            type="date"
            autocomplete="off"
            hint={`Planned now: ${dayInProse(plan.change.effectiveOn)}.`}
          />
          <ReasonField form={drawn.form} />
          <TextField
            form={drawn.form}
            name="materialChange"
            label={labels.materialChange}
            max={4_000}
            rows={3}
            optional
            hint="Published, and told to customers. Empty where only the day moves."
          />
          <Blocked anew={anew} form={drawn.form} />
        </ConsoleForm>
      </>
    );
  },
  async act(c, { effectiveOn, reason, materialChange, ...others }, version) {
    const acknowledged = acknowledgedIn(z.record(z.string(), z.string()).parse(others), anyhow);
    const to = { effectiveOn, reason, acknowledged, ...(materialChange && { materialChange }) };
    const { ctx } = c.get('visit');
    try {
      await postponeChange(ctx, idOf(c), to, version);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'notice_blocked') throw error;
      throw new Refusal(error.code, error.detail, {
        errors: blockedOf(await planAnew(ctx, await getMovable(ctx, idOf(c)))).map(
          ({ customerId, name }) => ({
            pointer: pointerTo(`${anyhow}${customerId}`),
            detail: `${name} would not be told. Repair its contacts, or tick that it is announced all the same.`,
          }),
        ),
      });
    }
    return `/changes/${idOf(c)}?done=${materialChange ? 'announced' : 'postponed'}`;
  },
});

type TitleProps = {
  readonly plan: MovingPlan;
  readonly here: string;
  readonly verb: string;
  readonly children?: unknown;
};

function Title({ plan: { change }, here, verb, children }: TitleProps) {
  return (
    <PageTitle
      title={`${verb} change ${change.id}?`}
      crumb={{ href: here, label: `Change ${change.id}` }}
    >
      <p class="lead" dir="auto">
        {headlineOf(change)}.
      </p>
      <ul class="said">{children}</ul>
    </PageTitle>
  );
}

function told({ recipients }: MovingPlan): string {
  if (recipients === 0) return 'Nobody follows it, so nobody is told by a message.';
  return `${count(recipients, 'address')} of contacts and others who follow ${recipients === 1 ? 'is' : 'are'} told at once; those who get a digest, with their next one.`;
}

function count(number: number, noun: string): string {
  if (number === 1) return `one ${noun}`;
  return `${number} ${noun}${noun.endsWith('s') ? 'es' : 's'}`;
}

function ReasonField({ form }: { readonly form: FormState }) {
  return (
    <TextField
      form={form}
      name="reason"
      label={labels.reason}
      max={4_000}
      rows={4}
      hint="Published with the change, and in what is sent. Name no person."
    />
  );
}

function blockedOf({ customers }: AnewPlan): AnewPlan['customers'] {
  return customers.filter(({ blocks }) => blocks.length > 0);
}

/** Nobody is passed over in silence: whom a new announcement would not reach is named, and ticked. */
function Blocked({ anew, form }: { readonly anew: AnewPlan; readonly form: FormState }) {
  const blocked = blockedOf(anew);
  return (
    <>
      <AllBlocked form={form} ids={blocked.map(({ customerId }) => customerId)} />
      {blocked.map(({ customerId, name, blocks }) => (
        <CheckField
          form={form}
          name={`${anyhow}${customerId}`}
          label={`Announce it anew all the same, though not to ${name}`}
          hint={`${blocks.map((block) => blockWords[block]).join(', ')}. Recorded with your name; needed only where something else changes.`}
        />
      ))}
    </>
  );
}
