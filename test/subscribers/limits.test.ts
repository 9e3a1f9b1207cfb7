import { describe, expect, it } from 'vitest';
import { systemCtx } from '../../src/context.ts';
import { limitKeyOf } from '../../src/subscribers/model/mail-address.ts';
import { countAgainst } from '../../src/subscribers/service/limiting.ts';
import { workOffRequests } from '../../src/subscribers/service/requests.ts';
import { rateLimits, subscriptionRequests } from '../../src/subscribers/table.ts';
import { startApp, type World } from '../support/app.ts';
import { pick, type Reply } from '../support/client.ts';
import { isThorough } from '../support/thorough.ts';
import {
  byHeader,
  from,
  mailForm,
  readAll,
  readQueue,
  sendForm,
  sendJson,
  workOff,
} from './subscribing.ts';

const hourMs = 60 * 60 * 1000;
const attempts = isThorough ? 10_000 : 2_000;
const ask = (trust: World, address: string, source: string): Promise<Reply> =>
  sendForm(trust, '/trust/subscribe', mailForm(address), from(source));

async function askBriefly(trust: World, address: string, source: string): Promise<number> {
  const request = new Request('http://localhost/trust/subscribe', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...from(source) },
    body: JSON.stringify({ channel: 'email', address }),
  });
  return (await trust.app.fetch(request, { deps: trust.deps })).status;
}

