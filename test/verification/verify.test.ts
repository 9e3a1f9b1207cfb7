import { expect, it } from 'vitest';
import { growRegister } from '../../bench/growth.ts';
import { startApp } from '../support/app.ts';
import { must, pick } from '../support/client.ts';
import { facts, fullFacts, person } from '../support/factories.ts';
import { realFile, realHistories, sampleHistory } from '../support/histories.ts';
import type { Fetch } from '../../src/verification/reader.ts';
import { news, outage, post, withdraw } from '../updates/posting.ts';
import { copyOf, faultsOf, verifyWorld } from './verifying.ts';

it('the demo verifies: list, change log, publisher and every past version', async () => {
  const trust = await startApp({ seed: 'demo' });
  const { report } = await verifyWorld(trust);
  expect(report).toMatchObject({ status: 'verified', url: 'http://localhost:8787/trust' });
  expect(report.checks.map(({ topic }) => topic)).toEqual([
    'signature',
    'entries',
    'tiles',
    'record',
    'register',
    'changes',
    'organisation',
    'posts',
    'versions',
  ]);
  const { body } = await trust.get('/trust/subprocessors.json');
  expect(report.checks.at(-1)?.text).toContain(`${String(pick(body, 'listVersion'))} versions`);
});

it.for(['sample', ...realHistories])(
  'the imported history of %s verifies',
  async (name, { skip }) => {
    const text = name === 'sample' ? sampleHistory() : realFile(`${name}-history`);
    if (text === undefined) return skip();
    const trust = await startApp();
    must(await trust.as('owner').post('/history-imports', JSON.parse(text)));
    // The newest version is first of the past, then of today: each is dated otherwise.
    expect(faultsOf((await verifyWorld(trust)).report)).toEqual([]);
    await trust.publish({ entries: { 'of-today': facts({ name: 'Of today' }) } });
    expect((await verifyWorld(trust)).report).toMatchObject({ status: 'verified' });
  },
);

it('a trust centre in which nothing has been said verifies, and so does the next day', async () => {
  const trust = await startApp({ organisation: 'none' });
  await trust.as('owner').post('/services', { slug: 'website', name: 'Website' });
  const { report, memory } = await verifyWorld(trust);
  expect(report).toMatchObject({ status: 'verified', log: { size: 1 } });
  await trust.publish({ entries: { postmark: facts() }, effectiveOn: '2026-12-24' });
  await trust.advanceDays(40);
  const later = await verifyWorld(trust, { ...(memory && { memory }) });
  expect(later.report).toMatchObject({ status: 'verified' });
  expect(later.report.checks.map(({ text }) => text)).toContainEqual(
    expect.stringContaining('nothing in its first 1 entry was changed'),
  );
});

it('every kind of change verifies: announced, corrected, replaced, ended, with every field', async () => {
  const trust = await startApp();
  await trust.publish({ entries: { aws: fullFacts(), postmark: facts() } });
  await trust.publish({
    entries: { mailgun: facts({ name: 'Mailgun' }) },
    replaces: { mailgun: 'postmark' },
    effectiveOn: '2026-12-24',
  });
  await trust.publish({
    entries: { aws: fullFacts({ parentGroup: 'Amazon Inc.' }) },
    classes: { aws: 'correction' },
  });
  await trust.advanceDays(10);
  expect((await verifyWorld(trust)).report).toMatchObject({ status: 'verified' });
  await trust.advanceDays(30);
  expect((await verifyWorld(trust)).report).toMatchObject({ status: 'verified' });
});

it('a contact person who was erased is told of as erased, and everything verifies', async () => {
  const trust = await startApp();
  const published = person({ published: true });
  await trust.publish({
    entries: { postmark: facts(), aws: fullFacts() },
    persons: { postmark: published, aws: published },
  });
  const { report, memory } = await verifyWorld(trust);
  expect(report).toMatchObject({ status: 'verified' });
  expect(report.notes).toEqual([expect.stringContaining('contact person of 2 entries')]);
  must(await trust.as('owner').delete('/subprocessors/postmark/contact-person'));
  const later = await verifyWorld(trust, { ...(memory && { memory }) });
  expect(later.report).toMatchObject({ status: 'verified' });
  expect(later.report.notes).toEqual([
    expect.stringContaining('contact person of 1 entry'),
    expect.stringMatching(/^The contact person of 1 entry was erased: .* the log is whole\.$/),
  ]);
});

