import { canonicalJson } from '../core/canonical-json.ts';
import type { Ctx, Staff } from '../context.ts';
import { Refusal, refusalOf } from '../core/errors.ts';
import { sha256 } from '../core/hash.ts';
import { type Warned, warningsOfTranslations } from '../core/translating.ts';
import { commit } from '../db/commit.ts';
import { checkExpected, type Expected } from '../db/expected.ts';
import type { EventData } from '../db/ledger.ts';
import type { Branding, BrandingFacts } from './model.ts';
import { faultsInAccent } from './model/faults.ts';
import { readLogo } from './service/images.ts';
import * as store from './store.ts';

/** Replaces all but the logo. Refuses `stale`, and `invalid` for colours without contrast. */
export async function replaceBranding(
  ctx: Ctx<Staff>,
  facts: BrandingFacts,
  expected: Expected,
): Promise<store.Stored & Warned> {
  const faults = facts.accent === undefined ? [] : faultsInAccent(facts.accent);
  if (faults.length > 0) throw refusalOf(faults);
  return change(ctx, expected, ({ logo }) => ({ ...facts, ...(logo && { logo }) }));
}

/** Refuses `stale`, and what is no picture that can be a logo. */
export async function replaceLogo(
  ctx: Ctx<Staff>,
  bytes: Uint8Array,
  expected: Expected,
): Promise<store.Stored> {
  const logo = await readLogo(bytes);
  return change(ctx, expected, (before) => ({ ...before, logo }));
}

/** Refuses `stale`, and `not_found` where there is none. */
export async function removeLogo(ctx: Ctx<Staff>, expected: Expected): Promise<store.Stored> {
  return change(ctx, expected, ({ logo, ...rest }) => {
    if (logo === undefined) throw new Refusal('not_found', 'There is no logo.');
    return rest;
  });
}

async function change(
  ctx: Ctx<Staff>,
  expected: Expected,
  after: (before: Branding) => Branding,
): Promise<store.Stored & Warned> {
  return commit(ctx, async (tx, ledger) => {
    const before = await store.selectBranding(tx);
    checkExpected(expected, before.version);
    const stored = { value: after(before.value), version: before.version + 1 };
    await store.saveBranding(tx, stored.value, stored.version);
    const event = ledger.record({
      action: 'branding.updated',
      subject: 'branding',
      data: factsOf(stored.value),
      public: true,
    });
    const warnings = warningsOfTranslations(before.value, stored.value);
    return { value: { ...stored, warnings }, events: [event] };
  });
}

/** What the ledger keeps for ever: of words and pictures which they were, not what they show. */
function factsOf({ accent, intro, logo, logoSaysName, translations }: Branding): EventData {
  return {
    accent,
    logoSaysName,
    ...(intro !== undefined && { introSha256: sha256(intro) }),
    ...(translations && { translationsSha256: sha256(canonicalJson(translations)) }),
    ...(logo && { logoSha256: logo.sha256, logoType: logo.mediaType }),
  };
}
