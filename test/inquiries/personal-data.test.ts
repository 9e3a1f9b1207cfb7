import { eq, isNull } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { asId } from '../../src/core/ids.ts';
import { holders } from '../../src/inquiries/service/personal-data.ts';
import { selectErasedFiles } from '../../src/inquiries/store/reading.ts';
import { selectIdsByHashes } from '../../src/inquiries/store/personal-data.ts';
import { inquiries } from '../../src/inquiries/table.ts';
import { eraseOne, filesOf, textOf } from '../personal-data/holding.ts';
import { startApp, type World } from '../support/app.ts';
import { must } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { readEvents } from '../support/invariants.ts';
import { copyAll, correctAll, eraseAll, findAll, subjectOf } from '../support/persons.ts';
import { plansOf } from '../support/recipients.ts';
import { blobsOf, eventsOf, fileOf, inquired, pageOf, pdf, press, wish } from './writing.ts';

const [holder] = holders;
if (!holder) throw new Error('no holder');
const { email } = wish();
const tables = ['inquiries', 'inquiry_messages', 'inquiry_attachments', 'subscriptions'];
const ofRobin = /kanari|robin|backups|somewhere cold|plan of robin/i;
const other = { name: 'Ash Other', email: 'ash@other.example', message: 'What of Ash?' };

/** Two inquiries of Robin with an answer, a note and a file, and one of somebody else with a file. */
async function started() {
  const trust = await startApp();
  const first = await inquired(trust);
  const second = await inquired(trust, { email: email.toUpperCase(), message: 'Robin again.' });
  const theirs = await inquired(trust, other);
  const file = fileOf('plan-of-robin.pdf', pdf(personMark));
  await press(trust, await withMessages(trust, first.id), { text: 'Here is it.' }, [file]);
  await press(trust, await withMessages(trust, theirs.id), { text: 'Mine.' }, [
    fileOf('ash.pdf', pdf('of Ash')),
  ]);
  const staff = trust.as('editor');
  const any = { 'if-match': '*' };
  must(await staff.post(`/inquiries/${first.id}/messages`, { text: 'Somewhere cold.' }, any));
  must(await staff.post(`/inquiries/${first.id}/notes`, { text: `Beware of Robin.` }, any));
  return { trust, first, second, theirs };
}

async function withMessages(trust: World, id: string): Promise<string> {
  return `${await pageOf(trust, id)}/messages`;
}

async function rowOf({ deps }: World, id: string) {
  return deps.db
    .select()
    .from(inquiries)
    .where(eq(inquiries.id, asId('inq', id)));
}

describe('inquiries of a person', () => {
  it('are copied with what was written and sent, and nothing that is not theirs', async () => {
    const { trust } = await started();
    const robin = subjectOf(trust, email);
    const { inquiries: copies } = await copyAll(trust, holders, robin);
    expect(copies).toHaveLength(2);
    const text = JSON.stringify(copies);
    for (const said of [email, `Robin ${personMark}`, 'Robin again.', 'Somewhere cold.'])
      expect(text).toContain(said);
    expect(text).not.toMatch(/beware|ash|\/my\/|key_|att_/i);
    const files = await filesOf(trust, holder, robin);
    expect(files.map(({ name, mediaType }) => [name, mediaType])).toEqual([
      ['plan-of-robin.pdf', 'application/pdf'],
    ]);
    const [file] = files;
    expect(await new Response(await file?.bytes()).text()).toContain(personMark);
    expect(text).toContain('"attachments":["plan-of-robin.pdf"]');
    await trust.drain();
  });

  it('are erased to the last byte, once, and nobody else’s with them', async () => {
    const { trust, theirs } = await started();
    const robin = subjectOf(trust, email);
    const before = [await rowOf(trust, theirs.id), await textOf(trust, tables)] as const;
    expect(before[1]).toMatch(ofRobin);
    await trust.drain();
    const [file] = await filesOf(trust, holder, robin);
    const done = await eraseAll(trust, holders, robin);
    expect(done).toEqual(['inquiries erased', 'inquiries erased']);
    const after = await textOf(trust, tables);
    expect(after).not.toMatch(ofRobin);
    expect(after).not.toContain(robin.hashes[0]);
    expect(after).toContain('What of Ash?');
    expect(await rowOf(trust, theirs.id)).toEqual(before[0]);
    expect(await blobsOf(trust)).toHaveLength(1);
    // A copy that was being made meanwhile leaves it out.
    await expect(file?.bytes()).rejects.toMatchObject({ code: 'damaged' });
    expect((await eventsOf(trust)).slice(-2)).toMatchObject([
      { action: 'inquiry.erased', data: {} },
      { action: 'inquiry.erased', data: {} },
    ]);
    const events = await readEvents(trust);
    expect(await eraseAll(trust, holders, robin)).toEqual([]);
    const again = await eraseOne(trust, holder, robin, `${theirs.id}x`);
    expect(again).toEqual({ outcome: 'erased' });
    expect(await readEvents(trust)).toEqual(events);
  });

  it('are corrected in name and company, and never in the address', async () => {
    const { trust, theirs } = await started();
    const robin = subjectOf(trust, email);
    const correction = { name: 'Robyn Right', company: 'Right Ltd', email: 'else@where.example' };
    expect(await correctAll(trust, holders, robin, correction)).toEqual(['inquiries', 'inquiries']);
    expect(await correctAll(trust, holders, robin, correction)).toEqual([]);
    const { inquiries: persons } = await copyAll(trust, holders, robin);
    expect(persons).toMatchObject([
      { name: 'Robyn Right', company: 'Right Ltd' },
      { name: 'Robyn Right', company: 'Right Ltd' },
    ]);
    expect(JSON.stringify(persons)).not.toContain('else@');
    expect((await rowOf(trust, theirs.id))[0]?.person?.name).toBe(other.name);
  });

  it('are paged by an index, however many there are', async () => {
    const trust = await startApp();
    const row = await inquired(trust);
    const robin = subjectOf(trust, email, 'none@customer.example');
    const many = Array.from({ length: 450 }, (_, count) => ({
      ...row,
      id: asId('inq', `inq_${String(count).padStart(32, '0')}`),
      reference: `INQ-${count}`,
      subscriptionId: null,
    }));
    await trust.deps.transact(async (tx) => {
      await tx.insert(inquiries).values(many);
    });
    const found = await findAll(trust, holder, robin, 200);
    expect(found).toEqual([...many.map(({ id }) => id), row.id].toSorted());
    const plans = await plansOf(trust, async (db) => {
      await selectIdsByHashes(db, robin.hashes, { after: found[200], limit: 200 });
      await selectErasedFiles(db, 100);
    });
    const steps = plans.flatMap((plan) => plan.steps);
    expect(steps).toHaveLength(3);
    expect(steps.join('\n')).not.toMatch(/SCAN inquiries|TEMP B-TREE/);
    expect(steps[2]).toContain('inquiry_attachments_erased');
    await trust.deps.transact(async (tx) => {
      await tx.delete(inquiries).where(isNull(inquiries.subscriptionId));
    });
  });
});
