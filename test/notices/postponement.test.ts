import { describe, expect, it } from 'vitest';
import { must, pick, pickList } from '../support/client.ts';
import { dumpTables } from '../support/invariants.ts';
import { day, facts } from '../support/factories.ts';
import { refuses } from '../support/refusals.ts';
import { verifyWorld } from '../verification/verifying.ts';
import {
  announced,
  changeOf,
  daysOf,
  eventsOf,
  holderOf,
  move,
  postpone,
  reason,
  slugsIn,
  started,
  stepsOf,
  withdraw,
} from './announced.ts';

const conflict = { status: 409, code: 'conflict' };
const materialChange = 'The data is processed in the United States.';

describe('a change that is postponed', () => {
  it('takes effect on the later day and not before; until when to object stays', async () => {
    const trust = await announced();
    await postpone(trust, 2, '2027-01-11');
    expect(await changeOf(trust, 2)).toMatchObject({
      state: 'announced',
      effectiveOn: '2027-01-11',
      window: { objectionEndsOn: '2026-12-22', isOpen: true },
      items: [{ after: { effectiveFrom: '2027-01-11' } }],
      steps: [
        { name: 'announced' },
        { name: 'postponed', effectiveOn: '2027-01-11', previousEffectiveOn: '2026-12-23', reason },
      ],
    });
    await trust.advanceDays(60);
    expect(await daysOf(trust, 2)).toMatchObject({
      'objection-closing': '2026-12-15',
      'objection-closed': '2026-12-23',
      'in-effect': '2027-01-11',
    });
    expect(await trust.entry('postmark')).toMatchObject({ facts: { effectiveFrom: '2027-01-11' } });
  });

  it('is known for each day as it was known on each day', async () => {
    const trust = await announced();
    trust.at('2026-12-01T09:00:00Z');
    await postpone(trust, 2, '2027-01-11');
    trust.at('2026-12-03T09:00:00Z');
    const between = '2026-12-30';
    expect(await slugsIn(trust, `?as_of=${between}&known_at=2026-11-30`)).toEqual([
      'aws',
      'postmark',
    ]);
    expect(await slugsIn(trust, `?as_of=${between}&known_at=2026-12-02`)).toEqual(['aws']);
    expect(await slugsIn(trust, `?as_of=${between}`)).toEqual(['aws']);
    expect(await slugsIn(trust, '?as_of=2027-01-11')).toEqual(['aws', 'postmark']);
  });

  it('leaves every earlier version and feed entry as it was', async () => {
    const trust = await announced();
    const version = must(await trust.get('/trust/versions/2.json')).text;
    const entryOf = async () => {
      const { body } = must(await trust.get('/trust/feed.json'));
      const { id } = Object(
        pickList(await changeOf(trust, 2), 'steps').map((step) => ({
          id: pick(step, 'eventId'),
        }))[0],
      );
      return pickList(body, 'items').find((item) => pick(item, 'id') === `urn:uuid:${String(id)}`);
    };
    const entry = await entryOf();
    expect(entry).toBeDefined();
    await postpone(trust, 2, '2027-01-11');
    expect(must(await trust.get('/trust/versions/2.json')).text).toBe(version);
    expect(await entryOf()).toEqual(entry);
    expect(must(await trust.get('/trust/versions/3.json')).text).toContain('2027-01-11');
  });

  it('moves an end and an amendment too, and no other fact', async () => {
    const trust = await started();
    await trust.publish({
      entries: { mail: facts({ name: 'Mail', description: 'Old.' }) },
      effectiveOn: '2026-12-23',
    });
    await trust.advanceDays(40);
    const ended = facts({
      name: 'Mail',
      description: 'Old.',
      effectiveFrom: day('2026-12-23'),
      effectiveUntil: day('2027-02-15'),
    });
    await trust.publish({ entries: { mail: ended }, effectiveOn: '2027-02-15' });
    const moved = facts({ name: 'AWS', description: 'Hosts.', locations: [{ country: 'US' }] });
    await trust.publish({ entries: { aws: moved }, effectiveOn: '2027-02-15' });
    await postpone(trust, 3, '2027-03-01');
    await postpone(trust, 4, '2027-03-01');
    trust.at('2027-02-20T09:00:00Z');
    await trust.runSchedule();
    expect(await trust.entry('mail')).toMatchObject({ state: 'current' });
    trust.at('2027-03-05T09:00:00Z');
    await trust.runSchedule();
    expect(await trust.entry('mail')).toMatchObject({
      state: 'ended',
      facts: { effectiveFrom: '2026-12-23', effectiveUntil: '2027-03-01' },
    });
    expect(await trust.entry('aws')).toMatchObject({ facts: { locations: [{ country: 'US' }] } });
    expect(await slugsIn(trust, '?as_of=2027-02-20')).toEqual(['aws', 'mail']);
  });

  it('twice, and withdrawn in the end, verifies from outside', async () => {
    const trust = await announced();
    await postpone(trust, 2, '2027-01-11');
    await postpone(trust, 2, '2027-01-18');
    expect((await verifyWorld(trust)).report).toMatchObject({ status: 'verified' });
    await withdraw(trust, 2);
    expect((await verifyWorld(trust)).report).toMatchObject({ status: 'verified' });
    expect(await slugsIn(trust, '?as_of=2027-01-20')).toEqual(['aws']);
  });
});

