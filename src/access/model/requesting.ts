import type { Listed } from '../../documents/model.ts';

/** What can be asked for: told of, not free to all, and there. A hidden document is as one that is not. */
export function isRequestable({ visibility, edition }: Pick<Listed, 'visibility' | 'edition'>) {
  return (visibility === 'on-request' || visibility === 'nda') && edition !== undefined;
}

/** Why a document cannot be asked for; undefined where it can. Of one that nobody may know of it says what it says of none. */
export function faultOfDocument(
  found: Pick<Listed, 'visibility' | 'edition'> | undefined,
): string | undefined {
  if (found === undefined || found.visibility === 'hidden')
    return 'There is no document of this name that can be asked for.';
  if (isRequestable(found)) return undefined;
  return found.visibility === 'public'
    ? 'This document is public: download it, nobody has to be asked.'
    : 'This document cannot be had yet: it has no version in force.';
}
