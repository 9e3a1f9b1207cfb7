import { expect, test } from 'vitest';
import { openTab, root } from '../console/support.ts';
import { wish, writeByForm } from '../inquiries/writing.ts';
import { startApp } from '../support/app.ts';
import { personMark } from '../support/factories.ts';
import { byHeader, from, sendForm } from '../subscribers/subscribing.ts';

test('whoever is turned away is a line of the log, which says what they wanted and not who they are', async () => {
  const trust = await startApp(byHeader);
  const { secret } = await trust.makeKey('viewer');
  const before = trust.logLines.length;
  await trust.withKey(secret).delete(`/staff-keys/key_${'0'.repeat(32)}`);
  await trust.get('/trust/api/v1/events', { authorization: `Bearer ${secret}x` });
  const mine = from('192.0.2.77');
  const address = `robin.${personMark.toLowerCase()}@customer.example`;
  // Pages too: what is refused to people is no problem document.
  for (let sent = 0; sent < 11; sent += 1) await writeByForm(trust, wish(), { headers: mine });
  const tab = openTab(trust, '192.0.2.77');
  await tab.open(`${root}/sign-in`);
  await tab.send({ address }, { action: '/sign-in' });
  await tab.send({ code: '1234 5678' });
  await sendForm(trust, `${root}/sign-in`, { address }, { 'sec-fetch-site': 'cross-site' });

  const lines = trust.logLines.slice(before).map(({ message, facts }) => ({ message, ...facts }));
  const refused = 'a request was refused';
  expect(lines).toEqual([
    { message: refused, method: 'DELETE', route: '/trust/api/v1/staff-keys/:id', status: 403 },
    { message: refused, method: 'GET', route: '/trust/api/v1/events', status: 401 },
    { message: refused, method: 'POST', route: '/trust/contact', status: 429 },
    { message: 'a sign-in was refused', route: '/trust/console/sign-in/code', status: 422 },
    { message: refused, method: 'POST', route: '/trust/console/sign-in', status: 403 },
  ]);
});
