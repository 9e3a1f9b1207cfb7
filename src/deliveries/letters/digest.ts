import type { Block } from '../model/letter.ts';
import type { Happening, Told } from '../model/told.ts';
import { changeLinks, objectingBlocks, stepItems } from './change.ts';
import { rowsOfChange } from './change-rows.ts';
import { postAddress, postHeadline, rowsOfPost, withdrawalBlocks } from './post.ts';
import { instantIn, type Voice } from './voice.ts';

type Digest = Extract<Told, { kind: 'digest' }>;

// Beyond it a digest names what happened, and its page says the rest.
const mostDetailed = 20;

/** One block for each change and each post, as it stood at the end of the time. */
export function digestBlocks(voice: Voice, digest: Digest): readonly Block[] {
  const { words, sender } = voice;
  const { from, until, more = 0 } = digest;
  const isDetailed = digest.happenings.length <= mostDetailed;
  const lead = words.digest.lead(sender.name, instantIn(voice, from), instantIn(voice, until));
  return [
    { kind: 'text', text: lead },
    ...digest.happenings.flatMap((each) => happeningBlocks(voice, each, isDetailed)),
    ...(more > 0 ? [{ kind: 'text', text: words.digest.more(more) } as const] : []),
    { kind: 'link', text: words.digest.all, href: sender.root },
  ];
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
