// A register with a long life, made fast: for measuring and for trying what holds at a million events.
import { sql } from 'drizzle-orm';
import { tellStory } from '../drizzle/story.ts';
import { lastStep, type Change, type ChangeItem } from '../src/changes/model.ts';
import {
  type NewChange,
  recordChange,
  recordEffect,
  recordPastChanges,
} from '../src/changes/service.ts';
import type { Ctx, Deps, System } from '../src/context.ts';
import { addDays, type Day, dayOf, startOfDay } from '../src/core/day.ts';
import { newId } from '../src/core/ids.ts';
import type { Tx } from '../src/db/client.ts';
import { commit, type Ledger, type Outcome } from '../src/db/commit.ts';
import type { StoredEvent } from '../src/db/ledger.ts';
import { outbox } from '../src/db/outbox.ts';
import {
  createService,
  getOrganisation,
  listServices,
  replaceOrganisation,
} from '../src/organisation/service.ts';
import { entriesAfter } from '../src/subprocessors/model/applying.ts';
import type { Entry } from '../src/subprocessors/model/entry.ts';
import { saveRegister } from '../src/subprocessors/service/entries.ts';
import { recordSteps } from '../src/subprocessors/service/timeline.ts';
import { inventFacts } from './facts.ts';

export type Growth = {
  /** Entries there will have been: six of ten from the start, one of ten ended at the end. */
  readonly entries: number;
  /** Public events, the first that is enough: a change of one entry is three. */
  readonly events: number;
  readonly progress?: (events: number) => void;
};

const years = 10;
/** Changes that one transaction records: over HTTP it is cut off after 5 s. */
const mostAtOnce = 200;
const additionsAtOnce = 40;
/** How many changes are announced before they take effect, whatever the size. */
const announcements = 40;

/**
 * Fills an empty database with ten years of changes that end yesterday, through the services that
 * publishing and loading a history use, so all tables, both clocks and the log are as those leave
 * them. Only the staff's batches, and the rules they are held to, are left out. The same figures give
 * the same register. Needs nobody else to write meanwhile.
 */
export async function growRegister(deps: Deps, growth: Growth): Promise<void> {
  const { value: organisation, version } = await getOrganisation(deps.db);
  const today = dayOf(deps.clock(), organisation.timeZone);
  const first = addDays(today, -365 * years);
  const grower = new Grower(deps, growth, { first, today });
  if (version === 0) await grower.introduce();
  await grower.grow();
  await deps.transact(tellPast);
}

/** As if each step had been told when it happened; most of them were recorded as a past is. */
async function tellPast(tx: Tx): Promise<void> {
  const told = sql`SELECT seq, 'subprocessors', '[]', 0, at, NULL, at FROM change_steps WHERE true`;
  await tx.insert(outbox).select(told).onConflictDoNothing();
}

type Span = { readonly first: Day; readonly today: Day };

class Grower {
  readonly #deps: Deps;
  readonly #growth: Growth;
  readonly #span: Span;
  #register: ReadonlyMap<string, Entry> = new Map();
  #pending: readonly Change[] = [];
  readonly #standing: string[] = [];
  #invented = 0;
  #ended = 0;
  #changes = 0;
  #events = 0;

  constructor(deps: Deps, growth: Growth, span: Span) {
    this.#deps = deps;
    this.#growth = growth;
    this.#span = span;
  }

  async introduce(): Promise<void> {
    const story = tellStory(this.#span.first);
    const ctx = this.#ctxOn(this.#span.first);
    await replaceOrganisation(ctx, story.organisation, 'any');
    for (const service of story.services) await createService(ctx, service);
    this.#events += 1 + story.services.length;
  }

  async grow(): Promise<void> {
    const { entries, events } = this.#growth;
    const atFirst = Math.ceil(entries * 0.6);
    while (this.#invented < atFirst) {
      const count = Math.min(additionsAtOnce, atFirst - this.#invented);
      const items = Array.from({ length: count }, () => this.#add(this.#span.first));
      await this.#publish([this.#change(this.#span.first, items)]);
    }
    const total = Math.max(1, Math.ceil((events - this.#events) / 3));
    const atOnce = Math.max(1, Math.min(mostAtOnce, Math.ceil(total / 50)));
    const batches = Math.ceil(total / atOnce);
    const announceEvery = Math.max(1, Math.floor(batches / announcements));
    for (let batch = 0; this.#events < events; batch += 1) {
      const share = (batch + 1) / batches;
      const day = this.#dayAt(Math.min(1, share));
      if (batch % announceEvery === 0) await this.#announce(day);
      const missing = Math.ceil((events - this.#events) / 3);
      const drafts = Array.from({ length: Math.min(atOnce, missing) }, (_, at) =>
        this.#next(this.#dayAt(Math.min(1, (batch + (at + 1) / atOnce) / batches)), share),
      );
      if (drafts.length > 0) await this.#publish(drafts);
      this.#growth.progress?.(this.#events);
    }
    await this.#announceLast();
  }

  /** What happens next: an addition or an end where one is due by now, else an amendment. */
  #next(day: Day, share: number): NewChange {
    const { entries } = this.#growth;
    if (this.#invented < Math.floor(entries * (0.6 + 0.4 * share)))
      return this.#change(day, [this.#add(day)]);
    if (this.#ended < Math.floor(entries * 0.1 * share)) return this.#change(day, [this.#end(day)]);
    return this.#change(day, [this.#amend()]);
  }

  #change(effectiveOn: Day, items: readonly ChangeItem[]): NewChange {
    this.#changes += 1;
    const [first] = items;
    const reason = `Change ${this.#changes} of a register that grows: ${first?.slug} ${first?.kind}.`;
    const isSubstantive = items.some((item) => item.class === 'substantive');
    return { class: isSubstantive ? 'substantive' : 'correction', reason, effectiveOn, items };
  }

  #add(day: Day): ChangeItem {
    const { slug, facts } = inventFacts(this.#invented);
    this.#invented += 1;
    this.#standing.push(slug);
    const subprocessorId = newId(this.#deps.ids, 'sub');
    const after = { ...facts, effectiveFrom: day };
    return this.#remember({
      subprocessorId,
      slug,
      kind: 'added',
      class: 'substantive',
      aspects: [],
      after,
    });
  }

  #end(day: Day): ChangeItem {
    const [slug = ''] = this.#standing.splice(this.#changes % this.#standing.length, 1);
    const { subprocessorId, after: before } = this.#last(slug);
    this.#ended += 1;
    const after = { ...before, effectiveUntil: day };
    return this.#remember({
      subprocessorId,
      slug,
      kind: 'removed',
      class: 'substantive',
      aspects: [],
      before,
      after,
    });
  }

  /** Where and what for, in turn: every entry about as often as every other. */
  #amend(): ChangeItem {
    const slug = this.#standing[this.#changes % this.#standing.length] ?? '';
    const { subprocessorId, after: before } = this.#last(slug);
    const other = inventFacts(this.#changes).facts;
    const isMove = this.#changes % 3 === 0;
    const after = isMove
      ? { ...before, locations: [{ country: 'FR', label: `Site ${this.#changes}` }] }
      : { ...before, description: `${other.description}, as of change ${this.#changes}` };
    const aspects = [isMove ? ('location' as const) : ('purpose' as const)];
    return this.#remember({
      subprocessorId,
      slug,
      kind: 'amended',
      class: 'substantive',
      aspects,
      before,
      after,
    });
  }

  readonly #items = new Map<string, ChangeItem>();

  #remember(item: ChangeItem): ChangeItem {
    this.#items.set(item.slug, item);
    return item;
  }

  #last(slug: string): ChangeItem {
    const item = this.#items.get(slug);
    if (item === undefined) throw new Error(`${slug} was never added`);
    return item;
  }

