import { listPeople } from '../../accounts/service/people.ts';
import type { Ctx, Staff } from '../../context.ts';
import { isUnnamed } from '../../organisation/model.ts';
import { gapsIn } from '../../organisation/model/gaps.ts';
import { loadPageInput } from '../../publication/service.ts';
import type { OperationId } from '../../staff/model/permitting.ts';
import { listBatches } from '../../subprocessors/service/batches.ts';
import { listSubscriptions } from '../../subscribers/service/listing.ts';

/** One thing on the way from an empty trust centre to a published list that somebody follows. */
export type FirstStep = {
  readonly title: string;
  readonly why: string;
  readonly isDone: boolean;
  /** Where it is done: below the console, or a public page. Absent: not before another. */
  readonly at?: { readonly console: string } | { readonly page: string };
  /** Who may do it; everybody where absent. */
  readonly operation?: OperationId;
};

/** Read from what is there and stored nowhere: undone, a step is open again. */
export async function listFirstSteps(ctx: Ctx<Staff>): Promise<readonly FirstStep[]> {
  const { deps } = ctx;
  const { snapshot } = await loadPageInput(deps);
  const isListed = snapshot.listVersion > 0;
  const [batch] = (await listBatches(deps.db, undefined, 1)).items;
  const people = (await listPeople(ctx)).filter(({ state }) => state !== 'removed');
  const followers = (await listSubscriptions(deps, { state: 'active' }, 1)).items;
  return [
    profileStep(snapshot.organisation),
    {
      title: 'Set up mail',
      why: 'Invitations, confirmations and notices go out by mail. A test mail shows that they arrive.',
      isDone: deps.mail !== undefined,
      at: { console: '/settings' },
    },
    {
      title: 'Invite a second person',
      why: 'Whoever writes a list does not approve it: an approver looks over it before it is public.',
      isDone: people.length > 1,
      at: { console: '/people/new' },
      operation: 'createStaffKey',
    },
    {
      title: 'Import your list',
      why: 'A table, a page of your website or a file of another tool. Nothing is published by it.',
      isDone: isListed || batch !== undefined,
      at: { console: '/register/import' },
      operation: 'importList',
    },
    {
      title: 'Review the batch',
      why: 'What was read, what is missing, and the public pages as they will be.',
      isDone: isListed || batch?.approval !== undefined,
      ...(batch && { at: { console: `/register/batches/${batch.id}` } }),
      operation: 'getBatch',
    },
    {
      title: 'Publish it',
      why: 'From then on anybody can read the list, and every change of it is recorded.',
      isDone: isListed,
      ...(batch && { at: { console: `/register/batches/${batch.id}/publication` } }),
      operation: 'publishBatch',
    },
    {
      title: 'Subscribe somebody',
      why: 'Yourself first: then you see what your customers get when a sub-processor changes.',
      isDone: followers.length > 0,
      at: { page: '/subscribe' },
    },
  ];
}

function profileStep(organisation: Parameters<typeof gapsIn>[0]): FirstStep {
  const isDone = !isUnnamed(organisation);
  const missing = gapsIn(organisation).length;
  return {
    title: 'Say who you are',
    why:
      isDone && missing > 0
        ? `Laws ask for ${missing === 1 ? 'one more fact' : `${missing} more facts`}.`
        : 'Name, address, contacts and days of notice: what every page and letter says.',
    isDone,
    at: { console: isDone ? '/organisation' : '/organisation/profile' },
    operation: 'replaceOrganisation',
  };
}
