import { Moment, TimeOf } from '../../http/dates.tsx';
import type { Edition } from '../../documents/model.ts';
import type { AccessToken } from '../model/tokens.ts';
import type { Holding } from '../service/grant-reading.ts';

export function VersionOf({ edition: { label, number } }: { edition: Edition }) {
  return label === undefined ? <>version {number}</> : <bdi>{label}</bdi>;
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
      <h2 id="held">What you were given</h2>
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
        <bdi>{document.title}</bdi>, <VersionOf edition={edition} />: until{' '}
        <TimeOf at={grant.until} zone={zone} />, {left === 1 ? '1 download' : `${left} downloads`}{' '}
        left
      </p>
      <Renewing holding={holding} path={path} />
    </>
  );
}

/** One step, where a newer version is in force. */
export function Renewing({ holding, path }: Omit<Part, 'zone'>) {
  const { isOutdated, document } = holding;
  if (!isOutdated || document === undefined) return null;
  return (
    <form class="acts" action={`${path}/renewals`} method="post">
      <input type="hidden" name="document" value={document.id} />
      <button class="button plain" type="submit">
        Renew
      </button>
      <span class="small">A newer version is out. It takes the place of this one.</span>
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
  return (
    <form class="acts" action={`${path}/tokens/${token.id}/revocation`} method="post">
      <span class="small">
        Token made <TimeOf at={token.createdAt} zone={zone} />, until{' '}
        <TimeOf at={token.expiresAt} zone={zone} />,{' '}
        {token.lastUsedAt === undefined ? (
          'not used yet'
        ) : (
          <>
            last used <Moment at={token.lastUsedAt} zone={zone} />
          </>
        )}
      </span>
      <button class="button plain" type="submit">
        Revoke
      </button>
    </form>
  );
}
