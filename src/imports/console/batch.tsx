import { Hono } from 'hono';
import { z } from 'zod';
import { counted } from '../../console/counted.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs } from '../../console/guard.ts';
import { PageTitle } from '../../console/pieces.tsx';
import { Refusal } from '../../core/errors.ts';
import { LineField, TextField } from '../../http/form-fields.tsx';
import { calendarDay, line, prose } from '../../http/schema.ts';
import { discardKept, planKept, putIntoBatch } from '../service/kept-lists.ts';
import { crumbOf, idOf, keptOf, pathOf, whileOpen } from './kept.tsx';

/** The last step: into a batch, or thrown away. */
export const batchForms = new Hono<ConsoleEnv>();

const guards = [needs('importList'), whileOpen] as const;

const orNothing = <T extends z.ZodType>(schema: T) =>
  z.union([z.literal('').transform(() => undefined), schema]);

const about = z.strictObject({
  title: orNothing(line(200)),
  reason: orNothing(prose(4_000)),
  effectiveOn: orNothing(calendarDay),
});

formPage(batchForms, {
  path: '/register/import/:id/batch',
  guards,
  schema: about,
  labels: { title: 'Title', reason: 'Reason', effectiveOn: 'Takes effect on' },
  async stored(c) {
    return { version: (await keptOf(c)).version, entries: {} };
  },
  view: () => ({ title: 'Put it into a batch', current: 'register' }),
  async content(c, drawn) {
    const { plan } = await planKept(c.get('visit').ctx, await keptOf(c));
    const many = (action: string) => plan.rows.filter((row) => row.action === action).length;
    const [added, amended] = [many('add'), many('amend')];
    return (
      <>
        <PageTitle title="Put it into a batch?" crumb={crumbOf(c)}>
          <ul class="said">
            <li>
              {counted(added, 'entry', 'entries')} would be added, {amended} changed,{' '}
              {plan.drafts.length - added - amended} ended: all of them, or none where one does not
              fit.
            </li>
            <li>
              The batch is a draft. Nobody is told and nothing shows before it is approved and
              published.
            </li>
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Put it into a batch" cancel={crumbOf(c).href}>
          <LineField
            form={drawn.form}
            name="title"
            label="Title"
            autocomplete="off"
            optional
            hint="What the batch is called here."
          />
          <TextField
            form={drawn.form}
            name="reason"
            label="Reason"
            rows={4}
            max={4_000}
            optional
            hint="Published with the change; it can be written later, in the batch."
          />
          <LineField
            form={drawn.form}
            name="effectiveOn"
            label="Takes effect on"
            type="date"
            autocomplete="off"
            optional
            hint="Without a day: when it is published."
            law="your notice period (Art. 28(2) GDPR)"
          />
        </ConsoleForm>
      </>
    );
  },
  async act(c, { title, reason, effectiveOn }, version) {
    const { ctx } = c.get('visit');
    const kept = await keptOf(c);
    const { plan } = await planKept(ctx, kept);
    if (plan.questions.length > 0)
      throw new Refusal(
        'conflict',
        'Something of the list needs a decision first; the page before says what. Nothing was stored.',
      );
    const batch = await putIntoBatch(
      ctx,
      kept,
      {
        ...(title && { title }),
        ...(reason && { reason }),
        ...(effectiveOn && { effectiveOn }),
      },
      version,
    );
    if (batch === undefined) return `${pathOf(idOf(c))}?done=unchanged`;
    return `/register/batches/${batch}`;
  },
});

formPage(batchForms, {
  path: '/register/import/:id/discard',
  guards,
  schema: z.strictObject({}),
  labels: {},
  view: () => ({ title: 'Throw the list away', current: 'register' }),
  content: (c, drawn) => (
    <>
      <PageTitle title="Throw the list away?" crumb={crumbOf(c)}>
        <p class="lead">
          The list and what you decided are deleted here. The register stays as it is.
        </p>
      </PageTitle>
      <ConsoleForm drawn={drawn} submit="Throw it away" cancel={crumbOf(c).href} />
    </>
  ),
  async act(c) {
    await discardKept(c.get('visit').ctx, idOf(c));
    return '/register/import/upload?done=discarded';
  },
});
