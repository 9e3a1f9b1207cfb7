import type { Json } from '../../core/canonical-json.ts';
import { type Bag, bagOf, listOf } from '../model/json.ts';
import type { Findings } from '../model/report.ts';
import { datesOf, instantOf } from './dates.ts';

/** Takes what is said of the notice at hand. */
export type Report = (what: string) => void;

type Acceptance = {
  readonly contact: string;
  readonly at: number;
  /** While the contact stood for the customer, as far as the packet says since when. */
  readonly isOfCustomer: boolean;
};

/** What was accepted and has not come back since. */
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
          return { contact, at, isOfCustomer: at >= since && at <= until };
        });
    });
}

/** A clock once more, from what the deliveries recorded and from the terms beside them. */
export function checkClock(notice: Bag, report: Report, findings: Findings): void {
  const acceptances = acceptancesOf(notice, report);
  const customer = String(bagOf(notice['customer'])['id']);
  const counting = acceptances.filter(({ isOfCustomer }) => isOfCustomer);
  if (notice['clock'] === null) {
    if (counting.length > 0 && notice['state'] !== 'ended')
      findings.note(
        `A notice was accepted and its clock not started yet when the packet was made (${customer}).`,
      );
    return;
  }
  const clock = bagOf(notice['clock']);
  const startsAt = instantOf(clock['startsAt']);
  const isTheirs = ({ contact, at }: Omit<Acceptance, 'isOfCustomer'>) =>
    contact === clock['contact'] && at === startsAt;
  const started = acceptances.find(isTheirs);
  if (started === undefined)
    checkReturned(notice, returnedOf(notice).some(isTheirs), report, findings);
  else if (!started.isOfCustomer)
    findings.note(
      `The contact whose acceptance started a clock was taken off and entered again since (${customer}).`,
    );
  if (counting.some(({ at }) => at < startsAt)) report('was accepted before its clock started');
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
function returnedOf(notice: Bag): readonly Omit<Acceptance, 'isOfCustomer'>[] {
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
