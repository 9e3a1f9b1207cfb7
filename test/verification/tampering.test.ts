import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { canonicalJson } from '../../src/core/canonical-json.ts';
import { formatCheckpoint, signNote } from '../../src/core/signed-note.ts';
import { systemCtx } from '../../src/context.ts';
import { createService } from '../../src/organisation/service.ts';
import { toldOnce, type World } from '../support/app.ts';
import { facts, fullFacts } from '../support/factories.ts';
import { outage, post, withdraw } from '../updates/posting.ts';
import { signerOf } from './paper-log.ts';
import { type Copy, copyOf, faultsOf, verifyWorld } from './verifying.ts';

// Every attack is carried out on the file, as by somebody who has it: past all of Annex.

const renamed = `data = replace(data, '"name":"Postmark"', '"name":"Posthorn"')`;
const firstItem = `seq = (SELECT min(seq) FROM events WHERE action = 'change.item_published' AND data LIKE '%"slug":"postmark"%')`;

it('a past name that is changed in the ledger is named, with what it stands beside', async () => {
  const { trust } = await told();
  const copy = await copyOf(trust, `UPDATE events SET ${renamed} WHERE ${firstItem}`);
  expect(await faultsIn(trust, copy)).toEqual(
    expect.arrayContaining([
      expect.stringContaining('not what the checkpoint was signed over'),
      expect.stringMatching(
        /^Entry \d+ \(change\.item_published, “Posthorn”, recorded .*\) is not what its hash/,
      ),
      expect.stringContaining(
        'Version 1 of the list: “Posthorn” (postmark), name: published is "Postmark"',
      ),
    ]),
  );
});

it('a past name that is changed in the ledger and in the hashes of the log does not verify', async () => {
  const { trust } = await told();
  const copy = await copyOf(trust, `UPDATE events SET ${renamed} WHERE ${firstItem}`);
  await rehash(copy);
  const faults = await faultsIn(trust, copy);
  expect(faults).toContainEqual(expect.stringContaining('not what the checkpoint was signed over'));
  expect(faults).not.toContainEqual(expect.stringContaining('is not what its hash'));
});

it('an event that is removed is missed', async () => {
  const { trust } = await told();
  const copy = await copyOf(trust, `DELETE FROM events WHERE ${firstItem}`);
  const missing = expect.stringMatching(
    /^Entries 0 to \d+ of the log are not in the form of a log/,
  );
  expect(await faultsIn(trust, copy)).toEqual([missing]);
  const tidied = await copyOf(trust, `DELETE FROM events WHERE ${firstItem}`);
  await rehash(tidied);
  trust.expectError(/request failed/);
  expect(await faultsIn(trust, tidied)).toEqual([missing]);
});

it('two events in another order are noticed', async () => {
  const { trust } = await told();
  const copy = await copyOf(
    trust,
    'UPDATE events SET seq = 9001 WHERE seq = 2',
    'UPDATE events SET seq = 2 WHERE seq = 3',
    'UPDATE events SET seq = 3 WHERE seq = 9001',
  );
  await rehash(copy);
  expect(await faultsIn(trust, copy)).toContainEqual(
    expect.stringContaining('not what the checkpoint was signed over'),
  );
});

it('an event that is put in between is noticed', async () => {
  const { trust } = await told();
  const copy = await copyOf(
    trust,
    'UPDATE events SET seq = seq + 10000 WHERE seq > 4',
    'UPDATE events SET seq = seq - 9999 WHERE seq > 10000',
    `INSERT INTO events SELECT 5, 'another', 'another', at, actor, action, subject, data, 1 FROM events WHERE seq = 4`,
  );
  await rehash(copy);
  expect(await faultsIn(trust, copy)).toContainEqual(
    expect.stringContaining('not what the checkpoint was signed over'),
  );
});

