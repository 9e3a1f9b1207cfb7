import type { Ctx, Deps, Staff } from '../context.ts';
import { pointerTo, Refusal, refusalOf } from '../core/errors.ts';
import { newId, type ReplyTemplateId } from '../core/ids.ts';
import type { Db } from '../db/client.ts';
import { commit, type Ledger } from '../db/commit.ts';
import { checkExpected, type Expected } from '../db/expected.ts';
import type { StoredEvent } from '../db/ledger.ts';
import type { ReplyTemplate } from './model.ts';
import * as store from './store/templates.ts';

/** More than anybody reads through in a list. */
const most = 200;

type Input = Pick<ReplyTemplate, 'name' | 'language' | 'text'>;

/** By name. */
export async function listTemplates({ db }: Pick<Deps, 'db'>): Promise<readonly ReplyTemplate[]> {
  return store.selectTemplates(db);
}

/** Refuses `not_found`. */
export async function getTemplate(db: Db, id: ReplyTemplateId): Promise<ReplyTemplate> {
  const found = await store.selectTemplate(db, id);
  if (found === undefined) throw new Refusal('not_found', 'There is no reply template of this id.');
  return found;
}

/** Refuses `invalid` for a name that another has, and `conflict` where there are enough of them. */
export async function createTemplate(ctx: Ctx<Staff>, input: Input): Promise<ReplyTemplate> {
  const id = newId(ctx.deps.ids, 'rpt');
  return commit(ctx, async (tx, ledger) => {
    if ((await store.selectTemplates(tx)).length >= most)
      throw new Refusal('conflict', `There are ${most} reply templates; delete some first.`);
    await refuseSameName(tx, id, input.name);
    const created = { id, ...input, changedAt: ledger.at, version: 1 };
    await store.saveTemplate(tx, created);
    return { value: created, events: [recordOf(ledger, 'created', id)] };
  });
}

/** Refuses `not_found`, `stale`, and `invalid` for a name that another has. */
export async function replaceTemplate(
  ctx: Ctx<Staff>,
  id: ReplyTemplateId,
  input: Input,
  expected: Expected,
): Promise<ReplyTemplate> {
  return commit(ctx, async (tx, ledger) => {
    const { version } = await getTemplate(tx, id);
    checkExpected(expected, version);
    await refuseSameName(tx, id, input.name);
    const changed = { id, ...input, changedAt: ledger.at, version: version + 1 };
    await store.saveTemplate(tx, changed);
    return { value: changed, events: [recordOf(ledger, 'changed', id)] };
  });
}

/** Refuses `not_found` and `stale`. Answers that were written with it stay as they are. */
export async function deleteTemplate(
  ctx: Ctx<Staff>,
  id: ReplyTemplateId,
  expected: Expected,
): Promise<void> {
  await commit(ctx, async (tx, ledger) => {
    checkExpected(expected, (await getTemplate(tx, id)).version);
    await store.deleteTemplate(tx, id);
    return { value: undefined, events: [recordOf(ledger, 'deleted', id)] };
  });
}

async function refuseSameName(db: Db, id: ReplyTemplateId, name: string): Promise<void> {
  const other = await store.selectByName(db, name);
  if (other !== undefined && other.id !== id)
    throw refusalOf([{ pointer: pointerTo('name'), detail: 'Another template has this name.' }]);
}

/** The name and the text stand in no event: they are free words. */
function recordOf(ledger: Ledger, what: string, id: ReplyTemplateId): StoredEvent {
  const action = `reply_template.${what}`;
  return ledger.record({ action, subject: `reply-template:${id}`, data: {}, public: false });
}
