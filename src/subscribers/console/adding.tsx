import { type Context, Hono } from 'hono';
import type { Child } from 'hono/jsx';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, needsProof } from '../../console/guard.ts';
import { answerPage, placeOf } from '../../console/layout.tsx';
import { PageTitle } from '../../console/pieces.tsx';
import {
  CheckField,
  ChoiceField,
  type FormState,
  LineField,
  SelectField,
} from '../../http/form-fields.tsx';
import { streamParts } from '../../http/stream-parts.ts';
import { languages } from '../../core/language.ts';
import { channels } from '../model/subscription.ts';
import { type Topic, usualTopics } from '../model/topics.ts';
import { channelWords, languageWords, topicWords } from '../model/words.ts';
import { csvOf } from '../present/csv.ts';
import { serviceBox, subscriptionForm, topicBox } from '../schema/forms.ts';
import { addSubscription } from '../service/adding.ts';
import { exportSubscriptions } from '../service/exporting.ts';
import { countSubscriptions } from '../service/listing.ts';
import { listServiceNames } from '../service/showing.ts';
import { listPath } from './shared.tsx';

/** Addresses that staff add, and all of them taken along. */
export const addingForms = new Hono<ConsoleEnv>();

const labels = {
  stream: 'Why it is told',
  channel: 'By',
  address: 'Address',
  topics: 'Topics',
  services: 'Services',
  language: 'Language',
};

/** Of a contract contact of whom nothing else is said. */
const usual: readonly Topic[] = ['subprocessors'];

formPage(addingForms, {
  path: '/subscribers/new',
  guards: [needs('addSubscription')],
  schema: subscriptionForm,
  labels,
  view: () => ({ title: 'Add an address', current: 'subscribers' }),
  async content(c, drawn) {
    const { base, root } = await placeOf(c);
    return (
      <>
        <PageTitle title="Add an address" crumb={{ href: listPath(c), label: 'Subscribers' }}>
          <ul class="said">
            <li>
              Whoever only wants to hear <a href={`${base}/subscribe`}>subscribes themselves</a>:
              nobody gives consent for another.
            </li>
            <li>
              A contact of a customer is added <a href={`${root}/customers`}>with the customer</a>,
              whose terms and clocks then hold.
            </li>
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Add the address" cancel={listPath(c)}>
          {await fieldsOf(c, drawn.form)}
        </ConsoleForm>
      </>
    );
  },
  async act(c, { topics = usual, services = [], ...given }) {
    const input = { ...given, topics: given.stream === 'staff' ? [] : topics, services };
    const { subscription, secret } = await addSubscription(c.get('visit').ctx, input);
    if (secret === null) return `/subscribers/${subscription.id}?done=added`;
    return answerSecret(c, `${listPath(c)}/${subscription.id}`, secret);
  },
});

async function fieldsOf(c: Context<ConsoleEnv>, form: FormState): Promise<Child> {
  const services = await listServiceNames(c.env.deps);
  return (
    <>
      <ChoiceField
        form={form}
        name="stream"
        label={labels.stream}
        options={[
          { value: 'contract', text: 'A contract says that it must be told' },
          { value: 'staff', text: 'It gets the alerts of this trust centre' },
        ]}
      />
      <SelectField
        form={form}
        name="channel"
        label={labels.channel}
        options={channels.map((value) => ({ value, text: channelWords[value] }))}
        hint="By contract a person must be told: by e-mail."
      />
      <LineField
        form={form}
        name="address"
        label={labels.address}
        max={2_000}
        autocomplete="off"
        hint="A mail address, or the web address at which a webhook or chat takes messages."
      />
      <SelectField
        form={form}
        name="language"
        label={labels.language}
        options={languages.map((value) => ({ value, text: languageWords[value], lang: value }))}
      />
      <Boxes
        form={form}
        name="topics"
        hint="By contract only. None ticked: changes of sub-processors."
        boxes={usualTopics.map((topic) => [topicBox(topic), topicWords[topic]])}
      />
      <Boxes
        form={form}
        name="services"
        hint="By contract only. None ticked: all."
        boxes={services.map(({ slug, name }) => [serviceBox(slug), name])}
      />
    </>
  );
}

function Boxes({
  form,
  name,
  hint,
  boxes,
}: {
  readonly form: FormState;
  readonly name: 'topics' | 'services';
  readonly hint: string;
  readonly boxes: readonly (readonly [name: string, label: string])[];
}) {
  const mine = form.faults.filter(({ pointer }) => `${pointer}/`.startsWith(`#/${name}/`));
  return (
    <fieldset class="field" id={name}>
      <legend>{labels[name]}</legend>
      {mine.map(({ detail }) => (
        <p class="fault">{detail}</p>
      ))}
      <p class="fine quiet">{hint}</p>
      {boxes.map(([box, label]) => (
        <CheckField form={form} name={box} label={label} />
      ))}
    </fieldset>
  );
}

/** In answer to the form itself: it stands in no address and is not shown again. */
function answerSecret(
  c: Context<ConsoleEnv>,
  href: string,
  secret: string,
): Response | Promise<Response> {
  return answerPage(
    c,
    { title: 'Keep this secret now', current: 'subscribers', status: 201 },
    <>
      <PageTitle title="Keep this secret now" crumb={{ href, label: 'The subscription' }}>
        <p class="lead">It signs what the webhook gets, and is shown this once.</p>
      </PageTitle>
      <pre class="mono">{secret}</pre>
      <p class="acts">
        <a href={href}>I have kept it</a>
      </p>
    </>,
  );
}

formPage(addingForms, {
  path: '/subscribers/export',
  guards: [needs('exportSubscriptions'), needsProof],
  schema: z.strictObject({}),
  labels: {},
  view: () => ({ title: 'Export subscribers', current: 'subscribers' }),
  content: async (c, drawn) => (
    <>
      <PageTitle
        title="Export all subscribers?"
        crumb={{ href: listPath(c), label: 'Subscribers' }}
      >
        <ul class="said">
          <li>
            A CSV file of {await countSubscriptions(c.env.deps, {})} subscriptions with their mail
            addresses. Addresses of webhooks and chats are keys and are left out.
          </li>
          <li>The record says that you took it and how many there were.</li>
        </ul>
      </PageTitle>
      <ConsoleForm drawn={drawn} submit="Fetch the file" cancel={listPath(c)} />
    </>
  ),
  async act(c) {
    const parts = csvOf(await exportSubscriptions(c.get('visit').ctx));
    return new Response(streamParts(parts), {
      headers: {
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': 'attachment; filename="subscriptions.csv"',
      },
    });
  },
});
