import type { Day } from '../core/day.ts';
import type { EventId } from '../core/ids.ts';
import type { Translations } from '../core/translating.ts';
import type { Criteria } from './model/criteria.ts';

export const attestationForms = ['report', 'certificate', 'self-assessment'] as const;
export const attestationStatuses = ['planned', 'in-progress', 'held', 'lapsed'] as const;
type AttestationStatus = (typeof attestationStatuses)[number];

/** What somebody examined by a standard; a law has none and stands among the statements about laws. */
export type Attestation = {
  readonly name: string;
  readonly form: (typeof attestationForms)[number];
  readonly status: AttestationStatus;
  /** What it covers, in one line. */
  readonly scope?: string;
  /** The firm that examines; absent of a self-assessment. */
  readonly auditor?: string;
  /** The day of which a report tells, e.g. SOC 2 Type I; otherwise a period. */
  readonly asOf?: Day;
  readonly periodFrom?: Day;
  readonly periodUntil?: Day;
  readonly issuedOn?: Day;
  /** The last day. */
  readonly validUntil?: Day;
  /** Of what is not held yet: when it should be. */
  readonly expectedOn?: Day;
  readonly nextAuditOn?: Day;
  /** Slug of the document that holds it. */
  readonly document?: string;
  readonly order?: number;
  readonly translations?: Translations<Pick<Attestation, 'name' | 'scope'>>;
};

export const controlStatuses = ['in-place', 'in-part', 'planned'] as const;
export type ControlStatus = (typeof controlStatuses)[number];

/** What the company says that it does, in its own words. */
export type Control = {
  readonly category: string;
  readonly title: string;
  /** Markdown. */
  readonly text: string;
  readonly status: ControlStatus;
  /** When it is to be in place, whole. */
  readonly plannedFor?: Day;
  readonly criteria: Criteria;
  readonly lastReviewedOn?: Day;
  readonly order?: number;
  readonly translations?: Translations<Pick<Control, 'category' | 'title' | 'text'>>;
};

export type Question = {
  readonly question: string;
  /** Markdown. */
  readonly answer: string;
  readonly order?: number;
  readonly translations?: Translations<Pick<Question, 'question' | 'answer'>>;
};

/** How the company reads a law and what it does about it. Nobody examined it. */
export type LawStatement = {
  /** `GDPR`. */
  readonly law: string;
  readonly fullName?: string;
  /** Markdown. */
  readonly text: string;
  /** Address of the law, or of more about it. */
  readonly reference?: string;
  readonly order?: number;
  readonly translations?: Translations<Pick<LawStatement, 'law' | 'fullName' | 'text'>>;
};

/** What article 28(1) of Regulation (EU) 2023/2854 asks to be published of a data processing service. */
export type DataActFacts = {
  /** Of the infrastructure, ISO 3166-1. */
  readonly jurisdictions: readonly string[];
  readonly jurisdictionNote?: string;
  /** Against international governmental access that Union law forbids; Markdown. */
  readonly technical: string;
  readonly organisational: string;
  readonly contractual: string;
  readonly translations?: Translations<
    Pick<DataActFacts, 'jurisdictionNote' | 'technical' | 'organisational' | 'contractual'>
  >;
};

/** Beside the organisation's security contact: what whoever reports a vulnerability may rely on. */
export type Disclosure = {
  /** Markdown. */
  readonly text: string;
  readonly thanksUrl?: string;
  readonly translations?: Translations<Pick<Disclosure, 'text'>>;
};

/** By kind, what can be stated. */
export type FactsOf = {
  readonly attestation: Attestation;
  readonly control: Control;
  readonly question: Question;
  readonly law: LawStatement;
  /** Its key is the slug of a service. */
  readonly 'data-act': DataActFacts;
  /** There is one, of the key `policy`. */
  readonly disclosure: Disclosure;
};
export type Kind = keyof FactsOf;

export type Statement<K extends Kind> = {
  readonly kind: K;
  /** Unique within its kind, and never another's again in links. */
  readonly key: string;
  readonly facts: FactsOf[K];
  readonly changedAt: Date;
  readonly version: number;
};

/** Everything stated, each in the order in which it is shown. */
export type Stated = {
  readonly attestations: readonly Statement<'attestation'>[];
  readonly controls: readonly Statement<'control'>[];
  readonly questions: readonly Statement<'question'>[];
  readonly laws: readonly Statement<'law'>[];
  readonly dataAct: readonly Statement<'data-act'>[];
  readonly disclosure?: Statement<'disclosure'>;
  /** Entries of the feed. */
  readonly changeCount: number;
};

export const nothingStated: Stated = {
  attestations: [],
  controls: [],
  questions: [],
  laws: [],
  dataAct: [],
  changeCount: 0,
};

/** How many of a kind there may be: every reader gets all of them on one page. */
export const most: Readonly<Record<Kind, number>> = {
  attestation: 50,
  control: 500,
  question: 200,
  law: 50,
  'data-act': 50,
  disclosure: 1,
};

export const policyKey = 'policy';

/** The only kinds whose changes of status are told. */
export type StatusKind = 'attestation' | 'control';
export type Status = AttestationStatus | ControlStatus;

/** A status that became another: an entry of the feed. */
export type StatusChange = {
  /** 1, 2, 3, … without a gap. */
  readonly ordinal: number;
  readonly eventId: EventId;
  readonly kind: StatusKind;
  readonly key: string;
  /** As it was called then. */
  readonly title: string;
  /** Absent: it was not stated before. */
  readonly before?: Status;
  /** Absent: it is not stated any more. */
  readonly after?: Status;
  /** When it is to be in place or held. */
  readonly expectedOn?: Day;
  readonly at: Date;
};

/** In the order of `order`, those without one last; within it by key, `AC-2` before `AC-10`. */
export function compareStatements(a: Ordered, b: Ordered): number {
  const [first = Number.MAX_SAFE_INTEGER, second = Number.MAX_SAFE_INTEGER] = [
    a.facts.order,
    b.facts.order,
  ];
  return first - second || compareKeys(a.key, b.key);
}

type Ordered = { readonly key: string; readonly facts: { readonly order?: number } };

function compareKeys(a: string, b: string): number {
  const [left, right] = [padded(a), padded(b)];
  if (left === right) return a < b ? -1 : Number(a > b);
  return left < right ? -1 : 1;
}

function padded(key: string): string {
  return key.toLowerCase().replaceAll(/\d+/g, (digits) => digits.padStart(40, '0'));
}

/** Controls by category; a category stands where its first control does. */
export function byCategory(
  controls: readonly Statement<'control'>[],
): ReadonlyMap<string, readonly Statement<'control'>[]> {
  return Map.groupBy(controls, ({ facts }) => facts.category);
}

export function countByStatus(controls: readonly Statement<'control'>[]) {
  const count = (status: ControlStatus) =>
    controls.filter(({ facts }) => facts.status === status).length;
  return { inPlace: count('in-place'), inPart: count('in-part'), planned: count('planned') };
}

/** Whether there is anything beside a contact for security reports. */
export function isAnythingStated(stated: Stated): boolean {
  const { attestations, controls, questions, laws, dataAct, disclosure } = stated;
  return (
    [attestations, controls, questions, laws, dataAct].some((list) => list.length > 0) ||
    disclosure !== undefined
  );
}
