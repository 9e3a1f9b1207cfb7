import { describe, expect, it } from 'vitest';
import { asCustomerId } from '../../src/core/ids.ts';
import { addCustomer, noticeOf, openRegister } from '../notices/announcing.ts';
import { contact } from '../customers/people.ts';
import { objected } from '../objections/objecting.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { facts } from '../support/factories.ts';
import { enterAs, enterAsOwner } from './entering.ts';
import { root, type Tab } from './support.ts';

const list = `${root}/changes`;
const name = '<b>Mistral</b>';

type Begun = {
  readonly world: World;
  readonly tab: Tab;
  readonly change: number;
  readonly general: string;
  readonly specific: string;
  /** Path of the page of the change. */
  readonly here: string;
};

/** Two customers, one on general and one on specific terms, told of a change for 15 January 2027. */
async function begin(at?: string): Promise<Begun> {
  const world = await startApp({ env: { CLIENT_ADDRESS_HEADER: 'x-forwarded-for' } });
  await openRegister(world);
  const general = await addCustomer(world, 'general');
  const specific = await addCustomer(world, 'specific', { authorisation: 'specific' });
  const { change } = await world.publish({
    entries: { mistral: facts({ name }) },
    effectiveOn: '2027-01-15',
  });
  await world.drain();
  // Whoever is to approve keys once an owner has signed in.
  await world.makeKey('approver', 'Ben');
  if (at !== undefined) world.at(at);
  await world.runSchedule();
  const tab = await enterAsOwner(world);
  return { world, tab, change, general, specific, here: `${list}/${change}` };
}

const stateOf = async (world: World, change: number) =>
  pick(must(await world.as('editor').get(`/changes/${change}`)).body, 'state');

