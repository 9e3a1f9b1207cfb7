/** What happens in a year: generated from a seed, the same for every deployment that lives it. */
export type Year = {
  readonly profiles: readonly ProfileGiven[];
  readonly customers: readonly CustomerGiven[];
  /** The entries of the first publication. */
  readonly opening: readonly Entry[];
  /** In the order of their days; those of one day in the order given. */
  readonly actions: readonly Action[];
  readonly days: number;
};

type Entry = { readonly slug: string; readonly services: readonly string[] };

export type TermsGiven = {
  readonly authorisation: 'general' | 'specific';
  readonly noticeDays: number;
  readonly objectionDays: number;
  readonly dayCount: 'calendar' | 'business';
  readonly timeZone: string;
  readonly emergencyPermitted: boolean;
  readonly hardHold: boolean;
};

export type ProfileGiven = {
  readonly slug: string;
  readonly name: string;
  readonly terms: TermsGiven;
};

export type CustomerGiven = {
  readonly reference: string;
  readonly name: string;
  readonly services: readonly string[];
  readonly profile: string;
  readonly overrides: Partial<TermsGiven>;
  /** Days from the beginning of the year; negative is before. */
  readonly agreementFrom: number;
  readonly agreementUntil?: number;
  readonly postTerminationDays: number;
  readonly addresses: readonly string[];
};

export type Action = { readonly day: number } & (
  | {
      readonly kind: 'publish';
      readonly key: string;
      readonly what: 'addition' | 'replacement' | 'removal' | 'amendment' | 'correction';
      readonly slug: string;
      /** The entry that is replaced. */
      readonly other?: string;
      readonly services: readonly string[];
      /** Days until it takes effect; 0 takes effect at once. */
      readonly inDays: number;
      readonly isEmergency?: true;
      readonly supersedes?: string;
    }
  | { readonly kind: 'withdraw'; readonly change: string }
  | {
      readonly kind: 'postpone';
      readonly change: string;
      readonly inDays: number;
      readonly isMaterial: boolean;
    }
  | {
      readonly kind: 'object';
      readonly key: string;
      readonly change: string;
      readonly customer: string;
    }
  | { readonly kind: 'review'; readonly objection: string }
  | { readonly kind: 'resolve'; readonly objection: string; readonly outcome: string }
  | { readonly kind: 'open-termination'; readonly objection: string; readonly inDays: number }
  | { readonly kind: 'approve'; readonly change: string; readonly customer: string }
  | { readonly kind: 'bounce'; readonly address: string }
  | { readonly kind: 'move'; readonly customer: string; readonly profile: string }
);

const services = ['app', 'site', 'api'] as const;
export const servicesGiven = services.map((slug) => ({ slug, name: `The ${slug}` }));

const usual: TermsGiven = {
  authorisation: 'general',
  noticeDays: 30,
  objectionDays: 30,
  dayCount: 'calendar',
  timeZone: 'UTC',
  emergencyPermitted: false,
  hardHold: false,
};

const profiles: readonly ProfileGiven[] = [
  { slug: 'usual', name: 'Usual', terms: usual },
  {
    slug: 'short',
    name: 'Ten and ten',
    terms: { ...usual, noticeDays: 10, objectionDays: 10, timeZone: 'America/New_York' },
  },
  {
    slug: 'specific',
    name: 'Specific authorisation',
    terms: { ...usual, authorisation: 'specific', timeZone: 'Europe/Berlin' },
  },
  {
    slug: 'bank',
    name: 'Financial entity',
    terms: {
      ...usual,
      noticeDays: 60,
      objectionDays: 30,
      dayCount: 'business',
      timeZone: 'Europe/Paris',
      hardHold: true,
    },
  },
  {
    slug: 'business',
    name: 'Business days',
    terms: {
      ...usual,
      noticeDays: 20,
      objectionDays: 15,
      dayCount: 'business',
      timeZone: 'Asia/Tokyo',
      emergencyPermitted: true,
    },
  },
  {
    slug: 'flexible',
    name: 'Emergencies permitted',
    terms: {
      ...usual,
      noticeDays: 14,
      objectionDays: 14,
      timeZone: 'Pacific/Auckland',
      emergencyPermitted: true,
    },
  },
];

