import type { DeskWords } from './desk-words.ts';
import type { Change, ChangeItem, Step } from '../../changes/model.ts';
import type { ValueWords } from '../../changes/value-words.ts';
import type { Day } from '../../core/day.ts';
import type { Language } from '../../core/language.ts';
import type { Channel, DisabledReason, Frequency } from '../../subscribers/model/subscription.ts';
import type { Topic } from '../../subscribers/model/topics.ts';
import type { Facts } from '../../subprocessors/model/facts.ts';
import type { Post, Thread } from '../../updates/model.ts';
import type { Undone } from '../model/folding.ts';
import type { NoticeWords, ObjectionWords } from './notice-words.ts';

/** Everything a letter says that nobody wrote for the occasion. A language is one object of this type. */
export type Words = {
  readonly language: Language;
  /** What stands within the values of fields. */
  readonly values: ValueWords;
  field(name: keyof Facts): string;
  readonly topics: Readonly<Record<Topic, string>>;
  readonly channels: Readonly<Record<Channel, string>>;
  readonly reasons: Readonly<Record<DisabledReason, string>>;
  /** `A, B and C`. */
  list(words: readonly string[]): string;
  day(day: Day): string;
  /** Day and wall-clock time with the name of the zone. */
  instant(at: Date, timeZone: string): string;
  /** Labels of facts, and what stands for an absent value. */
  readonly label: Readonly<Record<Label, string>>;
  readonly everyService: string;
  readonly change: ChangeWords;
  readonly post: PostWords;
  readonly digest: DigestWords;
  readonly confirmation: {
    subject(name: string): string;
    lead(name: string): string;
    asked(topics: string, frequency: Frequency): string;
    readonly button: string;
    until(instant: string): string;
    readonly otherwise: string;
  };
  readonly known: { subject(name: string): string; lead(name: string): string };
  readonly succession: {
    subject(name: string): string;
    lead(name: string): string;
    otherwise(name: string): string;
  };
  readonly welcome: { subject(name: string): string; lead(name: string, topics: string): string };
  readonly test: { subject(name: string): string; lead(name: string): string };
  readonly disabled: {
    subject(name: string): string;
    lead(name: string, host: string, reason: DisabledReason): string;
    readonly next: string;
  };
  readonly alert: AlertWords;
  readonly footer: FooterWords;
  readonly notice: NoticeWords;
  readonly objection: ObjectionWords;
  readonly desk: DeskWords;
  /** Under what is sent to somebody whose objection, inquiry or request is answered. */
  whyCase(name: string): string;
};

type Label =
  | 'before'
  | 'after'
  | 'notStated'
  | 'announced'
  | 'inEffectFrom'
  | 'inEffectSince'
  | 'plannedBefore'
  | 'plannedFor'
  | 'objectUntil'
  | 'objectedUntil'
  | 'whyPostponed'
  | 'whyWithdrawn'
  | 'inPlaceOf'
  | 'concerns'
  | 'reason'
  | 'kind'
  | 'status'
  | 'published'
  | 'withdrawn'
  | 'channel'
  | 'subscription'
  | 'successor'
  | 'waiting'
  | 'oldest';

type ChangeWords = {
  /** One line: its last step, what happens and when. */
  headline(change: Change): string;
  /** The change as a sentence without full stop, whatever its last step was. */
  title(change: Change): string;
  /** Under the headline: whose list, and what this step of the change is. */
  lead(change: Change, step: Step, name: string): string;
  item(item: ChangeItem, items: readonly ChangeItem[]): string;
  more(count: number): string;
  readonly page: string;
  /** The day stands in the public record; contracts may say another. */
  onGeneralTerms(day: string): string;
  numbered(id: number): string;
  /** Link to the change that takes its place. */
  successor(id: number): string;
};

type PostWords = {
  title(post: Post, thread: Thread): string;
  withdrawal(thread: Thread): string;
  /** `Major incident`, `Policy`. */
  kind(post: Post, thread: Thread): string;
  /** Undefined where there is none. */
  status(post: Post): string | undefined;
  withdrawn(published: string): string;
  readonly rest: string;
  readonly page: string;
};

type DigestWords = {
  subject(name: string, count: number): string;
  lead(name: string, from: string, until: string): string;
  more(count: number): string;
  readonly all: string;
  /** Under the headline of several changes to the same entries. */
  together(count: number): string;
  /** Of an entry of which nothing is left to tell; without full stop. */
  undone(undone: Undone): string;
  change(id: number): string;
};

type AlertWords = {
  disabledSubject(name: string): string;
  readonly disabled: string;
  replacedSubject(name: string): string;
  readonly replaced: string;
  stuckSubject(name: string): string;
  readonly stuck: string;
  objectionSubject(name: string, reference: string): string;
  objection(isLate: boolean, isMatched: boolean): string;
  unreachedSubject(name: string): string;
  unreached(customer: string, others: number, change: number): string;
  heldSubject(name: string): string;
  held(customers: number, change: number): string;
  reviewsSubject(name: string, entries: number): string;
  reviews(entries: number, oldest: string): string;
};

type FooterWords = {
  why(name: string, topics: string, isChat: boolean): string;
  /** Of the mail that tells the end of a webhook. */
  whyOwner(name: string): string;
  whyContract(name: string): string;
  whyStaff(name: string): string;
  readonly manage: string;
  readonly contact: string;
  readonly unsubscribe: string;
};
