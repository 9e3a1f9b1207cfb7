import { asSubscriptionId, type SubscriptionId } from '../../core/ids.ts';
import { sortableNumber } from '../../core/number.ts';
import type { Deps } from '../../context.ts';
import { operate } from '../../db/commit.ts';
import type { Holder } from '../../personal-data/holder.ts';
import type { Erased, Subject } from '../../personal-data/model.ts';
import { normalAddress } from '../../subscribers/model/address.ts';
import { listSubscriptionsOf, loadSubscriptions } from '../../subscribers/service/reading.ts';
import { mentions } from '../model/kept.ts';
import { presentAttempt, presentDelivery } from '../present/staff.ts';
import { selectAttempts } from '../store/attempts.ts';
import { selectDelivery } from '../store/listing.ts';
import * as store from '../store/personal-data.ts';
import { mostKept } from './kept.ts';

/** Recipients looked through at once: mostly somebody is one or two. */
const perLook = 100;

/** What was sent to somebody, and whether it arrived. The id is that of the recipient and its delivery. */
const deliveries: Holder = {
  kind: 'deliveries',
  record: 'deliveries',
  async find({ db }, { hashes }, { after, limit }) {
    const found: string[] = [];
    const add = async (recipients: readonly SubscriptionId[], behind: number) => {
      const some = await store.selectSentTo(db, recipients, behind, limit - found.length);
      found.push(...some.map(({ recipient, id }) => `${recipient} ${sortableNumber(id)}`));
    };
    const last = after === undefined ? undefined : partsOf(after);
    if (last) await add([last.recipient], last.number);
    for (let from = last?.recipient; found.length < limit;) {
      const page = await listSubscriptionsOf(db, hashes, { after: from, limit: perLook });
      await add(page, 0);
      if (page.length < perLook) break;
      from = page.at(-1);
    }
    return found;
  },
  async copy(deps, subject, id) {
    const { recipient, number } = partsOf(id);
    const delivery = await selectDelivery(deps.db, number);
    if (!delivery || !(await isTheirs(deps, subject, recipient))) return undefined;
    const attempts = await selectAttempts(deps.db, [number]);
    return {
      title: { en: 'Message that was sent', de: 'Gesendete Nachricht' },
      data: { ...presentDelivery(delivery), eachAttempt: attempts.map(presentAttempt) },
    };
  },
  async erase({ deps }, subject, id) {
    return (await isTheirs(deps, subject, partsOf(id).recipient)) ? proof : { outcome: 'erased' };
  },
};

const proof: Erased = {
  outcome: 'kept',
  why: 'legal-duty',
  words: {
    en: 'That something was sent, and whether it arrived, stays under a number, without name, address or text, as proof of notices: Art. 5(2), 28(2) and 17(3)(b) GDPR. Once the address is erased the number leads to nobody.',
    de: 'Dass etwas gesendet wurde und ob es ankam, bleibt unter einer Nummer ohne Name, Adresse und Inhalt als Nachweis: Art. 5 Abs. 2, Art. 28 Abs. 2 und Art. 17 Abs. 3 Buchst. b DSGVO. Ist die Adresse gelöscht, führt die Nummer zu niemandem.',
  },
};

/** Mails of a deployment that sends none, to them or with their address in what they say. */
const keptMails: Holder = {
  kind: 'kept-mails',
  record: 'subscriptions',
  async find({ db }, { addresses }, { after, limit }) {
    const kept = await store.selectKeptAfter(db, Number(after ?? 0), mostKept);
    const theirs = kept.filter(({ mail }) => mentions(mail, addresses));
    return theirs.slice(0, limit).map(({ id }) => sortableNumber(id));
  },
  async copy({ db }, { addresses }, id) {
    const [kept] = await store.selectKeptAfter(db, Number(id) - 1, 1);
    if (kept?.id !== Number(id) || !mentions(kept.mail, addresses)) return undefined;
    const { to, subject, text, date } = kept.mail;
    // What somebody else was written is theirs.
    const isToThem = addresses.includes(normalAddress('email', to));
    return {
      title: { en: 'Mail that was kept', de: 'Aufbewahrte E-Mail' },
      data: isToThem ? { to, subject, text, date } : { date, toSomebodyElse: true },
    };
  },
  async erase(ctx, _subject, id) {
    await operate(ctx, (tx) => store.deleteKept(tx, [Number(id)]));
    return { outcome: 'deleted' };
  },
};

export const holders: readonly Holder[] = [keptMails, deliveries];

function partsOf(id: string): { readonly recipient: SubscriptionId; readonly number: number } {
  const [recipient = '', number] = id.split(' ');
  return { recipient: asSubscriptionId(recipient), number: Number(number) };
}

async function isTheirs(
  deps: Deps,
  { addresses }: Subject,
  recipient: SubscriptionId,
): Promise<boolean> {
  const address = (await loadSubscriptions(deps, [recipient])).get(recipient)?.address;
  return address !== undefined && addresses.includes(normalAddress('email', address));
}