  /** Changes that are in effect at once, in one transaction. */
  async #publish(drafts: readonly NewChange[]): Promise<void> {
    const day = drafts.at(-1)?.effectiveOn ?? this.#span.first;
    await this.#commit(day, async (tx, ledger, services) => {
      const { changes, events } = await recordPastChanges(tx, ledger, drafts, services);
      return { changes, events };
    });
  }

  /** An amendment that is announced for the next day, and takes effect then. */
  async #announce(day: Day): Promise<void> {
    const draft = this.#change(addDays(day, 1), [this.#amend()]);
    const announced = await this.#commit(day, (tx, ledger, services) =>
      announce(tx, ledger, draft, services),
    );
    this.#pending = announced;
    const [change] = announced;
    if (change === undefined) return;
    await this.#commit(addDays(day, 1), async (tx, ledger, services) => {
      const effect = await recordEffect(tx, ledger, change, services);
      if (effect === undefined) throw new Error(`change ${change.id} is in effect already`);
      return { changes: [effect.change], events: [effect.event] };
    });
    this.#pending = [];
  }

  /** One change stays announced. */
  async #announceLast(): Promise<void> {
    const draft = this.#change(addDays(this.#span.today, 30), [this.#amend()]);
    await this.#commit(this.#span.today, (tx, ledger, services) =>
      announce(tx, ledger, draft, services),
    );
  }

  /** Records what `work` did with the register and with both clocks. */
  async #commit(day: Day, work: Work): Promise<readonly Change[]> {
    const { register, changes, count } = await commit(this.#ctxOn(day), async (tx, ledger) => {
      const services = (await listServices(tx)).map(({ slug }) => slug);
      const { timeZone } = (await getOrganisation(tx)).value;
      const done = await work(tx, ledger, services);
      const steps = done.changes.map((change) => ({ change, step: lastStep(change) }));
      const after = new Map(this.#register);
      const touched = new Map<string, Entry>();
      for (const { change, step } of steps)
        for (const entry of entriesAfter(change, step.name, after, step.at)) {
          after.set(entry.slug, entry);
          touched.set(entry.slug, entry);
        }
      await saveRegister(tx, [...touched.values()]);
      await recordSteps(tx, steps, { register: this.#register, pending: this.#pending, timeZone });
      const value = { register: after, changes: done.changes, count: done.events.length };
      return { value, events: atLeastOne(done.events) };
    });
    this.#register = register;
    this.#events += count;
    return changes;
  }

  #dayAt(share: number): Day {
    return addDays(this.#span.first, Math.floor(share * (365 * years - 2)));
  }

  #ctxOn(day: Day): Ctx<System> {
    const now = new Date(startOfDay(day, 'UTC').getTime() + 10 * 60 * 60 * 1000);
    return { deps: this.#deps, actor: { kind: 'system', job: 'growth' }, now };
  }
}

type Done = { readonly changes: readonly Change[]; readonly events: readonly StoredEvent[] };
type Work = (tx: Tx, ledger: Ledger, services: readonly string[]) => Promise<Done>;

async function announce(
  tx: Tx,
  ledger: Ledger,
  draft: NewChange,
  services: readonly string[],
): Promise<Done> {
  const { change, events } = await recordChange(tx, ledger, draft, { pending: true, services });
  return { changes: [change], events };
}

function atLeastOne(events: readonly StoredEvent[]): Outcome<unknown>['events'] {
  const [first, ...rest] = events;
  if (first === undefined) throw new Error('a commit without an event');
  return [first, ...rest];
}