it('posts verify, followed and withdrawn, over many pages of them', async () => {
  const trust = await startApp();
  await post(trust, outage);
  await post(trust, { follows: 1, status: 'resolved', severity: 'minor', body: 'It is *over*.' });
  await withdraw(trust, (await post(trust)).id);
  const { id } = await post(trust, { ...outage, title: 'A false alarm', services: ['website'] });
  await post(trust, { follows: 3, status: 'identified', body: 'It was ours.' });
  trust.at('2026-11-23T09:00:00Z');
  await withdraw(trust, id, 'There was no incident.');
  for (let count = 4; count <= 105; count += 1)
    await post(trust, { ...news, title: `No. ${count}` });
  const { report } = await verifyWorld(trust);
  expect(report).toMatchObject({ status: 'verified' });
  expect(report.checks.find(({ topic }) => topic === 'posts')?.text).toContain('105 updates');
});

it('an Annex from before there were posts verifies, and one that hides them does not', async () => {
  const trust = await startApp();
  await trust.publish({ entries: { postmark: facts() } });
  const without: Fetch = async (url, init) =>
    url.includes('/updates')
      ? new Response(null, { status: 404 })
      : trust.fetch(url.slice('http://localhost:8787'.length), init);
  const { report } = await verifyWorld(trust, { fetch: without });
  expect(report).toMatchObject({ status: 'verified' });
  expect(report.checks.map(({ topic }) => topic)).not.toContain('posts');
  await post(trust);
  expect(faultsOf((await verifyWorld(trust, { fetch: without })).report)).toEqual([
    'Update 1 (“Exports are faster”) is in the log, and not in the list of updates that is published.',
  ]);
});

it('after keys were replaced, an auditor follows from the remembered one, however late', async () => {
  const trust = await startApp();
  await trust.publish({ entries: { postmark: facts() } });
  const { memory } = await verifyWorld(trust);
  for (const slug of ['first', 'second']) {
    must(await trust.as('owner').post('/log/keys'));
    await trust.publish({ entries: { [slug]: facts({ name: slug }) } });
  }
  const later = await verifyWorld(trust, { ...(memory && { memory }) });
  expect(later.report).toMatchObject({ status: 'verified' });
  expect(later.memory?.verifierKey).not.toBe(memory?.verifierKey);
});

it('after SECRET_KEY was changed, only who remembers nothing is content', async () => {
  const trust = await startApp();
  const { memory } = await verifyWorld(trust);
  const env = { SECRET_KEY: 'another secret, as long as the first one' };
  const moved = await trust.anotherProcess({ env });
  await moved.runSchedule();
  expect((await verifyWorld(moved)).report).toMatchObject({ status: 'verified' });
  const { report } = await verifyWorld(moved, { ...(memory && { memory }) });
  expect(faultsOf(report)).toEqual([expect.stringContaining('though the log announces it')]);
});

it('after PUBLIC_URL was changed, the key of the old name vouches for that of the new one', async () => {
  const trust = await startApp();
  await trust.publish({ entries: { postmark: facts() } });
  const { memory } = await verifyWorld(trust);
  const moved = await trust.anotherProcess({ env: { PUBLIC_URL: 'https://trust.moved.example' } });
  await moved.runSchedule();
  const { report } = await verifyWorld(moved, { ...(memory && { memory }) });
  expect(report).toMatchObject({
    status: 'verified',
    log: { origin: 'trust.moved.example/trust/log' },
    notes: [expect.stringContaining('calls itself trust.moved.example/trust/log')],
  });
});

it('a log that grows while it is read is read once more, and then judged', async () => {
  const trust = await startApp();
  await trust.publish({ entries: { postmark: facts() } });
  let publishes = 2;
  const { report } = await verifyWorld(trust, {
    fetch: async (url, init) => {
      if (url.includes('/changes.json') && publishes > 0) {
        publishes -= 1;
        const slug = `another-${publishes}`;
        await trust.publish({ entries: { [slug]: facts({ name: slug }) } });
      }
      return trust.fetch(url.slice('http://localhost:8787'.length), init);
    },
  });
  expect([report.status, publishes]).toEqual(['verified', 0]);
});

it('a register that was grown fast verifies as one that was published step by step', async () => {
  const trust = await startApp({ organisation: 'none' });
  await growRegister(trust.deps, { entries: 20, events: 600 });
  const { report, memory } = await verifyWorld(trust);
  expect(report).toMatchObject({ status: 'verified' });
  expect(report.log?.size).toBeGreaterThanOrEqual(600);
  const copy = await copyOf(
    trust,
    "UPDATE published_entries SET state = 'ended' WHERE list_version = 1",
  );
  const { report: found } = await verifyWorld(trust, {
    fetch: copy.fetch,
    ...(memory && { memory }),
  });
  expect(found.status).toBe('does-not-verify');
});
