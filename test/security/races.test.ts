import { expect, test } from 'vitest';
import {
  asking,
  decideAs,
  lettersOf,
  offer,
  actionsOf,
  press,
  requestOf,
} from '../access/asking.ts';
import { given, issued, post, report } from '../access/giving.ts';
import { startApp } from '../support/app.ts';
import { pathsOf, readAll, sendForm, subscriberByMail } from '../subscribers/subscribing.ts';

const fifty = Array.from({ length: 50 }, (_, index) => index);

test('of fifty who use a link of one use at once, in two processes, one gets a session', async () => {
  const trust = await startApp();
  const second = await trust.anotherProcess();
  await issued(trust, report);
  const { link } = await given(trust, [report]);
  const replies = await Promise.all(
    fifty.map((index) => post(index % 2 === 0 ? trust : second, `${link}/session`)),
  );
  const statuses = replies.map(({ status }) => status);
  expect(statuses.filter((status) => status === 303)).toHaveLength(1);
  expect(statuses.filter((status) => status === 410)).toHaveLength(49);
});

test('of fifty who approve and decline at once, in two processes, one decides', async () => {
  const trust = await startApp();
  const second = await trust.anotherProcess();
  await offer(trust);
  const asked = await asking(trust);
  await press(trust, `${asked.page}/verification`);
  const replies = await Promise.all(
    fifty.map((index) =>
      index % 3 === 0
        ? decideAs(index % 2 === 0 ? trust : second, asked, 'approval')
        : decideAs(index % 2 === 0 ? trust : second, asked, 'refusal', { reason: 'No contract.' }),
    ),
  );
  const statuses = replies.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  expect(statuses.filter((status) => status === 409)).toHaveLength(49);
  const decided = (await actionsOf(trust)).filter((each) => /approved|declined/.test(each));
  expect(decided).toHaveLength(1);
  const letters = (await lettersOf(trust)).filter((each) => /ready|declined/.test(each));
  expect(letters).toHaveLength(1);
  expect(['ready', 'declined']).toContain((await requestOf(trust, asked.id)).state);
});

test('of fifty who confirm, pause and leave a subscription at once, what is left is one state', async () => {
  const trust = await startApp();
  const made = await subscriberByMail(trust, 'privacy@customer.example');
  const { unsubscribe, confirm } = pathsOf(trust, made);
  const replies = await Promise.all(
    fifty.map((index) => sendForm(trust, index % 2 === 0 ? unsubscribe : confirm)),
  );
  expect(replies.filter(({ status }) => status >= 500)).toEqual([]);
  expect((await readAll(trust)).filter(({ state }) => state === 'active')).toEqual([]);
});
