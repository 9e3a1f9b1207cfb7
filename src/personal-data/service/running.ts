import type { Ctx, Deps, Staff, System } from '../../context.ts';
import { staffIdOf, systemCtx } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { RightsRequestId } from '../../core/ids.ts';
import { seal, unseal } from '../../core/sealed.ts';
import { operate } from '../../db/commit.ts';
import type { Expected } from '../../db/expected.ts';
import { touchRequest } from '../../rights/service/acting.ts';
import { changeRequest, getRequest } from '../../rights/service/changing.ts';
import { recordOf } from '../../rights/service/telling.ts';
import type { Holder } from '../holder.ts';
import { allHolders } from '../holders.ts';
import type { Correction, Subject } from '../model.ts';
import { isStillAsked } from '../model/acting.ts';
import { type Done, nothingFound, sumOf, withDone } from '../model/findings.ts';
import type { Matter, Place, Run, RunAct } from '../model/run.ts';
import { forgetReplies } from '../store/replies.ts';
import * as store from '../store/runs.ts';
import { eraseUnlessKept, isOnlyKept, OnlyKept } from './erasing.ts';
import { recordsOf } from './finding.ts';
import { requireSubject, subjectWith } from './subject.ts';

type On = { readonly id: RightsRequestId; readonly expected: Expected };

const sealPurpose = 'personal data run seal';
/** Records of one run in one go of the schedule: others want to be served too. The next is half a minute later. */
const perGo = 500;
/** While whoever began it waits for the answer. */
const atOnce = 50;
const runsPerGo = 5;
/** Longer than any record takes; then whoever worked at it has died. */
const leaseMs = 60_000;
/** How long one is left alone that waits for a restriction to be lifted. */
const waitMs = 10 * 60_000;

/**
 * Begins to erase, or to correct, all that is held about the person of a request. Refuses `conflict`
 * where one is under way, and to erase what is only to be kept (Article 18(1)(b) and (c) GDPR).
 */
export async function beginRun(
  ctx: Ctx<Staff>,
  { id, expected }: On,
  act: RunAct,
  correction?: Correction,
): Promise<void> {
  const { keys } = ctx.deps;
  await changeRequest(ctx, id, expected, async (changing) => {
    const { tx, ledger, request } = changing;
    const subject = await requireSubject({ db: tx, keys }, request, act);
    if (act === 'erase' && (await isOnlyKept(tx, subject)))
      throw new Refusal(
        'conflict',
        'The person has restricted the use of this data, so it is kept. Lift the restriction first.',
      );
    const run = await store.insertRun(tx, {
      requestId: id,
      act,
      startedAt: ledger.at,
      startedBy: staffIdOf(ctx.actor),
      place: {},
      findings: nothingFound,
      matter: sealMatter(ctx.deps, {
        addresses: subject.addresses,
        ...(correction && { correction }),
      }),
    });
    if (run === undefined)
      throw new Refusal('conflict', 'Erasing or correcting is under way already.');
    await touchRequest(changing);
    return [recordOf(ledger, request, 'rights.run_begun', { act, run })];
  });
  await continueRuns(systemCtx(ctx.deps, 'personal-data'), atOnce);
}

/**
 * Goes on with what is under way, at most so many records of each. Any number of workers may do so at
 * once: each run has one. Where that one is killed, another goes on where it was, a minute later, and so
 * it is where a record could not be done: others do not wait for it. How many records were done.
 */
export async function continueRuns(
  ctx: Ctx<System>,
  most = perGo,
  holders: readonly Holder[] = allHolders,
): Promise<number> {
  let done = 0;
  for (const id of await store.selectIdle(ctx.deps.db, ctx.now, runsPerGo))
    done += await attempt(ctx, id, { most, holders });
  return done;
}

async function attempt(ctx: Ctx<System>, id: number, going: Going): Promise<number> {
  try {
    return await continueRun(ctx, id, going);
  } catch (error) {
    // Another has taken it over: what is left is theirs.
    if (!(error instanceof LostLease))
      ctx.deps.log('error', 'a run over the data of a person could not go on', {
        run: id,
        error: error instanceof Error ? error.name : typeof error,
      });
    return 0;
  }
}

/** A run while one works at it. */
type Work = {
  readonly ctx: Ctx<System>;
  readonly lease: string;
  readonly subject: Subject;
  readonly correction: Correction | undefined;
  run: Run;
};

