import { dayOf } from '../core/day.ts';
import type { Organisation, Service } from '../organisation/model.ts';
import { dayInWords, placeName } from './field-text.ts';
import { type Change, type ChangeItem, type EmergencyGround, lastStep } from './model.ts';
import { windowOf } from './standing.ts';
import { audience, isOutgoing, nameOf, stateOf } from './words.ts';

/** When it was said, from when it counts, where data goes, for whom and until when to object: the sentences under the title. */
export function leadOf(
  change: Change,
  organisation: Organisation,
  services: readonly Service[],
): string {
  const sentences = [
    timing(change, organisation.timeZone),
    stateOf(change) === 'announced' || stateOf(change) === 'in-effect'
      ? newcomer(change.items)
      : '',
    change.class === 'correction'
      ? 'It corrects what the register says; the processing itself does not change.'
      : '',
    `It concerns ${audience(change, services)}.`,
    objecting(change),
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** Why it could not wait, as the end of a sentence or a part of one. */
export const groundWords: Readonly<Record<EmergencyGround, string>> = {
  security: 'for security reasons',
  insolvency: 'because a provider is insolvent',
  outage: 'because of an outage',
  other: 'for an urgent reason',
};

/** Said where an objection is possible, next to its deadline. */
export const silenceInWords =
  'Who does not object by then accepts the change under a general authorisation; under a specific one, silence refuses it.';

// A longer one stands below, in the facts.
const longestPurpose = 160;

// The day it counts from stands last: the next sentence may say "from that day".
function timing(change: Change, timeZone: string): string {
  const first = change.steps[0] ?? lastStep(change);
  const said = dayInWords(dayOf(first.at, timeZone));
  const effective = dayInWords(change.effectiveOn);
  if (change.claimedAt !== undefined) {
    const claimed = dayInWords(dayOf(change.claimedAt, timeZone));
    return `Recorded here on ${said}, published on ${claimed} according to an imported history.`;
  }
  const state = stateOf(change);
  if (state === 'announced') return `Announced on ${said}, ${planned(change, timeZone)}.`;
  if (state !== 'in-effect') return dropped(change, said, timeZone);
  if (change.emergency)
    return `As an emergency replacement, ${groundWords[change.emergency.ground]}, in effect since ${effective}.`;
  if (first.name === 'announced' && said !== effective) {
    return `Announced on ${said}, in effect since ${effective}.`;
  }
  return said === effective
    ? `Published and in effect on ${said}.`
    : `Published on ${said}, in effect since ${effective}.`;
}

function planned({ steps, effectiveOn }: Change, timeZone: string): string {
  const moved = steps.findLast(({ name }) => name === 'postponed');
  if (moved === undefined) return `to take effect on ${dayInWords(effectiveOn)}`;
  const from =
    moved.previousEffectiveOn === undefined ? '' : ` from ${dayInWords(moved.previousEffectiveOn)}`;
  return `postponed on ${dayInWords(dayOf(moved.at, timeZone))}${from} to ${dayInWords(effectiveOn)}`;
}

function dropped(change: Change, said: string, timeZone: string): string {
  const { at, supersededBy } = lastStep(change);
  const then = dayInWords(dayOf(at, timeZone));
  const announced = `Announced on ${said} for ${dayInWords(change.effectiveOn)}`;
  return supersededBy === undefined
    ? `${announced}, withdrawn on ${then}: it does not take effect.`
    : `${announced}; on ${then} change ${supersededBy} took its place.`;
}

function objecting(change: Change): string {
  const window = windowOf(change);
  const state = stateOf(change);
  if (window === undefined || state === 'withdrawn' || state === 'superseded') return '';
  const until = dayInWords(window.objectionEndsOn);
  return window.isOpen
    ? `On general terms customers may object until ${until}.`
    : `On general terms customers could object until ${until}.`;
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
