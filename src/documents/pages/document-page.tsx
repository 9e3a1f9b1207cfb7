import type { Child } from 'hono/jsx';
import { Time } from '../../http/dates.tsx';
import { dot, Fact } from '../../http/facts.tsx';
import { useContentLang, useLanguage, useTextLang, useWords } from '../../http/language.tsx';
import { absolute, renderPage } from '../../http/layout.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { Queried, RenderInput } from '../../publication/representation.ts';
import { describeDocument } from '../../site/json-ld-pages.ts';
import { notFoundPage } from '../../site/not-found.tsx';
import { documentJson, findRequested, slugParam } from '../documents.ts';
import type { Edition, Listed } from '../model.ts';
import { bridgeLettersOf } from '../present.ts';
import { formatWord, kindsIn, sizeWords } from '../words/kinds.ts';
import { documentWords } from '../words/pages.ts';
import { AccessSign, Covered, isCovering, IssuedOn } from '../shown.tsx';

/** A document at its address: what it is, the version in force and how to get it. */
export const documentPage: Queried = {
  kind: 'queried',
  path: '/documents/:slug{[a-z0-9-]+}',
  mediaType: 'text/html; charset=utf-8',
  params: slugParam(),
  links: [{ rel: 'alternate', href: '/documents/{slug}.json', type: 'application/json' }],
  json: documentJson,
  render: async (input) => {
    const found = await findRequested(input);
    if (found === undefined) return notFoundPage(input, 'document');
    // Loaded with the first text, not with the first page.
    const { Markdown } = await import('../../updates/shown-markdown.tsx');
    const { document, earlier } = found;
    const { description } = document;
    const path = `/documents/${document.slug}`;
    const { language } = input.place;
    const words = documentWords[language];
    return renderPage(
      {
        input,
        title: document.title,
        description: words.pageDescription(
          kindsIn[language][document.kind],
          input.snapshot.organisation.name,
        ),
        path,
        links: [
          {
            rel: 'alternate',
            href: `${path}.json`,
            type: 'application/json',
            title: words.asJson,
          },
        ],
        current: 'documents',
        structured: describeDocument(document, input),
      },
      <>
        <Title input={input} document={document} />
        <VersionInForce input={input} document={document} />
        {description === undefined ? null : (
          <About document={document}>
            <Markdown text={description} />
          </About>
        )}
        <HowToGet input={input} document={document} />
        <BridgeLetters input={input} document={document} />
        <Earlier input={input} earlier={earlier} />
      </>,
    );
  },
};

type Props = { readonly input: RenderInput; readonly document: Listed };

function About({ document, children }: { document: Listed; children?: Child }) {
  return (
    <section class="row" aria-labelledby="about">
      <h2 id="about">{useWords(documentWords).about}</h2>
      <div class="prose" lang={useTextLang(document, 'description')}>
        {children}
      </div>
    </section>
  );
}

function Title({ input, document }: Props) {
  const { pages } = input.place;
  const language = useLanguage();
  const report = input.snapshot.documents.find(({ slug }) => slug === document.bridgeOf);
  return (
    <div class="title">
      <p class="crumb">
        <a href={`${pages}/documents`}>{documentWords[language].documents}</a>
        {report === undefined ? null : (
          <>
            {' / '}
            <a
              href={`${pages}/documents/${report.slug}`}
              dir="auto"
              lang={useTextLang(report, 'title')}
            >
              {report.title}
            </a>
          </>
        )}
      </p>
      <h1 dir="auto" lang={useTextLang(document, 'title')}>
        {document.title}
      </h1>
      <p class="stamp">
        <AccessSign document={document} />
        {dot}
        <span>{kindsIn[language][document.kind]}</span>
      </p>
      <Ways input={input} document={document} />
      <p class="paper">{absolute(input, `/documents/${document.slug}`)}</p>
    </div>
  );
}

function Ways({ input: { place }, document: { slug, visibility, edition } }: Props) {
  if (edition === undefined) return null;
  const words = useWords(documentWords);
  const path = `/documents/${slug}`;
  return (
    <p class="acts screen">
      {visibility === 'public' ? (
        <a class="button" href={`${place.base}${path}/file`}>
          {words.download(formatWord(edition.mediaType), sizeWords(edition.size, useLanguage()))}
        </a>
      ) : (
        <a class="button" href={`${place.pages}${path}/request`}>
          {words.request}
        </a>
      )}
    </p>
  );
}

