import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { ActTitle } from '../console/acts.tsx';
import type { ConsoleEnv } from '../console/env.ts';
import { ConsoleForm, formPage } from '../console/form.tsx';
import { needs, rootOf } from '../console/guard.ts';
import { readAs } from '../http/exchange.ts';
import { LineField, TextField } from '../http/form-fields.tsx';
import type { RestrictionKind } from './model.ts';
import { byRestriction, liftingInput } from './schema.ts';
import { planRestriction } from './service/planning.ts';
import { planLifting, restrict } from './service/setting.ts';

/** Restricting what is done with somebody's data, and letting it be used again. */
export const restrictionForms = new Hono<ConsoleEnv>();

const kinds: Readonly<
  Record<RestrictionKind, { title: string; submit: string; law: string; effect: string }>
> = {
  'no-processing': {
    title: 'Restrict',
    submit: 'Restrict it',
    law: 'Article 18 GDPR',
    effect:
      'The data is only kept: neither used nor erased, and nothing is sent to subscriptions. Notices that a contract owes, and answers to cases, go on.',
  },
  'no-marketing': {
    title: 'Stop marketing',
    submit: 'Stop it',
    law: 'Article 21(3) GDPR; 15 U.S.C. § 7704',
    effect: 'No product news reach them any more, neither at once nor in digests.',
  },
  'opt-out': {
    title: 'Opt them out',
    submit: 'Opt them out',
    law: 'Civ. Code § 1798.120',
    effect:
      'Their data is neither sold nor shared. Annex does neither: it is written down for what else is done with the data.',
  },
};

function asked(c: Context<ConsoleEnv>) {
  return readAs(byRestriction, { id: c.req.param('id'), kind: c.req.param('kind') });
}

async function planOf(c: Context<ConsoleEnv>) {
  const { id, kind } = asked(c);
  const here = `${rootOf(c)}/privacy-requests/${id}/data`;
  return { kind, here, ...kinds[kind], ...(await planRestriction(c.env.deps, id, kind)) };
}

/** Who acts in a stale tab is told, and sees for how many addresses it holds now. */
async function storedOf(c: Context<ConsoleEnv>) {
  const { request, addresses } = await planOf(c);
  return { version: request.version, entries: { stands: addressesOf(addresses) } };
}

function addressesOf(count: number): string {
  return count === 1 ? 'one address' : `${count} addresses`;
}

const labels = { on: 'Day', reason: 'Reason', stands: 'Addresses' } as const;

formPage(restrictionForms, {
  path: '/privacy-requests/:id/data/restrictions/:kind',
  guards: [needs('restrictProcessing')],
  schema: z.object({}),
  labels,
  stored: storedOf,
  view: (c) => ({ title: kinds[asked(c).kind].title, current: 'rights' }),
  async content(c, drawn) {
    const { title, submit, law, effect, here, request, addresses } = await planOf(c);
    return (
      <>
        <ActTitle
          title={title}
          of={request.reference}
          here={here}
          effects={[
            effect,
            `It holds from now on, for all that is held by ${addressesOf(addresses)} (${law}).`,
            'It ends only on a day of which the person is told before.',
          ]}
        />
        <ConsoleForm drawn={drawn} submit={submit} cancel={here} />
      </>
    );
  },
  async act(c, _, expected) {
    const { id, kind } = asked(c);
    await restrict(c.get('visit').ctx, { id, expected }, kind);
    return `/privacy-requests/${id}/data?done=restricted`;
  },
});

formPage(restrictionForms, {
  path: '/privacy-requests/:id/data/restrictions/:kind/lifting',
  guards: [needs('planLifting')],
  schema: z.object(liftingInput.shape),
  labels,
  stored: storedOf,
  view: () => ({ title: 'Lift a restriction', current: 'rights' }),
  async content(c, drawn) {
    const { title, here, request, addresses } = await planOf(c);
    return (
      <>
        <ActTitle
          title={`Lift “${title}”`}
          of={request.reference}
          here={here}
          effects={[
            'The person is told now, with your reason, and it is lifted on that day: tomorrow at the earliest.',
            `From then on what is held by ${addressesOf(addresses)} may be used, and erased, again.`,
          ]}
        />
        <ConsoleForm drawn={drawn} submit="Tell them, and lift it then" cancel={here}>
          <LineField
            form={drawn.form}
            name="on"
            label={labels.on}
            type="date"
            autocomplete="off"
            law="Article 18(3) GDPR"
          />
          <TextField form={drawn.form} name="reason" label={labels.reason} max={10_000} rows={6} />
        </ConsoleForm>
      </>
    );
  },
  async act(c, wanted, expected) {
    const { id, kind } = asked(c);
    await planLifting(c.get('visit').ctx, { id, expected }, kind, wanted);
    return `/privacy-requests/${id}/data?done=lifting`;
  },
});
