import type { Worded } from '../core/worded.ts';
import { wordsIn } from '../core/worded.ts';
import type { Organisation } from '../organisation/model.ts';
import { presentOrganisation } from '../organisation/present.ts';
import type { Rule } from '../retention/model.ts';
import { groundWords, howLong } from '../retention/model/words.ts';
import type { RightsRequest } from '../rights/model.ts';
import { laws } from '../rights/model/laws.ts';
import type { Subject } from './model.ts';
import type { Collected } from './model/collected.ts';
import { categoryWords, purposeWords, sourceWords } from './model/words.ts';

/** What a copy says of itself, and of each kind of record (Article 15(1) GDPR; Civ. Code § 1798.110(a)). */
export type CopyHead = ReturnType<typeof presentHead>;
export type KindInfo = ReturnType<typeof presentRecord>;

export type Told = {
  readonly request: RightsRequest;
  readonly subject: Subject;
  readonly organisation: Organisation;
  readonly rules: readonly Rule[];
  readonly collected: readonly Collected[];
  readonly at: Date;
  /** Address of the trust centre. */
  readonly root: string;
};

const copySchemaPath = '/schema/personal-data-copy-1.json';

export function presentHead(told: Told) {
  const { request, subject, organisation, rules, root, at } = told;
  return {
    $schema: `${root}${copySchemaPath}`,
    reference: request.reference,
    law: laws[request.law].name,
    madeAt: at.toISOString(),
    organisation: presentOrganisation(organisation),
    addresses: subject.addresses,
    kinds: rules.filter(({ isOurs }) => isOurs).map((rule) => presentRecord(rule, told.collected)),
    automatedDecisions: false,
    links: {
      recipients: `${root}/subprocessors`,
      retention: `${root}/retention`,
      policies: `${root}/policies`,
      privacyRequest: `${root}/privacy-request`,
    },
  };
}

function presentRecord({ id, facts }: Rule, collected: readonly Collected[]) {
  return {
    record: facts.record,
    rule: id,
    keptFor: { en: howLong(facts, 'en'), de: howLong(facts, 'de') },
    ground: groundWords[facts.ground],
    basis: facts.basis,
    collected: collected
      .filter((each) => each.record === id)
      .map(({ purpose, sources, categories }) => ({
        purpose: purposeWords[purpose],
        sources: sources.map((source): Worded => sourceWords[source]),
        categories: categories.map(({ category, what }) => ({
          category: categoryWords[category],
          what: what.map((each) => ({ en: each.en, de: wordsIn(each, 'de').text })),
        })),
      })),
  };
}
