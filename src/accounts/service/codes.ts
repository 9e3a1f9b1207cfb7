import { timingSafeEqual } from 'node:crypto';
import type { Ctx, Deps } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import { hmacSha256, sha256 } from '../../core/hash.ts';
import type { Tx } from '../../db/client.ts';
import { commit, operate } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { sourceOf } from '../../subscribers/model/limits.ts';
import { countAgainst, refuseBeyond } from '../../subscribers/service/limiting.ts';
import { addressKeyOf, attemptMs, codeFrom, mostTries, type Person, readCode } from '../model.ts';
import { endAttempt, insertAttempt, tryAttempt } from '../store/attempts.ts';
import { takeLink } from '../store/links.ts';
import { selectByAddress, updatePerson } from '../store/people.ts';
import {
  type Beyond,
  crowdedCodes,
  mailCrowdedCode,
  stretchOf,
  takeCrowdedCode,
} from './crowded-codes.ts';
import { queueLetter } from './letters.ts';
import { newSecret, openValue, sealValue } from './secrets.ts';
import { beginSession, renewProof, type SeenFrom, type Visit } from './sessions.ts';

type Held = {
  readonly address: string;
  /** SHA-256 of the link that it was asked for behind. */
  readonly invitation?: string;
} & (
  | {
      /** HMAC of the code. */
      readonly mac: string;
    }
  | {
      /** The ten minutes whose code fits (crowded-codes.ts). */
      readonly stretch: number;
    }
);

/**
 * Begins a sign-in by code, in one browser, which gets the answer as a cookie. What it writes and how long it
 * takes is the same for every address: only behind the answer it is looked whether there is anybody to mail.
 * Refuses `too_many` by source, and `unavailable` without mail.
 */
export async function requestCode(
  deps: Deps,
  { address, invitation }: { readonly address: string; readonly invitation?: string },
  { clientAddress }: SeenFrom,
): Promise<string> {
  if (deps.mail === undefined)
    throw new Refusal(
      'unavailable',
      'No mail can be sent from here, so there are no codes. Sign in with a passkey or with your company account, or ask whoever runs this for a link (npm run console-link).',
    );
  const ctx = { deps, actor: { kind: 'anonymous' }, now: deps.clock() } as const;
  const secret = newSecret(deps.ids);
  const code = codeFrom(deps.ids.bytes(8));
  await operate(ctx, async (tx) => {
    const { now } = ctx;
    const source = sourceOf(clientAddress);
    await refuseBeyond(tx, 'signInSource', source, { keys: deps.keys, now });
    const expiresAt = new Date(now.getTime() + attemptMs);
    const beyond = await limitBeyond(tx, ctx, source, address);
    const kept = beyond ? { stretch: stretchOf(now) } : { mac: macOf(deps, code) };
    const held: Held = { address, ...kept, ...(invitation && { invitation }) };
    const hash = sha256(secret);
    await insertAttempt(tx, {
      hash,
      kind: 'code',
      held: sealValue(deps, 'staff attempt', held),
      expiresAt,
    });
    const isInvited = invitation !== undefined;
    if (beyond) return mailCrowdedCode(tx, ctx, { address, isInvited, beyond });
    const said = { kind: 'code', address, code, isInvited } as const;
    await queueLetter(tx, deps, said, { now, expiresAt });
  });
  deps.nudge();
  return secret;
}

/**
 * Beyond this there is one long code for all who ask: neither the mailbox nor the guesser gets more of them,
 * and nobody is kept out by what others ask in their name.
 */
async function limitBeyond(
  tx: Tx,
  { deps, now }: Ctx,
  source: string,
  address: string,
): Promise<Beyond | undefined> {
  const at = { keys: deps.keys, now };
  const key = addressKeyOf(address);
  if ((await countAgainst(tx, 'signInPair', `${source} ${key}`, at)) !== undefined)
    return 'signInPair';
  const isOver = (await countAgainst(tx, 'signInAddress', key, at)) !== undefined;
  return isOver ? 'signInAddress' : undefined;
}

type Typed = { readonly secret: string | undefined; readonly code: string };

/**
 * Signs in whoever holds both the browser that asked and the code; an invitation is accepted by it. Refuses
 * `gone` for what has run out or was tried too often, `invalid` for another code.
 */
