import type { Change } from '../../changes/model.ts';
import type { Day } from '../../core/day.ts';
import type { Terms } from '../../customers/model.ts';
import type { Block } from '../model/letter.ts';
import { changeLink, itemBlocks } from './change.ts';
import { rowsOfChange, type Voice } from './voice.ts';

/** What is announced: a change with the step by which it is, for the first time or anew. */
export type Announced = { readonly change: Change; readonly round: number };

/**
 * The notice to customers on these terms: what changes, in full; when, for whom and why; how many days
 * there are, how to object, and what silence means. Days count from its arrival, which nobody knows yet:
 * so it says the rule, and what it comes to if it arrives at once.
 */
export function noticeLetter(
  voice: Voice,
  { change, round }: Announced,
  terms: Terms,
  ifToday: { readonly objectionEndsOn: Day; readonly earliestEffectOn: Day },
): { readonly subject: string; readonly blocks: readonly Block[] } {
  const { words, sender } = voice;
  const { notice } = words;
  const headline = words.change.headline(change);
  const { objectionEndsOn, earliestEffectOn } = ifToday;
  return {
    subject: `${sender.name}: ${headline}`,
    blocks: [
      { kind: 'heading', text: headline },
      text(openingOf(voice, change, round)),
      { kind: 'facts', rows: [...rowsOfChange(voice, change), ...particulars(voice, change)] },
      text(notice.days(terms)),
      text(notice.ifToday(words.day(objectionEndsOn), words.day(earliestEffectOn))),
      text(notice.silence(terms)),
      ...(terms.hardHold ? [text(notice.hold)] : []),
      { kind: 'link', text: notice.object, href: `${sender.root}/changes/${change.id}/objection` },
      ...itemBlocks(voice, change.items),
      changeLink(voice, change),
    ],
  };
}

function openingOf({ words: { notice }, sender }: Voice, change: Change, round: number): string {
  if (change.emergency) return notice.emergency(sender.name);
  return round > 1 ? notice.anew(sender.name) : notice.intended(sender.name);
}

function particulars({ words: { notice } }: Voice, { emergency, steps }: Change) {
  const material = steps.at(-1)?.materialChange;
  return [
    ...(emergency
      ? [[notice.ground, `${notice.grounds[emergency.ground]}. ${emergency.explanation}`] as const]
      : []),
    ...(material === undefined ? [] : [[notice.material, material] as const]),
  ];
}

function text(said: string): Block {
  return { kind: 'text', text: said };
}
