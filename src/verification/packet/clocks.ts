import type { Json } from '../../core/canonical-json.ts';
import { type Bag, bagOf, listOf } from '../model/json.ts';
import type { Findings } from '../model/report.ts';
import { datesOf, localDay } from './dates.ts';

type Acceptance = { readonly contact: string; readonly at: number };

/** Every clock once more, from what the deliveries recorded and from the terms beside them. */
export function checkNotices(packet: Bag, told: ReadonlySet<string>, findings: Findings): void {
  const notices = listOf(packet['notices']).map(bagOf);
  for (const notice of notices) {
    const report = reportOn(notice, findings);
    try {
      checkAnnouncement(notice, told, packet, report);
      checkClock(notice, report, findings);
      checkOutcome(notice, report);
      checkEffect(notice, report);
    } catch {
      // A day, an instant or a zone that is none.
      report('has dates that can not be read');
    }
  }
  const clocks = notices.filter(({ clock }) => clock !== null).length;
  findings.checked(
    'notices',
    `${notices.length === 1 ? 'One notice' : `${notices.length} notices`}, ${clocks} of them with a clock: each date follows from the recorded acceptance and the terms by the rule that is named`,
  );
}

type Report = (what: string) => void;

function reportOn(notice: Bag, findings: Findings): Report {
  const { id } = bagOf(notice['customer']);
  const name = `The notice to ${String(id)}, round ${String(notice['round'])},`;
  return (what) => findings.fault('notices', `${name} ${what}.`);
}

function checkAnnouncement(
  notice: Bag,
  told: ReadonlySet<string>,
  packet: Bag,
  report: Report,
): void {
  const announcedAt = String(notice['announcedAt']);
  if (!told.has(announcedAt))
    report(`is said to be announced at ${announcedAt}, when the log has no announcement of it`);
  const known = new Set(listOf(packet['texts']).map((each) => bagOf(each)['sha256']));
  const missing = Object.values(bagOf(notice['texts'])).filter((hash) => !known.has(hash));
  if (missing.length > 0) report('refers to a text that is not in the packet');
}

/** What counts as arrival: accepted while the contact stood for the customer, and not returned since. */
function acceptancesOf(notice: Bag, report: Report): readonly Acceptance[] {
  return listOf(notice['recipients'])
    .map(bagOf)
    .flatMap((recipient) => {
      const contact = String(recipient['contact']);
      const since = instantOf(recipient['since']);
      const until = recipient['until'] === null ? Infinity : instantOf(recipient['until']);
      return listOf(recipient['deliveries'])
        .map(bagOf)
        .filter(({ state }) => state === 'accepted')
        .map((delivery) => {
          const at = instantOf(delivery['acceptedAt']);
          const attempts = listOf(delivery['attempts']).map(bagOf);
          if (!attempts.some((one) => one['outcome'] === 'accepted' && instantOf(one['at']) === at))
            report(`has a delivery to ${contact} that no attempt shows to be accepted`);
          if (instantOf(notice['announcedAt']) > at)
            report(`was accepted by ${contact} before it was announced`);
          return { contact, at };
        })
        .filter(({ at }) => at >= since && at <= until);
    });
}

function checkClock(notice: Bag, report: Report, findings: Findings): void {
  const acceptances = acceptancesOf(notice, report);
  const first = Math.min(...acceptances.map(({ at }) => at));
  if (notice['clock'] === null) {
    if (acceptances.length > 0)
      findings.note(
        `A notice was accepted and its clock not started yet when the packet was made (${String(bagOf(notice['customer'])['id'])}).`,
      );
    return;
  }
  const clock = bagOf(notice['clock']);
  const startsAt = instantOf(clock['startsAt']);
  const isTheirs = ({ contact, at }: Acceptance) => contact === clock['contact'] && at === startsAt;
  if (!acceptances.some(isTheirs))
    checkReturned(notice, returnedOf(notice).some(isTheirs), report, findings);
  if (first < startsAt) report('was accepted before its clock started');
  compareDates(notice, clock, startsAt, report);
}

