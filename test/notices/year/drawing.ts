import { isThorough } from '../../support/thorough.ts';
import type { Action, CustomerGiven, Entry, Publishing, Year } from './story.ts';
import { profilesGiven, servicesGiven } from './story.ts';

/** How much happens. */
export type Cast = {
  readonly customers: number;
  readonly additions: number;
  readonly replacements: number;
  readonly removals: number;
  readonly amendments: number;
  readonly corrections: number;
  /** Of the replacements. */
  readonly emergencies: number;
  /** Of the additions; each is one change more. */
  readonly superseded: number;
  /** Of what is announced. */
  readonly withdrawn: number;
  readonly postponed: number;
  readonly postponedMaterially: number;
  readonly objections: number;
  readonly approvals: number;
  /** Customers of whom one contact's mails come back, and those of whom all do. */
  readonly bouncesOfOne: number;
  readonly bouncesOfAll: number;
  readonly moves: number;
};

/** 40 changes. */
const wholeYear: Cast = {
  customers: 200,
  additions: 16,
  replacements: 9,
  removals: 4,
  amendments: 7,
  corrections: 2,
  emergencies: 2,
  superseded: 2,
  withdrawn: 5,
  postponed: 4,
  postponedMaterially: 4,
  objections: 30,
  approvals: 60,
  bouncesOfOne: 10,
  bouncesOfAll: 6,
  moves: 10,
};

/** 13 changes. */
export const usualYear: Cast = {
  customers: 30,
  additions: 5,
  replacements: 3,
  removals: 1,
  amendments: 2,
  corrections: 1,
  emergencies: 1,
  superseded: 1,
  withdrawn: 2,
  postponed: 1,
  postponedMaterially: 1,
  objections: 8,
  approvals: 10,
  bouncesOfOne: 2,
  bouncesOfAll: 2,
  moves: 2,
};

/** 4 changes, for where each death costs the start of a process. */
export const fewWeeks: Cast = {
  customers: 12,
  additions: 2,
  replacements: 1,
  removals: 0,
  amendments: 1,
  corrections: 0,
  emergencies: 1,
  superseded: 1,
  withdrawn: 1,
  postponed: 0,
  postponedMaterially: 1,
  objections: 4,
  approvals: 3,
  bouncesOfOne: 1,
  bouncesOfAll: 1,
  moves: 1,
};

/** All of it takes minutes. */
export function yearAsked(usual: Cast): Cast {
  return isThorough ? wholeYear : usual;
}

const lastDay = 364;

type Announced = Publishing & { readonly day: number; readonly endsOn?: number };

