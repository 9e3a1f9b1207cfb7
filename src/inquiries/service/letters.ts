import type { Deps } from '../../context.ts';
import type { Cargo } from '../../deliveries/model/delivery.ts';
import type { WrittenLetter } from '../../deliveries/model/written-letter.ts';
import type { Language } from '../../core/language.ts';
import { letterOf } from '../model/letter.ts';
import { pathOf } from '../model/links.ts';
import { selectInquiry, selectMessage } from '../store/reading.ts';

/** Undefined once it is erased. */
export async function loadInquiryLetter(
  { db, keys }: Deps,
  { inquiry: id, what, message: number }: Extract<Cargo, { kind: 'inquiry' }>,
  language: Language,
): Promise<WrittenLetter | undefined> {
  const inquiry = await selectInquiry(db, id);
  if (inquiry?.person === undefined) return undefined;
  const message = number === undefined ? undefined : await selectMessage(db, id, number);
  // Notes are for staff: whatever a delivery names, none is mailed.
  const answer = message?.author === 'staff' ? message.text : undefined;
  return letterOf(inquiry, what, { language, path: pathOf(keys, inquiry), answer });
}
