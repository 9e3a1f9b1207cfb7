// The register and the change log worked out from the ledger alone: a second opinion, which shares no
// code with src/. What it gives must be what the tables hold.

export type LedgerEvent = {
  readonly seq: number;
  readonly id: string;
  readonly commitId: string;
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly data: Bag;
  readonly public: boolean;
};

export type Bag = { readonly [key: string]: unknown };

type ReplayedEntry = {
  id: string;
  slug: string;
  state: string;
  facts: Bag;
  listed_at: number;
  changed_at: number;
  last_change_id: number;
  replaces: string | null;
  replaced_by: string | null;
  version: number;
};

type ReplayedChange = {
  readonly id: number;
  readonly row: Record<string, unknown>;
  readonly items: Bag[];
  readonly announced: boolean;
};

export type Replayed = {
  readonly subprocessors: readonly Bag[];
  readonly changes: readonly Bag[];
  readonly change_items: readonly Bag[];
  readonly change_steps: readonly Bag[];
  readonly change_services: readonly Bag[];
  readonly feed_positions: readonly Bag[];
  readonly services: readonly Bag[];
  readonly published_entries: readonly Bag[];
  readonly update_threads: readonly Bag[];
  readonly update_posts: readonly Bag[];
  readonly trust_statements: readonly Bag[];
  readonly status_changes: readonly Bag[];
  /** The last commitment to a contact person, by entry; erased ones are gone. */
  readonly commitments: ReadonlyMap<string, string>;
  readonly faults: readonly string[];
};

export function replay(events: readonly LedgerEvent[]): Replayed {
  const state = new State(events);
  for (const event of events) state.take(event);
  return state.result();
}

const statedKinds: Readonly<Record<string, string>> = {
  attestation: 'attestation',
  control: 'control',
  control_question: 'question',
  law_statement: 'law',
  data_act: 'data-act',
  disclosure_policy: 'disclosure',
};

class State {
  readonly #effects: ReadonlySet<string>;
  readonly #entries = new Map<string, ReplayedEntry>();
  readonly #changes = new Map<number, ReplayedChange>();
  readonly #steps: Bag[] = [];
  readonly #services = new Map<string, Bag>();
  readonly #streams = new Map<string, number[]>();
  /** Each entry as it stood right after each step that touched it. */
  readonly #shown = new Map<string, Bag>();
  readonly #threads: Bag[] = [];
  readonly #posts: Record<string, unknown>[] = [];
  readonly #stated = new Map<string, Bag>();
  readonly #statuses: Bag[] = [];
  readonly #commitments = new Map<string, string>();
  readonly #faults: string[] = [];