export function drawYear(cast: Cast, random: () => number): Year {
  const chance = chanceFrom(random);
  const { pick, between, isLucky, take } = chance;
  const customers = Array.from({ length: cast.customers }, (_, index) =>
    drawCustomer(chance, index),
  );
  const opening = Array.from({ length: 24 }, (_, index): Entry => ({
    slug: `founder-${index + 1}`,
    services: index % 3 === 0 ? [] : [pick(servicesGiven)],
  }));
  const actions: Action[] = [];
  const changes = drawChanges(cast, chance, opening, actions);
  const concerned = (change: Announced) =>
    customers.filter(
      ({ services, agreementUntil = lastDay }) =>
        agreementUntil > change.day + 60 &&
        (services.length === 0 ||
          change.services.length === 0 ||
          services.some((each) => change.services.includes(each))),
    );
  const opened = changes.filter(({ what }) => what !== 'removal' && what !== 'correction');
  drawObjections();
  for (let left = cast.approvals; left > 0; left -= 1) drawApproval(pick(opened));
  drawBounces();
  for (let left = cast.moves; left > 0; left -= 1) {
    const change = pick(opened);
    const { reference: customer } = pick(concerned(change));
    const profile = pick(Object.keys(profilesGiven));
    actions.push({ day: change.day + between(1, 8), kind: 'move', customer, profile });
  }
  return {
    customers,
    opening,
    actions: actions
      .map((action) => ({ ...action, day: onGrid(action.day) }))
      .filter(({ day }) => day <= lastDay)
      .toSorted((a, b) => a.day - b.day || placeInDay(a) - placeInDay(b)),
  };

  function drawObjections(): void {
    for (let number = 1; number <= cast.objections; number += 1) {
      const key = `objection-${number}`;
      // Each kind comes up, however few there are.
      const kind = (['in-time', 'late', 'taken-back', 'unknown'] as const)[number % 4];
      const isOf = ({ endsOn, day }: Announced) =>
        endsOn === undefined && (kind !== 'late' || day < 270);
      // Somebody who gets the mail with the link, and has no case of this change that it would join.
      const reachableOf = (change: Announced) =>
        concerned(change).filter(
          ({ reference, addresses }) =>
            isReliable(addresses[0]) &&
            !actions.some(
              (each) =>
                each.kind === 'object' && each.change === change.key && each.customer === reference,
            ),
        );
      const change = pick(
        opened.filter((each) => (kind === 'in-time' || isOf(each)) && reachableOf(each).length > 0),
      );
      const day =
        kind === 'late'
          ? change.day + between(80, 90)
          : Math.min(change.day + between(1, 8), change.endsOn ?? lastDay);
      const { reference, addresses } = pick(reachableOf(change));
      const isUnknown = kind === 'unknown';
      const by = kind === 'taken-back' || isLucky(0.5) ? 'form' : 'letter';
      actions.push({
        day,
        kind: 'object',
        key,
        change: change.key,
        by,
        ...(!isUnknown && { customer: reference }),
        address: isUnknown ? `box-somebody@stranger-${number}.example` : (addresses[0] ?? ''),
      });
      if (kind === 'taken-back') {
        const address = addresses[0] ?? '';
        const after = between(6, 8);
        actions.push({ day: day + after, kind: 'take-back', objection: key, address });
      } else if (change.endsOn === undefined) decide(key, day, isUnknown ? reference : undefined);
    }
  }

  function decide(objection: string, day: number, customer: string | undefined): void {
    // Some are still unmatched and unanswered when the year ends.
    if (customer !== undefined && isLucky(0.4)) return;
    if (customer !== undefined) actions.push({ day: day + 1, kind: 'match', objection, customer });
    if (isLucky(0.2)) return;
    actions.push({ day: day + 2, kind: 'review', objection });
    const outcome = pick(['accepted-explanation', 'alternative-offered', 'customer-excluded']);
    const after = between(5, 20);
    if (isLucky(0.6)) actions.push({ day: day + after, kind: 'resolve', objection, outcome });
    else {
      const inDays = between(20, 40);
      actions.push({ day: day + after, kind: 'open-termination', objection, inDays });
    }
  }

  function drawApproval(change: Announced): void {
    const asked = concerned(change).filter(
      ({ profile }) => profilesGiven[profile]?.authorisation === 'specific',
    );
    if (asked.length === 0) return;
    const { reference: customer } = pick(asked);
    const day = Math.min(change.day + between(0, 40), change.endsOn ?? lastDay);
    actions.push({ day, kind: 'approve', change: change.key, customer });
  }

  /** Of those whose mails come back everything does; half of them name somebody else then. */
  function drawBounces(): void {
    const settled = customers.filter(({ addresses }) => isReliable(addresses[0]));
    const many = settled.filter(({ addresses }) => addresses.length > 1);
    for (let number = 1; number <= cast.bouncesOfOne && many.length > 0; number += 1) {
      const { addresses } = take(many);
      actions.push({ day: drawnBehind(), kind: 'bounce', address: addresses[0] ?? '' });
    }
    const isLeft = (customer: CustomerGiven) =>
      settled.includes(customer) &&
      customer.addresses.every(
        (address) => !actions.some((each) => each.kind === 'bounce' && each.address === address),
      );
    for (let number = 1; number <= cast.bouncesOfAll; number += 1) {
      // Of a change that concerns them, whose mails went out in the evening of its day, and which goes on:
      // so a clock is taken back in every life, whatever arrives first.
      const change = pick(
        opened.filter(
          (each) =>
            onGrid(each.day) + 6 <= (each.endsOn ?? lastDay) && concerned(each).some(isLeft),
        ),
      );
      const { reference: customer, addresses } = pick(concerned(change).filter(isLeft));
      const day = onGrid(change.day) + between(1, 3);
      for (const address of addresses) actions.push({ day, kind: 'bounce', address });
      if (number % 2 === 0) continue;
      const address = `box-another@${addresses[0]?.split('@')[1]}`;
      actions.push({ day: day + between(4, 12), kind: 'repair', customer, address });
    }
  }

  /** A day or two after something was announced. */
  function drawnBehind(): number {
    return pick(opened).day + between(1, 3);
  }
}

/** What is announced, what is said of it, and what ends it. */
function placeInDay(action: Action): number {
  if (action.kind === 'publish') return action.supersedes === undefined ? 0 : 2;
  return action.kind === 'withdraw' || action.kind === 'postpone' ? 2 : 1;
}

/** Every sixth day: fewer days on which something happens, and others in between on which time does. */
function onGrid(day: number): number {
  return Math.ceil(day / 6) * 6;
}

function isReliable(address: string | undefined): boolean {
  return address?.startsWith('box-') === true;
}

