import { translated } from '../../core/translating.ts';
import type { Block } from '../model/letter.ts';
import type { Happening } from '../model/told.ts';
import { audienceIn, instantIn, type Row, type Voice } from './voice.ts';

type PostHappening = Extract<Happening, { kind: 'post' }>;

const longestBody = 2_000;

/** A post with its text, or that it was withdrawn. */
export function postBlocks(voice: Voice, happening: PostHappening): readonly Block[] {
  const { words } = voice;
  return [
    { kind: 'heading', text: postHeadline(voice, happening) },
    { kind: 'facts', rows: rowsOfPost(voice, happening) },
    ...(happening.isWithdrawal ? withdrawalBlocks(voice, happening) : bodyBlocks(voice, happening)),
    { kind: 'link', text: words.post.page, href: postAddress(voice, happening) },
  ];
}

export function postHeadline({ words }: Voice, { post, thread, isWithdrawal }: PostHappening) {
  const named = translated(thread, words.language);
  return isWithdrawal ? words.post.withdrawal(named) : words.post.title(post, named);
}

export function rowsOfPost(
  voice: Voice,
  { post, thread, isWithdrawal, at }: PostHappening,
): readonly Row[] {
  const { label, post: said } = voice.words;
  const status = said.status(post);
  return [
    [label.kind, said.kind(post, thread)],
    ...(status === undefined || isWithdrawal ? [] : [[label.status, status] as const]),
    [label.published, instantIn(voice, post.publishedAt)],
    ...(isWithdrawal ? [[label.withdrawn, instantIn(voice, at)] as const] : []),
    [label.concerns, audienceIn(voice, thread.services)],
  ];
}

/** The first post is the page itself. */
export function postAddress({ sender }: Voice, { post }: Pick<PostHappening, 'post'>): string {
  const anchor = post.position === 1 ? '' : `#post-${post.position}`;
  return `${sender.root}/updates/${post.thread}${anchor}`;
}

export function withdrawalBlocks(voice: Voice, { post }: PostHappening): readonly Block[] {
  const { label, post: said } = voice.words;
  const reason = post.withdrawal?.reason;
  return [
    { kind: 'text', text: said.withdrawn(instantIn(voice, post.publishedAt)) },
    ...(reason === undefined
      ? []
      : [{ kind: 'facts', rows: [[label.reason, reason]] } satisfies Block]),
  ];
}

function bodyBlocks({ words }: Voice, { post }: PostHappening): readonly Block[] {
  const { body } = translated(post, words.language);
  const start = beginningOf(body);
  return [
    { kind: 'markdown', source: start },
    ...(start.length < body.length ? [{ kind: 'text', text: words.post.rest } as const] : []),
  ];
}

/** Ends with a paragraph where one ends in the second half, else between words. */
function beginningOf(body: string): string {
  const characters = [...body];
  if (characters.length <= longestBody) return body;
  const start = characters.slice(0, longestBody).join('');
  const paragraph = start.lastIndexOf('\n\n');
  const end = paragraph > longestBody / 2 ? paragraph : start.lastIndexOf(' ');
  return end > longestBody / 2 ? start.slice(0, end) : start;
}
