import { dayOf } from '../core/day.ts';
import type { Catalogue, Language } from '../core/language.ts';
import type { Service } from '../organisation/model.ts';
import { dayInWords, fieldWords, listInWords, serviceNames } from './field-text.ts';
import {
  type Change,
  type ChangeItem,
  type ChangeStep,
  type Step,
  type Told,
  changedFields,
  isPending,
  servicesOf,
} from './model.ts';
import { stepWords } from './step-words.ts';
import {
  asOfStep,
  counterpartName,
  type Groups,
  groupItems,
  isOutgoing,
  nameOf,
  stateOf,
  type Tense,
  tenseOf,
} from './telling.ts';
import { germanHeadline, germanItem, germanTitle } from './words/de-titles.ts';
import { standingNames, stepNames } from './words/signs.ts';

export { asOfStep, counterpartName, isOutgoing, nameOf, stateOf } from './telling.ts';

/** A status is a word and a shape; `shape` completes the class name `is-…`. */
export function statusOf(
  change: Change,
  language: Language = 'en',
): { readonly word: string; readonly shape: string } {
  const state = stateOf(change);
  const [step, standing] = [stepNames[language], standingNames[language]];
  if (state === 'withdrawn' || state === 'superseded')
    return { word: step[state], shape: 'withdrawn' };
  if (change.class === 'correction') {
    const { correction, correctionAnnounced } = standing;
    return { word: isPending(change) ? correctionAnnounced : correction, shape: 'corrected' };
  }
  if (state === 'in-effect')
    return { word: change.emergency ? standing.emergency : step[state], shape: 'current' };
  const isPostponed = change.steps.some(({ name }) => name === 'postponed');
  return { word: step[isPostponed ? 'postponed' : 'announced'], shape: 'announced' };
}

/** `In effect: Postmark replaced Twilio SendGrid`, the title of one step in a feed. */
export function stepTitle(entry: ChangeStep): string {
  const change = asOfStep(entry);
  if (change.claimedAt !== undefined)
    return `Imported history, ${dayInWords(change.effectiveOn)}: ${titleOf(change)}`;
  if (entry.step.name === 'postponed')
    return `${postponed(entry.step, change)}: ${headlineOf(change)}`;
  return `${stepPrefix(entry.step, change)}: ${titleOf(change)}`;
}

function stepPrefix({ name, supersededBy }: Step, change: Change): string {
  if (name === 'objection-closing' && change.objectionEndsOn !== undefined)
    return `Objections until ${dayInWords(change.objectionEndsOn)}`;
  if (name === 'objection-closed') return stepWords[name];
  if (name === 'superseded' && supersededBy !== undefined)
    return `Superseded by change ${supersededBy}`;
  if (name === 'in-effect' && change.emergency) return 'Emergency replacement in effect';
  return statusOf(change).word;
}

/** A material change is announced anew; every clock begins again with it. */
function postponed({ materialChange }: Step, { effectiveOn }: Change): string {
  const to = `ostponed to ${dayInWords(effectiveOn)}`;
  return materialChange === undefined ? `P${to}` : `Announced anew, p${to}`;
}

/** The change as a sentence without full stop: who, what happens and, unless it has happened, when. */
export function titleOf(change: Told, language: Language = 'en'): string {
  if (language === 'de') return germanTitle(change);
  const hasHappened = tenseOf(change) === 'past';
  return englishHeadline(change, hasHappened ? '' : ` on ${dayInWords(change.effectiveOn)}`);
}

/** The same without the day, for where the days stand below. */
export function headlineOf(change: Told, language: Language = 'en'): string {
  return language === 'de' ? germanHeadline(change) : englishHeadline(change, '');
}

function englishHeadline(change: Told, when: string): string {
  const tense = tenseOf(change);
  const groups = groupItems(change.items);
  if (groups.arrivals.length + groups.replacements.length + groups.departures.length === 0) {
    return amendmentTitle(groups, tense, when);
  }
  const clauses = [
    passive(groups.arrivals, 'added', tense),
    replacementClause(groups.replacements, tense),
    passive(groups.departures, 'removed', tense),
    passive(groups.amended.map(nameOf), 'amended', tense),
    passive(groups.corrected.map(nameOf), 'corrected', tense),
  ];
  return `${listInWords(clauses.filter((clause) => clause !== '').map(withoutRepetition))}${when}`;
}

