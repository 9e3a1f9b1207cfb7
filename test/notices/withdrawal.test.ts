import { describe, expect, it } from 'vitest';
import { must, pick, pickList } from '../support/client.ts';
import { day, facts } from '../support/factories.ts';
import { refuses } from '../support/refusals.ts';
import { verifyWorld } from '../verification/verifying.ts';
import {
  announced,
  changeOf,
  eventsOf,
  holderOf,
  move,
  prepare,
  publish,
  reason,
  slugsIn,
  started,
  stepsOf,
  withdraw,
} from './announced.ts';

const conflict = { status: 409, code: 'conflict' };

describe('a change that is withdrawn', () => {
  it('says so and why on its page, in the log and to those who were told', async () => {
    const trust = await announced();
    expect((await withdraw(trust, 2)).body).toMatchObject({ state: 'withdrawn' });
    expect(await changeOf(trust, 2)).toMatchObject({
      state: 'withdrawn',
      window: { isOpen: false },
      steps: [{ name: 'announced' }, { name: 'withdrawn', reason, listVersion: 3 }],
    });
    expect(must(await trust.get('/trust/changes/2')).text).toContain(reason);
    const [event] = await eventsOf(trust, 'change.withdrawn');
    expect(event).toMatchObject({ public: true, data: { id: 2, reason } });
  });

  it('never takes effect, and nothing is told of its window any more', async () => {
    const trust = await announced();
    await withdraw(trust, 2);
    await trust.advanceDays(60);
    expect(await stepsOf(trust, 2)).toEqual(['announced', 'withdrawn']);
    expect(await slugsIn(trust)).toEqual(['aws']);
  });

  it('leaves no entry on the list; what the list said before stays said', async () => {
    const trust = await announced();
    const before = must(await trust.get('/trust/versions/2.json')).text;
    trust.at('2026-11-25T09:00:00Z');
    await withdraw(trust, 2);
    expect(await slugsIn(trust)).toEqual(['aws']);
    expect(await trust.entry('postmark')).toMatchObject({ state: 'withdrawn' });
    expect(must(await trust.get('/trust/versions/2.json')).text).toBe(before);
    expect(must(await trust.get('/trust/versions/3.json')).text).not.toContain('postmark');
    expect(await slugsIn(trust, '?known_at=2026-11-24')).toEqual(['aws', 'postmark']);
    expect(await slugsIn(trust, '?as_of=2027-01-15&known_at=2026-11-24')).toEqual([
      'aws',
      'postmark',
    ]);
    expect(await slugsIn(trust, '?as_of=2027-01-15')).toEqual(['aws']);
  });

  it('leaves the address of its entry, which says what became of it', async () => {
    const trust = await announced();
    await withdraw(trust, 2);
    const page = must(await trust.get('/trust/subprocessors/postmark'));
    expect(page.text).toContain('Withdrawn');
    const { body } = must(await trust.get('/trust/subprocessors/postmark.json'));
    expect(body).toMatchObject({ state: 'withdrawn', lastChange: { id: 2 } });
    expect(must(await trust.get('/trust/subprocessors/postmark/history')).status).toBe(200);
  });

  it('leaves an entry that it would have amended as it was, and free for another change', async () => {
    const trust = await started();
    const moved = facts({ name: 'AWS', description: 'Hosts.', locations: [{ country: 'US' }] });
    await trust.publish({ entries: { aws: moved }, effectiveOn: '2026-12-24' });
    await withdraw(trust, 2);
    expect(pick(await trust.entry('aws'), 'facts', 'locations')).toBeUndefined();
    const { body } = must(await trust.get('/trust/subprocessors/aws.json'));
    expect(pick(body, 'pendingChange')).toBeUndefined();
    await trust.publish({ entries: { aws: moved }, effectiveOn: '2026-12-24' });
    await trust.advanceDays(40);
    expect(await trust.entry('aws')).toMatchObject({ facts: { locations: [{ country: 'US' }] } });
    expect(await stepsOf(trust, 2)).toEqual(['announced', 'withdrawn']);
  });

  it('leaves an end that was announced unsaid, and what follows it', async () => {
    const trust = await started();
    const ended = facts({ name: 'AWS', description: 'Hosts.', effectiveUntil: day('2026-12-24') });
    await trust.publish({ entries: { aws: ended }, effectiveOn: '2026-12-24' });
    await withdraw(trust, 2);
    await trust.advanceDays(40);
    expect(await slugsIn(trust, '?as_of=2027-01-15')).toEqual(['aws']);
    expect(await trust.entry('aws')).toMatchObject({ state: 'current' });
  });

  it('may be announced again under its name: it is the same entry', async () => {
    const trust = await announced();
    const first = pick(await trust.entry('postmark'), 'id');
    await withdraw(trust, 2);
    trust.at('2026-11-24T09:00:00Z');
    await trust.publish({ entries: { postmark: facts() }, effectiveOn: '2027-01-04' });
    expect(await trust.entry('postmark')).toMatchObject({ id: first, state: 'announced' });
    await trust.advanceDays(50);
    expect(await trust.entry('postmark')).toMatchObject({ id: first, state: 'current' });
    expect(await slugsIn(trust, '?as_of=2026-12-30')).toEqual(['aws']);
    expect(await slugsIn(trust, '?as_of=2027-01-04')).toEqual(['aws', 'postmark']);
    expect((await verifyWorld(trust)).report).toMatchObject({ status: 'verified' });
  });

  it('verifies from outside', async () => {
    const trust = await announced();
    await withdraw(trust, 2);
    expect((await verifyWorld(trust)).report).toMatchObject({ status: 'verified' });
  });
});

