import { Hono } from 'hono';
import { z } from 'zod';
import { ActTitle } from '../../console/acts.tsx';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs } from '../../console/guard.ts';
import type { Ctx, Staff } from '../../context.ts';
import type { InquiryId } from '../../core/ids.ts';
import { TextField } from '../../http/form-fields.tsx';
import { pickTemplate, TemplateField } from '../../replies/picking.tsx';
import type { OperationId } from '../../staff/model/permitting.ts';
import { textInput } from '../schema/staff.ts';
import { answerInquiry, noteOnInquiry } from '../service/answering.ts';
import { type Case, caseOf, idOf, mailWords, Stands, standing } from './case.tsx';

/** What is one text and a button: an answer, a note. */
export const textForms = new Hono<ConsoleEnv>();

type Kind = {
  readonly path: string;
  readonly operation: OperationId;
  readonly title: string;
  readonly submit: string;
  readonly done: string;
  /** Whether it can begin with a reply template. */
  readonly hasTemplates: boolean;
  /** What will happen, and to whom. */
  effects(found: Case): readonly string[];
  act(ctx: Ctx<Staff>, id: InquiryId, text: string, version: number): Promise<unknown>;
};

const kinds: readonly Kind[] = [
  {
    path: 'answer',
    operation: 'answerInquiry',
    title: 'Answer',
    submit: 'Send the answer',
    done: 'answered',
    hasTemplates: true,
    effects: (found) => [
      `It stands on the page of the inquiry, as what we say. ${mailWords(found)}`,
      found.inquiry.state === 'closed'
        ? 'The inquiry stays closed.'
        : 'The inquiry is answered from then on, until they write again.',
    ],
    act: answerInquiry,
  },
  {
    path: 'note',
    operation: 'noteOnInquiry',
    title: 'Write a note',
    submit: 'Store the note',
    done: 'noted',
    hasTemplates: false,
    effects: () => ['For staff only: it stands on no page of theirs and in no mail.'],
    act: noteOnInquiry,
  },
];

for (const kind of kinds) addForm(kind);

function addForm({ path, operation, title, submit, done, hasTemplates, effects, act }: Kind) {
  formPage(textForms, {
    path: `/inquiries/:id/${path}`,
    guards: [needs(operation)],
    schema: z.object({ text: textInput.shape.text }),
    labels: { text: 'Text', stands: 'Where it stands' },
    async stored(c) {
      const found = await caseOf(c);
      // The text is nobody's but who types it.
      return { version: found.inquiry.version, entries: { stands: standing(found) } };
    },
    view: () => ({ title, current: 'inquiries' }),
    async content(c, drawn) {
      const found = await caseOf(c);
      const { templates, form } = await pickTemplate(c.env.deps, drawn.form, {
        field: 'text',
        of: found.shown,
      });
      return (
        <>
          <ActTitle
            title={title}
            of={found.inquiry.reference}
            here={found.here}
            effects={effects(found)}
          />
          <ConsoleForm drawn={drawn} submit={submit} cancel={found.here}>
            <Stands found={found} />
            {hasTemplates ? <TemplateField form={form} templates={templates} /> : null}
            <TextField form={form} name="text" label="Text" max={10_000} rows={10} />
          </ConsoleForm>
        </>
      );
    },
    async act(c, { text }, version) {
      await act(c.get('visit').ctx, idOf(c), text, version);
      return `/inquiries/${idOf(c)}?done=${done}`;
    },
  });
}