it.each([
  [
    'an entry of the list',
    `UPDATE subprocessors SET facts = json_set(facts, '$.legalName', 'Another Inc.') WHERE slug = 'aws'`,
    /^The list: “Amazon Web Services” \(aws\), legalName: published is "Another Inc\.", the log says "Amazon Web Services EMEA SARL"\.$/,
  ],
  [
    'the state of an entry',
    `UPDATE subprocessors SET state = 'ended' WHERE slug = 'aws'`,
    /^The list: “Amazon Web Services” \(aws\), state: published is "ended"/,
  ],
  [
    'when an entry was listed',
    `UPDATE subprocessors SET listed_at = listed_at - 86400000 WHERE slug = 'aws'`,
    /^The list: “Amazon Web Services” \(aws\), listedAt: /,
  ],
  [
    'an entry that is gone',
    `DELETE FROM subprocessors WHERE slug = 'aws'`,
    /^The list: “Amazon Web Services” \(aws\) is missing; the log has it\.$/,
  ],
  [
    'what a change did',
    `UPDATE change_items SET after = json_set(after, '$.locations', json('[]')) WHERE slug = 'aws'`,
    /^Change 1 \(“The register is opened\.”\), items\[\d\]\.after\.locations: /,
  ],
  [
    'the reason of a change',
    `UPDATE changes SET reason = 'For your convenience.' WHERE id = 2`,
    /^Change 2 \(.*\), reason: published is "For your convenience\.", the log says "Postmark moves\."/,
  ],
  [
    'the day of an announced change',
    `UPDATE changes SET effective_on = '2027-03-01' WHERE id = 3`,
    /^Change 3 \(.*\), effectiveOn: published is "2027-03-01"/,
  ],
  [
    'when a change was announced',
    `UPDATE change_steps SET at = at - 2592000000 WHERE change_id = 3`,
    /^Change 3 \(.*\), steps\[1\]\.at: /,
  ],
  [
    'a change that is gone',
    'DELETE FROM changes WHERE id = 2',
    /^Change 2 \(.*\) is in the log, and not in the change log/,
  ],
  [
    'a past version of the list',
    `UPDATE published_entries SET facts = json_set(facts, '$.name', 'Posthorn') WHERE list_version = 1 AND facts LIKE '%"name":"Postmark"%'`,
    /^Version 1 of the list: “Postmark” \(postmark\), name: published is "Posthorn"/,
  ],
  [
    'the publisher',
    `UPDATE organisation SET profile = json_set(profile, '$.legalName', 'Shell Corp.', '$.noticeDays', 10)`,
    /^The list, the publisher, noticeDays: published is 10, the log says 0\.$/,
  ],
  [
    'a service',
    `UPDATE services SET name = 'Another' WHERE slug = 'website'`,
    /^The list, service: “Website” \(website\), name: published is "Another"/,
  ],
  [
    'the text of a post',
    `UPDATE update_posts SET body = 'Nothing happened.' WHERE thread = 1 AND position = 2`,
    /^Update 1 \(“E-mails arrive late”\), posts\[2\]\.markdown: published is "sha256:[\da-f]{64}", the log says "sha256:[\da-f]{64}"\.$/,
  ],
  [
    'when a post was published',
    `UPDATE update_posts SET published_at = published_at - 3600000 WHERE thread = 1 AND position = 1`,
    /^Update 1 \(“E-mails arrive late”\), posts\[1\]\.publishedAt: /,
  ],
  [
    'the title of an update',
    `UPDATE update_threads SET title = 'A small delay' WHERE number = 1`,
    /^Update 1 \(“E-mails arrive late”\) in the list, title: published is "A small delay", the log says "E-mails arrive late"\.$/,
  ],
  [
    'how severe an incident was',
    `UPDATE update_threads SET severity = 'minor' WHERE number = 1`,
    /^Update 1 \(“E-mails arrive late”\), severity: published is "minor", the log says "major"\.$/,
  ],
  [
    'a post that is gone',
    'DELETE FROM update_posts WHERE thread = 1 AND position = 2',
    /^Update 1 \(“E-mails arrive late”\), posts: /,
  ],
  [
    'an update that is gone',
    'DELETE FROM update_threads WHERE number = 2',
    /^Update 2 \(“Exports are faster”\) is in the log, and not in the list of updates/,
  ],
  [
    'an update that was never logged',
    `INSERT INTO update_threads SELECT 3, topic, 'Made up', services, severity, status, opened_at, changed_at, post_count, withdrawn, open, NULL FROM update_threads WHERE number = 1`,
    /^Update 3 stands in the list of updates twice, or the log knows nothing of it\.$/,
  ],
  [
    'a withdrawn post that speaks again',
    'UPDATE update_posts SET withdrawn_at = NULL WHERE thread = 2',
    /^Update 2 \(“Exports are faster”\), posts\[1\]\.withdrawn: published is nothing, the log says /,
  ],
  [
    'the reason of a withdrawal',
    `UPDATE update_posts SET withdrawn_for = 'Spelling.' WHERE thread = 2`,
    /^Update 2 \(“Exports are faster”\), posts\[1\]\.withdrawn\.reason: published is "Spelling\.", the log says "It was wrong\."\.$/,
  ],
  [
    'a person who was erased',
    `INSERT INTO contact_persons (subprocessor_id, person, salt) SELECT id, '{"name":"X","published":true}', 'x' FROM subprocessors WHERE slug = 'postmark'`,
    /^The list: “Postmark” \(postmark\) names a contact person who, says the log, was never recorded\.$/,
  ],
])('%s, edited without an event, is named', async (_what, statement, fault) => {
  const { trust } = await told();
  const copy = await copyOf(trust, 'PRAGMA foreign_keys = OFF', statement);
  expect(await faultsIn(trust, copy)).toContainEqual(expect.stringMatching(fault));
});

