import type { FoldedChange } from '../model/folded.ts';
import { type Bag, bagOf, listOf } from '../model/json.ts';
import type { Findings } from '../model/report.ts';
import { checkClock, type Report } from './clocks.ts';
import { instantOf, latestDay, localDay } from './dates.ts';
import type { Story } from './story.ts';

/** Steps by which customers are told: each begins a round of notices. */
const announcing = ['change.published', 'change.postponed'];

/** What is said of each customer, against the log, the terms and what is said beside it. */
export function checkNotices(packet: Bag, story: Story, findings: Findings): void {
  const notices = listOf(packet['notices']).map(bagOf);
  const objections = listOf(packet['objections']).map(bagOf);
  for (const notice of notices) {
    const report = reportOn(notice, findings);
    try {
      checkAnnouncement(notice, story, packet, report);
      checkClock(notice, report, findings);
      checkOutcome(notice, objections, report);
      checkEffect(notice, story.states.at(-1), report);
      checkTimes(notice, packet, report);
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

function reportOn(notice: Bag, findings: Findings): Report {
  const { id } = bagOf(notice['customer']);
  const name = `The notice to ${String(id)}, round ${String(notice['round'])},`;
  return (what) => findings.fault('notices', `${name} ${what}.`);
}

/** The log has the announcement at that time, and the day that was planned then or since. */
function checkAnnouncement(notice: Bag, { own }: Story, packet: Bag, report: Report): void {
  const announcedAt = String(notice['announcedAt']);
  const since = own.filter(
    ({ action, at }) => announcing.includes(action) && Date.parse(at) >= Date.parse(announcedAt),
  );
  if (since[0]?.at !== announcedAt)
    report(`is said to be announced at ${announcedAt}, when the log has no announcement of it`);
  if (!since.some(({ data }) => data['effectiveOn'] === notice['plannedEffectiveOn']))
    report('was planned for a day that the log does not have');
  const known = new Set(listOf(packet['texts']).map((each) => bagOf(each)['sha256']));
  const missing = Object.values(bagOf(notice['texts'])).filter((hash) => !known.has(hash));
  if (missing.length > 0) report('refers to a text that is not in the packet');
}

const bySilence: Readonly<Record<string, string>> = {
  'accepted-by-silence': 'general',
  'refused-by-silence': 'specific',
};

/** Silence means a yes under a general authorisation only, and nothing before the window is over. */
function checkOutcome(notice: Bag, objections: readonly Bag[], report: Report): void {
  const { outcome, closedAt } = notice;
  if (outcome === null || outcome === undefined) return;
  const { authorisation, timeZone } = bagOf(notice['terms']);
  const asked = bySilence[String(outcome)];
  if (asked !== undefined && authorisation !== asked)
    report(`takes silence for ${String(outcome)} under a ${String(authorisation)} authorisation`);
  const ends = String(bagOf(bagOf(notice['clock'])['objectionEnds'])['on']);
  const zone = String(timeZone);
  if (localDay(instantOf(closedAt), zone) <= ends) report('was closed before its window was over');
  const { id } = bagOf(notice['customer']);
  const mine = objections.filter(({ customer, isLate }) => customer === id && isLate === false);
  if (asked !== undefined && mine.some((each) => !isWithdrawnBy(each, ends, zone)))
    report('takes for silence what was an objection in time');
  if (outcome === 'approved' && notice['approved'] === null)
    report('is said to be approved, and nobody did');
}

function isWithdrawnBy({ state, endedAt }: Bag, day: string, timeZone: string): boolean {
  return state === 'withdrawn' && localDay(instantOf(endedAt), timeZone) <= day;
}

function checkEffect(notice: Bag, change: FoldedChange | undefined, report: Report): void {
  const { effectiveAt, approved } = notice;
  if (effectiveAt === null || effectiveAt === undefined) return;
  const effect = change?.steps.find(({ name }) => name === 'in-effect');
  if (effect === undefined || instantOf(effectiveAt) < Date.parse(effect.at))
    report('is in effect before the log has it in effect');
  if (latestDay(String(effectiveAt)) < String(notice['plannedEffectiveOn']))
    report('is in effect before its planned day');
  if (approved === null && !isAtOnce(notice, change))
    checkWaited(notice, instantOf(effectiveAt), report);
}

function isAtOnce({ terms }: Bag, change: FoldedChange | undefined): boolean {
  return change?.emergency !== undefined && bagOf(terms)['emergencyPermitted'] === true;
}

/** Before the earliest day only with the customer's yes, or in an emergency that its contract permits. */
function checkWaited(notice: Bag, effectiveAt: number, report: Report): void {
  const { clock, terms } = notice;
  if (bagOf(terms)['authorisation'] === 'specific')
    report('is in effect without the approval that it needs');
  // A mail that comes back afterwards takes its clock along, and not what was done while it ran.
  if (cameBackAfter(notice, effectiveAt)) return;
  if (clock === null) return report('is in effect for a customer whom it never reached');
  const { on, timeZone } = bagOf(bagOf(clock)['earliestEffect']);
  if (localDay(effectiveAt, String(timeZone)) < String(on))
    report('is in effect before the earliest day');
}

function cameBackAfter(notice: Bag, instant: number): boolean {
  return listOf(notice['recipients'])
    .flatMap((recipient) => listOf(bagOf(recipient)['deliveries']).map(bagOf))
    .some(
      ({ state, createdAt, bouncedAt }) =>
        state === 'bounced' && instantOf(createdAt) <= instant && instantOf(bouncedAt) >= instant,
    );
}

/** Nothing happens before it was announced, nor after the packet was made. */
function checkTimes(notice: Bag, packet: Bag, report: Report): void {
  const { closedAt, effectiveAt, approved, acknowledged, clock } = notice;
  const times = [
    closedAt,
    effectiveAt,
    bagOf(approved)['at'],
    bagOf(acknowledged)['at'],
    bagOf(clock)['startsAt'],
  ].flatMap((at) => (at === null || at === undefined ? [] : [instantOf(at)]));
  const from = instantOf(notice['announcedAt']);
  const until = instantOf(packet['issuedAt']);
  if (times.some((at) => at < from || at > until))
    report('has something happen before it was announced, or after the packet was made');
}
