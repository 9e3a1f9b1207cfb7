import { loadAccessLetter } from '../../access/service/letters.ts';
import { loadInquiryLetter } from '../../inquiries/service/letters.ts';
import { loadRightsLetter } from '../../rights/service/letters.ts';
import { loadObjectionLetter } from '../../objections/service/letters.ts';
import { loadSteps } from '../../changes/service/happened.ts';
import type { Deps } from '../../context.ts';
import type { SubscriptionId } from '../../core/ids.ts';
import { confirmBy } from '../../subscribers/model/pending.ts';
import { linksOf } from '../../subscribers/model/links.ts';
import type { Language } from '../../core/language.ts';
import type { Subscription } from '../../subscribers/model/subscription.ts';
import { hostOf } from '../../subscribers/model/address.ts';
import { loadPosts } from '../../updates/service/happened.ts';
import type { Cargo, Claimed } from '../model/delivery.ts';
import type { WrittenLetter } from '../model/written-letter.ts';
import { follows, netOf } from '../model/digest.ts';
import { digestBefore } from '../model/schedule.ts';
import type { Happening, Recipient, Sender, Told } from '../model/told.ts';
import * as store from '../store/planning.ts';
import { createContracts } from './contracts.ts';
import { loadSender } from './sender.ts';

/** Happenings in one digest; of more it says how many. */
const mostInDigest = 200;
/** Rows of the outbox looked through for one digest. */
const mostLookedThrough = 5_000;
/** What is kept of one run; an event has many recipients, and they come one after the other. */
const mostKept = 250;

type Happenings = ReadonlyMap<number, Happening | undefined>;

/** Loads what deliveries say, each event once however many are told of it. For one run: it forgets nothing that changes. */
export type Loader = {
  sender(): Promise<Sender>;
  /** Makes what these tell known, in few queries. */
  prepare(
    rows: readonly Claimed[],
    subscriptions: ReadonlyMap<SubscriptionId, Subscription>,
  ): Promise<void>;
  /** Undefined where what it tells of is not there. */
  told(claimed: Claimed, subscription: Subscription): Promise<Told | undefined>;
  recipient(subscription: Subscription): Promise<Recipient>;
};

export function createLoader(deps: Deps): Loader {
  const happenings = new Map<number, Happening>();
  const stretches = new Map<string, Promise<readonly store.ToldRow[]>>();
  const contracts = createContracts(deps);
  let sender: Promise<Sender> | undefined;

  async function load(seqs: readonly number[]): Promise<Happenings> {
    const known = new Map(seqs.map((seq) => [seq, happenings.get(seq)]));
    const missing = seqs.filter((seq) => known.get(seq) === undefined);
    if (missing.length === 0) return known;
    if (happenings.size > mostKept) happenings.clear();
    for (const [seq, happening] of await loadHappenings(deps, missing)) {
      known.set(seq, happening);
      if (happening) happenings.set(seq, happening);
    }
    return known;
  }

  const rowsOf = (stretch: Stretch) =>
    remembered(stretches, `${stretch.after} ${stretch.until}`, () =>
      store.selectTold(deps.db, stretch, mostLookedThrough),
    );

  return {
    sender: () => (sender ??= loadSender(deps)),
    async prepare(rows, subscriptions) {
      const seqs = rows.flatMap(({ cargo }) => (cargo.kind === 'event' ? cargo.seq : []));
      await load([...new Set(seqs)]);
      await contracts.prepare(rows, subscriptions);
    },
    async told({ cargo, createdAt }, subscription) {
      if (cargo.kind === 'digest')
        return digestOf({ load, rowsOf }, cargo, subscription, createdAt);
      if (isCase(cargo)) return caseOf(deps, cargo, subscription.language);
      if (cargo.kind !== 'event') return toldOf(cargo, subscription);
      const { seq } = cargo;
      const happening = happenings.get(seq) ?? (await load([seq])).get(seq);
      if (!happening || happening.kind === 'post' || subscription.stream !== 'contract')
        return happening && { kind: 'event', happening };
      const notices = await contracts.noticesOf(seq, subscription);
      return { kind: 'event', happening, ...(notices.length > 0 && { notices }) };
    },
    async recipient(subscription) {
      if (subscription.stream !== 'contract') return recipientOf(deps, subscription);
      return recipientOf(deps, subscription, await contracts.customersOf(subscription));
    },
  };
}

