import type { Ctx } from '../../context.ts';
import type { Tx } from '../../db/client.ts';
import { commitIfAny, type Ledger } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import type { Holder } from '../../personal-data/holder.ts';
import type { Copied, Subject } from '../../personal-data/model.ts';
import type { ContactPerson } from '../model/facts.ts';
import * as store from '../store/personal-data.ts';
import { eraseContactPerson } from '../store/register.ts';
import { recordContactPerson } from './entries.ts';

/** Who is named as the contact of an entry, by the address that stands there; one without is erased by staff. */
const named: Holder = {
  kind: 'contact-persons',
  record: 'contact-persons',
  async find({ db }, { addresses }, { after = '', limit }) {
    return (await store.selectNamed(db, addresses, { after, limit })).map(({ id }) => id);
  },
  async copy({ db }, { addresses }, id) {
    const [found] = await store.selectNamed(db, addresses, { only: id });
    return found && copyOf(found.slug, found.person);
  },
  async erase(ctx, subject, id) {
    await changeNamed(ctx, subject, id, async (tx, ledger, { id: entry }) => {
      await eraseContactPerson(tx, entry);
      return ledger.record({
        action: 'contact_person.erased',
        subject: `subprocessor:${entry}`,
        data: {},
        public: true,
      });
    });
    return { outcome: 'deleted' };
  },
  async correct(ctx, subject, id, { name }) {
    return changeNamed(ctx, subject, id, async (tx, ledger, { id: entry, person }) =>
      name === undefined || name === person.name
        ? undefined
        : recordContactPerson(ctx, tx, ledger, entry, { ...person, name }),
    );
  },
};

/** Who is to be named by a change that is being written. Asked for first: publishing one names them. */
const drafted: Holder = {
  kind: 'drafted-contact-persons',
  record: 'contact-persons',
  async find({ db }, { addresses }, { after = '', limit }) {
    const found = await store.selectDrafted(db, addresses, { after, limit });
    return found.map(({ batchId, slug }) => `${batchId} ${slug}`);
  },
  async copy({ db }, { addresses }, id) {
    const [found] = await store.selectDrafted(db, addresses, { only: id });
    return found?.person ? copyOf(found.slug, found.person) : undefined;
  },
  async erase(ctx, subject, id) {
    await changeDrafted(ctx, subject, id, () => null);
    return { outcome: 'deleted' };
  },
  async correct(ctx, subject, id, { name }) {
    return changeDrafted(ctx, subject, id, (person) =>
      name === undefined || name === person.name ? undefined : { ...person, name },
    );
  },
};

export const holders: readonly Holder[] = [drafted, named];

function copyOf(subprocessor: string, person: ContactPerson): Copied {
  return {
    title: {
      en: 'Contact person at a sub-processor',
      de: 'Kontaktperson bei einem Unterauftragsverarbeiter',
    },
    data: { subprocessor, ...person },
  };
}

/** Whether `change` recorded anything. */
async function changeNamed(
  ctx: Ctx,
  { addresses }: Subject,
  id: string,
  change: (tx: Tx, ledger: Ledger, found: store.Named) => Promise<StoredEvent | undefined>,
): Promise<boolean> {
  return commitIfAny(ctx, async (tx, ledger) => {
    const [found] = await store.selectNamed(tx, addresses, { only: id });
    const event = found && (await change(tx, ledger, found));
    return { value: event !== undefined, events: event ? [event] : [] };
  });
}

/** Whether `change` gave another. */
async function changeDrafted(
  ctx: Ctx,
  { addresses }: Subject,
  id: string,
  change: (person: ContactPerson) => ContactPerson | null | undefined,
): Promise<boolean> {
  return commitIfAny(ctx, async (tx, ledger) => {
    const [found] = await store.selectDrafted(tx, addresses, { only: id });
    const person = found?.person ? change(found.person) : undefined;
    if (!found || person === undefined) return { value: false, events: [] };
    await store.setDrafted(tx, found, person);
    const event = ledger.record({
      action: person === null ? 'batch.contact_person_erased' : 'batch.contact_person_corrected',
      subject: `batch:${found.batchId}`,
      data: { slug: found.slug },
      public: false,
    });
    return { value: true, events: [event] };
  });
}
