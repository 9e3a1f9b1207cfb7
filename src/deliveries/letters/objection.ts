import type { Letter } from '../model/letter.ts';
import type { ObjectionLetter } from '../model/objection-letter.ts';
import { text, type Voice } from './voice.ts';

/** To whoever objected: that it was received, that something was written, or what became of it. */
export function objectionLetter(
  voice: Voice,
  letter: ObjectionLetter,
  what: 'received' | 'message' | 'decided',
): Pick<Letter, 'subject' | 'blocks'> {
  const { words, sender } = voice;
  const { objection } = words;
  return {
    subject: objection.subject(sender.name, letter.reference, what),
    blocks: [
      ...saidOf(voice, letter, what).map(text),
      ...(letter.text === undefined ? [] : [text(letter.text)]),
      { kind: 'link', text: objection.page, href: `${sender.root}${letter.path}` },
    ],
  };
}

function saidOf(
  { words, sender }: Voice,
  { change, isLate, isConfirmed, state, resolution, terminationUntil }: ObjectionLetter,
  what: 'received' | 'message' | 'decided',
): readonly string[] {
  const { objection } = words;
  if (what === 'message') return [objection.message];
  if (what === 'received')
    return [
      objection.received(sender.name, words.change.title(change)),
      ...(isLate ? [objection.late] : []),
      objection.next,
      ...(isConfirmed ? [] : [objection.confirm]),
    ];
  return [
    objection.states[state],
    ...(resolution ? [objection.resolutions[resolution]] : []),
    ...(terminationUntil ? [objection.until(words.day(terminationUntil))] : []),
  ];
}
