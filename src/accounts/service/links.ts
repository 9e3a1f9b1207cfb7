import type { Ctx, Deps, Staff } from '../../context.ts';
import { systemCtx } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import { sha256 } from '../../core/hash.ts';
import { newId } from '../../core/ids.ts';
import { commit, operate } from '../../db/commit.ts';
import { linkMs, type Person } from '../model.ts';
import * as store from '../store/links.ts';
import {
  countActiveOwners,
  insertPerson,
  selectByAddress,
  selectPeople,
  selectPerson,
} from '../store/people.ts';
import { goneInvitation, requestCode } from './codes.ts';
import { newSecret } from './secrets.ts';
import { beginSession, type SeenFrom } from './sessions.ts';

const linkAddress = ({ config }: Deps, token: string) =>
  `${config.origin}${config.base}/console/links/${token}`;

/**
 * A link with which somebody becomes the first owner; undefined where there is one. Those made before, perhaps
 * by another process that starts, open as long as they would have: the first that is used ends all.
 */
export async function makeFirstOwnerLink(deps: Deps): Promise<string | undefined> {
  if ((await countActiveOwners(deps.db)) > 0) return undefined;
  const ctx = systemCtx(deps, 'console-link');
  const token = newSecret(deps.ids);
  const expiresAt = new Date(ctx.now.getTime() + linkMs);
  const link = { hash: sha256(token), kind: 'first-owner', personId: null, expiresAt } as const;
  await operate(ctx, (tx) => store.insertLink(tx, link));
  return linkAddress(deps, token);
}

/**
 * A link of one use for somebody who is in, by whoever has the database: where mail is down and a passkey
 * lost. Undefined for an address that is nobody's.
 */
export async function makeSignInLink(deps: Deps, address: string): Promise<string | undefined> {
  const person = await selectByAddress(deps.db, address);
  if (person?.state !== 'active') return undefined;
  const ctx = systemCtx(deps, 'console-link');
  const token = newSecret(deps.ids);
  const expiresAt = new Date(ctx.now.getTime() + linkMs);
  const link = { hash: sha256(token), kind: 'sign-in', personId: person.id, expiresAt } as const;
  // No event: whoever makes it has the database, perhaps without the keys of the record. Its use is recorded.
  await operate(ctx, (tx) => store.insertLink(tx, link));
  return linkAddress(deps, token);
}

/** What a link is for; looking uses nothing up. Refuses `gone`. */
export async function openConsoleLink(
  deps: Deps,
  token: string,
): Promise<'first-owner' | 'sign-in'> {
  const link = await store.selectLink(deps.db, sha256(token), deps.clock());
  const kind = link?.kind;
  if (kind === undefined || kind === 'invitation') throw goneLink();
  if (kind === 'first-owner' && (await countActiveOwners(deps.db)) > 0) throw goneLink();
  return kind;
}

/** Makes the first owner and signs them in. Refuses `gone`, also where somebody else was first. */
export async function becomeFirstOwner(
  deps: Deps,
  token: string,
  { name, address }: { readonly name: string; readonly address: string },
  seen: SeenFrom,
): Promise<string> {
  const id = newId(deps.ids, 'per');
  const ctx = actingAs(deps, { id, role: 'owner' });
  return commit(ctx, async (tx, ledger) => {
    const link = await store.takeLink(tx, sha256(token), ctx.now);
    const isFirst = (await countActiveOwners(tx)) === 0;
    if (link?.kind !== 'first-owner' || !isFirst) throw goneLink();
    if (await selectByAddress(tx, address))
      throw new Refusal('conflict', 'Somebody with this address is invited already.');
    await store.deleteLinksOfKind(tx, 'first-owner');
    await insertPerson(tx, {
      id,
      name,
      address,
      role: 'owner',
      state: 'active',
      invitedAt: ctx.now,
      joinedAt: ctx.now,
    });
    const subject = `person:${id}`;
    const data = { role: 'owner', first: true };
    const joined = ledger.record({ action: 'person.joined', subject, data, public: false });
    const begun = await beginSession(tx, ledger, ctx, { personId: id, method: 'link', seen });
    return { value: begun.secret, events: [joined, begun.event] };
  });
}

/** Signs in by a link of one use. Refuses `gone`. */
export async function signInByLink(deps: Deps, token: string, seen: SeenFrom): Promise<string> {
  const known = await store.selectLink(deps.db, sha256(token), deps.clock());
  const person = known?.personId ? await selectPerson(deps.db, known.personId) : undefined;
  if (known?.kind !== 'sign-in' || person?.state !== 'active') throw goneLink();
  const ctx = actingAs(deps, person);
  return commit(ctx, async (tx, ledger) => {
    if ((await store.takeLink(tx, known.hash, ctx.now)) === undefined) throw goneLink();
    const begun = await beginSession(tx, ledger, ctx, {
      personId: person.id,
      method: 'link',
      seen,
    });
    return { value: begun.secret, events: [begun.event] };
  });
}

/** Refuses `gone` for an invitation that leads nowhere any more. Tells nobody who was invited. */
export async function checkInvitation(deps: Deps, token: string): Promise<void> {
  await findInvited(deps, token);
}

/** Mails a code to the address that was invited, whoever opened the link; the browser's part of it. Refuses `gone`. */
export async function acceptInvitation(deps: Deps, token: string, seen: SeenFrom): Promise<string> {
  const address = await findInvited(deps, token);
  return requestCode(deps, { address, invitation: sha256(token) }, seen);
}

async function findInvited(deps: Deps, token: string): Promise<string> {
  const link = await store.selectLink(deps.db, sha256(token), deps.clock());
  const person = link?.personId ? await selectPerson(deps.db, link.personId) : undefined;
  const isWaitedFor = link?.kind === 'invitation' && person?.state === 'invited';
  if (!isWaitedFor || person.address === undefined) throw goneInvitation();
  return person.address;
}

/** Whether anybody can sign in at all. */
export async function hasPeople(deps: Deps): Promise<boolean> {
  return (await selectPeople(deps.db)).some(({ state }) => state === 'active');
}

function actingAs(deps: Deps, { id, role }: Pick<Person, 'id' | 'role'>): Ctx<Staff> {
  return { deps, actor: { kind: 'staff', role, personId: id }, now: deps.clock() };
}

function goneLink(): Refusal {
  return new Refusal(
    'gone',
    'This link was used, is older than an hour, or there is an owner already. Whoever runs this makes another with npm run console-link.',
  );
}
