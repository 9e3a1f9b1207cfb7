import { dayOf } from '../core/day.ts';
import type { Language } from '../core/language.ts';
import { dayInProse } from '../http/dates.tsx';
import { type Organisation, type Service, siteLanguage } from '../organisation/model.ts';
import type { Facts } from '../subprocessors/model/facts.ts';
import { isTranslated, translated } from '../core/translating.ts';
import { placeName } from './field-text.ts';
import { type Change, type ChangeItem, lastStep, type Step } from './model.ts';
import { windowOf } from './standing.ts';
import { audience, isOutgoing, nameOf, stateOf } from './words.ts';
import { leadWords, valueWords } from './words/values.ts';

/**
 * When it was said, from when it counts, where data goes, for whom and until when to object: the
 * sentences under the title. For programs, without a language, in English.
 */
export function leadOf(
  change: Change,
  organisation: Organisation,
  services: readonly Service[],
  language?: Language,
): string {
  const words = leadWords[language ?? 'en'];
  const state = stateOf(change);
  const sentences = [
    timing(change, organisation.timeZone, language),
    state === 'announced' || state === 'in-effect' ? newcomer(change, organisation, language) : '',
    change.class === 'correction' ? words.correction : '',
    words.concerns(audience(change, services, language)),
    objecting(change, language),
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** What a step said: our sentences, and between them those of the organisation. */
export function stepParts(step: Step, change: Change, language: Language = 'en') {
  const words = leadWords[language];
  const day = (on: Step['objectionEndsOn']) => on && dayInProse(on, language);
  const { previousEffectiveOn, objectionEndsOn, supersededBy, reason, materialChange } = step;
  return {
    said: words.steps[step.name]({
      effective: dayInProse(change.effectiveOn, language),
      previous: day(previousEffectiveOn),
      until: day(change.objectionEndsOn),
      isEmergency: change.emergency !== undefined,
      by: supersededBy,
    }),
    quoted: [reason, materialChange].filter(Boolean).join(' '),
    until:
      objectionEndsOn === undefined
        ? ''
        : words.objectionsUntil(dayInProse(objectionEndsOn, language)),
  };
}

/** The same in English, in sentences; `change` is as it stood right after it. */
export function stepSaid(step: Step, change: Change): string {
  const { said, quoted, until } = stepParts(step, change);
  return [said, quoted, until].filter(Boolean).join(' ');
}

/** Why it could not wait, as the end of a sentence or a part of one. */
export const groundWords = leadWords.en.grounds;

/** Said where an objection is possible, next to its deadline. */
export const silenceInWords = leadWords.en.silence;

// A longer one stands below, in the facts.
const longestPurpose = 160;

// The day it counts from stands last: the next sentence may say "from that day".
function timing(change: Change, timeZone: string, language: Language = 'en'): string {
  const words = leadWords[language];
  const on = (at: Date) => dayInProse(dayOf(at, timeZone), language);
  const first = change.steps[0] ?? lastStep(change);
  const said = on(first.at);
  const effective = dayInProse(change.effectiveOn, language);
  if (change.claimedAt !== undefined) return words.imported(said, on(change.claimedAt));
  const state = stateOf(change);
  if (state === 'announced') return planned(change, said, on, language);
  if (state !== 'in-effect') {
    const { at, supersededBy } = lastStep(change);
    return supersededBy === undefined
      ? words.withdrawn(said, effective, on(at))
      : words.superseded(said, effective, on(at), supersededBy);
  }
  if (change.emergency) return words.emergency(words.grounds[change.emergency.ground], effective);
  return first.name === 'announced' && said !== effective
    ? words.announcedInEffect(said, effective)
    : words.publishedInEffect(said, effective);
}

function planned(
  { steps, effectiveOn }: Change,
  said: string,
  on: (at: Date) => string,
  language: Language,
): string {
  const words = leadWords[language];
  const to = dayInProse(effectiveOn, language);
  const moved = steps.findLast(({ name }) => name === 'postponed');
  if (moved === undefined) return words.planned(said, to);
  const from = moved.previousEffectiveOn && dayInProse(moved.previousEffectiveOn, language);
  return words.moved(said, { on: on(moved.at), from, to });
}

function objecting(change: Change, language: Language = 'en'): string {
  const window = windowOf(change);
  const state = stateOf(change);
  if (window === undefined || state === 'withdrawn' || state === 'superseded') return '';
  const { mayObject, couldObject } = leadWords[language];
  const until = dayInProse(window.objectionEndsOn, language);
  return window.isOpen ? mayObject(until) : couldObject(until);
}

/** Of a single newcomer: who, what for and where, so that the lead can be quoted alone. */
function newcomer(
  { items }: { readonly items: readonly ChangeItem[] },
  organisation: Organisation,
  language?: Language,
): string {
  const arriving = items.filter(
    (item) => item.kind === 'added' || (item.kind === 'replaced' && !isOutgoing(item)),
  );
  const [only, ...others] = arriving;
  if (only === undefined || others.length > 0) return '';
  const words = leadWords[language ?? 'en'];
  const { locations = [] } = only.after;
  const places = locations.map(({ label: _, ...place }) =>
    placeName(place, valueWords[language ?? 'en']),
  );
  const purpose = purposeOf(only.after, organisation, language);
  const sentences = [
    words.newcomer(nameOf(only)),
    purpose === '' || purpose.length > longestPurpose
      ? ''
      : words.purpose(purpose.replace(/\.$/, '')),
    locations.length === 0 ? '' : words.places([...new Set(places)].join(', ')),
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** Empty where it is in another language than the sentence around it: it stands below too. */
function purposeOf(facts: Facts, organisation: Organisation, language?: Language): string {
  if (language === undefined || language === siteLanguage(organisation)) return facts.description;
  const isReadable = isTranslated(facts, 'description', language);
  return isReadable ? translated(facts, language).description : '';
}
