import type { AccessTokenId, EditionId, GrantId } from '../../core/ids.ts';
import type { DownloadState } from '../model.ts';

type Via = 'link' | 'token';

/** One copy that was given out. */
export type Download = {
  readonly id: number;
  readonly grantId: GrantId;
  /** 1, 2, 3, … of its grant. */
  readonly number: number;
  readonly editionId: EditionId;
  readonly at: Date;
  readonly via: Via;
  readonly tokenId?: AccessTokenId;
  /** Of the copy, hexadecimal. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly state: DownloadState;
  readonly endedAt?: Date;
  /** Sealed; 30 days at most. */
  readonly clientAddress?: string;
};

/** `GRT-7K3M-92QF/3`: stands on every page of a marked copy. */
export function copyReference(grant: { readonly reference: string }, number: number): string {
  return `${grant.reference}/${number}`;
}

/** The parts of what stands on a page; undefined where it is none of a copy of ours. */
export function readCopyReference(
  text: string,
): { readonly reference: string; readonly number: number } | undefined {
  const [, reference, number] = /^(GRT-[0-9A-Z]{4}-[0-9A-Z]{4})\/([1-9]\d{0,5})$/.exec(text) ?? [];
  if (reference === undefined || number === undefined) return undefined;
  return { reference, number: Number(number) };
}
