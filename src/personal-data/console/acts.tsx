import { Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, needsProof } from '../../console/guard.ts';
import { placeOf } from '../../console/layout.tsx';
import { PageTitle } from '../../console/pieces.tsx';
import type { Ctx, Staff } from '../../context.ts';
import type { RightsRequestId } from '../../core/ids.ts';
import { readAs } from '../../http/exchange.ts';
import { ChoiceField, LineField } from '../../http/form-fields.tsx';
import type { OperationId } from '../../staff/model/permitting.ts';
import { addressProofs } from '../model.ts';
import { byAddress, correctionInput, newAddress } from '../schema.ts';
import { addAddress, removeAddress } from '../service/addresses.ts';
import { endCopy, offerCopy } from '../service/copying.ts';
import { getSubjectRequest } from '../service/requests.ts';
import { beginRun } from '../service/running.ts';
import {
  DataTitle,
  type Held,
  heldOf,
  heldWords,
  idOf,
  proofWords,
  Stands,
  storedOf,
} from './case.tsx';

/** Tables that are one kind of record to a reader are counted as one. */
function countsOf({ shown: { held } }: Held): readonly string[] {
  return [...Map.groupBy(held, ({ record }) => record.en)].map(([record, all]) => {
    const sum = all.reduce((count, each) => count + each.count, 0);
    return `${record}: ${all.some(({ more }) => more) ? 'more than ' : ''}${sum}`;
  });
}

/** What is done with the data of a person: each a page that says to how many records. */
export const dataForms = new Hono<ConsoleEnv>();

type On = { readonly id: RightsRequestId; readonly expected: number };

type Deed = {
  readonly path: string;
  readonly operation: OperationId;
  readonly isProved: boolean;
  readonly title: string;
  readonly submit: string;
  readonly done: string;
  effects(found: Held): readonly string[];
  act(ctx: Ctx<Staff>, on: On): Promise<unknown>;
};

const deeds: readonly Deed[] = [
  {
    path: 'copy',
    operation: 'offerCopy',
    isProved: true,
    title: 'Make a copy ready for them',
    submit: 'Make the copy ready',
    done: 'offered',
    effects: (found) => [
      heldWords(found),
      'The person gets a link of one use for fourteen days, by mail where their address is known, and a button on the page of the request. You get no link to it.',
      'The copy is made when it is fetched, and stored nowhere. What staff noted and what others wrote is not in it.',
      ...(found.shown.copyUntil === null ? [] : ['The link to the copy that is ready now ends.']),
    ],
    act: offerCopy,
  },
  {
    path: 'copy/ending',
    operation: 'endCopy',
    isProved: false,
    title: 'End the link to the copy',
    submit: 'End the link',
    done: 'ended',
    effects: () => [
      'One link ends, and whatever it was exchanged for. A copy that was fetched already stays with them.',
    ],
    act: endCopy,
  },
  {
    path: 'erasure',
    operation: 'eraseHeldData',
    isProved: true,
    title: 'Erase all that is held',
    submit: 'Erase it all',
    done: 'erasing',
    effects: (found) => [
      `${heldWords(found)} ${countsOf(found).join('; ')}`,
      'All of it is erased, record by record, now and by the schedule. Nothing of it can be undone.',
      'What must stay is kept and listed with its reason and its provision: what is held for a claim or a duty, what is still open, what is part of a contract in force.',
      'The record of this request is kept as long as the law asks.',
    ],
    act: (ctx, on) => beginRun(ctx, on, 'erase'),
  },
];

for (const { path, operation, isProved, title, submit, done, effects, act } of deeds)
  formPage(dataForms, {
    path: `/privacy-requests/:id/data/${path}`,
    guards: [needs(operation), ...(isProved ? [needsProof] : [])],
    schema: z.object({}),
    labels: { stands: 'What is held' },
    stored: storedOf,
    view: () => ({ title, current: 'rights' }),
    async content(c, drawn) {
      const found = await heldOf(c);
      return (
        <>
          <DataTitle title={title} found={found} effects={effects(found)} />
          <ConsoleForm drawn={drawn} submit={submit} cancel={found.here}>
            <Stands found={found} />
          </ConsoleForm>
        </>
      );
    },
    async act(c, _, expected) {
      await act(c.get('visit').ctx, { id: idOf(c), expected });
      return `/privacy-requests/${idOf(c)}/data?done=${done}`;
    },
  });

const text = z.string().trim().default('');
const corrections = { name: 'Name', company: 'Company', email: 'E-mail' } as const;

