import { dayOf } from '../../core/day.ts';
import { Refusal } from '../../core/errors.ts';
import { sha256 } from '../../core/hash.ts';
import { seal } from '../../core/sealed.ts';
import type { Deps } from '../../context.ts';
import { systemCtx } from '../../context.ts';
import type { Db, Tx } from '../../db/client.ts';
import { commit, operate } from '../../db/commit.ts';
import type { Grant } from '../../documents/model.ts';
import { findDocumentById, findListed, listEditions } from '../../documents/service/reading.ts';
import { openEdition, readEdition } from '../../documents/service/files.ts';
import { streamOf } from '../../files/service.ts';
import { getOrganisation } from '../../organisation/service.ts';
import type { KeptGrant } from '../model/grants.ts';
import { copyReference } from '../model/downloads.ts';
import { decideAccess } from '../model/gate.ts';
import { endDownload, insertDownload } from '../store/downloads.ts';
import { selectGrant } from '../store/grants.ts';
import { selectRequest } from '../store/requests.ts';
import { selectToken, touchToken } from '../store/tokens.ts';
import { type Asked, mayHold, type Visit } from './download-visiting.ts';
import { recordOf } from './telling.ts';

/** How often a copy is marked anew because another took its number meanwhile. */
const mostMarkings = 5;

/** What is given out. */
export type Copy = {
  readonly body: ReadableStream<Uint8Array>;
  /** Bytes. */
  readonly size: number;
};

type Facts = { readonly size: number; readonly sha256: string };

/** A public file: nobody is asked who they are, and nothing is counted. Refuses `damaged`. */
export async function openPublicFile(deps: Deps, grant: Grant, { edition }: Asked): Promise<Copy> {
  return { body: await openEdition(deps, grant, edition), size: edition.size };
}

/**
 * One copy for whoever holds a grant. The file is read and known to be whole, then marked, then the
 * gate is asked again, the download counted and recorded; only then a byte leaves. Refuses `damaged`,
 * and what `refuseDenied` does.
 */
export async function takeCopy(
  visit: Visit,
  asked: Asked,
  given: { readonly grant: Grant; readonly held: KeptGrant },
  clientAddress: string | undefined,
): Promise<Copy> {
  const { deps } = visit.ctx;
  const { edition, document } = asked;
  if (!document.isMarked) {
    const body = await openEdition(deps, given.grant, edition);
    const booked = await book(visit, asked, given.held, edition, clientAddress);
    return { body: watched(deps, booked.id, body), size: edition.size };
  }
  const bytes = await readEdition(deps, given.grant, edition);
  let number = given.held.downloads + 1;
  for (let marking = 1; marking <= mostMarkings; marking += 1) {
    const copy = await mark(visit, given.held, number, bytes);
    const facts = { size: copy.byteLength, sha256: sha256(copy) };
    const booked = await book(visit, asked, given.held, facts, clientAddress, number);
    if (booked.id !== undefined)
      return { body: watched(deps, booked.id, streamOf(copy)), size: facts.size };
    number = booked.next;
  }
  throw new Refusal('busy', 'Too many copies are fetched at once. Try again in a moment.');
}

/** What cannot be marked does not leave unmarked. */
async function mark(
  { ctx: { deps, now }, request: { requester } }: Visit,
  held: KeptGrant,
  number: number,
  bytes: Uint8Array,
): Promise<Uint8Array> {
  const { timeZone } = (await getOrganisation(deps.db)).value;
  const { name, email, company } = requester;
  const on = dayOf(now, timeZone);
  try {
    const reference = copyReference(held, number);
    return await deps.pdf.mark(bytes, { reference, name, email, company, on });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'invalid') throw error;
    throw new Refusal(
      'damaged',
      'The file could not be marked with your name, so it is not given out. Nothing was counted; write to us.',
      { cause: error },
    );
  }
}

type Booked = { readonly id: number } | { readonly id?: undefined; readonly next: number };

/** Thrown to undo a booking whose number stands in a copy that another was quicker with. */
class NumberTaken extends Error {
  readonly next: number;
  constructor(next: number) {
    super('another download has this number');
    this.next = next;
  }
}

