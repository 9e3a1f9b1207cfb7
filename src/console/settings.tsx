import { type Context, Hono } from 'hono';
import type { Child } from 'hono/jsx';
import { z } from 'zod';
import { getPerson } from '../accounts/service/people.ts';
import { Refusal } from '../core/errors.ts';
import type { Sent } from '../deliveries/model/delivery.ts';
import { sendTestMail, sendTestWebhook } from '../deliveries/service/testing.ts';
import { Fact } from '../http/facts.tsx';
import { LineField } from '../http/form-fields.tsx';
import { mayDo } from '../staff/model/permitting.ts';
import type { ConsoleEnv } from './env.ts';
import { ConsoleForm, formPage } from './form.tsx';
import { needs, rootOf } from './guard.ts';
import { answerPage } from './layout.tsx';
import { PageTitle } from './pieces.tsx';
import { mailWords, webhookWords } from './settings-words.ts';

/** How this deployment is set up, without its secrets, and whether mail and webhooks get out of it. */
export const settingsPages = new Hono<ConsoleEnv>();

const crumb = (c: Context<ConsoleEnv>) => ({
  href: `${rootOf(c)}/settings`,
  label: 'Mail, webhooks and rules',
});

settingsPages.get('/settings', needs('getOrganisation'), (c) => {
  const root = rootOf(c);
  const mayTest = mayDo(c.get('visit').ctx.actor, 'replaceOrganisation');
  return answerPage(
    c,
    { title: 'Mail, webhooks and rules', current: 'settings' },
    <>
      <PageTitle title="Mail, webhooks and rules">
        <p class="lead">
          What is set up here. It is set where Annex is started, by variables of the environment;
          secrets are shown nowhere.
        </p>
      </PageTitle>
      <section class="block" aria-labelledby="mail">
        <h2 id="mail">Mail</h2>
        <MailFacts c={c} />
        {mayTest ? (
          <p class="acts">
            <a href={`${root}/settings/mail-test`}>Send a test mail to yourself</a>
          </p>
        ) : null}
      </section>
      <section class="block" aria-labelledby="webhooks">
        <h2 id="webhooks">Webhooks</h2>
        <WebhookFacts c={c} />
        {mayTest ? (
          <p class="acts">
            <a href={`${root}/settings/webhook-test`}>Send a test event to an address</a>
          </p>
        ) : null}
      </section>
      <section class="block" aria-labelledby="place">
        <h2 id="place">This deployment</h2>
        <PlaceFacts c={c} />
      </section>
      <section class="block" aria-labelledby="rules">
        <h2 id="rules">Rules</h2>
        <p>
          Days of notice, time zone and languages stand under{' '}
          <a href={`${root}/organisation`}>Organisation</a>.
        </p>
      </section>
    </>,
  );
});

type Props = { readonly c: Context<ConsoleEnv> };

function MailFacts({ c }: Props) {
  const { config, mail } = c.env.deps;
  const { mailUrl, mailFrom, mailgunSigningKey } = config;
  if (mail === undefined)
    return (
      <p class="notice">
        No mail can be sent: set <code>MAIL_URL</code> and <code>MAIL_FROM</code>. Until then nobody
        can be invited, subscribe by mail or be told by mail.
      </p>
    );
  return (
    <dl class="facts wide">
      <Fact label="Server">
        {mailUrl === undefined
          ? 'None: mails are kept on this machine, for trying things out. Set MAIL_URL to send them.'
          : hostOf(mailUrl)}
      </Fact>
      <Fact label="Sender">{mailFrom ?? 'MAIL_FROM is not set'}</Fact>
      <Fact label="Reports of bounces">
        {mailgunSigningKey === undefined
          ? 'As mail to the sender’s mailbox only; those of Mailgun need MAILGUN_SIGNING_KEY'
          : 'Also those of Mailgun, signed'}
      </Fact>
    </dl>
  );
}

function WebhookFacts({ c }: Props) {
  return (
    <dl class="facts wide">
      <Fact label="Signature">Of each subscription with its own secret (Standard Webhooks)</Fact>
      <Fact label="May go to">
        {c.env.deps.config.outboundLoopback
          ? 'https:// anywhere on the internet, and this machine (OUTBOUND_LOOPBACK, for development)'
          : 'https:// anywhere on the internet, nowhere inside a network'}
      </Fact>
    </dl>
  );
}

