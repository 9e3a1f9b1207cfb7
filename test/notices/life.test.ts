import { describe, expect, it } from 'vitest';
import { systemCtx } from '../../src/context.ts';
import { applyDueChanges } from '../../src/subprocessors/service/falling-due.ts';
import type { World } from '../support/app.ts';
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
  prepare,
  publish,
  started,
  stepsOf,
  withdraw,
} from './announced.ts';

const addition = { postmark: { facts: facts() } };

describe('the notice', () => {
  it('refuses a day inside it, names the earliest and leaves no trace; the dry run says the same', async () => {
    const trust = await started();
    const path = await prepare(trust, { effectiveOn: '2026-12-21' }, addition);
    const plan = must(await trust.as('editor').put(`${path}/publication?dry_run=true`, {})).body;
    expect(plan).toMatchObject({ publishable: false, faults: [{ pointer: '#/effectiveOn' }] });
    await trust.approve(path.slice('/batches/'.length));
    const refused = await refuses(
      trust,
      () => trust.as('editor').put(`${path}/publication`, {}, { 'if-match': '*' }),
      { status: 422, code: 'invalid', pointers: ['#/effectiveOn'] },
    );
    expect(refused.text).toContain(
      '30 days before, and the day comes after the last one to object: the earliest is 2026-12-23',
    );
  });

  it('refuses what would take effect at once', async () => {
    const trust = await started();
    const path = await prepare(trust, {}, addition);
    expect((await publish(trust, path)).status).toBe(422);
  });

  it('is kept on its earliest day; until when to object stands in plan, change, step, log and page', async () => {
    const trust = await started();
    const path = await prepare(trust, { effectiveOn: '2026-12-23' }, addition);
    const plan = must(await trust.as('editor').put(`${path}/publication?dry_run=true`, {})).body;
    expect(plan).toMatchObject({ faults: [], objectionEndsOn: '2026-12-22', announced: true });
    expect((await publish(trust, path)).status).toBe(201);
    expect(await changeOf(trust, 2)).toMatchObject({
      state: 'announced',
      window: { objectionEndsOn: '2026-12-22', isOpen: true },
      steps: [{ name: 'announced', objectionEndsOn: '2026-12-22' }],
    });
    const [event] = await eventsOf(trust, 'change.published');
    expect(event).toMatchObject({ public: true, data: { objectionEndsOn: '2026-12-22' } });
  });

  it('counts in the time zone of the organisation', async () => {
    // It is the 23rd already in Auckland.
    const trust = await started({ timeZone: 'Pacific/Auckland' });
    trust.at('2026-11-22T12:00:00Z');
    const path = await prepare(trust, { effectiveOn: '2026-12-23' }, addition);
    const refused = await publish(trust, path);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('the earliest is 2026-12-24');
  });

  it('is not for the opening of a register, nor for corrections and removals', async () => {
    const trust = await started();
    expect(await changeOf(trust, 1)).toMatchObject({ state: 'in-effect' });
    expect(pick(await changeOf(trust, 1), 'window')).toBeUndefined();
    await trust.publish({
      entries: { aws: facts({ name: 'AWS', description: 'Hosts.', category: 'Hosting' }) },
      classes: { aws: 'correction' },
    });
    await trust.publish({
      entries: {
        aws: facts({ name: 'AWS', description: 'Hosts.', effectiveUntil: day('2026-11-22') }),
      },
    });
    expect(await trust.entry('aws')).toMatchObject({ state: 'ended' });
    expect(pick(await changeOf(trust, 3), 'window')).toBeUndefined();
  });

  it('is for the second change even where the first was withdrawn before its day', async () => {
    const trust = await started();
    await trust.publish({
      entries: {
        aws: facts({ name: 'AWS', description: 'Hosts.', effectiveUntil: day('2026-11-22') }),
      },
    });
    expect((await publish(trust, await prepare(trust, {}, addition))).status).toBe(422);
  });

  it('is for those amendments that the organisation has promised it for', async () => {
    const trust = await started({ noticeForAmendments: ['location'] });
    const moved = {
      aws: { facts: facts({ name: 'AWS', description: 'Hosts.', locations: [{ country: 'US' }] }) },
    };
    const widened = { aws: { facts: facts({ name: 'AWS', description: 'Hosts and copies.' }) } };
    const classes = { classes: { aws: 'substantive' } };
    expect((await publish(trust, await prepare(trust, {}, moved), classes)).status).toBe(422);
    expect((await publish(trust, await prepare(trust, {}, widened), classes)).status).toBe(201);
  });

  it('of no days lets everything take effect at once', async () => {
    const trust = await started({ noticeDays: 0 });
    expect((await publish(trust, await prepare(trust, {}, addition))).status).toBe(201);
  });

  it('is promised in public as the organisation has set it', async () => {
    const trust = await started({ objectionDays: 14, noticeForAmendments: ['location', 'data'] });
    const profile = {
      noticeDays: 30,
      objectionDays: 14,
      noticeForAmendments: ['location', 'data'],
    };
    const staff = must(await trust.as('viewer').get('/organisation')).body;
    expect(staff).toMatchObject(profile);
    const { body } = must(await trust.get('/trust.json'));
    expect(JSON.stringify(body)).toContain('"objectionDays":14');
  });
});

