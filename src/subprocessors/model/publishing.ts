import type { Change, ChangeClass, ChangeItem, Emergency } from '../../changes/model.ts';
import { changedFields } from '../../changes/model.ts';
import type { Day } from '../../core/day.ts';
import type { Fault } from '../../core/errors.ts';
import { pointerTo } from '../../core/errors.ts';
import type { CustomerId, SubprocessorId } from '../../core/ids.ts';
import {
  earliestEffectiveDay,
  generalObjectionEnd,
  opensWindow,
} from '../../notices/model/window.ts';
import type { Organisation } from '../../organisation/model.ts';
import { proposeClass } from './classify.ts';
import type { Entry } from './entry.ts';
import { alikeIn, faultsOfDraft } from './draft-rules.ts';
import { warningsOfDraft } from './draft-warnings.ts';
import type { ContactPerson, Facts } from './facts.ts';

/** What an entry shall say once the batch takes effect. */
export type Draft = {
  readonly slug: string;
  readonly facts: Facts;
  /** Slug of the entry this one replaces; that entry ends with the same change. */
  readonly replaces?: string;
  readonly contactPerson?: ContactPerson;
  /** The change that last touched the entry when the draft was put, 0 without an entry; absent where Annex adds the draft. */
  readonly basedOn?: number;
};

/** What the person publishing has decided: the class of each amendment, and additions without a contract date. */
export type Decisions = {
  readonly classes: Readonly<Record<string, ChangeClass>>;
  /** Slug to the reason why it may be listed without a contract date, Article 28(4) GDPR. */
  readonly contractOverrides: Readonly<Record<string, string>>;
  /** Customers for whom it is announced though something stands against it. */
  readonly acknowledged?: readonly CustomerId[];
};

export type PublishingInput = {
  readonly drafts: readonly Draft[];
  readonly register: ReadonlyMap<string, Entry>;
  /** Changes not yet in effect. */
  readonly pending: readonly Change[];
  /** Slugs of all services. */
  readonly services: readonly string[];
  readonly reason?: string;
  /** Absent: takes effect when published. */
  readonly effectiveOn?: Day;
  readonly today: Day;
  readonly decisions: Decisions;
  /** What the organisation promises its customers; absent where nothing is promised: a history, or the opening of a register. */
  readonly promise?: Pick<Organisation, 'noticeDays' | 'objectionDays' | 'noticeForAmendments'>;
  /** It cannot wait for the notice. */
  readonly emergency?: Emergency;
  /** Number of the announced change whose place it takes; that one is not among `pending`. */
  readonly supersedes?: number;
  /** It happened elsewhere and is only recorded: rules that keep a person from a slip do not apply. */
  readonly isPast?: boolean;
  /** Identifiers for entries that are new, one per slug. */
  readonly idFor: (slug: string) => SubprocessorId;
};

/** What publishing would do, and what stands against it. Publishable when `faults` and both lists of questions are empty. */
export type Plan = {
  readonly class: ChangeClass;
  readonly effectiveOn: Day;
  /** Announced now, in effect later. */
  readonly pending: boolean;
  /** Each customer is told and may object, on the terms of its own contract. */
  readonly opensWindow: boolean;
  /** Customers may object to it until the end of this day, on general terms; absent where these give no days. */
  readonly objectionEndsOn?: Day;
  readonly items: readonly ChangeItem[];
  /** Slugs of drafts that say what the register says already. */
  readonly unchanged: readonly string[];
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
  /** Amendments whose class nobody has confirmed. */
  readonly unconfirmed: readonly string[];
  /** Additions with neither contract date nor reason. */
  readonly withoutContract: readonly string[];
  /** Additions listed without one for a reason that was given. */
  readonly overridden: readonly string[];
  /** Drafts that name a contact person, who is recorded at once, also where the change is announced for later. */
  readonly contactPersons: readonly string[];
};

