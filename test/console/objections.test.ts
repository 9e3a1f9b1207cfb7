import { describe, expect, it } from 'vitest';
import { addCustomer } from '../notices/announcing.ts';
import { announce, caseOf, objected, pageOf, readCases } from '../objections/objecting.ts';
import { startApp, type World } from '../support/app.ts';
import { personMark } from '../support/factories.ts';
import { enterAs, enterAsOwner } from './entering.ts';
import { root, type Tab } from './support.ts';

const inbox = `${root}/objections`;

async function begin(): Promise<{ world: World; tab: Tab; change: number; customer: string }> {
  const world = await startApp({ env: { CLIENT_ADDRESS_HEADER: 'x-forwarded-for' } });
  const customer = await addCustomer(world, 'north');
  const change = await announce(world);
  await world.drain();
  await world.runSchedule();
  // Whoever is to approve keys once an owner has signed in.
  await world.makeKey('approver', 'Ben');
  return { world, tab: await enterAsOwner(world), change, customer };
}

describe('objections in the console', () => {
  it('are read, answered, taken up, matched and settled, not over what happened meanwhile', async () => {
    const { world, tab, change, customer } = await begin();
    const company = `<i>${personMark}</i> GmbH`;
    const { id, reference } = await objected(world, change, { company });
    const here = `${inbox}/${id}`;
    await tab.open(root);
    expect(tab.page.text).toContain(`href="${here}"`);
    await tab.open(inbox);
    const [open = '', settled = ''] = tab.page.text.split('id="others"');
    expect(open).toContain(reference);
    expect(open).toContain('of nobody known, address not confirmed');
    expect(open).toContain('&lt;i&gt;');
    expect(settled).not.toContain(reference);
    await tab.open(here);
    expect(tab.page.text).toContain('Our data must stay in the EEA');
    expect(tab.page.text).not.toContain('<i>');

    const late = tab.another();
    await late.open(`${here}/resolution`);
    expect(late.page.text).not.toContain('customer-excluded');
    await tab.open(`${here}/answer`);
    await tab.send({ text: ' ' });
    expect(tab.page).toMatchObject({ status: 422 });
    await tab.send({ text: 'Only <u>Frankfurt</u> is used.' });
    expect(tab.page.path).toBe(`${here}?done=written`);
    expect(tab.page.text).toContain('Only &lt;u&gt;Frankfurt');
    expect((await world.get(await pageOf(world, id))).text).toContain('Only &lt;u&gt;Frankfurt');
    await tab.open(`${here}/review`);
    await tab.send();
    expect(tab.page.path).toBe(`${here}?done=reviewed`);
    expect(tab.page.text).not.toContain(`href="${here}/review"`);

    await tab.open(`${here}/customer?q=nobody`);
    expect(tab.page.text).toContain('No customer has this');
    await tab.open(`${here}/customer?q=north`);
    await tab.send({});
    expect(tab.page).toMatchObject({ status: 422 });
    await tab.send({ customer });
    expect(tab.page.path).toBe(`${here}?done=matched`);
    expect(await caseOf(world, id)).toMatchObject({ customerId: customer, isLate: false });

    const decided = { outcome: 'accepted-explanation', explanation: 'As <s>agreed</s>.' };
    await late.send(decided);
    expect(late.page).toMatchObject({ status: 412 });
    expect(late.page.text).toContain('Under review; one message; customer named');
    expect(late.page.text).toContain('As &lt;s&gt;agreed&lt;/s&gt;.');
    await late.send({ ...decided, outcome: 'customer-excluded' });
    expect(late.page.path).toBe(`${here}?done=resolved`);
    expect(await caseOf(world, id)).toMatchObject({
      state: 'resolved',
      resolution: 'customer-excluded',
    });
    await tab.open(inbox);
    expect(tab.page.text.split('id="others"')[1]).toContain(reference);
    expect((await tab.open(`${inbox}?state=received`)).page.text).not.toContain(reference);
    expect((await tab.open(`${inbox}?state=resolved`)).page.text).toContain(reference);
  });

  it('are recorded from letters, end in a termination, and forget their person', async () => {
    const { world, tab, change } = await begin();
    await tab.open(`${inbox}/new?change=${change}`);
    expect(tab.page.text).toContain(`<option value="${change}" selected`);
    const letter = {
      change: String(change),
      source: 'letter',
      receivedOn: '2999-01-01',
      name: `Robin ${personMark}`,
      company: `${personMark} GmbH`,
      email: '',
      ground: 'contract',
      statement: 'Not <b>agreed</b>.',
      request: '',
      language: 'en',
    };
    await tab.send(letter);
    expect(tab.page).toMatchObject({ status: 422 });
    expect(tab.page.text).toContain('Must not be in the future');
    expect(tab.page.text).toContain('Not &lt;b&gt;agreed&lt;/b&gt;.');
    await tab.send({ ...letter, receivedOn: '2026-11-22', email: 'nowhere' });
    expect(tab.page).toMatchObject({ status: 422 });
    await tab.send({ ...letter, receivedOn: '2026-11-22' });
    const [entered] = await readCases(world);
    const here = `${inbox}/${entered?.id}`;
    expect(tab.page.path).toBe(`${here}?done=recorded`);
    expect(entered).toMatchObject({ source: 'letter', changeId: change, request: null });

    expect((await tab.open(`${here}/termination`)).page.text).toContain('no day yet');
    await tab.send();
    expect(tab.page).toMatchObject({ status: 409 });
    await tab.open(`${here}/termination-right`);
    const right = { until: '2026-11-22', explanation: 'We could not agree.' };
    await tab.send(right);
    expect(tab.page).toMatchObject({ status: 422 });
    expect(tab.page.text).toContain('Must be later than today');
    await tab.send({ ...right, until: '2026-12-05' });
    expect(tab.page.path).toBe(`${here}?done=opened`);
    await tab.open(root);
    expect(tab.page.text).toContain('the customer may terminate');
    await tab.open(`${root}/changes`);
    expect(tab.page.text).toContain('last day to terminate');
    await tab.open(`${here}/termination`);
    await tab.send();
    expect(tab.page.path).toBe(`${here}?done=terminated`);

    await tab.open(`${here}/erasure`);
    expect(tab.page.text).toContain('one message of the conversation');
    await tab.send();
    expect(tab.page.path).toBe(`${here}?done=erased`);
    expect(tab.page.text).toContain('Erased.');
    for (const gone of [`Robin ${personMark}`, '&lt;b&gt;agreed', 'We could not agree'])
      expect(tab.page.text).not.toContain(gone);
    expect(tab.page.text).not.toContain(`href="${here}/answer"`);
    const [row] = await readCases(world);
    expect(row).toMatchObject({ state: 'terminated', objector: null, statement: null });
  });

  it('are shown without persons, and without acts, to who may not', async () => {
    const { world, tab, change } = await begin();
    const { id, reference } = await objected(world, change);
    const here = `${inbox}/${id}`;
    const acts = ['answer', 'review', 'resolution', 'termination-right', 'termination'];
    const other = await enterAs(world, tab, 'viewer');
    for (const path of [inbox, here]) {
      await other.open(path);
      expect(other.page.text).toContain(reference);
      expect(other.page.text).not.toContain(personMark.toLowerCase() + '@customer');
      for (const hidden of [`Robin ${personMark}`, `${personMark} GmbH`, 'stay in the EEA'])
        expect(other.page.text).not.toContain(hidden);
      expect(other.page.text).not.toContain(`href="${here}/`);
      expect(other.page.text).not.toContain(`${inbox}/new`);
    }
    for (const act of [...acts, 'customer', 'erasure'])
      expect((await other.open(`${here}/${act}`)).page.status).toBe(403);
    expect((await other.open(`${inbox}/new`)).page.status).toBe(403);
    expect((await tab.open(`${inbox}/obj_${'0'.repeat(32)}`)).page.status).toBe(404);

    // What decides for long wants a fresh proof.
    world.at(new Date(world.now().getTime() + 11 * 60_000));
    expect((await tab.open(`${here}/answer`)).page.status).toBe(200);
    for (const act of ['termination-right', 'termination', 'erasure'])
      expect((await tab.another().open(`${here}/${act}`)).page.path).toContain('/proof?next=');
  });
});
