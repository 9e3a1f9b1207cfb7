import type { Change, ChangeLeaves } from '../../changes/model.ts';
import { findChange } from '../../changes/service.ts';
import { findLeaves } from '../../changes/service/leaves.ts';
import type { Ctx, Staff } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { CustomerId } from '../../core/ids.ts';
import { formatVerifierKey, parseVerifierKey, type Signer } from '../../core/signed-note.ts';
import { commit } from '../../db/commit.ts';
import { listContactsOf } from '../../customers/service/contacts.ts';
import { listCustomersById } from '../../customers/service/reading.ts';
import { listAttempted } from '../../deliveries/service/acceptances.ts';
import type { Notice } from '../../notices/model/notice.ts';
import { listNotices, listRounds } from '../../notices/service/reading.ts';
import { listTexts } from '../../notices/service/texts.ts';
import { listHistories, listObjectionsOf } from '../../objections/service/reading.ts';
import { hostOf } from '../../subscribers/model/address.ts';
import { loadPageInput } from '../../publication/service.ts';
import type { LogKey } from '../../transparency/model.ts';
import { listKeyLeaves, listLogKeys, proveLeaves } from '../../transparency/service.ts';
import type { PacketFacts, ProvedNotice, ProvedObjection } from '../model.ts';

type Deps = Ctx['deps'];

/** Customers in one packet; the next begins behind them. */
const mostCustomers = 500;

const busy =
  'The transparency log has not caught up with this change, or with its key, yet. Try again in a minute: without the log a packet proves nothing.';

/** What was announced to everybody, customer by customer from `after` on. Refuses `not_found`, and `busy` while the log is behind. */
export async function loadPacket(
  ctx: Ctx,
  changeId: number,
  after?: CustomerId,
): Promise<PacketFacts> {
  const change = await getChange(ctx.deps, changeId);
  const { items, next } = await listNotices(ctx.deps.db, changeId, after, mostCustomers);
  const ids = items.map(({ customerId }) => customerId);
  return gather(ctx, change, { ids, ...(next && { next }) });
}

/** What was announced to one customer, with nothing of any other. Refuses `not_found` where nothing was. */
export async function loadCustomerPacket(
  ctx: Ctx,
  changeId: number,
  customerId: CustomerId,
): Promise<PacketFacts> {
  const change = await getChange(ctx.deps, changeId);
  const facts = await gather(ctx, change, { ids: [customerId], customerId });
  if (facts.notices.length > 0) return facts;
  throw new Refusal('not_found', 'This change was not announced to this customer.');
}

/** What a page is drawn in: the organisation as it is published. */
export async function loadFrame(deps: Deps): ReturnType<typeof loadPageInput> {
  return loadPageInput(deps);
}

/** A packet holds what is secret: whoever of the staff took one stands in the record. */
export async function recordIssue(
  ctx: Ctx<Staff>,
  { change, customerId, notices }: PacketFacts,
): Promise<void> {
  await commit(ctx, async (_tx, ledger) => {
    const event = ledger.record({
      action: 'change.packet_issued',
      subject: `change:${change.id}`,
      data: { customer: customerId ?? null, notices: notices.length },
      public: false,
    });
    return { value: undefined, events: [event] };
  });
}

async function getChange({ db }: Deps, id: number): Promise<Change> {
  const change = await findChange(db, id);
  if (!change) throw new Refusal('not_found', 'There is no change of this number.');
  return change;
}

type Scope = {
  readonly ids: readonly CustomerId[];
  readonly customerId?: CustomerId;
  readonly next?: CustomerId;
};

async function gather(
  { deps, now }: Ctx,
  change: Change,
  { ids, ...scope }: Scope,
): Promise<PacketFacts> {
  const { snapshot, place } = await loadPageInput(deps);
  const notices = await loadNotices(deps, await listRounds(deps.db, change.id, ids));
  const hashes = notices.flatMap(({ notice }) => Object.values(notice.texts));
  const changeLeaves = await findLeaves(deps.db, change);
  if (!changeLeaves) throw new Refusal('busy', busy, { retryAfterSeconds: 60 });
  return {
    issuedAt: now,
    place,
    publisher: snapshot.organisation,
    change,
    changeLeaves,
    log: await loadLog(deps, changeLeaves),
    ...scope,
    notices,
    texts: await listTexts(deps.db, [...new Set(hashes)]),
    objections: await loadObjections(deps, change.id, scope.customerId),
  };
}

/** Keys first: a checkpoint that a newer one has signed meanwhile is signed by the newest of these too. */
async function loadLog({ db, logKeys }: Deps, leaves: ChangeLeaves): Promise<PacketFacts['log']> {
  const keys = await listLogKeys(db);
  const signer = await signerOf(logKeys, keys[0]);
  const { publication, items, steps } = leaves;
  const wanted = [publication, ...steps.map(({ index }) => index), ...(await listKeyLeaves(db))];
  for (let index = items.first; index <= items.last; index += 1) wanted.push(index);
  const proved = await proveLeaves(db, wanted);
  if (!proved || !signer) throw new Refusal('busy', busy, { retryAfterSeconds: 60 });
  return { ...proved, keys: keys.map(({ verifierKey }) => verifierKey), signer };
}

/** Undefined while SECRET_KEY is another and the schedule has not entered its key. */
async function signerOf(
  logKeys: Deps['logKeys'],
  newest: LogKey | undefined,
): Promise<Signer | undefined> {
  const key = newest && parseVerifierKey(newest.verifierKey);
  if (newest === undefined || key === undefined) return undefined;
  const signer = await logKeys.signer(newest.generation, key.name);
  return formatVerifierKey(signer.key) === newest.verifierKey ? signer : undefined;
}

async function loadNotices(
  deps: Deps,
  rounds: readonly Notice[],
): Promise<readonly ProvedNotice[]> {
  const ids = [...new Set(rounds.map(({ customerId }) => customerId))];
  const customers = new Map((await listCustomersById(deps.db, ids)).map((each) => [each.id, each]));
  const contacts = Map.groupBy(await listContactsOf(deps, ids), ({ customerId }) => customerId);
  const told = new Map(
    await Promise.all(
      [...new Set(rounds.map(({ seq }) => seq))].map(async (seq) => {
        const subscriptions = [...contacts.values()].flat().map((each) => each.subscriptionId);
        return [seq, await listAttempted(deps.db, seq, [...new Set(subscriptions)])] as const;
      }),
    ),
  );
  return rounds.flatMap((notice) => {
    const customer = customers.get(notice.customerId);
    if (!customer) return [];
    const recipients = (contacts.get(customer.id) ?? []).flatMap(({ subscription, ...contact }) => {
      const deliveries = told.get(notice.seq)?.get(contact.subscriptionId) ?? [];
      if (deliveries.length === 0 && contact.removedAt !== undefined) return [];
      const { channel, language, address } = subscription;
      // The address of a webhook or a chat is a key to it.
      const shown = channel === 'email' || !address ? address : hostOf(channel, address);
      return [{ contact, channel, language, ...(shown && { address: shown }), told: deliveries }];
    });
    return [{ notice, customer, recipients }];
  });
}

async function loadObjections(
  { db }: Deps,
  changeId: number,
  customerId: CustomerId | undefined,
): Promise<readonly ProvedObjection[]> {
  const found = await listObjectionsOf(db, { changeId, ...(customerId && { customerId }) });
  const histories = await listHistories(
    db,
    found.map(({ id }) => id),
  );
  return found.map((objection) => ({ objection, history: histories.get(objection.id) ?? [] }));
}
