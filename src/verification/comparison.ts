import type { Json } from '../core/canonical-json.ts';
import {
  expectedChange,
  expectedEntry,
  expectedPending,
  expectedPolicy,
  expectedPublisher,
} from './expected.ts';
import type { Fold, Listener } from './model/fold.ts';
import { type FoldedChange, type FoldedEntry, type FoldedList, nameOf } from './model/folded.ts';
import {
  asSent,
  type Bag,
  bagOf,
  differencesOf,
  listOf,
  tellDifference,
  without,
} from './model/json.ts';
import type { Findings, Topic } from './model/report.ts';
import { hashOfChange } from './publication-reader.ts';

/** More than these are counted, not looked up. */
const mostExplained = 20;
// The log holds commitments to persons and not the persons, and completeness counts them.
const personal = ['contactPerson', 'completeness'];
/** Desks that may be one person's mailbox: never in the log. */
const desks = ['dpo', 'euRepresentative', 'ukRepresentative', 'securityContact'];

/** Compares what the log gives with what is published, while the log is being read. */
export class Comparison implements Listener {
  /** As the documents write it, without a slash at the end. */
  readonly #root: string;
  readonly #findings: Findings;
  /** What of the change log nobody has accounted for yet. */
  readonly #published: Map<number, string>;
  readonly #wanted: ReadonlySet<number>;
  readonly #lists = new Map<number, FoldedList>();
  readonly #differing: FoldedChange[] = [];

  constructor(
    root: string,
    findings: Findings,
    published: Map<number, string>,
    versions: ReadonlySet<number>,
  ) {
    this.#root = root;
    this.#findings = findings;
    this.#published = published;
    this.#wanted = versions;
  }

  /** The wanted versions of the list, as the log gives them. */
  get lists(): ReadonlyMap<number, FoldedList> {
    return this.#lists;
  }

  /** Changes that are published otherwise than the log has them; to be looked up one by one. */
  get differing(): readonly FoldedChange[] {
    return this.#differing;
  }

  fault(text: string): void {
    this.#findings.fault('record', text);
  }

  version(number: number, list: () => FoldedList): void {
    if (this.#wanted.has(number)) this.#lists.set(number, list());
  }

  change(change: FoldedChange): void {
    const published = this.#published.get(change.id);
    this.#published.delete(change.id);
    if (published === undefined)
      return this.#findings.fault(
        'changes',
        `${tell(change)} is in the log, and not in the change log that is published.`,
      );
    const expected = this.#hash(change);
    if (expected === undefined || expected === published) return;
    if (this.#differing.length < mostExplained) this.#differing.push(change);
    else this.#findings.fault('changes', `${tell(change)} is published otherwise than logged.`);
  }

  /** The log has been read: what is published beyond it, and the list of now. */
  compareRest(fold: Fold, list: Bag): void {
    for (const id of this.#published.keys())
      this.#findings.fault(
        'changes',
        `Change ${id} stands in the change log that is published, and the log knows nothing of it.`,
      );
    this.compareList('register', fold.list(), list);
    if (list['filter'] !== undefined)
      this.#findings.fault('register', 'The list that is published is only a part of it.');
    this.#comparePersons(fold, list);
  }

  /** One published list against what the log gives for that version. */
  compareList(topic: Topic, expected: FoldedList, list: Bag): void {
    const subject = topic === 'versions' ? `Version ${expected.version} of the list` : 'The list';
    // A list is dated by the history it came from, where it came from one.
    const publishedAt = expected.claimedAt ?? (expected.publishedAt || undefined);
    const head = { listVersion: expected.version, publishedAt };
    const said = { listVersion: list['listVersion'], publishedAt: list['publishedAt'] };
    this.#differ(topic, subject, bagOf(asSent(head)), bagOf(asSent(said)));
    this.#compareEach(topic, subject, {
      log: expected.entries.map((entry) => [entry.id, this.#entry(entry, expected)]),
      published: this.#listIn(topic, subject, list['subprocessors']),
      ignored: personal,
    });
    this.#compareEach(topic, `${subject}, announced change`, {
      log: expected.pending.map((change) => [change.id, expectedPending(change, this.#root)]),
      published: this.#listIn(topic, subject, list['pending']),
      ignored: ['title'],
    });
    this.#compareOrganisation(
      topic === 'versions' ? topic : 'organisation',
      subject,
      expected,
      list,
    );
  }

  /** A change that differs, against the page it has for itself. */
  explain(change: FoldedChange, published: Bag | undefined): void {
    const subject = tell(change);
    if (published === undefined)
      return this.#findings.fault('changes', `${subject} has no page of its own.`);
    const differences = differencesOf(expectedChange(change, this.#root), published);
    for (const difference of differences)
      this.#findings.fault('changes', tellDifference(subject, difference));
    if (differences.length === 0)
      this.#findings.fault(
        'changes',
        `${subject} reads otherwise in the list of changes than on its own page.`,
      );
  }

  #entry(entry: FoldedEntry, list: FoldedList): Bag | undefined {
    try {
      return expectedEntry(entry, list, this.#root);
    } catch {
      this.#findings.fault(
        'record',
        `The log holds facts of ${nameOf(entry)} that cannot be read.`,
      );
      return undefined;
    }
  }

  #hash(change: FoldedChange): string | undefined {
    try {
      return hashOfChange(expectedChange(change, this.#root));
    } catch {
      this.#findings.fault('record', `The log holds facts in ${tell(change)} that cannot be read.`);
      return undefined;
    }
  }

  #publisher(logged: Bag | undefined): Bag {
    try {
      return expectedPublisher(logged);
    } catch {
      this.#findings.fault('record', 'The log holds a publisher that cannot be read.');
      return {};
    }
  }

  #listIn(topic: Topic, subject: string, value: Json | undefined): readonly Bag[] {
    if (!Array.isArray(value))
      this.#findings.fault(topic, `${subject} lacks a part, or has no list there.`);
    return listOf(value).map(bagOf);
  }