formPage(dataForms, {
  path: '/privacy-requests/:id/data/correction',
  guards: [needs('correctHeldData')],
  schema: z.object({ name: text, company: text, email: text }),
  labels: { ...corrections, stands: 'What is held' },
  stored: storedOf,
  view: () => ({ title: 'Correct', current: 'rights' }),
  async content(c, drawn) {
    const found = await heldOf(c);
    return (
      <>
        <DataTitle
          title="Correct"
          found={found}
          effects={[
            `${heldWords(found)} Wherever these stand in them, they become what you enter; what you leave empty stays.`,
            'Texts that somebody wrote, and what was sent, stay as they are. It can be corrected again, not undone.',
          ]}
        />
        <ConsoleForm drawn={drawn} submit="Correct it everywhere" cancel={found.here}>
          <Stands found={found} />
          {(['name', 'company', 'email'] as const).map((name) => (
            <LineField
              form={drawn.form}
              name={name}
              label={corrections[name]}
              type={name === 'email' ? 'email' : 'text'}
              max={name === 'email' ? 300 : 200}
              autocomplete="off"
              optional
              law="Article 16 GDPR"
            />
          ))}
        </ConsoleForm>
      </>
    );
  },
  async act(c, sent, expected) {
    const given = Object.entries(sent).filter(([, value]) => value !== '');
    const correction = readAs(correctionInput, Object.fromEntries(given));
    await beginRun(c.get('visit').ctx, { id: idOf(c), expected }, 'correct', correction);
    return `/privacy-requests/${idOf(c)}/data?done=correcting`;
  },
});

formPage(dataForms, {
  path: '/privacy-requests/:id/data/addresses/new',
  guards: [needs('addSubjectAddress')],
  schema: z.object(newAddress.shape),
  labels: { address: 'Address', proof: 'How it is known to be theirs' },
  // Also where nothing is known to be theirs yet, so nothing can be counted.
  async stored(c) {
    return { version: (await getSubjectRequest(c.env.deps, idOf(c))).version, entries: {} };
  },
  view: () => ({ title: 'Add an address', current: 'rights' }),
  async content(c, drawn) {
    const { reference } = await getSubjectRequest(c.env.deps, idOf(c));
    const { root } = await placeOf(c);
    const here = `${root}/privacy-requests/${idOf(c)}/data`;
    return (
      <>
        <PageTitle title="Add an address" crumb={{ href: here, label: 'What is held' }}>
          <ul class="said">
            <li>
              What is held about it is found, copied, corrected and erased for {reference} too. If
              it is somebody else’s, their data goes to the wrong person.
            </li>
            <li>The person sees it on the page of the request.</li>
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Add the address" cancel={here}>
          <LineField
            form={drawn.form}
            name="address"
            label="Address"
            type="email"
            max={300}
            autocomplete="off"
          />
          <ChoiceField
            form={drawn.form}
            name="proof"
            label="How it is known to be theirs"
            options={addressProofs.map((value) => ({ value, text: proofWords[value] }))}
          />
        </ConsoleForm>
      </>
    );
  },
  async act(c, wanted, expected) {
    await addAddress(c.get('visit').ctx, { id: idOf(c), expected }, wanted);
    return `/privacy-requests/${idOf(c)}/data?done=added`;
  },
});

formPage(dataForms, {
  path: '/privacy-requests/:id/data/addresses/:number/removal',
  guards: [needs('removeSubjectAddress')],
  schema: z.object({}),
  labels: { stands: 'What is held' },
  stored: storedOf,
  view: () => ({ title: 'Take an address away', current: 'rights' }),
  async content(c, drawn) {
    const found = await heldOf(c);
    const address = found.addresses.find(({ id }) => String(id) === c.req.param('number'));
    return (
      <>
        <DataTitle
          title="Take an address away"
          found={found}
          effects={[
            `${address?.address ?? 'It'} is not searched any more; what else is held by the other addresses is.`,
            'What was done with it before stays done.',
          ]}
        />
        <ConsoleForm drawn={drawn} submit="Take it away" cancel={found.here}>
          <Stands found={found} />
        </ConsoleForm>
      </>
    );
  },
  async act(c, _, expected) {
    const { number } = readAs(byAddress.pick({ number: true }), {
      number: c.req.param('number'),
    });
    await removeAddress(c.get('visit').ctx, { id: idOf(c), expected }, number);
    return `/privacy-requests/${idOf(c)}/data?done=removed`;
  },
});
