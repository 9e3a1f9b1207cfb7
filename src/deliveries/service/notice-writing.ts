import type { Deps } from '../../context.ts';
import type { Db } from '../../db/client.ts';
import { type Language, languages } from '../../subscribers/model/subscription.ts';
import { type NoticeInput, noticeLetter, plainText } from '../letters/notice.ts';
import type { Voice } from '../letters/voice.ts';
import type { Block } from '../model/letter.ts';
import { voiceIn } from './voices.ts';

export type WrittenNotice = {
  readonly language: Language;
  readonly subject: string;
  /** Plain text, without the footer. */
  readonly text: string;
  readonly blocks: readonly Block[];
};

/** Writes a notice in every language there is; what is read for it, is read once. */
export async function openNoticeWriter(
  deps: Pick<Deps, 'config'>,
  db: Db,
): Promise<(input: NoticeInput) => readonly WrittenNotice[]> {
  const voices: Voice[] = [];
  for (const language of languages) voices.push(await voiceIn(deps, db, language));
  return (input) =>
    voices.map((voice) => {
      const { subject, blocks } = noticeLetter(voice, input);
      const { language } = voice.words;
      return { language, subject, text: plainText(language, blocks), blocks };
    });
}
