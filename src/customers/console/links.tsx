import { Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { may, needs, needsProof } from '../../console/guard.ts';
import { answerPage } from '../../console/layout.tsx';
import { PageTitle } from '../../console/pieces.tsx';
import { getPresentCustomer } from '../service/customers.ts';
import { revokeLink } from '../service/links.ts';
import { myTermsLink } from '../service/reading.ts';
import { crumbOf, customerOf } from './shared.tsx';

/** The link to a customer's own page, for whoever has lost the mails. */
export const linkForms = new Hono<ConsoleEnv>();

const nothing = z.strictObject({});

formPage(linkForms, {
  path: '/customers/:id/link',
  guards: [needs('getLink'), needsProof],
  schema: nothing,
  labels: {},
  view: () => ({ title: 'Link to My terms', current: 'customers' }),
  async content(c, drawn) {
    const crumb = crumbOf(c, await customerOf(c));
    return (
      <>
        <PageTitle title="Show the link to its own page?" crumb={crumb}>
          <ul class="said">
            <li>Whoever has it sees its terms, notices and contacts, and may object for it.</li>
            <li>It stands in each mail to its contacts already; give it to nobody else.</li>
          </ul>
          {may(c, 'revokeLink') ? (
            <p class="acts">
              <a href={`${crumb.href}/link/revocation`}>Revoke it instead</a>
            </p>
          ) : null}
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Show the link" cancel={crumb.href} />
      </>
    );
  },
  async act(c) {
    const { db, keys, config } = c.env.deps;
    const customer = await getPresentCustomer(db, (await customerOf(c)).id);
    const url = myTermsLink(keys, `${config.origin}${config.base}`, customer);
    const crumb = crumbOf(c, customer);
    return answerPage(
      c,
      { title: 'Link to My terms', current: 'customers' },
      <>
        <PageTitle title="The link to its own page" crumb={crumb}>
          <p class="lead">Send it to a contact of this customer and to nobody else.</p>
        </PageTitle>
        <pre class="mono">{url}</pre>
        <p class="acts">
          <a href={crumb.href}>Back to the customer</a>
        </p>
      </>,
    );
  },
});

formPage(linkForms, {
  path: '/customers/:id/link/revocation',
  guards: [needs('revokeLink')],
  schema: nothing,
  labels: {},
  view: () => ({ title: 'Revoke a link', current: 'customers' }),
  async content(c, drawn) {
    const crumb = crumbOf(c, await customerOf(c));
    return (
      <>
        <PageTitle title="Revoke the link to its own page?" crumb={crumb}>
          <ul class="said">
            <li>The link in every mail that this customer has leads nowhere from now on.</li>
            <li>The next mail has another; you can show that one here.</li>
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Revoke the link" cancel={crumb.href} />
      </>
    );
  },
  async act(c) {
    const { id } = await customerOf(c);
    await revokeLink(c.get('visit').ctx, id);
    return `/customers/${id}?done=revoked`;
  },
});
