import { describe, expect, it } from 'vitest';
import { selectRequest } from '../../src/rights/store/reading.ts';
import { asId } from '../../src/core/ids.ts';
import { insertAll } from '../../src/db/insert-all.ts';
import { writeCopy } from '../../src/personal-data/copy-writing.ts';
import { mailboxOf } from '../../src/personal-data/model/mailbox.ts';
import { reportHeld } from '../../src/personal-data/service/finding.ts';
import { loadCopying } from '../../src/personal-data/service/loading.ts';
import { subjectOf } from '../../src/personal-data/service/subject.ts';
import { subscriptions } from '../../src/subscribers/table.ts';
import { rowFor } from '../deliveries/recipients.ts';
import { startApp } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { fakeHolder, idsOf } from './fake-holder.ts';
import { proven, robin } from './persons.ts';

describe('a huge history', () => {
  it('is counted up to a bound, and read for a copy only as fast as the copy is taken', async () => {
    const trust = await startApp();
    const id = asId('rrq', await proven(trust));
    const fake = fakeHolder(idsOf(100_000));
    const { held } = await reportHeld(trust.deps, id, [fake.holder]);
    expect(held).toEqual([{ kind: 'inquiries', record: 'inquiries', count: 10_000, isMore: true }]);
    const request = await selectRequest(trust.deps.db, id);
    if (!request) throw new Error('there is no request');
    const subject = await subjectOf(trust.deps, request, 'copy');
    const copying = await loadCopying(trust.deps, request, subject);
    fake.pages.length = 0;
    const archive = writeCopy({ ...copying, holders: [{ ...fake.holder, copy: withText }] });
    let copied = 0;
    async function withText(...args: Parameters<typeof fake.holder.copy>) {
      copied += 1;
      const found = await fake.holder.copy(...args);
      return found && { ...found, data: { text: `${copied} `.repeat(200) } };
    }
    await archive.next();
    expect(copied).toBeLessThan(5_000);
    expect(Math.max(...fake.pages.map(({ limit }) => limit))).toBeLessThanOrEqual(200);
    const before = copied;
    await archive.return(undefined);
    expect(copied).toBe(before);
  });

  it('of a company’s domain is looked through for other spellings a page at a time', async () => {
    const trust = await startApp();
    const id = await proven(trust);
    const rows = Array.from({ length: 1_200 }, (_, index) =>
      rowFor(trust.deps, { channel: 'email', address: `box-${index}@person.example` }),
    );
    const [name, host] = robin.split('@');
    const spelled = [`${name}+a@${host}`, `${name}+b@${host}`];
    rows.splice(100, 0, rowFor(trust.deps, { channel: 'email', address: spelled[0] ?? '' }));
    rows.push(rowFor(trust.deps, { channel: 'email', address: spelled[1] ?? '' }));
    await trust.deps.transact(async (tx) => insertAll(tx, subscriptions, rows));
    const found: unknown[] = [];
    let pages = 0;
    for (let cursor = ''; pages === 0 || cursor !== ''; pages += 1) {
      const query = cursor === '' ? '' : `?cursor=${encodeURIComponent(cursor)}`;
      const path = `/rights-requests/${id}/similar-addresses${query}`;
      const { body } = must(await trust.as('editor').get(path));
      found.push(...pickList(body, 'items'));
      cursor = String(pick(body, 'next') ?? '');
    }
    expect(found.toSorted()).toEqual(spelled);
    expect(pages).toBe(3);
  });
});

it.each([
  ['Robin@Person.Example', 'robin@person.example'],
  ['robin+news+more@person.example', 'robin@person.example'],
  ['"a@b"+c@person.example', '"a@b"@person.example'],
  ['robin.k@person.example', 'robin.k@person.example'],
])('%s may be the mailbox of %s', (one, other) => {
  expect(mailboxOf(one)).toBe(other);
});
