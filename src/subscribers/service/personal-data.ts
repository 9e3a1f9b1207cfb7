import type { Deps } from '../../context.ts';
import { asSubscriptionId } from '../../core/ids.ts';
import { operate } from '../../db/commit.ts';
import type { Holder } from '../../personal-data/holder.ts';
import type { Copied, Subject } from '../../personal-data/model.ts';
import { normalAddress } from '../model/address.ts';
import { type Subscription, streams } from '../model/subscription.ts';
import { topicWords } from '../model/words.ts';
import { presentOwn } from '../present.ts';
import * as store from '../store/personal-data.ts';
import { deletePending } from '../store/requests.ts';
import { updateSubscription } from '../store/writing.ts';
import { changeSubscription } from './changing.ts';
import { loadSubscriptions } from './reading.ts';
import { leave } from './states.ts';

/**
 * What somebody asked for, or staff for alerts of this deployment. A contract contact is answered for by
 * the customers, the address of a case by its case: both are more than an address.
 */
const subscriptions: Holder = {
  kind: 'subscriptions',
  record: 'subscriptions',
  async find({ db }, { hashes }, page) {
    const which = { streams: ['subscriber', 'staff'], isPending: false } as const;
    return store.selectIdsByHashes(db, hashes, which, page);
  },
  copy: copySubscription,
  async erase(ctx, _subject, id) {
    const found = await findSubscription(ctx.deps, id);
    if (found) await leave(ctx, found);
    return { outcome: 'erased' };
  },
};

/** Nobody has shown that the address is theirs, so that it is no fact and the record does not have it. */
const unconfirmed: Holder = {
  kind: 'unconfirmed-subscriptions',
  record: 'unconfirmed-subscriptions',
  async find({ db }, { hashes }, page) {
    return store.selectIdsByHashes(db, hashes, { streams, isPending: true }, page);
  },
  copy: copySubscription,
  async erase(ctx, _subject, id) {
    await operate(ctx, (tx) => deletePending(tx, asSubscriptionId(id)));
    return { outcome: 'deleted' };
  },
};

/** What the form was given and no worker has come to: looked at first, since it becomes an unconfirmed one. */
const requests: Holder = {
  kind: 'subscription-requests',
  record: 'unconfirmed-subscriptions',
  async find({ db }, { hashes }, page) {
    return store.selectRequestIdsOf(db, hashes, page);
  },
  async copy({ db, keys }, _subject, id) {
    const found = await store.selectRequest(db, keys, Number(id));
    if (!found) return undefined;
    const { at, address, preferences } = found;
    return {
      title: { en: 'Request to subscribe', de: 'Anfrage für ein Abonnement' },
      data: { requestedAt: at.toISOString(), address, ...preferences },
    };
  },
  async erase(ctx, _subject, id) {
    await operate(ctx, (tx) => store.deleteRequest(tx, Number(id)));
    return { outcome: 'deleted' };
  },
};

/** Webhooks looked through at once; their owners' addresses have no hash. */
const perLook = 500;

/** The mail address of whoever runs a webhook; the webhook itself is the company's and goes on. */
const webhookContacts: Holder = {
  kind: 'webhook-contacts',
  record: 'subscriptions',
  async find({ db, keys }, subject, { after, limit }) {
    const found: string[] = [];
    for (let from = after; ;) {
      const looked = await store.selectWithContact(db, keys, { after: from, limit: perLook });
      found.push(...looked.filter((each) => isContact(subject, each)).map(({ id }) => id));
      from = looked.at(-1)?.id;
      if (looked.length < perLook || found.length >= limit) return found.slice(0, limit);
    }
  },
  async copy(deps, subject, id) {
    const found = await findSubscription(deps, id);
    if (!found || !isContact(subject, found)) return undefined;
    const { contact, state, createdAt } = found;
    return {
      title: { en: 'Owner of a webhook', de: 'Betreiber eines Webhooks' },
      data: { id, contact, state, since: createdAt.toISOString() },
    };
  },
  async erase(ctx, subject, id) {
    const found = await findSubscription(ctx.deps, id);
    if (!found || !isContact(subject, found)) return { outcome: 'erased' };
    const set = { contact: null };
    if (found.state === 'pending')
      await operate(ctx, (tx) => updateSubscription(tx, found.id, set));
    else
      await changeSubscription(ctx, found.id, async (subscription, changing) => {
        if (isContact(subject, subscription))
          await changing.record(subscription, { action: 'subscription.changed', set });
      });
    return { outcome: 'erased' };
  },
};

/** What keeps Annex from writing to them again. Without it the next import would. */
const suppressed: Holder = {
  kind: 'suppressions',
  record: 'subscriptions',
  async find({ db }, { hashes }, page) {
    return (await store.selectSuppressionsOf(db, hashes, page)).map((each) => each.addressHash);
  },
  async copy({ db }, _subject, id) {
    const [found] = await store.selectSuppressionsOf(db, [id], { after: undefined, limit: 1 });
    return (
      found && {
        title: {
          en: 'Nothing is sent to this address',
          de: 'An diese Adresse wird nichts gesendet',
        },
        data: { reason: found.reason, since: found.at.toISOString() },
      }
    );
  },
  async erase() {
    return {
      outcome: 'kept',
      why: 'legal-duty',
      words: {
        en: 'Only a keyed hash of the address stays, and for nothing else than that it is never written to again: Art. 17(3)(b) and 21(3) GDPR.',
        de: 'Von der Adresse bleibt nur ein schlüsselgebundener Hash, allein damit nie wieder an sie geschrieben wird: Art. 17 Abs. 3 Buchst. b und Art. 21 Abs. 3 DSGVO.',
      },
    };
  },
};

/**
 * In the order in which they are to be asked: a request that is worked off meanwhile is found as
 * unconfirmed. An address is corrected nowhere here: another one is confirmed as another subscription, or
 * mails would go where nobody has shown that they want them.
 */
export const holders: readonly Holder[] = [
  requests,
  unconfirmed,
  subscriptions,
  webhookContacts,
  suppressed,
];

async function copySubscription(
  deps: Deps,
  _subject: Subject,
  id: string,
): Promise<Copied | undefined> {
  const found = await findSubscription(deps, id);
  if (!found || found.state === 'left') return undefined;
  return {
    title: { en: 'Subscription', de: 'Abonnement' },
    data: {
      ...presentOwn(found),
      topicsInWords: found.topics.map((topic) => topicWords[topic]),
    },
  };
}

async function findSubscription(deps: Deps, id: string): Promise<Subscription | undefined> {
  const key = asSubscriptionId(id);
  return (await loadSubscriptions(deps, [key])).get(key);
}

function isContact({ addresses }: Subject, { contact }: Pick<Subscription, 'contact'>): boolean {
  return contact !== undefined && addresses.includes(normalAddress('email', contact));
}