/** How many records, of which holders. */
type Going = { readonly most: number; readonly holders: readonly Holder[] };

async function continueRun(ctx: Ctx<System>, id: number, going: Going): Promise<number> {
  const { deps, now } = ctx;
  const lease = deps.ids.uuid();
  const run = await operate(ctx, async (tx) =>
    store.claimRun(tx, id, now, { lease, leaseUntil: new Date(now.getTime() + leaseMs) }),
  );
  if (run === undefined) return 0;
  const { addresses, correction } = matterOf(deps, run);
  const work: Work = { ctx, lease, subject: subjectWith(deps, addresses), correction, run };
  const isAsked = isStillAsked(await getRequest(deps.db, run.requestId));
  const progress = { done: 0 };
  try {
    if (isAsked) await goOn(work, going, progress);
  } catch (error) {
    if (!(error instanceof OnlyKept)) throw error;
    await save(work, work.run.place, waitMs);
    return progress.done;
  }
  if (progress.done < going.most) await finish(work);
  else await save(work, work.run.place, 0);
  return progress.done;
}

class LostLease extends Error {
  override readonly name = 'LostLease';
}

export function sealMatter({ keys, ids }: Pick<Deps, 'keys' | 'ids'>, matter: Matter): string {
  return seal(keys.derive(sealPurpose), ids.bytes(12), JSON.stringify(matter));
}

function matterOf({ keys }: Pick<Deps, 'keys'>, { matter }: Run): Matter {
  if (matter === undefined) throw new Error('a run that is under way has no matter');
  return JSON.parse(unseal(keys.derive(sealPurpose), matter));
}

/** `done` of them are done: `most` where there may be more. Throws OnlyKept once the person wants it kept. */
async function goOn(
  work: Work,
  { most, holders }: Going,
  progress: { done: number },
): Promise<void> {
  const { ctx, subject } = work;
  if (work.run.act === 'erase' && (await isOnlyKept(ctx.deps.db, subject))) throw new OnlyKept();
  const { kind, begun } = work.run.place;
  const at = Math.max(
    holders.findIndex((each) => each.kind === kind),
    0,
  );
  for (const [index, holder] of holders.slice(at).entries()) {
    const isFirst = index === 0;
    if (isFirst && begun !== undefined) await doOne(work, holder, begun);
    const after = isFirst ? (begun ?? work.run.place.after) : undefined;
    for await (const id of recordsOf(ctx.deps, holder, subject, after)) {
      await save(work, { kind: holder.kind, begun: id });
      await doOne(work, holder, id);
      progress.done += 1;
      if (progress.done === most) return;
    }
  }
}

/** In `place` it stands before it is done, and is counted after: so it is counted once, whenever one dies. */
async function doOne(work: Work, holder: Holder, id: string): Promise<void> {
  const done = await actOn(work, holder, id);
  const { findings } = work.run;
  work.run = {
    ...work.run,
    place: { kind: holder.kind, after: id },
    findings: withDone(findings, holder, done),
  };
}

async function save(work: Work, place: Place, forMs = leaseMs): Promise<void> {
  const { ctx, run, lease } = work;
  const leaseUntil = new Date(ctx.deps.clock().getTime() + forMs);
  const { findings } = run;
  const set = { place, findings, leaseUntil };
  if (!(await operate(ctx, async (tx) => store.saveRun(tx, run.id, lease, set))))
    throw new LostLease();
  work.run = { ...run, place };
}

async function actOn(
  { ctx, subject, run, correction }: Work,
  holder: Holder,
  id: string,
): Promise<Done> {
  if (run.act === 'correct') {
    const isDone = correction && (await holder.correct?.(ctx, subject, id, correction));
    return { outcome: isDone === true ? 'corrected' : 'untouched' };
  }
  return eraseUnlessKept(ctx, holder, subject, id);
}

async function finish({ ctx, run, lease }: Work): Promise<void> {
  await changeRequest(ctx, run.requestId, 'any', async (changing) => {
    const { tx, ledger, request } = changing;
    const { findings } = run;
    const set = { findings, place: {}, finishedAt: ledger.at, matter: null };
    if (!(await store.saveRun(tx, run.id, lease, set))) throw new LostLease();
    if (run.act === 'erase') await forgetReplies(tx);
    await touchRequest(changing);
    const data = { act: run.act, run: run.id, ...sumOf(findings) };
    return [recordOf(ledger, request, 'rights.run_finished', data)];
  });
}
