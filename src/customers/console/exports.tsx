import { Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, needsProof } from '../../console/guard.ts';
import { PageTitle } from '../../console/pieces.tsx';
import { streamParts } from '../../http/stream-parts.ts';
import { csvOf } from '../csv.ts';
import { presentExport } from '../present.ts';
import { countCustomers } from '../service/customers.ts';
import { exportCustomer, exportCustomers } from '../service/exporting.ts';
import { crumbOf, customerOf, listPath, titleOf } from './shared.tsx';

/** Taking the customers along: all as a spreadsheet, one with everything that is stored. */
export const exportForms = new Hono<ConsoleEnv>();

const nothing = z.strictObject({});

formPage(exportForms, {
  path: '/customers/export',
  guards: [needs('exportCustomers'), needsProof],
  schema: nothing,
  labels: {},
  view: () => ({ title: 'Export customers', current: 'customers' }),
  content: async (c, drawn) => (
    <>
      <PageTitle
        title="Export all customers?"
        crumb={{ href: listPath(c), label: 'Customers and contacts' }}
      >
        <ul class="said">
          <li>
            A CSV file of {await countCustomers(c.get('visit').ctx, {})} customers, without those
            erased, with names and mail addresses of their contacts. An import takes it as it is.
          </li>
          <li>The record says that you took it and how many there were.</li>
        </ul>
      </PageTitle>
      <ConsoleForm drawn={drawn} submit="Fetch the file" cancel={listPath(c)} />
    </>
  ),
  async act(c) {
    const parts = csvOf(await exportCustomers(c.get('visit').ctx));
    return asFile(streamParts(parts), 'text/csv; charset=utf-8; header=present', 'customers.csv');
  },
});

formPage(exportForms, {
  path: '/customers/:id/export',
  guards: [needs('exportCustomer'), needsProof],
  schema: nothing,
  labels: {},
  view: () => ({ title: 'Export a customer', current: 'customers' }),
  async content(c, drawn) {
    const customer = await customerOf(c);
    const crumb = crumbOf(c, customer);
    return (
      <>
        <PageTitle title={`Export ${titleOf(customer)}?`} crumb={crumb}>
          <ul class="said">
            <li>
              A JSON file with everything that is stored about one customer: terms, contacts,
              corrections, notices and objections.
            </li>
            <li>The record says that you took it.</li>
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Fetch the file" cancel={crumb.href} />
      </>
    );
  },
  async act(c) {
    const { ctx } = c.get('visit');
    const { id } = await customerOf(c);
    const exported = presentExport(await exportCustomer(ctx, id), ctx.actor.role);
    return asFile(`${JSON.stringify(exported, null, 2)}\n`, 'application/json', `${id}.json`);
  },
});

function asFile(body: BodyInit, type: string, name: string): Response {
  return new Response(body, {
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
  });
}
