import type { Deps } from '../../context.ts';
import { systemCtx } from '../../context.ts';
import { countDueDeliveries, drain, plan } from '../../deliveries/service/drain.ts';

/** What is used of a Cloudflare queue. Its messages say nothing: each stands for up to a hundred deliveries. */
export type Queue = {
  send(message: Message): Promise<unknown>;
  sendBatch(messages: readonly { readonly body: Message }[]): Promise<unknown>;
};
type Message = Readonly<Record<string, never>>;

/** Of an invocation: each delivery takes a few subrequests, of which there may be 1,000. */
const perMessage = 100;
/** As many messages as `sendBatch` takes. */
const mostMessages = 100;
/** As many connections as an invocation may have open. */
const size = { concurrency: 6, most: 6 };
/** A cron trigger and what runs behind a response have 30 s. */
const budgetMs = 20_000;

/** Every minute: finds what is due. Without a queue it sends what it can itself. */
export async function sweep(deps: Deps, queue: Queue | undefined): Promise<void> {
  if (queue === undefined) return drainAlone(deps);
  await plan(systemCtx(deps, 'deliveries'), overAfter(budgetMs));
  await feed(deps, queue);
}

/** Right after something is to be told. Only a hint; the next sweep would find it too. */
export async function hurry(deps: Deps, queue: Queue | undefined): Promise<void> {
  await (queue === undefined ? drainAlone(deps) : queue.send({}));
}

/** For each message up to a hundred deliveries; more messages where more is due. */
export async function consume(
  deps: Deps,
  queue: Queue | undefined,
  messages: number,
): Promise<void> {
  const ctx = systemCtx(deps, 'deliveries');
  const isOver = overAfter(budgetMs);
  const hasPlanned = await plan(ctx, isOver);
  // Only whoever planned tells the others: or each of a hundred would call a hundred more.
  if (hasPlanned && queue) await feed(deps, queue);
  const deliveries = perMessage * messages;
  const { sent } = await drain(ctx, { deliveries, size, isOver });
  if (!hasPlanned && sent === deliveries && queue) await queue.send({});
}

async function drainAlone(deps: Deps): Promise<void> {
  const budget = { deliveries: perMessage, size, isOver: overAfter(budgetMs) };
  await drain(systemCtx(deps, 'deliveries'), budget);
}

async function feed(deps: Deps, queue: Queue): Promise<void> {
  const due = await countDueDeliveries(deps, perMessage * mostMessages);
  const body: Message = {};
  const messages = Array.from({ length: Math.ceil(due / perMessage) }, () => ({ body }));
  if (messages.length > 0) await queue.sendBatch(messages);
}

function overAfter(ms: number): () => boolean {
  const end = Date.now() + ms;
  return () => Date.now() > end;
}
