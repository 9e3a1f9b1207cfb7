import type { Deps } from '../../context.ts';
import type { SubscriptionId } from '../../core/ids.ts';
import { newId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { Ledger } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { addressHash } from '../model/address.ts';
import type { Language } from '../../core/language.ts';
import type { Channel, DisabledReason, Subscription } from '../model/subscription.ts';
import * as store from '../store/contacts.ts';
import { selectIdsByHashes } from '../store/personal-data.ts';
import { updateSubscription } from '../store/writing.ts';
import { askRecipient } from './adding.ts';
import { addressColumns, nothingPersonal } from './rows.ts';

/** An address that a contract says must be told. */
export type ContractAddress = {
  readonly channel: Channel;
  readonly address: string;
  readonly language?: Language;
};

/** What is known of an address before it is added. */
export type KnownAddress = {
  /** It is a contract contact already. */
  readonly id?: SubscriptionId;
  /** It is not to be written to. */
  readonly suppressed?: DisabledReason;
};

/** For each address, in their order; few statements, however many. */
export async function findAddresses(
  db: Db,
  { keys }: Pick<Deps, 'keys'>,
  addresses: readonly ContractAddress[],
): Promise<readonly KnownAddress[]> {
  if (addresses.length === 0) return [];
  const hashes = addresses.map(({ channel, address }) => addressHash(keys, channel, address));
  const known = new Map(
    (await store.selectContractContacts(db, hashes)).map(({ id, hash }) => [hash, id]),
  );
  const suppressed = new Map(
    (await store.selectSuppressedAmong(db, hashes)).map((row) => [row.addressHash, row.reason]),
  );
  return hashes.map((hash) => {
    const id = known.get(hash);
    const reason = suppressed.get(hash);
    return { ...(id !== undefined && { id }), ...(reason !== undefined && { suppressed: reason }) };
  });
}

type Added = {
  /** For each address, in their order. */
  readonly ids: readonly SubscriptionId[];
  /** Those of them that were not there before, at their first mention. */
  readonly added: ReadonlySet<SubscriptionId>;
  readonly events: readonly StoredEvent[];
};

/**
 * Makes contract contacts of these addresses, in the transaction of whatever they stand for. A mail
 * address is in force at once: the contract is the basis. Webhooks and chats must answer first.
 * What is known already stays one contact, whose language changes where one is named.
 */
export async function addContractContacts(
  { tx, ledger, deps, now }: { tx: Tx; ledger: Ledger; deps: Deps; now: Date },
  addresses: readonly ContractAddress[],
): Promise<Added> {
  const known = await findAddresses(tx, deps, addresses);
  const byHash = new Map<string, SubscriptionId>();
  const fresh: { readonly id: SubscriptionId; readonly given: ContractAddress }[] = [];
  const ids: SubscriptionId[] = [];
  const others = new Map<SubscriptionId, Language>();
  for (const [index, given] of addresses.entries()) {
    const hash = addressHash(deps.keys, given.channel, given.address);
    const found = known[index]?.id ?? byHash.get(hash);
    const id = found ?? newId(deps.ids, 'sbs');
    if (found === undefined) fresh.push({ id, given });
    else if (given.language !== undefined) others.set(id, given.language);
    byHash.set(hash, id);
    ids.push(id);
  }
  await store.insertSubscriptions(
    tx,
    fresh.map(({ id, given }) => rowOf(deps, id, given, now)),
  );
  for (const { id, given } of fresh)
    if (given.channel !== 'email')
      await askRecipient(tx, deps, { id, channel: given.channel }, now);
  const events = fresh.map(({ id, given: { channel } }) =>
    ledger.record({
      action: 'contract_contact.added',
      subject: `subscription:${id}`,
      data: { channel, state: channel === 'email' ? 'active' : 'pending' },
      public: false,
    }),
  );
  const changed = await changeLanguages(tx, ledger, others);
  return { ids, added: new Set(fresh.map(({ id }) => id)), events: [...events, ...changed] };
}

function rowOf(
  deps: Deps,
  id: SubscriptionId,
  { channel, address, language = 'en' }: ContractAddress,
  now: Date,
) {
  const isActive = channel === 'email';
  return {
    id,
    stream: 'contract' as const,
    channel,
    ...addressColumns(deps, channel, address),
    topics: ['subprocessors' as const],
    services: [],
    language,
    frequency: 'immediate' as const,
    state: isActive ? ('active' as const) : ('pending' as const),
    createdAt: now,
    confirmedAt: isActive ? now : null,
    changedAt: now,
  };
}

/** In which language each is written to; one statement for each language. */
export async function changeLanguages(
  tx: Tx,
  ledger: Ledger,
  languages: ReadonlyMap<SubscriptionId, Language>,
): Promise<readonly StoredEvent[]> {
  const present = await listReach(tx, [...languages.keys()]);
  const other = present.filter(({ id, language }) => languages.get(id) !== language);
  for (const [language, those] of Map.groupBy(other, ({ id }) => languages.get(id)))
    if (language !== undefined)
      await store.updateLanguage(
        tx,
        those.map(({ id }) => id),
        language,
        ledger.at,
      );
  return other.map(({ id }) =>
    ledger.record({
      action: 'subscription.changed',
      subject: `subscription:${id}`,
      data: {},
      public: false,
    }),
  );
}

/** Tells each of what any of its customers uses; undefined where it stands for nobody any more. */
export async function setCover(
  tx: Tx,
  cover: ReadonlyMap<SubscriptionId, readonly string[] | undefined>,
): Promise<void> {
  // Customers are many and what they use is of few kinds: a statement for each kind.
  const kinds = Map.groupBy(cover.keys(), (id) => JSON.stringify(cover.get(id) ?? null));
  for (const [kind, ids] of kinds) {
    const services: readonly string[] | null = JSON.parse(kind);
    if (services === null) await store.endCover(tx, ids);
    else await store.updateCover(tx, ids, services);
  }
}

/** Ends contacts and forgets their addresses: whom they stood for is erased. */
export async function forgetContacts(
  tx: Tx,
  ledger: Ledger,
  ids: readonly SubscriptionId[],
): Promise<readonly StoredEvent[]> {
  const events: StoredEvent[] = [];
  const present = (await listReach(tx, ids)).filter(({ state }) => state !== 'left');
  for (const { id } of present) {
    await updateSubscription(tx, id, { ...nothingPersonal, changedAt: ledger.at });
    const subject = `subscription:${id}`;
    const data = { stream: 'contract' };
    events.push(ledger.record({ action: 'subscription.left', subject, data, public: false }));
  }
  return events;
}

/** How these are reached, without their addresses: thousands in one statement. */
export async function listReach(
  db: Db,
  ids: readonly SubscriptionId[],
): Promise<readonly Pick<Subscription, 'id' | 'channel' | 'language' | 'state'>[]> {
  return store.selectReach(db, ids);
}

/** The contract contact whose address has this hash. */
export async function findContractContact(
  db: Db,
  hash: string,
): Promise<SubscriptionId | undefined> {
  const [found] = await store.selectContractContacts(db, [hash]);
  return found?.id;
}

/** Contract contacts of these addresses in the order of ids; those that wait to be confirmed are none yet. */
export async function listContractContactsOf(
  db: Db,
  hashes: readonly string[],
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<readonly SubscriptionId[]> {
  return selectIdsByHashes(db, hashes, { streams: ['contract'], isPending: false }, page);
}

/** Those that staff have named; the others stand there because whoever had the link of a contact named them. */
export async function listNamedByStaff(
  db: Db,
  ids: readonly SubscriptionId[],
): Promise<readonly SubscriptionId[]> {
  return store.selectNamedByStaff(db, ids);
}

/** The contract contacts whose mailbox is of this domain. */
export async function listContractContactsAt(
  db: Db,
  domain: string,
): Promise<readonly SubscriptionId[]> {
  return store.selectContractContactsAt(db, domain);
}
