import { Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, needsProof } from '../../console/guard.ts';
import { PageTitle } from '../../console/pieces.tsx';
import type { Ctx, Staff } from '../../context.ts';
import type { ObjectionId } from '../../core/ids.ts';
import { dayInProse } from '../../http/dates.tsx';
import { ChoiceField, type FormState, LineField, TextField } from '../../http/form-fields.tsx';
import type { OperationId } from '../../staff/model/permitting.ts';
import { type Resolution, resolutions } from '../model.ts';
import { resolutionInput, terminationRightInput } from '../schema/staff.ts';
import {
  openTerminationRight,
  resolveObjection,
  reviewObjection,
  terminateOverObjection,
} from '../service/deciding.ts';
import { erasePersonalData } from '../service/erasing.ts';
import { staffResolutionWords } from '../words.ts';
import { type Case, caseOf, idOf, mailboxOf, Stands, storedOf, whoOf } from './case.tsx';
import { whereTo } from './texts.tsx';

/** What brings an objection from one state to the next. */
export const decisionForms = new Hono<ConsoleEnv>();

const labels = {
  outcome: 'Outcome',
  explanation: 'Explanation',
  until: 'Last day to terminate',
  stands: 'Where it stands',
};

/** What is only a button. */
type Confirmed = {
  readonly path: string;
  readonly operation: OperationId;
  readonly wantsProof: boolean;
  readonly title: string;
  readonly submit: string;
  readonly done: string;
  effects(found: Case): readonly string[];
  act(ctx: Ctx<Staff>, id: ObjectionId, version: number): Promise<unknown>;
};

const confirmed: readonly Confirmed[] = [
  {
    path: 'review',
    operation: 'reviewObjection',
    wantsProof: false,
    title: 'Take up',
    submit: 'Take it up',
    done: 'reviewed',
    effects: () => [
      'The page of the case says that it is under review. No mail is sent.',
      'The record names you.',
    ],
    act: reviewObjection,
  },
  {
    path: 'termination',
    operation: 'terminateOverObjection',
    wantsProof: true,
    title: 'Has the customer terminated over',
    submit: 'Record the termination',
    done: 'terminated',
    effects: (found) => [
      `${whoOf(found)} has used its right to terminate, which ends with ${untilOf(found)}.`,
      `The case is closed by it. ${toldOf(found)}`,
      'The agreement of the customer is not changed here: give it its last day under Customers.',
    ],
    act: terminateOverObjection,
  },
  {
    path: 'erasure',
    operation: 'erasePersonalData',
    wantsProof: true,
    title: 'Erase the person of',
    submit: 'Erase the person',
    done: 'erased',
    effects: ({ messages }) => [
      'Name, company, address, what was written and asked for are erased for ever (Article 17 GDPR).',
      messages.length === 1
        ? 'So is the one message of the conversation.'
        : `So are the ${messages.length} messages of the conversation.`,
      'The link to the case ends. That somebody objected, when, and what became of it stays as proof.',
      'Nobody is told.',
    ],
    act: erasePersonalData,
  },
];

function untilOf({ objection: { terminationUntil } }: Case): string {
  return terminationUntil === undefined ? 'no day yet' : dayInProse(terminationUntil);
}

function toldOf(found: Case): string {
  const mailbox = mailboxOf(found);
  return mailbox === undefined ? 'No mail can be sent.' : `A mail goes to ${mailbox}.`;
}

for (const each of confirmed) addConfirm(each);

function addConfirm({ path, operation, wantsProof, title, submit, done, effects, act }: Confirmed) {
  formPage(decisionForms, {
    path: `/objections/:id{obj_[0-9a-f]+}/${path}`,
    guards: wantsProof ? [needs(operation), needsProof] : [needs(operation)],
    schema: z.object({}),
    labels,
    stored: async (c) => storedOf(await caseOf(c)),
    view: () => ({ title: submit, current: 'objections' }),
    async content(c, drawn) {
      const found = await caseOf(c);
      const { objection, here } = found;
      return (
        <>
          <PageTitle
            title={`${title} ${objection.reference}?`}
            crumb={{ href: here, label: objection.reference }}
          >
            <ul class="said">
              {effects(found).map((effect) => (
                <li>{effect}</li>
              ))}
            </ul>
          </PageTitle>
          <ConsoleForm drawn={drawn} submit={submit} cancel={here}>
            <Stands found={found} />
          </ConsoleForm>
        </>
      );
    },
    async act(c, _, version) {
      await act(c.get('visit').ctx, idOf(c), version);
      return `/objections/${idOf(c)}?done=${done}`;
    },
  });
}

