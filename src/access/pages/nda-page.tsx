import { TitleOf } from '../../documents/shown.tsx';
import type { Child } from 'hono/jsx';
import type { Fault } from '../../core/errors.ts';
import { TimeOf } from '../../http/dates.tsx';
import { Fact } from '../../http/facts.tsx';
import { useContentLang, useWords } from '../../http/language.tsx';
import { renderPage } from '../../http/layout.tsx';
import { FaultSummary, type FormState, LineField } from '../../http/form-fields.tsx';
import { messagePage } from './messages.tsx';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import { Markdown } from '../../updates/shown-markdown.tsx';
import type { AccessRequest, RequesterFacts } from '../model.ts';
import type { ToSign } from '../service/signing.ts';
import { accessWords } from '../words/pages.ts';
import { holdingWords } from '../words/holding.ts';
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

/** The whole text, and a form to accept it below. The address is the confirmed one: it is shown, and not asked. */
export function ndaPage(input: RenderInput, signing: Signing): Rendered {
  const { request, toSign, path, refused } = signing;
  const { nda, documents } = toSign;
  const zone = input.snapshot.organisation.timeZone;
  const { language } = input.place;
  const { nda: words, versionTitle } = holdingWords[language];
  return renderPage(
    {
      input,
      title: refused === undefined ? nda.title : words.refusedTitle,
      description: words.description,
      noindex: true,
      ...(refused && { status: refused.status }),
    },
    <>
      <div class="title">
        <p class="crumb">
          <a href={path}>{accessWords[language].request.pageTitle(request.reference)}</a> /{' '}
          {words.crumb}
        </p>
        <Title>{nda.title}</Title>
        <p class="lead">
          {words.lead((text) => (
            <a href="#accept">{text}</a>
          ))}
        </p>
        {refused === undefined ? null : <FaultSummary form={refused} labels={words.labels} />}
      </div>
      <div class="split">
        <div class="stack">
          <article class="block prose" aria-labelledby="text">
            <h2 id="text" class="unseen">
              {words.text}
            </h2>
            <h3>
              {versionTitle(nda.number)}, <TimeOf at={nda.publishedAt} zone={zone} prose />
            </h3>
            <Quoted>
              <Markdown text={nda.text} />
            </Quoted>
            <p class="fine quiet">
              {words.hash} <code>{nda.sha256}</code>
            </p>
          </article>
          <section class="block screen" aria-labelledby="accept">
            <h2 id="accept">{words.accept}</h2>
            <Form signing={signing} />
          </section>
        </div>
        <section class="block" aria-labelledby="about">
          <h2 id="about">{words.about}</h2>
          <dl class="facts">
            <Fact label={words.for}>
              {documents.map((document) => (
                <p>
                  <TitleOf document={document} />
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
  const words = useWords(holdingWords).nda;
  const { labels } = words;
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
        <p class="fine quiet">{words.confirmed}</p>
      </div>
      <LineField form={form} name="fullName" label={labels.fullName} autocomplete="name" />
      <LineField form={form} name="title" label={labels.title} autocomplete="organization-title" />
      <LineField form={form} name="company" label={labels.company} autocomplete="organization" />
      <TickField form={form} name="accepted">
        {words.tick}
      </TickField>
      <input type="hidden" name="sha256" value={toSign.nda.sha256} />
      <div class="acts">
        <button class="button" type="submit">
          {words.accept}
        </button>{' '}
        <a href={path}>{words.notNow}</a>
      </div>
      <p class="fine quiet">{words.recorded}</p>
    </form>
  );
}

/** As far as it is known; it can be changed. */
function entriesFrom({ name = '', role = '', company = '' }: Partial<RequesterFacts> = {}) {
  return { fullName: name, title: role, company };
}

/** There is nothing to sign: not yet, or not any more. */
export function nothingToSignPage(input: RenderInput, path: string): Rendered {
  const words = holdingWords[input.place.language].nda;
  return messagePage(
    input,
    { title: words.nothing, status: 409 },
    <>
      <p class="lead">{words.nothingLead}</p>
      <p class="acts">
        <a href={path}>{words.request}</a>
      </p>
    </>,
  );
}

function Title({ children }: { readonly children: string }) {
  return (
    <h1 dir="auto" lang={useContentLang()}>
      {children}
    </h1>
  );
}

/** As the organisation wrote it. */
function Quoted({ children }: { readonly children?: Child }) {
  const lang = useContentLang();
  return lang === undefined ? <>{children}</> : <div lang={lang}>{children}</div>;
}
