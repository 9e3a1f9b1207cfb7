import type { Child } from 'hono/jsx';
import { Time } from '../../http/dates.tsx';
import { Fact } from '../../http/facts.tsx';
import { absolute, renderPage } from '../../http/layout.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { Queried, RenderInput } from '../../publication/representation.ts';
import { notFoundPage } from '../../site/not-found.tsx';
import { documentJson, findRequested, slugParam } from '../documents.ts';
import type { Edition, Listed } from '../model.ts';
import { bridgeLettersOf } from '../present.ts';
import { formatWord, kindWords, sizeWords } from '../words.ts';
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
    return renderPage(
      {
        input,
        title: document.title,
        description: `${kindWords[document.kind]} of ${input.snapshot.organisation.name}: the version in force, and who may have it.`,
        path,
        links: [
          {
            rel: 'alternate',
            href: `${path}.json`,
            type: 'application/json',
            title: 'This document as JSON',
          },
        ],
        current: 'documents',
      },
      <>
        <Title input={input} document={document} />
        <VersionInForce input={input} document={document} />
        {description === undefined ? null : (
          <section class="row" aria-labelledby="about">
            <h2 id="about">About it</h2>
            <div class="prose">
              <Markdown text={description} />
            </div>
          </section>
        )}
        <HowToGet input={input} document={document} />
        <BridgeLetters input={input} document={document} />
        <Earlier input={input} earlier={earlier} />
      </>,
    );
  },
};

type Props = { readonly input: RenderInput; readonly document: Listed };

function Title({ input, document }: Props) {
  const { base } = input.place;
  const report = input.snapshot.documents.find(({ slug }) => slug === document.bridgeOf);
  return (
    <div class="title">
      <p class="crumb">
        <a href={`${base}/documents`}>Documents</a>
        {report === undefined ? null : (
          <>
            {' / '}
            <a href={`${base}/documents/${report.slug}`} dir="auto">
              {report.title}
            </a>
          </>
        )}
      </p>
      <h1 dir="auto">{document.title}</h1>
      <p class="stamp">
        <AccessSign document={document} /> <span>{kindWords[document.kind]}</span>
      </p>
      <Ways input={input} document={document} />
      <p class="paper">{absolute(input, `/documents/${document.slug}`)}</p>
    </div>
  );
}

function Ways({ input: { place }, document: { slug, visibility, edition } }: Props) {
  if (edition === undefined) return null;
  const page = `${place.base}/documents/${slug}`;
  return (
    <p class="acts screen">
      {visibility === 'public' ? (
        <a class="button" href={`${page}/file`}>
          Download {formatWord(edition.mediaType)}, {sizeWords(edition.size)}
        </a>
      ) : (
        <a class="button" href={`${page}/request`}>
          Request this document
        </a>
      )}
    </p>
  );
}

function VersionInForce({ input: { snapshot }, document: { edition, visibility } }: Props) {
  return (
    <section class="row" aria-labelledby="version">
      <h2 id="version">Version in force</h2>
      {edition === undefined ? (
        <p>None is available yet.</p>
      ) : (
        <dl class="facts">
          <Fact label="Version">{edition.label}</Fact>
          {isCovering(edition) ? (
            <Fact label={edition.asOf === undefined ? 'Period' : 'As of'}>
              {edition.asOf === undefined ? (
                <Covered edition={edition} />
              ) : (
                <Time day={edition.asOf} />
              )}
            </Fact>
          ) : null}
          <Fact label="Issued">
            <IssuedOn edition={edition} zone={snapshot.organisation.timeZone} />
          </Fact>
          <Fact label="Valid until">
            {edition.validUntil === undefined ? undefined : <Time day={edition.validUntil} />}
          </Fact>
          <Fact label="Pages">
            {edition.pages === undefined ? undefined : String(edition.pages)}
          </Fact>
          <Fact label="File">
            {formatWord(edition.mediaType)}, {sizeWords(edition.size)}
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
  const name = <bdi>{nameInSentence(snapshot.organisation)}</bdi>;
  return (
    <section class="row" aria-labelledby="access">
      <h2 id="access">Who may have it</h2>
      <div class="prose">
        <p>
          {name} gives it on request, to one person at a time. Ask with a work address that you can
          open mail at: no account is needed, and the answer comes by mail.
          {visibility === 'nda'
            ? ' Before the download you accept a non-disclosure agreement, whose whole text you see first.'
            : ''}
        </p>
        {isMarked ? (
          <p>
            Each page of your copy carries your name, your address and the day. Please do not pass
            it on: whoever else needs it can ask for a copy of their own.
          </p>
        ) : null}
        {edition === undefined ? null : (
          <p class="screen">
            <a href={`${place.base}/documents/${slug}/request`}>Ask for it</a>
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
      <h2 id="bridges">Bridge letters</h2>
      <ul class="said">
        {letters.map(({ slug, title, edition }) => (
          <li>
            <a href={`${place.base}/documents/${slug}`} dir="auto">
              {title}
            </a>
            {edition !== undefined && isCovering(edition) ? (
              <span class="sub">
                <Covered edition={edition} />
              </span>
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
  return (
    <section class="row" aria-labelledby="earlier">
      <h2 id="earlier">Earlier versions</h2>
      <ul class="said">
        {earlier.map((edition) => (
          <li>
            <bdi>{edition.label ?? `Version ${edition.number}`}</bdi>
            <span class="sub">
              {isCovering(edition) ? (
                <>
                  <Covered edition={edition} />
                  {'. '}
                </>
              ) : null}
              Issued <IssuedOn edition={edition} zone={zone} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