function VersionInForce({ input: { snapshot }, document: { edition, visibility } }: Props) {
  const words = useWords(documentWords);
  const { facts } = words;
  return (
    <section class="row" aria-labelledby="version">
      <h2 id="version">{words.inForce}</h2>
      {edition === undefined ? (
        <p>{words.noVersion}</p>
      ) : (
        <dl class="facts">
          <Fact label={facts.version}>
            {edition.label === undefined ? undefined : (
              <bdi lang={useContentLang()}>{edition.label}</bdi>
            )}
          </Fact>
          {isCovering(edition) ? (
            <Fact label={edition.asOf === undefined ? facts.period : facts.asOf}>
              {edition.asOf === undefined ? (
                <Covered edition={edition} />
              ) : (
                <Time day={edition.asOf} />
              )}
            </Fact>
          ) : null}
          <Fact label={facts.issued}>
            <IssuedOn edition={edition} zone={snapshot.organisation.timeZone} />
          </Fact>
          <Fact label={facts.validUntil}>
            {edition.validUntil === undefined ? undefined : <Time day={edition.validUntil} />}
          </Fact>
          <Fact label={facts.pages}>
            {edition.pages === undefined ? undefined : String(edition.pages)}
          </Fact>
          <Fact label={facts.file}>
            {formatWord(edition.mediaType)}, {sizeWords(edition.size, useLanguage())}
          </Fact>
          {visibility === 'public' ? (
            <Fact label="SHA-256">
              <code>{edition.sha256}</code>
            </Fact>
          ) : null}
        </dl>
      )}
    </section>
  );
}

function HowToGet({ input: { place, snapshot }, document }: Props) {
  const { slug, visibility, isMarked, edition } = document;
  if (visibility === 'public') return null;
  const words = useWords(documentWords);
  const name = <bdi>{nameInSentence(snapshot.organisation)}</bdi>;
  return (
    <section class="row" aria-labelledby="access">
      <h2 id="access">{words.who}</h2>
      <div class="prose">
        <p>
          {words.onRequest(name)}
          {visibility === 'nda' ? words.withNda : ''}
        </p>
        {isMarked ? <p>{words.marked}</p> : null}
        {edition === undefined ? null : (
          <p class="screen">
            <a href={`${place.pages}/documents/${slug}/request`}>{words.ask}</a>
          </p>
        )}
      </div>
    </section>
  );
}

function BridgeLetters({ input: { place, snapshot }, document }: Props) {
  const letters = bridgeLettersOf(document, snapshot.documents);
  if (letters.length === 0) return null;
  return (
    <section class="row" aria-labelledby="bridges">
      <h2 id="bridges">{useWords(documentWords).bridges}</h2>
      <ul class="said">
        {letters.map((letter) => (
          <li>
            <a
              href={`${place.pages}/documents/${letter.slug}`}
              dir="auto"
              lang={useTextLang(letter, 'title')}
            >
              {letter.title}
            </a>
            {letter.edition !== undefined && isCovering(letter.edition) ? (
              <div class="sub">
                <Covered edition={letter.edition} />
              </div>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Earlier({ input, earlier }: { input: RenderInput; earlier: readonly Edition[] }): Child {
  if (earlier.length === 0) return null;
  const zone = input.snapshot.organisation.timeZone;
  const words = useWords(documentWords);
  return (
    <section class="row" aria-labelledby="earlier">
      <h2 id="earlier">{words.earlier}</h2>
      <ul class="said">
        {earlier.map((edition) => (
          <li>
            <bdi lang={edition.label === undefined ? undefined : useContentLang()}>
              {edition.label ?? words.numbered(edition.number)}
            </bdi>
            <div class="sub">
              {isCovering(edition) ? (
                <>
                  <Covered edition={edition} />
                  {'. '}
                </>
              ) : null}
              {words.issued(<IssuedOn edition={edition} zone={zone} />)}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
