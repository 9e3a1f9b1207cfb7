import { escapeHtml } from '../changes/feeds/content.ts';
import type { FeedEntry, FeedPage, FeedPath } from '../changes/feeds/document.ts';
import { pointerTo, Refusal } from '../core/errors.ts';
import { parseNumber } from '../core/number.ts';
import type { Db } from '../db/client.ts';
import type { Place } from '../publication/model.ts';
import type { RenderInput } from '../publication/representation.ts';
import type { StatusChange } from './model.ts';
import { changeUrl, presentStatusChange } from './present.ts';
import { changesPerBlock, listStatusChanges } from './service.ts';
import { changeText, changeTitle } from './words.ts';

/** What `topic` says to hear of controls and attestations whose status changed. */
export const controlsTopic = 'controls';

type Input = RenderInput & { readonly db: Db };

/** Changes of status as a feed: the newest, or those of an archive block. */
export async function loadControlFeed(input: Input, path: FeedPath): Promise<FeedPage> {
  const { place, snapshot } = input;
  const block = readBlock(input);
  const total = snapshot.controls.changeCount;
  const { changes, older } = await listStatusChanges(input.db, { block, total });
  const entries = changes.map((change) => entryOf(change, place));
  const address = (archive?: number) =>
    `${place.origin}${place.base}${path}?topic=${controlsTopic}${archive === undefined ? '' : `&archive=${archive}`}`;
  return {
    entries,
    title: `Security controls at ${snapshot.organisation.name}`,
    description:
      'Controls and attestations whose status changed, new attestations, and what is no longer stated.',
    self: address(block),
    current: address(),
    home: `${place.origin}${place.base}/controls`,
    isArchive: block !== undefined,
    ...(older > 0 && { previous: address(older) }),
    updated: changes[0]?.at ?? snapshot.at,
  };
}

function entryOf(change: StatusChange, place: Place): FeedEntry {
  const text = changeText(change);
  const url = changeUrl(change, place);
  const title = changeTitle(change);
  return {
    id: `urn:uuid:${change.eventId}`,
    url,
    title,
    published: change.at,
    updated: change.at,
    summary: text,
    text,
    html: `<p>${escapeHtml(title)}</p><p>${escapeHtml(text)}</p>`,
    tags: [change.kind, change.after ?? 'removed'],
    machine: {
      about: `${place.origin}${place.base}/controls.json`,
      statusChange: presentStatusChange(change, place),
    },
  };
}

function readBlock({ params, snapshot }: Input): number | undefined {
  for (const name of ['service', 'class'])
    if (params[name] !== undefined) {
      const detail = `Controls have no ${name}; leave it out here.`;
      const errors = [{ pointer: pointerTo('query', name), detail }];
      throw new Refusal('invalid', detail, { errors });
    }
  const { archive } = params;
  if (archive === undefined) return undefined;
  const block = parseNumber(archive);
  if (block === undefined || snapshot.controls.changeCount < block * changesPerBlock)
    throw new Refusal('not_found', 'This feed has no such archive page.');
  return block;
}
