import type { ServerResponse } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { systemCtx } from '../../src/context.ts';
import type { Post } from '../../src/deliveries/ports.ts';
import { drain } from '../../src/deliveries/service/drain.ts';
import { startApp, type World } from '../support/app.ts';
import { facts } from '../support/factories.ts';
import { follow, pass, query } from './recipients.ts';
import { randomFrom, rounds } from '../support/random.ts';
import { createLoopbackPost, startSink } from './sink.ts';

const recipients = 300;
const hourMs = 60 * 60 * 1_000;

it.each(rounds())(
  'hosts that are away, then die while they answer, then are back: everybody is reached in order, and once where acceptance was recorded (seed %i)',
  async (seed) => {
    const random = randomFrom(seed);
    const trust = await startApp();
    const { post, close } = createLoopbackPost();
    onTestFinished(close);
    const first = await startSink();
    for (let each = 0; each < recipients; each += 1)
      await follow(trust, { address: `${first.origin}/${each}` });
    await first.close();
    const settled: string[] = [];
    const watched: Post = async (request) => {
      const sent = await post(request);
      const key = `${new URL(request.url).pathname} ${request.headers['webhook-id'] ?? ''}`;
      if (sent.outcome === 'accepted') settled.push(key);
      return sent;
    };
    const deliver = async () => drain(systemCtx({ ...trust.deps, post: watched }, 'deliveries'));
    for (const name of ['Postmark', 'Stripe'])
      await trust.publish({ entries: { [name.toLowerCase()]: facts({ name }) } });

    await deliver();
    expect(settled).toEqual([]);
    pass(trust, 2 * hourMs);

    const sink = await startSink(first.port);
    sink.answer((response) => die(response, random));
    for (let passed = 0; passed < 20; passed += 2) {
      await deliver();
      pass(trust, 2 * hourMs);
    }
    const early = new Map(settled.map((key) => [key, sink.hits.get(key)]));
    expect(early.size).toBeGreaterThan(0);

    sink.answer((response) => void response.end('ok'));
    for (let passed = 0; passed < 60; passed += 6) {
      await deliver();
      pass(trust, 6 * hourMs);
    }
    const duplicates = [...sink.hits.values()].reduce((sum, hits) => sum + hits - 1, 0);
    console.log(
      `seed ${seed}: ${sink.hits.size} messages, ${duplicates} sent again after a broken answer`,
    );
    expect(await countAccepted(trust)).toBe(2 * recipients);
    expect(sink.visits.size).toBe(recipients);
    expect(sink.hits.size).toBe(2 * recipients);
    expect(new Set(settled).size).toBe(settled.length);
    for (const [key, hits] of early) expect(sink.hits.get(key)).toBe(hits);
    await sink.close();
  },
  60_000,
);

/** Before, within or after its answer. */
function die(response: ServerResponse, random: () => number): void {
  const fate = random();
  if (fate < 0.3) response.destroy();
  else if (fate < 0.6) {
    response.writeHead(200, { 'content-length': 1_000 });
    response.write('half an ans');
    setTimeout(() => response.destroy(), 2);
  } else response.end('ok');
}

async function countAccepted(trust: World): Promise<number> {
  const [row] = await query(trust, `SELECT count(*) AS n FROM deliveries WHERE state = 'accepted'`);
  return Number(row?.['n']);
}