describe('a withdrawal is refused', () => {
  it('of what is in effect, and says that it is', async () => {
    const trust = await started();
    const refused = await refuses(trust, () => move(trust, 1, 'withdrawal', { reason }), conflict);
    expect(pick(refused.body, 'detail')).toMatch(/^Change 1 is in effect/);
  });

  it('the second time, and says what it was', async () => {
    const trust = await announced();
    await withdraw(trust, 2);
    const refused = await refuses(trust, () => move(trust, 2, 'withdrawal', { reason }), conflict);
    expect(pick(refused.body, 'detail')).toMatch(/^Change 2 was withdrawn/);
  });

  it('on the day of the change, though the schedule is late', async () => {
    const trust = await announced();
    trust.at('2026-12-23T00:00:00Z');
    const refused = await refuses(trust, () => move(trust, 2, 'withdrawal', { reason }), conflict);
    expect(pick(refused.body, 'detail')).toMatch(/2026-12-23/);
  });

  it('of a change that is not there', async () => {
    const trust = await announced();
    const reply = await move(trust, 99, 'withdrawal', { reason }, { etag: '"v1"' });
    expect(reply.status).toBe(404);
  });

  it('without a reason, or without saying what was seen', async () => {
    const trust = await announced();
    await refuses(trust, () => move(trust, 2, 'withdrawal', {}), {
      status: 422,
      pointers: ['#/reason'],
    });
    const editor = trust.as('editor');
    await refuses(trust, () => editor.put('/changes/2/withdrawal', { reason }), {
      status: 428,
      code: 'precondition_required',
    });
  });

  it('to one of two who withdraw and postpone at once, and that one is told', async () => {
    const trust = await announced();
    const [ann, ben] = [await holderOf(trust, 'Ann'), await holderOf(trust, 'Ben')];
    const { etag = '' } = await ann.get('/changes/2');
    const replies = await Promise.all([
      move(trust, 2, 'withdrawal', { reason }, { by: ann, etag }),
      move(trust, 2, 'postponement', { effectiveOn: '2027-01-11', reason }, { by: ben, etag }),
    ]);
    const statuses = replies.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    // Withdrawn, it cannot be postponed at all; postponed, it is another than was seen.
    expect(statuses.filter((status) => status === 409 || status === 412)).toHaveLength(1);
    expect(await stepsOf(trust, 2)).toHaveLength(2);
  });
});

describe('a change that is superseded', () => {
  const instead = { mailgun: { facts: facts({ name: 'Mailgun', description: 'Sends mail.' }) } };

  it('ends in the commit that announces the other, and each leads to the other', async () => {
    const trust = await announced();
    const path = await prepare(trust, { effectiveOn: '2026-12-24', supersedes: 2 }, instead);
    expect((await publish(trust, path)).status).toBe(201);
    expect(await changeOf(trust, 2)).toMatchObject({
      state: 'superseded',
      supersededBy: { id: 3 },
      steps: [{ name: 'announced' }, { name: 'superseded', listVersion: 3, supersededBy: 3 }],
    });
    expect(await changeOf(trust, 3)).toMatchObject({
      state: 'announced',
      supersedes: { id: 2 },
      steps: [{ name: 'announced', listVersion: 4 }],
    });
    await trust.advanceDays(40);
    expect(await slugsIn(trust)).toEqual(['aws', 'mailgun']);
    expect((await verifyWorld(trust)).report).toMatchObject({ status: 'verified' });
  });

  it('may be superseded by one that says otherwise of the same entry', async () => {
    const trust = await announced();
    const id = pick(await trust.entry('postmark'), 'id');
    const other = { postmark: { facts: facts({ locations: [{ country: 'DE' }] }) } };
    const path = await prepare(trust, { effectiveOn: '2026-12-30', supersedes: 2 }, other);
    must(await publish(trust, path));
    await trust.advanceDays(40);
    expect(await trust.entry('postmark')).toMatchObject({
      id,
      state: 'current',
      facts: { effectiveFrom: '2026-12-30', locations: [{ country: 'DE' }] },
    });
    expect(await slugsIn(trust, '?as_of=2026-12-24')).toEqual(['aws']);
  });

  it('is one that is still to come: another is refused, in the dry run too', async () => {
    const trust = await announced();
    await withdraw(trust, 2);
    const path = await prepare(trust, { effectiveOn: '2026-12-24', supersedes: 2 }, instead);
    const refused = await refuses(
      trust,
      () => trust.as('editor').put(`${path}/publication?dry_run=true`, {}),
      conflict,
    );
    expect(pick(refused.body, 'detail')).toMatch(/Change 2 was withdrawn/);
    expect((await publish(trust, path)).status).toBe(409);
  });

  it('is superseded once, though two publish at once', async () => {
    const trust = await announced();
    const others = [instead, { brevo: { facts: facts({ name: 'Brevo', description: 'Mails.' }) } }];
    const paths = [];
    for (const each of others) {
      const path = await prepare(trust, { effectiveOn: '2026-12-24', supersedes: 2 }, each);
      await trust.approve(path.slice('/batches/'.length));
      paths.push(path);
    }
    const replies = await Promise.all(
      paths.map((path) => trust.as('editor').put(`${path}/publication`, {}, { 'if-match': '*' })),
    );
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    expect(pickList(await changeOf(trust, 2), 'steps')).toHaveLength(2);
  });
});
