import type { Place } from '../publication/model.ts';
import type { Policy, Version, VersionHead } from './model.ts';
import { sectionNames } from './model/configuration.ts';
import { sectionsIn } from './model/source.ts';
import { policyPath, versionPath } from './present.ts';
import type { PolicyDrift } from './service/drift.ts';

export function presentStaffPolicy(policy: Policy, { origin, base }: Place) {
  const { slug, kind, title, noticeDays, order } = policy;
  return {
    slug,
    kind,
    title,
    noticeDays,
    order,
    current: policy.current ?? null,
    announced: policy.announced ?? null,
    url: `${origin}${base}${policyPath(slug)}`,
    createdAt: policy.createdAt.toISOString(),
    changedAt: policy.changedAt.toISOString(),
  };
}

export function presentStaffHead(head: VersionHead, { origin, base }: Place) {
  const { announcement, withdrawal, effectiveAt, supersededAt } = head;
  return {
    policy: head.policy,
    number: head.number,
    state: head.state,
    languages: head.languages,
    announcement:
      announcement === undefined
        ? null
        : {
            at: announcement.at.toISOString(),
            effectiveOn: announcement.effectiveOn,
            summary: announcement.summary,
            material: announcement.isMaterial,
            update: `${origin}${base}/updates/${announcement.update}`,
          },
    effectiveAt: effectiveAt?.toISOString() ?? null,
    supersededAt: supersededAt?.toISOString() ?? null,
    withdrawn:
      withdrawal === undefined
        ? null
        : { at: withdrawal.at.toISOString(), reason: withdrawal.reason },
    url: head.state === 'draft' ? null : `${origin}${base}${versionPath(head)}`,
    createdAt: head.createdAt.toISOString(),
    updatedAt: head.updatedAt.toISOString(),
  };
}

export function presentStaffVersion(version: Version, place: Place) {
  const named = new Set(Object.values(version.texts).flatMap((text) => [...sectionsIn(text)]));
  return {
    ...presentStaffHead(version, place),
    texts: { en: version.texts.en, de: version.texts.de },
    generated: sectionNames.filter((name) => named.has(name)),
  };
}

export function presentDrift(items: readonly PolicyDrift[]) {
  return {
    drifted: items.length > 0,
    items: items.map(({ policy, number, language, section, published, configured }) => ({
      policy,
      number,
      language,
      section,
      published,
      configured,
    })),
  };
}
