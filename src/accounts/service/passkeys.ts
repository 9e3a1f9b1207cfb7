import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { Deps } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import { sha256 } from '../../core/hash.ts';
import type { PersonId } from '../../core/ids.ts';
import { commit, operate } from '../../db/commit.ts';
import { getOrganisation } from '../../organisation/service.ts';
import { sourceOf } from '../../subscribers/model/limits.ts';
import { refuseBeyond } from '../../subscribers/service/limiting.ts';
import { attemptMs } from '../model.ts';
import { endAttempt, insertAttempt, tryAttempt } from '../store/attempts.ts';
import { selectPerson } from '../store/people.ts';
import * as store from '../store/proofs.ts';
import { newSecret, openValue, sealValue } from './secrets.ts';
import { beginSession, renewProof, type SeenFrom, type Visit } from './sessions.ts';

// 87 kB gzipped, for whoever uses it.
const webauthn = () => import('@simplewebauthn/server');

/** What was begun, and for whom: a ceremony of one person is of no use to another. */
type Held = { readonly challenge: string; readonly personId?: PersonId };

/** A ceremony that a browser goes through: its options as JSON, and what its cookie holds. */
export type Ceremony = { readonly secret: string; readonly options: string };

const mostPasskeys = 20;

/** Begins a sign-in by passkey; nobody says who they are before (discoverable credentials). */
export async function beginPasskeySignIn(deps: Deps, seen: SeenFrom): Promise<Ceremony> {
  return begin(deps, seen, undefined);
}

/** Begins another proof of identity, with a passkey of the person who is signed in. */
export async function beginPasskeyProof({ ctx, person }: Visit, seen: SeenFrom): Promise<Ceremony> {
  return begin(ctx.deps, seen, person.id);
}

async function begin(
  deps: Deps,
  seen: SeenFrom,
  personId: PersonId | undefined,
): Promise<Ceremony> {
  const { generateAuthenticationOptions } = await webauthn();
  const own = personId === undefined ? [] : await store.selectPasskeysOf(deps.db, personId);
  const options = await generateAuthenticationOptions({
    rpID: partyOf(deps),
    challenge: challengeOf(deps),
    userVerification: 'required',
    timeout: attemptMs,
    allowCredentials: own.map(({ id }) => ({ id })),
  });
  return hold(deps, seen, { ...options }, personId);
}

type Answer = {
  /** Of the browser that began it. */
  readonly secret: string | undefined;
  /** The credential as JSON (WebAuthn Level 3, section 5.1.8). */
  readonly credential: string;
};

/** Signs in by passkey. Refuses `gone` for a ceremony that is over, `invalid` for any other answer. */
export async function signInByPasskey(deps: Deps, answer: Answer, seen: SeenFrom): Promise<string> {
  const { passkey, counter, hash } = await checkPasskey(deps, answer, undefined);
  const person = await selectPerson(deps.db, passkey.personId);
  if (person?.state !== 'active') throw unknownPasskey();
  const actor = { kind: 'staff', role: person.role, personId: person.id } as const;
  const ctx = { deps, actor, now: deps.clock() };
  return commit(ctx, async (tx, ledger) => {
    if (!(await endAttempt(tx, hash))) throw goneCeremony();
    await store.notePasskeyUse(tx, passkey.id, { counter, lastUsedAt: ctx.now });
    const beginning = { personId: person.id, method: 'passkey', seen } as const;
    const begun = await beginSession(tx, ledger, ctx, beginning);
    return { value: begun.secret, events: [begun.event] };
  });
}

/** Another proof of identity within a session; answers its new secret. A passkey of somebody else is refused. */
export async function proveByPasskey(visit: Visit, answer: Answer): Promise<string> {
  const { deps, now } = visit.ctx;
  const { passkey, counter, hash } = await checkPasskey(deps, answer, visit.person.id);
  if (passkey.personId !== visit.person.id) throw unknownPasskey();
  return commit(visit.ctx, async (tx, ledger) => {
    if (!(await endAttempt(tx, hash))) throw goneCeremony();
    await store.notePasskeyUse(tx, passkey.id, { counter, lastUsedAt: now });
    const { secret, event } = await renewProof(tx, ledger, visit, 'passkey');
    return { value: secret, events: [event] };
  });
}

