import type { Change } from '../../changes/model.ts';
import type { Day } from '../../core/day.ts';
import type { Terms } from '../../customers/model.ts';
import type { Letter } from '../model/letter.ts';
import { changeLinks, inFull, itemBlocks } from './change.ts';
import { rowsOfNotice } from './change-rows.ts';
import { finished, text, type Voice } from './voice.ts';

/** What is announced: a change with the step by which it is, for the first time or anew. */
export type Announced = { readonly change: Change; readonly round: number };

type Dates = { readonly objectionEndsOn: Day; readonly earliestEffectOn: Day };

/**
 * The notice to customers on these terms: what changes, in full; when, for whom and why; how many days
 * there are, how to object, and what silence means. Days count from its arrival, which nobody knows yet:
 * so it says the rule, and what it comes to if it arrives at once.
 */
export function noticeLetter(
  voice: Voice,
  { change, round }: Announced,
  terms: Terms,
  ifToday: Dates,
): Pick<Letter, 'subject' | 'blocks'> {
  const { words, sender } = voice;
  const { notice } = words;
  const headline = words.change.headline(change);
  return finished(voice, {
    subject: `${sender.name}: ${headline}`,
    blocks: [
      { kind: 'heading', text: headline },
      text(openingOf(voice, change, round)),
      { kind: 'facts', rows: rowsOfNotice(voice, change) },
      ...rightsOf(voice, change, terms, ifToday).map(text),
      { kind: 'link', text: notice.object, href: `${sender.root}/changes/${change.id}/objection` },
      ...(sender.objectionsTo === undefined ? [] : [text(notice.objectBy(sender.objectionsTo))]),
      ...itemBlocks(voice, change.items, inFull),
      ...changeLinks(voice, change),
    ],
  });
}

function openingOf({ words: { notice }, sender }: Voice, change: Change, round: number): string {
  if (change.emergency) return notice.emergency(sender.name);
  return round > 1 ? notice.anew(sender.name) : notice.intended(sender.name);
}

/** Which days there are, and what silence and an objection do. */
function rightsOf(
  { words }: Voice,
  { emergency }: Change,
  terms: Terms,
  { objectionEndsOn, earliestEffectOn }: Dates,
): readonly string[] {
  const { notice } = words;
  const lastDay = words.day(objectionEndsOn);
  if (emergency && terms.emergencyPermitted)
    return [notice.daysAfter(terms), notice.lastDayIfToday(lastDay), notice.silenceAfter(terms)];
  return [
    ...(emergency ? [notice.forbidden(terms)] : []),
    notice.days(terms),
    notice.ifToday(lastDay, words.day(earliestEffectOn)),
    ...(emergency && terms.hardHold ? [] : [notice.silence(terms)]),
    ...(terms.hardHold ? [notice.hold] : []),
  ];
}