  constructor(events: readonly LedgerEvent[]) {
    this.#effects = new Set(
      events
        .filter((event) => event.action === 'change.took_effect')
        .map((event) => `${event.commitId} ${Number(event.data['id'])}`),
    );
  }

  take(event: LedgerEvent): void {
    const { action, data } = event;
    if (action === 'change.published') this.#publish(event);
    else if (action === 'change.item_published') this.#addItem(event);
    else if (action === 'change.took_effect') this.#takeEffect(event);
    else if (action in lifeSteps) this.#move(event, lifeSteps[action] ?? '');
    else if (action === 'service.created') this.#openService(data);
    else if (action === 'service.updated') this.#editService(data);
    else if (action === 'update.published') this.#post(event);
    else if (action === 'update.withdrawn') this.#withdraw(event);
    else if (action.replace(/\..*/, '') in statedKinds) this.#state(event);
    else if (action === 'contact_person.recorded')
      this.#commitments.set(idIn(event.subject), String(data['commitment']));
    else if (action === 'contact_person.erased') this.#commitments.delete(idIn(event.subject));
  }

  result(): Replayed {
    const changes = [...this.#changes.values()];
    for (const { id, row, items } of changes)
      if (items.length !== row['items'])
        this.#faults.push(`change ${id} promises ${row['items']} items and has ${items.length}`);
    return {
      subprocessors: [...this.#entries.values()],
      changes: changes.map(({ row: { items: _, ...row } }) => row),
      change_items: changes.flatMap(({ id, items }) =>
        items.map(({ change: _, id: subprocessor, ...item }, position) => ({
          ...item,
          change_id: id,
          position,
          subprocessor_id: subprocessor,
          counterpart: item['counterpart'] ?? null,
          before: item['before'] ?? null,
        })),
      ),
      change_steps: this.#steps,
      change_services: changes.flatMap(({ id, items }) => {
        const named = servicesOf(items);
        return (named.length === 0 ? [''] : named).map((service) => ({ service, change_id: id }));
      }),
      feed_positions: [...this.#streams].flatMap(([stream, seqs]) =>
        seqs.map((seq, index) => ({ stream, position: index + 1, seq, ...this.#toldBy(seq) })),
      ),
      services: [...this.#services.values()],
      published_entries: [...this.#shown.values()],
      update_threads: this.#threads.map((thread) => this.#threadRow(thread)),
      update_posts: this.#posts,
      trust_statements: [...this.#stated.values()],
      status_changes: this.#statuses,
      commitments: this.#commitments,
      faults: this.#faults,
    };
  }

  /** Controls and what else is stated: the newest event says all of it. */
  #state({ id: eventId, at, action, data, public: isPublic }: LedgerEvent): void {
    const [noun = '', what] = action.split('.');
    const kind = statedKinds[noun] ?? '';
    const { id: key, previousStatus, ...facts } = data;
    const name = `${kind} ${String(key)}`;
    const before = this.#stated.get(name);
    if ((what === 'added') !== (before === undefined) || !isPublic)
      this.#faults.push(`${action} of ${name} is out of order`);
    const status = (each: unknown) => (each === undefined ? undefined : bag(each)['status']);
    const [from, to] = [
      status(before?.['facts']),
      what === 'removed' ? undefined : facts['status'],
    ];
    if (from !== undefined && from !== to && previousStatus !== from)
      this.#faults.push(`${action} of ${name} does not say what it was before`);
    if (what === 'removed') this.#stated.delete(name);
    else
      this.#stated.set(name, {
        kind,
        key,
        facts,
        changed_at: at,
        version: Number(before?.['version'] ?? 0) + 1,
      });
    if (from === to || (kind === 'control' && from === undefined)) return;
    const told = what === 'removed' ? bag(before?.['facts']) : facts;
    this.#statuses.push({
      ordinal: this.#statuses.length + 1,
      event_id: eventId,
      kind,
      key,
      title: told['title'] ?? told['name'],
      status_before: from ?? null,
      status_after: to ?? null,
      expected_on: to === undefined ? null : (told['plannedFor'] ?? told['expectedOn'] ?? null),
      at,
    });
  }

  #post({ id, at, data }: LedgerEvent): void {
    const { thread, position, topic, title, services } = data;
    const saying = (field: string) => sayingIn(data['translations'], field);
    const before = this.#posts.filter((post) => post['thread'] === thread);
    if (topic !== undefined)
      this.#threads.push({ number: thread, topic, title, translations: saying('title'), services });
    if (thread !== (topic === undefined ? before[0]?.['thread'] : this.#threads.length))
      this.#faults.push(`update ${String(thread)} is out of order`);
    if (position !== before.length + 1)
      this.#faults.push(`post ${String(position)} of update ${String(thread)} is out of order`);
    this.#posts.push({
      ordinal: this.#feedEntries(),
      event_id: id,
      thread,
      position,
      topic: this.#threads[Number(thread) - 1]?.['topic'],
      body: data['body'],
      translations: saying('body'),
      severity: data['severity'] ?? null,
      status: data['status'] ?? null,
      published_at: at,
      withdrawn_at: null,
      withdrawn_for: null,
      withdrawn_ordinal: null,
      withdrawn_by: null,
    });
  }

  /** The place of the next one: posts and withdrawals are counted together. */
  #feedEntries(): number {
    const withdrawn = this.#posts.filter((post) => post['withdrawn_at'] !== null);
    return this.#posts.length + withdrawn.length + 1;
  }

  #withdraw({ id, at, data }: LedgerEvent): void {
    const post = this.#posts.find(
      (each) => each['thread'] === data['thread'] && each['position'] === data['position'],
    );
    if (post === undefined || post['withdrawn_at'] !== null) {
      this.#faults.push(`withdrawn is what does not stand: ${JSON.stringify(data)}`);
      return;
    }
    post['withdrawn_ordinal'] = this.#feedEntries();
    post['withdrawn_by'] = id;
    post['withdrawn_at'] = at;
    post['withdrawn_for'] = data['reason'];
  }

  #threadRow(thread: Bag): Bag {
    const posts = this.#posts.filter((post) => post['thread'] === thread['number']);
    const standing = posts.filter((post) => post['withdrawn_at'] === null).toReversed();
    const newest = (name: string) => standing.find((post) => post[name] !== null)?.[name] ?? null;
    const withdrawn = posts[0]?.['withdrawn_at'] !== null;
    const isIncident = thread['topic'] === 'incident';
    return {
      ...thread,
      severity: newest('severity'),
      status: newest('status'),
      opened_at: posts[0]?.['published_at'],
      changed_at: Math.max(
        ...posts.flatMap((post) => [Number(post['published_at']), Number(post['withdrawn_at'])]),
      ),
      post_count: posts.length,
      withdrawn: Number(withdrawn),
      open: Number(isIncident && !withdrawn && newest('status') !== 'resolved'),
    };
  }

  #publish({ seq, id: eventId, commitId, at, data }: LedgerEvent): void {
    const id = Number(data['id']);
    const announced = !this.#effects.has(`${commitId} ${id}`);
    if (id !== this.#changes.size + 1) this.#faults.push(`change ${id} is out of order`);
    const row = {
      id,
      class: data['class'],
      reason: data['reason'],
      effective_on: data['effectiveOn'],
      published_at: at,
      took_effect_at: null,
      claimed_at: data['claimedAt'] === undefined ? null : Date.parse(String(data['claimedAt'])),
      objection_ends_on: data['objectionEndsOn'] ?? null,
      closing_told_at: null,
      window_closed_at: null,
      withdrawn_at: null,
      emergency: data['emergency'] === undefined ? null : data['emergency'],
      supersedes: data['supersedes'] ?? null,
      round: 1,
      items: data['items'],
    };
    this.#changes.set(id, { id, row, items: [], announced });
    if (announced)
      this.#steps.push({
        seq,
        event_id: eventId,
        change_id: id,
        name: 'announced',
        at,
        list_version: this.#nextVersion(data),
        detail: detailOf(data, ['objectionEndsOn']),
      });
  }

  #addItem({ at, data }: LedgerEvent): void {
    const change = this.#change(Number(data['change']));
    change.items.push(data);
    if (change.announced && data['before'] === undefined)
      this.#entries.set(String(data['id']), this.#newEntry(change, data, at, 'announced'));
    if (change.announced) this.#show(change, data);
    // The streams wait for the last item: only then is it known which services are concerned.
    if (change.announced && change.items.length === change.row['items'])
      this.#append(change, Number(this.#steps.at(-1)?.['seq']));
  }

  #takeEffect({ seq, id: eventId, at, data }: LedgerEvent): void {
    const change = this.#change(Number(data['id']));
    change.row['took_effect_at'] = at;
    this.#steps.push({
      seq,
      event_id: eventId,
      change_id: change.id,
      name: 'in-effect',
      at,
      list_version: this.#nextVersion(data),
      // Of an emergency the window begins with its effect.
      detail:
        change.announced || change.row['emergency'] === null
          ? null
          : detailOf({ objectionEndsOn: change.row['objection_ends_on'] }, ['objectionEndsOn']),
    });
    this.#append(change, seq);
    for (const item of change.items) {
      this.#apply(change, item, at);
      this.#show(change, item);
    }
  }

  /** Postponed, withdrawn, superseded, or a step of its window. */
  #move({ seq, id: eventId, at, data }: LedgerEvent, name: string): void {
    const change = this.#change(Number(data['id']));
    const isOfWindow = name.startsWith('objection-');
    this.#steps.push({
      seq,
      event_id: eventId,
      change_id: change.id,
      name,
      at,
      list_version: isOfWindow ? this.#versions : this.#nextVersion(data),
      detail: isOfWindow ? null : detailOf(data, detailNames),
    });
    this.#append(change, seq);
    if (name === 'objection-closing') change.row['closing_told_at'] = at;
    else if (name === 'objection-closed') change.row['window_closed_at'] = at;
    else if (name === 'postponed') this.#postpone(change, data, at);
    else this.#takeBack(change, at);
  }

  #postpone(change: ReplayedChange, data: Bag, at: number): void {
    const { effectiveOn, previousEffectiveOn, objectionEndsOn = null, materialChange } = data;
    change.row['effective_on'] = effectiveOn;
    if (materialChange !== undefined) change.row['round'] = Number(change.row['round']) + 1;
    if (objectionEndsOn !== change.row['objection_ends_on']) {
      change.row['objection_ends_on'] = objectionEndsOn;
      change.row['closing_told_at'] = null;
      change.row['window_closed_at'] = null;
    }
    for (const [index, item] of change.items.entries()) {
      const after = bag(item['after']);
      const before = item['before'] === undefined ? undefined : bag(item['before']);
      const field = before === undefined ? 'effectiveFrom' : 'effectiveUntil';
      const isMoved =
        after[field] === previousEffectiveOn &&
        (before === undefined || before[field] === undefined);
      const moved = isMoved ? { ...item, after: { ...after, [field]: effectiveOn } } : item;
      change.items[index] = moved;
      const entry = this.#entries.get(String(item['id']));
      if (before === undefined && entry) {
        entry.facts = bag(moved['after']);
        entry.changed_at = at;
        entry.version += 1;
      }
      this.#show(change, moved);
    }
  }

  #takeBack(change: ReplayedChange, at: number): void {
    change.row['withdrawn_at'] = at;
    for (const item of change.items) {
      const entry = this.#entries.get(String(item['id']));
      if (item['before'] === undefined && entry) {
        entry.state = 'withdrawn';
        entry.changed_at = at;
        entry.version += 1;
      }
      this.#show(change, item);
    }
  }

  get #versions(): number {
    return this.#steps.filter(({ name }) => !String(name).startsWith('objection-')).length;
  }

  /** After the newest step, with the changes that it leaves pending for the entry. */
  #show(change: ReplayedChange, item: Bag): void {
    const version = this.#versions;
    const entry = this.#entries.get(String(item['id']));
    if (!entry) throw new Error(`change ${change.id} names an entry that is not there`);
    const { version: _, slug: __, id, ...shown } = entry;
    const pending = [...this.#changes.values()]
      .filter(
        ({ row, announced }) =>
          announced && row['took_effect_at'] === null && row['withdrawn_at'] === null,
      )
      .filter(({ items }) => items.some((each) => each['id'] === id))
      .map((each) => each.id);
    this.#shown.set(`${id} ${version}`, {
      ...shown,
      subprocessor_id: id,
      list_version: version,
      pending_change_ids: pending,
    });
  }

  #apply(change: ReplayedChange, item: Bag, at: number): void {
    const entry = this.#entries.get(String(item['id']));
    // What was taken back begins anew.
    if (!entry || entry.state === 'withdrawn') {
      const fresh = this.#newEntry(change, item, at, 'current');
      if (fresh.facts['effectiveUntil'] !== undefined) fresh.state = 'ended';
      this.#entries.set(fresh.id, fresh);
      return;
    }
    const before = bag(item['before'] ?? {});
    const after = bag(item['after']);
    const facts: Record<string, unknown> = item['before'] === undefined ? {} : { ...entry.facts };
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      if (JSON.stringify(sorted(before[key])) === JSON.stringify(sorted(after[key]))) continue;
      if (after[key] === undefined) delete facts[key];
      else facts[key] = after[key];
    }
    entry.facts = facts;
    entry.state = facts['effectiveUntil'] === undefined ? 'current' : 'ended';
    entry.changed_at = at;
    entry.last_change_id = change.id;
    entry.version += 1;
    if (item['before'] !== undefined && item['counterpart'] !== undefined)
      entry.replaced_by = String(item['counterpart']);
  }

  #newEntry(change: ReplayedChange, item: Bag, at: number, state: string): ReplayedEntry {
    const counterpart = item['counterpart'];
    return {
      id: String(item['id']),
      slug: String(item['slug']),
      state,
      facts: bag(item['after']),
      listed_at: at,
      changed_at: at,
      last_change_id: change.id,
      replaces: counterpart === undefined ? null : String(counterpart),
      replaced_by: null,
      version: 1,
    };
  }

  #openService(data: Bag): void {
    const slug = String(data['slug']);
    this.#services.set(slug, serviceRow(data, 1));
    for (const step of this.#steps) {
      const change = this.#change(Number(step['change_id']));
      if (servicesOf(change.items).length > 0) continue;
      for (const kind of kindsOf(change)) this.#push(`${kind}:${slug}`, Number(step['seq']));
    }
  }

  #editService(data: Bag): void {
    const before = this.#services.get(String(data['slug']));
    this.#services.set(
      String(data['slug']),
      serviceRow(data, Number(before?.['version'] ?? 0) + 1),
    );
  }

  #append(change: ReplayedChange, seq: number): void {
    const named = servicesOf(change.items);
    const concerned = named.length === 0 ? [...this.#services.keys()] : named;
    for (const kind of kindsOf(change)) {
      this.#push(kind, seq);
      for (const service of concerned) this.#push(`${kind}:${service}`, seq);
    }
  }

  #push(stream: string, seq: number): void {
    this.#streams.set(stream, [...(this.#streams.get(stream) ?? []), seq]);
  }

  #toldBy(seq: number): Bag {
    const step = this.#steps.find((each) => each['seq'] === seq);
    return { change_id: step?.['change_id'], event_id: step?.['event_id'] };
  }

  #nextVersion(data: Bag): number {
    const expected = this.#versions + 1;
    if (data['listVersion'] !== expected)
      this.#faults.push(`list version ${String(data['listVersion'])} where ${expected} is next`);
    return expected;
  }

  #change(id: number): ReplayedChange {
    const found = this.#changes.get(id);
    if (!found) throw new Error(`the ledger speaks of change ${id} before it was published`);
    return found;
  }
}

