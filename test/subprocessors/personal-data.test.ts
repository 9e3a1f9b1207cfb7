import { describe, expect, it } from 'vitest';
import { holders as desks } from '../../src/organisation/service/personal-data.ts';
import { holders } from '../../src/subprocessors/service/personal-data.ts';
import { textOf } from '../personal-data/holding.ts';
import { startApp } from '../support/app.ts';
import { facts, person } from '../support/factories.ts';
import { readEvents } from '../support/invariants.ts';
import { copyAll, correctAll, eraseAll, subjectOf } from '../support/persons.ts';

const zoe = person();
const email = zoe.email ?? '';
const other = person({ name: 'Al Other', email: 'al@vendor.example' });
const tables = ['contact_persons', 'batch_entries'];

/** Zoe at one sub-processor and in a draft of it, somebody else at another and in the same draft. */
async function started() {
  const trust = await startApp();
  const entries = { aws: facts(), postmark: facts({ description: 'Mail.' }) };
  await trust.publish({ entries, persons: { aws: zoe, postmark: other } });
  const changed = {
    aws: facts({ description: 'More.' }),
    postmark: facts({ description: 'Less.' }),
  };
  const moved = { aws: { ...zoe, email: email.toUpperCase() }, postmark: other };
  await trust.prepare({ entries: changed, persons: moved });
  return trust;
}

describe('contact persons', () => {
  it('are copied, corrected and erased in the register and in drafts, and nobody else is', async () => {
    const trust = await started();
    const subject = subjectOf(trust, email);
    expect(await copyAll(trust, holders, subject)).toEqual({
      'drafted-contact-persons': [{ subprocessor: 'aws', ...zoe, email: email.toUpperCase() }],
      'contact-persons': [{ subprocessor: 'aws', ...zoe }],
    });
    const both = ['drafted-contact-persons', 'contact-persons'];
    const correction = { name: 'Zoe Right', email: 'else@where.example' };
    expect(await correctAll(trust, holders, subject, correction)).toEqual(both);
    expect(await correctAll(trust, holders, subject, correction)).toEqual([]);
    expect(await copyAll(trust, holders, subject)).toMatchObject({
      'drafted-contact-persons': [{ name: 'Zoe Right', email: email.toUpperCase() }],
      'contact-persons': [{ name: 'Zoe Right', email }],
    });
    const gone = both.map((kind) => `${kind} deleted`);
    expect(await eraseAll(trust, holders, subject)).toEqual(gone);
    const left = await textOf(trust, tables);
    expect(left).not.toMatch(/zoe|kanari/i);
    expect(left.match(/Al Other/g)).toHaveLength(2);
    const events = await readEvents(trust);
    expect(events.slice(-2)).toMatchObject([
      { action: 'batch.contact_person_erased', data: { slug: 'aws' } },
      { action: 'contact_person.erased', data: {} },
    ]);
    expect(await eraseAll(trust, holders, subject)).toEqual([]);
    expect(await readEvents(trust)).toEqual(events);
  });

  it('of the organisation itself stay as long as it names them', async () => {
    const dpo = { name: 'Dee Office', email: 'Dee@qluster.example' };
    const trust = await startApp({ organisation: { dpo } });
    const dee = subjectOf(trust, dpo.email);
    expect(await copyAll(trust, desks, dee)).toEqual({
      'organisation-contacts': [{ place: 'dpo', ...dpo }],
    });
    const events = await readEvents(trust);
    expect(await eraseAll(trust, desks, dee)).toEqual(['organisation-contacts kept in-force']);
    expect(await readEvents(trust)).toEqual(events);
    expect(JSON.stringify(events)).not.toMatch(/dee/i);
  });
});