type Stretch = Omit<Extract<Cargo, { kind: 'digest' }>, 'kind'>;

async function digestOf(
  from: {
    load(seqs: readonly number[]): Promise<Happenings>;
    rowsOf(stretch: Stretch): Promise<readonly store.ToldRow[]>;
  },
  { after, until }: Stretch,
  subscription: Subscription,
  at: Date,
): Promise<Told> {
  const rows = await from.rowsOf({ after, until });
  const followed = rows.filter((row) => follows(subscription, row)).map(({ seq }) => seq);
  const shown = followed.slice(0, mostInDigest);
  const loaded = await from.load(shown);
  const found = netOf(shown.flatMap((seq) => loaded.get(seq) ?? []));
  const more = followed.length - shown.length;
  const usual = digestBefore(subscription.frequency, at);
  const oldest = rows.findLast((row) => row.seq === followed.at(-1))?.at ?? at;
  return {
    kind: 'digest',
    from: oldest < usual ? oldest : usual,
    until: at,
    happenings: found,
    ...(more > 0 && { more }),
  };
}

type CaseCargo = Extract<Cargo, { kind: 'objection' | 'inquiry' | 'access' | 'rights' }>;

const cases: ReadonlySet<Cargo['kind']> = new Set<CaseCargo['kind']>([
  'objection',
  'inquiry',
  'access',
  'rights',
]);

function isCase(cargo: Cargo): cargo is CaseCargo {
  return cases.has(cargo.kind);
}

async function caseOf(deps: Deps, cargo: CaseCargo, language: Language): Promise<Told | undefined> {
  if (cargo.kind === 'objection') {
    const letter = await loadObjectionLetter(deps.db, deps.keys, cargo);
    return letter && { kind: 'objection', what: cargo.what, letter };
  }
  const letter = await loadWritten(deps, cargo, language);
  return letter && { kind: 'written', letter };
}

async function loadWritten(
  deps: Deps,
  cargo: Exclude<CaseCargo, { kind: 'objection' }>,
  language: Language,
): Promise<WrittenLetter | undefined> {
  if (cargo.kind === 'inquiry') return loadInquiryLetter(deps, cargo, language);
  if (cargo.kind === 'access') return loadAccessLetter(deps, cargo, language);
  return loadRightsLetter(deps, cargo, language);
}

function recipientOf(
  { keys, config }: Deps,
  subscription: Subscription,
  customers: Recipient['customers'] = [],
): Recipient {
  let links: Recipient['links'] | undefined;
  return {
    subscription,
    customers,
    // Signing them costs more than all the rest of a webhook, which has none.
    get links() {
      return (links ??= linksOf(keys, `${config.origin}${config.base}`, subscription));
    },
  };
}

function toldOf(
  cargo: Exclude<Cargo, CaseCargo | { kind: 'event' | 'digest' }>,
  subscription: Subscription,
): Told {
  if (cargo.kind === 'confirmation')
    return {
      kind: 'confirmation',
      confirmBy: confirmBy(subscription),
    };
  if (cargo.kind !== 'disabled') return cargo;
  const { channel, address } = subscription;
  return { ...cargo, host: address === undefined ? '' : hostOf(channel, address) };
}

async function loadHappenings({ db }: Deps, seqs: readonly number[]): Promise<Happenings> {
  const steps = await loadSteps(db, seqs);
  const posts = await loadPosts(
    db,
    seqs.filter((seq) => !steps.has(seq)),
  );
  const happeningAt = (seq: number): Happening | undefined => {
    const [step, post] = [steps.get(seq), posts.get(seq)];
    if (step) return { kind: 'change', seq, ...step };
    return post && { kind: 'post', seq, ...post };
  };
  return new Map(seqs.map((seq) => [seq, happeningAt(seq)]));
}

function remembered<T>(
  known: Map<string, Promise<T>>,
  key: string,
  load: () => Promise<T>,
): Promise<T> {
  const found = known.get(key) ?? load();
  if (known.size >= mostKept) known.clear();
  known.set(key, found);
  return found;
}
