import { asCustomerId } from '../../core/ids.ts';
import { sortableNumber } from '../../core/number.ts';
import { everyCustomerOf, listCustomersById } from '../../customers/service/reading.ts';
import type { Db } from '../../db/client.ts';
import type { Holder } from '../../personal-data/holder.ts';
import type { Erased, Subject } from '../../personal-data/model.ts';
import { listContractContactsOf } from '../../subscribers/service/recipients.ts';
import type { Notice } from '../model/notice.ts';
import { type NoticeKey, selectStartedBy } from '../store/personal-data.ts';

/**
 * Notices that this person's mail server took first for a customer, so that its days run from there. What
 * was sent to them otherwise the deliveries answer for; the text of a notice names no contact.
 */
const notices: Holder = {
  kind: 'notices',
  record: 'notices',
  async find({ db }, subject, { after, limit }) {
    const from = after === undefined ? undefined : keyOf(after);
    return (await startedBy(db, subject, from, limit)).map(idOf);
  },
  async copy({ db }, subject, id) {
    const found = await findOne(db, subject, id);
    if (!found?.clock) return undefined;
    const { changeId, round, announcedAt, clock } = found;
    const [customer] = await listCustomersById(db, [found.customerId]);
    return {
      title: { en: `Notice of change ${changeId}`, de: `Mitteilung der Änderung ${changeId}` },
      data: {
        change: changeId,
        round,
        customer: customer?.name,
        announcedAt: announcedAt.toISOString(),
        contact: clock.subscriptionId,
        arrivedAt: clock.startsAt,
      },
    };
  },
  async erase({ deps }, subject, id) {
    return (await findOne(deps.db, subject, id)) ? proof : { outcome: 'erased' };
  },
};

const proof: Erased = {
  outcome: 'kept',
  why: 'legal-duty',
  words: {
    en: 'That a notice arrived and when stays under the number of the contact, without name or address, as proof that the customer was told: Art. 5(2), 28(2) and 17(3)(b) GDPR.',
    de: 'Dass und wann eine Mitteilung ankam, bleibt unter der Nummer des Kontakts, ohne Name und Adresse, als Nachweis der Unterrichtung des Kunden: Art. 5 Abs. 2, Art. 28 Abs. 2 und Art. 17 Abs. 3 Buchst. b DSGVO.',
  },
};

export const holders: readonly Holder[] = [notices];

/** Contacts at one address: one, and by confirming another's place a few. */
const mostContacts = 100;

async function startedBy(
  db: Db,
  { hashes }: Subject,
  after: NoticeKey | undefined,
  limit: number,
): Promise<readonly Notice[]> {
  const page = { after: undefined, limit: mostContacts };
  const contacts = await listContractContactsOf(db, hashes, page);
  if (contacts.length === 0) return [];
  const links = await everyCustomerOf(db, contacts);
  const customers = [...new Set(links.map(({ customerId }) => customerId))];
  return selectStartedBy(db, customers, contacts, after, limit);
}

async function findOne(db: Db, subject: Subject, id: string): Promise<Notice | undefined> {
  const { customerId, changeId, round } = keyOf(id);
  const before = { customerId, changeId, round: round - 1 };
  const [found] = await startedBy(db, subject, before, 1);
  return found && idOf(found) === id ? found : undefined;
}

function idOf({ customerId, changeId, round }: NoticeKey): string {
  return `${customerId} ${sortableNumber(changeId)} ${sortableNumber(round)}`;
}

function keyOf(id: string): NoticeKey {
  const [customer = '', change, round] = id.split(' ');
  return { customerId: asCustomerId(customer), changeId: Number(change), round: Number(round) };
}
