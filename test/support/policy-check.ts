import { createHash } from 'node:crypto';
import type { Bag, LedgerEvent } from './replay.ts';

type Tables = ReadonlyMap<string, readonly Bag[]>;

/**
 * Policies and rules of retention worked out from the ledger alone, and what the tables hold otherwise.
 * A text that was announced is the one whose hash the log has.
 */
export function checkPolicies(tables: Tables, events: readonly LedgerEvent[]): readonly string[] {
  const versions = new Map<string, Record<string, unknown>>();
  const heads = new Map<string, { current: unknown; announced: unknown; title: unknown }>();
  const steps: Bag[] = [];
  const rules = new Map<string, Bag>();
  const faults: string[] = [];
  const step = ({ id, at, data }: LedgerEvent, name: string) =>
    steps.push({
      ordinal: steps.length + 1,
      event_id: id,
      policy: data['policy'],
      number: data['version'],
      name,
      at,
    });
  const act: Readonly<
    Record<string, (event: LedgerEvent, version: Bag & Record<string, unknown>) => void>
  > = {
    'policy.announced': (event, version) => {
      const { data } = event;
      Object.assign(version, { state: 'announced', texts: data['texts'], ...pickFrom(data) });
      Object.assign(version, { announced_at: event.at, announced_by: event.id });
      head(data)['announced'] = data['version'];
      step(event, 'announced');
    },
    'policy.took_effect': (event, version) => {
      const { data, at } = event;
      if (version['state'] !== 'announced') faults.push(`${event.seq} was not announced`);
      Object.assign(version, { state: 'effective', effective_at: at });
      const before = versions.get(key({ ...data, version: head(data)['current'] }));
      if (before) Object.assign(before, { state: 'superseded', superseded_at: at });
      Object.assign(head(data), { current: data['version'], announced: null });
      step(event, 'effective');
    },
    'policy.announcement_withdrawn': (event, version) => {
      const { data, at, id } = event;
      Object.assign(version, { state: 'withdrawn', withdrawn_at: at, withdrawn_by: id });
      Object.assign(version, { withdrawn_for: data['reason'] });
      head(data)['announced'] = null;
      step(event, 'withdrawn');
    },
  };
  function head(data: Bag) {
    const slug = String(data['policy']);
    const found = heads.get(slug) ?? { current: null, announced: null, title: undefined };
    heads.set(slug, found);
    return found;
  }
  for (const event of events) {
    const { action, data } = event;
    if (action === 'policy.created' || action === 'policy.changed')
      head(data)['title'] = data['title'];
    if (action === 'retention_rule.stated') rules.set(String(data['id']), data);
    if (action === 'retention_rule.removed') rules.delete(String(data['id']));
    const version = versions.get(key(data)) ?? {};
    if (!(action in act)) continue;
    if (!event.public) faults.push(`event ${event.seq} is public`);
    versions.set(key(data), version);
    act[action]?.(event, version);
  }
  return [
    ...faults,
    ...compare('policy_steps', tables.get('policy_steps') ?? [], steps),
    ...(tables.get('policies') ?? []).flatMap((row) => {
      const { current, announced, title } = head({ policy: row['slug'] });
      const same =
        row['current'] === current && row['announced'] === announced && row['title'] === title;
      return same ? [] : [`policy ${String(row['slug'])} is not what the ledger gives`];
    }),
    ...checkVersions(tables.get('policy_versions') ?? [], versions),
    ...compare(
      'retention_rules',
      (tables.get('retention_rules') ?? []).map((row) => ({ id: row['id'], facts: row['facts'] })),
      [...rules.values()].map(({ id, ...facts }) => ({ id, facts })),
    ),
  ];
}

const members = [
  'state',
  'effective_on',
  'summary',
  'material',
  'announced_at',
  'announced_by',
  'effective_at',
  'superseded_at',
  'withdrawn_at',
  'withdrawn_for',
  'withdrawn_by',
];

function checkVersions(
  rows: readonly Bag[],
  versions: ReadonlyMap<string, Bag>,
): readonly string[] {
  const published = rows.filter((row) => row['state'] !== 'draft');
  const faults = published.flatMap((row) => {
    const name = key({ policy: row['policy'], version: row['number'] });
    const told = versions.get(name);
    const wrong = members.filter((member) => row[member] !== (told?.[member] ?? null));
    const texts = Object.entries(read(row['texts'])).map(([language, text]) => [
      language,
      createHash('sha256').update(String(text)).digest('hex'),
    ]);
    const logged = Object.entries(read(told?.['texts'])).map(([language, said]) => [
      language,
      read(said)['sha256'],
    ]);
    return [
      ...wrong.map((member) => `${name} holds another ${member} than the ledger gives`),
      ...(JSON.stringify(texts) === JSON.stringify(logged)
        ? []
        : [`the texts of ${name} are not those that were announced`]),
    ];
  });
  return published.length === versions.size ? faults : [...faults, 'a version is missing'];
}

function pickFrom(data: Bag): Bag {
  return {
    effective_on: data['effectiveOn'],
    summary: data['summary'],
    material: Number(data['material']),
  };
}

function key(data: Bag): string {
  return `${String(data['policy'])}/${String(data['version'])}`;
}

function read(value: unknown): Record<string, unknown> {
  const found: unknown = typeof value === 'string' ? JSON.parse(value) : value;
  return typeof found === 'object' && found !== null ? { ...found } : {};
}

function compare(name: string, rows: readonly Bag[], expected: readonly Bag[]): readonly string[] {
  const [stored, given] = [rows, expected].map((each) =>
    each.map((row) => JSON.stringify(inOrder(row))).sort(),
  );
  return JSON.stringify(stored) === JSON.stringify(given)
    ? []
    : [`${name} holds ${JSON.stringify(stored)}, and the ledger gives ${JSON.stringify(given)}`];
}

function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([name, each]) => [name, inOrder(each)] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
