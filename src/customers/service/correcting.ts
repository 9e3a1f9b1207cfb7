import type { Ctx, CustomerActor, Deps } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import { asSubscriptionId, type CustomerId, type SubscriptionId } from '../../core/ids.ts';
import type { Keys } from '../../core/keys.ts';
import { seal, unseal } from '../../core/sealed.ts';
import { commit } from '../../db/commit.ts';
import { selectContacts } from '../store/contacts.ts';
import type { CorrectionRow } from '../store/corrections.ts';
import * as store from '../store/corrections.ts';
import { selectCorrectionsAbout } from '../store/personal-data.ts';
import { getPresentCustomer } from './customers.ts';

/** What a customer says about one of its contacts, or about somebody who is none yet. */
export type Said = { readonly role: string; readonly name?: string; readonly address: string };

export type Correction = Said & {
  readonly id: number;
  readonly customerId: CustomerId;
  readonly subscriptionId?: SubscriptionId;
  readonly at: Date;
};

const purpose = 'contact correction seal';
const nonceBytes = 12;
/** Whoever has the link can not fill the table. */
const mostOpen = 20;

/** Kept for staff, who see to it: nobody is told otherwise than before because of a link. */
export async function requestCorrection(
  ctx: Ctx<CustomerActor>,
  { contact, ...said }: Said & { readonly contact?: string },
): Promise<void> {
  const { deps, actor, now } = ctx;
  await commit(ctx, async (tx, ledger) => {
    await getPresentCustomer(tx, actor.id);
    const subscriptionId = contact === undefined ? undefined : asSubscriptionId(contact);
    const own = await selectContacts(tx, [actor.id]);
    if (subscriptionId && !own.some((each) => each.subscriptionId === subscriptionId))
      throw new Refusal('invalid', 'Choose one of the contacts that stand on this page.');
    if ((await store.countCorrectionsOf(tx, actor.id)) >= mostOpen)
      throw new Refusal(
        'too_many',
        'Many corrections wait for us already. Write to us instead, if it is urgent.',
      );
    const id = await store.insertCorrection(tx, {
      customerId: actor.id,
      subscriptionId: subscriptionId ?? null,
      at: now,
      said: seal(deps.keys.derive(purpose), deps.ids.bytes(nonceBytes), JSON.stringify(said)),
    });
    const event = ledger.record({
      action: 'customer.correction_requested',
      subject: `customer:${actor.id}`,
      data: { correction: id },
      public: false,
    });
    return { value: undefined, events: [event] };
  });
}

/** What waits, oldest first. `next` continues the list; null at its end. */
export async function listCorrections(
  deps: Pick<Deps, 'db' | 'keys'>,
  after: number | undefined,
  limit: number,
): Promise<{ readonly items: readonly Correction[]; readonly next: string | null }> {
  const rows = await store.selectCorrections(deps.db, after ?? 0, limit + 1);
  const items = rows.slice(0, limit).map((row) => opened(deps, row));
  return { items, next: rows.length > limit ? String(items.at(-1)?.id) : null };
}

export async function listCorrectionsOf(
  deps: Pick<Deps, 'db' | 'keys'>,
  id: CustomerId,
): Promise<readonly Correction[]> {
  return (await store.selectCorrectionsOf(deps.db, id)).map((row) => opened(deps, row));
}

/** What was said about this contact. */
export async function listCorrectionsAbout(
  deps: Pick<Deps, 'db' | 'keys'>,
  id: SubscriptionId,
): Promise<readonly Correction[]> {
  return (await selectCorrectionsAbout(deps.db, id)).map((row) => opened(deps, row));
}

/** Somebody has seen to it; what was said is forgotten. Refuses `not_found`. */
export async function settleCorrection(ctx: Ctx, id: number): Promise<void> {
  await commit(ctx, async (tx, ledger) => {
    const found = await store.selectCorrection(tx, id);
    if (!found) throw new Refusal('not_found', 'There is no such correction.');
    await store.deleteCorrections(tx, [id]);
    const event = ledger.record({
      action: 'customer.correction_settled',
      subject: `customer:${found.customerId}`,
      data: { correction: id },
      public: false,
    });
    return { value: undefined, events: [event] };
  });
}

function opened(
  { keys }: Pick<Deps, 'keys'>,
  { id, customerId, subscriptionId, at, said }: CorrectionRow,
): Correction {
  return {
    ...readSaid(keys, said),
    id,
    customerId,
    at,
    ...(subscriptionId !== null && { subscriptionId }),
  };
}

/** Empty where it was sealed under another SECRET_KEY: it can be settled, and holds up no other. */
function readSaid(keys: Keys, said: string): Said {
  try {
    return JSON.parse(unseal(keys.derive(purpose), said));
  } catch {
    return { role: '', address: '' };
  }
}
