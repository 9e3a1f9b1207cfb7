import { type Day, daysBetween } from '../../core/day.ts';
import {
  isOpen,
  type Item,
  type LawId,
  lawIds,
  type RightsRequest,
  type RightsType,
  rightsTypes,
} from '../model.ts';

export type Count = {
  readonly received: number;
  readonly granted: number;
  readonly partlyGranted: number;
  readonly denied: number;
  /** Passed on, withdrawn or expired: closed without an answer on substance. */
  readonly otherwiseClosed: number;
  readonly open: number;
  /** Days from receipt to the answer, of those that were granted or denied; of none there is none. */
  readonly medianDays?: number;
};

type TypeCount = Pick<Count, 'received' | 'granted' | 'denied' | 'medianDays'> & {
  readonly type: RightsType;
};

/** Of the requests received in a year (what 11 CCR § 7102 asks for, by law). */
export type Figures = {
  readonly year: number;
  readonly all: Count;
  readonly laws: readonly (Count & {
    readonly law: LawId;
    /** A request may ask several things, so these sum up to more. */
    readonly types: readonly TypeCount[];
  })[];
};

export type Counted = Pick<RightsRequest, 'law' | 'state' | 'clock' | 'items'>;

/** Laws and types of which none came are left out. */
export function figuresOf(year: number, requests: readonly Counted[]): Figures {
  return {
    year,
    all: countOf(requests),
    laws: lawIds.flatMap((law) => {
      const mine = requests.filter((each) => each.law === law);
      return mine.length === 0 ? [] : [{ law, ...countOf(mine), types: typesOf(mine) }];
    }),
  };
}

function countOf(requests: readonly Counted[]): Count {
  const inState = (...states: readonly Counted['state'][]) =>
    requests.filter(({ state }) => states.includes(state)).length;
  const days = requests.flatMap((each) => answeredAfter(each) ?? []);
  return {
    received: requests.length,
    granted: inState('fulfilled'),
    partlyGranted: inState('partially-denied'),
    denied: inState('denied'),
    otherwiseClosed: inState('forwarded', 'withdrawn', 'expired'),
    open: requests.filter(isOpen).length,
    ...medianOf(days),
  };
}

/** Until all of it was answered; undefined before, and where it was closed otherwise. */
function answeredAfter({ state, clock, items }: Counted): number | undefined {
  if (!['fulfilled', 'partially-denied', 'denied'].includes(state)) return undefined;
  const last = items
    .flatMap(({ answeredOn }) => answeredOn ?? [])
    .toSorted()
    .at(-1);
  return last && daysBetween(clock.receivedOn, last);
}

function typesOf(requests: readonly Counted[]): readonly TypeCount[] {
  const all = requests.flatMap(({ clock, items }) =>
    items.map((item) => ({ item, receivedOn: clock.receivedOn })),
  );
  return rightsTypes.flatMap((type) => {
    const mine = all.filter(({ item }) => item.type === type);
    return mine.length === 0 ? [] : [typeCountOf(type, mine)];
  });
}

function typeCountOf(
  type: RightsType,
  mine: readonly { readonly item: Item; readonly receivedOn: Day }[],
): TypeCount {
  const as = (outcome: Item['outcome']) =>
    mine.filter(({ item }) => item.outcome === outcome).length;
  const days = mine.flatMap(({ item, receivedOn }) =>
    item.answeredOn === undefined ? [] : [daysBetween(receivedOn, item.answeredOn)],
  );
  return {
    type,
    received: mine.length,
    granted: as('granted'),
    denied: as('denied'),
    ...medianOf(days),
  };
}

function medianOf(days: readonly number[]): { readonly medianDays?: number } {
  const sorted = days.toSorted((a, b) => a - b);
  const [low, high] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.floor(sorted.length / 2)],
  ];
  return low === undefined || high === undefined ? {} : { medianDays: (low + high) / 2 };
}
