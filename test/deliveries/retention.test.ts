import { describe, expect, it } from 'vitest';
import { systemCtx } from '../../src/context.ts';
import { findPast } from '../../src/deliveries/service/retention.ts';
import { allKeepers } from '../../src/retention/keepers.ts';
import { keepRules } from '../../src/retention/service/purging.ts';
import { addCustomer, addProfile, contact, mailbox } from '../customers/people.ts';
import { inquired } from '../inquiries/writing.ts';
import { startApp, type World } from '../support/app.ts';
import { must } from '../support/client.ts';
import { facts } from '../support/factories.ts';
import { follow, query } from './recipients.ts';

const keep = (trust: World) =>
  keepRules(systemCtx(trust.deps, 'retention'), { keepers: allKeepers, batches: 1_000 });

/** To whom something was sent that is still known: a stream, and whether for a customer. */
async function known(trust: World): Promise<readonly string[]> {
  const rows = await query(
    trust,
    `SELECT DISTINCT s.stream || CASE WHEN c.subscription_id IS NULL THEN '' ELSE ' of a customer' END AS whose
      FROM deliveries d JOIN subscriptions s ON s.id = d.subscription_id
      LEFT JOIN customer_contacts c ON c.subscription_id = s.id ORDER BY 1`,
  );
  return rows.map(({ whose }) => String(whose));
}

/** A change that is told to a subscriber, a customer, a contact of nobody and, some other thing, an inquirer. */
async function told(): Promise<World> {
  const trust = await startApp();
  await addProfile(trust);
  await addCustomer(trust, { contacts: [contact('dpo')] });
  const named = { stream: 'contract', topics: ['subprocessors'], address: mailbox('named') };
  must(await trust.as('owner').post('/subscriptions', named));
  await follow(trust, { channel: 'email' });
  await inquired(trust);
  await trust.publish({ entries: { postmark: facts() } });
  await trust.drain();
  await keep(trust);
  return trust;
}

describe('what was sent', () => {
  it('to subscribers goes by its own day, to contacts of nobody by that of proof, to others with their record', async () => {
    const trust = await told();
    const all = ['case', 'contract', 'contract of a customer', 'subscriber'];
    expect(await known(trust)).toEqual(all);
    trust.at('2028-11-22T23:00:00Z');
    await keep(trust);
    expect(await known(trust)).toEqual(['contract', 'contract of a customer']);
    trust.at('2032-11-21T12:00:00Z');
    await keep(trust);
    expect(await known(trust)).toEqual(['contract', 'contract of a customer']);
    trust.at('2032-11-22T23:00:00Z');
    await keep(trust);
    expect(await known(trust)).toEqual(['contract of a customer']);
    expect(await query(trust, 'SELECT * FROM delivery_attempts')).toEqual([]);
    must(await trust.as('owner').get('/deliveries'));
  });

  it('is found page by page, past all that stays', async () => {
    const trust = await startApp();
    const { id } = await follow(trust, { channel: 'email' });
    await query(
      trust,
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4500)
       INSERT INTO deliveries (subscription_id, subject, channel, cargo, state, attempts, created_at, ended_at)
       SELECT CASE WHEN i IN (7, 4400) THEN '${id}' ELSE 'sbs_gone' END, 'event:' || i, 'email', '{}', 'cancelled', 0, i, i FROM n`,
    );
    await query(
      trust,
      `INSERT INTO subscriptions (id, stream, channel, topics, services, language, frequency, state, created_at, changed_at)
       VALUES ('sbs_gone', 'case', 'email', '[]', '[]', 'en', 'immediate', 'left', 0, 0)`,
    );
    const ids = async (after: number, limit: number, before = 5_000) => {
      const page = { after, limit };
      const found = await findPast(trust.deps.db, 'subscribers', new Date(before), page);
      return found.map((each) => each.id);
    };
    expect(await ids(0, 10)).toEqual(['7', '4400']);
    expect(await ids(0, 1)).toEqual(['7']);
    expect(await ids(7, 1)).toEqual(['4400']);
    expect(await ids(0, 10, 4_400)).toEqual(['7']);
  });
});
