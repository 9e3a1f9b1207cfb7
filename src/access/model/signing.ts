import type { DocumentFacts } from '../../documents/model.ts';
import type { Acceptance, AccessRequest, Nda } from '../model.ts';

/** Name of the text that holds where a document names none. */
const standardNda = 'standard';

/** Name of the text that governs a document. */
export function ndaNameOf({ nda }: Pick<DocumentFacts, 'nda'>): string {
  return nda ?? standardNda;
}

/** Whether a text stands between a document and whoever may have it. */
export function asksForNda(
  { visibility }: Pick<DocumentFacts, 'visibility'>,
  nda: Pick<Nda, 'scope'> | undefined,
): boolean {
  return visibility === 'nda' && nda?.scope !== 'none';
}

type Who = Pick<AccessRequest, 'addressHash' | 'domain'> & {
  /** Nobody is everybody's colleague at a mail provider. */
  readonly isProvider: boolean;
};

/** An acceptance with the name of its text. */
export type NamedAcceptance = Acceptance & { readonly ndaName: string };

/**
 * The acceptance by which somebody is bound to a text: their own of this very version; under the scope
 * `domain` also a colleague's; or what staff keep on file for them or their company, of any version,
 * for that is a contract of its own. Nobody else's counts, whatever it is for.
 */
export function acceptanceFor(
  nda: Pick<Nda, 'id' | 'name' | 'scope'>,
  { addressHash, domain, isProvider }: Who,
  known: readonly NamedAcceptance[],
  now: Date,
): NamedAcceptance | undefined {
  const inForce = known.filter(({ endedAt }) => endedAt === undefined || now < endedAt);
  const isColleague = (each: Acceptance) => each.domain === domain && !isProvider;
  return inForce.find((each) => {
    const isOwn = each.addressHash === addressHash;
    if (each.source === 'on-file')
      return each.ndaName === nda.name && (isOwn || (each.addressHash === '' && isColleague(each)));
    return each.ndaId === nda.id && (isOwn || (nda.scope === 'domain' && isColleague(each)));
  });
}
