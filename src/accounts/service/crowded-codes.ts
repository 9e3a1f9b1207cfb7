import type { Ctx, Deps } from '../../context.ts';
import { hmacSha256 } from '../../core/hash.ts';
import type { Tx } from '../../db/client.ts';
import { countAgainst } from '../../subscribers/service/limiting.ts';
import { addressKeyOf, attemptMs } from '../model.ts';
import { queueLetter } from './letters.ts';

/** 10^16 codes: at a million tries an hour one is guessed in a million years. */
const digits = 16;

export type Asked = {
  readonly address: string;
  readonly isInvited: boolean;
  /** The limit that was reached: of one source, or of all. */
  readonly beyond: Beyond;
};

export type Beyond = 'signInPair' | 'signInAddress';

/**
 * The code of an address that is asked for more often than its limits allow, perhaps by others: one for each
 * ten minutes, the same for every browser that asked, and mailed once for each limit, so that it is the newest
 * of them. However many ask, the mailbox gets twelve of these an hour, and whoever reads it comes in.
 */
export async function mailCrowdedCode(
  tx: Tx,
  { deps, now }: Pick<Ctx, 'deps' | 'now'>,
  { address, isInvited, beyond }: Asked,
): Promise<void> {
  const stretch = stretchOf(now);
  // What others ask for is mailed to nobody who is only invited: it must not count as theirs.
  const mailed = `${nameOf(address, stretch)} ${beyond}${isInvited ? ' invited' : ''}`;
  if ((await countAgainst(tx, 'signInCrowded', mailed, { keys: deps.keys, now })) !== undefined)
    return;
  const said = { kind: 'code', address, code: codeOf(deps, address, stretch), isInvited } as const;
  // Whoever asks at the end of these ten minutes has as long from then on.
  const expiresAt = new Date((stretch + 1) * attemptMs);
  await queueLetter(tx, deps, said, { now, expiresAt });
}

/** Those that fit what was asked for until `now`: the newest mail may be of the ten minutes after. */
export function crowdedCodes(
  deps: Pick<Deps, 'keys'>,
  { address, stretch }: { readonly address: string; readonly stretch: number },
  now: Date,
): readonly { readonly code: string; readonly name: string }[] {
  return [...new Set([stretch, stretchOf(now)])].map((each) => ({
    code: codeOf(deps, address, each),
    name: nameOf(address, each),
  }));
}

/** Uses it up, for every browser. False where it was. */
export async function takeCrowdedCode(
  tx: Tx,
  { deps, now }: Pick<Ctx, 'deps' | 'now'>,
  name: string,
): Promise<boolean> {
  const at = { keys: deps.keys, now };
  return (await countAgainst(tx, 'signInCrowdedUse', name, at)) === undefined;
}

/** The number of the ten minutes, from 1970 on. */
export function stretchOf(now: Date): number {
  return Math.floor(now.getTime() / attemptMs);
}

function nameOf(address: string, stretch: number): string {
  return `${addressKeyOf(address)} ${stretch}`;
}

function codeOf({ keys }: Pick<Deps, 'keys'>, address: string, stretch: number): string {
  const mac = hmacSha256(keys.derive('crowded sign-in codes'), nameOf(address, stretch));
  return String(mac.readBigUInt64BE() % 10n ** BigInt(digits)).padStart(digits, '0');
}
