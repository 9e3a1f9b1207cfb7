import type { Ctx, Deps, Inquirer } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import { inquiryIn, isLinkOf } from '../model/links.ts';
import { selectInquiry } from '../store/reading.ts';
import { loadThread, type Thread } from './reading.ts';

/** Somebody with a link that is in force, and the inquiry it leads to; without what staff noted on it. */
export type Holder = Thread & { readonly ctx: Ctx<Inquirer> };

/** Versions that a link may be behind and still be known as ours. */
const remembered = 20;

/**
 * Whose link this is: undefined for a token that is no inquiry's, which may be something else's.
 * Refuses `gone` for one that was in force before.
 */
export async function openLink(deps: Deps, token: string): Promise<Holder | undefined> {
  const { db, keys } = deps;
  const id = inquiryIn(token);
  const inquiry = id === undefined ? undefined : await selectInquiry(db, id);
  if (id === undefined || inquiry === undefined) return undefined;
  if (!isLinkOf(keys, token, inquiry)) {
    const last = inquiry.linkVersion - 1;
    const former = Array.from({ length: Math.min(last, remembered) }, (_, index) => last - index);
    if (former.some((linkVersion) => isLinkOf(keys, token, { id, linkVersion })))
      throw new Refusal(
        'gone',
        'This link is not in force any more, and what it led to is erased.',
      );
    return undefined;
  }
  const thread = await loadThread(db, inquiry);
  const messages = thread.messages.filter(({ author }) => author !== 'note');
  const ctx = { deps, actor: { kind: 'inquirer', id }, now: deps.clock() } as const;
  return { ...thread, messages, ctx };
}
