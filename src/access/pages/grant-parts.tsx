import { TitleOf } from '../../documents/shown.tsx';
import { Moment, TimeOf } from '../../http/dates.tsx';
import { useWords } from '../../http/language.tsx';
import { holdingWords } from '../words/holding.ts';
import type { Edition } from '../../documents/model.ts';
import type { AccessToken } from '../model/tokens.ts';
import type { Holding } from '../service/grant-reading.ts';

export function VersionOf({ edition: { label, number } }: { edition: Edition }) {
  const { version } = useWords(holdingWords);
  return label === undefined ? <>{version(number)}</> : <bdi>{label}</bdi>;
}

/** What was given, on the page of the request: whoever has that alone gets no document. */
export function Held({
  holdings,
  tokens,
  path,
  zone,
}: {
  readonly holdings: readonly Holding[];
  readonly tokens: readonly AccessToken[];
  readonly path: string;
  readonly zone: string;
}) {
  const open = holdings.filter(({ state }) => state === 'in-force' || state === 'used-up');
  if (open.length === 0) return null;
  return (
    <section class="block" aria-labelledby="held">
      <h2 id="held">{useWords(holdingWords).held.title}</h2>
      {open.map((holding) => (
        <HeldPart holding={holding} path={path} zone={zone} />
      ))}
      {tokens.map((token) => (
        <TokenPart token={token} path={path} zone={zone} />
      ))}
    </section>
  );
}

type Part = { readonly holding: Holding; readonly path: string; readonly zone: string };

function HeldPart({ holding, path, zone }: Part) {
  const { document, edition, grant, left } = holding;
  if (document === undefined || edition === undefined) return null;
  return (
    <>
      <p>
        {useWords(holdingWords).held.line(
          <TitleOf document={document} />,
          <VersionOf edition={edition} />,
          <TimeOf at={grant.until} zone={zone} />,
          left,
        )}
      </p>
      <Renewing holding={holding} path={path} />
    </>
  );
}

/** One step, where a newer version is in force. */
export function Renewing({ holding, path }: Omit<Part, 'zone'>) {
  const { isOutdated, document } = holding;
  const words = useWords(holdingWords).held;
  if (!isOutdated || document === undefined) return null;
  return (
    <form class="acts" action={`${path}/renewals`} method="post">
      <input type="hidden" name="document" value={document.id} />
      <button class="button plain" type="submit">
        {words.renew}
      </button>{' '}
      <span class="small">{words.newer}</span>
    </form>
  );
}

export function TokenPart({
  token,
  path,
  zone,
}: {
  readonly token: AccessToken;
  readonly path: string;
  readonly zone: string;
}) {
  const words = useWords(holdingWords).token;
  return (
    <form class="acts" action={`${path}/tokens/${token.id}/revocation`} method="post">
      <span class="small">
        {words.made(
          <TimeOf at={token.createdAt} zone={zone} />,
          <TimeOf at={token.expiresAt} zone={zone} />,
          token.lastUsedAt && <Moment at={token.lastUsedAt} zone={zone} />,
        )}
      </span>
      <button class="button plain" type="submit">
        {words.revoke}
      </button>
    </form>
  );
}
