import { controlsTopic, loadControlFeed } from '../../controls/feed.ts';
import { loadPolicyFeed, policiesTopic } from '../../policies/feed.ts';
import { pointerTo, Refusal } from '../../core/errors.ts';
import { parseNumber } from '../../core/number.ts';
import type { Db } from '../../db/client.ts';
import type { Service } from '../../organisation/model.ts';
import type { Snapshot } from '../../publication/model.ts';
import type { RenderInput } from '../../publication/representation.ts';
import { isUpdateTopic, loadUpdateFeed, updateTopics } from '../../updates/feed.ts';
import type { ChangeStep } from '../model.ts';
import { listFeedBlock, listNewestSteps, stepsPerBlock } from '../service.ts';
import { changeEntry } from './change-entry.ts';
import type { FeedPage, FeedPath } from './document.ts';

type Stream = { readonly service?: Service | undefined; readonly withCorrections: boolean };
type Steps = { readonly steps: readonly ChangeStep[]; readonly total: number };

/** What a feed tells of where nothing else is asked for. */
const subprocessorsTopic = 'subprocessors';

/** Query parameters of every feed. */
export const feedParams = {
  service: (value: string, { services }: Snapshot) => services.some(({ slug }) => slug === value),
  class: (value: string) => value === 'all',
  topic: (value: string) =>
    [subprocessorsTopic, controlsTopic, policiesTopic].includes(value) || isUpdateTopic(value),
  archive: (value: string, { stepCounts, updates, controls, policies }: Snapshot) =>
    (parseNumber(value) ?? Number.POSITIVE_INFINITY) * stepsPerBlock <=
    Math.max(stepCounts.all, updates.entryCount, controls.changeCount, policies.stepCount),
};

export async function loadFeedPage(
  input: RenderInput & { readonly db: Db },
  path: FeedPath,
): Promise<FeedPage> {
  const topic = input.params['topic'] ?? subprocessorsTopic;
  if (isUpdateTopic(topic)) return loadUpdateFeed(input, path, topic);
  if (topic === controlsTopic) return loadControlFeed(input, path);
  if (topic === policiesTopic) return loadPolicyFeed(input, path);
  if (topic !== subprocessorsTopic) {
    const known = [subprocessorsTopic, controlsTopic, policiesTopic, ...updateTopics].join(', ');
    throw refusalOf('topic', `Say one of ${known} as topic, or leave it out.`);
  }
  const stream = readStream(input);
  const { archive } = input.params;
  if (archive === undefined)
    return currentPage(input, path, stream, await newestSteps(input, stream));
  const block = parseNumber(archive) ?? 0;
  const found =
    block > 0 ? await listFeedBlock(input.db, namesOf(stream), block) : { steps: [], total: 0 };
  return archivePage(input, path, stream, { ...found, block });
}

/** The newest 50 entries, and the way to those before them. */
export function currentPage(
  input: RenderInput,
  path: FeedPath,
  stream: Stream,
  { steps, total }: Steps,
): FeedPage {
  const older = Math.ceil((total - stepsPerBlock) / stepsPerBlock);
  return pageOf(input, path, stream, { steps, older });
}

/** Block `block` of the feed once it is complete. `steps` are oldest first. */
export function archivePage(
  input: RenderInput,
  path: FeedPath,
  stream: Stream,
  { steps, total, block }: Steps & { readonly block: number },
): FeedPage {
  if (block < 1 || total < block * stepsPerBlock) {
    throw new Refusal('not_found', 'This feed has no such archive page.');
  }
  return pageOf(input, path, stream, { steps: steps.toReversed(), older: block - 1, block });
}

type Contents = {
  readonly steps: readonly ChangeStep[];
  readonly older: number;
  readonly block?: number;
};

function pageOf(
  input: RenderInput,
  path: FeedPath,
  stream: Stream,
  { steps, older, block }: Contents,
): FeedPage {
  const { snapshot, place } = input;
  return {
    entries: steps.map((step) => changeEntry(step, input)),
    ...wordsFor(snapshot, stream),
    self: addressOf(input, path, stream, block),
    current: addressOf(input, path, stream),
    home: `${place.origin}${place.base}/changes`,
    isArchive: block !== undefined,
    ...(older > 0 ? { previous: addressOf(input, path, stream, older) } : {}),
    updated: steps[0]?.step.at ?? snapshot.at,
  };
}

async function newestSteps(
  { snapshot, db }: RenderInput & { readonly db: Db },
  stream: Stream,
): Promise<Steps> {
  if (stream.service !== undefined) return listNewestSteps(db, namesOf(stream), stepsPerBlock);
  const { steps, stepsWithCorrections, stepCounts } = snapshot;
  return stream.withCorrections
    ? { steps: stepsWithCorrections, total: stepCounts.all }
    : { steps, total: stepCounts.substantive };
}

function readStream({ snapshot, params }: RenderInput): Stream {
  const service = snapshot.services.find(({ slug }) => slug === params['service']);
  if (params['service'] !== undefined && service === undefined) {
    const detail = 'There is no service of this slug; see the list in /subprocessors.json.';
    throw refusalOf('service', detail);
  }
  const wanted = params['class'] ?? 'substantive';
  if (wanted !== 'all' && wanted !== 'substantive') {
    const detail = 'Say class=all for corrections too, or leave it out.';
    throw refusalOf('class', detail);
  }
  return { service, withCorrections: wanted === 'all' };
}

function refusalOf(parameter: string, detail: string): Refusal {
  const errors = [{ pointer: pointerTo('query', parameter), detail }];
  return new Refusal('invalid', detail, { errors });
}

function namesOf({ service, withCorrections }: Stream) {
  return { service: service?.slug, withCorrections };
}

function wordsFor({ organisation }: Snapshot, { service, withCorrections }: Stream) {
  const subject = service === undefined ? '' : `: ${service.name}`;
  return {
    title: `Changes at ${organisation.name}${subject}${withCorrections ? ', with corrections' : ''}`,
    description: `Sub-processors added, replaced, removed and amended${withCorrections ? ', and corrections of the register' : ''}. One entry for each step of a change: when announced, when its objection window is about to close and when it has closed, when in effect; and when postponed, withdrawn or superseded.`,
  };
}

/** Parameters in one order, so that a document has one address. */
function addressOf(
  { place }: RenderInput,
  path: FeedPath,
  stream: Stream,
  archive?: number,
): string {
  const query = [
    ...(stream.service === undefined ? [] : [`service=${encodeURIComponent(stream.service.slug)}`]),
    ...(stream.withCorrections ? ['class=all'] : []),
    ...(archive === undefined ? [] : [`archive=${archive}`]),
  ];
  return `${place.origin}${place.base}${path}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}
