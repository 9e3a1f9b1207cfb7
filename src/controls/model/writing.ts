import type { Json } from '../../core/canonical-json.ts';
import type { FactsOf, Kind, Statement, Status, StatusChange, StatusKind } from '../model.ts';

/** Something stated anew, otherwise or no longer. */
export type Write = {
  readonly kind: Kind;
  readonly key: string;
  /** Absent: it is not stated any more. */
  readonly facts?: FactsOf[Kind];
  readonly before?: Pick<Statement<Kind>, 'facts' | 'version'> | undefined;
};

const words: Readonly<Record<Kind, string>> = {
  attestation: 'attestation',
  control: 'control',
  question: 'control_question',
  law: 'law_statement',
  'data-act': 'data_act',
  disclosure: 'disclosure_policy',
};

/** What the log keeps of it: all that is stated, for nothing of it is about a person. */
export function eventOf(write: Write): {
  action: string;
  subject: string;
  data: { readonly [name: string]: Json | undefined };
  public: true;
} {
  const { kind, key, facts, before } = write;
  const previousStatus = before && statusIn(before.facts);
  const hasMoved = previousStatus !== undefined && previousStatus !== (facts && statusIn(facts));
  return {
    action: `${words[kind]}.${actionOf(write, hasMoved)}`,
    subject: `${words[kind].replaceAll('_', '-')}:${key}`,
    data: { id: key, ...facts, ...(hasMoved && { previousStatus }) },
    public: true,
  };
}

function actionOf({ facts, before }: Write, hasMoved: boolean): string {
  if (before === undefined) return 'added';
  if (facts === undefined) return 'removed';
  return hasMoved ? 'status_changed' : 'changed';
}

/**
 * What the feed tells of it: a status that moved, an attestation that is new, and either no longer
 * stated. Undefined of anything else: a new control is no news to those who read for changes.
 */
export function statusChangeOf({ kind, key, facts, before }: Write): Told | undefined {
  const named = facts ?? before?.facts;
  if (!isWatched(kind) || named === undefined) return undefined;
  if (kind === 'control' && before === undefined) return undefined;
  const [from, to] = [before?.facts, facts].map((each) => each && statusIn(each));
  if (from === to) return undefined;
  return { kind, key, title: titleOf(named), ...moved(from, to), ...expected(facts) };
}

type Told = Omit<StatusChange, 'ordinal' | 'eventId' | 'at'>;

function moved(before: Status | undefined, after: Status | undefined) {
  return { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

function expected(facts: FactsOf[Kind] | undefined) {
  const expectedOn = facts && dayExpected(facts);
  return expectedOn === undefined ? {} : { expectedOn };
}

function isWatched(kind: Kind): kind is StatusKind {
  return kind === 'attestation' || kind === 'control';
}

function statusIn(facts: FactsOf[Kind]): Status | undefined {
  return 'status' in facts ? facts.status : undefined;
}

function titleOf(facts: FactsOf[Kind]): string {
  if ('title' in facts) return facts.title;
  return 'name' in facts ? facts.name : '';
}

function dayExpected(facts: FactsOf[Kind]) {
  if ('category' in facts) return facts.plannedFor;
  return 'form' in facts ? facts.expectedOn : undefined;
}
