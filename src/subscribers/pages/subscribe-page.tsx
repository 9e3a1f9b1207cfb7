import type { Fault } from '../../core/errors.ts';
import { renderPage } from '../../http/layout.tsx';
import { Kept } from '../../http/kept.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { Published, Rendered, RenderInput } from '../../publication/representation.ts';
import { keptInWords } from '../model/kept.ts';
import { channels } from '../model/subscription.ts';
import { usualTopics } from '../model/topics.ts';
import { channelWords } from '../model/words.ts';
import { subscribeJson } from '../present.ts';
import {
  Box,
  type Entries,
  FaultSummary,
  type FormState,
  Group,
  PreferenceFields,
  TextField,
} from './fields.tsx';

/** How to hear of changes: by mail, by program or chat, or without leaving an address. */
export const subscribePage: Published = {
  kind: 'published',
  path: '/subscribe',
  mediaType: 'text/html; charset=utf-8',
  links: [
    {
      rel: 'alternate',
      href: '/subscribe.json',
      type: 'application/json',
      title: 'What can be subscribed to, as JSON',
    },
  ],
  alsoTakes: ['POST'],
  json: subscribeJson,
  render: (input) => renderSubscribe(input),
};

const untouched: Entries = {
  channel: 'email',
  address: '',
  contact: '',
  topics: usualTopics,
  services: [],
  language: 'en',
  frequency: 'immediate',
};

/** The page with what was typed and what is wrong with it. */
export function subscribeFormPage(
  input: RenderInput,
  entries: Entries,
  faults: readonly Fault[],
  status: number,
): Rendered {
  return renderSubscribe(input, { entries, faults, status });
}

type Given = {
  readonly entries: Entries;
  readonly faults: readonly Fault[];
  readonly status: number;
};

function renderSubscribe(input: RenderInput, given?: Given): Rendered {
  const { name } = input.snapshot.organisation;
  const head = {
    input,
    title: given === undefined ? 'Subscribe' : 'Not subscribed yet',
    description: `Hear of changes at ${name} by e-mail, webhook, Slack, Teams or feed.`,
    current: 'subscribe' as const,
  };
  const view =
    given === undefined
      ? { ...head, path: '/subscribe', links: subscribePage.links ?? [] }
      : { ...head, noindex: true, status: given.status };
  return renderPage(view, <Subscribe input={input} given={given} />);
}

function Subscribe({ input, given }: { input: RenderInput; given: Given | undefined }) {
  const { organisation } = input.snapshot;
  const isMail = given?.entries.channel === 'email';
  const formOf = (prefix: string, isMine: boolean, entries: Entries): FormState =>
    given !== undefined && isMine
      ? { prefix, entries: given.entries, faults: given.faults }
      : { prefix, entries, faults: [] };
  const mail = formOf('mail', isMail, untouched);
  const post = formOf('post', !isMail, { ...untouched, channel: 'webhook' });
  return (
    <>
      <div class="title">
        <h1>Subscribe</h1>
        <p class="lead">
          Hear from <bdi>{nameInSentence(organisation)}</bdi> when something changes. No account is
          needed, and every message has a link to change it or to leave.
        </p>
      </div>
      <div class="split">
        <div class="stack">
          <MailPart input={input} form={mail} />
          <PostPart input={input} form={post} />
          <FeedPart input={input} />
        </div>
        <div class="stack">
          <Kept told={keptInWords(input.snapshot.organisation)} />
        </div>
      </div>
    </>
  );
}