/** Works out the one change a batch makes. Pure: the same input gives the same plan. */
export function planPublication(input: PublishingInput): Plan {
  const effectiveOn = input.effectiveOn ?? input.today;
  const drafts = withReplacedOnes(input, effectiveOn);
  const touched = drafts.map((draft) => toItem(input, draft, drafts));
  const items = touched.filter(
    (item) => item.before === undefined || changedFields(item.before, item.after).length > 0,
  );
  const uncontracted = items
    .filter((item) => lacksContract(item, input.today))
    .map((item) => item.slug);
  const alike = alikeIn(input, drafts);
  const isExcused = (slug: string) => Boolean(decisionFor(input.decisions.contractOverrides, slug));
  const isOpen = input.promise !== undefined && opensWindow(items, input.promise);
  const objectionEndsOn =
    input.promise && isOpen ? generalObjectionEnd(input.today, input.promise) : undefined;
  const faults = [
    ...faultsOfBatch(input, items),
    ...faultsOfEmergency(input, items, effectiveOn),
    ...(isOpen ? faultsOfNotice(input, effectiveOn) : []),
    ...drafts.flatMap((draft) => faultsOfDraft(input, draft, { drafts, effectiveOn, alike })),
  ];
  return {
    class: items.some((item) => item.class === 'substantive') ? 'substantive' : 'correction',
    effectiveOn,
    pending: effectiveOn > input.today,
    opensWindow: isOpen,
    ...(objectionEndsOn !== undefined && { objectionEndsOn }),
    items,
    unchanged: touched.filter((item) => !items.includes(item)).map((item) => item.slug),
    faults,
    warnings: (input.isPast ? [] : drafts).flatMap((draft) => warningsOfDraft(input, draft, alike)),
    unconfirmed: items
      .filter((item) => item.kind === 'amended' && !decisionFor(input.decisions.classes, item.slug))
      .map((item) => item.slug),
    withoutContract: uncontracted.filter((slug) => !isExcused(slug)),
    overridden: uncontracted.filter(isExcused),
    contactPersons: drafts.flatMap(({ slug, contactPerson }) => (contactPerson ? [slug] : [])),
  };
}

/** What was decided for an entry: own members only, because `constructor` is a slug and every object inherits one. */
export function decisionFor<T>(
  decisions: Readonly<Record<string, T>>,
  slug: string,
): T | undefined {
  return Object.hasOwn(decisions, slug) ? decisions[slug] : undefined;
}

/** An entry that is replaced ends with the change: once, however many take its place. */
function withReplacedOnes(input: PublishingInput, effectiveOn: Day): readonly Draft[] {
  const slugs = new Set(input.drafts.map((draft) => draft.slug));
  const replaced = new Set(input.drafts.flatMap((draft) => draft.replaces ?? []));
  const ended = [...replaced].flatMap((slug) => {
    const entry = slugs.has(slug) ? undefined : input.register.get(slug);
    return entry?.state === 'current'
      ? [{ slug, facts: { ...entry.facts, effectiveUntil: effectiveOn } }]
      : [];
  });
  return [...input.drafts, ...ended];
}

function toItem(input: PublishingInput, draft: Draft, drafts: readonly Draft[]): ChangeItem {
  const entry = input.register.get(draft.slug);
  const counterpart = counterpartOf(draft, drafts);
  const shared = {
    subprocessorId: entry?.id ?? input.idFor(draft.slug),
    slug: draft.slug,
    ...(counterpart !== undefined && { counterpart }),
  };
  const whole = { class: 'substantive', aspects: [] } as const;
  if (!entry)
    return {
      ...shared,
      ...whole,
      after: withStart(input, draft.facts),
      kind: counterpart === undefined ? 'added' : 'replaced',
    };
  const states = { before: entry.facts, after: draft.facts };
  if (ends(states))
    return {
      ...shared,
      ...whole,
      ...states,
      kind: counterpart === undefined ? 'removed' : 'replaced',
    };
  const proposal = proposeClass(changedFields(states.before, states.after), states.before);
  return {
    ...shared,
    ...states,
    ...proposal,
    kind: 'amended',
    class: decisionFor(input.decisions.classes, draft.slug) ?? proposal.class,
  };
}

