import { type Change, isPending, lastStep, servicesOf } from '../../changes/model.ts';
import { windowOf } from '../../changes/standing.ts';
import { stateOf } from '../../changes/words.ts';
import { dayOf } from '../../core/day.ts';
import { audienceIn, type Row, type Voice } from './voice.ts';

/** When it was announced, when it counts, until when it can be objected to, for whom and why. */
export function rowsOfChange(voice: Voice, change: Change): readonly Row[] {
  return [...daysOf(voice, change), ...windowRow(voice, change), ...particularsOf(voice, change)];
}

/** The same to a customer, whose own terms say until when. */
export function rowsOfNotice(voice: Voice, change: Change): readonly Row[] {
  return [...daysOf(voice, change), ...particularsOf(voice, change)];
}

function daysOf({ words, sender }: Voice, change: Change): readonly Row[] {
  const { label } = words;
  const announced = change.steps.find(({ name }) => name === 'announced');
  const previous = lastStep(change).previousEffectiveOn;
  return [
    ...row(label.announced, announced && words.day(dayOf(announced.at, sender.timeZone))),
    ...row(label.plannedBefore, previous && words.day(previous)),
    [effectLabel(label, change), words.day(change.effectiveOn)],
  ];
}

function effectLabel(label: Voice['words']['label'], change: Change): string {
  if (isPending(change)) return label.inEffectFrom;
  return stateOf(change) === 'in-effect' ? label.inEffectSince : label.plannedFor;
}

function windowRow({ words }: Voice, change: Change): readonly Row[] {
  const window = windowOf(change);
  const isDropped = !isPending(change) && stateOf(change) !== 'in-effect';
  if (window === undefined || isDropped) return [];
  const { label } = words;
  const day = words.change.onGeneralTerms(words.day(window.objectionEndsOn));
  return [[window.isOpen ? label.objectUntil : label.objectedUntil, day]];
}

function particularsOf(voice: Voice, change: Change): readonly Row[] {
  const { label, change: said } = voice.words;
  const { supersedes } = change;
  return [
    [label.concerns, audienceIn(voice, servicesOf(change.items))],
    [label.reason, change.reason],
    ...row(label.inPlaceOf, supersedes === undefined ? undefined : said.numbered(supersedes)),
    ...emergencyRow(voice, change),
    ...stepRows(voice, change),
  ];
}

function emergencyRow({ words: { notice } }: Voice, { emergency }: Change): readonly Row[] {
  return row(
    notice.ground,
    emergency && `${notice.grounds[emergency.ground]}. ${emergency.explanation}`,
  );
}

function stepRows({ words: { label, notice } }: Voice, change: Change): readonly Row[] {
  const { name, reason, materialChange } = lastStep(change);
  const why = name === 'withdrawn' ? label.whyWithdrawn : label.whyPostponed;
  return [...row(why, reason), ...row(notice.material, materialChange)];
}

function row(label: string, value: string | undefined): readonly Row[] {
  return value === undefined ? [] : [[label, value]];
}
