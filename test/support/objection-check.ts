type Rows = readonly Readonly<Record<string, unknown>>[];
type Tables = ReadonlyMap<string, Rows>;

const stateAfter: Readonly<Record<string, string>> = {
  'objection.received': 'received',
  'objection.review_began': 'under-review',
  'objection.resolved': 'resolved',
  'objection.termination_right_opened': 'termination-right-open',
  'objection.terminated': 'terminated',
  'objection.lapsed': 'lapsed',
  'objection.withdrawn': 'withdrawn',
};

const open = new Set(['received', 'under-review', 'termination-right-open']);

/** What must hold of objections after every test; the faults in words. */
export function checkObjections(tables: Tables): readonly string[] {
  const events = (tables.get('events') ?? []).filter((event) =>
    String(event['action']).startsWith('objection.'),
  );
  const bySubject = Map.groupBy(events, (event) => String(event['subject']));
  const messages = Map.groupBy(tables.get('objection_messages') ?? [], (row) =>
    String(row['objection_id']),
  );
  return [
    ...events.flatMap(faultsOfEvent),
    ...(tables.get('objections') ?? []).flatMap((row) => {
      const id = String(row['id']);
      const mine = bySubject.get(`objection:${id}`) ?? [];
      return [
        ...faultsOfState(row, mine),
        ...faultsOfJudgement(row, mine),
        ...faultsOfErasure(row, mine, messages.get(id) ?? []),
      ];
    }),
  ];
}

/** It stays for ever, so it names nobody; and who objected is nobody else's business. */
function faultsOfEvent(event: Rows[number]): readonly string[] {
  const name = `event ${String(event['seq'])} about an objection`;
  return [
    ...(event['public'] === 0 ? [] : [`${name} is public`]),
    ...(/@|https?:|\s/.test(JSON.stringify(event['data'])) ? [`${name} holds a text`] : []),
  ];
}

/** The ledger tells the same state, and tells first that it was received. */
function faultsOfState(row: Rows[number], events: Rows): readonly string[] {
  const [id, state] = [String(row['id']), String(row['state'])];
  const states = events.flatMap((event) => stateAfter[String(event['action'])] ?? []);
  const isOpen = open.has(state);
  return [
    ...(states[0] === 'received' ? [] : [`nothing tells that ${id} was received`]),
    ...(states.at(-1) === state ? [] : [`${id} is ${state}, by the ledger ${states.at(-1)}`]),
    ...(isOpen === (row['ended_at'] === null) ? [] : [`${id} is ${state} and does not look so`]),
    ...((state === 'resolved') === (row['resolution'] !== null)
      ? []
      : [`${id} is ${state} with the outcome ${String(row['resolution'])}`]),
  ];
}

/** Whether it is late and whose it is are as the last judgement in the ledger has them. */
function faultsOfJudgement(row: Rows[number], events: Rows): readonly string[] {
  const judged = events.findLast((event) => 'rule' in Object(event['data']));
  const { late, customer = null } = Object(judged?.['data']);
  return [
    ...(Number(late) === row['is_late'] ? [] : [`${String(row['id'])} is late by no judgement`]),
    ...(customer === row['customer_id'] ? [] : [`${String(row['id'])} is of another customer`]),
  ];
}

/** Who is erased has left no word. */
function faultsOfErasure(row: Rows[number], events: Rows, messages: Rows): readonly string[] {
  const isErased = events.some((event) => event['action'] === 'objection.erased');
  const personal = ['objector', 'statement', 'request', 'address_hash', 'subscription_id'];
  const kept = personal.filter((name) => row[name] !== null);
  const said = messages.filter((message) => message['text'] !== '');
  return isErased && kept.length + said.length > 0
    ? [`${String(row['id'])} is erased and still holds ${[...kept, ...said].length} things`]
    : [];
}
