import { type Context, Hono } from 'hono';
import type { Child } from 'hono/jsx';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, needsProof, rootOf } from '../../console/guard.ts';
import { answerPage, placeOf } from '../../console/layout.tsx';
import { PageTitle } from '../../console/pieces.tsx';
import { RoleField } from '../../console/role-field.tsx';
import { addDays, startOfDay } from '../../core/day.ts';
import { Refusal } from '../../core/errors.ts';
import { Moment } from '../../http/dates.tsx';
import { Fact } from '../../http/facts.tsx';
import { type FormState, LineField } from '../../http/form-fields.tsx';
import { type StaffKey, stateOf } from '../model.ts';
import { scopes } from '../model/permitting.ts';
import { scopeBox, staffKeyForm } from '../schema.ts';
import { approveStaffKey, createStaffKey, listStaffKeys, revokeStaffKey } from '../service.ts';
import { listNames } from '../service/names.ts';
import { keyOf, reachOf, stateWords, titleOf } from './key.tsx';

/** Making, approving and revoking keys: each wants a fresh proof of who does it. */
export const keyForms = new Hono<ConsoleEnv>();

const crumbOf = (c: Context<ConsoleEnv>) => ({ href: `${rootOf(c)}/keys`, label: 'Keys' });

formPage(keyForms, {
  path: '/keys/new',
  guards: [needs('createStaffKey'), needsProof],
  schema: staffKeyForm,
  labels: { holder: 'Holder', role: 'Role', expiresAt: 'Last day', scopes: 'Only for' },
  stored: async (c) => ({ version: await countKeys(c), entries: {} }),
  view: () => ({ title: 'Make a key', current: 'keys' }),
  content: (c, drawn) => (
    <>
      <PageTitle title="Make a key" crumb={crumbOf(c)}>
        <p class="lead">
          The next page shows the key, once. It opens nothing until somebody else approves it,
          unless nobody else could.
        </p>
      </PageTitle>
      <ConsoleForm drawn={drawn} submit="Make the key" cancel={crumbOf(c).href}>
        <LineField
          form={drawn.form}
          name="holder"
          label="Holder"
          autocomplete="off"
          hint="Who answers for it. One name is one person: whoever makes it cannot approve with a key of the same holder."
        />
        <RoleField form={drawn.form} />
        <ScopesField form={drawn.form} />
        <LineField
          form={drawn.form}
          name="expiresAt"
          label="Last day"
          type="date"
          autocomplete="off"
          optional
          hint="After it the key opens nothing. Without a day it never ends."
        />
      </ConsoleForm>
    </>
  ),
  async act(c, { expiresAt: lastDay, ...wanted }, version) {
    // Loading the answer again sends the form again, and would make another key.
    if (version !== (await countKeys(c)))
      throw new Refusal(
        'conflict',
        'A key was made since this form was opened. Look at the list; for one more open the form again.',
      );
    const { timeZone } = await placeOf(c);
    const { key, secret } = await createStaffKey(c.get('visit').ctx, {
      ...wanted,
      ...(lastDay && { expiresAt: startOfDay(addDays(lastDay, 1), timeZone) }),
    });
    return answerSecret(c, key, secret);
  },
});

async function countKeys(c: Context<ConsoleEnv>): Promise<number> {
  return (await listStaffKeys(c.get('visit').ctx)).length;
}

function ScopesField({ form }: { readonly form: FormState }) {
  return (
    <fieldset class="field" id="scopes" aria-describedby="scopes-hint">
      <legend>
        Only for<span class="quiet"> (optional)</span>
      </legend>
      <div class="boxes">
        {scopes.map((scope) => (
          <div>
            <input
              id={scopeBox(scope)}
              type="checkbox"
              name={scopeBox(scope)}
              checked={form.entries[scopeBox(scope)] !== undefined}
            />
            <label for={scopeBox(scope)}>{scope}</label>
          </div>
        ))}
      </div>
      <p class="fine quiet" id="scopes-hint">
        Groups of operations. Without one it may do all that its role may.
      </p>
    </fieldset>
  );
}