/** Counts and records a copy. Where it must have a number and has not, nothing is stored and the next is told. */
async function book(
  visit: Visit,
  asked: Asked,
  held: KeptGrant,
  facts: Facts,
  clientAddress: string | undefined,
): Promise<{ readonly id: number }>;
async function book(
  visit: Visit,
  asked: Asked,
  held: KeptGrant,
  facts: Facts,
  clientAddress: string | undefined,
  number: number,
): Promise<Booked>;
async function book(
  visit: Visit,
  asked: Asked,
  { id: grantId }: KeptGrant,
  { size, sha256: hash }: Facts,
  clientAddress: string | undefined,
  wanted?: number,
): Promise<Booked> {
  const { ctx, request, way } = visit;
  const { keys, ids } = ctx.deps;
  try {
    return await commit(ctx, async (tx, ledger) => {
      const held = await selectGrant(tx, grantId);
      await refuseChanged(tx, visit, asked, held);
      const number = (held?.downloads ?? 0) + 1;
      if (wanted !== undefined && wanted !== number) throw new NumberTaken(number);
      const token = way.via === 'token' ? way.token : undefined;
      if (token !== undefined) await touchToken(tx, token, ledger.at);
      const id = await insertDownload(tx, {
        grantId,
        number,
        editionId: asked.edition.id,
        at: ledger.at,
        via: way.via,
        tokenId: token ?? null,
        sha256: hash,
        size,
        state: 'prepared',
        clientAddress: clientAddress
          ? seal(keys.derive(addressKey), ids.bytes(12), clientAddress)
          : null,
      });
      const event = recordOf(ledger, request, 'access.downloaded', {
        grant: grantId,
        number,
        document: asked.document.id,
        edition: asked.edition.id,
        sha256: hash,
        via: way.via,
        ...(token && { token }),
      });
      return { value: { id }, events: [event] };
    });
  } catch (error) {
    if (error instanceof NumberTaken) return { next: error.next };
    throw error;
  }
}

export const addressKey = 'address of a download';

/** The gate once more, by what is stored now: between the first question and this one anything may have ended. */
async function refuseChanged(
  tx: Tx,
  { request: { id }, way, ctx: { now } }: Visit,
  { document: { id: documentId }, edition: { id: editionId } }: Asked,
  held: KeptGrant | undefined,
): Promise<void> {
  const document = await findDocumentById(tx, documentId);
  const [edition] = await listEditions(tx, [editionId]);
  const request = await selectRequest(tx, id);
  if (document === undefined || edition === undefined) throw changed();
  if (request === undefined || !mayHold(request)) throw changed();
  const report = document.bridgeOf ? await findListed(tx, document.bridgeOf) : undefined;
  const access = decideAccess({ document, edition, ...(report && { report }) }, held, now);
  if ('denied' in access || !(await isInForce(tx, way))) throw changed();
}

async function isInForce(db: Db, way: Visit['way']): Promise<boolean> {
  if (way.via === 'link') return true;
  return (await selectToken(db, way.token))?.revokedAt === undefined;
}

function changed(): Refusal {
  return new Refusal(
    'not_granted',
    'What was given to you ended or was used up while the copy was made. Nothing was counted.',
  );
}

/** Writes down how it ended: after the last byte, or when the reader went away before it. */
function watched(
  deps: Deps,
  id: number,
  source: ReadableStream<Uint8Array>,
): ReadableStream<Uint8Array> {
  const reader = source.getReader();
  let isSettled = false;
  const settle = async (state: 'finished' | 'broken') => {
    if (isSettled) return;
    isSettled = true;
    await recordEnd(deps, id, state);
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (!done) return controller.enqueue(value);
        } catch (error) {
          await settle('broken');
          throw error;
        }
        await settle('finished');
        controller.close();
      },
      async cancel(reason) {
        await settle('broken');
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}

/** That the end could not be written down breaks no download: it stays as begun. */
async function recordEnd(deps: Deps, id: number, state: 'finished' | 'broken'): Promise<void> {
  const ctx = systemCtx(deps, 'downloads');
  try {
    await operate(ctx, (tx) => endDownload(tx, id, state, ctx.now));
  } catch {
    deps.log('error', 'the end of a download could not be written down', { download: id });
  }
}
