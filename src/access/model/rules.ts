import type { AccessSettings, DomainTreatment, Reason } from '../model.ts';

/** What is known of whoever asks for one document, once their address is confirmed. */
export type Known = {
  /** What staff say of the domain, or of one above it that they block. */
  readonly domain: DomainTreatment | undefined;
  /** Their address is a customer's contact, or its domain is that of one. */
  readonly customer: 'contact' | 'domain' | undefined;
  /** Staff have named that contact, or another of the domain: not somebody to whom a mail was forwarded. */
  readonly isNamedByStaff: boolean;
  /** An NDA that governs this document binds them already. */
  readonly hasNdaOnFile: boolean;
  /** Anybody can have an address there, for years or for ten minutes. */
  readonly isProvider: boolean;
};

export type Verdict = {
  readonly decision: 'approved' | 'declined' | 'person';
  readonly reason: Reason;
};

type Rule = {
  readonly reason: Reason;
  readonly decision: Verdict['decision'];
  /** Whether it speaks of whoever asks. */
  fits(known: Known): boolean;
  /** Whether staff let it decide; one that they do not is passed over. */
  isOn?(settings: AccessSettings, known: Known): boolean;
};

/**
 * In their order; the first that fits decides. A domain speaks for nobody where it is a provider's:
 * of such an address only what is known of the address itself counts.
 */
const rules: readonly Rule[] = [
  { reason: 'blocked-domain', decision: 'declined', fits: ({ domain }) => domain === 'blocked' },
  {
    reason: 'existing-customer',
    decision: 'approved',
    fits: ({ customer, isProvider }) =>
      customer === 'contact' || (customer === 'domain' && !isProvider),
    isOn: ({ customers }, { isNamedByStaff }) => customers === 'automatic' && isNamedByStaff,
  },
  {
    reason: 'allowed-domain',
    decision: 'approved',
    fits: ({ domain, isProvider }) => domain === 'allowed' && !isProvider,
    isOn: ({ allowedDomains }) => allowedDomains === 'automatic',
  },
  {
    reason: 'nda-on-file',
    decision: 'approved',
    fits: ({ hasNdaOnFile }) => hasNdaOnFile,
    isOn: ({ ndaOnFile }) => ndaOnFile === 'automatic',
  },
  {
    reason: 'personal-mail-provider',
    decision: 'person',
    fits: ({ isProvider }) => isProvider,
  },
];

/**
 * What the rules say of one document, and why. Where none decides, a person does, and is told the first
 * that would have spoken for whoever asks.
 */
export function judge(known: Known, settings: AccessSettings): Verdict {
  const fitting = rules.filter((rule) => rule.fits(known));
  const deciding = fitting.find(({ isOn }) => isOn?.(settings, known) ?? true);
  if (deciding?.decision === 'approved' || deciding?.decision === 'declined')
    return { decision: deciding.decision, reason: deciding.reason };
  return { decision: 'person', reason: deciding?.reason ?? fitting[0]?.reason ?? 'no-rule' };
}

/** A domain and those above it, nearest first: `a.b.example`, `b.example`. */
export function withParents(domain: string): readonly string[] {
  const labels = domain.split('.');
  return labels.slice(0, -1).map((_, place) => labels.slice(place).join('.'));
}

/**
 * What staff say of a domain. A block holds for all below it; leave is for the one that was named, because
 * whoever owns a domain may let others have names below it.
 */
export function treatmentOf(
  domain: string,
  said: ReadonlyMap<string, DomainTreatment>,
): DomainTreatment | undefined {
  if (withParents(domain).some((each) => said.get(each) === 'blocked')) return 'blocked';
  return said.get(domain);
}
