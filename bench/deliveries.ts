// npm run bench -- deliveries [recipients]: what it costs to tell everybody of a change.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createClient } from '@libsql/client';
import { eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/libsql';
import { Webhook } from 'standardwebhooks';
import { Pool } from 'undici';
import { migrate } from '../drizzle/migrate.ts';
import { parseConfig } from '../src/config.ts';
import { type Deps, systemCtx } from '../src/context.ts';
import type { Tx } from '../src/db/client.ts';
import { plan, usualSize } from '../src/deliveries/service/drain.ts';
import { sendDue } from '../src/deliveries/service/sending.ts';
import { deliveries } from '../src/deliveries/table.ts';
import { openDatabase } from '../src/platform/node/database.ts';
import { createDeps } from '../src/platform/node/deps.ts';
import { createBatch, putDraft } from '../src/subprocessors/service/batches.ts';
import { publishBatch } from '../src/subprocessors/service/publication.ts';
import { readPort, startChild, startFlags } from './child.ts';
import { subscribe } from './subscribing.ts';

const small = 1_000;
const secretKey = 'the bench keeps no secrets, but a key is asked for';

const [file = '', recipients = '', origin = ''] = process.argv.slice(3);
if (process.argv[2] === 'told') await measureHere({ file, recipients: Number(recipients), origin });
else await benchDeliveries(Number(process.argv[3] ?? 100_000));

async function benchDeliveries(largest: number): Promise<void> {
  console.log(
    `Node ${process.version}, ${process.platform}, ${cpus().length} x ${cpus()[0]?.model.trim()}`,
  );
  const scratch = await mkdtemp(join(tmpdir(), 'annex-bench-deliveries-'));
  const sink = startChild('sink');
  try {
    const port = await readPort(sink);
    for (const count of [small, largest]) {
      const setting = {
        file: join(scratch, `${count}.db`),
        recipients: count,
        origin: `http://127.0.0.1:${port}`,
      };
      await fill(setting);
      await measureApart(setting);
    }
  } finally {
    await sink.stop();
    await rm(scratch, { recursive: true, force: true });
  }
}

type Setting = {
  readonly file: string;
  readonly recipients: number;
  readonly origin: string;
};

/** A process for each number of recipients, as `npm start` runs: what one took before is not the other's. */
async function measureApart({ file, recipients, origin }: Setting): Promise<void> {
  const [, script = ''] = process.argv;
  const args = [...startFlags, script, 'told', file, String(recipients), origin];
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error('a process of the bench failed');
}

async function open(file: string): Promise<{ deps: Deps; close: () => Promise<void> }> {
  const url = `file:${file}`;
  const database = await openDatabase(url);
  const settings = { DATABASE_URL: url, SEED: 'none', OUTBOUND_LOOPBACK: 'on' };
  const deps = createDeps({ ...parseConfig(settings), secretKey }, database);
  return { deps, close: async () => database.close() };
}

async function fill({ file, recipients, origin }: Setting): Promise<void> {
  await migrate(`file:${file}`);
  const { deps, close } = await open(file);
  await subscribe(deps, recipients, origin);
  await close();
}

async function measureHere({ file, recipients, origin }: Setting): Promise<void> {
  const url = `file:${file}`;
  const { deps, close } = await open(file);
  const pool = new Pool(origin, { connections: usualSize.concurrency, pipelining: 1 });
  console.log(`\n${recipients} webhooks`);
  let bodyOfAll = '';

  const publishing = performance.now();
  await publishOne(deps);
  line('publication returns', `${(performance.now() - publishing).toFixed(0)} ms`);

  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const planning = performance.now();
  await plan(systemCtx(deps, 'bench'), () => false);
  line('fan-out planned', `${((performance.now() - planning) / 1_000).toFixed(2)} s`);
  line('longest block of the event loop meanwhile', `${(delay.max / 1e6).toFixed(1)} ms`);
  delay.reset();

  const channels = ['webhook'] as const;
  const sending = {
    channels,
    size: usualSize,
    deliveries: Number.POSITIVE_INFINITY,
    isOver: () => false,
  };
  // The bodies as they go out, for the loop that is compared.
  const noted: Deps = {
    ...deps,
    post: async (request) => {
      bodyOfAll ||= request.body;
      return deps.post(request);
    },
  };
  const { writes, transact } = countWrites(url);
  const drained: number[] = [];
  const bare: number[] = [];
  const drainedCpu: number[] = [];
  const bareCpu: number[] = [];
  const began = performance.now();
  const sent = await sendDue(systemCtx({ ...noted, transact }, 'bench'), sending);
  drained.push(sent / ((performance.now() - began) / 1_000));
  line('longest block while they are sent', `${(delay.max / 1e6).toFixed(1)} ms`);
  delay.disable();
  line('SQL statements that write, per 500 deliveries', ((writes() / sent) * 500).toFixed(2));
  line('resident memory once all are sent', `${(process.memoryUsage.rss() / 1e6).toFixed(0)} MB`);

  // In turn from here on, so that what else the machine does meets both alike.
  const rounds = 4;
  const share = Math.min(recipients, 10_000);
  await sendBare(pool, bodyOfAll, Math.min(share, 2_000));
  for (let round = 0; round < rounds; round += 1) {
    const cpuBefore = process.cpuUsage();
    bare.push(await sendBare(pool, bodyOfAll, share));
    bareCpu.push(cpuSince(cpuBefore) / share);
    await again(file, share);
    const cpuBetween = process.cpuUsage();
    const start = performance.now();
    const taken = await sendDue(systemCtx(deps, 'bench'), sending);
    drained.push(taken / ((performance.now() - start) / 1_000));
    drainedCpu.push(cpuSince(cpuBetween) / taken);
    await checkAccepted(deps, recipients);
  }
  const [ours, theirs] = [median(drained.slice(1)), median(bare)];
  line('sent, signed and recorded', `${ours.toFixed(0)} a second`);
  line('bare undici loop that signs', `${theirs.toFixed(0)} a second`);
  line('ratio', (ours / theirs).toFixed(2));
  line('CPU of each, sent, signed and recorded', `${median(drainedCpu).toFixed(0)} µs`);
  line('CPU of each, bare loop', `${median(bareCpu).toFixed(0)} µs`);
  await pool.destroy();
  await close();
}

function line(what: string, figure: string): void {
  console.log(`  ${what.padEnd(48)} ${figure.padStart(14)}`);
}

/** What was not delivered would be quick. */
async function checkAccepted({ db }: Deps, count: number): Promise<void> {
  const accepted = await db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(eq(deliveries.state, 'accepted'));
  if (accepted.length !== count) throw new Error(`${accepted.length} of ${count} were accepted`);
}

/** What somebody would write who only wants it sent: no database, no record. */
async function sendBare(pool: Pool, body: string, count: number): Promise<number> {
  const secrets = Array.from(
    { length: 100 },
    (_, index) => `whsec_${Buffer.from(`the secret of webhook ${index}, long`).toString('base64')}`,
  );
  let next = 0;
  const began = performance.now();
  const worker = async () => {
    while (next < count) {
      const number = next++;
      const now = new Date();
      const id = `msg_${number}`;
      const headers = {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
        'webhook-signature': new Webhook(secrets[number % 100] ?? '').sign(id, now, body),
      };
      const answer = await pool.request({ method: 'POST', path: `/${number}`, headers, body });
      await answer.body.dump();
    }
  };
  await Promise.all(Array.from({ length: usualSize.concurrency }, worker));
  return count / ((performance.now() - began) / 1_000);
}

async function publishOne(deps: Deps): Promise<void> {
  const ctx = systemCtx(deps, 'bench');
  const batch = await createBatch(ctx, { reason: 'The bench adds an entry.' });
  const facts = {
    name: 'Postmark',
    kind: 'third-party' as const,
    description: 'Sends transactional e-mail.',
  };
  await putDraft(ctx, batch.id, { slug: 'postmark', facts }, undefined);
  const decisions = { classes: {}, contractOverrides: { postmark: 'The bench has none.' } };
  await publishBatch(ctx, batch.id, decisions, 'any');
}

/** Makes some due again, as if they had never been sent. */
async function again(file: string, count: number): Promise<void> {
  const client = createClient({ url: `file:${file}` });
  await client.execute('DELETE FROM delivery_attempts');
  await client.execute(
    `UPDATE deliveries SET state = 'due', due_at = created_at, ended_at = NULL, attempts = 0, attempted_at = NULL WHERE id <= ${count}`,
  );
  client.close();
}

/** The product's own transactions, with every statement that writes counted. */
function countWrites(url: string): { writes: () => number; transact: Deps['transact'] } {
  let count = 0;
  const logQuery = (statement: string) => {
    if (/^(insert|update|delete)/i.test(statement)) count += 1;
  };
  const db = drizzle(createClient({ url }), { logger: { logQuery } });
  return {
    writes: () => count,
    transact: async (work) =>
      db.transaction(async (tx) => work(tx as unknown as Tx), { behavior: 'immediate' }),
  };
}

/** User and system, microseconds. */
function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0;
}