function PlaceFacts({ c }: Props) {
  const { config, files } = c.env.deps;
  const { origin, base, databaseUrl, oidc, secretKey, clientAddressHeader } = config;
  return (
    <dl class="facts wide">
      <Fact label="Address">{`${origin}${base}`}</Fact>
      <Fact label="Company account">
        {oidc === undefined
          ? 'Not set up: sign-in is by code and passkey (OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET)'
          : `${oidc.issuer}, as ${oidc.clientId}`}
      </Fact>
      <Fact label="Files">
        {files === undefined
          ? 'No files can be kept: bind an R2 bucket as DOCUMENTS. Until then no document can be uploaded.'
          : 'Can be kept'}
      </Fact>
      <Fact label="Database">
        {databaseUrl.startsWith('file:') ? 'A file on this machine' : hostOf(databaseUrl)}
      </Fact>
      <Fact label="SECRET_KEY">
        {secretKey === undefined ? 'Not set: one was made for this machine' : 'Set'}
      </Fact>
      <Fact label="Network addresses">
        {clientAddressHeader === undefined
          ? 'As they connect. Behind a proxy set CLIENT_ADDRESS_HEADER, or all visitors count as one.'
          : `From the header ${clientAddressHeader}`}
      </Fact>
    </dl>
  );
}

/** Without user, password and anything behind the host. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'Not readable';
}

formPage(settingsPages, {
  path: '/settings/mail-test',
  guards: [needs('replaceOrganisation')],
  schema: z.strictObject({}),
  labels: {},
  view: () => ({ title: 'Send a test mail', current: 'settings' }),
  content: async (c, drawn) => (
    <>
      <PageTitle title="Send a test mail?" crumb={crumb(c)}>
        <p class="lead">
          One mail goes out at once, to <bdi>{await mailboxOf(c)}</bdi>.
        </p>
      </PageTitle>
      <ConsoleForm drawn={drawn} submit="Send the mail" cancel={crumb(c).href} />
    </>
  ),
  async act(c) {
    const sent = await sendTestMail(c.get('visit').ctx, await mailboxOf(c));
    return answerSent(c, 'Test mail', sent, mailWords);
  },
});

formPage(settingsPages, {
  path: '/settings/webhook-test',
  guards: [needs('replaceOrganisation')],
  schema: z.strictObject({ url: z.string().trim().min(1, 'Say which address.') }),
  labels: { url: 'Address' },
  view: () => ({ title: 'Send a test event', current: 'settings' }),
  content: (c, drawn) => (
    <>
      <PageTitle title="Send a test event?" crumb={crumb(c)}>
        <p class="lead">
          One event of the kind webhook.test goes out at once, with nothing in it but the address of
          this trust centre, and without a signature.
        </p>
      </PageTitle>
      <ConsoleForm drawn={drawn} submit="Send the event" cancel={crumb(c).href}>
        <LineField
          form={drawn.form}
          name="url"
          label="Address"
          max={2_000}
          autocomplete="off"
          hint="E.g. https://hooks.customer.example/annex. For Slack and Teams subscribe, and test from the page of the subscription."
        />
      </ConsoleForm>
    </>
  ),
  async act(c, { url }) {
    const sent = await sendTestWebhook(c.get('visit').ctx, url);
    return answerSent(c, 'Test event', sent, webhookWords);
  },
});

async function mailboxOf(c: Context<ConsoleEnv>): Promise<string> {
  const { address } = await getPerson(c.env.deps.db, c.get('visit').person.id);
  if (address === undefined) throw new Refusal('conflict', 'Your own address is not known.');
  return address;
}

function answerSent(
  c: Context<ConsoleEnv>,
  title: string,
  { outcome, status, durationMs }: Sent,
  words: typeof mailWords,
): Response | Promise<Response> {
  const { what, todo } = words[outcome];
  const facts: readonly (readonly [string, Child])[] = [
    ['Answer', status],
    ['Took', `${durationMs} ms`],
  ];
  return answerPage(
    c,
    { title, current: 'settings' },
    <>
      <PageTitle
        title={outcome === 'accepted' ? `${title} sent` : `${title} not sent`}
        crumb={crumb(c)}
      >
        <p class="lead" role="status">
          {what}
        </p>
        <p>{todo}</p>
      </PageTitle>
      <dl class="facts wide">
        {facts.map(([label, value]) => (
          <Fact label={label}>{value}</Fact>
        ))}
      </dl>
      <p class="acts">
        <a href={c.req.path}>Send another</a>
      </p>
    </>,
  );
}
