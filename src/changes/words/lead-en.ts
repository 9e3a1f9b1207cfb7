import type { EmergencyGround, StepName } from '../model.ts';

/** The sentences that tell a change; days are in words already. */
export const en = {
  /** Why it could not wait, as the end of a sentence or a part of one. */
  grounds: {
    security: 'for security reasons',
    insolvency: 'because a provider is insolvent',
    outage: 'because of an outage',
    other: 'for an urgent reason',
  } as Readonly<Record<EmergencyGround, string>>,
  /** Said where an objection is possible, next to its deadline. */
  silence:
    'Who does not object by then accepts the change under a general authorisation; under a specific one, silence refuses it.',
  correction: 'It corrects what the register says; the processing itself does not change.',
  concerns: (audience: string) => `It concerns ${audience}.`,
  imported: (said: string, claimed: string) =>
    `Recorded here on ${said}, published on ${claimed} according to an imported history.`,
  planned: (said: string, effective: string) =>
    `Announced on ${said}, to take effect on ${effective}.`,
  moved: (said: string, { on, from, to }: Moved) =>
    `Announced on ${said}, postponed on ${on}${from === undefined ? '' : ` from ${from}`} to ${to}.`,
  withdrawn: (said: string, effective: string, on: string) =>
    `Announced on ${said} for ${effective}, withdrawn on ${on}: it does not take effect.`,
  superseded: (said: string, effective: string, on: string, by: number) =>
    `Announced on ${said} for ${effective}; on ${on} change ${by} took its place.`,
  emergency: (ground: string, effective: string) =>
    `As an emergency replacement, ${ground}, in effect since ${effective}.`,
  announcedInEffect: (said: string, effective: string) =>
    `Announced on ${said}, in effect since ${effective}.`,
  publishedInEffect: (said: string, effective: string) =>
    said === effective
      ? `Published and in effect on ${said}.`
      : `Published on ${said}, in effect since ${effective}.`,
  mayObject: (until: string) => `On general terms customers may object until ${until}.`,
  couldObject: (until: string) => `On general terms customers could object until ${until}.`,
  newcomer: (name: string) => `From that day ${name} may process personal data.`,
  purpose: (text: string) => `Purpose: ${text}.`,
  places: (places: string) => `Place: ${places}.`,
  /** What a step said. */
  steps: {
    announced: ({ effective }) => `To take effect on ${effective}.`,
    postponed: ({ previous, effective }) =>
      `${previous === undefined ? 'To' : `From ${previous} to`} ${effective}.`,
    'objection-closing': ({ until }) =>
      until === undefined ? '' : `A reminder: objections until ${until} on general terms.`,
    'objection-closed': () => 'The time to object on general terms is over.',
    'in-effect': ({ effective, isEmergency }) =>
      isEmergency ? 'Before it could be announced.' : `Since ${effective}.`,
    withdrawn: () => 'It does not take effect.',
    superseded: ({ by }) => (by === undefined ? '' : `Change ${by} takes its place.`),
  } as StepSentences,
  objectionsUntil: (until: string) => `Objections until ${until} on general terms.`,
};

type Moved = { readonly on: string; readonly from?: string | undefined; readonly to: string };

type StepFacts = {
  readonly effective: string;
  readonly previous?: string | undefined;
  readonly until?: string | undefined;
  readonly isEmergency: boolean;
  readonly by?: number | undefined;
};
type StepSentences = Readonly<Record<StepName, (facts: StepFacts) => string>>;

export type LeadWords = typeof en;