function ends({ before, after }: { before: Facts; after: Facts }): boolean {
  return before.effectiveUntil === undefined && after.effectiveUntil !== undefined;
}

/** An addition that names no first day begins with its change, if that change was given a day. */
function withStart(input: PublishingInput, facts: Facts): Facts {
  return facts.effectiveFrom === undefined && input.effectiveOn !== undefined
    ? { ...facts, effectiveFrom: input.effectiveOn }
    : facts;
}

function counterpartOf(draft: Draft, drafts: readonly Draft[]): string | undefined {
  return draft.replaces ?? drafts.find((other) => other.replaces === draft.slug)?.slug;
}

/** A signature on a day to come is a hope, no contract. */
function lacksContract({ before, after }: ChangeItem, today: Day): boolean {
  const signedOn = after.contract?.signedOn;
  const begins = before === undefined && after.effectiveUntil === undefined;
  return begins && (signedOn === undefined || signedOn > today);
}

/** Article 28(2) GDPR: customers are told before, so that they can object; an emergency is told after. */
function faultsOfNotice(input: PublishingInput, effectiveOn: Day): readonly Fault[] {
  const { promise, emergency, today } = input;
  // Who promises no days may also enter late what has begun.
  if (promise === undefined || promise.noticeDays === 0 || emergency !== undefined) return [];
  const earliest = earliestEffectiveDay(today, promise);
  if (effectiveOn >= earliest) return [];
  const detail = `Customers are told ${promise.noticeDays} days before, and the day comes after the last one to object: the earliest is ${earliest}. Choose it or a later day as the day of effect (effectiveOn); if it can not wait, state the emergency.`;
  return [{ pointer: pointerTo('effectiveOn'), detail }];
}

/** It takes effect first and is told after: only what would have to wait for customers needs that. */
function faultsOfEmergency(
  { emergency, today }: PublishingInput,
  items: readonly ChangeItem[],
  effectiveOn: Day,
): readonly Fault[] {
  if (emergency === undefined) return [];
  const waits = items.some(({ kind }) => kind === 'added' || kind === 'replaced');
  return [
    ...(waits
      ? []
      : [
          {
            pointer: pointerTo('emergency'),
            detail: 'Only an addition or a replacement can be an emergency: leave it out.',
          },
        ]),
    ...(effectiveOn === today
      ? []
      : [
          {
            pointer: pointerTo('effectiveOn'),
            detail: 'An emergency takes effect on the day it is published: leave effectiveOn out.',
          },
        ]),
  ];
}

function faultsOfBatch(input: PublishingInput, items: readonly ChangeItem[]): readonly Fault[] {
  const faults: Fault[] = [];
  if (!input.reason)
    faults.push({
      pointer: pointerTo('reason'),
      detail: 'Say why: the reason is published with the change.',
    });
  if (items.length === 0)
    faults.push({
      pointer: pointerTo('entries'),
      detail:
        'Nothing would change: put at least one entry that differs from the register into the batch.',
    });
  return [...faults, ...faultsOfDecisions(input)];
}

/** A decision about an entry that the batch does not hold is a slip of the pen, perhaps in a slug. */
function faultsOfDecisions({ decisions, drafts }: PublishingInput): readonly Fault[] {
  return (['classes', 'contractOverrides'] as const).flatMap((kind) =>
    Object.keys(decisions[kind])
      .filter((slug) => !drafts.some((draft) => draft.slug === slug))
      .map((slug) => ({
        pointer: pointerTo(kind, slug),
        detail: `The batch does not touch ${slug}.`,
      })),
  );
}
