import type { LogLine } from './watch.ts';

type Rows = readonly Readonly<Record<string, unknown>>[];
type Tables = ReadonlyMap<string, Rows>;

const stateAfter: Readonly<Record<string, string>> = {
  'subscription.confirmed': 'active',
  'subscription.resumed': 'active',
  'subscription.suppression_lifted': 'active',
  'subscription.paused': 'paused',
  'subscription.disabled': 'disabled',
  'subscription.suppressed': 'disabled',
  'subscription.left': 'left',
  'subscription.erased': 'left',
};

/** What must hold of subscriptions after every test; the faults in words. */
export function checkSubscriptions(tables: Tables, log: readonly LogLine[]): readonly string[] {
  const rows = tables.get('subscriptions') ?? [];
  const events = (tables.get('events') ?? [])
    .map((event) => {
      // Another address for a contract contact ends the one before.
      const { replaces } = Object(event['data']);
      return replaces === undefined
        ? event
        : { ...event, action: 'subscription.left', subject: `subscription:${replaces}` };
    })
    .filter((event) => String(event['action']).startsWith('subscription.'));
  // Rows that a test puts there itself, of which the ledger knows nothing, may stand as they like.
  const known = new Set(events.map((event) => event['subject']));
  const told = rows.filter((row) => known.has(`subscription:${row['id']}`));
  return [
    ...told.flatMap((row) => [...faultsOfRow(row), ...faultsOfState(row, events)]),
    ...rows.flatMap(faultsOfSecrecy),
    ...events.flatMap(faultsOfEvent),
    ...log
      .filter((line) => /[\w-]{43}|whsec_/.test(JSON.stringify(line.facts)))
      .map((line) => `a log line holds what looks like a token: ${line.message}`),
  ];
}

/** Who has left has left nothing; whoever is told has consented or stands in a contract. */
function faultsOfRow(row: Rows[number]): readonly string[] {
  const { id, state } = row;
  const personal = ['address', 'address_hash', 'host', 'contact'];
  const kept = personal.filter((name) => row[name] !== null);
  const chosen = ['topics', 'services'].filter(
    (name) => !/^"?\[\]"?$/.test(JSON.stringify(row[name])),
  );
  return [
    ...(state === 'left' && kept.length + chosen.length > 0
      ? [`${id} has left and still holds ${[...kept, ...chosen].join(', ')}`]
      : []),
    ...(state !== 'left' && row['address'] === null ? [`${id} has no address`] : []),
    ...(state === 'active' && row['confirmed_at'] === null ? [`${id} never consented`] : []),
    ...(state === 'pending' && row['confirmed_at'] !== null ? [`${id} is pending again`] : []),
  ];
}

function faultsOfSecrecy(row: Rows[number]): readonly string[] {
  return ['address', 'contact']
    .filter((name) => /[@/:]/.test(String(row[name] ?? '')))
    .map((name) => `${row['id']} holds its ${name} in the clear`);
}

/** The ledger tells the same state; of what is pending it tells nothing. */
function faultsOfState(row: Rows[number], events: Rows): readonly string[] {
  const mine = events.filter((event) => event['subject'] === `subscription:${row['id']}`);
  const states = mine.flatMap((event) => stateAfter[String(event['action'])] ?? []);
  const last = states.at(-1) ?? row['state'];
  return [
    ...(last === row['state'] ? [] : [`${row['id']} is ${row['state']}, by the ledger ${last}`]),
    ...(row['state'] === 'pending' && mine.length > 0
      ? [`${row['id']} has events and is pending`]
      : []),
  ];
}

/** It stays for ever, so it names nobody. */
function faultsOfEvent(event: Rows[number]): readonly string[] {
  const isPublic = event['public'] !== 0;
  const names = /@|https?:/.test(JSON.stringify(event['data']));
  return [
    ...(isPublic ? [`event ${event['seq']} about a subscription is public`] : []),
    ...(names ? [`event ${event['seq']} names an address`] : []),
  ];
}
