/** What is checked, in the order in which a report tells of it. */
const topics = [
  'file',
  'signature',
  'entries',
  'tiles',
  'memory',
  'record',
  'register',
  'changes',
  'organisation',
  'posts',
  'versions',
  'texts',
  'notices',
] as const;
export type Topic = (typeof topics)[number];

/** Found out from entries alone, at the size that was signed; the story they tell may end in the middle of a change. */
const ofLog: readonly Topic[] = ['entries', 'tiles', 'memory'];

export type Status = 'verified' | 'does-not-verify' | 'could-not-check';

/** One thing that was checked. Without faults, `text` says what holds. */
export type Check = {
  readonly topic: Topic;
  readonly text: string;
  readonly faults: readonly string[];
  /** Faults beyond those that are written out. */
  readonly moreFaults: number;
};

/** The log as it was when it was checked. */
export type LogHead = {
  readonly origin: string;
  readonly size: number;
  /** Base64, as it stands in the checkpoint. */
  readonly root: string;
  readonly verifierKey: string;
};

export type Report = {
  readonly status: Status;
  readonly url: string;
  readonly log?: LogHead;
  readonly checks: readonly Check[];
  /** What a reader should know and what is no fault. */
  readonly notes: readonly string[];
  /** Why it could not be checked, and what to do. */
  readonly reason?: string;
};

/** `1 entry`, `12 entries`. */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** A sentence that names a thousand entries helps nobody. */
const mostFaults = 20;

/** Collects what holds and what does not. */
export class Findings {
  readonly #checks = new Map<Topic, { text: string; faults: string[]; count: number }>();
  readonly #notes: string[] = [];

  /** What was checked; where no fault is found, the report says this. */
  checked(topic: Topic, text: string): void {
    this.#of(topic).text = text;
  }

  fault(topic: Topic, text: string): void {
    const check = this.#of(topic);
    check.count += 1;
    if (check.faults.length < mostFaults) check.faults.push(text);
  }

  note(text: string): void {
    this.#notes.push(text);
  }

  get hasFaults(): boolean {
    return [...this.#checks.values()].some(({ count }) => count > 0);
  }

  /** Whether something is at fault that a log which has grown since cannot put right. */
  get hasFaultsOfLog(): boolean {
    return ofLog.some((topic) => (this.#checks.get(topic)?.count ?? 0) > 0);
  }

  get checks(): readonly Check[] {
    return topics.flatMap((topic) => {
      const found = this.#checks.get(topic);
      if (found === undefined) return [];
      const { text, faults, count } = found;
      return [{ topic, text, faults, moreFaults: count - faults.length }];
    });
  }

  get notes(): readonly string[] {
    return this.#notes;
  }

  #of(topic: Topic) {
    const found = this.#checks.get(topic) ?? { text: '', faults: [], count: 0 };
    this.#checks.set(topic, found);
    return found;
  }
}
