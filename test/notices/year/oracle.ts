import type { Taken } from './deployments.ts';
import type { Memory } from './living.ts';
import { profilesGiven, type TermsGiven, type Year } from './story.ts';

/** Asks the database of a deployment. */
export type Query = (sql: string) => Promise<readonly Row[]>;
type Row = Readonly<Record<string, unknown>>;

type Known = {
  readonly now: Date;
  readonly terms: TermsGiven;
  /** Of the mails that its contacts' servers took. */
  readonly arrivals: readonly Arrival[];
  readonly objections: readonly Row[];
  /** Of a change that is in effect. */
  readonly effect?: { readonly isEmergency: boolean };
};

type Arrival = {
  readonly at: Date;
  /** When it came back. */
  readonly returnedAt?: Date;
};

/**
 * Every notice that does not stand where counting on the fingers puts it: from the terms that its
 * customer had then, what the mail servers took and sent back, and who objected. Written from
 * docs/notices.md; shares no code with what it judges.
 */
export async function faultsOfNotices(
  query: Query,
  { year, memory, mails, now }: { year: Year; memory: Memory; mails: readonly Taken[]; now: Date },
): Promise<readonly string[]> {
  const arrivals = arrivalsByKey(mails, memory);
  const contacts = Map.groupBy(
    await query('SELECT customer_id, subscription_id FROM customer_contacts'),
    (row) => row['customer_id'],
  );
  const objections = Map.groupBy(await query('SELECT * FROM objections'), (row) =>
    [row['change_id'], row['customer_id']].join(),
  );
  const rows = await query(
    'SELECT n.*, c.reference, h.took_effect_at, h.emergency FROM notices n JOIN customers c ON c.id = n.customer_id JOIN changes h ON h.id = n.change_id',
  );
  const customers = new Map(year.customers.map((each) => [each.reference, each]));
  return rows.flatMap((row) => {
    const reference = String(row['reference']);
    const announcedAt = Number(row['announced_at']);
    const profile = memory.profiles
      .get(reference)
      ?.findLast(({ since }) => since.getTime() <= announcedAt)?.profile;
    const known: Known = {
      now,
      terms: {
        ...profilesGiven[profile ?? ''],
        ...customers.get(reference)?.overrides,
      } as TermsGiven,
      arrivals: (contacts.get(row['customer_id']) ?? [])
        .flatMap(({ subscription_id: id }) => arrivals.get(`${row['seq']} ${String(id)}`) ?? [])
        .toSorted((a, b) => a.at.getTime() - b.at.getTime()),
      objections: objections.get([row['change_id'], row['customer_id']].join()) ?? [],
      ...(row['took_effect_at'] !== null && {
        effect: { isEmergency: row['emergency'] !== null },
      }),
    };
    const name = `change ${String(row['change_id'])}, round ${String(row['round'])}, ${reference}`;
    return faultsOf(row, known).map((fault) => `${name}: ${fault}`);
  });
}

/** By the event and the contact that a Message-ID names. */
function arrivalsByKey(
  mails: readonly Taken[],
  { returned }: Memory,
): ReadonlyMap<string, readonly Arrival[]> {
  const back = new Map(returned.map(({ messageId, at }) => [messageId, at]));
  const found = new Map<string, Arrival[]>();
  for (const { messageId, at } of mails) {
    const [, seq, id] = /^<event\.(\d+)(?:\.[\w-]+)*\.(sbs_[0-9a-f]{32})@/.exec(messageId) ?? [];
    if (seq === undefined) continue;
    const key = `${seq} ${id}`;
    const returnedAt = back.get(messageId);
    const arrival = { at: new Date(at), ...(returnedAt && { returnedAt }) };
    found.set(key, [...(found.get(key) ?? []), arrival]);
  }
  return found;
}

function faultsOf(row: Row, known: Known): readonly string[] {
  const clock = row['clock'] === null ? undefined : JSON.parse(String(row['clock']));
  const said = {
    terms: JSON.parse(String(row['terms'])),
    startsOn: clock?.startsOn,
    objectionEnds: clock?.objectionEnds,
    earliestEffect: clock?.earliestEffect,
  };
  // The clock of what was withdrawn, replaced or announced anew stopped: a bounce came too late for it.
  const hasEnded = row['state'] === 'ended';
  const dates = hasEnded
    ? clock && datesFrom(dayIn(new Date(clock.startsAt), known.terms.timeZone), known.terms)
    : datesAt(known.now, known);
  return [
    ...differ('terms', said.terms, known.terms),
    ...(hasEnded && !clock
      ? []
      : [
          ...differ('start', said.startsOn, dates?.startsOn),
          ...differ('window', said.objectionEnds, dates?.objectionEnds),
          ...differ('effect', said.earliestEffect, dates?.earliestEffect),
        ]),
    ...(hasEnded ? [] : faultsOfCourse(row, known, dates)),
  ];
}

/** As things stood then: by the first arrival that had not come back. */
function datesAt(then: Date, { arrivals, terms }: Known): Dates | undefined {
  const first = arrivals.find(
    ({ at, returnedAt }) => at <= then && (returnedAt === undefined || returnedAt > then),
  );
  return first && datesFrom(dayIn(first.at, terms.timeZone), terms);
}

