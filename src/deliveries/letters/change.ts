import { fieldLines, plainLineIn } from '../../changes/field-text.ts';
import { type Change, type ChangeItem, changedFields, type Step } from '../../changes/model.ts';
import type { Facts } from '../../subprocessors/model/facts.ts';
import type { Block } from '../model/letter.ts';
import { rowsOfChange, shortened, type Voice } from './voice.ts';

// The opening of a register may have a hundred items; the page of the change has them all.
const mostItems = 12;
const mostDetailed = 6;
const longestValue = 800;

/** What is said of an entry that comes or goes; of an amended one what is amended is said. */
const told: readonly (keyof Facts)[] = [
  'legalName',
  'legalAddress',
  'description',
  'dataCategories',
  'dataSubjects',
  'locations',
  'transfers',
  'effectiveUntil',
  'disposal',
];

/** A step of a change: what, when, for whom and why, then each entry it touches. */
export function changeBlocks(
  voice: Voice,
  { change, step }: { readonly change: Change; readonly step: Step },
  { isNotice }: { readonly isNotice: boolean },
): readonly Block[] {
  const { words, sender } = voice;
  const isAnnounced = step.name === 'announced' && change.class === 'substantive';
  return [
    { kind: 'heading', text: words.change.headline(change) },
    { kind: 'text', text: words.change.lead(change, step.name, sender.name) },
    { kind: 'facts', rows: rowsOfChange(voice, change) },
    ...(isNotice && isAnnounced
      ? [
          {
            kind: 'text',
            text: `${words.notice.intended(sender.name)} ${words.notice.byContract(sender.name)}`,
          } as const,
        ]
      : []),
    ...itemBlocks(voice, change.items),
    changeLink(voice, change),
  ];
}

export function changeLink({ words, sender }: Voice, { id }: Change): Block {
  return { kind: 'link', text: words.change.page, href: `${sender.root}/changes/${id}` };
}

/** Each entry that a change touches, with what was said before and is said after. */
export function itemBlocks(voice: Voice, items: readonly ChangeItem[]): readonly Block[] {
  const rest = items.length - mostItems;
  return [
    ...items.slice(0, mostItems).flatMap((item) => itemBlock(voice, item, items)),
    ...(rest > 0 ? [{ kind: 'text', text: voice.words.change.more(rest) } as const] : []),
  ];
}

function itemBlock(voice: Voice, item: ChangeItem, items: readonly ChangeItem[]): readonly Block[] {
  const heading: Block = { kind: 'heading', text: voice.words.change.item(item, items) };
  if (item.kind === 'amended') return [heading, ...amendedFields(voice, item)];
  const rows = told
    .filter((field) => item.after[field] !== undefined)
    .map((field) => [voice.words.field(field), valueOf(voice, field, item.after) ?? ''] as const);
  return items.length > mostDetailed || rows.length === 0
    ? [heading]
    : [heading, { kind: 'facts', rows }];
}

function amendedFields(voice: Voice, { before, after }: ChangeItem): readonly Block[] {
  return changedFields(before, after).map((field) => {
    const was = before && valueOf(voice, field, before);
    const is = valueOf(voice, field, after);
    return {
      kind: 'field',
      label: voice.words.field(field),
      ...(was !== undefined && { before: was }),
      ...(is !== undefined && { after: is }),
    };
  });
}

/** Undefined where it is not stated. */
function valueOf({ words, sender }: Voice, field: keyof Facts, facts: Facts): string | undefined {
  const lines = fieldLines(field, facts, sender.services ?? [], words.values);
  if (lines.length === 0) return undefined;
  return shortened(lines.map((line) => plainLineIn(words.values, line)).join('; '), longestValue);
}
