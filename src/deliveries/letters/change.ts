import { fieldLines, plainLineIn } from '../../changes/field-text.ts';
import {
  type Change,
  type ChangeItem,
  changedFields,
  fieldOrder,
  lastStep,
  type Step,
  type StepName,
} from '../../changes/model.ts';
import { mayObject, windowOf } from '../../changes/standing.ts';
import type { Facts } from '../../subprocessors/model/facts.ts';
import type { Block } from '../model/letter.ts';
import { rowsOfChange } from './change-rows.ts';
import { shortened, text, type Voice } from './voice.ts';

/** How much is said of the entries that a change touches. */
type Extent = {
  readonly items: number;
  readonly detailed: number;
  /** Characters of one value. */
  readonly value: number;
  /** What is said of an entry that comes or goes; of an amended one what is amended is said. */
  readonly fields: readonly (keyof Facts)[];
};

// The opening of a register may have a hundred items; the page of the change has them all.
const inShort: Extent = {
  items: 12,
  detailed: 6,
  value: 800,
  fields: [
    'legalName',
    'legalAddress',
    'description',
    'dataCategories',
    'dataSubjects',
    'locations',
    'transfers',
    'effectiveUntil',
    'disposal',
  ],
};

/** Said elsewhere in a letter, or for registers and not for whoever is asked to judge. */
const besides: readonly (keyof Facts)[] = [
  'name',
  'companyNumber',
  'lei',
  'euid',
  'kind',
  'category',
  'contract',
  'links',
  'rank',
  'effectiveFrom',
  'lastReviewedOn',
  'nextReviewDue',
  'order',
];

/** A notice stands for itself: what Annex III of the standard contractual clauses asks of an entry, whole. */
export const inFull: Extent = {
  items: 200,
  detailed: 200,
  value: 8_000,
  fields: fieldOrder.filter((field) => !besides.includes(field)),
};

/** Steps that tell what becomes of something announced: what it was has been told. */
const briefSteps: readonly StepName[] = [
  'objection-closing',
  'objection-closed',
  'withdrawn',
  'superseded',
];

/** A step of a change: what, when, for whom and why, then each entry it touches. */
export function changeBlocks(
  voice: Voice,
  { change, step }: { readonly change: Change; readonly step: Step },
  { isNotice }: { readonly isNotice: boolean },
): readonly Block[] {
  const { words, sender } = voice;
  return [
    { kind: 'heading', text: words.change.headline(change) },
    text(words.change.lead(change, step, sender.name)),
    { kind: 'facts', rows: rowsOfChange(voice, change) },
    ...(isNotice ? legalBlocks(voice, change, step) : []),
    ...objectingBlocks(voice, change),
    ...stepItems(voice, change),
    ...changeLinks(voice, change),
  ];
}

/** The entries, where the step is about them. */
export function stepItems(voice: Voice, change: Change): readonly Block[] {
  return briefSteps.includes(lastStep(change).name) ? [] : itemBlocks(voice, change.items);
}

/** To a contact under contract of whose customer nothing is known here. */
function legalBlocks({ words, sender }: Voice, change: Change, { name }: Step): readonly Block[] {
  const { notice } = words;
  const window = windowOf(change);
  const isIntended = name === 'announced' && change.class === 'substantive';
  if (name === 'in-effect' && window) return [text(notice.effectByContract(sender.name))];
  const isAboutWindow = window !== undefined && (window.isOpen || name === 'objection-closed');
  if (!isIntended && !isAboutWindow) return [];
  const said = [
    ...(isIntended ? [notice.intended(sender.name)] : []),
    notice.byContract(sender.name),
    ...(window ? [notice.onGeneralTerms] : []),
  ];
  return [text(said.join(' '))];
}

/** Where to object, as long as it is asked for. */
export function objectingBlocks({ words, sender }: Voice, change: Change): readonly Block[] {
  if (!mayObject(change) || windowOf(change)?.isOpen !== true) return [];
  const href = `${sender.root}/changes/${change.id}/objection`;
  return [{ kind: 'link', text: words.notice.object, href }];
}

/** Its page, and that of the change in its place. */
export function changeLinks({ words, sender }: Voice, change: Change): readonly Block[] {
  const link = (said: string, id: number): Block => ({
    kind: 'link',
    text: said,
    href: `${sender.root}/changes/${id}`,
  });
  const { supersededBy } = lastStep(change);
  return [
    ...(supersededBy === undefined
      ? []
      : [link(words.change.successor(supersededBy), supersededBy)]),
    link(words.change.page, change.id),
  ];
}

/** Each entry that a change touches, with what was said before and is said after. */
export function itemBlocks(
  voice: Voice,
  items: readonly ChangeItem[],
  extent = inShort,
): readonly Block[] {
  const rest = items.length - extent.items;
  const isDetailed = items.length <= extent.detailed;
  return [
    ...items
      .slice(0, extent.items)
      .flatMap((item) =>
        itemBlock(voice, item, items, { ...extent, ...(!isDetailed && { fields: [] }) }),
      ),
    ...(rest > 0 ? [text(voice.words.change.more(rest))] : []),
  ];
}

function itemBlock(
  voice: Voice,
  item: ChangeItem,
  items: readonly ChangeItem[],
  extent: Extent,
): readonly Block[] {
  const heading: Block = { kind: 'heading', text: voice.words.change.item(item, items) };
  if (item.kind === 'amended') return [heading, ...amendedFields(voice, item, extent)];
  const rows = extent.fields
    .filter((field) => item.after[field] !== undefined)
    .map(
      (field) =>
        [voice.words.field(field), valueOf(voice, field, item.after, extent) ?? ''] as const,
    );
  return rows.length === 0 ? [heading] : [heading, { kind: 'facts', rows }];
}

function amendedFields(
  voice: Voice,
  { before, after }: ChangeItem,
  extent: Extent,
): readonly Block[] {
  return changedFields(before, after).map((field) => {
    const was = before && valueOf(voice, field, before, extent);
    const is = valueOf(voice, field, after, extent);
    return {
      kind: 'field',
      label: voice.words.field(field),
      ...(was !== undefined && { before: was }),
      ...(is !== undefined && { after: is }),
    };
  });
}

/** Undefined where it is not stated. */
function valueOf(
  { words, sender }: Voice,
  field: keyof Facts,
  facts: Facts,
  extent: Extent,
): string | undefined {
  const lines = fieldLines(field, facts, sender.services ?? [], words.values);
  if (lines.length === 0) return undefined;
  return shortened(lines.map((line) => plainLineIn(words.values, line)).join('; '), extent.value);
}