describe('changes in the console', () => {
  it('stand in a calendar of days and in a list by state, with texts as text', async () => {
    const { tab, change, here } = await begin();
    await tab.open(list);
    const [calendar = '', table = ''] = tab.page.text.split('id="changes"');
    // Both clocks began on 22 November: thirty days for each.
    expect(calendar).toContain('id="day-2026-12-22"');
    expect(calendar).toMatch(/<a class="day" href="#day-2026-12-22"/);
    expect(calendar).toContain('for 2 customers');
    expect(calendar).toContain(`href="${here}"`);
    expect(calendar).not.toContain('day-2027-01-15');
    expect(table).toContain('&lt;b&gt;Mistral');
    expect(tab.page.text).not.toContain(name);
    await tab.open(`${list}?from=2027-01-04`);
    expect(tab.page.text).toContain(`Change ${change} takes effect`);

    for (const [state, isThere] of Object.entries({
      announced: true,
      'window-open': true,
      'in-effect': false,
      held: false,
      withdrawn: false,
      superseded: false,
    })) {
      await tab.open(`${list}?state=${state}`);
      expect([state, tab.page.text.includes(`href="${here}"`)]).toEqual([state, isThere]);
    }
  });

  it('say for whom they are held and why, and what needs a person', async () => {
    const { tab, here, specific } = await begin('2027-01-15T09:00:00.000Z');
    await tab.open(`${list}?state=held`);
    expect(tab.page.text).toContain(`href="${here}"`);
    expect(tab.page.text).toContain('Held for one customer: it has not agreed');
    await tab.open(here);
    expect(tab.page.text).toContain('Ends only when the customer agrees');
    await tab.open(`${here}?clock=held`);
    expect(tab.page.text).toContain(`href="${here}/notices/${specific}"`);
    await tab.open(`${list}/tasks`);
    expect(tab.page.text).toContain(`href="${here}/notices/${specific}"`);
    expect(tab.page.text).toContain('It has not agreed');
    await tab.open(root);
    expect(tab.page.text).toContain(`href="${here}"`);
  });

  it('show each notice with its clock, texts and attempts, and record that a customer agrees', async () => {
    const { world, tab, change, general, specific, here } = await begin();
    await tab.open(here);
    expect(tab.page.text).toContain('<b>2</b> told');
    expect(tab.page.text.split('Only if it agrees')).toHaveLength(2);
    expect(tab.page.text).toContain('<b>0</b> cannot be reached');
    const at = `${here}/notices/${specific}`;
    expect(tab.page.text).toContain(`href="${at}"`);
    await tab.open(`${here}?clock=unreached`);
    expect(tab.page.text).not.toContain(`href="${at}"`);
    await tab.open(at);
    for (const said of ['Accepted (', 'Specific: silence refuses', 'SHA-256', '&lt;b&gt;Mistral'])
      expect(tab.page.text).toContain(said);
    expect(tab.page.text).toContain(contact('specific').address);

    const late = tab.another();
    await tab.open(`${at}/agreement`);
    await late.open(`${at}/agreement`);
    expect(tab.page.text).toContain('without its yes the change never takes effect');
    await tab.send();
    expect(tab.page.path).toBe(`${at}?done=agreed`);
    const { approved } = await noticeOf(world, change, specific);
    expect(approved?.by).toMatch(/^staff:per_/);
    expect((await noticeOf(world, change, general)).approved).toBeUndefined();
    await late.send();
    expect(late.page).toMatchObject({ status: 409 });
    expect(late.page.text).toContain('agreed already');
    await tab.open(here);
    expect(tab.page.text).toContain('<b>1</b> agreed');
    expect(
      (await tab.open(`${here}/notices/${asCustomerId(`cus_${'0'.repeat(32)}`)}`)).page.status,
    ).toBe(404);
  });

  it('are postponed, not over what was decided meanwhile, and withdrawn', async () => {
    const { world, tab, change, here } = await begin();
    await objected(world, change);
    const late = tab.another();
    await late.open(`${here}/postponement`);
    const other = tab.another();
    await other.open(`${here}/withdrawal`);
    await tab.open(`${here}/postponement`);
    expect(tab.page.text).toContain('2 addresses of contacts');
    const wish = { effectiveOn: '2027-01-10', reason: 'It takes <i>longer</i>.' };
    await tab.send(wish);
    expect(tab.page).toMatchObject({ status: 422 });
    expect(tab.page.text).toContain('postponed to a later day');
    expect(tab.page.text).toContain('It takes &lt;i&gt;longer&lt;/i&gt;.');
    await tab.send({ ...wish, effectiveOn: '2027-02-01' });
    expect(tab.page.path).toBe(`${here}?done=postponed`);
    expect((await world.get(`/trust/changes/${change}`)).text).toContain('1 February 2027');

    await late.send({ ...wish, effectiveOn: '2027-03-01' });
    expect(late.page).toMatchObject({ status: 412 });
    expect(late.page.text).toContain('2027-02-01');
    expect(late.page.text).toContain('value="2027-03-01"');
    // Whom a new announcement would not reach is named first.
    const third = await addCustomer(world, 'third', {}, []);
    const anew = {
      ...wish,
      effectiveOn: '2027-03-01',
      materialChange: 'It is processed in another country.',
    };
    await late.send(anew);
    expect(late.page).toMatchObject({ status: 409 });
    expect(late.page.text).toContain(`name="anyhow-${third}"`);
    expect(late.page.text).toContain('would not be told. Repair its contacts');
    await late.send({ ...anew, [`anyhow-${third}`]: 'yes' });
    expect(late.page.path).toBe(`${here}?done=announced`);
    expect(late.page.text).toContain('It is processed in another country.');
    const { acknowledged, state, round } = await noticeOf(world, change, third);
    expect({ state, round }).toEqual({ state: 'unreached', round: 2 });
    expect(acknowledged?.reasons).toEqual(['no-contact']);
    await late.open(`${here}?clock=unreached`);
    expect(late.page.text).toContain('<b>1</b> cannot be reached');
    expect(late.page.text).toContain(`href="${here}/notices/${third}"`);

    expect(other.page.text).toContain('One open objection has got what it asked for');
    await other.send({ reason: 'No longer needed.' });
    expect(other.page).toMatchObject({ status: 412 });
    expect(other.page.text).toContain('1 March 2027');
    await other.send({ reason: 'No longer needed.' });
    expect(other.page.path).toBe(`${here}?done=withdrawn`);
    expect(await stateOf(world, change)).toBe('withdrawn');
    const { body } = must(await world.as('editor').get('/objections'));
    expect(pickList(body, 'items')).toMatchObject([{ resolution: 'change-withdrawn' }]);
    expect((await tab.open(`${here}/withdrawal`)).page.status).toBe(409);
    await tab.open(here);
    expect(tab.page.text).not.toContain(`href="${here}/withdrawal"`);
  });

  it('give proof to who may have it and has shown lately who they are', async () => {
    const { world, tab, change, general, here } = await begin();
    await tab.open(`${here}/packet`);
    expect(tab.page.text).toContain('Proof of notice');
    expect(tab.page.text).toContain(contact('general').address);
    await tab.open(`${here}/notices/${general}/packet/json`);
    expect(tab.lastHeaders.get('content-disposition')).toContain(`notice-${change}`);
    expect(JSON.parse(tab.page.text)).toMatchObject({ about: general, change: { id: change } });
    expect(tab.page.text).not.toContain(contact('specific').address);
    await tab.open(`${here}/packet/pdf`);
    expect(tab.page.text).toMatch(/^%PDF-/);
    expect(tab.lastHeaders.get('cache-control')).toContain('no-store');
    const { body } = must(await world.as('editor').get('/events?limit=20'));
    const issued = pickList(body, 'items').filter(
      (event) => pick(event, 'action') === 'change.packet_issued',
    );
    expect(issued).toHaveLength(3);
    expect(issued.map((event) => String(pick(event, 'actor')).slice(0, 10))).toEqual(
      issued.map(() => 'staff:per_'),
    );

    const other = await enterAs(world, tab, 'viewer');
    await other.open(here);
    expect(other.page.status).toBe(200);
    for (const act of ['packet', 'packet/pdf', 'packet/json', 'postponement', 'withdrawal']) {
      expect(other.page.text).not.toContain(`href="${here}/${act}"`);
      expect((await other.another().open(`${here}/${act}`)).page.status).toBe(403);
    }
    await other.open(`${here}/notices/${general}`);
    expect(other.page.status).toBe(200);
    expect(other.page.text).not.toContain(contact('general').address);
    expect(other.page.text).not.toContain('/agreement"');
    for (const act of ['agreement', 'packet', 'packet/pdf', 'packet/json'])
      expect((await other.another().open(`${here}/notices/${general}/${act}`)).page.status).toBe(
        403,
      );

    world.at(new Date(world.now().getTime() + 11 * 60_000));
    for (const act of ['packet', 'packet/pdf', 'withdrawal', `notices/${general}/agreement`])
      expect((await tab.another().open(`${here}/${act}`)).page.path).toContain('/proof?next=');
  });
});
