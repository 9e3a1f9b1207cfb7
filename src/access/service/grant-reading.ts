import type { Deps } from '../../context.ts';
import type { AccessRequestId } from '../../core/ids.ts';
import type { Edition, Listed } from '../../documents/model.ts';
import { listEditions, listPublished } from '../../documents/service/reading.ts';
import {
  downloadsLeft,
  type GrantState,
  isStanding,
  type KeptGrant,
  stateOf,
} from '../model/grants.ts';
import type { AccessToken } from '../model/tokens.ts';
import { selectGrantsOf } from '../store/grants.ts';
import { selectTokensOf } from '../store/tokens.ts';

/** One thing that a request was given, as its holder sees it. */
export type Holding = {
  readonly grant: KeptGrant;
  readonly state: GrantState;
  /** Absent where it is hidden since. */
  readonly document?: Listed;
  readonly edition?: Edition;
  readonly left: number;
  /** A newer version is in force, and renewing is open to its holder. */
  readonly isOutdated: boolean;
  /** Letters that continue the period of this report. */
  readonly letters: readonly Listed[];
};

/** All that a request was given and has not been replaced, in the order in which documents are shown. */
export async function listHoldings(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  id: AccessRequestId,
): Promise<readonly Holding[]> {
  const now = clock();
  const held = newestOfEach(await selectGrantsOf(db, id));
  const published = await listPublished(db);
  const editions = new Map(
    (
      await listEditions(
        db,
        held.map(({ editionId }) => editionId),
      )
    ).map((each) => [each.id, each]),
  );
  const placeOf = (document: string) => published.findIndex((each) => each.id === document);
  return held
    .toSorted((a, b) => placeOf(a.documentId) - placeOf(b.documentId))
    .map((grant): Holding => {
      const document = published.find((each) => each.id === grant.documentId);
      const edition = editions.get(grant.editionId);
      const isNewest = document?.edition?.id === grant.editionId;
      const isOpen = isStanding(grant, now);
      return {
        grant,
        state: stateOf(grant, now),
        ...(document && { document }),
        ...(edition && { edition }),
        left: downloadsLeft(grant),
        isOutdated: isOpen && !isNewest && isRenewable(document),
        letters: document && isNewest && isOpen ? lettersOf(published, document) : [],
      };
    });
}

/** Those of a request that are in force. */
export async function listTokens(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  id: AccessRequestId,
): Promise<readonly AccessToken[]> {
  const now = clock();
  return (await selectTokensOf(db, id)).filter(
    ({ revokedAt, expiresAt }) => revokedAt === undefined && now < expiresAt,
  );
}

/** Of one document its holder has one right at a time. */
function newestOfEach(held: readonly KeptGrant[]): readonly KeptGrant[] {
  return [...new Map(held.map((grant) => [grant.documentId, grant])).values()];
}

function isRenewable(document: Listed | undefined): boolean {
  return document?.edition !== undefined && document.visibility !== 'public';
}

function lettersOf(published: readonly Listed[], report: Listed): readonly Listed[] {
  return published.filter(
    ({ bridgeOf, edition }) => bridgeOf === report.slug && edition !== undefined,
  );
}
