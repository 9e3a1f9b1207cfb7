import type { Day } from '../../core/day.ts';
import type { Terms } from '../../customers/model.ts';
import type { Language } from '../../core/language.ts';
import { type Announced, noticeLetter } from '../letters/notice.ts';
import { plainText } from '../mail-text.ts';
import type { Block } from '../model/letter.ts';
import type { Sender } from '../model/told.ts';
import { wordsIn } from '../words/words-in.ts';

export type { Announced } from '../letters/notice.ts';

/** A notice in one language: as pieces, and as the plain text that its mail has above the footer. */
export function writeNotice(
  sender: Sender,
  language: Language,
  announced: Announced,
  terms: Terms,
  ifToday: { readonly objectionEndsOn: Day; readonly earliestEffectOn: Day },
): { readonly subject: string; readonly blocks: readonly Block[]; readonly text: string } {
  const letter = noticeLetter({ words: wordsIn(language), sender }, announced, terms, ifToday);
  return { ...letter, text: plainText(language, letter.blocks) };
}