describe('a change that is announced', () => {
  it('goes through its steps, each on its day and once', async () => {
    const trust = await announced();
    await trust.advanceDays(40);
    expect(await daysOf(trust, 2)).toEqual({
      announced: '2026-11-22',
      'objection-closing': '2026-12-15',
      'objection-closed': '2026-12-23',
      'in-effect': '2026-12-23',
    });
    expect(await stepsOf(trust, 2)).toHaveLength(4);
    expect(await trust.entry('postmark')).toMatchObject({
      state: 'current',
      facts: { effectiveFrom: '2026-12-23' },
    });
  });

  it('publishes a version of the list with each step but those of its window', async () => {
    const trust = await announced();
    await trust.advanceDays(40);
    const steps = pickList(await changeOf(trust, 2), 'steps');
    expect(steps.map((step) => pick(step, 'listVersion'))).toEqual([2, 2, 2, 3]);
    const { body } = must(await trust.get('/trust/versions.json'));
    expect(pickList(body, 'items').map((version) => pick(version, 'version'))).toEqual([3, 2, 1]);
  });

  it('has each step in the feeds, and tells each to those who follow', async () => {
    const trust = await announced();
    await trust.advanceDays(40);
    const { body } = must(await trust.get('/trust/feed.json'));
    const told = pickList(body, 'items').map((item) =>
      pick(item, '_annex', 'change', 'step', 'name'),
    );
    expect(told.slice(0, 4)).toEqual([
      'in-effect',
      'objection-closed',
      'objection-closing',
      'announced',
    ]);
    const outbox = (await dumpTables(trust)).get('outbox') ?? [];
    expect(outbox).toHaveLength(1 + 4);
  });

  it('after months of downtime takes the steps that are left, in order, for their own days', async () => {
    const trust = await announced();
    trust.at('2027-04-01T09:00:00Z');
    await trust.runSchedule();
    await trust.runSchedule();
    // That the window closes soon is no news any more.
    expect(await stepsOf(trust, 2)).toEqual(['announced', 'objection-closed', 'in-effect']);
    expect(await trust.entry('postmark')).toMatchObject({ facts: { effectiveFrom: '2026-12-23' } });
    const asOf = async (on: string) => {
      const { body } = must(await trust.get(`/trust/subprocessors.json?as_of=${on}`));
      return pickList(body, 'subprocessors').map((entry) => pick(entry, 'slug'));
    };
    expect(await asOf('2026-12-22')).toEqual(['aws']);
    expect(await asOf('2026-12-23')).toEqual(['aws', 'postmark']);
  });

  it('is told to close late but while it is open, where nobody was there on the day', async () => {
    const trust = await announced();
    trust.at('2026-12-20T09:00:00Z');
    await trust.runSchedule();
    expect(await stepsOf(trust, 2)).toEqual(['announced', 'objection-closing']);
  });

  it('of several that fell due is first whose day came first', async () => {
    const trust = await announced();
    await trust.publish({
      entries: { mailgun: facts({ name: 'Mailgun', description: 'Second.' }) },
      effectiveOn: '2026-12-30',
    });
    trust.at('2027-04-01T09:00:00Z');
    await trust.runSchedule();
    const effects = (await eventsOf(trust, 'change.took_effect')).map((event) =>
      pick(event, 'data', 'id'),
    );
    expect(effects.toReversed()).toEqual([1, 2, 3]);
  });

  it('takes each step once, however many processes look', async () => {
    const trust = await announced();
    const others = [trust, await trust.anotherProcess(), await trust.anotherProcess()];
    for (const now of ['2026-12-15T09:00:00Z', '2026-12-22T09:00:00Z', '2026-12-23T09:00:00Z']) {
      trust.at(now);
      await Promise.all([...others, ...others].map((process) => process.runSchedule()));
    }
    expect(await stepsOf(trust, 2)).toEqual([
      'announced',
      'objection-closing',
      'objection-closed',
      'in-effect',
    ]);
  });

  it('takes effect once where the process was killed between the day and the commit', async () => {
    const trust = await announced();
    trust.at('2026-12-23T09:00:00Z');
    const before = await dumpTables(trust);
    await expect(applyDueChanges(dying(trust, 0))).rejects.toThrow('killed');
    expect(await dumpTables(trust)).toEqual(before);
    await expect(applyDueChanges(dying(trust, 1))).rejects.toThrow('killed');
    expect(await stepsOf(trust, 2)).toEqual(['announced', 'objection-closed']);
    await trust.runSchedule();
    await trust.runSchedule();
    expect((await stepsOf(trust, 2)).filter((name) => name === 'in-effect')).toHaveLength(1);
  });

  it('is not put into effect by a process that read it before it was withdrawn', async () => {
    const trust = await announced();
    const { deps } = trust;
    const late = {
      ...systemCtx(deps, 'due-changes'),
      now: new Date('2027-01-10T09:00:00Z'),
      deps: {
        ...deps,
        // Between its reading and its commit somebody else is faster.
        transact: async <T>(work: Parameters<typeof deps.transact<T>>[0]) => {
          if ((await stepsOf(trust, 2)).at(-1) === 'announced') await withdraw(trust, 2);
          return deps.transact(work);
        },
      },
    };
    expect(await applyDueChanges(late)).toBe(0);
    expect(await stepsOf(trust, 2)).toEqual(['announced', 'withdrawn']);
  });

  it('is not edited: the refusal says what to do instead', async () => {
    const trust = await started();
    const { batch } = await trust.publish({
      entries: { postmark: facts() },
      effectiveOn: '2026-12-23',
    });
    const refused = await refuses(
      trust,
      () => trust.as('editor').put(`/batches/${batch}`, { reason }, { 'if-match': '*' }),
      { status: 409, code: 'conflict' },
    );
    expect(refused.text).toMatch(/withdraw or postpone/);
    const again = await prepare(
      trust,
      { effectiveOn: '2027-01-20' },
      {
        postmark: { facts: facts({ category: 'Mail' }) },
      },
    );
    expect((await publish(trust, again, { classes: { postmark: 'correction' } })).status).toBe(422);
  });

  it('verifies from outside at every step of its life', async () => {
    const trust = await announced();
    for (const days of [0, 23, 7, 1]) {
      await trust.advanceDays(days);
      const { report } = await verifyWorld(trust);
      expect(report).toMatchObject({ status: 'verified' });
    }
  });
});

const reason = 'Something else.';

/** Dies after so many commits, in the moment between what it did and the next. */
function dying(trust: World, commits: number) {
  const { deps } = trust;
  let left = commits;
  const transact = async <T>(work: Parameters<typeof deps.transact<T>>[0]) =>
    deps.transact<T>(async (tx) => {
      const done = await work(tx);
      if (left === 0) throw new Error('killed');
      left -= 1;
      return done;
    });
  return { ...systemCtx(deps, 'due-changes'), deps: { ...deps, transact } };
}
