import type { Listed } from '../../documents/model.ts';
import type { AccessToken } from '../model/tokens.ts';
import type { Holding } from '../service/grant-reading.ts';

/** Where things are: `root` is the address of the trust centre. */
export type SessionPlace = {
  readonly root: string;
  /** Of the session, which stands in the addresses of its files. */
  readonly session: string;
};

/** What a link of one use leads to, before it is used. */
export function presentLink(reference: string, expiresAt: Date, holdings: readonly Holding[]) {
  return {
    kind: 'download-link',
    request: reference,
    expiresAt: expiresAt.toISOString(),
    documents: holdings.flatMap(({ document, edition, grant }) =>
      document && edition
        ? [{ title: document.title, version: edition.number, until: grant.until.toISOString() }]
        : [],
    ),
  };
}

/** A session: what can be fetched in it, and the tokens of whoever holds it. */
export function presentSession(
  place: SessionPlace,
  {
    reference,
    expiresAt,
    holdings,
    tokens,
  }: {
    readonly reference: string;
    readonly expiresAt: Date;
    readonly holdings: readonly Holding[];
    readonly tokens: readonly AccessToken[];
  },
) {
  return {
    kind: 'download-session',
    request: reference,
    expiresAt: expiresAt.toISOString(),
    documents: holdings.flatMap((holding) => presentHolding(place, holding)),
    tokens: tokens.map(presentToken),
  };
}

function presentHolding(place: SessionPlace, holding: Holding) {
  const { document, edition, grant, state, left, letters } = holding;
  if (document === undefined || edition === undefined) return [];
  const isOpen = state === 'in-force';
  return [
    {
      id: String(document.id),
      slug: document.slug,
      title: document.title,
      grant: grant.reference,
      version: edition.number,
      state,
      until: grant.until.toISOString(),
      downloadsLeft: left,
      file: isOpen ? fileAddress(place, document, edition.number) : null,
      renewable: holding.isOutdated,
      tokens: grant.allowsToken,
      letters: letters.map((letter) => ({
        slug: letter.slug,
        title: letter.title,
        file: isOpen ? fileAddress(place, letter) : null,
      })),
    },
  ];
}

export function fileAddress(
  { root, session }: SessionPlace,
  { slug }: Pick<Listed, 'slug'>,
  version?: number,
): string {
  const query = new URLSearchParams({
    ...(version !== undefined && { version: String(version) }),
    session,
  });
  return `${root}/documents/${slug}/file?${query.toString()}`;
}

function presentToken({ id, createdAt, expiresAt, lastUsedAt }: AccessToken) {
  return {
    id: String(id),
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