function differ(what: string, found: unknown, expected: unknown): readonly string[] {
  const [is, shall] = [found, expected].map((each) => JSON.stringify(sorted(each)));
  return is === shall ? [] : [`${what} is ${is} and shall be ${shall}`];
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

type Dates = ReturnType<typeof datesFrom>;

/** What the window came to, and whether the change is in effect for the customer. */
function faultsOfCourse(row: Row, known: Known, dates: Dates | undefined): readonly string[] {
  const { terms, now, objections } = known;
  const isApproved = row['approved'] !== null;
  const inTime = objections.filter((each) => each['is_late'] === 0);
  const stood = inTime.some(
    ({ state, ended_at: at }) =>
      state !== 'withdrawn' ||
      (dates && dayIn(new Date(Number(at)), terms.timeZone) > dates.objectionEnds.on),
  );
  const isOver = dates !== undefined && dayIn(now, terms.timeZone) > dates.objectionEnds.on;
  const silence = terms.authorisation === 'general' ? 'accepted-by-silence' : 'refused-by-silence';
  // Who agrees later had accepted by silence already, where silence accepts.
  const { at = '' } = isApproved ? JSON.parse(String(row['approved'])) : {};
  const isAgreed =
    isApproved &&
    (terms.authorisation === 'specific' ||
      (isOver && dayIn(new Date(at), terms.timeZone) <= dates.objectionEnds.on));
  const outcome = stood ? 'objected' : isAgreed ? 'approved' : silence;
  const states = dates === undefined ? ['waiting', 'unreached'] : [isOver ? 'closed' : 'running'];
  return [
    ...(states.includes(String(row['state'])) ? [] : [`it is ${String(row['state'])}`]),
    ...differ('outcome', row['outcome'], isOver ? outcome : null),
    ...faultsOfEffect(row, known, dates),
  ];
}

function faultsOfEffect(row: Row, known: Known, dates: Dates | undefined): readonly string[] {
  const { terms, effect } = known;
  const isPermitted = effect?.isEmergency === true && terms.emergencyPermitted;
  const isApproved = row['approved'] !== null;
  if (row['effective_at'] !== null) {
    // What was in effect before a bounce took the clock back is not undone.
    const then = new Date(Number(row['effective_at']));
    const on = dayIn(then, terms.timeZone);
    const before = datesAt(then, known);
    const isWaitedFor = before !== undefined && on >= before.earliestEffect.on;
    const isAllowed = isWaitedFor && terms.authorisation === 'general';
    if (effect === undefined) return ['it is in effect, and the change is not'];
    return isPermitted || isApproved || isAllowed
      ? []
      : [`it is in effect since ${on} against the contract`];
  }
  return differ('hold', row['hold'], effect ? holdOf(isApproved, known, dates) : null);
}

/** The table of docs/notices.md; `none` where nothing stands against the effect. */
function holdOf(isApproved: boolean, known: Known, dates: Dates | undefined): string {
  const { terms, objections, effect, now } = known;
  const isSpecific = terms.authorisation === 'specific';
  const isOpen = objections.some(({ ended_at: at }) => at === null);
  if (objections.some(({ resolution }) => resolution === 'customer-excluded')) return 'excluded';
  if (effect?.isEmergency === true && terms.emergencyPermitted) return 'none';
  if (isOpen && (isSpecific || terms.hardHold)) return 'open-objection';
  if (isApproved) return 'none';
  const hasTime = dates !== undefined && dayIn(now, terms.timeZone) >= dates.earliestEffect.on;
  if (!hasTime && effect?.isEmergency === true) return 'emergency-not-permitted';
  if (!hasTime) return dates === undefined ? 'not-reached' : 'window-open';
  const isBinding = isSpecific || (effect?.isEmergency === true && terms.hardHold);
  return isBinding ? 'not-approved' : 'none';
}

/** Day by day, as one would with a calendar on the wall. */
function datesFrom(startsOn: string, terms: TermsGiven) {
  const { timeZone, noticeDays, objectionDays } = terms;
  const isBusiness = terms.dayCount === 'business';
  const count = (days: number) => {
    let on = startsOn;
    for (let counted = 0; counted < days;) {
      on = next(on);
      if (!isBusiness || !isWeekend(on)) counted += 1;
    }
    return on;
  };
  const counted = count(objectionDays);
  let last = counted;
  while (isWeekend(last)) last = next(last);
  const noticed = count(noticeDays);
  const isWindowLonger = last >= noticed;
  const effect = next(isWindowLonger ? last : noticed);
  const byNotice = isBusiness ? 'business-days' : 'calendar-days';
  const byWindow = last === counted ? byNotice : 'rolled-to-working-day';
  return {
    startsOn,
    objectionEnds: {
      on: last,
      timeZone,
      at: new Date(midnight(next(last), timeZone) - 1).toISOString(),
      rule: byWindow,
      days: objectionDays,
    },
    earliestEffect: {
      on: effect,
      timeZone,
      at: new Date(midnight(effect, timeZone)).toISOString(),
      rule: isWindowLonger ? 'day-after-window' : byNotice,
      days: isWindowLonger ? objectionDays : noticeDays,
    },
  };
}

function next(on: string): string {
  return new Date(Date.parse(on) + 86_400_000).toISOString().slice(0, 10);
}

function isWeekend(on: string): boolean {
  return [0, 6].includes(new Date(on).getUTCDay());
}

/** The first quarter of an hour of a day somewhere, looked for one after the other. */
function midnight(on: string, timeZone: string): number {
  const quarter = 15 * 60_000;
  let at = Date.parse(on) - 15 * 3_600_000;
  while (dayIn(new Date(at), timeZone) < on) at += quarter;
  return at;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function dayIn(instant: Date, timeZone: string): string {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
  formats.set(timeZone, format);
  return format.format(instant);
}
