type Row = Readonly<Record<string, unknown>>;
type Rows = readonly Row[];
type Tables = ReadonlyMap<string, Rows>;

const closed = new Set([
  'fulfilled',
  'partially-denied',
  'denied',
  'forwarded',
  'withdrawn',
  'expired',
]);

/** What must hold of privacy requests after every test; the faults in words. */
export function checkRights(tables: Tables): readonly string[] {
  const events = (tables.get('events') ?? []).filter((event) =>
    String(event['subject']).startsWith('rights-request:'),
  );
  const bySubject = Map.groupBy(events, (event) => String(event['subject']));
  const messages = Map.groupBy(tables.get('rights_messages') ?? [], (row) =>
    String(row['request_id']),
  );
  return [
    ...events.flatMap(faultsOfEvent),
    ...(tables.get('rights_requests') ?? []).flatMap((row) => {
      const id = String(row['id']);
      const mine = bySubject.get(`rights-request:${id}`) ?? [];
      return [
        ...faultsOfState(row, mine),
        ...faultsOfDays(row, mine),
        ...faultsOfErasure(row, mine, messages.get(id) ?? []),
      ];
    }),
  ];
}

/** It stays for ever, so it names nobody; and who asks is nobody else's business. */
function faultsOfEvent(event: Row): readonly string[] {
  const name = `event ${String(event['seq'])} about a privacy request`;
  return [
    ...(event['public'] === 0 ? [] : [`${name} is public`]),
    ...(/@|https?:|\s/.test(JSON.stringify(event['data'])) ? [`${name} holds a text`] : []),
  ];
}

/** The ledger tells the same state. */
function faultsOfState(row: Row, events: Rows): readonly string[] {
  const [id, state] = [String(row['id']), String(row['state'])];
  const first = row['source'] === 'form' ? 'acknowledged' : 'received';
  const told = events.flatMap((event) => Object(event['data'])['state'] ?? []).at(-1) ?? first;
  const isOpen = !closed.has(state);
  return [
    ...(events[0]?.['action'] === 'rights.received' ? [] : [`nothing tells that ${id} came in`]),
    ...(told === state ? [] : [`${id} is ${state}, by the ledger ${String(told)}`]),
    ...(isOpen === (row['ended_at'] === null) ? [] : [`${id} is ${state} and does not look so`]),
    ...(isOpen || row['next_due_on'] === null ? [] : [`${id} is closed and something is due`]),
  ];
}

/** Each day is the one that it came with, moved only by what the ledger tells with the day before and after. */
function faultsOfDays(row: Row, events: Rows): readonly string[] {
  const id = String(row['id']);
  const days = new Map<string, unknown>();
  const faults: string[] = [];
  for (const event of events) {
    const { due = [], moved = [] } = Object(event['data']);
    for (const { type, dueOn } of due) days.set(type, dueOn);
    for (const { type, before, after } of moved) {
      if (days.get(type) !== before) faults.push(`${id}: ${type} was not due on ${before}`);
      days.set(type, after);
    }
  }
  const items: readonly Row[] = Array.isArray(row['items']) ? row['items'] : [];
  for (const { type, dueOn } of items)
    if (days.get(String(type)) !== dueOn)
      faults.push(`${id}: ${String(type)} is due on ${String(dueOn)}, and nothing tells so`);
  const open = items.filter(({ outcome }) => outcome === undefined);
  const { acknowledgeBy, acknowledgedOn } = Object(row['days']);
  const next = [
    ...(acknowledgedOn === undefined ? [acknowledgeBy] : []),
    ...open.map(({ dueOn }) => dueOn),
  ]
    .filter((each) => each !== undefined)
    .toSorted()[0];
  if (row['ended_at'] === null && (row['next_due_on'] ?? undefined) !== next)
    faults.push(`${id}: next is ${String(next)}, and it says ${String(row['next_due_on'])}`);
  return faults;
}

/** Who is erased has left no word. */
function faultsOfErasure(row: Row, events: Rows, messages: Rows): readonly string[] {
  const isErased = events.some((event) => event['action'] === 'rights.erased');
  const personal = ['person', 'agent', 'details', 'address_hash', 'agent_hash', 'sameness'].concat(
    'subscription_id',
    'agent_subscription_id',
  );
  const kept = personal.filter((name) => row[name] !== null);
  const said = messages.filter((message) => message['text'] !== '');
  return isErased && kept.length + said.length > 0
    ? [`${String(row['id'])} is erased and still holds ${[...kept, ...said].length} things`]
    : [];
}
