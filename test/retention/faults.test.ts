import { describe, expect, it } from 'vitest';
import { systemCtx } from '../../src/context.ts';
import { asId } from '../../src/core/ids.ts';
import { forgetRequests } from '../../src/personal-data/service/standing.ts';
import { allKeepers } from '../../src/retention/keepers.ts';
import { keepRules } from '../../src/retention/service/purging.ts';
import { liftDue } from '../../src/restrictions/service/setting.ts';
import { addressHash } from '../../src/subscribers/model/address.ts';
import { publishNda } from '../access/asking.ts';
import { addCustomer, addProfile, contact, mailbox } from '../customers/people.ts';
import { query } from '../deliveries/recipients.ts';
import { inquired } from '../inquiries/writing.ts';
import { proven, robin } from '../personal-data/persons.ts';
import { agentMail, askByProgram, done, idOf, wishOfAgent } from '../rights/asking.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick } from '../support/client.ts';

const keep = (trust: World, keepers = allKeepers) =>
  keepRules(systemCtx(trust.deps, 'retention'), { keepers, batches: 1_000 });
const countOf = async (trust: World, table: string) =>
  Number((await query(trust, `SELECT count(*) AS n FROM ${table}`))[0]?.['n']);
/** How to lift it. */
async function restrict(trust: World, email: string, kind = 'no-processing', more = 'NULL') {
  const hash = addressHash(trust.deps.keys, 'email', email);
  await query(
    trust,
    `INSERT INTO restrictions (address_hash, kind, request_id, set_by, since, lifts_at) VALUES ('${hash}', '${kind}', 'rrq_1', 'configured-key', 0, ${more})`,
  );
  return () => query(trust, `UPDATE restrictions SET lifted_at = 1 WHERE address_hash = '${hash}'`);
}

describe('what is not to go yet, and what may not stop the rest', () => {
  it('a customer stays while one of its contacts wants the data kept', async () => {
    const trust = await startApp();
    await keep(trust);
    await addProfile(trust);
    const id = await addCustomer(trust, { agreementUntil: '2026-12-01', postTerminationDays: 0 });
    must(await trust.as('editor').post(`/customers/${id}/contacts`, contact('dpo')));
    await restrict(trust, mailbox('dpo'));
    trust.at('2033-01-01T12:00:00Z');
    expect(await keep(trust)).toBe(0);
    expect(await countOf(trust, 'customer_contacts')).toBe(1);
  });
  it('a customer stays in the days behind its agreement, however short the period', async () => {
    const trust = await startApp();
    await addProfile(trust);
    await addCustomer(trust, { agreementUntil: '2026-12-01', postTerminationDays: 90 });
    const officer = trust.as('privacy-officer');
    const { body, etag = '' } = must(await officer.get('/retention-rules/notices'));
    const { record, from, ground, basis, fate } = Object(body);
    must(
      await officer.put(
        '/retention-rules/notices',
        { record, from, ground, basis, fate, period: 'P30D' },
        { 'if-match': etag },
      ),
    );
    await keep(trust);
    trust.at('2027-01-15T12:00:00Z');
    expect(await keep(trust)).toBe(0);
  });
  it('a privacy request stays while another address of its person, or who asked for them, is only to be kept', async () => {
    const trust = await startApp();
    await keep(trust);
    const added = `plus.${robin}`;
    const own = await proven(trust, { types: ['erasure'] });
    const more = { address: added, proof: 'account' };
    const path = `/rights-requests/${own}/addresses`;
    must(await trust.as('editor').post(path, more, { 'if-match': '*' }));
    const byAgent = await idOf(trust, must(await askByProgram(trust, wishOfAgent())));
    trust.at('2027-01-01T12:00:00Z');
    const denied = (type: string) => ({ type, outcome: 'denied', basis: 'no-authority' });
    for (const [id, types] of [
      [own, ['erasure']],
      [byAgent, ['access', 'erasure']],
    ] as const) {
      const answers = types.map(denied);
      await done(trust, id, 'decision', { answers, explanation: 'We hold nothing.' });
    }
    const lift = [await restrict(trust, added), await restrict(trust, agentMail)];
    trust.at('2031-01-01T12:00:00Z');
    expect(await keep(trust)).toBe(0);
    for (const each of lift) await each();
    trust.at('2031-01-02T12:00:00Z');
    expect(await keep(trust)).toBe(2);
  });
  it('an agreement on file stays while whoever signed it wants that kept', async () => {
    const trust = await startApp();
    await keep(trust);
    const nda = await publishNda(trust);
    const signer = 'kim@customer.example';
    const onFile = {
      nda: pick(nda, 'id'),
      fullName: 'Kim Person',
      title: 'CEO',
      company: 'Customer Inc.',
      email: signer.toUpperCase(),
      covers: 'domain',
      signedOn: '2026-11-01',
      until: '2026-11-30',
    };
    must(await trust.as('editor').post('/nda-acceptances', onFile));
    trust.at('2026-12-01T12:00:00Z');
    await trust.runSchedule();
    const lift = await restrict(trust, signer);
    trust.at('2033-01-01T12:00:00Z');
    expect(await keep(trust)).toBe(0);
    await lift();
    trust.at('2033-01-02T12:00:00Z');
    expect(await keep(trust)).toBe(1);
  });
  it('staff cannot erase by hand what its person wants kept', async () => {
    const trust = await startApp();
    const { id } = await inquired(trust, { email: mailbox('x') });
    await restrict(trust, mailbox('x'));
    const { status } = await trust
      .as('owner')
      .delete(`/inquiries/${id}/personal-data`, undefined, { 'if-match': '*' });
    expect(status).toBe(409);
  });
  it('a restriction of a purged request is lifted on its day, and nothing of it stays', async () => {
    const trust = await startApp();
    await restrict(trust, mailbox('x'), 'no-marketing', '1');
    await liftDue(systemCtx(trust.deps, 'restrictions'));
    expect(await countOf(trust, 'restrictions')).toBe(0);
    await restrict(trust, mailbox('y'));
    await restrict(trust, mailbox('z'));
    await query(
      trust,
      'UPDATE restrictions SET lifted_at = 1 WHERE id = (SELECT max(id) FROM restrictions)',
    );
    await trust.deps.transact(async (tx) => forgetRequests(tx, [asId('rrq', 'rrq_1')]));
    expect(await countOf(trust, 'restrictions')).toBe(1);
  });
  it('a rule that cannot be kept does not keep the others from being kept', async () => {
    const trust = await startApp();
    await keep(trust);
    await inquired(trust);
    trust.at('2028-11-22T00:30:00Z');
    const bad = {
      ...allKeepers[1],
      findDue: async () => [{ id: 'x', place: '1:x', since: new Date(0) }],
      purge: async () => {
        throw new Error('x');
      },
    } as (typeof allKeepers)[number];
    await keep(trust, [bad, ...allKeepers.filter(({ rule }) => rule !== bad.rule)]).catch(
      () => undefined,
    );
    expect(await countOf(trust, 'inquiries')).toBe(0);
  });
});
