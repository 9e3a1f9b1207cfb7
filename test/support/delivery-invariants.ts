import { type Bag, bag } from './replay.ts';

type Tables = ReadonlyMap<string, readonly Bag[]>;

/** What must hold of outbox and deliveries, whatever failed on the way. */
export function checkDeliveries(tables: Tables): readonly string[] {
  const rows = (name: string) => tables.get(name) ?? [];
  const attempts = attemptsOf(rows('deliveries'), rows('delivery_attempts'));
  return [
    ...checkTold(rows('change_steps'), rows('changes'), rows('outbox')),
    ...checkFanout(rows('outbox'), rows('subscriptions'), rows('deliveries')),
    ...checkKeys(rows('deliveries')),
    ...rows('deliveries').flatMap((row) => [
      ...checkState(row),
      ...checkAttempts(row, attempts.get(Number(row['id'])) ?? []),
    ]),
    ...checkConsent(rows('deliveries'), rows('subscriptions'), attempts),
    ...checkOrder(rows('deliveries'), attempts),
    ...checkDigests(rows('subscriptions')),
  ];
}

/** By delivery, in their order; the last one stands on the delivery itself. */
function attemptsOf(
  deliveries: readonly Bag[],
  before: readonly Bag[],
): ReadonlyMap<number, readonly Bag[]> {
  const last = deliveries
    .filter((row) => row['attempted_at'] !== null)
    .map((row) => ({
      delivery_id: row['id'],
      number: row['attempts'],
      at: row['attempted_at'],
      outcome: row['outcome'],
      duration_ms: row['duration_ms'],
    }));
  const all = [...before, ...last].toSorted((a, b) => Number(a['number']) - Number(b['number']));
  return Map.groupBy(all, (row) => Number(row['delivery_id']));
}

/** Every step of a change that happened here is to be told; what was imported is long known. */
function checkTold(steps: readonly Bag[], changes: readonly Bag[], outbox: readonly Bag[]) {
  const imported = new Set(
    changes.filter((row) => row['claimed_at'] !== null).map((row) => row['id']),
  );
  const told = new Set(outbox.map((row) => row['seq']));
  return steps
    .filter((row) => !imported.has(row['change_id']) && !told.has(row['seq']))
    .map((row) => `event ${row['seq']} is a step of a change and told to nobody`);
}

/** Whoever followed when it happened, and has not been touched since, has a delivery. */
function checkFanout(
  outbox: readonly Bag[],
  subscriptions: readonly Bag[],
  deliveries: readonly Bag[],
): readonly string[] {
  const found = new Set(
    deliveries.map((row) => `${String(row['subscription_id'])} ${String(row['subject'])}`),
  );
  const steady = subscriptions.filter(
    (row) =>
      row['state'] === 'active' && row['stream'] !== 'staff' && row['frequency'] === 'immediate',
  );
  return outbox
    .filter((row) => row['planned_at'] !== null)
    .flatMap((row) =>
      steady
        .filter((each) => follows(each, row))
        .filter((each) => !found.has(`${String(each['id'])} event:${String(row['seq'])}`))
        .map((each) => `${String(each['id'])} was not told of event ${String(row['seq'])}`),
    );
}

function follows(subscription: Bag, told: Bag): boolean {
  const list = (value: unknown): readonly unknown[] =>
    Array.isArray(value) ? value : JSON.parse(String(value));
  const [wanted, concerned] = [list(subscription['services']), list(told['services'])];
  const at = Number(told['at']);
  const isSteady =
    subscription['confirmed_at'] !== null &&
    Number(subscription['confirmed_at']) <= at &&
    Number(subscription['changed_at']) < at;
  const concerns =
    wanted.length === 0 ||
    concerned.length === 0 ||
    concerned.some((service) => wanted.includes(service));
  const isLoud = told['quiet'] === 0 || subscription['channel'] === 'webhook';
  return isSteady && concerns && isLoud && list(subscription['topics']).includes(told['topic']);
}

function checkKeys(deliveries: readonly Bag[]): readonly string[] {
  const keys = deliveries.map((row) =>
    [row['subscription_id'], row['subject'], row['channel']].join(' '),
  );
  return keys
    .filter((key, index) => keys.indexOf(key) !== index)
    .map((key) => `there are two deliveries of ${key}`);
}

