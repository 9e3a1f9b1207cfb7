import type { Ctx, Deps } from '../../context.ts';
import { asId, asSubscriptionId, type SubscriptionId } from '../../core/ids.ts';
import { sortableNumber } from '../../core/number.ts';
import type { Db, Tx } from '../../db/client.ts';
import { commitIfAny } from '../../db/commit.ts';
import type { Holder } from '../../personal-data/holder.ts';
import type { Erased, Subject } from '../../personal-data/model.ts';
import { normalAddress } from '../../subscribers/model/address.ts';
import type { Subscription } from '../../subscribers/model/subscription.ts';
import { loadSubscriptions } from '../../subscribers/service/reading.ts';
import { forgetContacts, listContractContactsOf } from '../../subscribers/service/recipients.ts';
import { isLastContact } from '../../subscribers/service/rows.ts';
import type { Contact } from '../model.ts';
import { isOver } from '../model.ts';
import { selectLinks, selectStoodFor } from '../store/contacts.ts';
import { deleteCorrections } from '../store/corrections.ts';
import * as store from '../store/personal-data.ts';
import { isLastAddress } from './contacts.ts';
import { listCorrections, listCorrectionsAbout, settleCorrection } from './correcting.ts';
import { getCustomer, listCustomersById, listReachedContacts, todayOf } from './reading.ts';

/**
 * Somebody whom contracts name to be told of changes: the address, and what customers say of its holder.
 * One record, however many customers it stands for: with the last of them the address goes too.
 */
const contacts: Holder = {
  kind: 'contract-contacts',
  record: 'notices',
  async find({ db }, { hashes }, page) {
    return listContractContactsOf(db, hashes, page);
  },
  async customersOf({ db }, id) {
    const links = await selectLinks(db, [asSubscriptionId(id)]);
    return links.map(({ customerId }) => customerId);
  },
  async copy(deps, _subject, id) {
    const contact = await findContact(deps, asSubscriptionId(id));
    if (!contact) return undefined;
    const { address, channel, language, state, topics, createdAt } = contact;
    return {
      title: { en: 'Contact for notices', de: 'Kontakt für Mitteilungen' },
      data: {
        id,
        address,
        channel,
        language,
        state,
        topics,
        since: createdAt.toISOString(),
        customers: await standsFor(deps.db, contact.id),
      },
    };
  },
  async erase(ctx, subject, id) {
    return eraseContact(ctx, subject, asSubscriptionId(id));
  },
  async correct(ctx, _subject, id, { name }) {
    return name === undefined ? false : renameContact(ctx, asSubscriptionId(id), name);
  },
};

/** Corrections looked through at once; what waits for staff is little, and sealed. */
const perLook = 200;

/** What a customer said on its page about somebody who is to be told, until staff have seen to it. */
const corrections: Holder = {
  kind: 'contact-corrections',
  record: 'notices',
  async find(deps, subject, { after, limit }) {
    const found: string[] = [];
    for (let from: number | undefined = Number(after ?? 0); from !== undefined;) {
      const { items, next } = await listCorrections(deps, from, perLook);
      const theirs = items.filter(({ address }) => isTheirs(subject, address));
      found.push(...theirs.map((each) => sortableNumber(each.id)));
      from = next === null || found.length >= limit ? undefined : Number(next);
    }
    return found.slice(0, limit);
  },
  async copy(deps, subject, id) {
    const found = await findCorrection(deps, Number(id));
    if (!found || !isTheirs(subject, found.address)) return undefined;
    const { name: customer } = await getCustomer(deps.db, found.customerId);
    const { role, name, address, at } = found;
    return {
      title: { en: 'Contact that a customer named', de: 'Kontakt, den ein Kunde genannt hat' },
      data: { customer, role, name, address, namedAt: at.toISOString() },
    };
  },
  async erase(ctx, _subject, id) {
    const found = await findCorrection(ctx.deps, Number(id));
    if (found) await settleCorrection(ctx, found.id);
    return { outcome: 'deleted' };
  },
  async customersOf(deps, id) {
    const found = await findCorrection(deps, Number(id));
    return found ? [found.customerId] : [];
  },
};

/** Contacts looked through at once: mostly somebody is one. */
const perContact = 100;

/**
 * The customers for whom somebody is told: where one of them is a person, its name is that person's, and its
 * contact is how it is found.
 */
const customers: Holder = {
  kind: 'customers',
  record: 'notices',
  async find({ db }, { hashes }, { after = '', limit }) {
    const found = new Set<string>();
    for (let from: SubscriptionId | undefined, isOpen = true; isOpen;) {
      const page = await listContractContactsOf(db, hashes, { after: from, limit: perContact });
      // A link that is erased names nobody any more.
      const links = (await selectLinks(db, page)).filter(({ role }) => role !== '');
      links.forEach(({ customerId }) => found.add(customerId));
      from = page.at(-1);
      isOpen = page.length === perContact;
    }
    return [...found]
      .toSorted()
      .filter((id) => id > after)
      .slice(0, limit);
  },
  async customersOf(_deps, id) {
    return [asId('cus', id)];
  },
  async copy({ db }, _subject, id) {
    const [found] = await listCustomersById(db, [asId('cus', id)]);
    if (!found) return undefined;
    const { name, reference, agreementFrom, agreementUntil } = found;
    return {
      title: { en: 'Customer', de: 'Kunde' },
      data: { name, reference, agreementFrom, agreementUntil },
    };
  },
  async erase() {
    return {
      outcome: 'kept',
      why: 'legal-duty',
      words: {
        en: 'The name of the customer stays with the notices to it, as long as the rule for notices says: Art. 5(2), 28(2) and 17(3)(b) GDPR. Then it is deleted with them.',
        de: 'Der Name des Kunden bleibt bei den Mitteilungen an ihn, so lange die Regel dafür es sagt: Art. 5 Abs. 2, Art. 28 Abs. 2 und Art. 17 Abs. 3 Buchst. b DSGVO. Dann wird er mit ihnen gelöscht.',
      },
    };
  },
};

