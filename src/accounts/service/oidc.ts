import type { Ctx, Deps, Staff } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import { sha256 } from '../../core/hash.ts';
import type { Tx } from '../../db/client.ts';
import { commit, type Ledger, operate } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { sourceOf } from '../../subscribers/model/limits.ts';
import { refuseBeyond } from '../../subscribers/service/limiting.ts';
import { attemptMs, type Person, type Session } from '../model.ts';
import { endAttempt, insertAttempt, tryAttempt } from '../store/attempts.ts';
import { deleteLinksOf } from '../store/links.ts';
import { selectByAddress, selectPerson, updatePerson } from '../store/people.ts';
import { insertIdentity, selectIdentitiesOf, selectIdentity } from '../store/proofs.ts';
import type { Begun, Claims } from './provider.ts';
import { newSecret, openValue, sealValue } from './secrets.ts';
import { beginSession, endSession, openVisit, type SeenFrom } from './sessions.ts';

// With its library, for whoever uses it.
const provider = () => import('./provider.ts');

type Held = Begun & {
  /** Below the console. */
  readonly next: string;
  /** The session that the browser left with: it comes back without its cookie, which is Strict. */
  readonly left?: Pick<Session, 'id' | 'personId'>;
};

/** Begins a sign-in with the company account; where the browser goes, and what its cookie holds. */
export async function beginOidc(
  deps: Deps,
  {
    next,
    isProof,
    session,
  }: {
    readonly next: string;
    readonly isProof: boolean;
    /** What the browser's cookie holds: the session ends once another begins. */
    readonly session: string | undefined;
  },
  { clientAddress }: SeenFrom,
): Promise<{ readonly secret: string; readonly url: string }> {
  const oidc = settingsOf(deps);
  const { ids, keys } = deps;
  const now = deps.clock();
  const ctx = { deps, actor: { kind: 'anonymous' }, now } as const;
  await operate(ctx, (tx) =>
    refuseBeyond(tx, 'signInProvider', sourceOf(clientAddress), { keys, now }),
  );
  const begun = {
    state: newSecret(ids),
    nonce: newSecret(ids),
    verifier: newSecret(ids),
    isProof,
  };
  const { addressFor } = await provider();
  const url = await addressFor(oidc, callbackOf(deps), begun);
  const secret = newSecret(ids);
  const opened = await openVisit(deps, session);
  const left = opened !== undefined && 'session' in opened ? opened.session : undefined;
  const held: Held = {
    ...begun,
    next,
    ...(left && { left: { id: left.id, personId: left.personId } }),
  };
  await operate(ctx, (tx) =>
    insertAttempt(tx, {
      hash: sha256(secret),
      kind: 'oidc',
      held: sealValue(deps, 'staff attempt', held),
      expiresAt: new Date(now.getTime() + attemptMs),
    }),
  );
  return { secret, url };
}

/** Ends it: who comes back in the browser that left. Refuses `gone`, `unavailable` and `forbidden`. */
export async function signInByOidc(
  deps: Deps,
  { secret, query }: { readonly secret: string | undefined; readonly query: string },
  seen: SeenFrom,
): Promise<{ readonly secret: string; readonly next: string }> {
  const oidc = settingsOf(deps);
  const { held, hash } = await takeUp(deps, secret);
  const callback = callbackOf(deps);
  const { claimsFrom } = await provider();
  const claims = await claimsFrom(oidc, callback, new URL(`${callback}${query}`), held);
  const person = await findPerson(deps, claims);
  const actor = { kind: 'staff', role: person.role, personId: person.id } as const;
  const ctx = { deps, actor, now: deps.clock() };
  const session = await commit(ctx, async (tx, ledger) => {
    if (!(await endAttempt(tx, hash))) throw goneReturn();
    const events = await link(tx, ledger, ctx, person, claims);
    const begun = await beginSession(tx, ledger, ctx, {
      personId: person.id,
      method: 'oidc',
      seen,
      // A provider that does not say when may have known the browser for weeks.
      provedAt: claims.authenticatedAt ?? new Date(0),
    });
    const ended = held.left === undefined ? [] : await endSession(tx, ledger, ctx, held.left);
    return { value: begun.secret, events: [begun.event, ...events, ...ended] };
  });
  return { secret: session, next: held.next };
}

