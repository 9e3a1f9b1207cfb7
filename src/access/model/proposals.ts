import type { ProposalId } from '../../core/ids.ts';
import type { AccessDomain, AccessSettings } from '../model.ts';

/** What staff want the rules to be. */
export type Said =
  | { readonly kind: 'settings'; readonly settings: AccessSettings }
  | ({ readonly kind: 'domain' } & Pick<AccessDomain, 'domain' | 'treatment' | 'note'>);

/** It waits for a second person; until then the rule stays as it was. */
export type RuleProposal = {
  readonly id: ProposalId;
  readonly said: Said;
  /** As the ledger names them. */
  readonly by: string;
  readonly at: Date;
};

/** What it is about, as events name it; one proposal waits for each. */
export function subjectOf(said: Said): string {
  return said.kind === 'settings' ? 'access-rules:settings' : `access-domain:${said.domain}`;
}

/** Whether more would be given without a person, or more of it, than before. */
export function opensMore(before: AccessSettings, after: AccessSettings): boolean {
  const rules = ['customers', 'allowedDomains', 'ndaOnFile'] as const;
  return (
    rules.some((rule) => before[rule] === 'person' && after[rule] === 'automatic') ||
    after.days > before.days ||
    after.mostDownloads > before.mostDownloads ||
    (after.tokens && !before.tokens)
  );
}