/** Another address for a contact is confirmed first, by the link in its mails or by staff: nobody is told elsewhere by a correction. */
export const holders: readonly Holder[] = [corrections, customers, contacts];

async function findContact(
  { db, keys }: Pick<Deps, 'db' | 'keys'>,
  id: SubscriptionId,
): Promise<Subscription | undefined> {
  const found = (await loadSubscriptions({ db, keys }, [id])).get(id);
  return found?.state === 'left' ? undefined : found;
}

async function findCorrection(deps: Deps, id: number) {
  const [found] = (await listCorrections(deps, id - 1, 1)).items;
  return found?.id === id ? found : undefined;
}

/** Those that are erased have lost their names, and say nothing of whoever was told for them. */
async function standsFor(db: Db, id: SubscriptionId) {
  const links = (await selectLinks(db, [id])).filter(({ role }) => role !== '');
  const customers = await listCustomersById(
    db,
    links.map(({ customerId }) => customerId),
  );
  const byId = new Map(customers.map((each) => [each.id, each.name]));
  return links.map(({ customerId, role, name, addedAt, removedAt }) => ({
    customer: byId.get(customerId),
    role,
    name,
    from: addedAt.toISOString(),
    until: removedAt?.toISOString(),
  }));
}

/**
 * Name, role and address go, for all customers in one commit; that a contact was told, and when, stays under
 * its number (Article 5(2) GDPR). Kept as a whole while a contract in force has no other address: its
 * customer could not be told any more, as Article 28(2) says it must.
 */
async function eraseContact(ctx: Ctx, subject: Subject, id: SubscriptionId): Promise<Erased> {
  const { deps } = ctx;
  return commitIfAny(ctx, async (tx, ledger) => {
    const contact = await findContact({ db: tx, keys: deps.keys }, id);
    if (!contact) return { value: { outcome: 'erased' }, events: [] };
    const links = await selectLinks(tx, [id]);
    if (await isNeeded(ctx, tx, contact, links)) return { value: needed, events: [] };
    await dropCorrections(deps.keys, tx, subject, links);
    const ended = await store.eraseLinks(tx, id, ledger.at);
    await store.touchCustomers(tx, ended, ctx.now);
    const left = await forgetContacts(tx, ledger, [id]);
    const removed = ended.map((customerId) =>
      ledger.record({
        action: 'customer.contact_removed',
        subject: `customer:${customerId}`,
        data: { subscription: id },
        public: false,
      }),
    );
    return { value: { outcome: 'erased' }, events: [...left, ...removed] };
  });
}

const needed: Erased = {
  outcome: 'kept',
  why: 'in-force',
  words: {
    en: 'A customer whose agreement is in force is told of changes at this address and at no other: Art. 28(2) and 17(3)(b) GDPR. It is erased once the customer has named another contact.',
    de: 'Ein Kunde mit laufendem Vertrag wird nur unter dieser Adresse über Änderungen unterrichtet: Art. 28 Abs. 2 und Art. 17 Abs. 3 Buchst. b DSGVO. Sie wird gelöscht, sobald der Kunde einen anderen Kontakt genannt hat.',
  },
};

/** Where nothing is sent to this address any more it helps no customer; nor does another like it. */
async function isNeeded(
  ctx: Ctx,
  tx: Tx,
  contact: Subscription,
  links: readonly Contact[],
): Promise<boolean> {
  if (contact.state !== 'active') return false;
  // Named by staff alone, for no customer that is known here.
  if (links.length === 0) return isLastContact(tx, contact);
  const today = await todayOf(ctx, tx);
  const inForce = (await selectStoodFor(tx, [contact.id])).filter(
    ({ customer }) => !isOver(customer, today),
  );
  const all = (
    await listReachedContacts(
      tx,
      inForce.map(({ customer }) => customer.id),
    )
  ).filter(({ subscription }) => subscription.state === 'active');
  return [...Map.groupBy(all, ({ customerId }) => customerId).values()].some((each) =>
    isLastAddress(each, contact.id),
  );
}

/** What was to be corrected about this person; who is to come in their place is somebody else. */
async function dropCorrections(
  keys: Deps['keys'],
  tx: Tx,
  subject: Subject,
  links: readonly Contact[],
): Promise<void> {
  const [link] = links;
  if (!link) return;
  const names = new Set(links.flatMap(({ name }) => name ?? []));
  const about = await listCorrectionsAbout({ db: tx, keys }, link.subscriptionId);
  const theirs = about.filter(
    ({ address, name }) => isTheirs(subject, address) || names.has(name ?? ''),
  );
  await deleteCorrections(
    tx,
    theirs.map(({ id }) => id),
  );
}

async function renameContact(ctx: Ctx, id: SubscriptionId, name: string): Promise<boolean> {
  return commitIfAny(ctx, async (tx, ledger) => {
    const renamed = await store.renameLinks(tx, id, name);
    await store.touchCustomers(tx, renamed, ctx.now);
    const events = renamed.map((customerId) =>
      ledger.record({
        action: 'customer.contact_changed',
        subject: `customer:${customerId}`,
        data: { subscription: id },
        public: false,
      }),
    );
    return { value: renamed.length > 0, events };
  });
}

function isTheirs({ addresses }: Subject, address: string): boolean {
  return addresses.includes(normalAddress('email', address));
}