describe('a material change', () => {
  it('announces anew: the window starts again, and is told to close again', async () => {
    const trust = await announced();
    await trust.advanceDays(24);
    await postpone(trust, 2, '2027-01-16', { materialChange });
    expect(await changeOf(trust, 2)).toMatchObject({
      window: { objectionEndsOn: '2027-01-15', isOpen: true },
    });
    expect((await dumpTables(trust)).get('changes')?.[1]).toMatchObject({ round: 2 });
    await trust.advanceDays(60);
    expect(await stepsOf(trust, 2)).toEqual([
      'announced',
      'objection-closing',
      'postponed',
      'objection-closing',
      'objection-closed',
      'in-effect',
    ]);
    expect((await verifyWorld(trust)).report).toMatchObject({ status: 'verified' });
  });

  it('keeps the whole notice from today on', async () => {
    const trust = await announced();
    await trust.advanceDays(20);
    const body = { effectiveOn: '2027-01-11', reason, materialChange };
    const refused = await refuses(trust, () => move(trust, 2, 'postponement', body), {
      status: 422,
      code: 'invalid',
      pointers: ['#/effectiveOn'],
    });
    expect(refused.text).toContain('the earliest is 2027-01-12');
    expect(
      (await move(trust, 2, 'postponement', { ...body, effectiveOn: '2027-01-12' })).status,
    ).toBe(200);
  });

  it('never shortens a window that customers were told of', async () => {
    const trust = await announced();
    const profile = { name: 'Qluster Corp.', timeZone: 'UTC', noticeDays: 5 };
    must(await trust.as('owner').put('/organisation', profile, { 'if-match': '*' }));
    await postpone(trust, 2, '2026-12-28', { materialChange });
    expect(await changeOf(trust, 2)).toMatchObject({ window: { objectionEndsOn: '2026-12-22' } });
  });

  it('of what nobody may object to opens no window', async () => {
    const trust = await started();
    const ended = facts({ name: 'AWS', description: 'Hosts.', effectiveUntil: day('2026-11-25') });
    await trust.publish({ entries: { aws: ended }, effectiveOn: '2026-11-25' });
    await postpone(trust, 2, '2026-11-27', { materialChange });
    expect(pick(await changeOf(trust, 2), 'window')).toBeUndefined();
  });
});

describe('a postponement is refused', () => {
  it.each(['2026-12-23', '2026-12-22', '2026-11-01'])(
    'to %s, which is not later',
    async (effectiveOn) => {
      const trust = await announced();
      const refused = await refuses(
        trust,
        () => move(trust, 2, 'postponement', { effectiveOn, reason }),
        { status: 422, code: 'invalid', pointers: ['#/effectiveOn'] },
      );
      expect(refused.text).toContain('planned for 2026-12-23');
    },
  );

  it('of what is in effect, was withdrawn or has come, and says which', async () => {
    const trust = await announced();
    const to = { effectiveOn: '2027-02-01', reason };
    const inEffect = await refuses(trust, () => move(trust, 1, 'postponement', to), conflict);
    expect(pick(inEffect.body, 'detail')).toMatch(/^Change 1 is in effect/);
    trust.at('2026-12-23T00:00:00Z');
    await refuses(trust, () => move(trust, 2, 'postponement', to), conflict);
    trust.at('2026-12-01T00:00:00Z');
    await withdraw(trust, 2);
    const withdrawn = await refuses(trust, () => move(trust, 2, 'postponement', to), conflict);
    expect(pick(withdrawn.body, 'detail')).toMatch(/^Change 2 was withdrawn/);
  });

  it('to the second of two at once, who is told', async () => {
    const trust = await announced();
    const [ann, ben] = [await holderOf(trust, 'Ann'), await holderOf(trust, 'Ben')];
    const { etag = '' } = await ann.get('/changes/2');
    const replies = await Promise.all(
      [
        { by: ann, effectiveOn: '2027-01-11' },
        { by: ben, effectiveOn: '2027-01-12' },
      ].map(({ by, effectiveOn }) =>
        move(trust, 2, 'postponement', { effectiveOn, reason }, { by, etag }),
      ),
    );
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    expect(await eventsOf(trust, 'change.postponed')).toHaveLength(1);
  });

  it('where something is missing', async () => {
    const trust = await announced();
    await refuses(trust, () => move(trust, 2, 'postponement', {}), {
      status: 422,
      pointers: ['#/effectiveOn', '#/reason'],
    });
  });
});
