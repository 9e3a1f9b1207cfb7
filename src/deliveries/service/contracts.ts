import type { Deps } from '../../context.ts';
import type { SubscriptionId } from '../../core/ids.ts';
import { customersOf, listCustomersById, myTermsLink } from '../../customers/service/reading.ts';
import { loadNoticeTexts, type NoticeText } from '../../notices/service/texts.ts';
import type { Subscription } from '../../subscribers/model/subscription.ts';
import type { Claimed } from '../model/delivery.ts';
import type { Represented, ToldNotice } from '../model/told.ts';

type Contact = Pick<Subscription, 'id' | 'language'>;

/** Loads what only contract contacts are told: notices as they were written down, and their customers' pages. */
export type Contracts = {
  /** Makes it known for these, in few queries. */
  prepare(
    rows: readonly Claimed[],
    subscriptions: ReadonlyMap<SubscriptionId, Subscription>,
  ): Promise<void>;
  /** What the event at `seq` tells this contact, for each customer that it stands for. */
  noticesOf(seq: number, contact: Contact): Promise<readonly ToldNotice[]>;
  customersOf(contact: Contact): Promise<readonly Represented[]>;
};

export function createContracts(deps: Deps): Contracts {
  let notices = new Map<string, readonly ToldNotice[]>();
  let customers = new Map<SubscriptionId, readonly Represented[]>();
  const keyOf = (seq: number, { id }: Contact) => `${seq} ${id}`;

  async function loadNotices(seq: number, contacts: readonly Contact[]): Promise<void> {
    const found = await loadNoticeTexts(deps.db, seq, contacts);
    for (const contact of contacts)
      notices.set(keyOf(seq, contact), (found.get(contact.id) ?? []).map(toldOf));
  }

  async function loadCustomers(contacts: readonly Contact[]): Promise<void> {
    const found = await representedBy(deps, contacts);
    for (const { id } of contacts) customers.set(id, found.get(id) ?? []);
  }

  return {
    async prepare(rows, subscriptions) {
      const theirs = rows.flatMap(({ subscriptionId, cargo }) => {
        const contact = subscriptions.get(subscriptionId);
        return contact?.stream === 'contract' ? [{ contact, cargo }] : [];
      });
      // What was known is of a moment ago, and only as much is kept as one claim brings.
      notices = new Map();
      customers = new Map();
      if (theirs.length === 0) return;
      const bySeq = Map.groupBy(theirs, ({ cargo }) => (cargo.kind === 'event' ? cargo.seq : 0));
      for (const [seq, each] of bySeq)
        if (seq > 0)
          await loadNotices(
            seq,
            each.map(({ contact }) => contact),
          );
      await loadCustomers(theirs.map(({ contact }) => contact));
    },
    async noticesOf(seq, contact) {
      const key = keyOf(seq, contact);
      if (!notices.has(key)) await loadNotices(seq, [contact]);
      return notices.get(key) ?? [];
    },
    async customersOf(contact) {
      if (!customers.has(contact.id)) await loadCustomers([contact]);
      return customers.get(contact.id) ?? [];
    },
  };
}

function toldOf({ customer, terms, subject, blocks }: NoticeText): ToldNotice {
  return { customerName: customer.name, terms, subject, blocks };
}

async function representedBy(
  { db, keys, config }: Deps,
  contacts: readonly Contact[],
): Promise<ReadonlyMap<SubscriptionId, readonly Represented[]>> {
  const links = await customersOf(
    db,
    contacts.map(({ id }) => id),
  );
  const ids = [...new Set([...links.values()].flat())];
  if (ids.length === 0) return new Map();
  const root = `${config.origin}${config.base}`;
  const pages = new Map(
    (await listCustomersById(db, ids))
      .filter(({ erasedAt }) => erasedAt === undefined)
      .map((each) => [each.id, { name: each.name, myTerms: myTermsLink(keys, root, each) }]),
  );
  return new Map(
    [...links].map(([id, theirs]) => [id, theirs.flatMap((one) => pages.get(one) ?? [])]),
  );
}
