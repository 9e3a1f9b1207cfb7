import { type Change, servicesOf } from '../../changes/model.ts';
import type { Day } from '../../core/day.ts';
import type { Terms } from '../../customers/model.ts';
import { mailText } from '../mail-text.ts';
import type { Block } from '../model/letter.ts';
import { noticeWords } from '../words/notices.ts';
import { itemBlocks } from './change.ts';
import { audienceIn, type Row, shortened, type Voice } from './voice.ts';

export type NoticeInput = {
  readonly change: Pick<Change, 'items' | 'effectiveOn' | 'reason' | 'emergency' | 'class'>;
  /** Absent while it is only planned. */
  readonly id: number | undefined;
  readonly kind: 'announced' | 'restarted' | 'emergency';
  readonly materialChange?: string;
  readonly terms: Terms;
  /** The dates that follow if it arrives on the day on which it is written. */
  readonly ifArrivingToday: { readonly objectionEndsOn: Day; readonly earliestEffectOn: Day };
};

const longestSubject = 120;

/** The notice to one customer: what changes, from when, and what it may do about that until when. */
export function noticeLetter(
  voice: Voice,
  input: NoticeInput,
): { readonly subject: string; readonly blocks: readonly Block[] } {
  const { words, sender } = voice;
  const said = noticeWords[words.language];
  const what = input.change.items.map((item) => words.change.item(item, input.change.items));
  const first = what[0] ?? '';
  const subject = `${sender.name}: ${what.length > 1 ? `${first} (+${what.length - 1})` : first}`;
  return {
    subject: shortened(subject, longestSubject),
    blocks: [
      { kind: 'text', text: said[input.kind](sender.name) },
      { kind: 'facts', rows: factsOf(voice, input) },
      ...itemBlocks(voice, input.change.items),
      ...rightsOf(voice, input),
    ],
  };
}

function factsOf(voice: Voice, { change, kind, materialChange }: NoticeInput): readonly Row[] {
  const { words } = voice;
  const said = noticeWords[words.language];
  const { emergency } = change;
  return [
    [kind === 'emergency' ? said.since : said.planned, words.day(change.effectiveOn)],
    [said.concerns, audienceIn(voice, servicesOf(change.items))],
    [said.reason, change.reason],
    ...(materialChange === undefined ? [] : [[said.materialChange, materialChange] as const]),
    ...(emergency === undefined
      ? []
      : [
          [said.ground, said.grounds[emergency.ground]] as const,
          [said.explanation, emergency.explanation] as const,
        ]),
  ];
}

function rightsOf(
  { words, sender }: Voice,
  { id, kind, terms, ifArrivingToday }: NoticeInput,
): readonly Block[] {
  const said = noticeWords[words.language];
  const { objectionEndsOn, earliestEffectOn } = ifArrivingToday;
  const isSpecific = terms.authorisation === 'specific';
  const isThere = kind === 'emergency' && terms.emergencyPermitted;
  const lines = [
    said.window(terms.objectionDays, terms.dayCount, words.day(objectionEndsOn)),
    ...(isThere ? [] : [said.effect(words.day(earliestEffectOn))]),
    isSpecific ? said.silenceRefuses : said.silenceAccepts,
    ...(!isThere && (isSpecific || terms.hardHold) ? [said.hold] : []),
  ];
  return [
    { kind: 'heading', text: said.rights },
    ...lines.map((text) => ({ kind: 'text', text }) as const),
    ...(id === undefined
      ? []
      : [
          {
            kind: 'link',
            text: said.object,
            href: `${sender.root}/changes/${id}/objection`,
          } as const,
        ]),
  ];
}

/** As the text part of a mail has it, without footer. */
export function plainText(language: Voice['words']['language'], blocks: readonly Block[]): string {
  return mailText({ language, subject: '', blocks, footer: [] });
}
