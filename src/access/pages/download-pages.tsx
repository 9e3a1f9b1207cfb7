import { translated } from '../../core/translating.ts';
import { TitleOf } from '../../documents/shown.tsx';
import { Moment, TimeOf } from '../../http/dates.tsx';
import { Fact } from '../../http/facts.tsx';
import { useLanguage, useWords } from '../../http/language.tsx';
import { renderPage } from '../../http/layout.tsx';
import type { Rendered, RenderInput } from '../../publication/representation.ts';

import { type AccessToken, mostTokens } from '../model/tokens.ts';
import { fileAddress, type SessionPlace } from '../present/holdings.ts';
import type { Holding } from '../service/grant-reading.ts';
import { Renewing, TokenPart, VersionOf } from './grant-parts.tsx';
import type { Language } from '../../core/language.ts';
import { holdingWords } from '../words/holding.ts';
import { messagePage } from './messages.tsx';

export type ShownLink = {
  readonly path: string;
  readonly expiresAt: Date;
  readonly holdings: readonly Holding[];
};

/** Behind a link of one use. Opening the page uses nothing up: programs open links too. */
export function linkPage(input: RenderInput, { path, expiresAt, holdings }: ShownLink): Rendered {
  const zone = input.snapshot.organisation.timeZone;
  const words = holdingWords[input.place.language].link;
  return messagePage(
    input,
    { title: words.title },
    <>
      <p class="lead">{words.lead}</p>
      <dl class="facts wide">
        {holdings.map(({ document, edition }) =>
          document && edition ? (
            <Fact label={translated(document, input.place.language).title}>
              <VersionOf edition={edition} />
            </Fact>
          ) : null,
        )}
      </dl>
      <form class="acts" action={`${path}/session`} method="post">
        <button class="button" type="submit">
          {words.open}
        </button>
      </form>
      <p class="small">{words.until(<Moment at={expiresAt} zone={zone} />)}</p>
    </>,
  );
}

export type ShownSession = {
  readonly reference: string;
  readonly place: SessionPlace;
  /** Address of this page. */
  readonly path: string;
  readonly expiresAt: Date;
  readonly holdings: readonly Holding[];
  readonly tokens: readonly AccessToken[];
  readonly done?: string;
};

/** What can be fetched, for some minutes. */
export function sessionPage(input: RenderInput, shown: ShownSession): Rendered {
  const { holdings, reference, expiresAt, done } = shown;
  const zone = input.snapshot.organisation.timeZone;
  const words = holdingWords[input.place.language].session;
  const said = new Map(Object.entries(words.done)).get(done ?? '');
  return renderPage(
    {
      input,
      title: words.title,
      description: words.description,
      noindex: true,
    },
    <>
      <div class="title">
        <h1>{words.title}</h1>
        <p class="lead">{words.lead(<Moment at={expiresAt} zone={zone} />)}</p>
        <p class="small">{words.recorded(reference)}</p>
        {said === undefined ? null : (
          <p class="notice" role="status">
            {said}
          </p>
        )}
      </div>
      <div class="stack">
        {holdings.map((holding) => (
          <HoldingPart holding={holding} shown={shown} zone={zone} />
        ))}
        <TokensPart {...shown} zone={zone} />
      </div>
    </>,
  );
}

type Part = { readonly shown: ShownSession; readonly holding: Holding; readonly zone: string };

