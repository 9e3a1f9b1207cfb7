import type { Child } from 'hono/jsx';
import type { Fault } from '../../core/errors.ts';
import type { DeliveryLog } from '../../deliveries/model/log.ts';
import { TimeOf } from '../../http/dates.tsx';
import { Fact, MailLink } from '../../http/facts.tsx';
import { renderPage } from '../../http/layout.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import type { DisabledReason, Subscription } from '../model/subscription.ts';
import { channelWords } from '../model/words.ts';
import { DeliveryTable } from './delivery-table.tsx';
import { type Entries, FaultSummary, type FormState, PreferenceFields } from './fields.tsx';
import { ContactPart, EndPart, ReplayPart, SecretPart } from './manage-parts.tsx';

/** What was just done, by the name in `?done=`. */
const doneWords: Readonly<Record<string, string>> = {
  preferences: 'Your choices are stored.',
  pause: 'It is paused: nothing is sent until you resume it.',
  resume: 'It goes on: you hear of what happens from now.',
  test: 'A test message is on its way. Its outcome stands in the log below once it has arrived.',
  replays: 'What matches is sent again: the same content, under the webhook-id that it had.',
  contact:
    'We wrote to the new address. Once it is confirmed there, it takes the place of this one.',
};

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
  return renderPage(
    {
      input,
      title: 'Your subscription',
      description: 'What is stored of your subscription, and how to change it.',
      noindex: true,
      ...(status !== undefined && { status }),
    },
    <Manage input={input} managed={managed} />,
  );
}

function Manage({ input, managed }: { input: RenderInput; managed: Managed }) {
  const { subscription, manage, log } = managed;
  const done = doneWords[managed.done ?? ''];
  return (
    <>
      <div class="title">
        <h1>Your subscription</h1>
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

const reasons: Readonly<Record<DisabledReason, string>> = {
  'gave-up': 'it could not be reached for days',
  gone: 'it answered that it is gone for good (410)',
  bounced: 'a mail came back as undeliverable',
  complained: 'a message was reported as unwanted',
  suppressed: 'we were asked not to write to it',
};

function State({ subscription, name }: { subscription: Subscription; name: string }): Child {
  const { state, channel, reason, stream } = subscription;
  if (state === 'pending')
    return channel === 'email'
      ? 'It waits to be confirmed by the link in the mail we sent.'
      : 'It waits for its address to answer. Reload this page in a minute.';
  if (state === 'paused') return 'It is paused: nothing is sent.';
  if (state === 'disabled')
    return `It is stopped, because ${reasons[reason ?? 'gave-up']}. Nothing is sent.`;
  return stream === 'contract'
    ? `Your contract with ${name} names this contact: it is told of every change of sub-processors.`
    : 'It is active.';
}

function Stored({ input, managed }: { input: RenderInput; managed: Managed }) {
  const { subscription, manage } = managed;
  const { channel, address, contact, createdAt, confirmedAt, nextDigestAt } = subscription;
  const zone = input.snapshot.organisation.timeZone;
  return (
    <section class="block" aria-labelledby="stored">
      <h2 id="stored">What is stored</h2>
      <dl class="facts wide">
        <Fact label={channelWords[channel]}>
          <bdi class="long">{address}</bdi>
        </Fact>
        <Fact label="Contact">{contact && <MailLink email={contact} />}</Fact>
        <Fact label="Asked for">
          <TimeOf at={createdAt} zone={zone} />
        </Fact>
        <Fact label="Confirmed">{confirmedAt && <TimeOf at={confirmedAt} zone={zone} />}</Fact>
        <Fact label="Next summary">{nextDigestAt && <TimeOf at={nextDigestAt} zone={zone} />}</Fact>
      </dl>
      <p class="acts">
        <a href={`${manage}.json`} download="subscription.json">
          Download all of it as JSON
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
  const form: FormState = {
    prefix: 'my',
    entries: isMine ? { ...stored, ...refused.entries } : stored,
    faults: isMine ? refused.faults : [],
  };
  return (
    <section class="block" aria-labelledby="choices">
      <h2 id="choices">What you hear of</h2>
      <form class="form" action={`${manage}/preferences`} method="post">
        <FaultSummary form={form} />
        <PreferenceFields
          form={form}
          services={input.snapshot.services}
          {...(channel === 'webhook'
            ? {}
            : {
                rhythm:
                  'Once a day or week: all of it in one message, none where nothing happened.',
              })}
        />
        {channel === 'webhook' ? <input type="hidden" name="frequency" value="immediate" /> : null}
        <div class="acts">
          <button class="button" type="submit">
            Store these choices
          </button>
        </div>
      </form>
    </section>
  );
}

function Rhythm({ managed: { subscription, manage } }: { managed: Managed }) {
  const canResume = isResumable(subscription);
  if (!canResume && !isPausable(subscription)) return null;
  return (
    <section class="block" aria-labelledby="rhythm">
      <h2 id="rhythm">{canResume ? 'Go on' : 'Pause'}</h2>
      <p class="small">
        {canResume
          ? 'You hear of what happens from then on; what happened meanwhile stands on these pages.'
          : 'Nothing is sent until you resume it, and your choices are kept.'}
      </p>
      <form class="acts" action={`${manage}/${canResume ? 'resume' : 'pause'}`} method="post">
        <button class="button plain" type="submit">
          {canResume ? 'Resume' : 'Pause'}
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
