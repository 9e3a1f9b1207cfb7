import { describe, expect, it } from 'vitest';
import { must, pick } from '../support/client.ts';
import { day, facts } from '../support/factories.ts';
import { refuses } from '../support/refusals.ts';
import { verifyWorld } from '../verification/verifying.ts';
import {
  changeOf,
  daysOf,
  eventsOf,
  move,
  prepare,
  publish,
  reason,
  started,
  stepsOf,
} from './announced.ts';

const emergency = {
  ground: 'outage',
  explanation: 'The mail provider has been down since Thursday.',
};
const addition = { postmark: { facts: facts() } };

describe('an emergency', () => {
  it('takes effect when it is published and opens the whole window after', async () => {
    const trust = await started();
    const path = await prepare(trust, { emergency }, addition);
    const plan = must(await trust.as('editor').put(`${path}/publication?dry_run=true`, {})).body;
    expect(plan).toMatchObject({ faults: [], announced: false, objectionEndsOn: '2026-12-22' });
    expect((await publish(trust, path)).status).toBe(201);
    expect(await changeOf(trust, 2)).toMatchObject({
      state: 'in-effect',
      effectiveOn: '2026-11-22',
      emergency,
      window: { objectionEndsOn: '2026-12-22', isOpen: true },
      steps: [{ name: 'in-effect', objectionEndsOn: '2026-12-22' }],
    });
    const [event] = await eventsOf(trust, 'change.published');
    expect(event).toMatchObject({ data: { emergency, objectionEndsOn: '2026-12-22' } });
    await trust.advanceDays(40);
    expect(await daysOf(trust, 2)).toEqual({
      'in-effect': '2026-11-22',
      'objection-closing': '2026-12-15',
      'objection-closed': '2026-12-23',
    });
    expect(pick(await changeOf(trust, 2), 'window', 'isOpen')).toBe(false);
  });

  it('says on its page what happened, and verifies from outside before and after its window', async () => {
    const trust = await started();
    must(await publish(trust, await prepare(trust, { emergency }, addition)));
    expect(must(await trust.get('/trust/changes/2')).text).toContain(emergency.explanation);
    expect((await verifyWorld(trust)).report).toMatchObject({ status: 'verified' });
    await trust.advanceDays(40);
    expect((await verifyWorld(trust)).report).toMatchObject({ status: 'verified' });
  });

  it('replaces what has failed', async () => {
    const trust = await started();
    const instead = {
      hetzner: { facts: facts({ name: 'Hetzner', description: 'Hosts too.' }), replaces: 'aws' },
    };
    must(await publish(trust, await prepare(trust, { emergency }, instead)));
    expect(await trust.entry('aws')).toMatchObject({ state: 'ended' });
    expect(await changeOf(trust, 2)).toMatchObject({ state: 'in-effect', emergency });
  });

  it('needs an approver like any other', async () => {
    const trust = await started();
    const path = await prepare(trust, { emergency }, addition);
    await refuses(
      trust,
      () => trust.as('editor').put(`${path}/publication`, {}, { 'if-match': '*' }),
      { status: 409, code: 'not_approved' },
    );
  });

  it('may take the place of what was announced', async () => {
    const trust = await started();
    await trust.publish({ entries: { postmark: facts() }, effectiveOn: '2026-12-23' });
    must(await publish(trust, await prepare(trust, { emergency, supersedes: 2 }, addition)));
    expect(await stepsOf(trust, 2)).toEqual(['announced', 'superseded']);
    expect(await trust.entry('postmark')).toMatchObject({ state: 'current' });
  });

  it('is neither withdrawn nor postponed: it is in effect', async () => {
    const trust = await started();
    must(await publish(trust, await prepare(trust, { emergency }, addition)));
    await refuses(trust, () => move(trust, 2, 'withdrawal', { reason }), {
      status: 409,
      code: 'conflict',
    });
  });

  it('without a ground that is one, or without words for it, is none', async () => {
    const trust = await started();
    const post = (said: object) => trust.as('editor').post('/batches', { reason, emergency: said });
    for (const [said, pointer] of [
      [{ ground: 'hurry', explanation: 'Now.' }, '#/emergency/ground'],
      [{ ground: 'outage' }, '#/emergency/explanation'],
      [{ ground: 'outage', explanation: ' ' }, '#/emergency/explanation'],
    ] as const)
      await refuses(trust, () => post(said), { status: 422, pointers: [pointer] });
  });

  it('is refused for a later day, and for what has to wait for nobody', async () => {
    const trust = await started();
    const later = await prepare(trust, { emergency, effectiveOn: '2026-11-23' }, addition);
    const refused = await publish(trust, later);
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('#/effectiveOn')]);
    const ended = facts({ name: 'AWS', description: 'Hosts.', effectiveUntil: day('2026-11-22') });
    const removal = await publish(
      trust,
      await prepare(trust, { emergency }, { aws: { facts: ended } }),
    );
    expect([removal.status, removal.text]).toEqual([422, expect.stringContaining('#/emergency')]);
  });
});
