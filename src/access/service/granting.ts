import type { Deps } from '../../context.ts';
import type { AcceptanceId, DocumentId, DownloadLinkId } from '../../core/ids.ts';
import type { Tx } from '../../db/client.ts';
import type { Ledger } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import type { AccessGrant, AccessRequest } from '../model.ts';

/** How long and how often; what a person set, or what is usual. */
export type Terms = {
  /** 1 to 365. */
  readonly days: number;
  readonly mostDownloads: number;
  readonly allowsToken: boolean;
};

export type Granted = {
  readonly grants: readonly AccessGrant[];
  /** Of one use, to be mailed. */
  readonly link: DownloadLinkId;
  readonly events: readonly [StoredEvent, ...StoredEvent[]];
};

/**
 * Gives a request these documents, in the commit of the caller, who tells the requester. Refuses
 * `conflict` for one that is hidden or has no version in force, and where it is granted already.
 */
export async function grantDocuments(
  _tx: Tx,
  _deps: Deps,
  _ledger: Ledger,
  _granting: {
    readonly request: AccessRequest;
    readonly documents: readonly {
      readonly documentId: DocumentId;
      readonly acceptanceId?: AcceptanceId;
    }[];
    readonly terms: Terms;
  },
): Promise<Granted> {
  throw new Error('not built yet');
}