  // In which order a list shows its entries follows from the entries; it is not compared.
  #compareEach(topic: Topic, subject: string, { log, published, ignored }: Sides): void {
    const unaccounted = new Map(published.map((each) => [each['id'], without(each, ...ignored)]));
    if (unaccounted.size < published.length)
      this.#findings.fault(topic, `${subject}: something stands there twice.`);
    for (const [id, expected] of log) {
      const said = unaccounted.get(id);
      unaccounted.delete(id);
      if (expected === undefined) continue;
      const name = `${subject}: ${titleOf(expected)}`;
      if (said === undefined) this.#findings.fault(topic, `${name} is missing; the log has it.`);
      else this.#differ(topic, name, expected, said);
    }
    for (const extra of unaccounted.values())
      this.#findings.fault(
        topic,
        `${subject}: ${titleOf(extra)} stands there, and the log knows nothing of it.`,
      );
  }

  #differ(topic: Topic, subject: string, expected: Bag, published: Bag): void {
    for (const difference of differencesOf(expected, published))
      this.#findings.fault(topic, tellDifference(subject, difference));
  }

  #comparePersons({ persons }: Fold, list: Bag): void {
    for (const each of listOf(list['subprocessors'])) {
      const { id, contactPerson } = bagOf(each);
      const state = persons.get(String(id));
      if (contactPerson === undefined || state === 'recorded') continue;
      const why = state === 'erased' ? 'was erased' : 'was never recorded';
      this.#findings.fault(
        'register',
        `The list: ${titleOf(bagOf(each))} names a contact person who, says the log, ${why}.`,
      );
    }
  }

  #compareOrganisation(topic: Topic, subject: string, expected: FoldedList, list: Bag): void {
    const { organisation, services } = expected;
    const profile = { ...this.#publisher(organisation), ...expectedPolicy(organisation) };
    const said = { ...bagOf(list['publisher']), ...bagOf(list['noticePolicy']) };
    const name = `${subject}, the publisher`;
    this.#differ(topic, name, without(profile, ...desks), without(said, ...desks));
    const byId = (service: Bag): Bag => ({ id: service['slug'], ...service });
    this.#compareEach(topic, `${subject}, service`, {
      log: services.map((service) => [String(service['slug']), byId(service)]),
      published: this.#listIn(topic, subject, list['services']).map(byId),
      ignored: [],
    });
  }
}

type Sides = {
  readonly log: readonly (readonly [id: string | number, expected: Bag | undefined])[];
  readonly published: readonly Bag[];
  /** Members that are not compared. */
  readonly ignored: readonly string[];
};

function tell({ id, reason }: FoldedChange): string {
  const [line = ''] = reason.split('\n');
  return `Change ${id} (“${line.length > 60 ? `${line.slice(0, 60)}…` : line}”)`;
}

function titleOf(document: Bag): string {
  const { id, name, slug, reason } = document;
  if (typeof name === 'string') return `“${name}” (${String(slug)})`;
  return typeof reason === 'string' ? `${String(id)}, “${reason}”` : String(id);
}