/**
 * By issuer and subject; only somebody who never came so before is found by address, and only by one that
 * the provider says is theirs. Refuses `forbidden`.
 */
async function findPerson(deps: Deps, claims: Claims): Promise<Person> {
  const known = await selectIdentity(deps.db, claims);
  if (known !== undefined) {
    const person = await selectPerson(deps.db, known.personId);
    if (person?.state === 'active') return person;
    throw refuse('You are not among the people of this console any more.');
  }
  if (claims.email === undefined || !claims.isVerified)
    throw refuse(
      'Your company account does not say that your mail address was verified, so nobody can be found by it. Sign in by code or passkey.',
    );
  const person = await selectByAddress(deps.db, claims.email);
  if (person === undefined)
    throw refuse(
      'The mail address of your company account is not among those invited here. Ask an owner of this trust centre for an invitation to it.',
    );
  if (person.state === 'invited' && person.proposal !== undefined)
    throw refuse('Your invitation waits for a second person. You get a mail once it is approved.');
  const linked = await selectIdentitiesOf(deps.db, person.id);
  if (linked.some(({ issuer }) => issuer === claims.issuer))
    throw refuse(
      'Another account of this provider belongs to your mail address here. If yours was made anew, ask an owner to forget the old one.',
    );
  return person;
}

/** The first time: from now on by issuer and subject. Who was invited is in. */
async function link(
  tx: Tx,
  ledger: Ledger,
  { now }: Ctx<Staff>,
  { id }: Person,
  { issuer, subject }: Claims,
): Promise<readonly StoredEvent[]> {
  const person = await selectPerson(tx, id);
  if (person === undefined || person.state === 'removed') throw goneReturn();
  const about = `person:${id}`;
  const events: StoredEvent[] = [];
  if (person.state === 'invited') {
    await updatePerson(tx, id, { state: 'active', joinedAt: now });
    await deleteLinksOf(tx, id);
    const data = {};
    events.push(ledger.record({ action: 'person.joined', subject: about, data, public: false }));
  }
  if (await selectIdentity(tx, { issuer, subject })) return events;
  await insertIdentity(tx, { issuer, subject, personId: id, linkedAt: now });
  const data = { issuer };
  return [
    ...events,
    ledger.record({ action: 'person.linked', subject: about, data, public: false }),
  ];
}

async function takeUp(
  deps: Deps,
  secret: string | undefined,
): Promise<{ held: Held; hash: string }> {
  const now = deps.clock();
  const ctx = { deps, actor: { kind: 'anonymous' }, now } as const;
  const hash = sha256(secret ?? '');
  const attempt = await operate(ctx, (tx) => tryAttempt(tx, { hash, kind: 'oidc' }, now));
  const held = attempt && openValue<Held>(deps, 'staff attempt', attempt.held);
  if (attempt === undefined || held === undefined || attempt.tries > 1) throw goneReturn();
  return { held, hash };
}

/** Where the provider sends the browser back; to be registered there. */
function callbackOf({ config }: Deps): string {
  return `${config.origin}${config.base}/console/sign-in/account/return`;
}

function settingsOf({ config }: Deps) {
  if (config.oidc === undefined)
    throw new Refusal('unavailable', 'No company accounts are set up here (OIDC_ISSUER).');
  return config.oidc;
}

function refuse(detail: string): Refusal {
  return new Refusal('forbidden', detail);
}

function goneReturn(): Refusal {
  return new Refusal(
    'gone',
    'This sign-in was ended already, took more than ten minutes, or was begun in another browser. Begin again.',
  );
}
