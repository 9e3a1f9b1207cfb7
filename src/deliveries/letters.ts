import { getOrMake } from '../core/remembered.ts';
import { changeBlocks } from './letters/change.ts';
import { digestLetter } from './letters/digest.ts';
import { footerOf } from './letters/footer.ts';
import {
  alert,
  confirmation,
  disabled,
  known,
  succession,
  test,
  welcome,
} from './letters/notes.ts';
import { objectionLetter } from './letters/objection.ts';
import { postBlocks, postHeadline } from './letters/post.ts';
import { finished, finishedBlocks, type Voice } from './letters/voice.ts';
import type { Letter } from './model/letter.ts';
import type { Happening, Recipient, Sender, Told, ToldNotice } from './model/told.ts';
import type { WrittenLetter } from './model/written-letter.ts';
import { wordsIn } from './words/words-in.ts';

/** What is said to this recipient, in their language; the same however often and however late it is asked for. */
export function letterOf(told: Told, sender: Sender, recipient: Recipient): Letter {
  const { language } = recipient.subscription;
  const voice = { words: wordsIn(language), sender };
  // Whoever has confirmed nothing has nothing to change, and may be somebody else.
  const footer = told.kind === 'confirmation' ? [] : footerOf(voice, recipient);
  const { subject, blocks } = saidOf(voice, told, recipient);
  return { language, subject, blocks, footer: finishedBlocks(footer, voice) };
}

type Said = Pick<Letter, 'subject' | 'blocks'>;

/** Customers are named only where the address stands for several. */
function noticeOf({ words }: Voice, notices: readonly ToldNotice[]): Said {
  const [first] = notices;
  if (notices.length === 1 && first) return { subject: first.subject, blocks: first.blocks };
  return {
    subject: first?.subject ?? '',
    blocks: notices.flatMap(({ customerName, blocks }) => [
      { kind: 'heading', text: words.notice.forCustomer(customerName) } as const,
      ...blocks,
    ]),
  };
}

/** One event is told to many, and only the footers differ. The blocks being the same, so is what is made of them. */
const events = new WeakMap<Happening, WeakMap<Sender, Map<string, Said>>>();

function saidOf(voice: Voice, told: Told, recipient: Recipient): Said {
  if (told.kind !== 'event') return finished(voice, plainlyOf(voice, told, recipient));
  // Written down when it was announced, and sent as it was written.
  if (told.notices && told.notices.length > 0) return noticeOf(voice, told.notices);
  const { happening } = told;
  const { sender } = voice;
  const { language, stream } = recipient.subscription;
  const bySender = getOrMake(events, happening, () => new WeakMap<Sender, Map<string, Said>>());
  const kept = getOrMake(bySender, sender, () => new Map<string, Said>());
  const isNotice = stream === 'contract';
  return getOrMake(kept, `${language} ${isNotice}`, () =>
    finished(voice, eventOf(voice, happening, isNotice)),
  );
}

function plainlyOf(
  voice: Voice,
  told: Exclude<Told, { kind: 'event' }>,
  recipient: Recipient,
): Said {
  if (told.kind === 'digest') return digestLetter(voice, told);
  if (told.kind === 'objection') return objectionLetter(voice, told.letter, told.what);
  if (told.kind === 'written') return writtenLetter(voice, told.letter);
  return noteOf(voice, told, recipient);
}

function noteOf(
  voice: Voice,
  told: Exclude<Told, { kind: 'event' | 'digest' | 'objection' | 'written' }>,
  recipient: Recipient,
): Said {
  switch (told.kind) {
    case 'confirmation':
      return confirmation(voice, recipient, told.confirmBy);
    case 'known':
      return known(voice);
    case 'succession':
      return succession(voice);
    // A challenge goes to programs; where it is asked for as a letter, it is the same greeting.
    case 'welcome':
    case 'challenge':
      return welcome(voice, recipient);
    case 'test':
      return test(voice);
    case 'disabled':
      return disabled(voice, told.host, recipient);
    case 'alert':
      return alert(voice, told.alert);
  }
}

/** As its feature wrote it, with full addresses. */
function writtenLetter({ sender }: Voice, { subject, blocks }: WrittenLetter): Said {
  return {
    subject: `${sender.name}: ${subject}`,
    blocks: blocks.map((block) =>
      block.kind === 'link' ? { ...block, href: `${sender.root}${block.href}` } : block,
    ),
  };
}

function eventOf(voice: Voice, happening: Happening, isNotice: boolean): Said {
  const { words, sender } = voice;
  const [about, blocks] =
    happening.kind === 'post'
      ? [postHeadline(voice, happening), postBlocks(voice, happening)]
      : [words.change.headline(happening.change), changeBlocks(voice, happening, { isNotice })];
  return { subject: `${sender.name}: ${about}`, blocks };
}
