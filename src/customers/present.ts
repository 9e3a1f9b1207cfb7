import type { Role } from '../context.ts';
import type { Notice } from '../notices/model/notice.ts';
import { hostOf } from '../subscribers/model/address.ts';
import type { Customer, Profile, Terms } from './model.ts';
import type { ImportPlan } from './model/import.ts';
import type { FullContact } from './service/contacts.ts';
import type { Correction } from './service/correcting.ts';
import type { exportCustomer } from './service/exporting.ts';
import { maySee } from '../staff/model/permitting.ts';

export function presentProfile({ slug, name, terms }: Profile) {
  return { slug, name, terms: presentTerms(terms) };
}

export function presentTerms(terms: Terms) {
  const { authorisation, noticeDays, objectionDays, dayCount, timeZone } = terms;
  const { emergencyPermitted, hardHold } = terms;
  return {
    authorisation,
    noticeDays,
    objectionDays,
    dayCount,
    timeZone,
    emergencyPermitted,
    hardHold,
  };
}

export function presentCustomer(customer: Customer) {
  return {
    id: customer.id,
    name: customer.erasedAt ? null : customer.name,
    reference: customer.reference ?? null,
    services: [...customer.services],
    regions: [...customer.regions],
    profile: customer.profile,
    overrides: { ...customer.overrides },
    agreementFrom: customer.agreementFrom,
    agreementUntil: customer.agreementUntil ?? null,
    postTerminationDays: customer.postTerminationDays,
    createdAt: customer.createdAt.toISOString(),
    changedAt: customer.changedAt.toISOString(),
    erasedAt: customer.erasedAt?.toISOString() ?? null,
  };
}

/** Names and mail addresses are for roles that see persons; the URL of a webhook or chat is a key to it. */
export function presentContact(contact: FullContact, role: Role) {
  const { channel, address, language, state } = contact.subscription;
  const isShown = maySee(role, 'contacts');
  return {
    id: contact.subscriptionId,
    role: contact.role,
    name: isShown ? (contact.name ?? null) : null,
    channel,
    host: address === undefined ? null : hostOf(channel, address),
    address: isShown && channel === 'email' ? (address ?? null) : null,
    language,
    state,
    addedAt: contact.addedAt.toISOString(),
    removedAt: contact.removedAt?.toISOString() ?? null,
  };
}

export function presentCorrection({ id, customerId, subscriptionId, at, ...said }: Correction) {
  return {
    id: String(id),
    customer: customerId,
    contact: subscriptionId ?? null,
    role: said.role,
    name: said.name ?? null,
    address: said.address,
    at: at.toISOString(),
  };
}

export function presentImport(plan: ImportPlan, dryRun: boolean) {
  return {
    dryRun,
    lines: plan.lines.map(({ line, customer, outcome, contact }) => ({
      line,
      customer,
      outcome,
      contact,
    })),
    faults: plan.faults.map(({ line, column, detail }) => ({
      line,
      column: column ?? null,
      detail,
    })),
    created: plan.created,
    changed: plan.changed,
    unchanged: plan.unchanged,
  };
}

/** Everything that is stored about a customer. */
export function presentExport(exported: Awaited<ReturnType<typeof exportCustomer>>, role: Role) {
  return {
    ...presentCustomer(exported.customer),
    terms: presentTerms(exported.terms),
    contacts: exported.contacts.map((each) => presentContact(each, role)),
    corrections: exported.corrections.map(presentCorrection),
    notices: exported.notices.map(presentNotice),
    objections: exported.objections.map(
      ({ id, reference, changeId, state, receivedAt, isLate }) => ({
        id,
        reference,
        change: changeId,
        state,
        receivedAt: receivedAt.toISOString(),
        isLate,
      }),
    ),
  };
}

export function presentNotice(notice: Notice) {
  const { changeId, round, announcedAt, plannedEffectiveOn, terms, state } = notice;
  const { outcome = null, hold = null } = notice;
  return {
    change: changeId,
    round,
    announcedAt: announcedAt.toISOString(),
    plannedEffectiveOn,
    terms: presentTerms(terms),
    state,
    ...presentClock(notice),
    outcome,
    approvedAt: notice.approved?.at ?? null,
    effectiveAt: notice.effectiveAt?.toISOString() ?? null,
    hold,
  };
}

function presentClock({ clock }: Notice) {
  return {
    startsAt: clock?.startsAt ?? null,
    objectionEndsOn: clock?.objectionEnds.on ?? null,
    earliestEffectOn: clock?.earliestEffect.on ?? null,
  };
}
