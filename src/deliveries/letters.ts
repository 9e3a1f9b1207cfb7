import { changeBlocks } from './letters/change.ts';
import { digestBlocks } from './letters/digest.ts';
import { footerOf } from './letters/footer.ts';
import { alert, confirmation, disabled, known, test, welcome } from './letters/notes.ts';
import { postBlocks, postHeadline } from './letters/post.ts';
import { shortened, type Voice } from './letters/voice.ts';
import type { Block, Letter } from './model/letter.ts';
import type { Happening, Recipient, Sender, Told } from './model/told.ts';
import { wordsIn } from './words/words-in.ts';

/** What is said to this recipient, in their language; the same however often and however late it is asked for. */
export function letterOf(told: Told, sender: Sender, recipient: Recipient): Letter {
  const { language } = recipient.subscription;
  const voice = { words: wordsIn(language), sender };
  const { subject, blocks } = saidOf(voice, told, recipient);
  return {
    language,
    subject: shortened(subject, longestSubject),
    blocks: blocks.map((block) => tidied(block, sender.name)),
    // Whoever has confirmed nothing has nothing to change, and may be somebody else.
    footer: (told.kind === 'confirmation' ? [] : footerOf(voice, recipient)).map((block) =>
      tidied(block, sender.name),
    ),
  };
}

/** A sentence that ends with the name of `Qluster Corp.` has its full stop already. */
function tidied(block: Block, name: string): Block {
  if (block.kind !== 'text' || !name.endsWith('.')) return block;
  return { ...block, text: block.text.replaceAll(`${name}.`, name) };
}

/** What phones and lists of mails show of it, and some more. */
const longestSubject = 120;

type Said = Pick<Letter, 'subject' | 'blocks'>;

function saidOf(voice: Voice, told: Told, recipient: Recipient): Said {
  if (told.kind === 'event') return eventOf(voice, told.happening, recipient);
  if (told.kind !== 'digest') return noteOf(voice, told, recipient);
  const { words, sender } = voice;
  const subject = words.digest.subject(sender.name, told.happenings.length + (told.more ?? 0));
  return { subject, blocks: digestBlocks(voice, told) };
}

function noteOf(
  voice: Voice,
  told: Exclude<Told, { kind: 'event' | 'digest' }>,
  recipient: Recipient,
): Said {
  switch (told.kind) {
    case 'confirmation':
      return confirmation(voice, recipient, told.confirmBy);
    case 'known':
      return known(voice);
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

function eventOf(voice: Voice, happening: Happening, { subscription }: Recipient): Said {
  const { words, sender } = voice;
  const isNotice = subscription.stream === 'contract';
  const [about, blocks] =
    happening.kind === 'post'
      ? [postHeadline(voice, happening), postBlocks(voice, happening)]
      : [words.change.headline(happening.change), changeBlocks(voice, happening, { isNotice })];
  return { subject: `${sender.name}: ${about}`, blocks };
}
