import { createHash } from 'node:crypto';
import { purgedBy } from './purged.ts';
import { type Bag, bag, type LedgerEvent, sorted } from './replay.ts';

type Tables = ReadonlyMap<string, readonly Bag[]>;

type Folded = {
  state: string;
  clock?: unknown;
  outcome?: unknown;
  hold?: unknown;
  isApproved?: boolean;
  isEffective?: boolean;
};

/** What must hold of notices after every test; the faults in words. Shares no code with what keeps them. */
export function checkNotices(tables: Tables, events: readonly LedgerEvent[]): readonly string[] {
  const rows = tables.get('notices') ?? [];
  const folded = fold(rows, events);
  const hashes = new Set((tables.get('notice_texts') ?? []).map((row) => row['hash']));
  return [
    ...rows.flatMap((row) => faultsOf(row, folded.get(nameOf(row)), hashes)),
    ...checkCounts(rows, events),
    ...(tables.get('notice_texts') ?? [])
      .filter((row) => row['hash'] !== sha256(String(row['text'])))
      .map((row) => `the text ${String(row['hash'])} is another`),
  ];
}

function nameOf(row: Bag): string {
  return `${String(row['change_id'])}/${String(row['round'])}/${String(row['customer_id'])}`;
}

/** Where each stands by the ledger alone. */
function fold(rows: readonly Bag[], events: readonly LedgerEvent[]): ReadonlyMap<string, Folded> {
  const folded = new Map<string, Folded>();
  const begun = new Map<number, readonly string[]>();
  for (const row of rows)
    begun.set(Number(row['seq']), [...(begun.get(Number(row['seq'])) ?? []), nameOf(row)]);
  const announcedBy = new Set(begun.keys());
  for (const event of events) {
    if (announcedBy.has(event.seq))
      for (const name of begun.get(event.seq) ?? []) folded.set(name, { state: 'waiting' });
    const change = event.subject.replace('change:', '');
    if (event.action === 'notices.ended')
      [...folded]
        .filter(([name]) => name.startsWith(`${change}/`) && !isOfCommit(rows, name, events, event))
        .forEach(([, notice]) => end(notice));
    const notice = folded.get(
      `${change}/${String(event.data['round'])}/${String(event.data['customer'])}`,
    );
    if (notice) apply(notice, event);
  }
  return folded;
}

function end(notice: Folded): void {
  notice.state = 'ended';
  delete notice.hold;
}

/** Those of the round that begins in this commit are not the ones that end. */
function isOfCommit(
  rows: readonly Bag[],
  name: string,
  events: readonly LedgerEvent[],
  { commitId }: LedgerEvent,
): boolean {
  const row = rows.find((each) => nameOf(each) === name);
  return events.find(({ seq }) => seq === row?.['seq'])?.commitId === commitId;
}

function apply(notice: Folded, { action, data }: LedgerEvent): void {
  switch (action) {
    case 'notice.acknowledged':
      if (JSON.stringify(data['reasons']).includes('no-contact')) notice.state = 'unreached';
      return;
    case 'notice.clock_started':
      Object.assign(notice, { state: 'running', clock: data['clock'] });
      return;
    case 'notice.clock_taken_back':
      notice.state = 'waiting';
      delete notice.clock;
      delete notice.outcome;
      return;
    case 'notice.unreached':
      notice.state = 'unreached';
      return;
    case 'notice.window_closed':
      Object.assign(notice, { state: 'closed', outcome: data['outcome'] });
      return;
    case 'notice.outcome_corrected':
      notice.outcome = data['outcome'];
      return;
    case 'notice.approved':
      notice.isApproved = true;
      if (notice.outcome === 'refused-by-silence') notice.outcome = 'approved';
      return;
    case 'notice.held':
      notice.hold = data['reason'];
      return;
    case 'notice.took_effect':
      notice.isEffective = true;
      delete notice.hold;
      return;
  }
}

function faultsOf(
  row: Bag,
  told: Folded | undefined,
  hashes: ReadonlySet<unknown>,
): readonly string[] {
  const name = `the notice ${nameOf(row)}`;
  if (!told) return [`${name} was announced by no event`];
  const clock = bag(row['clock'] ?? {});
  const stored = {
    state: row['state'],
    clock: row['clock'] ?? undefined,
    outcome: row['outcome'] ?? undefined,
    hold: row['hold'] ?? undefined,
    isApproved: row['approved'] !== null || undefined,
    isEffective: row['effective_at'] !== null || undefined,
  };
  const [has, should] = [stored, told].map((each) =>
    JSON.stringify(sorted(bag(JSON.parse(JSON.stringify(each))))),
  );
  const [ends, starts] = ['objectionEnds', 'earliestEffect'].map(
    (date) => bag(clock[date] ?? {})['on'] ?? null,
  );
  return [
    ...(has === should ? [] : [`${name} is ${has} and by the ledger ${should}`]),
    ...(row['objection_ends_on'] === ends && row['earliest_effect_on'] === starts
      ? []
      : [`${name} falls due by other days than its clock says`]),
    ...(ends === null || String(ends) < String(starts)
      ? []
      : [`${name} takes effect in its window`]),
    ...((row['outcome'] === null) === (row['closed_at'] === null)
      ? []
      : [`${name} closed without outcome`]),
    ...(row['hold'] === null || row['effective_at'] === null
      ? []
      : [`${name} is held and in effect`]),
    ...Object.values(bag(row['texts']))
      .filter((hash) => !hashes.has(hash))
      .map((hash) => `${name} has no text ${String(hash)}`),
  ];
}

/** As many notices as each announcement says, no more and no fewer but those of customers that were purged. */
function checkCounts(rows: readonly Bag[], events: readonly LedgerEvent[]): readonly string[] {
  const purged = purgedBy('notices', events).filter((id) => id.startsWith('cus_')).length;
  return events
    .filter(({ action }) => action === 'notices.recorded')
    .flatMap(({ subject, data }) => {
      const prefix = `${subject.replace('change:', '')}/${String(data['round'])}/`;
      const found = rows.filter((row) => nameOf(row).startsWith(prefix)).length;
      const missing = Number(data['customers']) - found;
      return missing >= 0 && missing <= purged
        ? []
        : [`${prefix} has ${found} notices, not ${String(data['customers'])}`];
    });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
