import { asId } from '../../core/ids.ts';
import { commitIfAny } from '../../db/commit.ts';
import { keyOf, openFile } from '../../files/service.ts';
import type { Holder } from '../../personal-data/holder.ts';
import type { CopiedFile } from '../../personal-data/model.ts';
import { presentOwn } from '../present.ts';
import { selectIdsByHashes } from '../store/personal-data.ts';
import { selectInquiry } from '../store/reading.ts';
import { updateInquiry } from '../store/writing.ts';
import { stateWords, topicWords } from '../words.ts';
import { dropErasedFiles, forgetInquirer } from './erasing.ts';
import { loadThread } from './reading.ts';
import { recordOf } from './telling.ts';

/** By an address. One that came without any is found by its reference, and erased by staff. */
const inquiries: Holder = {
  kind: 'inquiries',
  record: 'inquiries',
  async find({ db }, { hashes }, page) {
    return selectIdsByHashes(db, hashes, page);
  },
  async customersOf({ db }, id) {
    const found = await selectInquiry(db, asId('inq', id));
    return found?.customerId ? [found.customerId] : [];
  },
  async copy(deps, _subject, id) {
    const found = await selectInquiry(deps.db, asId('inq', id));
    if (found?.person === undefined) return undefined;
    const { messages, attachments } = await loadThread(deps.db, found);
    const { messages: _, ...facts } = presentOwn({ inquiry: found, messages: [], attachments }, '');
    return {
      title: { en: `Inquiry ${found.reference}`, de: `Anfrage ${found.reference}` },
      data: {
        ...facts,
        topicInWords: topicWords[found.topic],
        stateInWords: stateWords[found.state],
        looksAutomated: found.looksAutomated,
        messages: messages
          .filter(({ author }) => author !== 'note')
          .map((message) => ({
            at: message.at.toISOString(),
            author: message.author,
            text: message.text,
            attachments: attachments.flatMap(({ messageId, name }) =>
              messageId === message.id && name !== undefined ? [name] : [],
            ),
          })),
      },
      files: attachments.flatMap(({ id: key, name, mediaType, size, sha256 }): CopiedFile[] => {
        if (name === undefined) return [];
        const filed = { key: keyOf('attachments', key), size, sha256 };
        return [{ name, mediaType, bytes: async () => openFile(deps, filed) }];
      }),
    };
  },
  /** Also one that is open: whoever wants it forgotten waits for no answer. */
  async erase(ctx, _subject, id) {
    await commitIfAny(ctx, async (tx, ledger) => {
      const found = await selectInquiry(tx, asId('inq', id));
      if (found?.person === undefined) return { value: undefined, events: [] };
      return { value: undefined, events: [await forgetInquirer(tx, ledger, found)] };
    });
    await dropErasedFiles(ctx);
    return { outcome: 'erased' };
  },
  /** Answers go to the address that the inquiry came from: another is confirmed by another inquiry. */
  async correct(ctx, _subject, id, { name, company }) {
    return commitIfAny(ctx, async (tx, ledger) => {
      const found = await selectInquiry(tx, asId('inq', id));
      if (found?.person === undefined) return { value: false, events: [] };
      const { person: before } = found;
      const person = { ...before, name: name ?? before.name, ...(company && { company }) };
      if (person.name === before.name && person.company === before.company)
        return { value: false, events: [] };
      await updateInquiry(tx, found.id, { person, changedAt: ledger.at });
      return { value: true, events: [recordOf(ledger, found, 'inquiry.corrected')] };
    });
  },
};

export const holders: readonly Holder[] = [inquiries];