/** `customers of Qluster service`, or of every service. */
export function audience(
  change: Change,
  services: readonly Service[],
  language: Language = 'en',
): string {
  const names = serviceNames(servicesOf(change.items), services);
  const { ofEvery, of } = audiences[language];
  return names.length === 0 ? ofEvery : `${of}${listInWords(names, undefined, language)}`;
}

/** `Qluster service`, or `Every service`. */
export function listedServices(
  change: Change,
  services: readonly Service[],
  language: Language = 'en',
): string {
  const names = serviceNames(servicesOf(change.items), services);
  return names.length === 0 ? audiences[language].every : listInWords(names, undefined, language);
}

const audiences: Catalogue<Readonly<Record<'every' | 'ofEvery' | 'of', string>>> = {
  en: { every: 'Every service', ofEvery: 'customers of every service', of: 'customers of ' },
  de: { every: 'Alle Dienste', ofEvery: 'Kunden aller Dienste', of: 'Kunden von ' },
};

/** `Added: Mistral AI`, `Replaced by Postmark: Twilio SendGrid`. */
export function itemTitle(
  item: ChangeItem,
  items: readonly ChangeItem[],
  language: Language = 'en',
): string {
  if (language === 'de') return germanItem(item, items);
  const name = nameOf(item);
  if (item.kind === 'added') return `Added: ${name}`;
  if (item.kind === 'removed') return `Removed: ${name}`;
  if (item.kind === 'amended')
    return `${item.class === 'correction' ? 'Corrected' : 'Amended'}: ${name}`;
  const other = counterpartName(item, items);
  if (other === undefined) return `Replaced: ${name}`;
  return isOutgoing(item) ? `${name}, replaced by ${other}` : `${name}, replacing ${other}`;
}

/** Days from the announcement to the effect; undefined where nothing was announced beforehand. */
export function noticeDaysOf(change: Change, timeZone: string): number | undefined {
  const announced = change.steps.find((step) => step.name === 'announced');
  if (announced === undefined || tenseOf(change) === 'dropped') return undefined;
  const days =
    (Date.parse(change.effectiveOn) - Date.parse(dayOf(announced.at, timeZone))) / 86_400_000;
  return days > 0 ? days : undefined;
}

const auxiliaries: Readonly<Record<Tense, readonly [one: string, several: string]>> = {
  future: ['will be', 'will be'],
  past: ['was', 'were'],
  dropped: ['was to be', 'were to be'],
};

function amendmentTitle({ amended, corrected }: Groups, tense: Tense, when: string): string {
  const clauses = [elliptic(amended, 'amended', tense), elliptic(corrected, 'corrected', tense)];
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

function elliptic(items: readonly ChangeItem[], verb: string, tense: Tense): string {
  if (tense !== 'past' || items.length === 0) return passive(items.map(nameOf), verb, tense);
  return `${listInWords(items.map(nameOf), 3)} ${verb}`;
}

function passive(names: readonly string[], verb: string, tense: Tense): string {
  if (names.length === 0) return '';
  const [one, several] = auxiliaries[tense];
  return `${listInWords(names, 3)} ${names.length === 1 ? one : several} ${verb}`;
}

/** `A will be added`, `B will be amended`: the second needs no auxiliary of its own. */
function withoutRepetition(clause: string, index: number, clauses: readonly string[]): string {
  const verbs = / (will be|was to be|were to be|was|were) (\w+)$/;
  const [, before] = verbs.exec(clauses[index - 1] ?? '') ?? [];
  const [, own] = verbs.exec(clause) ?? [];
  return own !== undefined && own === before ? clause.replace(verbs, ' $2') : clause;
}

function replacementClause(pairs: Groups['replacements'], tense: Tense): string {
  const verb = { future: 'will replace', past: 'replaced', dropped: 'was to replace' }[tense];
  return listInWords(
    pairs.map(([fresh, old]) => `${fresh} ${verb} ${old}`),
    3,
  );
}