async function checkPasskey(
  deps: Deps,
  { secret, credential }: Answer,
  personId: PersonId | undefined,
): Promise<{ passkey: store.StoredPasskey; counter: number; hash: string }> {
  const { held, hash } = await takeUp(deps, secret, personId);
  const response = readCredential<AuthenticationResponseJSON>(credential);
  const passkey = await store.selectPasskey(deps.db, response.id);
  if (passkey === undefined) throw unknownPasskey();
  const { verifyAuthenticationResponse } = await webauthn();
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: held.challenge,
    expectedOrigin: deps.config.origin,
    expectedRPID: partyOf(deps),
    credential: {
      id: passkey.id,
      publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
      counter: passkey.counter,
    },
    requireUserVerification: true,
  }).catch((cause: unknown) => {
    throw unknownPasskey(cause);
  });
  if (!verified.verified) throw unknownPasskey();
  return { passkey, counter: verified.authenticationInfo.newCounter, hash };
}

/** Begins to add a passkey to the person who is signed in. Refuses `conflict` beyond twenty. */
export async function beginRegistration(
  { ctx: { deps }, person }: Visit,
  seen: SeenFrom,
): Promise<Ceremony> {
  const { generateRegistrationOptions } = await webauthn();
  const own = await store.selectPasskeysOf(deps.db, person.id);
  if (own.length >= mostPasskeys)
    throw new Refusal('conflict', `Nobody needs more than ${mostPasskeys} passkeys; remove one.`);
  const { name } = (await getOrganisation(deps.db)).value;
  const { address = 'console' } = (await selectPerson(deps.db, person.id)) ?? {};
  const options = await generateRegistrationOptions({
    rpName: `Trust centre of ${name}`,
    rpID: partyOf(deps),
    userID: new TextEncoder().encode(person.id),
    userName: address,
    userDisplayName: person.name ?? address,
    challenge: challengeOf(deps),
    timeout: attemptMs,
    // What the maker of a device attests helps nobody here, and asks the person for consent.
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: own.map(({ id }) => ({ id })),
  });
  return hold(deps, seen, { ...options }, person.id);
}

/** Adds the passkey. Refuses `gone`, `invalid`, and `conflict` for one that is somebody's already. */
export async function addPasskey(
  visit: Visit,
  { label, ...answer }: Answer & { readonly label: string },
): Promise<void> {
  const { deps, now } = visit.ctx;
  const { held, hash } = await takeUp(deps, answer.secret, visit.person.id);
  const { verifyRegistrationResponse } = await webauthn();
  const { registrationInfo } = await verifyRegistrationResponse({
    response: readCredential<RegistrationResponseJSON>(answer.credential),
    expectedChallenge: held.challenge,
    expectedOrigin: deps.config.origin,
    expectedRPID: partyOf(deps),
    requireUserVerification: true,
  }).catch((cause: unknown) => {
    throw unusable(cause);
  });
  if (registrationInfo === undefined) throw unusable(undefined);
  const { credential, credentialBackedUp } = registrationInfo;
  await commit(visit.ctx, async (tx, ledger) => {
    if (!(await endAttempt(tx, hash))) throw goneCeremony();
    if (await store.selectPasskey(tx, credential.id))
      throw new Refusal('conflict', 'This passkey is known here already.');
    await store.insertPasskey(tx, {
      id: credential.id,
      personId: visit.person.id,
      label,
      publicKey: Buffer.from(credential.publicKey).toString('base64url'),
      counter: credential.counter,
      isSynced: credentialBackedUp,
      createdAt: now,
      lastUsedAt: null,
    });
    const subject = `person:${visit.person.id}`;
    const data = { passkey: sha256(credential.id).slice(0, 16), synced: credentialBackedUp };
    const event = ledger.record({ action: 'passkey.added', subject, data, public: false });
    return { value: undefined, events: [event] };
  });
}

