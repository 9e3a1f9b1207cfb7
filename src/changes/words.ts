import { dayOf } from '../core/day.ts';
import type { Organisation, Service } from '../organisation/model.ts';
import { dayInWords, fieldWords, listInWords, placeName, serviceNames } from './field-text.ts';
import {
  type Change,
  type ChangeState,
  type ChangeItem,
  type ChangeStep,
  type StepName,
  type Told,
  changedFields,
  changeStates,
  isPending,
  lastStep,
  servicesOf,
} from './model.ts';

/** The change as it stood right after one of its steps; what a feed says about a step never changes. */
export function asOfStep({ change, step }: ChangeStep): Change {
  const index = change.steps.findIndex((each) => each.eventId === step.eventId);
  return index < 0 ? change : { ...change, steps: change.steps.slice(0, index + 1) };
}

export function stateOf({ steps }: Pick<Change, 'steps'>): ChangeState {
  const ending = steps.findLast(({ name }) => name !== 'announced' && isState(name));
  return ending !== undefined && isState(ending.name) ? ending.name : 'announced';
}

function isState(name: StepName): name is StepName & ChangeState {
  return changeStates.some((state) => state === name);
}

/** A status is a word and a shape; `shape` completes the class name `is-…`. */
export function statusOf(change: Change): { readonly word: string; readonly shape: string } {
  if (change.class === 'correction') {
    return { word: isPending(change) ? 'Correction announced' : 'Correction', shape: 'corrected' };
  }
  return isPending(change)
    ? { word: 'Announced', shape: 'announced' }
    : { word: 'In effect', shape: 'current' };
}

/** `In effect: Postmark replaced Twilio SendGrid`, the title of one step in a feed. */
export function stepTitle(entry: ChangeStep): string {
  const change = asOfStep(entry);
  if (change.claimedAt !== undefined)
    return `Imported history, ${dayInWords(change.effectiveOn)}: ${titleOf(change)}`;
  return `${statusOf(change).word}: ${titleOf(change)}`;
}

/** The change as a sentence without full stop: who, what happens and, while it is to come, when. */
export function titleOf(change: Told): string {
  return headlineOf(change, isPending(change) ? ` on ${dayInWords(change.effectiveOn)}` : '');
}

/** The same without the day, for where the days stand below. */
export function headlineOf(change: Told, when = ''): string {
  const isToCome = isPending(change);
  const groups = groupItems(change.items);
  if (groups.arrivals.length + groups.replacements.length + groups.departures.length === 0) {
    return amendmentTitle(groups, isToCome, when);
  }
  const clauses = [
    passive(groups.arrivals, 'added', isToCome),
    replacementClause(groups.replacements, isToCome),
    passive(groups.departures, 'removed', isToCome),
    passive(groups.amended.map(nameOf), 'amended', isToCome),
    passive(groups.corrected.map(nameOf), 'corrected', isToCome),
  ];
  return `${listInWords(clauses.filter((clause) => clause !== '').map(withoutRepetition))}${when}`;
}

