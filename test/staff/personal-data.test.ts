import { describe, expect, it } from 'vitest';
import { holders } from '../../src/staff/service/personal-data.ts';
import { selectSignInIds } from '../../src/staff/store/personal-data.ts';
import { textOf } from '../personal-data/holding.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { readEvents } from '../support/invariants.ts';
import { copyAll, eraseAll, subjectOf } from '../support/persons.ts';
import { plansOf } from '../support/recipients.ts';

const email = `hal.${personMark.toLowerCase()}@staff.example`;
const tables = ['staff_keys', 'staff_sign_ins'];

/** A key of this holder that was used once, from one address; its id. */
async function usedKey(trust: World, holder: string, client: string): Promise<string> {
  const made = must(await trust.as('configured').post('/staff-keys', { holder, role: 'editor' }));
  const secret = String(pick(made.body, 'secret'));
  const headers = { authorization: `Bearer ${secret}`, 'x-client': client };
  expect((await trust.fetch('/trust/api/v1/batches', { headers })).status).toBe(200);
  return String(pick(made.body, 'id'));
}

describe('the holder of a key', () => {
  it('is copied with its uses, kept while the key is in force, and erased once it is revoked', async () => {
    const trust = await startApp({ env: { CLIENT_ADDRESS_HEADER: 'x-client' } });
    const id = await usedKey(trust, `Hal ${personMark} <${email.toUpperCase()}>`, '192.0.2.7');
    // One whose address ends alike, and one without any.
    await usedKey(trust, `Al <l.${personMark.toLowerCase()}@staff.example>`, '192.0.2.8');
    await usedKey(trust, 'Release automation', '192.0.2.9');
    const hal = subjectOf(trust, email);
    const copies = await copyAll(trust, holders, hal);
    expect(copies).toMatchObject({
      'staff-sign-ins': [{ clientAddress: '192.0.2.7', firstAt: trust.now().toISOString() }],
      'staff-keys': [{ holder: `Hal ${personMark} <${email.toUpperCase()}>`, role: 'editor' }],
    });
    expect(JSON.stringify(copies)).not.toMatch(/annex_|hash|192\.0\.2\.[89]|Release/);

    const before = await textOf(trust, tables);
    expect(await eraseAll(trust, holders, hal)).toEqual([
      'staff-sign-ins kept in-force',
      'staff-keys kept in-force',
    ]);
    expect(await textOf(trust, tables)).toBe(before);

    must(await trust.as('configured').delete(`/staff-keys/${id}`));
    expect(await eraseAll(trust, holders, hal)).toEqual([
      'staff-sign-ins erased',
      'staff-keys erased',
    ]);
    expect(await textOf(trust, tables)).not.toMatch(/hal\b/i);
    expect(must(await trust.as('configured').get('/staff-keys')).text).toContain(
      'Release automation',
    );
    const { body } = must(await trust.as('configured').get(`/sign-ins?actor=staff:${id}`));
    expect(body).toMatchObject({ items: [{ clientAddress: null }] });
    const events = await readEvents(trust);
    expect(events.at(-1)).toMatchObject({ action: 'staff_key.holder_erased', data: {} });
    expect(await eraseAll(trust, holders, hal)).toEqual([]);
    expect(await readEvents(trust)).toEqual(events);
  });

  it('is found by an index over what its keys did', async () => {
    const trust = await startApp();
    const plans = await plansOf(trust, async (db) => {
      await selectSignInIds(db, ['staff:key_1'], { after: '7', limit: 200 });
    });
    expect(plans.flatMap(({ steps }) => steps)).toEqual([
      'SEARCH staff_sign_ins USING COVERING INDEX staff_sign_ins_key (actor=? AND id>?)',
    ]);
  });
});