it('a log that is made anew and signed with the real key is found out by who kept a checkpoint', async () => {
  const { trust, value: memory } = await told();
  const everywhere = ['subprocessors', 'published_entries', 'entry_validity'].map(
    (table) =>
      `UPDATE ${table} SET facts = replace(facts, '"name":"Postmark"', '"name":"Posthorn"')`,
  );
  const copy = await copyOf(
    trust,
    ...everywhere,
    ...['before', 'after'].map(
      (column) =>
        `UPDATE change_items SET ${column} = replace(${column}, '"name":"Postmark"', '"name":"Posthorn"')`,
    ),
    `UPDATE events SET ${renamed}`,
    'DELETE FROM log_leaves',
    'DELETE FROM log_tiles',
    'DELETE FROM log_state',
  );
  await copy.runSchedule();
  expect((await verifyWorld(trust, { fetch: copy.fetch })).report.status).toBe('verified');
  const { report } = await verifyWorld(trust, { fetch: copy.fetch, memory });
  expect(faultsOf(report)).toEqual([
    expect.stringContaining('The past was rewritten, whoever signed it.'),
  ]);
});

it('a backup that was restored is found out, and so is what is published on top of it', async () => {
  const { trust } = await told();
  const backup = await copyOf(trust);
  await trust.publish({ entries: { mailgun: facts({ name: 'Mailgun' }) } });
  const { memory } = await verifyWorld(trust);
  const restored = await verifyWorld(trust, { fetch: backup.fetch, ...(memory && { memory }) });
  expect(faultsOf(restored.report)).toEqual([
    expect.stringContaining('an older backup was restored'),
  ]);
  for (let count = 0; count < 5; count += 1)
    await createService(systemCtx(backup.deps, 'test'), { slug: `more-${count}`, name: 'More' });
  const forked = await verifyWorld(trust, { fetch: backup.fetch, ...(memory && { memory }) });
  expect(faultsOf(forked.report)).toEqual([expect.stringContaining('The past was rewritten')]);
});

it('a checkpoint that another key has signed does not verify', async () => {
  const { trust } = await told();
  const copy = await copyOf(trust);
  const [state] = await copy.run('SELECT checkpoint FROM log_state');
  const [origin = '', size, root = ''] = String(state?.['checkpoint']).split('\n');
  const hex = Buffer.from(root, 'base64').toString('hex');
  const text = formatCheckpoint({ origin, size: Number(size), root: hex });
  const note = await signNote(text, [await signerOf(origin, 66)]);
  await copy.run(`UPDATE log_state SET checkpoint = '${note}'`);
  expect(await faultsIn(trust, copy)).toEqual([
    expect.stringContaining('has signed the checkpoint of'),
  ]);
});

/** A register with some past, one change still announced, and what an auditor kept of it. */
const told = toldOnce(async (trust) => {
  await trust.publish({
    entries: { postmark: facts(), aws: fullFacts() },
    reason: 'The register is opened.',
  });
  await trust.publish({
    entries: { postmark: facts({ locations: [{ country: 'DE' }] }) },
    reason: 'Postmark moves.',
  });
  await trust.publish({
    entries: { hetzner: facts({ name: 'Hetzner' }) },
    effectiveOn: '2026-12-24',
  });
  await post(trust, outage);
  await post(trust, { follows: 1, status: 'resolved', body: 'It is over.' });
  await withdraw(trust, (await post(trust)).id);
  const { report, memory } = await verifyWorld(trust);
  expect(report).toMatchObject({ status: 'verified' });
  if (memory === undefined) throw new Error('nothing to remember');
  return memory;
});

async function check(trust: World, copy: Copy) {
  return (await verifyWorld(trust, { fetch: copy.fetch })).report;
}

async function faultsIn(trust: World, copy: Copy): Promise<readonly string[]> {
  const report = await check(trust, copy);
  expect(report.status).toBe('does-not-verify');
  return faultsOf(report);
}

/** Makes the leaves of the log anew from what the ledger says now; who signs is another matter. */
async function rehash(copy: Copy): Promise<void> {
  const rows = await copy.run('SELECT * FROM events WHERE public = 1 ORDER BY seq');
  const leaves = rows.map((row, index) => {
    const leaf = canonicalJson({
      id: String(row['id']),
      at: new Date(Number(row['at'])).toISOString(),
      action: String(row['action']),
      subject: String(row['subject']),
      data: JSON.parse(String(row['data'])),
    });
    const hash = createHash('sha256').update('\0').update(leaf).digest('hex');
    return `(${index}, ${Number(row['seq'])}, '${hash}')`;
  });
  await copy.run('DELETE FROM log_leaves', `INSERT INTO log_leaves VALUES ${leaves.join(', ')}`);
}
