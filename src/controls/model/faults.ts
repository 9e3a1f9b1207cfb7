import type { Day } from '../../core/day.ts';
import { type Fault, pointerTo } from '../../core/errors.ts';
import { textsIn } from '../../core/translating.ts';
import type { Attestation, Control, FactsOf, Kind, LawStatement } from '../model.ts';

/** What stands against stating this. `today` where the organisation is. */
export function faultsIn<K extends Kind>(kind: K, facts: FactsOf[K], today: Day): readonly Fault[] {
  const judge: Judges[K] = judges[kind];
  return judge(facts, today);
}

type Judges = { readonly [K in Kind]: (facts: FactsOf[K], today: Day) => readonly Fault[] };

const judges: Judges = {
  attestation: faultsInAttestation,
  control: faultsInControl,
  question: () => [],
  law: faultsInLaw,
  'data-act': () => [],
  disclosure: () => [],
};

function faultsInAttestation(facts: Attestation, today: Day): readonly Fault[] {
  return [...faultsInProgress(facts), ...faultsInPeriod(facts), ...faultsOfClaim(facts, today)];
}

function faultsInProgress({ status, expectedOn, issuedOn }: Attestation): readonly Fault[] {
  const isComing = status === 'planned' || status === 'in-progress';
  if (isComing)
    return [
      ...when(expectedOn === undefined, 'expectedOn', 'Say when it should be held.'),
      ...when(issuedOn !== undefined, 'issuedOn', 'What is not held yet was not issued.'),
    ];
  return [
    ...when(issuedOn === undefined, 'issuedOn', 'Say when it was issued.'),
    ...when(expectedOn !== undefined, 'expectedOn', 'It is held or was: leave this out.'),
  ];
}

function faultsInPeriod(facts: Attestation): readonly Fault[] {
  const { asOf, periodFrom, periodUntil, issuedOn, validUntil } = facts;
  const isHalf = (periodFrom === undefined) !== (periodUntil === undefined);
  return [
    ...when(isHalf, 'periodUntil', 'A period has a first and a last day; or give asOf instead.'),
    ...when(isBefore(periodUntil, periodFrom), 'periodUntil', 'Ends before it begins.'),
    ...when(
      asOf !== undefined && periodFrom !== undefined,
      'asOf',
      'It tells of one day or of a period: leave one of them out.',
    ),
    ...when(isBefore(validUntil, issuedOn), 'validUntil', 'Ends before it was issued.'),
  ];
}

/** What is claimed must be so. */
function faultsOfClaim(facts: Attestation, today: Day): readonly Fault[] {
  const { status, form, auditor, issuedOn, validUntil } = facts;
  const isHeld = status === 'held';
  return [
    ...when(isBefore(today, issuedOn), 'issuedOn', 'Lies in the future.'),
    ...when(
      isHeld && isBefore(validUntil, today),
      'status',
      'Its last day is over, so it has lapsed.',
    ),
    ...when(
      isHeld && form !== 'self-assessment' && auditor === undefined,
      'auditor',
      'Say who examined it; if nobody did, it is a self-assessment.',
    ),
    ...when(
      form === 'self-assessment' && auditor !== undefined,
      'auditor',
      'Nobody examines a self-assessment: leave it out.',
    ),
  ];
}

function faultsInControl(facts: Control, today: Day): readonly Fault[] {
  const { status, plannedFor, lastReviewedOn } = facts;
  return [
    ...when(
      status === 'planned' && plannedFor === undefined,
      'plannedFor',
      'Say for which day it is planned.',
    ),
    ...when(
      status === 'in-place' && plannedFor !== undefined,
      'plannedFor',
      'It is in place: leave this out.',
    ),
    ...when(isBefore(today, lastReviewedOn), 'lastReviewedOn', 'Lies in the future.'),
  ];
}

/** Those of the texts that are in Markdown. */
export const markdownFields = new Set([
  'text',
  'answer',
  'technical',
  'organisational',
  'contractual',
]);

/** What only somebody else can say: it belongs among the attestations, with who said it. */
const borrowed =
  /\b(certified|accredited|attested|audited|zertifiziert\w*|akkreditiert\w*|auditiert\w*)\b/i;

function faultsInLaw(stated: LawStatement): readonly Fault[] {
  const detail = (word: string) =>
    `Says “${word}”. This is your own statement about a law; what somebody else has examined is an attestation.`;
  return textsIn(stated, new Set(['law', 'fullName', 'text'])).flatMap(([path, said]) => {
    const word = borrowed.exec(said)?.[0];
    return word === undefined ? [] : [{ pointer: pointerTo(...path), detail: detail(word) }];
  });
}

function isBefore(day: Day | undefined, other: Day | undefined): boolean {
  return day !== undefined && other !== undefined && day < other;
}

function when(
  isFault: boolean,
  field: keyof Attestation | keyof Control,
  detail: string,
): readonly Fault[] {
  return isFault ? [{ pointer: pointerTo(field), detail }] : [];
}
