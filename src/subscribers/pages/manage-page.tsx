import type { Child } from 'hono/jsx';
import type { Fault } from '../../core/errors.ts';
import type { DeliveryLog } from '../../deliveries/model/log.ts';
import { TimeOf } from '../../http/dates.tsx';
import { Fact, MailLink } from '../../http/facts.tsx';
import { useWords } from '../../http/language.tsx';
import { renderPage } from '../../http/layout.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import type { Subscription } from '../model/subscription.ts';
import { subscriberWords } from '../words/pages.ts';
import { manageWords } from '../words/manage.ts';
import { DeliveryTable } from './delivery-table.tsx';
import { type Entries, FaultSummary, type FormState, PreferenceFields } from './fields.tsx';
import { ContactPart, EndPart, ReplayPart, SecretPart } from './manage-parts.tsx';

export type Managed = {
  readonly subscription: Subscription;
  /** Address of this page. */
  readonly manage: string;
  /** Of webhooks and chats. */
  readonly log?: DeliveryLog;
  readonly done?: string;
  /** What was typed into a form that was refused. */
  readonly refused?: {
    readonly form: 'preferences' | 'contact' | 'replays';
    readonly faults: readonly Fault[];
    readonly entries?: Partial<Entries>;
    readonly status: number;
  };
};

/** All that somebody can see and do with their subscription. */
export function managePage(input: RenderInput, managed: Managed): Rendered {
  const { status } = managed.refused ?? {};
  const words = manageWords[input.place.language];
  return renderPage(
    {
      input,
      title: words.title,
      description: words.description,
      noindex: true,
      ...(status !== undefined && { status }),
    },
    <Manage input={input} managed={managed} />,
  );
}

function Manage({ input, managed }: { input: RenderInput; managed: Managed }) {
  const { subscription, manage, log } = managed;
  const words = useWords(manageWords);
  const done = new Map(Object.entries(words.done)).get(managed.done ?? '');
  return (
    <>
      <div class="title">
        <h1>{words.title}</h1>
        <p class="lead">
          <State subscription={subscription} name={nameInSentence(input.snapshot.organisation)} />
        </p>
        {done === undefined ? null : (
          <p class="notice" role="status">
            {done}
          </p>
        )}
      </div>
      <div class="split">
        <div class="stack">
          <Stored input={input} managed={managed} />
          <Choices input={input} managed={managed} />
          {log === undefined ? null : <DeliveryTable manage={manage} log={newest(log)} />}
          {log === undefined ? null : <ReplayPart managed={managed} />}
        </div>
        <div class="stack">
          <Rhythm managed={managed} />
          <SecretPart managed={managed} />
          {subscription.stream === 'contract' ? (
            <ContactPart managed={managed} />
          ) : (
            <EndPart managed={managed} />
          )}
        </div>
      </div>
    </>
  );
}

/** The newest few: the whole log has pages of its own. */
function newest({ items, next }: DeliveryLog): DeliveryLog {
  const shown = items.slice(0, 5);
  return {
    items: shown,
    next: items.length > shown.length ? (shown.at(-1)?.subject ?? null) : next,
  };
}

function State({ subscription, name }: { subscription: Subscription; name: string }): Child {
  const { state, channel, reason, stream } = subscription;
  const { state: words, reasons } = useWords(manageWords);
  if (state === 'pending') return channel === 'email' ? words.pendingMail : words.pendingPost;
  if (state === 'paused') return words.paused;
  if (state === 'disabled') return words.disabled(reasons[reason ?? 'gave-up']);
  return stream === 'contract' ? words.contract(name) : words.active;
}

function Stored({ input, managed }: { input: RenderInput; managed: Managed }) {
  const { subscription, manage } = managed;
  const { channel, address, contact, createdAt, confirmedAt, nextDigestAt } = subscription;
  const zone = input.snapshot.organisation.timeZone;
  const words = useWords(manageWords).stored;
  return (
    <section class="block" aria-labelledby="stored">
      <h2 id="stored">{words.title}</h2>
      <dl class="facts wide">
        <Fact label={useWords(subscriberWords).channels[channel]}>
          <bdi class="long">{address}</bdi>
        </Fact>
        <Fact label={words.contact}>{contact && <MailLink email={contact} />}</Fact>
        <Fact label={words.askedFor}>
          <TimeOf at={createdAt} zone={zone} />
        </Fact>
        <Fact label={words.confirmed}>
          {confirmedAt && <TimeOf at={confirmedAt} zone={zone} />}
        </Fact>
        <Fact label={words.nextSummary}>
          {nextDigestAt && <TimeOf at={nextDigestAt} zone={zone} />}
        </Fact>
      </dl>
      <p class="acts">
        <a href={`${manage}.json`} download="subscription.json">
          {words.download}
        </a>
      </p>
    </section>
  );
}

/** How a form of this page stands: with what was refused of it, or as it is stored. */
function Choices({ input, managed }: { input: RenderInput; managed: Managed }) {
  const { subscription, manage, refused } = managed;
  const { channel, topics, services, language, frequency } = subscription;
  const stored: Entries = {
    channel,
    address: '',
    contact: '',
    topics,
    services,
    language,
    frequency,
  };
  const isMine = refused?.form === 'preferences';
  const words = useWords(manageWords).choices;
  const form: FormState = {
    prefix: 'my',
    entries: isMine ? { ...stored, ...refused.entries } : stored,
    faults: isMine ? refused.faults : [],
  };
  return (
    <section class="block" aria-labelledby="choices">
      <h2 id="choices">{words.title}</h2>
      <form class="form" action={`${manage}/preferences`} method="post">
        <FaultSummary form={form} />
        <PreferenceFields
          form={form}
          services={input.snapshot.services}
          {...(channel === 'webhook' ? {} : { rhythm: words.rhythm })}
        />
        {channel === 'webhook' ? <input type="hidden" name="frequency" value="immediate" /> : null}
        <div class="acts">
          <button class="button" type="submit">
            {words.store}
          </button>
        </div>
      </form>
    </section>
  );
}

function Rhythm({ managed: { subscription, manage } }: { managed: Managed }) {
  const canResume = isResumable(subscription);
  const words = useWords(manageWords).rhythm;
  if (!canResume && !isPausable(subscription)) return null;
  return (
    <section class="block" aria-labelledby="rhythm">
      <h2 id="rhythm">{canResume ? words.goOn : words.pause}</h2>
      <p class="small">{canResume ? words.onResume : words.onPause}</p>
      <form class="acts" action={`${manage}/${canResume ? 'resume' : 'pause'}`} method="post">
        <button class="button plain" type="submit">
          {canResume ? words.resume : words.pause}
        </button>
      </form>
    </section>
  );
}

function isResumable({ state, reason }: Subscription): boolean {
  return (
    state === 'paused' ||
    (state === 'disabled' && reason !== 'complained' && reason !== 'suppressed')
  );
}

/** Who must be told by contract can not have it stopped. */
function isPausable({ state, stream }: Subscription): boolean {
  return state === 'active' && stream !== 'contract';
}