function HoldingPart({ shown, holding, zone }: Part) {
  const { document, edition, grant, state, left } = holding;
  const words = useWords(holdingWords).session;
  const { facts } = words;
  const size = useLanguage();
  if (document === undefined || edition === undefined)
    return (
      <section class="block">
        <h2>{words.goneTitle}</h2>
        <p class="small">{words.gone(grant.reference)}</p>
      </section>
    );
  const id = `of-${grant.id}`;
  return (
    <section class="block" aria-labelledby={id}>
      <h2 id={id} dir="auto">
        <TitleOf document={document} />
      </h2>
      <dl class="facts">
        <Fact label={facts.version}>
          <VersionOf edition={edition} />
        </Fact>
        <Fact label={facts.state}>{state === 'in-force' ? undefined : words.states[state]}</Fact>
        <Fact label={facts.until}>
          <Moment at={grant.until} zone={zone} />
        </Fact>
        <Fact label={facts.left}>{String(left)}</Fact>
        <Fact label={facts.grant}>{grant.reference}</Fact>
        <Fact label={facts.size}>{sizeInWords(edition.size, size)}</Fact>
      </dl>
      {state === 'in-force' ? (
        <p class="acts">
          <a class="button" href={fileAddress(shown.place, document, edition.number)}>
            {words.save}{' '}
            <span class="unseen">
              <TitleOf document={document} />
            </span>
          </a>
        </p>
      ) : null}
      {state === 'in-force' ? <Letters shown={shown} holding={holding} /> : null}
      <Renewing holding={holding} path={shown.path} />
    </section>
  );
}

/** Roughly: what a copy weighs differs a little from one to the next. */
function sizeInWords(bytes: number, language: Language): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1000));
  const megabytes = new Intl.NumberFormat(language, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    useGrouping: false,
  });
  return kilobytes < 1000 ? `${kilobytes} kB` : `${megabytes.format(kilobytes / 1000)} MB`;
}

function Letters({ shown, holding: { letters } }: Omit<Part, 'zone'>) {
  const words = useWords(holdingWords).session;
  return (
    <>
      {letters.map((letter) => (
        <p class="small">
          {words.letter(
            <a href={fileAddress(shown.place, letter)}>
              <TitleOf document={letter} />
            </a>,
          )}
        </p>
      ))}
    </>
  );
}

type Tokens = Pick<ShownSession, 'path' | 'tokens' | 'holdings' | 'place'> & {
  readonly zone: string;
};

/** For tools of the holder, where what was given allows it. */
function TokensPart({ path, tokens, holdings, place, zone }: Tokens) {
  const isAllowed = holdings.some(
    ({ grant, state }) => grant.allowsToken && (state === 'in-force' || state === 'used-up'),
  );
  const words = useWords(holdingWords).session;
  if (!isAllowed && tokens.length === 0) return null;
  return (
    <section class="block" aria-labelledby="tokens">
      <h2 id="tokens">{words.programs}</h2>
      <p class="small">{words.programsLead}</p>
      <pre class="mono">{curlOf(place, holdings)}</pre>
      {tokens.map((token) => (
        <TokenPart token={token} path={path} zone={zone} />
      ))}
      {isAllowed && tokens.length < mostTokens ? (
        <form class="acts" action={`${path}/tokens`} method="post">
          <button class="button plain" type="submit">
            {words.makeToken}
          </button>
        </form>
      ) : null}
    </section>
  );
}

function curlOf({ root }: SessionPlace, holdings: readonly Holding[]): string {
  const found = holdings.find(({ grant, document }) => grant.allowsToken && document !== undefined);
  const slug = found?.document?.slug ?? 'soc-2-report';
  return `curl -OJ -H "Authorization: Bearer axt_…" \\\n  ${root}/documents/${slug}/file`;
}

/** Shown once, in answer to the button. */
export function tokenPage(
  input: RenderInput,
  { secret, expiresAt, path }: { secret: string; expiresAt: Date; path: string },
): Rendered {
  const zone = input.snapshot.organisation.timeZone;
  const words = holdingWords[input.place.language].token;
  return messagePage(
    input,
    { title: words.title, status: 201 },
    <>
      <p class="lead">{words.lead}</p>
      <pre class="mono">{secret}</pre>
      <p>
        {words.use(<code>Authorization: Bearer</code>, <TimeOf at={expiresAt} zone={zone} prose />)}
      </p>
      <p class="acts">
        <a href={path}>{words.back}</a>
      </p>
    </>,
  );
}
