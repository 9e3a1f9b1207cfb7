import type { Keys } from '../../core/keys.ts';
import { pathOf } from '../../objections/model/links.ts';
import { mayApprove } from '../model/words.ts';
import { presentCustomer, presentNotice, presentTerms } from '../present.ts';
import type { MyChange, MyTerms } from '../service/my-terms.ts';

/** Addresses on a customer's own page. */
export type MyPlace = {
  /** Of the trust centre, `https://example.com/trust`. */
  readonly root: string;
  /** Of its pages, in the language of this one. */
  readonly pages: string;
  /** Of the page itself. */
  readonly my: string;
  readonly keys: Keys;
};

/** Annex III as far as it concerns these services. */
export function annexOf(
  { root, pages }: Pick<MyPlace, 'root' | 'pages'>,
  { customer: { services } }: MyTerms,
) {
  const query = services.length === 0 ? '' : `?service=${services.toSorted().join(',')}`;
  return { page: `${pages}/annex-iii${query}`, pdf: `${root}/annex-iii.pdf${query}` };
}

export function objectionLink({ pages, keys }: MyPlace, objection: MyTerms['objections'][number]) {
  return `${pages}${pathOf(keys, objection)}`;
}

/** Proof of how a change was announced to this customer. */
export function packetOf({ my }: MyPlace, changeId: number): string {
  return `${my}/changes/${changeId}/packet`;
}

/** What the page shows, to a program. */
export function presentMyTerms(mine: MyTerms, place: MyPlace) {
  const { customer, contacts, objections } = mine;
  const { id, name, reference, regions, agreementFrom, agreementUntil } = presentCustomer(customer);
  return {
    id,
    name,
    reference,
    regions,
    agreementFrom,
    agreementUntil,
    terms: presentTerms(mine.terms),
    services: mine.services.map(({ slug, name: called }) => ({ slug, name: called })),
    annexIII: annexOf(place, mine),
    pending: mine.pending.map((each) => presentMyChange(each, place)),
    settled: mine.settled.map((notice) => ({
      notice: presentNotice(notice),
      packet: packetOf(place, notice.changeId),
    })),
    objections: objections.map((each) => ({
      reference: each.reference,
      change: each.changeId,
      state: each.state,
      receivedAt: each.receivedAt.toISOString(),
      isLate: each.isLate,
      url: objectionLink(place, each),
    })),
    contacts: contacts.map(({ subscriptionId, role, name: called, subscription }) => ({
      id: subscriptionId,
      role,
      name: called ?? null,
      channel: subscription.channel,
      address: subscription.channel === 'email' ? (subscription.address ?? null) : null,
      language: subscription.language,
      state: subscription.state,
    })),
    correctionsWaiting: mine.waiting,
  };
}

function presentMyChange({ change, notice }: MyChange, place: MyPlace) {
  return {
    change: change.id,
    url: `${place.root}/changes/${change.id}`,
    plannedEffectiveOn: change.effectiveOn,
    generalObjectionEndsOn: change.objectionEndsOn ?? null,
    notice: notice ? presentNotice(notice) : null,
    objection: `${place.root}/changes/${change.id}/objection`,
    approval: mayApprove(notice) ? `${place.my}/changes/${change.id}/approval` : null,
    packet: notice ? packetOf(place, notice.changeId) : null,
  };
}
