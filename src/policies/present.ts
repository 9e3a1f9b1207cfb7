import { sha256 } from '../core/hash.ts';
import { presentOrganisation } from '../organisation/present.ts';
import type { Place, Snapshot } from '../publication/model.ts';
import type { SectionDifference } from './difference.ts';
import type { ListedPolicy, Policy, State, Version, VersionHead } from './model.ts';
import { lastUpdated } from './model.ts';
import { readSource, sectionsIn } from './model/source.ts';
import type { TitledStep } from './service.ts';

export function policyPath(slug: string): string {
  return `/policies/${slug}`;
}

export function versionPath({ policy, number }: Pick<VersionHead, 'policy' | 'number'>): string {
  return `${policyPath(policy)}/versions/${number}`;
}

export function differencePath(policy: string, from: number, to: number): string {
  return `${policyPath(policy)}/versions/${from}/diff/${to}`;
}

/** `/trust/policies.json`. */
export function presentPolicies(snapshot: Snapshot, place: Place, schema: string) {
  const root = `${place.origin}${place.base}`;
  return {
    $schema: `${root}${schema}`,
    language: snapshot.organisation.languages[0] ?? 'en',
    organisation: presentOrganisation(snapshot.organisation),
    policies: snapshot.policies.listed.map((listed) => presentListed(listed, place)),
    feeds: {
      atom: `${root}/feed.atom?topic=policies`,
      rss: `${root}/feed.rss?topic=policies`,
      jsonFeed: `${root}/feed.json?topic=policies`,
    },
    links: { page: `${root}/policies`, retention: `${root}/retention` },
  };
}

/** A policy in a list. */
export function presentListed(listed: ListedPolicy, place: Place) {
  const { policy, current, announced } = listed;
  return {
    ...presentPolicyHead(policy, place),
    lastUpdated: lastUpdated(listed),
    current: current && presentHead(current, place),
    announced: announced && presentHead(announced, place),
  };
}

function presentPolicyHead({ slug, kind, title, noticeDays }: Policy, place: Place) {
  const url = `${place.origin}${place.base}${policyPath(slug)}`;
  return { slug, kind, title, noticeDays, url, json: `${url}.json` };
}

/** `/trust/policies/{slug}.json`: the policy, the text that is shown at its address, and every version. */
export function presentPolicy(
  { listed, shown, versions }: Shown,
  place: Place,
  schema: string,
  html: (markdown: string) => string,
) {
  return {
    $schema: `${place.origin}${place.base}${schema}`,
    ...presentListed(listed, place),
    version: presentVersion(shown, place, html),
    versions: versions.map((head) => presentHead(head, place)),
  };
}

/** What a policy's own address shows. */
export type Shown = {
  readonly listed: ListedPolicy;
  /** In effect, or announced where none is. */
  readonly shown: Version;
  /** Every published one, newest first. */
  readonly versions: readonly VersionHead[];
};

/** A version in a list. */
function presentHead(head: VersionHead, place: Place) {
  const { number, languages, announcement, supersededAt, withdrawal, effectiveAt } = head;
  const url = `${place.origin}${place.base}${versionPath(head)}`;
  return {
    number,
    state: publicState(head.state),
    url,
    json: `${url}.json`,
    languages,
    announcedAt: announcement?.at.toISOString(),
    effectiveOn: announcement?.effectiveOn,
    effectiveAt: effectiveAt?.toISOString(),
    supersededAt: supersededAt?.toISOString(),
    material: announcement?.isMaterial,
    summary: announcement?.summary,
    update: announcement && `${place.origin}${place.base}/updates/${announcement.update}`,
    withdrawn: withdrawal && { at: withdrawal.at.toISOString(), reason: withdrawal.reason },
  };
}

/** Drafts are in no public document. */
function publicState(state: State): Exclude<State, 'draft'> {
  if (state === 'draft') throw new Error('a draft is not public');
  return state;
}

/** A version with its texts, of which the log holds the hashes. */
export function presentVersion(version: Version, place: Place, html: (markdown: string) => string) {
  return {
    policy: version.policy,
    ...presentHead(version, place),
    texts: version.languages.map((language) => {
      const markdown = version.texts[language] ?? '';
      const source = readSource(markdown);
      const read = 'fault' in source ? { body: markdown } : source;
      return {
        language,
        title: read.title,
        description: read.description,
        sha256: sha256(markdown),
        generated: sectionsIn(read.body),
        markdown,
        html: html(markdown),
      };
    }),
  };
}

export type ShownDifference = {
  readonly policy: Policy;
  readonly from: VersionHead;
  readonly to: VersionHead;
  readonly language: { readonly from: 'en' | 'de'; readonly to: 'en' | 'de' };
  readonly sections: readonly SectionDifference[];
};

export function presentDifference(
  { policy, from, to, language, sections }: ShownDifference,
  place: Place,
  schema: string,
) {
  return {
    $schema: `${place.origin}${place.base}${schema}`,
    policy: policy.slug,
    title: policy.title,
    url: `${place.origin}${place.base}${differencePath(policy.slug, from.number, to.number)}`,
    from: presentHead(from, place),
    to: presentHead(to, place),
    languages: { from: language.from, to: language.to },
    sections: sections.map(({ heading, isChanged, blocks }) => ({
      heading,
      changed: isChanged,
      blocks: blocks.map(({ kind, of, runs }) => ({
        kind,
        in: of,
        runs: runs.map((run) => ({ in: run.of, text: run.text })),
      })),
    })),
  };
}

export function presentStep({ step, policy, version }: TitledStep, place: Place) {
  return {
    policy: policy.slug,
    title: policy.title,
    step: step.name,
    at: step.at.toISOString(),
    eventId: step.eventId,
    version: presentHead(version, place),
  };
}
