import { Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, needsProof, rootOf } from '../../console/guard.ts';
import { PageTitle } from '../../console/pieces.tsx';
import { dayInProse } from '../../http/dates.tsx';
import { approveNotice } from '../service/approving.ts';
import { openNotice, type OpenedNotice } from '../service/desk.ts';
import { changeIdOf, customerIdOf, nameOf } from './parts.tsx';

/** What staff record of a notice. */
export const noticeForms = new Hono<ConsoleEnv>();

formPage(noticeForms, {
  path: '/changes/:id{[0-9]+}/notices/:customer/agreement',
  guards: [needs('approveNotice'), needsProof],
  schema: z.strictObject({}),
  labels: {},
  view: () => ({ title: 'Record an agreement', current: 'changes' }),
  async content(c, drawn) {
    const opened = await openNotice(c.get('visit').ctx, changeIdOf(c), customerIdOf(c));
    const { change, customer } = opened;
    const here = `${rootOf(c)}/changes/${change.id}/notices/${customer.id}`;
    return (
      <>
        <PageTitle
          title={`Does ${nameOf(customer)} agree?`}
          crumb={{ href: here, label: `Notice of change ${change.id}` }}
        >
          <ul class="said">
            {effectsOf(opened).map((effect) => (
              <li>{effect}</li>
            ))}
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Record that it agrees" cancel={here} />
      </>
    );
  },
  async act(c) {
    const of = { changeId: changeIdOf(c), customerId: customerIdOf(c) };
    await approveNotice(c.get('visit').ctx, of);
    return `/changes/${of.changeId}/notices/${of.customerId}?done=agreed`;
  },
});

function effectsOf({ change, notice }: OpenedNotice): readonly string[] {
  const planned = dayInProse(notice.plannedEffectiveOn);
  return [
    notice.terms.authorisation === 'specific'
      ? 'Its contract asks for a specific authorisation (Article 28(2) GDPR): without its yes the change never takes effect for it.'
      : 'Its contract gives a general authorisation: its yes ends the waiting before its days are over.',
    `Change ${change.id} may take effect for it from ${planned} on, unless an open objection holds it.`,
    'You say so for the customer: keep the letter or mail in which it agreed. The record names you, and it cannot be taken back.',
    'The customer is not written to.',
  ];
}