const ends = new Set(['accepted', 'failed', 'bounced', 'cancelled']);

function checkState(row: Bag): readonly string[] {
  const hasEnded = ends.has(String(row['state']));
  const isLeased = row['state'] === 'in-flight';
  const fits =
    hasEnded === (row['ended_at'] !== null) &&
    hasEnded === (row['due_at'] === null) &&
    isLeased === (row['lease'] !== null && row['lease_until'] !== null);
  return fits ? [] : [`delivery ${row['id']} is ${row['state']} and does not look so`];
}

function checkAttempts(row: Bag, attempts: readonly Bag[]): readonly string[] {
  const name = `delivery ${row['id']}`;
  const outcomes = attempts.map((each) => each['outcome']);
  const isCounted = attempts.every((each, index) => each['number'] === index + 1);
  const accepted = outcomes.indexOf('accepted');
  const isLast = outcomes.length === 0 || row['outcome'] === outcomes.at(-1);
  return [
    ...(isCounted && row['attempts'] === attempts.length
      ? []
      : [`${name} counts ${row['attempts']} attempts and has ${attempts.length}`]),
    ...(accepted === -1 || accepted === outcomes.length - 1
      ? []
      : [`${name} was sent again after it was accepted`]),
    ...(isLast || row['outcome'] === 'bounced'
      ? []
      : [`${name} shows another outcome than its last`]),
  ];
}

/** Before somebody has confirmed, nothing but the question; a contract needs no consent. */
function checkConsent(
  deliveries: readonly Bag[],
  subscriptions: readonly Bag[],
  attempts: ReadonlyMap<number, readonly Bag[]>,
): readonly string[] {
  const known = new Map(subscriptions.map((row) => [row['id'], row]));
  return deliveries.flatMap((row) => {
    const first = attempts.get(Number(row['id']))?.[0];
    const recipient = known.get(row['subscription_id']);
    if (!first || /^(confirmation|challenge|welcome)$/.test(kindOf(row))) return [];
    const confirmedAt = recipient?.['confirmed_at'] ?? null;
    if (recipient?.['stream'] === 'contract') return [];
    return confirmedAt !== null && Number(confirmedAt) <= Number(first['at'])
      ? []
      : [`delivery ${row['id']} (${kindOf(row)}) went out without consent`];
  });
}

function kindOf(row: Bag): string {
  const cargo: unknown = JSON.parse(String(row['cargo']));
  return String(bag(cargo)['kind']);
}

/** What comes later to a recipient by one channel is not tried before what comes first has ended. Tests wait for nobody. */
function checkOrder(
  deliveries: readonly Bag[],
  attempts: ReadonlyMap<number, readonly Bag[]>,
): readonly string[] {
  const queues = Map.groupBy(
    deliveries.filter((row) => kindOf(row) !== 'test'),
    (row) => `${row['subscription_id']} ${row['channel']}`,
  );
  return [...queues.values()].flatMap((queue) => {
    const sorted = queue.toSorted((a, b) => Number(a['id']) - Number(b['id']));
    return sorted.flatMap((row, index) => {
      const first = attempts.get(Number(row['id']))?.[0];
      const before = sorted[index - 1];
      if (!first || !before) return [];
      const endedAt = firstEndOf(before, attempts.get(Number(before['id'])) ?? []);
      return endedAt !== null && Number(endedAt) <= Number(first['at'])
        ? []
        : [`delivery ${row['id']} went out before ${before['id']} had ended`];
    });
  });
}

/** What was accepted had ended then, though its mail came back days later. */
function firstEndOf(row: Bag, attempts: readonly Bag[]): unknown {
  const taken = attempts.find((each) => each['outcome'] === 'accepted');
  return row['state'] === 'bounced' && taken ? taken['at'] : row['ended_at'];
}

function checkDigests(subscriptions: readonly Bag[]): readonly string[] {
  return subscriptions
    .filter((row) => row['state'] === 'active' && row['frequency'] !== 'immediate')
    .filter((row) => row['next_digest_at'] === null)
    .map((row) => `${String(row['id'])} has no next digest`);
}
