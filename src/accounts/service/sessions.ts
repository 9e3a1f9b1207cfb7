import type { Ctx, Deps, Role, Staff } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import { hmacSha256, sha256 } from '../../core/hash.ts';
import { newId, type PersonId, type StaffSessionId } from '../../core/ids.ts';
import type { Tx } from '../../db/client.ts';
import { commit, commitIfAny, type Ledger, operate } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { isOver, type Method, type Session } from '../model.ts';
import * as store from '../store/sessions.ts';
import { newSecret, openValue, sealValue } from './secrets.ts';

/** From where somebody comes: shown to them, so that they see whether it was them. */
export type SeenFrom = { readonly clientAddress?: string; readonly browser?: string };

/** Somebody signed in, for one request. */
export type Visit = {
  readonly ctx: Ctx<Staff>;
  readonly session: Session;
  readonly person: {
    readonly id: PersonId;
    readonly role: Role;
    readonly name: string | undefined;
  };
  /** What every form of this session carries. */
  readonly formToken: string;
};

/** A session is not written at each request. */
const grainMs = 60_000;

/**
 * Whose session a cookie's value opens. The role and the state are those of now, so what was taken away is
 * gone at the next request. `over` names whose session has run out; undefined where there is none.
 */
export async function openVisit(
  deps: Deps,
  secret: string | undefined,
): Promise<Visit | { readonly over: PersonId } | undefined> {
  const found =
    secret === undefined ? undefined : await store.selectSession(deps.db, sha256(secret));
  if (found === undefined) return undefined;
  const { session, person } = found;
  const now = deps.clock();
  if (isOver(session, now)) return { over: person.id };
  const actor = { kind: 'staff', role: person.role, personId: person.id } as const;
  const ctx = { deps, actor, now };
  if (now.getTime() - session.lastAt.getTime() >= grainMs)
    await operate(ctx, (tx) => store.touchSession(tx, session.id, now));
  const formToken = formTokenOf(deps, session.id);
  return { ctx, session, person: { ...person, name: person.name ?? undefined }, formToken };
}

/** Bound to the session, so that another site, or another person's page, has no use for it. */
function formTokenOf({ keys }: Pick<Deps, 'keys'>, id: StaffSessionId): string {
  return hmacSha256(keys.derive('console forms'), id).toString('base64url');
}

type Beginning = {
  readonly personId: PersonId;
  readonly method: Method;
  readonly seen: SeenFrom;
  /** When the person showed who they are: now, unless a provider says otherwise. */
  readonly provedAt?: Date;
};

/** Always a new session with a new secret, whatever cookie the browser had (OWASP ASVS 7.2.4). */
export async function beginSession(
  tx: Tx,
  ledger: Ledger,
  { deps, now }: Ctx,
  { personId, method, seen, provedAt = now }: Beginning,
): Promise<{ readonly secret: string; readonly event: StoredEvent }> {
  const secret = newSecret(deps.ids);
  const id = newId(deps.ids, 'ssn');
  await store.insertSession(tx, {
    id,
    personId,
    hash: sha256(secret),
    method,
    seenFrom: sealValue(deps, 'staff session', seen),
    createdAt: now,
    lastAt: now,
    provedAt,
  });
  const event = ledger.record({
    action: 'person.signed_in',
    subject: `person:${personId}`,
    data: { method, session: id },
    public: false,
  });
  return { secret, event };
}

/** After another proof of identity: the same session under a new secret. */
export async function renewProof(
  tx: Tx,
  ledger: Ledger,
  { session, ctx }: Visit,
  method: Method,
): Promise<{ readonly secret: string; readonly event: StoredEvent }> {
  const secret = newSecret(ctx.deps.ids);
  const { now } = ctx;
  await store.rotateSession(tx, session.id, { hash: sha256(secret), provedAt: now, lastAt: now });
  const event = ledger.record({
    action: 'person.proved',
    subject: `person:${session.personId}`,
    data: { method, session: session.id },
    public: false,
  });
  return { secret, event };
}

export type ShownSession = Session & { readonly seen: SeenFrom };

/** Where somebody is signed in, the last used first. */
export async function listSessions(
  { deps, now }: Ctx<Staff>,
  personId: PersonId,
): Promise<readonly ShownSession[]> {
  const rows = await store.selectSessionsOf(deps.db, personId);
  return rows
    .filter((row) => !isOver(row, now))
    .map(({ seenFrom, ...row }) => ({
      ...row,
      seen: openValue<SeenFrom>(deps, 'staff session', seenFrom) ?? {},
    }));
}

/** Ends a session of that person. Refuses `not_found`. */
export async function revokeSession(
  ctx: Ctx<Staff>,
  personId: PersonId,
  id: StaffSessionId,
): Promise<void> {
  await commit(ctx, async (tx, ledger) => {
    if (!(await store.endSession(tx, { id, personId }, ctx.now)))
      throw new Refusal('not_found', 'This session has ended already.');
    const event = ledger.record({
      action: 'session.revoked',
      subject: `person:${personId}`,
      data: { session: id },
      public: false,
    });
    return { value: undefined, events: [event] };
  });
}

/** Ends every session of the person but this one, e.g. after a passkey was lost. */
export async function revokeOtherSessions({ ctx, session }: Visit): Promise<void> {
  await commitIfAny(ctx, async (tx, ledger) => {
    const ended = await store.endOtherSessions(tx, session, ctx.now);
    const subject = `person:${session.personId}`;
    const events = ended.map((id) =>
      ledger.record({ action: 'session.revoked', subject, data: { session: id }, public: false }),
    );
    return { value: undefined, events };
  });
}

/** Ends the session that a cookie's value opens, whoever it is; nothing where it opens none. */
export async function signOut(deps: Deps, secret: string | undefined): Promise<void> {
  const opened = await openVisit(deps, secret);
  if (opened === undefined || 'over' in opened) return;
  const { ctx, session } = opened;
  await commitIfAny(ctx, async (tx, ledger) => ({
    value: undefined,
    events: await endSession(tx, ledger, ctx, session),
  }));
}

/** Ends one that its person leaves; nothing where it has ended. */
export async function endSession(
  tx: Tx,
  ledger: Ledger,
  { now }: Pick<Ctx, 'now'>,
  { id, personId }: Pick<Session, 'id' | 'personId'>,
): Promise<readonly StoredEvent[]> {
  if (!(await store.endSession(tx, { id, personId }, now))) return [];
  const event = ledger.record({
    action: 'person.signed_out',
    subject: `person:${personId}`,
    data: { session: id },
    public: false,
  });
  return [event];
}
