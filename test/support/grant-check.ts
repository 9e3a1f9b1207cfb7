import { purgedBy } from './purged.ts';
import type { Bag, LedgerEvent } from './replay.ts';

type Tables = ReadonlyMap<string, readonly Bag[]>;

/** What must hold of grants and of what was given out; the faults in words. */
export function checkGrants(tables: Tables, events: readonly LedgerEvent[]): readonly string[] {
  const mine = events.filter(({ action }) => action.startsWith('access.'));
  const purged = purgedBy('downloads', events).length;
  const downloads = Map.groupBy(tables.get('downloads') ?? [], (row) => String(row['grant_id']));
  return [
    ...mine
      .filter((event) => event.public)
      .map(({ seq }) => `event ${seq} about a request is public`),
    ...(tables.get('access_grants') ?? []).flatMap((row) => [
      ...faultsOfLife(row, mine),
      ...faultsOfDownloads(row, mine, { kept: downloads.get(String(row['id'])) ?? [], purged }),
    ]),
    ...faultsOfSecrets(tables),
  ];
}

function of(events: readonly LedgerEvent[], action: string, grant: string) {
  return events.filter((event) => event.action === action && event.data['grant'] === grant);
}

/** Given once, and ended by what the ledger says ended it. */
function faultsOfLife(row: Bag, events: readonly LedgerEvent[]): readonly string[] {
  const id = String(row['id']);
  const given = of(events, 'access.granted', id).length;
  const revoked = of(events, 'access.revoked', id).length;
  const ended = of(events, 'access.ended', id).length;
  const replaced = events.filter(({ data }) => {
    const { insteadOf } = data;
    return Array.isArray(insteadOf) && insteadOf.includes(id);
  }).length;
  const isOver = row['ended_at'] !== null;
  return [
    ...(given === 1 ? [] : [`${id} was granted ${given} times`]),
    ...((row['revoked_at'] !== null) === (revoked === 1)
      ? []
      : [`${id} was revoked ${revoked} times and does not look so`]),
    ...(revoked + ended + replaced === Number(isOver)
      ? []
      : [`${id} has ended ${revoked + ended + replaced} times`]),
  ];
}

/**
 * Counted, numbered and recorded, each with the hash of the very copy. The oldest may be gone by their
 * rule; that they were stays in the count.
 */
function faultsOfDownloads(
  row: Bag,
  events: readonly LedgerEvent[],
  { kept: downloads, purged }: { readonly kept: readonly Bag[]; readonly purged: number },
): readonly string[] {
  const id = String(row['id']);
  const told = of(events, 'access.downloaded', id)
    .map(({ data }) => [data['number'], data['sha256']])
    .toSorted(([a], [b]) => Number(a) - Number(b));
  const gone = told.length - downloads.length;
  const kept = downloads.map((each) => [each['number'], each['sha256']]);
  const fromLedger = JSON.stringify(told.slice(gone));
  const fromTable = JSON.stringify(kept.toSorted(([a], [b]) => Number(a) - Number(b)));
  const numbers = told.map(([number]) => Number(number));
  return [
    ...(row['downloads'] === told.length ? [] : [`${id} counts ${String(row['downloads'])}`]),
    ...(numbers.every((number, place) => number === place + 1)
      ? []
      : [`copies of ${id} have the numbers ${numbers.join()}`]),
    ...(gone >= 0 && gone <= purged ? [] : [`${gone} copies of ${id} are gone`]),
    ...(fromLedger === fromTable ? [] : [`copies of ${id} are not those of the ledger`]),
    ...downloads
      .filter((each) => (each['state'] === 'prepared') !== (each['ended_at'] === null))
      .map((each) => `copy ${String(each['number'])} of ${id} is half ended`),
  ];
}

/** Sessions and tokens are kept as hashes; nothing of them stands anywhere else. */
function faultsOfSecrets(tables: Tables): readonly string[] {
  return [...tables].flatMap(([name, rows]) =>
    /ax[st]_[\w-]{43}/.test(JSON.stringify(rows)) ? [`${name} holds a session or a token`] : [],
  );
}
