import { Hono } from 'hono';
import { z } from 'zod';
import { counted } from '../../console/counted.ts';
import { ActTitle } from '../../console/acts.tsx';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, needsProof } from '../../console/guard.ts';
import type { Ctx, Staff } from '../../context.ts';
import type { RightsRequestId } from '../../core/ids.ts';
import { CheckField, ChoiceField } from '../../http/form-fields.tsx';
import type { OperationId } from '../../staff/model/permitting.ts';
import { dataPoints } from '../model.ts';
import { laws } from '../model/laws.ts';
import { authorityInput } from '../schema/staff.ts';
import {
  acknowledgeRequest,
  confirmAuthority,
  noteAnswer,
  settleIdentity,
} from '../service/deciding.ts';
import { erasePersonalData } from '../service/writing.ts';
import { type Case, caseOf, idOf, mailWords, Stands, storedOf } from './case.tsx';
import { pointWords } from './words.ts';

/** The steps of a request that need a choice at most. */
export const stepForms = new Hono<ConsoleEnv>();

type On = { readonly id: RightsRequestId; readonly expected: number };

type Step = {
  readonly path: string;
  readonly operation: OperationId;
  readonly isProved?: boolean;
  readonly title: string;
  readonly submit: string;
  readonly done: string;
  /** What will happen, and to whom. */
  effects(found: Case): readonly string[];
  act(ctx: Ctx<Staff>, on: On): Promise<unknown>;
};

const steps: readonly Step[] = [
  {
    path: 'receipt',
    operation: 'acknowledgeRequest',
    title: 'Confirm receipt',
    submit: 'Confirm it',
    done: 'acknowledged',
    effects: (found) => [
      'A letter says what was asked, until when it is answered, and how it is made sure who asks.',
      found.request.who === 'self'
        ? mailWords(found)
        : 'Whoever asks for another is not written to by this: they were told when it came.',
    ],
    act: acknowledgeRequest,
  },
  {
    path: 'answer',
    operation: 'noteAnswer',
    title: 'Note that the answer came',
    submit: 'Note it',
    done: 'heard',
    effects: () => [
      'For what came by another way than their page: what comes there is noted by itself.',
      'Days that stood still go on from today. Nobody is told.',
    ],
    act: noteAnswer,
  },
  {
    path: 'erasure',
    operation: 'eraseRightsRequest',
    isProved: true,
    title: 'Erase who asked',
    submit: 'Erase who asked',
    done: 'erased',
    effects: ({ request, messages }) => [
      `What goes: names and addresses, the details, and ${counted(messages.length, 'text')} with notes. It can not be undone.`,
      'The links to the case end, and so does a copy that is ready to be fetched.',
      `What stays: what was asked, when, and what became of it: the record that the law asks for (${laws[request.law].keep.source}).`,
    ],
    act: (ctx, { id, expected }) => erasePersonalData(ctx, id, expected),
  },
];

for (const { path, operation, isProved, title, submit, done, effects, act } of steps)
  formPage(stepForms, {
    path: `/privacy-requests/:id/${path}`,
    guards: [needs(operation), ...(isProved ? [needsProof] : [])],
    schema: z.object({}),
    labels: { stands: 'Where it stands' },
    stored: (c) => storedOf(c),
    view: () => ({ title, current: 'rights' }),
    async content(c, drawn) {
      const found = await caseOf(c);
      const { here, request } = found;
      return (
        <>
          <ActTitle title={title} of={request.reference} here={here} effects={effects(found)} />
          <ConsoleForm drawn={drawn} submit={submit} cancel={here}>
            <Stands found={found} />
          </ConsoleForm>
        </>
      );
    },
    async act(c, _, expected) {
      await act(c.get('visit').ctx, { id: idOf(c), expected });
      return `/privacy-requests/${idOf(c)}?done=${done}`;
    },
  });

const checked = z.looseObject({
  result: z.enum(['verified', 'not-verified'], { error: 'Choose one.' }),
  declared: z.string().optional(),
});

formPage(stepForms, {
  path: '/privacy-requests/:id/identity',
  guards: [needs('settleIdentity')],
  schema: checked,
  labels: { result: 'Result', matched: 'What matched', stands: 'Where it stands' },
  stored: (c) => storedOf(c),
  view: () => ({ title: 'Say whether it is the person', current: 'rights' }),
  async content(c, drawn) {
    const found = await caseOf(c);
    const { request, here } = found;
    return (
      <>
        <ActTitle
          title="Is it the person"
          of={request.reference}
          here={here}
          effects={[
            'Compare what they say with the contact details on file. Which details matched is stored, never what they are, and no document.',
            'One that matches gives the grade address, two reasonable, three with a declaration reasonably high.',
            `${laws[request.law].verification}. Nobody is told by this.`,
          ]}
        />
        <ConsoleForm drawn={drawn} submit="Store it" cancel={here}>
          <Stands found={found} />
          <ChoiceField
            form={drawn.form}
            name="result"
            label="Result"
            options={[
              { value: 'verified', text: 'It is the person' },
              { value: 'not-verified', text: 'It could not be verified' },
            ]}
          />
          <fieldset class="field" id="matched">
            <legend>What matched</legend>
            {dataPoints.map((point) => (
              <CheckField form={drawn.form} name={`matched-${point}`} label={pointWords[point]} />
            ))}
          </fieldset>
          <CheckField
            form={drawn.form}
            name="declared"
            label="A declaration signed under penalty of perjury is there"
            hint="Asked for by 11 CCR § 7062(c), for data item by item."
          />
        </ConsoleForm>
      </>
    );
  },
  async act(c, { result, declared, ...boxes }, expected) {
    const matched = dataPoints.filter((point) => boxes[`matched-${point}`] === 'yes');
    const said = { isVerified: result === 'verified', matched, isDeclared: declared === 'yes' };
    await settleIdentity(c.get('visit').ctx, { id: idOf(c), expected }, said);
    return `/privacy-requests/${idOf(c)}?done=settled`;
  },
});

formPage(stepForms, {
  path: '/privacy-requests/:id/authority',
  guards: [needs('confirmAuthority')],
  schema: z.object(authorityInput.shape),
  labels: { basis: 'What you have seen', stands: 'Where it stands' },
  stored: (c) => storedOf(c),
  view: () => ({ title: 'Say that they may ask', current: 'rights' }),
  async content(c, drawn) {
    const found = await caseOf(c);
    const { request, here } = found;
    return (
      <>
        <ActTitle
          title="May they ask"
          of={request.reference}
          here={here}
          effects={[
            'Where the person has not pressed the button in the mail. From then on whoever asks sees the case and gets its letters.',
            'Whoever asks is told by mail that they may, where their address is known.',
          ]}
        />
        <ConsoleForm drawn={drawn} submit="They may ask" cancel={here}>
          <Stands found={found} />
          <ChoiceField
            form={drawn.form}
            name="basis"
            label="What you have seen"
            options={[
              { value: 'power-of-attorney', text: 'A power of attorney (11 CCR § 7063(b))' },
              { value: 'parental-responsibility', text: 'Parental responsibility' },
            ]}
          />
        </ConsoleForm>
      </>
    );
  },
  async act(c, { basis }, expected) {
    await confirmAuthority(c.get('visit').ctx, { id: idOf(c), expected }, basis);
    return `/privacy-requests/${idOf(c)}?done=authority`;
  },
});