function drawCustomer({ pick, between, isLucky }: Chance, index: number): CustomerGiven {
  const profiles = Object.keys(profilesGiven);
  const boxes = isLucky(0.3) ? 2 : 1;
  // Whom everything concerns and nothing reaches is there in every year.
  const isLost = index === 0;
  // And some whom everything concerns, reaches and keeps: who else would object in a year of few?
  const isLoyal = index === 1 || index === 2;
  return {
    reference: `C-${String(index + 1).padStart(3, '0')}`,
    services: isLost || isLoyal || isLucky(0.2) ? [] : [pick(servicesGiven)],
    profile: profiles[index % profiles.length] ?? '',
    overrides: isLucky(0.1) ? { objectionDays: between(5, 45) } : {},
    agreementFrom: -between(10, 900),
    // Never on a day on which a slow server takes what it put off: a death may turn round what comes first.
    ...(!isLost && !isLoyal && isLucky(0.15) && { agreementUntil: onGrid(between(40, 300)) + 3 }),
    postTerminationDays: pick([0, 30, 90]),
    addresses: Array.from({ length: boxes }, (_, box) => {
      const kind = isLoyal
        ? 'box'
        : isLost || isLucky(0.06)
          ? 'gone'
          : isLucky(0.1)
            ? 'slow'
            : 'box';
      return `${kind}-${box + 1}@customer-${index + 1}.example`;
    }),
  };
}

/** What is published through the year, and what becomes of it; an entry has one change at a time. */
function drawChanges(
  cast: Cast,
  { pick, between, isLucky, shuffled, take }: Chance,
  opening: readonly Entry[],
  actions: Action[],
): readonly Announced[] {
  const kinds = shuffled([
    ...filled(cast.additions, 'addition' as const),
    ...filled(cast.replacements, 'replacement' as const),
    ...filled(cast.removals, 'removal' as const),
    ...filled(cast.amendments, 'amendment' as const),
    ...filled(cast.corrections, 'correction' as const),
  ]);
  const pause = Math.floor(280 / kinds.length);
  const free = [...opening];
  let emergencies = cast.emergencies;
  const drawn = kinds.map((what, index): Announced => {
    const isNew = what === 'addition' || what === 'replacement';
    const old = what === 'addition' ? undefined : take(free);
    const isEmergency = what === 'replacement' && emergencies-- > 0;
    return {
      day: 5 + index * pause + between(0, 3),
      kind: 'publish',
      key: `change-${index + 1}`,
      what,
      slug: isNew ? `vendor-${index + 1}` : (old?.slug ?? ''),
      ...(what === 'replacement' && old && { other: old.slug }),
      services: old?.services ?? (isLucky(0.3) ? [] : [pick(servicesGiven)]),
      inDays: (isNew || what === 'amendment') && !isEmergency ? between(33, 50) : 0,
      ...(isEmergency && { isEmergency }),
    };
  });
  const additions = shuffled(drawn.filter(({ what }) => what === 'addition'));
  const superseded = additions.slice(0, cast.superseded);
  const movable = shuffled(drawn.filter((each) => each.inDays > 0 && !superseded.includes(each)));
  const endsOn = new Map<string, number>();
  for (const change of superseded) {
    const day = change.day + between(6, 9);
    endsOn.set(change.key, day - 1);
    actions.push({ ...change, day, key: `${change.key}-again`, supersedes: change.key });
  }
  for (const { key, day, inDays } of movable.splice(0, cast.withdrawn)) {
    const on = day + between(6, inDays - 8);
    endsOn.set(key, on - 1);
    actions.push({ day: on, kind: 'withdraw', change: key });
  }
  for (const isMaterial of [false, true])
    for (const { key, day, inDays } of movable.splice(
      0,
      isMaterial ? cast.postponedMaterially : cast.postponed,
    ))
      actions.push({
        day: day + between(6, inDays - 8),
        kind: 'postpone',
        change: key,
        inDays: between(55, 70),
        isMaterial,
      });
  actions.push(...drawn);
  return drawn.map((each) => {
    const last = endsOn.get(each.key);
    return last === undefined ? each : { ...each, endsOn: last };
  });
}

function filled<T>(length: number, value: T): readonly T[] {
  return Array.from({ length }, () => value);
}

type Chance = ReturnType<typeof chanceFrom>;

function chanceFrom(random: () => number) {
  const indexIn = (list: readonly unknown[]) => Math.floor(random() * list.length);
  const found = <T>(value: T | undefined): T => {
    if (value === undefined) throw new TypeError('nothing to pick from');
    return value;
  };
  return {
    pick: <T>(list: readonly T[]): T => found(list[indexIn(list)]),
    /** Out of the list, which is shorter by it afterwards. */
    take: <T>(list: T[]): T => found(list.splice(indexIn(list), 1)[0]),
    between: (least: number, most: number) => least + Math.floor(random() * (most - least + 1)),
    isLucky: (share: number) => random() < share,
    shuffled: <T>(list: readonly T[]): T[] =>
      list
        .map((value) => ({ value, at: random() }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ value }) => value),
  };
}