export async function signInByCode(deps: Deps, typed: Typed, seen: SeenFrom): Promise<string> {
  const checked = await checkCode(deps, typed);
  const { person, held } = checked;
  const actor = { kind: 'staff', role: person.role, personId: person.id } as const;
  const ctx = { deps, actor, now: deps.clock() };
  return commit(ctx, async (tx, ledger) => {
    await useUp(tx, ctx, checked);
    const joined: StoredEvent[] = [];
    if (person.state === 'invited') {
      const { invitation = '' } = held;
      if ((await takeLink(tx, invitation, ctx.now))?.personId !== person.id) throw goneInvitation();
      await updatePerson(tx, person.id, { state: 'active', joinedAt: ctx.now });
      const subject = `person:${person.id}`;
      joined.push(ledger.record({ action: 'person.joined', subject, data: {}, public: false }));
    }
    const begun = await beginSession(tx, ledger, ctx, {
      personId: person.id,
      method: 'code',
      seen,
    });
    return { value: begun.secret, events: [begun.event, ...joined] };
  });
}

/** Another proof of identity within a session; answers its new secret. */
export async function proveByCode(visit: Visit, typed: Typed): Promise<string> {
  const { deps } = visit.ctx;
  const checked = await checkCode(deps, typed);
  if (checked.person.id !== visit.person.id) throw wrongCode();
  return commit(visit.ctx, async (tx, ledger) => {
    await useUp(tx, visit.ctx, checked);
    const { secret, event } = await renewProof(tx, ledger, visit, 'code');
    return { value: secret, events: [event] };
  });
}

type Checked = {
  readonly person: Person;
  readonly hash: string;
  readonly held: Held;
  readonly fitting: Fitting;
};

/** A code as it is compared; one that others may have too has a name by which it is used up. */
type Fitting = { readonly mac: string; readonly name?: string };

async function checkCode(deps: Deps, typed: Typed): Promise<Checked> {
  const { hash, held } = await takeUp(deps, typed.secret);
  const mac = Buffer.from(macOf(deps, readCode(typed.code)));
  const fitting = fittingOf(deps, held).find((each) => timingSafeEqual(mac, Buffer.from(each.mac)));
  const person = fitting && (await selectByAddress(deps.db, held.address));
  if (fitting === undefined || person === undefined || !mayEnter(person, held)) throw wrongCode();
  return { person, hash, held, fitting };
}

function fittingOf(deps: Deps, held: Held): readonly Fitting[] {
  if ('mac' in held) return [held];
  return crowdedCodes(deps, held, deps.clock()).map(({ code, name }) => ({
    mac: macOf(deps, code),
    name,
  }));
}

async function useUp(
  tx: Tx,
  ctx: Pick<Ctx, 'deps' | 'now'>,
  { hash, fitting: { name } }: Checked,
): Promise<void> {
  const isFirst = await endAttempt(tx, hash);
  if (!isFirst || (name !== undefined && !(await takeCrowdedCode(tx, ctx, name)))) throw goneCode();
}

/** Counts the try before anything is compared, so that tries at once do not count as one. */
async function takeUp(
  deps: Deps,
  secret: string | undefined,
): Promise<{ hash: string; held: Held }> {
  const now = deps.clock();
  const hash = sha256(secret ?? '');
  const ctx = { deps, actor: { kind: 'anonymous' }, now } as const;
  const attempt = await operate(ctx, (tx) => tryAttempt(tx, { hash, kind: 'code' }, now));
  const held = attempt && openValue<Held>(deps, 'staff attempt', attempt.held);
  if (attempt === undefined || held === undefined || attempt.tries > mostTries) throw goneCode();
  return { hash, held };
}

function mayEnter({ state }: Person, { invitation }: Held): boolean {
  return state === 'active' || (state === 'invited' && invitation !== undefined);
}

function macOf({ keys }: Pick<Deps, 'keys'>, code: string): string {
  return hmacSha256(keys.derive('sign-in codes'), code).toString('base64url');
}

function wrongCode(): Refusal {
  const detail =
    'This is not the code of the newest mail. Look again, also for one with sixteen digits, or have another one sent.';
  return new Refusal('invalid', detail, { errors: [{ pointer: '#/code', detail }] });
}

function goneCode(): Refusal {
  return new Refusal(
    'gone',
    'This code was used, tried too often, or is older than ten minutes; or it was asked for in another browser. Have another one sent.',
  );
}

export function goneInvitation(): Refusal {
  return new Refusal(
    'gone',
    'This invitation was accepted already, has expired, was withdrawn, or a newer one was sent. Ask whoever invited you for another.',
  );
}
