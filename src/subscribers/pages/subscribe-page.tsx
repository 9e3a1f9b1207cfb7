import type { Fault } from '../../core/errors.ts';
import { Trap } from '../../http/form-fields.tsx';
import { useLanguage, useWords } from '../../http/language.tsx';
import { renderPage } from '../../http/layout.tsx';
import { Kept } from '../../http/kept.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { LinkTo, Published, Rendered, RenderInput } from '../../publication/representation.ts';
import { keptInWords } from '../model/kept.ts';
import { channels } from '../model/subscription.ts';
import { usualTopics } from '../model/topics.ts';
import { subscriberWords } from '../words/pages.ts';
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

function linksIn(title: string): readonly LinkTo[] {
  return [{ rel: 'alternate', href: '/subscribe.json', type: 'application/json', title }];
}

/** How to hear of changes: by mail, by program or chat, or without leaving an address. */
export const subscribePage: Published = {
  kind: 'published',
  path: '/subscribe',
  mediaType: 'text/html; charset=utf-8',
  links: linksIn(subscriberWords.en.form.json),
  alsoTakes: ['POST'],
  json: subscribeJson,
  render: (input) => renderSubscribe(input),
};

const untouched = {
  channel: 'email',
  address: '',
  contact: '',
  topics: usualTopics,
  services: [],
  frequency: 'immediate',
} satisfies Partial<Entries>;

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
  const words = subscriberWords[input.place.language].form;
  const head = {
    input,
    title: given === undefined ? words.title : words.refusedTitle,
    description: words.description(name),
    current: 'subscribe' as const,
  };
  const view =
    given === undefined
      ? { ...head, path: '/subscribe', links: linksIn(words.json) }
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
  const words = useWords(subscriberWords).form;
  const fresh = { ...untouched, language: useLanguage() };
  const mail = formOf('mail', isMail, fresh);
  const post = formOf('post', !isMail, { ...fresh, channel: 'webhook' });
  return (
    <>
      <div class="title">
        <h1>{words.title}</h1>
        <p class="lead">{words.lead(<bdi>{nameInSentence(organisation)}</bdi>)}</p>
      </div>
      <div class="split">
        <div class="stack">
          <MailPart input={input} form={mail} />
          <PostPart input={input} form={post} />
          <FeedPart input={input} />
        </div>
        <div class="stack">
          <Kept told={keptInWords(input.snapshot.organisation, input.place.language)} />
        </div>
      </div>
    </>
  );
}

function MailPart({ input, form }: { input: RenderInput; form: FormState }) {
  const { place, snapshot } = input;
  const words = useWords(subscriberWords).form;
  return (
    <section class="block" aria-labelledby="by-mail">
      <h2 id="by-mail">{words.mail}</h2>
      {place.sendsMail === true ? (
        <form class="form" action={`${place.pages}/subscribe`} method="post" novalidate>
          <FaultSummary form={form} />
          <input type="hidden" name="channel" value="email" />
          <TextField
            form={form}
            name="address"
            label={words.address}
            type="email"
            hint={words.addressHint}
          />
          <PreferenceFields form={form} services={snapshot.services} rhythm={words.mailRhythm} />
          <Trap />
          <Consent kind="button">{words.byMail}</Consent>
        </form>
      ) : (
        <p class="small">
          {words.noMail((text) => (
            <a href="#by-feed">{text}</a>
          ))}
        </p>
      )}
    </section>
  );
}

function PostPart({ input, form }: { input: RenderInput; form: FormState }) {
  const { place, snapshot } = input;
  const { form: words, channels: channelWords } = useWords(subscriberWords);
  return (
    <section class="block" aria-labelledby="by-post">
      <h2 id="by-post">{words.post}</h2>
      <form class="form" action={`${place.pages}/subscribe`} method="post" novalidate>
        <FaultSummary form={form} />
        <Group form={form} name="channel" legend={words.channel}>
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
          label={words.postTo}
          type="url"
          hint={words.postToHint}
        />
        <TextField
          form={form}
          name="contact"
          label={words.contact}
          type="email"
          hint={words.contactHint}
          optional
        />
        <PreferenceFields form={form} services={snapshot.services} rhythm={words.postRhythm} />
        <Trap />
        <Consent kind="button plain">{words.byPost}</Consent>
      </form>
    </section>
  );
}

function Consent({ kind, children }: { kind: string; children: string }) {
  return (
    <div class="acts">
      <button class={kind} type="submit">
        {children}
      </button>{' '}
      <span class="quiet">
        {useWords(subscriberWords).form.consent((text) => (
          <a href="#kept">{text}</a>
        ))}
      </span>
    </div>
  );
}

function FeedPart({ input: { place, snapshot } }: { input: RenderInput }) {
  const { base } = place;
  const words = useWords(subscriberWords).form;
  return (
    <section class="block" aria-labelledby="by-feed">
      <h2 id="by-feed">{words.feeds}</h2>
      <p class="small">{words.feedsLead}</p>
      <dl class="facts">
        <div>
          <dt>{words.everything}</dt>
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
          <dt>{words.calendar}</dt>
          <dd>
            <a href={`${base}/deadlines.ics`}>{words.deadlines}</a>
          </dd>
        </div>
      </dl>
    </section>
  );
}
