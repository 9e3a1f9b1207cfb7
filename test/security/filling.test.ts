import { expect, test } from 'vitest';
import { given, issued, opened, post, report } from '../access/giving.ts';
import { copyLinkOf, openCopy, proven } from '../personal-data/persons.ts';
import { done } from '../rights/asking.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick } from '../support/client.ts';
import { byHeader, from, mailForm, sendForm } from '../subscribers/subscribing.ts';

// What stands in the record stays for ever: nobody from outside writes to it without end.

async function newest(trust: World): Promise<number> {
  return Number(
    pick((await trust.as('configured').get('/events?limit=1')).body, 'items', 0, 'seq'),
  );
}

test('whoever may have tokens makes and revokes them so often, and no oftener', async () => {
  const trust = await startApp();
  await issued(trust, report);
  const { link } = await given(trust, [report], { allowsToken: true });
  const session = await opened(trust, link);
  const before = await newest(trust);
  const statuses: number[] = [];
  for (let n = 0; n < 40; n += 1) {
    const made = await post(trust, `${session}/tokens`, {}, { accept: 'application/json' });
    statuses.push(made.status);
    if (made.status === 201)
      must(await post(trust, `${session}/tokens/${String(pick(made.body, 'id'))}/revocation`));
  }
  expect(statuses.filter((status) => status === 201)).toHaveLength(20);
  expect(new Set(statuses.slice(20))).toEqual(new Set([429]));
  expect((await newest(trust)) - before).toBe(2 * 20);
});

test('a copy of somebody’s data is fetched again where a connection broke, and not without end', async () => {
  const trust = await startApp();
  const id = await proven(trust);
  await done(trust, id, 'copy');
  const session = await openCopy(trust, await copyLinkOf(trust, id));
  const before = await newest(trust);
  const statuses: number[] = [];
  for (let n = 0; n < 30; n += 1) {
    const response = await trust.fetch(`${session}/copy.zip`);
    statuses.push(response.status);
    await response.arrayBuffer();
  }
  expect(statuses.filter((status) => status === 200)).toHaveLength(20);
  expect(new Set(statuses.slice(20))).toEqual(new Set([429]));
  expect((await newest(trust)) - before).toBe(20);
});

test('whoever has many networks of one provider does not use up what all have together', async () => {
  const trust = await startApp(byHeader);
  const ask = async (n: number, source: string) =>
    (await sendForm(trust, '/trust/subscribe', mailForm(`a${n}@customer.example`), from(source)))
      .status;
  let taken = 0;
  // A /48 holds 65,536 networks of the least size that a site gets.
  for (let n = 0; n < 80; n += 1)
    if ((await ask(n, `2001:db8:7:${n.toString(16)}::1`)) === 202) taken += 1;
  expect(taken).toBe(5 * 10);
  expect(await ask(500, '2001:db8:8::1')).toBe(202);
  expect(await ask(501, '198.51.100.7')).toBe(202);
});