/** 200 customers on 6 profiles, 40 changes, 30 objections: drawn by `random`. */
export function yearFrom(random: () => number): Year {
  const pick = <T>(list: readonly T[]): T => {
    const found = list[Math.floor(random() * list.length)];
    if (found === undefined) throw new TypeError('nothing to pick from');
    return found;
  };
  const between = (least: number, most: number) =>
    least + Math.floor(random() * (most - least + 1));
  const customers = Array.from({ length: 200 }, (_, index) => drawCustomer(index));
  const opening = Array.from({ length: 24 }, (_, index) => ({
    slug: `founder-${index + 1}`,
    services: index % 3 === 0 ? [] : [pick(services)],
  }));
  const actions: Action[] = [];
  drawChanges();
  return {
    profiles,
    customers,
    opening,
    actions: actions.toSorted((a, b) => a.day - b.day),
    days: 420,
  };

  function drawCustomer(index: number): CustomerGiven {
    const profile = pick(profiles).slug;
    const isEnding = random() < 0.15;
    const boxes = random() < 0.3 ? 2 : 1;
    return {
      reference: `C-${String(index + 1).padStart(3, '0')}`,
      name: `Customer ${index + 1}`,
      services: random() < 0.2 ? [] : [pick(services)],
      profile,
      overrides: random() < 0.1 ? { objectionDays: between(5, 45) } : {},
      agreementFrom: -between(10, 900),
      ...(isEnding && { agreementUntil: between(40, 300) }),
      postTerminationDays: pick([0, 30, 90]),
      addresses: Array.from({ length: boxes }, (__, box) => drawAddress(index, box)),
    };
  }

  function drawAddress(index: number, box: number): string {
    const luck = random();
    const kind = luck < 0.05 ? 'gone' : luck < 0.12 ? 'returned' : luck < 0.22 ? 'slow' : 'box';
    return `${kind}-${index + 1}-${box + 1}@customer-${index + 1}.example`;
  }

  function drawChanges(): void {
    const kinds = shuffled([
      ...Array.from({ length: 16 }, () => 'addition' as const),
      ...Array.from({ length: 8 }, () => 'replacement' as const),
      ...Array.from({ length: 6 }, () => 'removal' as const),
      ...Array.from({ length: 6 }, () => 'amendment' as const),
      ...Array.from({ length: 3 }, () => 'correction' as const),
    ]);
    // Nothing else touches them meanwhile: an entry has one change at a time here.
    const free = [...opening];
    const objected: { key: string; day: number }[] = [];
    let emergencies = 0;
    let hasSuperseded = false;
    for (const [index, what] of kinds.entries()) {
      const day = 5 + index * 8 + between(0, 3);
      const key = `change-${index + 1}`;
      const isEmergency = what === 'replacement' && emergencies < 2;
      if (isEmergency) emergencies += 1;
      const isNew = what === 'addition' || what === 'replacement';
      const old = what === 'addition' ? undefined : free.splice(between(0, free.length - 1), 1)[0];
      const slug = isNew ? `vendor-${index + 1}` : (old?.slug ?? '');
      const concerned = old?.services ?? (random() < 0.3 ? [] : [pick(services)]);
      const opens = isNew || what === 'amendment';
      const inDays = opens && !isEmergency ? between(30, 50) : 0;
      const publish: Action = {
        day,
        kind: 'publish',
        key,
        what,
        slug,
        ...(what === 'replacement' && old && { other: old.slug }),
        services: concerned,
        inDays,
        ...(isEmergency && { isEmergency }),
      };
      actions.push(publish);
      const luck = random();
      const isWithdrawn = inDays > 0 && luck < 0.2;
      if (isWithdrawn)
        actions.push({ day: day + between(2, inDays - 3), kind: 'withdraw', change: key });
      else if (inDays > 0 && luck < 0.45)
        actions.push({
          day: day + between(2, inDays - 3),
          kind: 'postpone',
          change: key,
          inDays: between(55, 70),
          isMaterial: luck < 0.32,
        });
      else if (what === 'addition' && !hasSuperseded) {
        hasSuperseded = true;
        actions.push({ ...publish, day: day + 6, key: `${key}-again`, supersedes: key });
      }
      if (opens) drawReactions(key, day, isWithdrawn ? day : day + 45, objected);
    }
    for (const { key, day } of objected) decide(key, day);
    drawMishaps();
  }

  function drawReactions(
    change: string,
    day: number,
    last: number,
    objected: { key: string; day: number }[],
  ): void {
    for (let times = between(0, 2); times > 0 && objected.length < 30; times -= 1) {
      const key = `objection-${objected.length + 1}`;
      const at = Math.min(day + between(1, 45), last);
      actions.push({ day: at, kind: 'object', key, change, customer: pick(customers).reference });
      objected.push({ key, day: at });
    }
    for (const { reference, profile } of customers)
      if (profile === 'specific' && random() < 0.3)
        actions.push({
          day: Math.min(day + between(0, 40), last),
          kind: 'approve',
          change,
          customer: reference,
        });
  }

  function drawMishaps(): void {
    for (const { addresses } of customers)
      for (const address of addresses)
        if (address.startsWith('returned-'))
          actions.push({ day: between(60, 330), kind: 'bounce', address });
    for (let times = 0; times < 10; times += 1)
      actions.push({
        day: between(60, 330),
        kind: 'move',
        customer: pick(customers).reference,
        profile: pick(profiles).slug,
      });
  }

  function decide(objection: string, day: number): void {
    const luck = random();
    if (luck < 0.2) return;
    actions.push({ day: day + 2, kind: 'review', objection });
    const outcome = pick(['accepted-explanation', 'alternative-offered', 'customer-excluded']);
    if (luck < 0.7)
      actions.push({ day: day + between(5, 20), kind: 'resolve', objection, outcome });
    else
      actions.push({
        day: day + between(5, 20),
        kind: 'open-termination',
        objection,
        inDays: between(20, 40),
      });
  }

  function shuffled<T>(list: readonly T[]): readonly T[] {
    return list
      .map((value) => ({ value, at: random() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ value }) => value);
  }
}

/** What the mail servers of the customers answer: the same for every deployment, by address and day. */
export function answerOf(address: string, dayOfYear: number): 'accepted' | 'refused' | 'later' {
  if (address.startsWith('gone-')) return 'refused';
  // Greylisting, for a day.
  return address.startsWith('slow-') && dayOfYear % 2 === 0 ? 'later' : 'accepted';
}
