import { Hono } from 'hono';
import { z } from 'zod';
import { counted } from '../../console/counted.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs } from '../../console/guard.ts';
import { PageTitle } from '../../console/pieces.tsx';
import type { Ctx, Staff } from '../../context.ts';
import type { AccessRequestId } from '../../core/ids.ts';
import { TextField } from '../../http/form-fields.tsx';
import type { OperationId } from '../../staff/model/permitting.ts';
import { messageWish } from '../schema.ts';
import { noteInput, questionInput, refusalInput } from '../schema/staff.ts';
import { addNote, writeToRequester } from '../service/answering.ts';
import { askRequester, declineRequest } from '../service/deciding.ts';
import { type Case, caseOf, idOf, mailboxOf } from './case.tsx';
import { Stands, standing } from './fields.tsx';

/** What is one text and a button: a question, a refusal, a message, a note. */
export const textForms = new Hono<ConsoleEnv>();

type Kind = {
  readonly path: string;
  readonly operation: OperationId;
  readonly title: string;
  readonly label: string;
  readonly max: number;
  readonly text: z.ZodType<string>;
  readonly submit: string;
  readonly done: string;
  /** What will happen, and to whom. */
  effects(found: Case): readonly string[];
  act(ctx: Ctx<Staff>, id: AccessRequestId, text: string, version: number): Promise<unknown>;
};

const kinds: readonly Kind[] = [
  {
    path: 'question',
    operation: 'askRequester',
    title: 'Ask a question',
    label: 'Question',
    max: 5_000,
    text: questionInput.shape.question,
    submit: 'Send the question',
    done: 'asked',
    effects: (found) => [
      `It is mailed at once to ${mailboxOf(found)}.`,
      'The request waits for the answer, at most thirty days.',
    ],
    act: askRequester,
  },
  {
    path: 'refusal',
    operation: 'declineAccessRequest',
    title: 'Decline',
    label: 'Reason',
    max: 2_000,
    text: refusalInput.shape.reason,
    submit: 'Decline the request',
    done: 'declined',
    effects: (found) => [
      `${counted(leftOf(found), 'document')} of this request will not be given, and the request is closed.`,
      toldOf(found),
    ],
    act: declineRequest,
  },
  {
    path: 'message',
    operation: 'writeToRequester',
    title: 'Write a message',
    label: 'Message',
    max: 5_000,
    text: messageWish.shape.text,
    submit: 'Send the message',
    done: 'written',
    effects: (found) => [
      `It stands on the page of the request, and is mailed at once to ${mailboxOf(found)}.`,
    ],
    act: writeToRequester,
  },
  {
    path: 'note',
    operation: 'addAccessNote',
    title: 'Write a note',
    label: 'Note',
    max: 5_000,
    text: noteInput.shape.text,
    submit: 'Store the note',
    done: 'noted',
    effects: () => ['For staff only: it stands on no page of theirs and in no mail.'],
    act: addNote,
  },
];

function leftOf({ request: { items } }: Case): number {
  return items.filter(({ state }) => state === 'asked' || state === 'approved').length;
}

function toldOf(found: Case): string {
  if (found.request.requester === undefined) return 'Who asked was erased: nobody is told.';
  return found.request.verifiedAt === undefined
    ? 'Nobody has confirmed the address: no mail is sent.'
    : `The reason stands on the page of the request, and is mailed at once to ${mailboxOf(found)}.`;
}

for (const kind of kinds) addForm(kind);

function addForm({ path, operation, title, label, max, text, submit, done, effects, act }: Kind) {
  formPage(textForms, {
    path: `/requests/:id/${path}`,
    guards: [needs(operation)],
    schema: z.object({ text }),
    labels: { text: label, stands: 'Where it stands' },
    async stored(c) {
      const { request, messages } = await caseOf(c);
      // The text is nobody's but who types it.
      const stands = standing(request, messages.length);
      return { version: request.version, entries: { stands } };
    },
    view: () => ({ title, current: 'requests' }),
    async content(c, drawn) {
      const found = await caseOf(c);
      const { request, here, messages } = found;
      return (
        <>
          <PageTitle
            title={`${title}: ${request.reference}`}
            crumb={{ href: here, label: request.reference }}
          >
            <ul class="said">
              {effects(found).map((each) => (
                <li>{each}</li>
              ))}
            </ul>
          </PageTitle>
          <ConsoleForm drawn={drawn} submit={submit} cancel={here}>
            <Stands request={request} messages={messages.length} />
            <TextField form={drawn.form} name="text" label={label} max={max} rows={8} />
          </ConsoleForm>
        </>
      );
    },
    async act(c, value, version) {
      await act(c.get('visit').ctx, idOf(c), value.text, version);
      return `/requests/${idOf(c)}?done=${done}`;
    },
  });
}
