import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs } from '../../console/guard.ts';
import { PageTitle } from '../../console/pieces.tsx';
import type { Customer } from '../../customers/model.ts';
import { ChoiceField } from '../../http/form-fields.tsx';
import { customerInput } from '../schema/staff.ts';
import { listCandidates, matchObjection } from '../service/matching.ts';
import { caseOf, idOf, Stands, storedOf } from './case.tsx';

/** Saying of which customer an objection is. */
export const matchForm = new Hono<ConsoleEnv>();

const searchOf = (c: Context<ConsoleEnv>) => (c.req.query('q') ?? '').trim().slice(0, 200);

formPage(matchForm, {
  path: '/objections/:id{obj_[0-9a-f]+}/customer',
  guards: [needs('matchObjection')],
  schema: z.object({ customer: customerInput.shape.customer }),
  labels: { customer: 'Customer', stands: 'Where it stands' },
  stored: async (c) => storedOf(await caseOf(c)),
  view: () => ({ title: 'Which customer is it?', current: 'objections' }),
  async content(c, drawn) {
    const found = await caseOf(c);
    const { objection, here, shown } = found;
    const q = searchOf(c);
    const candidates = await listCandidates(c.get('visit').ctx, objection, q);
    return (
      <>
        <PageTitle
          title={`Which customer is ${objection.reference} of?`}
          crumb={{ href: here, label: objection.reference }}
        >
          <p class="lead">
            It says <bdi>{shown.company ?? 'nothing that you may see'}</bdi>.
          </p>
          <ul class="said">
            <li>
              Whether it came late is judged anew, by the clock of that customer or the day on the
              page of the change, whichever is later.
            </li>
            <li>If its silence had counted as an answer already, it does so no more.</li>
            <li>Nobody is written to.</li>
          </ul>
        </PageTitle>
        <Search here={`${here}/customer`} q={q} />
        {candidates.length === 0 ? (
          <p class="nothing">
            {q === ''
              ? 'No customer has a contact at that mail domain. Search for its name or reference.'
              : 'No customer has this in its name or reference.'}
          </p>
        ) : (
          <ConsoleForm drawn={drawn} submit="This customer objected" cancel={here}>
            <Stands found={found} />
            <ChoiceField
              form={drawn.form}
              name="customer"
              label={q === '' ? 'With a contact at the same mail domain' : 'Found'}
              options={candidates.map((each) => ({ value: each.id, text: named(each) }))}
            />
          </ConsoleForm>
        )}
      </>
    );
  },
  async act(c, { customer }, version) {
    await matchObjection(c.get('visit').ctx, idOf(c), customer, version);
    return `/objections/${idOf(c)}?done=matched`;
  },
});

function named({ name, reference, erasedAt }: Customer): string {
  if (erasedAt) return 'An erased customer';
  return reference === undefined ? name : `${name} (${reference})`;
}

function Search({ here, q }: { readonly here: string; readonly q: string }) {
  return (
    <form class="filter" method="get" action={here} role="search" aria-label="Find the customer">
      <div>
        <label for="q">Name or reference</label>
        <input id="q" name="q" type="search" value={q} maxlength={200} dir="auto" />
      </div>
      <div>
        <button class="button plain">Find</button>
      </div>
    </form>
  );
}