export type Passkey = Omit<store.StoredPasskey, 'publicKey' | 'counter'>;

export async function listPasskeys({ ctx, person }: Visit): Promise<readonly Passkey[]> {
  return store.selectPasskeysOf(ctx.deps.db, person.id);
}

/** Refuses `not_found`. */
export async function removePasskey({ ctx, person }: Visit, id: string): Promise<void> {
  await commit(ctx, async (tx, ledger) => {
    if (!(await store.deletePasskey(tx, { id, personId: person.id })))
      throw new Refusal('not_found', 'There is no such passkey of yours.');
    const subject = `person:${person.id}`;
    const data = { passkey: sha256(id).slice(0, 16) };
    const event = ledger.record({ action: 'passkey.removed', subject, data, public: false });
    return { value: undefined, events: [event] };
  });
}

async function hold(
  deps: Deps,
  { clientAddress }: SeenFrom,
  options: Readonly<Record<string, unknown>> & { readonly challenge: string },
  personId: PersonId | undefined,
): Promise<Ceremony> {
  const ctx = { deps, actor: { kind: 'anonymous' }, now: deps.clock() } as const;
  const secret = newSecret(deps.ids);
  const held: Held = { challenge: options.challenge, ...(personId && { personId }) };
  await operate(ctx, async (tx) => {
    const at = { keys: deps.keys, now: ctx.now };
    await refuseBeyond(tx, 'signInPasskey', sourceOf(clientAddress), at);
    await insertAttempt(tx, {
      hash: sha256(secret),
      kind: 'passkey',
      held: sealValue(deps, 'staff attempt', held),
      expiresAt: new Date(ctx.now.getTime() + attemptMs),
    });
  });
  return { secret, options: JSON.stringify(options) };
}

async function takeUp(
  deps: Deps,
  secret: string | undefined,
  personId: PersonId | undefined,
): Promise<{ held: Held; hash: string }> {
  const now = deps.clock();
  const ctx = { deps, actor: { kind: 'anonymous' }, now } as const;
  const hash = sha256(secret ?? '');
  const attempt = await operate(ctx, (tx) => tryAttempt(tx, { hash, kind: 'passkey' }, now));
  const held = attempt && openValue<Held>(deps, 'staff attempt', attempt.held);
  if (held === undefined || held.personId !== personId) throw goneCeremony();
  return { held, hash };
}

/** The shape is checked by whoever verifies it. */
function readCredential<T extends { readonly id: string }>(text: string): T {
  try {
    const value: T = JSON.parse(text);
    if (typeof value?.id === 'string') return value;
  } catch {
    // Said below.
  }
  throw new Refusal('invalid', 'The browser sent no passkey. Try again, or sign in another way.');
}

/** The relying party (WebAuthn Level 3, section 5.1.2): the host, so that no other can ask for the passkey. */
function partyOf({ config }: Pick<Deps, 'config'>): string {
  return new URL(config.origin).hostname;
}

function challengeOf({ ids }: Pick<Deps, 'ids'>): Uint8Array<ArrayBuffer> {
  return new Uint8Array(ids.bytes(32));
}

function unknownPasskey(cause?: unknown): Refusal {
  return new Refusal(
    'invalid',
    'This passkey does not open this console, or not for you. Use another, or sign in another way.',
    { cause },
  );
}

function unusable(cause: unknown): Refusal {
  return new Refusal('invalid', 'This passkey can not be used here. Try another device.', {
    cause,
  });
}

function goneCeremony(): Refusal {
  return new Refusal('gone', 'This took too long, or was done already. Begin again.');
}
