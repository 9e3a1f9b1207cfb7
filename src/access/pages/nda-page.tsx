import type { Fault } from '../../core/errors.ts';
import { TimeOf } from '../../http/dates.tsx';
import { Fact } from '../../http/facts.tsx';
import { renderPage } from '../../http/layout.tsx';
import { FaultSummary, type FormState, LineField } from '../../http/form-fields.tsx';
import { messagePage } from './messages.tsx';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import { Markdown } from '../../updates/shown-markdown.tsx';
import type { AccessRequest, RequesterFacts } from '../model.ts';
import type { ToSign } from '../service/signing.ts';
import { TickField } from './choices.tsx';

/** What the page of an NDA shows. */
export type Signing = {
  readonly request: AccessRequest;
  readonly toSign: ToSign;
  /** Path of the request's page. */
  readonly path: string;
  /** What was typed and refused. */
  readonly refused?: {
    readonly entries: FormState['entries'];
    readonly faults: readonly Fault[];
    readonly status: number;
  };
};

const labels = {
  fullName: 'Your full name',
  title: 'What you are in your company',
  company: 'Your company',
  accepted: 'Acceptance',
  email: 'Your e-mail address',
};

/** The whole text, and a form to accept it below. The address is the confirmed one: it is shown, and not asked. */
export function ndaPage(input: RenderInput, signing: Signing): Rendered {
  const { request, toSign, path, refused } = signing;
  const { nda, documents } = toSign;
  const zone = input.snapshot.organisation.timeZone;
  return renderPage(
    {
      input,
      title: refused === undefined ? nda.title : 'Nothing is accepted yet',
      description: 'Confidentiality terms, to read and accept.',
      noindex: true,
      ...(refused && { status: refused.status }),
    },
    <>
      <div class="title">
        <p class="crumb">
          <a href={path}>Request {request.reference}</a> / Terms
        </p>
        <h1 dir="auto">{nda.title}</h1>
        <p class="lead">
          Please read the whole text. You accept it with <a href="#accept">the form below it</a>.
        </p>
        {refused === undefined ? null : <FaultSummary form={refused} labels={labels} />}
      </div>
      <div class="split">
        <div class="stack">
          <article class="block prose" aria-labelledby="text">
            <h2 id="text" class="unseen">
              The text
            </h2>
            <h3>
              Version {nda.number}, <TimeOf at={nda.publishedAt} zone={zone} prose />
            </h3>
            <Markdown text={nda.text} />
            <p class="fine quiet">
              SHA-256 of this text: <code>{nda.sha256}</code>
            </p>
          </article>
          <section class="block screen" aria-labelledby="accept">
            <h2 id="accept">Accept</h2>
            <Form signing={signing} />
          </section>
        </div>
        <section class="block" aria-labelledby="about">
          <h2 id="about">What this is</h2>
          <dl class="facts">
            <Fact label="For">
              {documents.map(({ title }) => (
                <p>
                  <bdi>{title}</bdi>
                </p>
              ))}
            </Fact>
          </dl>
        </section>
      </div>
    </>,
  );
}

function Form({ signing: { request, toSign, path, refused } }: { signing: Signing }) {
  const { requester } = request;
  const form = refused ?? { entries: entriesFrom(requester), faults: [] };
  return (
    <form class="form" action={`${path}/nda`} method="post" novalidate>
      <div class="field" id="email">
        <p class="small">
          <b>{labels.email}</b>
        </p>
        <p>
          <bdi>{requester?.email}</bdi>
        </p>
        <p class="fine quiet">
          Confirmed by you. The acceptance binds whoever holds this address, and nobody else can
          accept here.
        </p>
      </div>
      <LineField form={form} name="fullName" label={labels.fullName} autocomplete="name" />
      <LineField form={form} name="title" label={labels.title} autocomplete="organization-title" />
      <LineField form={form} name="company" label={labels.company} autocomplete="organization" />
      <TickField form={form} name="accepted">
        I have read this text and accept it, for myself and for the company as far as I may.
      </TickField>
      <input type="hidden" name="sha256" value={toSign.nda.sha256} />
      <div class="acts">
        <button class="button" type="submit">
          Accept
        </button>
        <a href={path}>Not now</a>
      </div>
      <p class="fine quiet">
        Recorded with it: this version and its hash, the time, your address, and what it is for. You
        get all of it as a PDF.
      </p>
    </form>
  );
}

/** As far as it is known; it can be changed. */
function entriesFrom({ name = '', role = '', company = '' }: Partial<RequesterFacts> = {}) {
  return { fullName: name, title: role, company };
}

/** There is nothing to sign: not yet, or not any more. */
export function nothingToSignPage(input: RenderInput, path: string): Rendered {
  return messagePage(
    input,
    { title: 'Nothing to sign here now', status: 409 },
    <>
      <p class="lead">The page of your request says what is next, and has what you accepted.</p>
      <p class="acts">
        <a href={path}>Your request</a>
      </p>
    </>,
  );
}
