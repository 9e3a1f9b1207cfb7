import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { fromForm, toEntries, typedNumber } from '../../console/entries.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, type FormPage, formPage } from '../../console/form.tsx';
import { needs, rootOf } from '../../console/guard.ts';
import { placeOf } from '../../console/layout.tsx';
import { PageTitle } from '../../console/pieces.tsx';
import { translationLabels } from '../../console/translation-fields.tsx';
import { Refusal } from '../../core/errors.ts';
import { updateInput } from '../schema.ts';
import { createUpdate, findThread, replaceUpdate } from '../service.ts';
import { listConcerned } from '../service/reach.ts';
import {
  type Concerned,
  FollowUpFields,
  serviceBox,
  UpdateFields,
  updateLabels,
  updateTexts,
} from './fields.tsx';
import { writtenOf } from './post.tsx';

/** A draft is written and edited; only staff see it. */
export const updateForms = new Hono<ConsoleEnv>();

const follows = typedNumber(updateInput.shape.follows.unwrap()).exactOptional();

/** With a box for each service. */
const schema = z.preprocess(readBoxes, fromForm(updateInput.extend({ follows })));

function readBoxes(sent: unknown): unknown {
  const entries: [string, unknown][] = Object.entries(Object(sent));
  const isBox = ([name]: readonly [string, unknown]) => name.startsWith(serviceBox(''));
  const services = entries.filter(isBox).map(([name]) => name.slice(serviceBox('').length));
  return {
    ...Object.fromEntries(entries.filter((entry) => !isBox(entry))),
    ...(services.length > 0 && { services }),
  };
}

const names = ['follows', 'topic', 'title', 'body', 'severity', 'status'];

const labels = { ...updateLabels, follows: 'Continues', ...translationLabels(updateTexts) };

/** The thread that it continues, where the address or the form says one. */
async function threadOf(c: Context<ConsoleEnv>, number: string | undefined) {
  if (number === undefined || !/^\d{1,9}$/.test(number)) return undefined;
  const found = await findThread(c.env.deps.db, Number(number));
  if (!found) throw new Refusal('not_found', 'There is no update of this number to continue.');
  return found.thread;
}

type Drawn = Parameters<FormPage<typeof schema>['content']>[1];

async function draw(c: Context<ConsoleEnv>, drawn: Drawn, cancel: string) {
  const { form } = drawn;
  const thread = await threadOf(c, form.entries['follows'] ?? c.req.query('follows'));
  const services: Concerned = await listConcerned(c.env.deps.db);
  const { written } = await placeOf(c);
  return (
    <ConsoleForm drawn={drawn} submit="Store the draft and see how it reads" cancel={cancel}>
      {thread === undefined ? (
        <UpdateFields form={form} written={written} services={services} />
      ) : (
        <FollowUpFields form={form} written={written} thread={thread} />
      )}
    </ConsoleForm>
  );
}

formPage(updateForms, {
  path: '/updates/new',
  guards: [needs('createUpdate')],
  schema,
  labels,
  view: () => ({ title: 'Write an update', current: 'updates' }),
  async content(c, drawn) {
    const href = `${rootOf(c)}/updates`;
    const thread = await threadOf(c, c.req.query('follows'));
    return (
      <>
        <PageTitle
          title={thread === undefined ? 'Write an update' : `Follow up “${thread.title}”`}
          crumb={{ href, label: 'Updates' }}
        >
          <p class="lead">
            A draft that only staff see until it is published. It may lack what publishing asks for.
          </p>
        </PageTitle>
        {await draw(c, drawn, href)}
      </>
    );
  },
  async act(c, draft) {
    const { id } = await createUpdate(c.get('visit').ctx, draft);
    return `/updates/${id}?done=stored`;
  },
});

formPage(updateForms, {
  path: '/updates/:id{upd_[0-9a-f]+}/edit',
  guards: [needs('replaceUpdate')],
  schema,
  labels,
  async stored(c) {
    const { stored } = await writtenOf(c);
    const { draft, version } = stored;
    const boxes = (draft.services ?? []).map((slug) => [serviceBox(slug), 'yes'] as const);
    return { version, entries: { ...toEntries(draft, names), ...Object.fromEntries(boxes) } };
  },
  view: () => ({ title: 'Edit a draft', current: 'updates' }),
  async content(c, drawn) {
    const { here, title } = await writtenOf(c);
    return (
      <>
        <PageTitle title="Edit the draft" crumb={{ href: here, label: title }} />
        {await draw(c, drawn, here)}
      </>
    );
  },
  async act(c, draft, version) {
    const { stored } = await writtenOf(c);
    await replaceUpdate(c.get('visit').ctx, stored.id, draft, version);
    return `/updates/${stored.id}?done=stored`;
  },
});