/** In answer to the form itself: the secret stands in no address and is stored nowhere. */
function answerSecret(
  c: Context<ConsoleEnv>,
  key: StaffKey,
  secret: string,
): Response | Promise<Response> {
  const isWaiting = stateOf(key, c.get('visit').ctx.now) === 'proposed';
  return answerPage(
    c,
    { title: 'Keep this key now', current: 'keys', status: 201 },
    <>
      <PageTitle title="Keep this key now" crumb={crumbOf(c)}>
        <p class="lead">
          It is shown this once. Whoever has it acts as <bdi>{key.holder}</bdi>.
        </p>
      </PageTitle>
      <pre class="mono">{secret}</pre>
      <p>
        {isWaiting
          ? 'It opens nothing yet: it waits for the approval of somebody else.'
          : 'It is in force, because nobody else could approve it; the record says so.'}{' '}
        Programs send it as <code>Authorization: Bearer</code>.
      </p>
      <p class="acts">
        <a href={crumbOf(c).href}>I have kept it</a>
      </p>
    </>,
  );
}

const nothing = z.strictObject({});

formPage(keyForms, {
  path: '/keys/:id/approval',
  guards: [needs('approveStaffKey'), needsProof],
  schema: nothing,
  labels: {},
  view: () => ({ title: 'Approve a key', current: 'keys' }),
  async content(c, drawn) {
    const key = await keyOf(c);
    return (
      <>
        <PageTitle title={`Approve the key of ${titleOf(key)}?`} crumb={crumbOf(c)}>
          <p class="lead">From then on it opens what is said here, in every process at once.</p>
        </PageTitle>
        {await factsOf(c)}
        <ConsoleForm drawn={drawn} submit="Approve the key" cancel={crumbOf(c).href} />
      </>
    );
  },
  async act(c) {
    await approveStaffKey(c.get('visit').ctx, (await keyOf(c)).id);
    return '/keys?done=approved';
  },
});

formPage(keyForms, {
  path: '/keys/:id/revocation',
  guards: [needs('revokeStaffKey'), needsProof],
  schema: nothing,
  labels: {},
  view: () => ({ title: 'Revoke a key', current: 'keys' }),
  async content(c, drawn) {
    const key = await keyOf(c);
    return (
      <>
        <PageTitle title={`Revoke the key of ${titleOf(key)}?`} crumb={crumbOf(c)}>
          <ul class="said">
            <li>One key opens nothing any more, from the next request on. It can not be undone.</li>
            <li>Programs that use it stop working until they have another.</li>
            <li>What was done with it stays in the record.</li>
          </ul>
        </PageTitle>
        {await factsOf(c)}
        <ConsoleForm drawn={drawn} submit="Revoke the key" cancel={crumbOf(c).href} />
      </>
    );
  },
  async act(c) {
    await revokeStaffKey(c.get('visit').ctx, (await keyOf(c)).id);
    return '/keys?done=revoked';
  },
});

async function factsOf(c: Context<ConsoleEnv>): Promise<Child> {
  const { ctx } = c.get('visit');
  const key = await keyOf(c);
  const { proposedBy, expiresAt, lastUsedAt } = key;
  const { timeZone: zone } = await placeOf(c);
  const names = await listNames(ctx.deps.db);
  return (
    <dl class="facts wide">
      <Fact label="Begins with">
        <code>{key.prefix}…</code>
      </Fact>
      <Fact label="May do">{reachOf(key)}</Fact>
      <Fact label="State">{stateWords[stateOf(key, ctx.now)]}</Fact>
      <Fact label="Proposed by">
        {proposedBy === undefined ? undefined : (names.get(proposedBy) ?? proposedBy)}
      </Fact>
      <Fact label="Ends">{expiresAt ? <Moment at={expiresAt} zone={zone} /> : 'Never'}</Fact>
      <Fact label="Last used">{lastUsedAt ? <Moment at={lastUsedAt} zone={zone} /> : 'Never'}</Fact>
    </dl>
  );
}
