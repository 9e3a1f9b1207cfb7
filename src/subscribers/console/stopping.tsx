import { Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs } from '../../console/guard.ts';
import { PageTitle } from '../../console/pieces.tsx';
import { LineField, SelectField } from '../../http/form-fields.tsx';
import { suppressionReasons } from '../model/suppression.ts';
import { reasonWords } from '../model/words.ts';
import { newContact, suppressionInput } from '../schema/staff.ts';
import { removeSubscription, replaceContact } from '../service/contacts.ts';
import { liftSuppression, suppressSubscription } from '../service/suppressing.ts';
import { crumbOf, subscriptionOf } from './shared.tsx';

/** Stopping a subscription, starting it again, moving it and ending it. */
export const stoppingForms = new Hono<ConsoleEnv>();

const nothing = z.strictObject({});

export const reasonOptions = suppressionReasons.map((value) => ({
  value,
  text: value === 'suppressed' ? 'Any other reason' : capital(reasonWords[value]),
}));

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

formPage(stoppingForms, {
  path: '/subscribers/:id/suppression',
  guards: [needs('suppressSubscription')],
  schema: suppressionInput,
  labels: { reason: 'Why' },
  view: () => ({ title: 'Send nothing any more', current: 'subscribers' }),
  async content(c, drawn) {
    const crumb = crumbOf(c, await subscriptionOf(c));
    return (
      <>
        <PageTitle title="Send nothing there any more?" crumb={crumb}>
          <ul class="said">
            <li>
              <bdi>{crumb.label}</bdi> gets nothing from now on, also not what is on its way.
            </li>
            <li>The address cannot be subscribed again before this is lifted.</li>
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Send nothing any more" cancel={crumb.href}>
          <SelectField form={drawn.form} name="reason" label="Why" options={reasonOptions} />
        </ConsoleForm>
      </>
    );
  },
  async act(c, { reason }) {
    const { id } = await subscriptionOf(c);
    await suppressSubscription(c.get('visit').ctx, id, reason);
    return `/subscribers/${id}?done=stopped`;
  },
});

formPage(stoppingForms, {
  path: '/subscribers/:id/lifting',
  guards: [needs('liftSuppression')],
  schema: nothing,
  labels: {},
  view: () => ({ title: 'Send again', current: 'subscribers' }),
  async content(c, drawn) {
    const subscription = await subscriptionOf(c);
    const crumb = crumbOf(c, subscription);
    const { reason, stream } = subscription;
    return (
      <>
        <PageTitle title="Send there again?" crumb={crumb}>
          <ul class="said">
            <li>
              <bdi>{crumb.label}</bdi> was stopped
              {reason === undefined ? null : `: ${reasonWords[reason]}`}. It is told again from now
              on.
            </li>
            <li>
              {stream === 'contract'
                ? 'What it missed in the last 31 days is sent at once: a contract says that it must be told.'
                : 'What it missed comes with its next digest only.'}
            </li>
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Send again" cancel={crumb.href} />
      </>
    );
  },
  async act(c) {
    const { id } = await subscriptionOf(c);
    await liftSuppression(c.get('visit').ctx, id);
    return `/subscribers/${id}?done=lifted`;
  },
});

formPage(stoppingForms, {
  path: '/subscribers/:id/address',
  guards: [needs('replaceContact')],
  schema: newContact,
  labels: { address: 'New mail address' },
  view: () => ({ title: 'Another address', current: 'subscribers' }),
  async content(c, drawn) {
    const crumb = crumbOf(c, await subscriptionOf(c));
    return (
      <>
        <PageTitle title="Another address for a contact" crumb={crumb}>
          <ul class="said">
            <li>
              A new contact takes the place of <bdi>{crumb.label}</bdi>, which ends.
            </li>
            <li>What is on its way goes to the new address; what was told stays as proof.</li>
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Write to the new address" cancel={crumb.href}>
          <LineField
            form={drawn.form}
            name="address"
            label="New mail address"
            type="email"
            max={254}
            autocomplete="off"
          />
        </ConsoleForm>
      </>
    );
  },
  async act(c, { address }) {
    const old = await subscriptionOf(c);
    const { id } = await replaceContact(c.get('visit').ctx, old.id, address);
    return `/subscribers/${id}?done=moved`;
  },
});

formPage(stoppingForms, {
  path: '/subscribers/:id/removal',
  guards: [needs('removeSubscription')],
  schema: nothing,
  labels: {},
  view: () => ({ title: 'Remove a subscription', current: 'subscribers' }),
  async content(c, drawn) {
    const crumb = crumbOf(c, await subscriptionOf(c));
    return (
      <>
        <PageTitle title="Remove this subscription?" crumb={crumb}>
          <ul class="said">
            <li>
              One subscription, <bdi>{crumb.label}</bdi>, ends. It can not be undone.
            </li>
            <li>Its address is forgotten; that it was told, and when, stays without it.</li>
            <li>
              Whoever asks never to be written to again is better stopped: a removed address can be
              subscribed again.
            </li>
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Remove the subscription" cancel={crumb.href} />
      </>
    );
  },
  async act(c) {
    await removeSubscription(c.get('visit').ctx, (await subscriptionOf(c)).id);
    return '/subscribers?done=removed';
  },
});
