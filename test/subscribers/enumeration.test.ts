import { expect, it } from 'vitest';
import { systemCtx } from '../../src/context.ts';
import { disable, pause } from '../../src/subscribers/service/states.ts';
import { startApp, type World } from '../support/app.ts';
import {
  byHeader,
  from,
  mailForm,
  sendForm,
  sendJson,
  subscriberByMail,
  workOff,
} from './subscribing.ts';

const kinds = ['unknown', 'pending', 'active', 'paused', 'bounced', 'complained', 'left'] as const;
const address = (kind: string) => `${kind}@customer.example`;

/** One address in each state in which it can be known here. */
async function prepared(): Promise<World> {
  const trust = await startApp(byHeader);
  const ctx = systemCtx(trust.deps, 'test');
  await sendForm(trust, '/trust/subscribe', mailForm(address('pending')), from('192.0.2.1'));
  await workOff(trust);
  await subscriberByMail(trust, address('active'));
  await pause(ctx, (await subscriberByMail(trust, address('paused'))).id);
  for (const reason of ['bounced', 'complained'] as const)
    await disable(ctx, (await subscriberByMail(trust, address(reason))).id, reason);
  const { leave } = await import('../../src/subscribers/service/states.ts');
  await leave(ctx, await subscriberByMail(trust, address('left')));
  return trust;
}

it('the answer is the same to the byte, whatever is known of the address', async () => {
  const trust = await prepared();
  const seen = { form: new Set<string>(), json: new Set<string>() };
  for (const kind of kinds) {
    const source = from(`198.51.100.${kinds.indexOf(kind)}`);
    const form = await sendForm(trust, '/trust/subscribe', mailForm(address(kind)), source);
    const body = { channel: 'email', address: address(kind) };
    const json = await sendJson(trust, '/trust/subscribe', body, source);
    seen.form.add(JSON.stringify([form.status, [...form.headers], form.text]));
    seen.json.add(JSON.stringify([json.status, [...json.headers], json.text]));
  }
  expect([seen.form.size, seen.json.size]).toEqual([1, 1]);
  expect([...seen.form][0]).toContain('202');
  const text = [...seen.form, ...seen.json].join('');
  for (const kind of kinds) expect(text).not.toContain(address(kind));
});

it('nor does its time tell: measured in turns, and printed', async () => {
  const trust = await prepared();
  const rounds = 150;
  const times = new Map<string, number[]>(kinds.map((kind) => [kind, []]));
  for (let round = 0; round < rounds; round += 1) {
    // Limits by source and of all are not what is measured.
    trust.at(new Date(trust.now().getTime() + 10 * 60 * 1000));
    for (const [index, kind] of shuffled(kinds, round).entries()) {
      const source = from(`10.${round & 255}.${index}.1`);
      const start = performance.now();
      const { status } = await sendForm(trust, '/trust/subscribe', mailForm(address(kind)), source);
      times.get(kind)?.push(performance.now() - start);
      expect(status).toBe(202);
    }
  }
  const unknown = times.get('unknown') ?? [];
  for (const kind of kinds.slice(1)) {
    const mine = times.get(kind) ?? [];
    const line = `${median(unknown).toFixed(2)} ms unknown, ${median(mine).toFixed(2)} ms ${kind}`;
    console.info(`${line}, Mann-Whitney p = ${mannWhitney(unknown, mine).toFixed(3)}`);
  }
}, 60_000);

/** In another order each round, the same in every run. */
function shuffled<T>(items: readonly T[], round: number): readonly T[] {
  const turn = round % items.length;
  const turned = [...items.slice(turn), ...items.slice(0, turn)];
  return round % 2 === 0 ? turned : turned.toReversed();
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Two-sided, by the normal approximation. */
function mannWhitney(a: readonly number[], b: readonly number[]): number {
  const all = [
    ...a.map((value) => ({ value, of: 'a' })),
    ...b.map((value) => ({ value, of: 'b' })),
  ];
  const ranked = all.toSorted((x, y) => x.value - y.value);
  const sum = ranked.reduce((total, { of }, index) => (of === 'a' ? total + index + 1 : total), 0);
  const u = sum - (a.length * (a.length + 1)) / 2;
  const mean = (a.length * b.length) / 2;
  const deviation = Math.sqrt((a.length * b.length * (a.length + b.length + 1)) / 12);
  const z = Math.abs(u - mean) / deviation;
  // Abramowitz and Stegun 7.1.26: the error function to 1.5e-7.
  const t = 1 / (1 + (0.3275911 * z) / Math.SQRT2);
  const series =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return series * Math.exp((-z * z) / 2);
}
