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
import { queueLetter } from './letters.ts';
import { newSecret, openValue, sealValue } from './secrets.ts';
import { beginSession, renewProof, type SeenFrom, type Visit } from './sessions.ts';

type Held = {
  readonly address: string;
  /** HMAC of the code. */
  readonly mac: string;
  /** SHA-256 of the link that it was asked for behind. */
  readonly invitation?: string;
};

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
    const isMute = await isTooMuch(tx, ctx, source, address);
    // A code that nobody is mailed opens nothing: else whoever has many sources could go on guessing.
    const mac = macOf(deps, isMute ? newSecret(deps.ids) : code);
    const held: Held = { address, mac, ...(invitation && { invitation }) };
    const hash = sha256(secret);
    await insertAttempt(tx, {
      hash,
      kind: 'code',
      held: sealValue(deps, 'staff attempt', held),
      expiresAt,
    });
    if (isMute) return;
    const said = { kind: 'code', address, code, isInvited: invitation !== undefined } as const;
    await queueLetter(tx, deps, said, { now, expiresAt });
  });
  deps.nudge();
  return secret;
}

/** Beyond this the mail stays away and no code fits: the answer must not say of whom somebody else has asked. */
async function isTooMuch(tx: Tx, { deps, now }: Ctx, source: string, address: string) {
  const at = { keys: deps.keys, now };
  const key = addressKeyOf(address);
  if ((await countAgainst(tx, 'signInPair', `${source} ${key}`, at)) !== undefined) return true;
  return (await countAgainst(tx, 'signInAddress', key, at)) !== undefined;
}

type Typed = { readonly secret: string | undefined; readonly code: string };

/**
 * Signs in whoever holds both the browser that asked and the code; an invitation is accepted by it. Refuses
 * `gone` for what has run out or was tried too often, `invalid` for another code.
 */
export async function signInByCode(deps: Deps, typed: Typed, seen: SeenFrom): Promise<string> {
  const { person, hash, held } = await checkCode(deps, typed);
  const actor = { kind: 'staff', role: person.role, personId: person.id } as const;
  const ctx = { deps, actor, now: deps.clock() };
  return commit(ctx, async (tx, ledger) => {
    if (!(await endAttempt(tx, hash))) throw goneCode();
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
  const { person, hash } = await checkCode(deps, typed);
  if (person.id !== visit.person.id) throw wrongCode();
  return commit(visit.ctx, async (tx, ledger) => {
    if (!(await endAttempt(tx, hash))) throw goneCode();
    const { secret, event } = await renewProof(tx, ledger, visit, 'code');
    return { value: secret, events: [event] };
  });
}

async function checkCode(
  deps: Deps,
  typed: Typed,
): Promise<{ person: Person; hash: string; held: Held }> {
  const { hash, held } = await takeUp(deps, typed.secret);
  const mac = Buffer.from(macOf(deps, readCode(typed.code)));
  if (!timingSafeEqual(mac, Buffer.from(held.mac))) throw wrongCode();
  const person = await selectByAddress(deps.db, held.address);
  if (person === undefined || !mayEnter(person, held)) throw wrongCode();
  return { person, hash, held };
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
  const detail = 'This is not the code of the newest mail. Look again, or have another one sent.';
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
