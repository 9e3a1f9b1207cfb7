import { createClient } from '@libsql/client';
import { describe, expect, test } from 'vitest';
import { startApp, type World } from './app.ts';
import { facts, person } from './factories.ts';
import { checkInvariants } from './invariants.ts';

/** Does it, asks what the invariants say, and undoes it, so that the test itself ends well. */
async function noticed(trust: World, harm: string, undo: string): Promise<readonly string[]> {
  const client = createClient({ url: `file:${trust.file}` });
  await client.execute(harm);
  const faults = await checkInvariants(trust, true);
  await client.execute(undo);
  client.close();
  return faults;
}

describe('after every test the invariants notice', () => {
  test.for([
    [
      'a fact that no event gives',
      "UPDATE subprocessors SET facts = json_set(facts, '$.name', 'Other')",
      "UPDATE subprocessors SET facts = json_set(facts, '$.name', 'Postmark')",
      /subprocessors holds what the ledger does not give/,
    ],
    [
      'a gap in a feed',
      "UPDATE feed_positions SET position = 9 WHERE stream = 'all'",
      "UPDATE feed_positions SET position = 1 WHERE stream = 'all'",
      /feed_positions lacks/,
    ],
    [
      'a step with another list version',
      'UPDATE change_steps SET list_version = 7',
      'UPDATE change_steps SET list_version = 1',
      /change_steps/,
    ],
    [
      'a person who is not who the ledger commits to',
      "UPDATE contact_persons SET salt = salt || '0'",
      'UPDATE contact_persons SET salt = substr(salt, 1, 64)',
      /contact person/,
    ],
    [
      'a person on a public page',
      "UPDATE organisation SET profile = json_set(profile, '$.legalForm', 'Zoe Kanari')",
      "UPDATE organisation SET profile = json_remove(profile, '$.legalForm')",
      /\/trust.json names a person/,
    ],
    [
      'a draft of a published batch',
      "INSERT INTO batch_entries SELECT id, 'x', '{}', NULL, NULL, 1, NULL FROM batches",
      'DELETE FROM batch_entries',
      /still holds x/,
    ],
    [
      'a leaf that is another',
      'UPDATE log_leaves SET hash = substr(hash, 33) || substr(hash, 1, 32) WHERE leaf_index = 1',
      'UPDATE log_leaves SET hash = substr(hash, 33) || substr(hash, 1, 32) WHERE leaf_index = 1',
      /the log lacks the leaf/,
    ],
    [
      'a checkpoint over less',
      "UPDATE log_state SET checkpoint = replace(checkpoint, char(10) || size || char(10), char(10) || '1' || char(10))",
      "UPDATE log_state SET checkpoint = replace(checkpoint, char(10) || '1' || char(10), char(10) || size || char(10))",
      /the checkpoint covers 1 of/,
    ],
  ] as const)('%s', async ([, harm, undo, fault]) => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts() }, persons: { postmark: person() } });
    expect(await noticed(trust, harm, undo)).toContainEqual(expect.stringMatching(fault));
  });
});
