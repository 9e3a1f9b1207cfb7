import { expect, it } from 'vitest';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { dumpTables } from '../support/invariants.ts';
import { schemaCheck } from '../support/schema-check.ts';
import { announce, draft, publish, text } from './writing.ts';

const drifted = async (trust: World) => {
  const { body } = must(await trust.as('viewer').get('/policies/drift'));
  return pickList(body, 'items').map((each) => pick(each, 'section'));
};

async function shorten(trust: World): Promise<void> {
  const path = '/retention-rules/inquiries';
  const { body, etag = '' } = must(await trust.as('viewer').get(path));
  const names = ['record', 'from', 'ground', 'basis', 'fate', 'order'];
  const facts = Object.fromEntries(names.map((name) => [name, pick(body, name)]));
  const changed = { ...facts, period: 'P6M' };
  must(await trust.as('owner').put(path, changed, { 'if-match': etag }));
}

it('a published policy never moves with the configuration: that it has drifted is told, and the next draft is right', async () => {
  const trust = await startApp();
  await publish(trust);
  const page = '/trust/policies/privacy-policy';
  const before = await trust.get(`${page}/versions/1.json`);
  expect(pick(pickList(before.body, 'texts')[0], 'markdown')).toContain(
    '24 months from the last activity',
  );
  expect(await drifted(trust)).toEqual([]);
  await shorten(trust);
  expect(await drifted(trust)).toEqual(['retention']);
  const after = await trust.get(`${page}/versions/1.json`);
  expect(after.text).toBe(before.text);
  const next = await draft(trust, 'current');
  must(await announce(trust, next, { summary: 'Six months.', material: false }));
  expect(await drifted(trust)).toEqual([]);
  const { text: shown } = await trust.get(`${page}/versions/1/diff/2`);
  expect(shown).toMatch(/<del>.*24.*<\/del>.*<ins>.*6.*<\/ins>/);
});

it('a draft is not announced with what the configuration has left behind', async () => {
  const trust = await startApp();
  await publish(trust);
  const next = await draft(trust, 'current');
  await shorten(trust);
  const refused = await announce(trust, next, { summary: 'Old.', material: false });
  expect(refused.status).toBe(409);
  expect(pick(refused.body, 'detail')).toContain('retention');
  const saved = must(
    await trust.as('editor').put(next.path, { texts: { en: text } }, { 'if-match': next.etag }),
  );
  const etag = saved.etag ?? '';
  must(await announce(trust, { ...next, etag }, { summary: 'New.', material: false }));
});

it('staff who are alerted hear of a drift once', async () => {
  const trust = await startApp();
  await publish(trust);
  const input = { stream: 'staff', address: 'privacy@qluster.example' };
  must(await trust.as('owner').post('/subscriptions', input));
  await shorten(trust);
  await trust.runSchedule();
  await trust.runSchedule();
  const told = ((await dumpTables(trust)).get('deliveries') ?? []).filter((row) =>
    String(row['subject']).startsWith('alert:policy:'),
  );
  expect(told.map(({ cargo }) => JSON.parse(String(cargo)))).toEqual([
    {
      kind: 'alert',
      alert: {
        kind: 'policy-drifted',
        policy: 'privacy-policy',
        number: 1,
        sections: ['retention'],
      },
    },
  ]);
  await trust.drain();
});

it('every document of policies is as its schema says', async () => {
  const trust = await startApp();
  await publish(trust);
  const next = await draft(trust, { en: `${text}\n\nMore.`, de: 'Mehr.' });
  must(await announce(trust, next, { summary: 'More.', material: true }));
  const page = '/trust/policies/privacy-policy';
  const documents = {
    policies: '/trust/policies.json',
    policy: `${page}.json`,
    'policy-version': `${page}/versions/2.json`,
    'policy-difference': `${page}/versions/1/diff/2.json`,
    retention: '/trust/retention.json',
    trust: '/trust.json',
  };
  for (const [name, path] of Object.entries(documents)) {
    const check = schemaCheck((await trust.get(`/trust/schema/${name}-1.json`)).text);
    expect(check((await trust.get(path)).body), path).toEqual([]);
  }
});
