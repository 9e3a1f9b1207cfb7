import { Hono } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs } from '../../console/guard.ts';
import { PageTitle } from '../../console/pieces.tsx';
import { TextField } from '../../http/form-fields.tsx';
import { messageWish } from '../schema.ts';
import { z } from 'zod';
import { answerObjection } from '../service/answering.ts';
import { type Case, caseOf, idOf, mailboxOf, Stands, storedOf } from './case.tsx';

/** Writing to whoever objected. */
export const textForms = new Hono<ConsoleEnv>();

formPage(textForms, {
  path: '/objections/:id{obj_[0-9a-f]+}/answer',
  guards: [needs('answerObjection')],
  schema: z.object({ text: messageWish.shape.text }),
  labels: { text: 'Answer', stands: 'Where it stands' },
  stored: async (c) => storedOf(await caseOf(c)),
  view: () => ({ title: 'Answer an objection', current: 'objections' }),
  async content(c, drawn) {
    const found = await caseOf(c);
    const { objection, here } = found;
    return (
      <>
        <PageTitle
          title={`Answer ${objection.reference}`}
          crumb={{ href: here, label: objection.reference }}
        >
          <p class="lead">{whereTo(found)} It settles nothing yet.</p>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Send the answer" cancel={here}>
          <Stands found={found} />
          <TextField form={drawn.form} name="text" label="Answer" max={10_000} rows={10} />
        </ConsoleForm>
      </>
    );
  },
  async act(c, { text }, version) {
    await answerObjection(c.get('visit').ctx, idOf(c), text, version);
    return `/objections/${idOf(c)}?done=written`;
  },
});

/** Where a text of staff is read. */
export function whereTo(found: Case): string {
  const mailbox = mailboxOf(found);
  return mailbox === undefined
    ? 'What you write stands on the page of the case; no mail can be sent, so tell them by another way too.'
    : `What you write stands on the page of the case, and is mailed at once to ${mailbox}.`;
}