function MailPart({ input, form }: { input: RenderInput; form: FormState }) {
  const { place, snapshot } = input;
  return (
    <section class="block" aria-labelledby="by-mail">
      <h2 id="by-mail">By e-mail</h2>
      {place.sendsMail === true ? (
        <form class="form" action={`${place.base}/subscribe`} method="post" novalidate>
          <FaultSummary form={form} />
          <input type="hidden" name="channel" value="email" />
          <TextField
            form={form}
            name="address"
            label="Your e-mail address"
            type="email"
            hint="You get one mail with a link to confirm. Without it nothing more is sent."
          />
          <PreferenceFields
            form={form}
            services={snapshot.services}
            rhythm="Once a day or week: all of it in one mail, and none where nothing happened."
          />
          <Trap />
          <Consent kind="button">Subscribe by e-mail</Consent>
        </form>
      ) : (
        <p class="small">
          No mail can be sent from here yet. Follow a <a href="#by-feed">feed</a>, or use a webhook
          or a chat channel.
        </p>
      )}
    </section>
  );
}

function PostPart({ input, form }: { input: RenderInput; form: FormState }) {
  const { place, snapshot } = input;
  return (
    <section class="block" aria-labelledby="by-post">
      <h2 id="by-post">By webhook, Slack or Teams</h2>
      <form class="form" action={`${place.base}/subscribe`} method="post" novalidate>
        <FaultSummary form={form} />
        <Group form={form} name="channel" legend="To what?">
          {channels
            .filter((channel) => channel !== 'email')
            .map((channel) => (
              <Box
                form={form}
                type="radio"
                name="channel"
                value={channel}
                checked={form.entries.channel === channel}
              >
                {channelWords[channel]}
              </Box>
            ))}
        </Group>
        <TextField
          form={form}
          name="address"
          label="Address to post to"
          type="url"
          hint="It begins with https://. A webhook must answer a challenge before its first event; a chat channel gets a welcome."
        />
        <TextField
          form={form}
          name="contact"
          label="E-mail address of who looks after a webhook"
          type="email"
          hint="Told if the webhook does not answer for days. For a chat channel leave it empty."
          optional
        />
        <PreferenceFields
          form={form}
          services={snapshot.services}
          rhythm="A webhook is always told at once; a chat channel may get a summary instead."
        />
        <Trap />
        <Consent kind="button plain">Subscribe this address</Consent>
      </form>
    </section>
  );
}

function Consent({ kind, children }: { kind: string; children: string }) {
  return (
    <div class="acts">
      <button class={kind} type="submit">
        {children}
      </button>
      <span class="quiet">
        By this you consent to what stands under <a href="#kept">what is kept of you</a>.
      </span>
    </div>
  );
}

/** Nobody sees it; who fills it in is a robot. */
function Trap() {
  return (
    <div class="trap" aria-hidden="true">
      <label>
        Leave this empty
        <input type="text" name="leave_empty" tabindex={-1} autocomplete="off" value="" />
      </label>
    </div>
  );
}

function FeedPart({ input: { place, snapshot } }: { input: RenderInput }) {
  const { base } = place;
  return (
    <section class="block" aria-labelledby="by-feed">
      <h2 id="by-feed">Without leaving an address</h2>
      <p class="small">A feed reader fetches what is new, and we learn nothing about you.</p>
      <dl class="facts">
        <div>
          <dt>Everything</dt>
          <dd class="inline">
            <a href={`${base}/feed.atom`}>Atom</a> <a href={`${base}/feed.rss`}>RSS</a>{' '}
            <a href={`${base}/feed.json`}>JSON</a>
          </dd>
        </div>
        {snapshot.services.length < 2
          ? null
          : snapshot.services.map(({ slug, name }) => (
              <div>
                <dt dir="auto">{name}</dt>
                <dd class="inline">
                  <a href={`${base}/feed.atom?service=${slug}`}>Atom</a>{' '}
                  <a href={`${base}/feed.rss?service=${slug}`}>RSS</a>{' '}
                  <a href={`${base}/feed.json?service=${slug}`}>JSON</a>
                </dd>
              </div>
            ))}
        <div>
          <dt>Calendar</dt>
          <dd>
            <a href={`${base}/deadlines.ics`}>Days and deadlines of changes</a>
          </dd>
        </div>
      </dl>
    </section>
  );
}