/** When it was said, from when it counts, where data goes and for whom: the sentences under the title. */
export function leadOf(
  change: Change,
  organisation: Organisation,
  services: readonly Service[],
): string {
  const sentences = [
    timing(change, organisation.timeZone),
    newcomer(change.items),
    change.class === 'correction'
      ? 'It corrects what the register says; the processing itself does not change.'
      : '',
    `It concerns ${audience(change, services)}.`,
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** `customers of Qluster service`, or of every service. */
export function audience(change: Change, services: readonly Service[]): string {
  const names = serviceNames(servicesOf(change.items), services);
  return names.length === 0 ? 'customers of every service' : `customers of ${listInWords(names)}`;
}

/** `Qluster service`, or `Every service`. */
export function listedServices(change: Change, services: readonly Service[]): string {
  const names = serviceNames(servicesOf(change.items), services);
  return names.length === 0 ? 'Every service' : listInWords(names);
}

/** `Added: Mistral AI`, `Replaced by Postmark: Twilio SendGrid`. */
export function itemTitle(item: ChangeItem, items: readonly ChangeItem[]): string {
  const name = nameOf(item);
  if (item.kind === 'added') return `Added: ${name}`;
  if (item.kind === 'removed') return `Removed: ${name}`;
  if (item.kind === 'amended')
    return `${item.class === 'correction' ? 'Corrected' : 'Amended'}: ${name}`;
  const other = counterpartName(item, items);
  if (other === undefined) return `Replaced: ${name}`;
  return isOutgoing(item) ? `${name}, replaced by ${other}` : `${name}, replacing ${other}`;
}

/** Name of the entry at the other end of a replacement. */
export function counterpartName(
  item: ChangeItem,
  items: readonly ChangeItem[],
): string | undefined {
  const other = items.find((each) => each.slug === item.counterpart);
  return other === undefined ? item.counterpart : nameOf(other);
}

/** Whether the entry leaves the list by this change. */
export function isOutgoing(item: ChangeItem): boolean {
  if (item.kind === 'removed') return true;
  return (
    item.kind === 'replaced' && item.before !== undefined && item.after.effectiveUntil !== undefined
  );
}

/** Days from the announcement to the effect; undefined where nothing was announced beforehand. */
export function noticeDaysOf(change: Change, timeZone: string): number | undefined {
  const announced = change.steps.find((step) => step.name === 'announced');
  if (announced === undefined) return undefined;
  const days =
    (Date.parse(change.effectiveOn) - Date.parse(dayOf(announced.at, timeZone))) / 86_400_000;
  return days > 0 ? days : undefined;
}

// A longer one stands below, in the facts.
const longestPurpose = 160;

/** What a change does, by kind; pairs of a replacement are the newcomer and whom it replaces. */
export type Groups = {
  readonly arrivals: readonly string[];
  readonly replacements: readonly (readonly [string, string])[];
  readonly departures: readonly string[];
  readonly amended: readonly ChangeItem[];
  readonly corrected: readonly ChangeItem[];
};

export function groupItems(items: readonly ChangeItem[]): Groups {
  const replaced = items.filter((item) => item.kind === 'replaced');
  const paired = replaced.filter((item) => isOutgoing(item) && item.counterpart !== undefined);
  const arriving = new Set(paired.map((item) => item.counterpart));
  const alone = replaced.filter((item) => !paired.includes(item) && !arriving.has(item.slug));
  const amended = items.filter((item) => item.kind === 'amended');
  const named = (kept: (item: ChangeItem) => boolean) => items.filter(kept).map(nameOf);
  return {
    arrivals: named((item) => item.kind === 'added' || (alone.includes(item) && !isOutgoing(item))),
    replacements: paired.map((item) => [counterpartName(item, items) ?? '', nameOf(item)] as const),
    departures: named(
      (item) => item.kind === 'removed' || (alone.includes(item) && isOutgoing(item)),
    ),
    amended: amended.filter((item) => item.class === 'substantive'),
    corrected: amended.filter((item) => item.class === 'correction'),
  };
}

function amendmentTitle({ amended, corrected }: Groups, isToCome: boolean, when: string): string {
  const clauses = [
    elliptic(amended, 'amended', isToCome),
    elliptic(corrected, 'corrected', isToCome),
  ];
  const sentence = listInWords(clauses.filter((clause) => clause !== ''));
  const [only, ...others] = [...amended, ...corrected];
  if (only === undefined || others.length > 0) return `${sentence}${when}`;
  const nouns = changedFields(only.before, only.after).map((field) => fieldWords[field].noun);
  if (nouns.length === 0) return `${sentence}${when}`;
  return `${sentence}${when}: ${shorten(nouns).join(', ')}`;
}

function shorten(nouns: readonly string[]): readonly string[] {
  return nouns.length <= 5 ? nouns : [...nouns.slice(0, 4), `${nouns.length - 4} more`];
}

function elliptic(items: readonly ChangeItem[], verb: string, isToCome: boolean): string {
  if (isToCome || items.length === 0) return passive(items.map(nameOf), verb, isToCome);
  return `${listInWords(items.map(nameOf), 3)} ${verb}`;
}

function passive(names: readonly string[], verb: string, isToCome: boolean): string {
  if (names.length === 0) return '';
  const auxiliary = isToCome ? 'will be' : names.length === 1 ? 'was' : 'were';
  return `${listInWords(names, 3)} ${auxiliary} ${verb}`;
}

/** `A will be added`, `B will be amended`: the second needs no auxiliary of its own. */
function withoutRepetition(clause: string, index: number, clauses: readonly string[]): string {
  const verbs = / (will be|was|were) (\w+)$/;
  const [, before] = verbs.exec(clauses[index - 1] ?? '') ?? [];
  const [, own] = verbs.exec(clause) ?? [];
  return own !== undefined && own === before ? clause.replace(verbs, ' $2') : clause;
}

function replacementClause(pairs: Groups['replacements'], isToCome: boolean): string {
  const verb = isToCome ? 'will replace' : 'replaced';
  return listInWords(
    pairs.map(([fresh, old]) => `${fresh} ${verb} ${old}`),
    3,
  );
}

// The day it counts from stands last: the next sentence may say "from that day".
function timing(change: Change, timeZone: string): string {
  const first = change.steps[0] ?? lastStep(change);
  const said = dayInWords(dayOf(first.at, timeZone));
  const effective = dayInWords(change.effectiveOn);
  if (change.claimedAt !== undefined) {
    const claimed = dayInWords(dayOf(change.claimedAt, timeZone));
    return `Recorded here on ${said}, published on ${claimed} according to an imported history.`;
  }
  if (isPending(change)) return `Announced on ${said}, to take effect on ${effective}.`;
  if (first.name === 'announced' && said !== effective) {
    return `Announced on ${said}, in effect since ${effective}.`;
  }
  return said === effective
    ? `Published and in effect on ${said}.`
    : `Published on ${said}, in effect since ${effective}.`;
}

/** Of a single newcomer: who, what for and where, so that the lead can be quoted alone. */
function newcomer(items: readonly ChangeItem[]): string {
  const arriving = items.filter(
    (item) => item.kind === 'added' || (item.kind === 'replaced' && !isOutgoing(item)),
  );
  const [only, ...others] = arriving;
  if (only === undefined || others.length > 0) return '';
  const { description, locations = [] } = only.after;
  const places = [...new Set(locations.map(({ label: _, ...place }) => placeName(place)))];
  const sentences = [
    `From that day ${nameOf(only)} may process personal data.`,
    description.length > longestPurpose ? '' : `Purpose: ${description.replace(/\.$/, '')}.`,
    locations.length === 0 ? '' : `Place: ${places.join(', ')}.`,
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function nameOf(item: ChangeItem): string {
  return item.after.name;
}
