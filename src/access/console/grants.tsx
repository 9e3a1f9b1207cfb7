import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, needsProof } from '../../console/guard.ts';
import { type Place, placeOf } from '../../console/layout.tsx';
import { PageTitle } from '../../console/pieces.tsx';
import { addDays, dayOf, startOfDay } from '../../core/day.ts';
import { Refusal } from '../../core/errors.ts';
import { asId } from '../../core/ids.ts';
import { ChoiceField, LineField } from '../../http/form-fields.tsx';
import { calendarDay } from '../../http/schema.ts';
import type { InventoryLine } from '../model/record.ts';
import { termsInput } from '../schema/record.ts';
import { revokeGrant, setGrantTerms } from '../service/grant-keeping.ts';
import { getInventoryLine } from '../service/record-inventory.ts';
import { idOf } from './case.tsx';
import { wholeNumber, yesOrNo } from './fields.tsx';

/** What is done to one grant of a request. */
export const grantForms = new Hono<ConsoleEnv>();

const labels = { until: 'Last day', mostDownloads: 'Downloads', allowsToken: 'Token' } as const;

const terms = z.object({
  until: calendarDay,
  mostDownloads: wholeNumber(termsInput.shape.mostDownloads),
  allowsToken: yesOrNo,
});

async function lineOf(c: Context<ConsoleEnv>): Promise<InventoryLine> {
  const line = await getInventoryLine(c.env.deps, grantIdOf(c));
  if (line.requestId !== idOf(c))
    throw new Refusal('not_found', 'This request has no grant of this id.');
  return line;
}

function grantIdOf(c: Context<ConsoleEnv>) {
  return asId('grt', c.req.param('grant') ?? '');
}

/** The last whole day: an end at midnight is the end of the day before. */
function lastDayOf({ grant }: InventoryLine, { timeZone }: Place): string {
  return dayOf(new Date(grant.until.getTime() - 1), timeZone);
}

function entriesOf(line: InventoryLine, place: Place) {
  return {
    until: lastDayOf(line, place),
    mostDownloads: String(line.grant.mostDownloads),
    allowsToken: line.grant.allowsToken ? 'yes' : 'no',
  };
}

formPage(grantForms, {
  path: '/requests/:id/grants/:grant/terms',
  // More time and more copies are what an approval gives.
  guards: [needs('setGrantTerms'), needsProof],
  schema: terms,
  labels,
  async stored(c) {
    const line = await lineOf(c);
    return { version: line.grant.version, entries: entriesOf(line, await placeOf(c)) };
  },
  view: () => ({ title: 'Extend a grant, or shorten it', current: 'requests' }),
  async content(c, drawn) {
    const line = await lineOf(c);
    const here = await pageOf(c, line);
    return (
      <>
        <PageTitle title={`Extend ${line.grant.reference}, or shorten it`} crumb={here}>
          <p class="lead">
            <bdi>{line.title}</bdi>, version {line.version}. Whoever holds it is not told;{' '}
            {line.grant.downloads} of {line.grant.mostDownloads} downloads are used.
          </p>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Set the terms" cancel={here.href}>
          <LineField
            form={drawn.form}
            name="until"
            label={labels.until}
            max={10}
            autocomplete="off"
            hint="To its end, within the next 365 days, e.g. 2027-01-04."
          />
          <LineField
            form={drawn.form}
            name="mostDownloads"
            label={labels.mostDownloads}
            max={4}
            autocomplete="off"
            hint="In all, with those that are used."
          />
          <ChoiceField
            form={drawn.form}
            name="allowsToken"
            label="A token for programs"
            options={[
              { value: 'no', text: 'No; one that is there ends, unless another grant allows it' },
              { value: 'yes', text: 'Yes, its holder may make one' },
            ]}
          />
        </ConsoleForm>
      </>
    );
  },
  async act(c, { until, ...rest }, version) {
    const { timeZone } = await placeOf(c);
    const end = startOfDay(addDays(until, 1), timeZone);
    const { grant } = await lineOf(c);
    await setGrantTerms(c.get('visit').ctx, grant.id, { ...rest, until: end }, version);
    return `/requests/${idOf(c)}?done=changed`;
  },
});

formPage(grantForms, {
  path: '/requests/:id/grants/:grant/revocation',
  guards: [needs('revokeGrant')],
  schema: z.object({}),
  labels,
  async stored(c) {
    const line = await lineOf(c);
    return { version: line.grant.version, entries: entriesOf(line, await placeOf(c)) };
  },
  view: () => ({ title: 'Take a grant back', current: 'requests' }),
  async content(c, drawn) {
    const line = await lineOf(c);
    const here = await pageOf(c, line);
    const entries = Object.entries(entriesOf(line, await placeOf(c)));
    return (
      <>
        <PageTitle title={`Take ${line.grant.reference} back?`} crumb={here}>
          <ul class="said">
            <li>
              <bdi>{line.title}</bdi>, version {line.version}, can not be fetched any more: one
              person loses it, and is told by mail.
            </li>
            <li>
              Sessions and links of this request end at once, and so do tokens unless another grant
              allows them.
            </li>
            <li>
              Copies that were fetched already: {line.grant.downloads}. They stay where they are.
            </li>
            <li>It can not be undone; who needs it again asks again.</li>
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Take it back" cancel={here.href}>
          {entries.map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
        </ConsoleForm>
      </>
    );
  },
  async act(c, _, version) {
    const { grant } = await lineOf(c);
    await revokeGrant(c.get('visit').ctx, grant.id, version);
    return `/requests/${idOf(c)}?done=revoked`;
  },
});

/** The page of the request that it is of. */
async function pageOf(c: Context<ConsoleEnv>, { requestId, requestReference }: InventoryLine) {
  const { root } = await placeOf(c);
  return { href: `${root}/requests/${requestId}`, label: requestReference };
}
