import { Hono } from 'hono';
import { z } from 'zod';
import { ActTitle } from '../../console/acts.tsx';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs } from '../../console/guard.ts';
import type { Ctx, Staff } from '../../context.ts';
import type { RightsRequestId } from '../../core/ids.ts';
import { dayInProse } from '../../http/dates.tsx';
import { LineField, TextField } from '../../http/form-fields.tsx';
import { filledOnly } from '../../http/form-values.ts';
import { pickTemplate, TemplateField } from '../../replies/picking.tsx';
import type { OperationId } from '../../staff/model/permitting.ts';
import { isOpenItem, latestFor, stops } from '../model/clock.ts';
import { laws, rules } from '../model/laws.ts';
import { extensionInput, question } from '../schema/staff.ts';
import { askClarification, askIdentity, extendRequest } from '../service/deciding.ts';
import { writeAsStaff } from '../service/writing.ts';
import { type Case, caseOf, idOf, mailWords, Stands, storedOf } from './case.tsx';

/** What is one text and a button: a question, a message, a note. */
export const textForms = new Hono<ConsoleEnv>();

type Kind = {
  readonly path: string;
  readonly operation: OperationId;
  readonly title: string;
  readonly label: string;
  readonly submit: string;
  readonly done: string;
  /** What will happen, and to whom. */
  effects(found: Case): readonly string[];
  act(ctx: Ctx<Staff>, id: RightsRequestId, text: string, version: number): Promise<unknown>;
};

const stillWords = (found: Case, why: 'identity' | 'clarification') =>
  stops(found.request, why)
    ? 'The days stand still until the answer is there, where this law says so.'
    : 'The days run on meanwhile.';

const kinds: readonly Kind[] = [
  {
    path: 'identity-question',
    operation: 'askIdentity',
    title: 'Ask who they are',
    label: 'What you ask for',
    submit: 'Send the question',
    done: 'asked',
    effects: (found) => [
      `Ask for details to compare with those on file, never for a document. ${laws[found.request.law].verification}.`,
      stillWords(found, 'identity'),
      mailWords(found),
    ],
    act: (ctx, id, text, expected) => askIdentity(ctx, { id, expected }, text),
  },
  {
    path: 'clarification',
    operation: 'askClarification',
    title: 'Ask what they want',
    label: 'Question',
    submit: 'Send the question',
    done: 'asked',
    effects: (found) => [
      stillWords(found, 'clarification'),
      'Without an answer the request ends after ninety days.',
      mailWords(found),
    ],
    act: (ctx, id, text, expected) => askClarification(ctx, { id, expected }, text),
  },
  {
    path: 'message',
    operation: 'answerRightsRequest',
    title: 'Write a message',
    label: 'Message',
    submit: 'Send the message',
    done: 'written',
    effects: (found) => [
      'It stands on the page of the request. It decides nothing and moves no day.',
      mailWords(found),
    ],
    act: (ctx, id, text, expected) => writeAsStaff(ctx, id, { text, author: 'staff' }, expected),
  },
  {
    path: 'note',
    operation: 'noteOnRightsRequest',
    title: 'Write a note',
    label: 'Note',
    submit: 'Store the note',
    done: 'noted',
    effects: () => ['For staff only: it stands on no page of theirs, in no mail and in no copy.'],
    act: (ctx, id, text, expected) => writeAsStaff(ctx, id, { text, author: 'note' }, expected),
  },
];

for (const kind of kinds) addForm(kind);

function addForm({ path, operation, title, label, submit, done, effects, act }: Kind) {
  formPage(textForms, {
    path: `/privacy-requests/:id/${path}`,
    guards: [needs(operation)],
    schema: z.object({ text: question.shape.text }),
    labels: { text: label, stands: 'Where it stands' },
    // The text is nobody's but who types it.
    stored: (c) => storedOf(c),
    view: () => ({ title, current: 'rights' }),
    async content(c, drawn) {
      const found = await caseOf(c);
      const { here, request } = found;
      const { templates, form } = await pickTemplate(c.env.deps, drawn.form, {
        field: 'text',
        of: found.shown,
      });
      return (
        <>
          <ActTitle title={title} of={request.reference} here={here} effects={effects(found)} />
          <ConsoleForm drawn={drawn} submit={submit} cancel={here}>
            <Stands found={found} />
            {path === 'note' ? null : <TemplateField form={form} templates={templates} />}
            <TextField form={form} name="text" label={label} max={10_000} rows={10} />
          </ConsoleForm>
        </>
      );
    },
    async act(c, { text }, version) {
      await act(c.get('visit').ctx, idOf(c), text, version);
      return `/privacy-requests/${idOf(c)}?done=${done}`;
    },
  });
}

formPage(textForms, {
  path: '/privacy-requests/:id/extension',
  guards: [needs('extendRequest')],
  schema: filledOnly(['until'], z.object(extensionInput.shape)),
  labels: { until: 'New last day', reason: 'Reason', stands: 'Where it stands' },
  stored: (c) => storedOf(c),
  view: () => ({ title: 'Take longer', current: 'rights' }),
  async content(c, drawn) {
    const found = await caseOf(c);
    const { request, here } = found;
    const open = request.items.filter((item) => isOpenItem(item) && latestFor(item, request.clock));
    const sources = [...new Set(open.map(({ ruleId }) => rules[ruleId].extension?.source))];
    const latest = open.flatMap((item) => latestFor(item, request.clock) ?? []).toSorted()[0];
    return (
      <>
        <ActTitle
          title="Take longer"
          of={request.reference}
          here={here}
          effects={[
            'Only before the first day is over, once, and with the reason.',
            latest === undefined
              ? 'No law lets the answer to what is asked here wait longer.'
              : `Until ${dayInProse(latest)} at the latest (${sources.filter(Boolean).join('; ')}).`,
            mailWords(found),
          ]}
        />
        <ConsoleForm drawn={drawn} submit="Tell that it takes longer" cancel={here}>
          <Stands found={found} />
          <LineField
            form={drawn.form}
            name="until"
            label="New last day"
            type="date"
            autocomplete="off"
            optional
            hint="The latest that the law allows, where you leave it empty."
          />
          <TextField
            form={drawn.form}
            name="reason"
            label="Reason"
            max={10_000}
            rows={8}
            hint="Complexity or number of requests, in your own words; it is sent."
            {...(sources[0] && { law: sources[0] })}
          />
        </ConsoleForm>
      </>
    );
  },
  async act(c, { until, reason }, expected) {
    await extendRequest(c.get('visit').ctx, { id: idOf(c), expected }, { until, reason });
    return `/privacy-requests/${idOf(c)}?done=extended`;
  },
});
