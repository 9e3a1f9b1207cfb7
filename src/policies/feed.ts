import { escapeHtml } from '../changes/feeds/content.ts';
import type { FeedEntry, FeedPage, FeedPath } from '../changes/feeds/document.ts';
import { pointerTo, Refusal } from '../core/errors.ts';
import { parseNumber } from '../core/number.ts';
import type { Db } from '../db/client.ts';
import { dayInProse } from '../http/dates.tsx';
import type { Place } from '../publication/model.ts';
import type { RenderInput } from '../publication/representation.ts';
import { presentStep, versionPath } from './present.ts';
import { listSteps, stepsPerBlock, type TitledStep } from './service.ts';
import { stepTitle } from './words/signs.ts';

/** What `topic` says to hear of policies: announced, in effect, withdrawn. */
export const policiesTopic = 'policies';

type Input = RenderInput & { readonly db: Db };

/** Steps of policies as a feed: the newest, or those of an archive block. */
export async function loadPolicyFeed(input: Input, path: FeedPath): Promise<FeedPage> {
  const { place, snapshot } = input;
  const block = readBlock(input);
  const { steps, older } = await listSteps(input.db, {
    block,
    total: snapshot.policies.stepCount,
  });
  const address = (archive?: number) =>
    `${place.origin}${place.base}${path}?topic=${policiesTopic}${archive === undefined ? '' : `&archive=${archive}`}`;
  return {
    entries: steps.map((step) => entryOf(step, place)),
    title: `Policies of ${snapshot.organisation.name}`,
    description:
      'Policies whose next version was announced, took effect, or was withdrawn before it did.',
    self: address(block),
    current: address(),
    home: `${place.origin}${place.base}/policies`,
    isArchive: block !== undefined,
    ...(older > 0 && { previous: address(older) }),
    updated: steps[0]?.step.at ?? snapshot.at,
  };
}

function entryOf(titled: TitledStep, place: Place): FeedEntry {
  const { step, policy, version } = titled;
  const text = textOf(titled);
  const title = stepTitle(policy.title, version.number, step.name);
  return {
    id: `urn:uuid:${step.eventId}`,
    url: `${place.origin}${place.base}${versionPath(version)}`,
    title,
    published: step.at,
    updated: step.at,
    summary: text,
    text,
    html: `<p>${escapeHtml(title)}</p><p>${escapeHtml(text)}</p>`,
    tags: [step.name, policy.kind],
    machine: {
      about: `${place.origin}${place.base}/policies.json`,
      policyStep: presentStep(titled, place),
    },
  };
}

function textOf({ step, version }: TitledStep): string {
  const { announcement, withdrawal } = version;
  const day = announcement === undefined ? '' : dayInProse(announcement.effectiveOn);
  if (step.name === 'withdrawn') return `It does not take effect. ${withdrawal?.reason ?? ''}`;
  if (step.name === 'effective') return `In effect since ${day}.`;
  const weight = announcement?.isMaterial ? 'A material change.' : 'Not a material change.';
  return `In effect from ${day}. ${weight} ${announcement?.summary ?? ''}`;
}

function readBlock({ params, snapshot }: Input): number | undefined {
  for (const name of ['service', 'class'])
    if (params[name] !== undefined) {
      const detail = `Policies have no ${name}; leave it out here.`;
      const errors = [{ pointer: pointerTo('query', name), detail }];
      throw new Refusal('invalid', detail, { errors });
    }
  const { archive } = params;
  if (archive === undefined) return undefined;
  const block = parseNumber(archive);
  if (block === undefined || snapshot.policies.stepCount < block * stepsPerBlock)
    throw new Refusal('not_found', 'This feed has no such archive page.');
  return block;
}
