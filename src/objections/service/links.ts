import type { Change } from '../../changes/model.ts';
import { findChange } from '../../changes/service.ts';
import type { CaseHolder, Ctx, Deps } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import { isLinkOf, objectionIn } from '../model/links.ts';
import * as store from '../store/reading.ts';
import type { Case } from './reading.ts';

/** Somebody with a link that is in force, and the case it leads to. */
export type Holder = Case & { readonly ctx: Ctx<CaseHolder>; readonly change: Change };

/** Versions that a link may be behind and still be known as ours. */
const remembered = 20;

/**
 * Whose link this is: undefined for a token that is no objection's, which may be something else's.
 * Refuses `gone` for one that was in force before.
 */
export async function openLink(deps: Deps, token: string): Promise<Holder | undefined> {
  const { db, keys } = deps;
  const id = objectionIn(token);
  const objection = id === undefined ? undefined : await store.selectObjection(db, id);
  if (id === undefined || objection === undefined) return undefined;
  if (!isLinkOf(keys, token, objection)) {
    const last = objection.linkVersion - 1;
    const former = Array.from({ length: Math.min(last, remembered) }, (_, index) => last - index);
    if (former.some((linkVersion) => isLinkOf(keys, token, { id, linkVersion })))
      throw new Refusal(
        'gone',
        'This link is not in force any more, and what it led to is erased.',
      );
    return undefined;
  }
  const change = await findChange(db, objection.changeId);
  if (!change) throw new Error(`no change ${objection.changeId}`);
  const messages = await store.selectMessages(db, id);
  const ctx = { deps, actor: { kind: 'objector', id }, now: deps.clock() } as const;
  return { ctx, objection, messages, change };
}