formPage(decisionForms, {
  path: '/objections/:id{obj_[0-9a-f]+}/resolution',
  guards: [needs('resolveObjection')],
  schema: z.object(resolutionInput.shape),
  labels,
  stored: async (c) => storedOf(await caseOf(c)),
  view: () => ({ title: 'Settle an objection', current: 'objections' }),
  async content(c, drawn) {
    const found = await caseOf(c);
    const { objection, here } = found;
    return (
      <>
        <PageTitle
          title={`Settle ${objection.reference}`}
          crumb={{ href: here, label: objection.reference }}
        >
          <ul class="said">
            <li>The case is closed with it; what held the change for this customer ends.</li>
            <li>{whereTo(found)}</li>
            <li>It cannot be taken back. A customer may object again.</li>
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Settle it" cancel={here}>
          <Stands found={found} />
          <ChoiceField
            form={drawn.form}
            name="outcome"
            label={labels.outcome}
            options={offered(found).map((value) => ({ value, text: outcomeText(value) }))}
          />
          <Explanation form={drawn.form} />
        </ConsoleForm>
      </>
    );
  },
  async act(c, decided, version) {
    await resolveObjection(c.get('visit').ctx, idOf(c), decided, version);
    return `/objections/${idOf(c)}?done=resolved`;
  },
});

/** Withdrawing the change settles all of them so; nobody can be left out unnamed. */
function offered({ customer }: Case): readonly Resolution[] {
  return resolutions.filter(
    (each) =>
      each !== 'change-withdrawn' && (each !== 'customer-excluded' || customer !== undefined),
  );
}

function outcomeText(value: Resolution): string {
  return value === 'customer-excluded'
    ? `${staffResolutionWords[value]}: it never takes effect for it`
    : staffResolutionWords[value];
}

formPage(decisionForms, {
  path: '/objections/:id{obj_[0-9a-f]+}/termination-right',
  guards: [needs('openTerminationRight'), needsProof],
  schema: z.object(terminationRightInput.shape),
  labels,
  stored: async (c) => storedOf(await caseOf(c)),
  view: () => ({ title: 'Open the right to terminate', current: 'objections' }),
  async content(c, drawn) {
    const found = await caseOf(c);
    const { objection, here } = found;
    return (
      <>
        <PageTitle
          title={`Open the right to terminate over ${objection.reference}?`}
          crumb={{ href: here, label: objection.reference }}
        >
          <ul class="said">
            <li>
              The two could not agree: <bdi>{whoOf(found)}</bdi> may end the contract until the day
              that you give. The day does not move afterwards.
            </li>
            <li>Behind it the right lapses by itself. You may still come to terms before.</li>
            <li>{whereTo(found)}</li>
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Open the right to terminate" cancel={here}>
          <Stands found={found} />
          <LineField
            form={drawn.form}
            name="until"
            label={labels.until}
            type="date"
            autocomplete="off"
            hint={`To the end of that day, ${found.place.timeZone.replaceAll('_', ' ')}. The contract says how long.`}
          />
          <Explanation form={drawn.form} />
        </ConsoleForm>
      </>
    );
  },
  async act(c, right, version) {
    await openTerminationRight(c.get('visit').ctx, idOf(c), right, version);
    return `/objections/${idOf(c)}?done=opened`;
  },
});

function Explanation({ form }: { readonly form: FormState }) {
  return (
    <TextField
      form={form}
      name="explanation"
      label={labels.explanation}
      max={10_000}
      rows={8}
      hint="Whoever objected reads it, word for word."
    />
  );
}
