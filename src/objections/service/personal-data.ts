import { asObjectionId } from '../../core/ids.ts';
import { commitIfAny } from '../../db/commit.ts';
import type { Holder } from '../../personal-data/holder.ts';
import type { Erased } from '../../personal-data/model.ts';
import { isOpen, type Objector } from '../model.ts';
import { presentOwn } from '../present.ts';
import { selectIdsByHashes } from '../store/personal-data.ts';
import { selectMessages, selectObjection } from '../store/reading.ts';
import { updateObjection } from '../store/writing.ts';
import { groundWords, resolutionWords, stateWords } from '../words.ts';
import { forgetObjector } from './erasing.ts';
import { recordOf } from './telling.ts';

/** Cases by an address. One that came without any is found by its reference, and erased by staff. */
const objections: Holder = {
  kind: 'objections',
  record: 'notices',
  async find({ db }, { hashes }, page) {
    return selectIdsByHashes(db, hashes, page);
  },
  async customersOf({ db }, id) {
    const found = await selectObjection(db, asObjectionId(id));
    return found?.customerId ? [found.customerId] : [];
  },
  async copy({ db, config }, _subject, id) {
    const found = await selectObjection(db, asObjectionId(id));
    if (found?.objector === undefined) return undefined;
    const messages = await selectMessages(db, found.id);
    const place = { root: `${config.origin}${config.base}`, change: { id: found.changeId } };
    const { state, ground, resolution } = found;
    return {
      title: { en: `Objection ${found.reference}`, de: `Einspruch ${found.reference}` },
      data: {
        ...presentOwn(found, messages, place),
        stateInWords: stateWords[state],
        groundInWords: groundWords[ground],
        resolutionInWords: resolution && resolutionWords[resolution],
      },
    };
  },
  async erase(ctx, _subject, id) {
    return commitIfAny(ctx, async (tx, ledger) => {
      const found = await selectObjection(tx, asObjectionId(id));
      if (found?.objector === undefined) return { value: { outcome: 'erased' }, events: [] };
      if (isOpen(found)) return { value: undecided, events: [] };
      const event = await forgetObjector(tx, ledger, found);
      return { value: { outcome: 'erased' }, events: [event] };
    });
  },
  /** Answers go to the address that the case came from: another is confirmed by another objection. */
  async correct(ctx, _subject, id, { name, company }) {
    return commitIfAny(ctx, async (tx, ledger) => {
      const found = await selectObjection(tx, asObjectionId(id));
      if (found?.objector === undefined) return { value: false, events: [] };
      const { objector: before } = found;
      const objector: Objector = {
        ...before,
        ...(name !== undefined && { name }),
        ...(company !== undefined && { company }),
      };
      if (objector.name === before.name && objector.company === before.company)
        return { value: false, events: [] };
      await updateObjection(tx, found.id, { objector, changedAt: ledger.at });
      return { value: true, events: [recordOf(ledger, found, 'objection.corrected')] };
    });
  },
};

const undecided: Erased = {
  outcome: 'kept',
  why: 'open-case',
  words: {
    en: 'The objection is not decided yet, and what it says is needed to decide and answer it: Art. 6(1)(b) and 17(1)(a) GDPR. It can be erased once the case is closed; withdrawing the objection closes it.',
    de: 'Über den Einspruch ist noch nicht entschieden; dafür und für die Antwort wird gebraucht, was darin steht: Art. 6 Abs. 1 Buchst. b und Art. 17 Abs. 1 Buchst. a DSGVO. Nach Abschluss kann er gelöscht werden; eine Rücknahme schließt ihn ab.',
  },
};

export const holders: readonly Holder[] = [objections];
