import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { counted } from '../../console/counted.ts';
import { ActTitle } from '../../console/acts.tsx';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, needsProof } from '../../console/guard.ts';
import { SelectField } from '../../http/form-fields.tsx';
import { assigneeId } from '../../staff/schema.ts';
import { topics } from '../model.ts';
import { topicInput } from '../schema/staff.ts';
import { erasePersonalData } from '../service/erasing.ts';
import {
  assignInquiry,
  listInquiryHandlers,
  moveInquiry,
  retitleInquiry,
} from '../service/handling.ts';
import { topicWords } from '../words.ts';
import { type Case, caseOf, idOf, mailWords, Stands, standing } from './case.tsx';

/** What is done with one inquiry beside answering it. */
export const handlingForms = new Hono<ConsoleEnv>();

const labels = {
  assignee: 'Looked after by',
  topic: 'About',
  stands: 'Where it stands',
} as const;

async function storedOf(c: Context<ConsoleEnv>, of: (found: Case) => Record<string, string>) {
  const found = await caseOf(c);
  const entries = { ...of(found), stands: standing(found) };
  return { version: found.inquiry.version, entries };
}

formPage(handlingForms, {
  path: '/inquiries/:id/assignee',
  guards: [needs('assignInquiry')],
  schema: z.object({ assignee: z.union([z.literal(''), assigneeId]) }),
  labels,
  stored: (c) => storedOf(c, ({ inquiry }) => ({ assignee: String(inquiry.assignee ?? '') })),
  view: () => ({ title: 'Say who looks after it', current: 'inquiries' }),
  async content(c, drawn) {
    const found = await caseOf(c);
    const { ctx } = c.get('visit');
    const handlers = await listInquiryHandlers(ctx);
    const options = handlers.map(({ id, name }) => ({
      value: String(id),
      text: id === ctx.actor.personId ? `${name} (you)` : name,
    }));
    return (
      <>
        <ActTitle
          title="Who looks after it"
          of={found.inquiry.reference}
          here={found.here}
          effects={[
            'One that is new is in progress from then on. Whoever wrote is not told.',
            `People and keys that may answer inquiries: ${handlers.length}.`,
          ]}
        />
        <ConsoleForm drawn={drawn} submit="Say so" cancel={found.here}>
          <Stands found={found} />
          <SelectField
            form={drawn.form}
            name="assignee"
            label={labels.assignee}
            optional
            options={[{ value: '', text: 'Nobody' }, ...options]}
          />
        </ConsoleForm>
      </>
    );
  },
  async act(c, { assignee }, version) {
    await assignInquiry(c.get('visit').ctx, idOf(c), assignee === '' ? null : assignee, version);
    return `/inquiries/${idOf(c)}?done=assigned`;
  },
});

formPage(handlingForms, {
  path: '/inquiries/:id/topic',
  guards: [needs('retitleInquiry')],
  schema: z.object({ topic: topicInput.shape.topic }),
  labels,
  stored: (c) => storedOf(c, ({ inquiry }) => ({ topic: inquiry.topic })),
  view: () => ({ title: 'Change the topic', current: 'inquiries' }),
  async content(c, drawn) {
    const found = await caseOf(c);
    return (
      <>
        <ActTitle
          title="Change the topic"
          of={found.inquiry.reference}
          here={found.here}
          effects={['Whoever wrote sees the topic on their page, and is not told by mail.']}
        />
        <ConsoleForm drawn={drawn} submit="Change the topic" cancel={found.here}>
          <Stands found={found} />
          <SelectField
            form={drawn.form}
            name="topic"
            label={labels.topic}
            options={topics.map((value) => ({ value, text: topicWords[value] }))}
          />
        </ConsoleForm>
      </>
    );
  },
  async act(c, { topic }, version) {
    await retitleInquiry(c.get('visit').ctx, idOf(c), topic, version);
    return `/inquiries/${idOf(c)}?done=retitled`;
  },
});

const moves = [
  {
    path: 'closing',
    act: 'close',
    title: 'Close it',
    submit: 'Close the inquiry',
    done: 'closed',
    effects: (found: Case) => [
      `Whoever wrote is told that it is closed. ${mailWords(found)}`,
      'They open it again by writing; so can you.',
    ],
  },
  {
    path: 'opening',
    act: 'take-up',
    title: 'Take it up again',
    submit: 'Take it up',
    done: 'opened',
    effects: () => ['It waits for us from then on. Whoever wrote is not told.'],
  },
] as const;

for (const { path, act, title, submit, done, effects } of moves)
  formPage(handlingForms, {
    path: `/inquiries/:id/${path}`,
    guards: [needs('moveInquiry')],
    schema: z.object({}),
    labels,
    stored: (c) => storedOf(c, () => ({})),
    view: () => ({ title, current: 'inquiries' }),
    async content(c, drawn) {
      const found = await caseOf(c);
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
          </ConsoleForm>
        </>
      );
    },
    async act(c, _, version) {
      await moveInquiry(c.get('visit').ctx, idOf(c), act, version);
      return `/inquiries/${idOf(c)}?done=${done}`;
    },
  });

formPage(handlingForms, {
  path: '/inquiries/:id/erasure',
  guards: [needs('eraseInquirer'), needsProof],
  schema: z.object({}),
  labels,
  stored: (c) => storedOf(c, () => ({})),
  view: () => ({ title: 'Erase who wrote', current: 'inquiries' }),
  async content(c, drawn) {
    const found = await caseOf(c);
    const { messages, attachments } = found;
    return (
      <>
        <ActTitle
          title="Erase who wrote"
          of={found.inquiry.reference}
          here={found.here}
          effects={[
            `What goes: name, company and address, ${counted(messages.length, 'text')} with notes, and ${attachments.length === 0 ? 'no file, for there is none' : counted(attachments.length, 'file')}. It can not be undone.`,
            'The link to their page ends, and no mail reaches them from this inquiry any more.',
            'What stays: the reference, the topic, when it came, what state it is in, and the record of who did what, which names nobody of theirs.',
            'A hold or a restriction that keeps it is not overruled: then nothing is erased, and you are told why.',
          ]}
        />
        <ConsoleForm drawn={drawn} submit="Erase who wrote" cancel={found.here}>
          <Stands found={found} />
        </ConsoleForm>
      </>
    );
  },
  async act(c, _, version) {
    await erasePersonalData(c.get('visit').ctx, idOf(c), version);
    return `/inquiries/${idOf(c)}?done=erased`;
  },
});
