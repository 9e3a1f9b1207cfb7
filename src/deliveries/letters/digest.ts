import type { Block, Letter } from '../model/letter.ts';
import type { Happening, Told } from '../model/told.ts';
import { changeLinks, itemBlocks, objectingBlocks, stepItems } from './change.ts';
import { rowsOfChange } from './change-rows.ts';
import { postAddress, postHeadline, rowsOfPost, withdrawalBlocks } from './post.ts';
import { type Section, sectionsOf } from './sections.ts';
import { instantIn, type Row, text, type Voice } from './voice.ts';

type Digest = Extract<Told, { kind: 'digest' }>;

// Beyond it a digest names what happened, and its page says the rest.
const mostDetailed = 20;

/** What there is for each change and each post as it stood at the end of the time, and for changes that touch the same entries. */
export function digestLetter(voice: Voice, digest: Digest): Pick<Letter, 'subject' | 'blocks'> {
  const { words, sender } = voice;
  const { from, until, more = 0 } = digest;
  const sections = sectionsOf(digest.happenings);
  const isDetailed = sections.length <= mostDetailed;
  const lead = words.digest.lead(sender.name, instantIn(voice, from), instantIn(voice, until));
  return {
    subject: words.digest.subject(sender.name, sections.length + more),
    blocks: [
      text(lead),
      ...sections.flatMap((each) =>
        each.kind === 'together'
          ? togetherBlocks(voice, each, isDetailed)
          : happeningBlocks(voice, each.happening, isDetailed),
      ),
      ...(more > 0 ? [text(words.digest.more(more))] : []),
      { kind: 'link', text: words.digest.all, href: sender.root },
    ],
  };
}

type Together = Extract<Section, { kind: 'together' }>;

/** What is left of changes that touch the same entries, then what is not; each has its page. */
function togetherBlocks(
  voice: Voice,
  { changes, items, undone }: Together,
  isDetailed: boolean,
): readonly Block[] {
  const { words, sender } = voice;
  const links = changes.map(({ change: { id } }): Block => {
    return { kind: 'link', text: words.digest.change(id), href: `${sender.root}/changes/${id}` };
  });
  const gone = undone.map((each) => words.digest.undone(each));
  if (items.length === 0) return [...gone.map(heading), ...links];
  return [
    heading(headlineOf(voice, changes, items)),
    text(words.digest.together(changes.length)),
    { kind: 'facts', rows: changes.map((each) => rowOf(voice, each)) },
    ...(isDetailed ? itemBlocks(voice, items) : []),
    ...gone.map((said) => text(`${said}.`)),
    ...links,
  ];
}

/** As of one change; that it is none stands below, and which of them was an emergency too. */
function headlineOf(
  { words }: Voice,
  changes: Together['changes'],
  items: Together['items'],
): string {
  const last = changes.at(-1);
  if (last === undefined) throw new TypeError('no change');
  const { emergency: _, ...change } = last.change;
  const isSubstantive = items.some((item) => item.class === 'substantive');
  const whole = { ...change, items, class: isSubstantive ? 'substantive' : 'correction' } as const;
  return words.change.headline(whole);
}

/** When each took effect and why; of an emergency that it was one. */
function rowOf({ words }: Voice, { change }: Together['changes'][number]): Row {
  const { id, effectiveOn, reason, emergency } = change;
  const { notice } = words;
  const ground = emergency && `${notice.ground}: ${notice.grounds[emergency.ground]}.`;
  const said = [reason, ground, `(${words.day(effectiveOn)})`].filter((each) => each !== undefined);
  return [words.digest.change(id), said.join(' ')];
}

function heading(said: string): Block {
  return { kind: 'heading', text: said };
}

function happeningBlocks(
  voice: Voice,
  happening: Happening,
  isDetailed: boolean,
): readonly Block[] {
  const { words } = voice;
  if (happening.kind === 'change') {
    const { change } = happening;
    return [
      { kind: 'heading', text: words.change.headline(change) },
      { kind: 'facts', rows: rowsOfChange(voice, change) },
      ...objectingBlocks(voice, change),
      ...(isDetailed ? stepItems(voice, change) : []),
      ...changeLinks(voice, change),
    ];
  }
  return [
    { kind: 'heading', text: postHeadline(voice, happening) },
    { kind: 'facts', rows: rowsOfPost(voice, happening) },
    ...(happening.isWithdrawal ? withdrawalBlocks(voice, happening) : []),
    { kind: 'link', text: words.post.page, href: postAddress(voice, happening) },
  ];
}