describe('the form as a weapon', () => {
  it(`${attempts} attempts for one mailbox, however its address is varied, are one mail`, async () => {
    const trust = await startApp({
      env: { CLIENT_ADDRESS_HEADER: 'x-client' },
    });
    const variants = [
      'max.mustermann@gmail.com',
      'MaxMustermann@GMAIL.com',
      'm.a.x.mustermann+shop@googlemail.com',
      ' maxmustermann+a+b@gmail.com ',
    ];
    const statuses = new Map<number, number>();
    // The limit of all requests lets a thousand through in an hour; hours pass.
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      if (attempt % 1_000 === 0) trust.at(new Date(trust.now().getTime() + hourMs));
      const address = variants[attempt % variants.length] ?? '';
      const source = `198.51.${attempt >> 8}.${attempt & 255}`;
      // Of so many a page is drawn for some; programs are answered in a word.
      const status =
        attempt % 50 === 0
          ? (await ask(trust, address, source)).status
          : await askBriefly(trust, address, source);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (attempt % (attempts / 4) === 0) await workOff(trust);
    }
    while ((await workOff(trust)) > 0);
    expect([...statuses]).toEqual([[202, attempts]]);
    expect((await readQueue(trust)).map(({ subject }) => subject)).toEqual(['confirmation:1']);
    expect(await readAll(trust)).toHaveLength(1);
  }, 240_000);

  it('one source is told to wait after ten, an IPv6 site as one, and asking again says for how long', async () => {
    const trust = await startApp(byHeader);
    for (let attempt = 0; attempt < 10; attempt += 1)
      expect((await ask(trust, `a${attempt}@customer.example`, '192.0.2.7')).status).toBe(202);
    trust.at(new Date(trust.now().getTime() + 20 * 60 * 1000));
    const over = await ask(trust, 'b@customer.example', '192.0.2.7');
    expect([over.status, over.headers.get('retry-after')]).toEqual([429, '2400']);
    expect(over.text).toContain('Try again in 40 minutes.');
    expect(over.text).toContain('value="b@customer.example"');
    const mapped = await ask(trust, 'b@customer.example', '::ffff:192.0.2.7');
    expect(mapped.status).toBe(429);
    const problem = await sendJson(
      trust,
      '/trust/subscribe',
      { channel: 'email', address: 'b@customer.example' },
      from('192.0.2.7'),
    );
    expect([problem.status, problem.headers.get('retry-after')]).toEqual([429, '2400']);
    expect(pick(problem.body, 'type')).toMatch(/#problem-too_many$/);
    expect((await ask(trust, 'b@customer.example', '192.0.2.8')).status).toBe(202);
    trust.at(new Date(trust.now().getTime() + 40 * 60 * 1000));
    expect((await ask(trust, 'b@customer.example', '192.0.2.7')).status).toBe(202);
    for (let attempt = 0; attempt < 10; attempt += 1)
      await ask(trust, `c${attempt}@customer.example`, `2001:db8:1:2:${attempt}::1`);
    expect((await ask(trust, 'd@customer.example', '2001:DB8:1:2:ffff::9')).status).toBe(429);
    expect((await ask(trust, 'd@customer.example', '2001:db8:1:3::9')).status).toBe(202);
  });

  it('only the last value of the header counts: those before it anybody may write', async () => {
    const trust = await startApp(byHeader);
    for (let attempt = 0; attempt < 10; attempt += 1)
      await ask(trust, `a${attempt}@customer.example`, `203.0.113.${attempt}, 192.0.2.7`);
    expect((await ask(trust, 'b@customer.example', '203.0.113.99, 192.0.2.7')).status).toBe(429);
  });

  it('the limits hold over processes: what one counted the other knows', async () => {
    const trust = await startApp(byHeader);
    const second = await trust.anotherProcess();
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        ask(index % 2 === 0 ? trust : second, 'one@customer.example', '192.0.2.7'),
      ),
    );
    expect(replies.filter(({ status }) => status === 202)).toHaveLength(10);
    expect(replies.filter(({ status }) => status === 429)).toHaveLength(10);
    const done = await Promise.all([workOff(trust), workOff(second)]);
    expect((done[0] ?? 0) + (done[1] ?? 0)).toBe(10);
    expect(await readQueue(trust)).toHaveLength(1);
  });

  it('one domain gets twenty first mails an hour; the answer stays the same', async () => {
    const trust = await startApp(byHeader);
    const answers = new Set<string>();
    for (let attempt = 0; attempt < 30; attempt += 1) {
      const { status, text } = await ask(
        trust,
        `a${attempt}@customer.example`,
        `192.0.2.${attempt}`,
      );
      answers.add(`${status} ${text}`);
    }
    await ask(trust, 'a@other.example', '192.0.2.200');
    await workOff(trust);
    expect(answers.size).toBe(1);
    expect((await readQueue(trust)).length).toBe(21);
    expect(await readAll(trust)).toHaveLength(21);
    // Nobody is forgotten: the others have their turn in the next hour, each once.
    expect(await workOff(trust)).toBe(0);
    trust.at('2026-11-22T10:00:01Z');
    expect(await workOff(trust)).toBe(10);
    const addresses = (await readAll(trust)).map(({ address }) => address);
    expect(new Set(addresses).size).toBe(31);
    expect(await readQueue(trust)).toHaveLength(31);
  });

  it('what its domain made wait for a day is given up', async () => {
    const trust = await startApp(byHeader);
    const { deps } = trust;
    const ctx = systemCtx(deps, 'test');
    await ask(trust, 'late@customer.example', '192.0.2.1');
    for (let hour = 0; hour < 26; hour += 1) {
      trust.at(new Date(Date.parse('2026-11-22T09:00:01Z') + hour * 3_600_000));
      const now = trust.now();
      for (let other = 0; other < 20; other += 1)
        await deps.transact((tx) =>
          countAgainst(tx, 'host', 'customer.example', { keys: deps.keys, now }),
        );
      await workOffRequests({ ...ctx, now });
    }
    expect(await readAll(trust)).toEqual([]);
    expect(await deps.db.select().from(subscriptionRequests)).toEqual([]);
  });

  it('one host gets twenty challenges an hour, one URL five a day', async () => {
    const trust = await startApp(byHeader);
    const hook = (path: string, source: number) =>
      sendJson(
        trust,
        '/trust/subscribe',
        { channel: 'webhook', address: `https://hooks.customer.example/${path}` },
        from(`192.0.2.${source}`),
      );
    for (let attempt = 0; attempt < 5; attempt += 1)
      expect((await hook('one', attempt)).status).toBe(201);
    expect((await hook('one', 20)).status).toBe(429);
    for (let attempt = 5; attempt < 20; attempt += 1)
      expect((await hook(`path-${attempt}`, attempt)).status).toBe(201);
    expect((await hook('another', 30)).status).toBe(429);
    expect(await readQueue(trust)).toHaveLength(20);
  });

  it('what is kept of a source is a hash under a key of the day, and goes after it', async () => {
    const trust = await startApp(byHeader);
    await ask(trust, 'a@customer.example', '192.0.2.7');
    const first = await trust.deps.db.select().from(rateLimits);
    trust.at(new Date(trust.now().getTime() + 25 * hourMs));
    await ask(trust, 'b@customer.example', '192.0.2.7');
    await trust.runSchedule();
    const second = await trust.deps.db.select().from(rateLimits);
    expect(JSON.stringify([first, second, trust.logLines])).not.toContain('192.0.2.7');
    const subjects = new Set(first.map(({ subject }) => subject));
    expect(second.filter(({ windowStart }) => windowStart < trust.now())).toEqual([]);
    // Of the two, only the one that counts all requests is the same on both days.
    expect(second.filter(({ subject }) => subjects.has(subject))).toHaveLength(1);
  });

  it('a robot that fills the hidden field is told what everybody is told, and nothing is kept', async () => {
    const trust = await startApp(byHeader);
    const people = await ask(trust, 'a@customer.example', '192.0.2.7');
    const robot = await sendForm(
      trust,
      '/trust/subscribe',
      mailForm('b@customer.example', { leave_empty: 'https://spam.example' }),
      from('192.0.2.8'),
    );
    expect([robot.status, robot.text]).toEqual([people.status, people.text]);
    expect(await trust.deps.db.select().from(subscriptionRequests)).toHaveLength(1);
  });

  it('folds an address for the limit only', () => {
    const same = (a: string, b: string) => limitKeyOf(a) === limitKeyOf(b);
    expect(same('a.b+c@gmail.com', 'AB@googlemail.com')).toBe(true);
    expect(same('a.b@company.example', 'ab@company.example')).toBe(false);
    expect(same('a+b@company.example', 'a@company.example')).toBe(true);
    expect(same('+a@company.example', '+b@company.example')).toBe(false);
  });
});
