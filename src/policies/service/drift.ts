import type { Ctx, System } from '../../context.ts';
import { sha256 } from '../../core/hash.ts';
import type { Db } from '../../db/client.ts';
import { alertOnce } from '../../deliveries/service/alerts.ts';
import { type Drift, driftIn } from '../model/generated.ts';
import { getVersion, listPolicies } from '../service.ts';
import { loadConfiguration } from './configuration.ts';
import { languagesOf } from './judging.ts';

export type PolicyDrift = Drift & {
  readonly policy: string;
  readonly number: number;
};

/** Where what is published says something else than the configuration: of each policy the newest version that stands. */
export async function checkPolicyDrift(db: Db): Promise<readonly PolicyDrift[]> {
  const configuration = await loadConfiguration(db);
  const found: PolicyDrift[] = [];
  for (const { slug, current, announced } of await listPolicies(db)) {
    const number = announced ?? current;
    if (number === undefined) continue;
    const { texts } = await getVersion(db, slug, number);
    for (const language of languagesOf(texts))
      for (const drift of driftIn(texts[language] ?? '', language, configuration))
        found.push({ ...drift, policy: slug, number });
  }
  return found;
}

/** Tells staff of what has drifted; of the same drift once. How many were told. */
export async function watchPolicyDrift(ctx: Ctx<System>): Promise<number> {
  let told = 0;
  const byPolicy = Map.groupBy(await checkPolicyDrift(ctx.deps.db), ({ policy }) => policy);
  for (const [policy, drifts] of byPolicy) {
    const [{ number } = { number: 0 }] = drifts;
    const sections = [...new Set(drifts.map(({ section }) => section))];
    const which = sha256(drifts.map(({ configured }) => configured).join('\n')).slice(0, 16);
    const alert = { kind: 'policy-drifted' as const, policy, number, sections };
    told += await alertOnce(ctx, alert, `alert:policy:${policy}:${number}:${which}`);
  }
  return told;
}
