import { Hono } from 'hono';
import { z } from 'zod';
import { ActTitle } from '../../console/acts.tsx';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs } from '../../console/guard.ts';
import { CheckField, ChoiceField, SelectField } from '../../http/form-fields.tsx';
import { assigneeId } from '../../staff/schema.ts';
import { controllerInput, forwardingInput } from '../schema/staff.ts';
import { assignRequest, listRightsHandlers } from '../service/assigning.ts';
import { listControllers } from '../service/counting.ts';
import { forwardRequest, setController } from '../service/deciding.ts';
import { caseOf, idOf, mailWords, Stands, storedOf } from './case.tsx';

/** Whose the request is: who of us looks after it, or the customer whose data it is. */
export const controllerForms = new Hono<ConsoleEnv>();

formPage(controllerForms, {
  path: '/privacy-requests/:id/assignee',
  guards: [needs('assignRightsRequest')],
  schema: z.object({ assignee: z.union([z.literal(''), assigneeId]) }),
  labels: { assignee: 'Looked after by', stands: 'Where it stands' },
  stored: (c) => storedOf(c, ({ request }) => ({ assignee: String(request.assignee ?? '') })),
  view: () => ({ title: 'Say who looks after it', current: 'rights' }),
  async content(c, drawn) {
    const found = await caseOf(c);
    const { ctx } = c.get('visit');
    const { request, here } = found;
    const handlers = await listRightsHandlers(ctx);
    return (
      <>
        <ActTitle
          title="Who looks after it"
          of={request.reference}
          here={here}
          effects={['It moves no day, and whoever asked is not told.']}
        />
        <ConsoleForm drawn={drawn} submit="Say so" cancel={here}>
          <Stands found={found} />
          <SelectField
            form={drawn.form}
            name="assignee"
            label="Looked after by"
            optional
            options={[
              { value: '', text: 'Nobody' },
              ...handlers.map(({ id, name }) => ({
                value: String(id),
                text: id === ctx.actor.personId ? `${name} (you)` : name,
              })),
            ]}
          />
        </ConsoleForm>
      </>
    );
  },
  async act(c, { assignee }, expected) {
    const on = { id: idOf(c), expected };
    await assignRequest(c.get('visit').ctx, on, assignee === '' ? null : assignee);
    return `/privacy-requests/${idOf(c)}?done=assigned`;
  },
});

formPage(controllerForms, {
  path: '/privacy-requests/:id/controller',
  guards: [needs('setController')],
  schema: z.object(controllerInput.shape),
  labels: { controller: 'Who decides', stands: 'Where it stands' },
  stored: (c) => storedOf(c, ({ request }) => ({ controller: request.controller })),
  view: () => ({ title: 'Who decides about the data', current: 'rights' }),
  async content(c, drawn) {
    const found = await caseOf(c);
    const { request, here } = found;
    return (
      <>
        <ActTitle
          title="Who decides about the data"
          of={request.reference}
          here={here}
          effects={[
            'We answer for data that is ours. What is a customer’s is passed on to them, and nothing is given or denied here (Article 28(3)(e) GDPR).',
            'Nobody is told by this.',
          ]}
        />
        <ConsoleForm drawn={drawn} submit="Say so" cancel={here}>
          <Stands found={found} />
          <ChoiceField
            form={drawn.form}
            name="controller"
            label="Who decides"
            options={[
              { value: 'us', text: 'We do' },
              { value: 'customer', text: 'A customer does' },
            ]}
          />
        </ConsoleForm>
      </>
    );
  },
  async act(c, { controller }, expected) {
    await setController(c.get('visit').ctx, { id: idOf(c), expected }, controller);
    return `/privacy-requests/${idOf(c)}?done=controller`;
  },
});

formPage(controllerForms, {
  path: '/privacy-requests/:id/forwarding',
  guards: [needs('forwardRequest')],
  schema: z.object({
    customer: forwardingInput.shape.customer,
    toldOtherwise: z.string().optional(),
  }),
  labels: { customer: 'Customer', stands: 'Where it stands' },
  stored: (c) => storedOf(c),
  view: () => ({ title: 'Pass it on', current: 'rights' }),
  async content(c, drawn) {
    const found = await caseOf(c);
    const { request, here } = found;
    const customers = await listControllers(c.get('visit').ctx);
    return (
      <>
        <ActTitle
          title="Pass it on to the customer"
          of={request.reference}
          here={here}
          effects={[
            'All contacts of the customer get what was asked, and by whom, by mail.',
            `Whoever asked is told that it was passed on, and nothing on substance. ${mailWords(found)}`,
            'The request is closed here. It can not be taken back.',
          ]}
        />
        <ConsoleForm drawn={drawn} submit="Pass it on" cancel={here}>
          <Stands found={found} />
          <SelectField
            form={drawn.form}
            name="customer"
            label="Customer"
            law="Article 28(3)(e) GDPR"
            options={[
              { value: '', text: 'Choose one' },
              ...customers.map(({ id, name }) => ({ value: String(id), text: name })),
            ]}
          />
          <CheckField
            form={drawn.form}
            name="toldOtherwise"
            label="We have told the customer by another way; mail them nothing"
          />
        </ConsoleForm>
      </>
    );
  },
  async act(c, { customer: customerId, toldOtherwise }, expected) {
    const on = { id: idOf(c), expected };
    const isToldOtherwise = toldOtherwise === 'yes';
    await forwardRequest(c.get('visit').ctx, on, { customerId, isToldOtherwise });
    return `/privacy-requests/${idOf(c)}?done=forwarded`;
  },
});