const lifeSteps: Readonly<Record<string, string>> = {
  'change.postponed': 'postponed',
  'change.withdrawn': 'withdrawn',
  'change.superseded': 'superseded',
  'change.objection_closing': 'objection-closing',
  'change.objection_closed': 'objection-closed',
};

const detailNames = [
  'effectiveOn',
  'previousEffectiveOn',
  'objectionEndsOn',
  'reason',
  'materialChange',
  'supersededBy',
];

/** What the event says beside which step it is; null where that is nothing. */
function detailOf(data: Bag, names: readonly string[]): Bag | null {
  const said = names.filter((name) => data[name] !== undefined && data[name] !== null);
  return said.length === 0 ? null : Object.fromEntries(said.map((name) => [name, data[name]]));
}

function kindsOf(change: ReplayedChange): readonly string[] {
  return change.row['class'] === 'substantive' ? ['all', 'substantive'] : ['all'];
}

/** None where at least one side of one item concerns every service. */
function servicesOf(items: readonly Bag[]): readonly string[] {
  const found = new Set<string>();
  for (const side of items.flatMap((item) => [item['before'], item['after']])) {
    if (side === undefined) continue;
    const services: unknown = bag(bag(side)['scope'] ?? {})['services'] ?? [];
    if (!Array.isArray(services) || services.length === 0) return [];
    for (const service of services) found.add(String(service));
  }
  return [...found].sort();
}

function serviceRow(data: Bag, version: number): Bag {
  const { slug, name, description = null, order: position = null, translations = null } = data;
  return { slug, name, description, position, translations, version };
}

/** Of what is said in other languages the texts of one kind. */
function sayingIn(translations: unknown, field: string): unknown {
  const said = Object.entries(translations ?? {}).flatMap(([language, texts]) => {
    const text: unknown = bag(texts)[field];
    return text === undefined ? [] : [[language, { [field]: text }] as const];
  });
  return said.length === 0 ? null : Object.fromEntries(said);
}

function idIn(subject: string): string {
  return subject.slice(subject.indexOf(':') + 1);
}

export function bag(value: unknown): Bag {
  if (typeof value !== 'object' || value === null) throw new TypeError(`no object: ${value}`);
  return { ...value };
}

/** With the members of objects in one order, so that equal JSON is written equally. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([key, each]) => [key, sorted(each)]));
}