/** What came back once a notice had ended changes it no more; before, the next run takes the clock back. */
function checkReturned(notice: Bag, isReturned: boolean, report: Report, findings: Findings): void {
  if (!isReturned) return report('has a clock that no recorded acceptance started');
  if (notice['state'] !== 'ended')
    findings.note(
      `A mail came back, and its clock was not taken back yet when the packet was made (${String(bagOf(notice['customer'])['id'])}).`,
    );
}

/** Accepted, and returned afterwards. */
function returnedOf(notice: Bag): readonly Acceptance[] {
  return listOf(notice['recipients'])
    .map(bagOf)
    .flatMap((recipient) =>
      listOf(recipient['deliveries'])
        .map(bagOf)
        .filter(({ state }) => state === 'bounced')
        .flatMap((delivery) => listOf(delivery['attempts']).map(bagOf))
        .filter(({ outcome }) => outcome === 'accepted')
        .map(({ at }) => ({ contact: String(recipient['contact']), at: instantOf(at) })),
    );
}

function compareDates(notice: Bag, clock: Bag, startsAt: number, report: Report): void {
  const terms = bagOf(notice['terms']);
  const dates = datesOf(startsAt, {
    noticeDays: Number(terms['noticeDays']),
    objectionDays: Number(terms['objectionDays']),
    isBusiness: terms['dayCount'] === 'business',
    timeZone: String(terms['timeZone']),
  });
  const ends = bagOf(clock['objectionEnds']);
  const earliest = bagOf(clock['earliestEffect']);
  const pairs: readonly (readonly [string, Json | undefined, string | number])[] = [
    ['the day on which it starts', clock['startsOn'], dates.startsOn],
    ['the last day to object', ends['on'], dates.objectionEndsOn],
    ['the end of that day', instantOf(ends['at']), dates.objectionEndsAt],
    ['the rule of that day', ends['rule'], dates.objectionRule],
    ['the earliest day of effect', earliest['on'], dates.earliestOn],
    ['the beginning of that day', instantOf(earliest['at']), dates.earliestAt],
    ['the rule of that day of effect', earliest['rule'], dates.earliestRule],
  ];
  for (const [what, said, counted] of pairs)
    if (said !== counted)
      report(`has ${what} as ${inWords(said)}; counted anew it is ${inWords(counted)}`);
}

function inWords(value: Json | undefined): string {
  return typeof value === 'number' ? new Date(value).toISOString() : String(value);
}

const bySilence: Readonly<Record<string, string>> = {
  'accepted-by-silence': 'general',
  'refused-by-silence': 'specific',
};

/** Silence means a yes under a general authorisation only, and nothing before the window is over. */
function checkOutcome(notice: Bag, report: Report): void {
  const { outcome, closedAt } = notice;
  if (outcome === null || outcome === undefined) return;
  const { authorisation, timeZone } = bagOf(notice['terms']);
  const asked = bySilence[String(outcome)];
  if (asked !== undefined && authorisation !== asked)
    report(`takes silence for ${String(outcome)} under a ${String(authorisation)} authorisation`);
  const ends = bagOf(bagOf(notice['clock'])['objectionEnds'])['on'];
  if (localDay(instantOf(closedAt), String(timeZone)) <= String(ends))
    report('was closed before its window was over');
}

/** Before the earliest day only with the customer's yes, or in an emergency that its contract permits. */
function checkEffect(notice: Bag, report: Report): void {
  const { effectiveAt, approved, clock } = notice;
  if (effectiveAt === null || effectiveAt === undefined) return;
  const { authorisation, emergencyPermitted } = bagOf(notice['terms']);
  if (approved !== null || emergencyPermitted === true) return;
  if (authorisation === 'specific') report('is in effect without the approval that it needs');
  if (clock === null) return report('is in effect for a customer whom it never reached');
  const earliest = bagOf(bagOf(clock)['earliestEffect']);
  if (instantOf(effectiveAt) < instantOf(earliest['at']))
    report('is in effect before the earliest day');
}

function instantOf(value: Json | undefined): number {
  const instant = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(instant)) throw new RangeError('no instant');
  return instant;
}
