import { Moment, TimeOf } from '../../http/dates.tsx';
import { Fact } from '../../http/facts.tsx';
import { renderPage } from '../../http/layout.tsx';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import type { GrantState } from '../model/grants.ts';

import { type AccessToken, mostTokens } from '../model/tokens.ts';
import { fileAddress, type SessionPlace } from '../present/holdings.ts';
import type { Holding } from '../service/grant-reading.ts';
import { Renewing, TokenPart, VersionOf } from './grant-parts.tsx';
import { messagePage } from './messages.tsx';

export type ShownLink = {
  readonly path: string;
  readonly expiresAt: Date;
  readonly holdings: readonly Holding[];
};

/** Behind a link of one use. Opening the page uses nothing up: programs open links too. */
export function linkPage(input: RenderInput, { path, expiresAt, holdings }: ShownLink): Rendered {
  const zone = input.snapshot.organisation.timeZone;
  return messagePage(
    input,
    { title: 'Your documents are ready' },
    <>
      <p class="lead">Press the button to open them. The link works once.</p>
      <dl class="facts wide">
        {holdings.map(({ document, edition }) =>
          document && edition ? (
            <Fact label={document.title}>
              <VersionOf edition={edition} />
            </Fact>
          ) : null,
        )}
      </dl>
      <form class="acts" action={`${path}/session`} method="post">
        <button class="button" type="submit">
          Open the documents
        </button>
      </form>
      <p class="small">
        Then you have a quarter of an hour to save them. The link itself can be used until{' '}
        <Moment at={expiresAt} zone={zone} />; another is mailed to you from the page of your
        request.
      </p>
    </>,
  );
}

/** What was just done, by the name in `?done=`. */
const doneWords: Readonly<Record<string, string>> = {
  granted: 'It is renewed: here is the new version.',
  signing:
    'The confidentiality agreement has a newer version. A mail is on its way to you with the link to read and accept it; then the new version is yours.',
  revoked: 'The token has ended.',
};

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
  const said = doneWords[done ?? ''];
  return renderPage(
    {
      input,
      title: 'Your documents',
      description: 'What you were given, to be saved.',
      noindex: true,
    },
    <>
      <div class="title">
        <h1>Your documents</h1>
        <p class="lead">
          This page is open until <Moment at={expiresAt} zone={zone} />. Save what you need now.
        </p>
        <p class="small">
          Request {reference}. Each copy is recorded, and those of confidential documents carry your
          name and e-mail address on every page: they are for you and may not be passed on.
        </p>
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

const stateWords: Readonly<Record<GrantState, string>> = {
  'in-force': 'You may save it',
  'used-up': 'All of your downloads are used',
  ended: 'The time for which you were given it is over',
  revoked: 'It was taken back',
};

type Part = { readonly shown: ShownSession; readonly holding: Holding; readonly zone: string };

function HoldingPart({ shown, holding, zone }: Part) {
  const { document, edition, grant, state, left } = holding;
  if (document === undefined || edition === undefined)
    return (
      <section class="block">
        <h2>A document that is not given out any more</h2>
        <p class="small">You were given it as {grant.reference}.</p>
      </section>
    );
  const id = `of-${grant.id}`;
  return (
    <section class="block" aria-labelledby={id}>
      <h2 id={id} dir="auto">
        {document.title}
      </h2>
      <dl class="facts">
        <Fact label="Version">
          <VersionOf edition={edition} />
        </Fact>
        <Fact label="State">{state === 'in-force' ? undefined : stateWords[state]}</Fact>
        <Fact label="Valid until">
          <Moment at={grant.until} zone={zone} />
        </Fact>
        <Fact label="Downloads left">{String(left)}</Fact>
        <Fact label="Grant">{grant.reference}</Fact>
        <Fact label="Size">{sizeInWords(edition.size)}</Fact>
      </dl>
      {state === 'in-force' ? (
        <p class="acts">
          <a class="button" href={fileAddress(shown.place, document, edition.number)}>
            Save <span class="unseen">{document.title}</span>
          </a>
        </p>
      ) : null}
      {state === 'in-force' ? <Letters shown={shown} holding={holding} /> : null}
      <Renewing holding={holding} path={shown.path} />
    </section>
  );
}

/** Roughly: what a copy weighs differs a little from one to the next. */
function sizeInWords(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1000));
  return kilobytes < 1000 ? `${kilobytes} kB` : `${(kilobytes / 1000).toFixed(1)} MB`;
}

function Letters({ shown, holding: { letters } }: Omit<Part, 'zone'>) {
  return (
    <>
      {letters.map((letter) => (
        <p class="small">
          <a href={fileAddress(shown.place, letter)}>
            <bdi>{letter.title}</bdi>
          </a>{' '}
          continues the period of this report; saving it counts as one of your downloads.
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
  if (!isAllowed && tokens.length === 0) return null;
  return (
    <section class="block" aria-labelledby="tokens">
      <h2 id="tokens">For your programs</h2>
      <p class="small">
        A token fetches the same documents without this page, and each copy counts and is recorded
        as one that you save yourself. It ends with what you were given.
      </p>
      <pre class="mono">{curlOf(place, holdings)}</pre>
      {tokens.map((token) => (
        <TokenPart token={token} path={path} zone={zone} />
      ))}
      {isAllowed && tokens.length < mostTokens ? (
        <form class="acts" action={`${path}/tokens`} method="post">
          <button class="button plain" type="submit">
            Make a token
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
  return messagePage(
    input,
    { title: 'Keep this token now', status: 201 },
    <>
      <p class="lead">It is shown this once. Whoever has it can fetch your documents.</p>
      <pre class="mono">{secret}</pre>
      <p>
        Send it as <code>Authorization: Bearer</code>. It ends on{' '}
        <TimeOf at={expiresAt} zone={zone} prose />, or when you revoke it.
      </p>
      <p class="acts">
        <a href={path}>Back to your documents</a>
      </p>
    </>,
  );
}
