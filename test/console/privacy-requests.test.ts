import { describe, expect, it } from 'vitest';
import { asId } from '../../src/core/ids.ts';
import { writeAsStaff } from '../../src/rights/service/writing.ts';
import { inquired, readInquiries } from '../inquiries/writing.ts';
import { proven, robin } from '../personal-data/persons.ts';
import { asked, caseOf, done, put } from '../rights/asking.ts';
import { must } from '../support/client.ts';
import { addCustomer, addProfile } from '../customers/people.ts';
import { personMark } from '../support/factories.ts';
import type { World } from '../support/app.ts';
import { begin, enterAs } from './begin.ts';
import { root, type Tab } from './support.ts';

const inbox = `${root}/privacy-requests`;

const entered = {
  source: 'letter',
  receivedOn: '2026-10-20',
  residence: 'eu',
  who: 'self',
  relation: 'visitor',
  name: `<i>Robin</i> ${personMark}`,
  email: '',
  'type-access': 'yes',
  'type-erasure': 'yes',
};

async function enter(tab: Tab, parts: Readonly<Record<string, string>> = {}): Promise<string> {
  await tab.open(`${inbox}/new`);
  await tab.send({ ...entered, ...parts });
  return /rrq_[0-9a-f]{32}/.exec(tab.page.path)?.[0] ?? '';
}

const acts = `
  receipt decision identity-question identity clarification answer authority extension
  assignee controller forwarding message note erasure
  data data/copy data/copy/ending data/erasure data/correction
  data/addresses/new data/addresses/1/removal data/similar data/records/inquiry
  data/restrictions/no-processing data/restrictions/no-processing/lifting`
  .trim()
  .split(/\s+/);

const staffOf = (world: World) =>
  ({ deps: world.deps, actor: { kind: 'staff', role: 'owner' }, now: world.now() }) as const;

describe('the inbox of privacy requests', () => {
  it('has what is late first, warns of a week, and draws the months', async () => {
    const { tab } = await begin();
    const fresh = await enter(tab, { receivedOn: '2026-11-22' });
    const soon = await enter(tab, { receivedOn: '2026-10-25', name: 'Sam' });
    const late = await enter(tab, { residence: 'uk', name: 'Kim' });
    await tab.open(inbox);
    const at = [late, soon, fresh].map((id) => tab.page.text.indexOf(id));
    expect(at).toEqual(at.toSorted((a, b) => a - b));
    expect(Math.min(...at)).toBeGreaterThan(0);
    for (const said of [
      '3 are open: one is overdue, one is due within a week.',
      'Overdue by 2 days',
      'In 3 days',
      '&lt;i&gt;Robin',
    ])
      expect(tab.page.text).toContain(said);
    expect(tab.page.text).not.toContain('<i>');
    const months = /class="by-month"[\s\S]*<\/table>/.exec(tab.page.text)?.[0] ?? '';
    expect(months.match(/<rect class="received"/g)).toHaveLength(12);
    expect(months).toMatch(/2026-10[\s\S]*width="100"[\s\S]*>2<\/td>/);
    expect((await tab.open(`${inbox}?show=due`)).page.text).not.toContain(fresh);
    expect((await tab.open(`${inbox}?law=uk-gdpr`)).page.text).not.toContain(soon);
    expect((await tab.open(`${inbox}?show=closed`)).page.text).toContain('None here.');
    await tab.open(root);
    expect(tab.page.text).toContain(`href="${inbox}/${late}"`);
  });

  it('takes what came by letter, with what was typed where something is wrong', async () => {
    const { world, tab } = await begin();
    await tab.open(`${inbox}/new`);
    await tab.send({ ...entered, 'type-opt-out': 'yes', receivedOn: '2026-10-20' });
    expect(tab.page).toMatchObject({ status: 422 });
    expect(tab.page.text).toContain('Under GDPR one cannot ask for opt-out');
    expect(tab.page.text).toMatch(/name="type-access" value="yes" checked/);
    expect(tab.page.text).toContain('&lt;i&gt;Robin');
    await tab.send({ ...entered, who: 'agent', agentName: '' });
    expect(tab.page.text).toContain('href="#agentName"');
    const id = await enter(tab);
    expect(tab.page.text).toContain('It is entered.');
    expect(await caseOf(world, id)).toMatchObject({ source: 'letter', state: 'received' });
  });
});

describe('who looks after a privacy request', () => {
  it('is a person or the holder of a key who may answer it, and finds theirs', async () => {
    const { world, tab } = await begin();
    const [mine, other] = [await enter(tab), await enter(tab, { name: 'Kim' })];
    await tab.open(`${inbox}/${mine}/assignee`);
    const me = /value="(per_[0-9a-f]{32})"/.exec(tab.page.text)?.[1] ?? '';
    await tab.send({ assignee: `per_${'0'.repeat(32)}` });
    expect(tab.page.status).toBe(422);
    await tab.send({ assignee: me });
    expect(tab.page.path).toBe(`${inbox}/${mine}?done=assigned`);
    expect(await caseOf(world, mine)).toMatchObject({ assignee: me, state: 'received' });

    const shown = async (query: string) => {
      const { text } = (await tab.open(`${inbox}?assignee=${query}`)).page;
      return [mine, other].map((id) => text.includes(id));
    };
    expect(await shown('me')).toEqual([true, false]);
    expect(await shown('none')).toEqual([false, true]);

    const [viewer, officer] = [
      await world.makeKey('viewer', 'Vi'),
      await world.makeKey('privacy-officer', 'Po'),
    ];
    expect((await put(world, other, 'assignee', { assignee: viewer.id })).status).toBe(422);
    await done(world, other, 'assignee', { assignee: officer.id });
    const listed = async (who: string) =>
      JSON.stringify(must(await world.as('owner').get(`/rights-requests?assignee=${who}`)).body);
    expect(await listed(officer.id)).toContain(other);
    expect(await listed(me)).not.toContain(other);
    await done(world, other, 'assignee', { assignee: null });
    expect(await listed('none')).toContain(other);
    expect((await tab.open(`${inbox}/${other}`)).page.text).toContain('<bdi>nobody</bdi>');
  });
});

describe('a privacy request in the console', () => {
  it('goes from its receipt to the decision, never over what was written meanwhile', async () => {
    const { world, tab } = await begin();
    const id = await enter(tab, { email: robin, receivedOn: '2026-11-20' });
    const here = `${inbox}/${id}`;
    expect(tab.page.text).not.toContain(`${here}/decision`);
    for (const said of ['Not yet', '20 Dec 2026', 'Article 12(3) GDPR'])
      expect(tab.page.text).toContain(said);
    await tab.open(`${here}/receipt`);
    expect(tab.page.text).toContain(`${robin} gets it by mail`);
    await tab.send();
    expect(tab.page.path).toBe(`${here}?done=acknowledged`);
    await tab.open(`${here}/identity-question`);
    await tab.send({ text: ' ' });
    expect(tab.page.status).toBe(422);
    await tab.send({ text: '<b>Since when</b> do we know you?' });
    expect(tab.page.text).toContain('&lt;b&gt;Since when');
    expect((await caseOf(world, id)).state).toBe('identity-pending');
    await tab.open(`${here}/answer`);
    await tab.send();
    expect(tab.page.path).toBe(`${here}?done=heard`);
    await tab.open(`${here}/identity`);
    await tab.send({ result: 'verified' });
    expect(tab.page.text).toContain('Nothing matches, so nothing is verified.');
    await tab.send({ result: 'verified', 'matched-email': 'yes', 'matched-name': 'yes' });
    expect(tab.page.text).toContain('Reasonable: two details that match');
    await tab.open(`${here}/extension`);
    await tab.send({ until: '2027-12-01', reason: 'Many systems.' });
    expect(tab.page.text).toContain('Must be 2027-02-20 at the latest');
    await tab.send({ until: '', reason: 'Many systems.' });
    expect(tab.page.path).toBe(`${here}?done=extended`);
    expect(tab.page.text).toContain('20 Feb 2027');

    await tab.open(`${here}/decision`);
    const answer = { 'outcome-access': 'granted', 'outcome-erasure': 'denied', explanation: 'So.' };
    await tab.send(answer);
    expect(tab.page.text).toContain('href="#basis-erasure"');
    const note = { text: 'They called.', author: 'note' } as const;
    await writeAsStaff(staffOf(world), asId('rrq', id), note, 'any');
    const whole = { ...answer, 'basis-erasure': 'legal-duty', 'done-access': 'by-hand' };
    await tab.send(whole);
    expect(tab.page.status).toBe(412);
    expect(tab.page.text).toMatch(/3 texts written[\s\S]*2 texts written/);
    await tab.send(whole);
    expect(tab.page.path).toBe(`${here}?done=decided`);
    const { state, items } = await caseOf(world, id);
    expect([state, items.map(({ outcome }) => outcome)]).toEqual([
      'partially-denied',
      ['granted', 'denied'],
    ]);
    await tab.open(`${here}/erasure`);
    expect(tab.page.text).toContain('4 texts with notes');
    await tab.send();
    expect(tab.page.path).toBe(`${here}?done=erased`);
    expect(tab.page.text).not.toContain('They called.');
  });

  it('is passed on to the customer, and of an agent only once they may ask', async () => {
    const { world, tab } = await begin();
    await addProfile(world);
    const customer = await addCustomer(world, { contacts: [] });
    const id = await enter(tab, {
      who: 'agent',
      email: robin,
      agentName: 'Ash',
      relation: 'customer-user',
    });
    const here = `${inbox}/${id}`;
    await tab.open(`${here}/authority`);
    await tab.send({ basis: 'power-of-attorney' });
    expect(tab.page.path).toBe(`${here}?done=authority`);
    await tab.open(`${here}/forwarding`);
    await tab.send({ customer: '' });
    expect(tab.page.status).toBe(422);
    await tab.send({ customer });
    expect(tab.page.status).toBe(409);
    expect(tab.page.text).toContain('Tell it by another way, and tick that you have.');
    await tab.send({ customer, toldOtherwise: 'yes' });
    expect(tab.page.path).toBe(`${here}?done=forwarded`);
    expect(await caseOf(world, id)).toMatchObject({ state: 'forwarded', customerId: customer });
    expect(tab.page.text).not.toContain(`${here}/message`);

    const ours = await enter(tab, { relation: 'customer-user', name: 'Kim' });
    await tab.open(`${inbox}/${ours}/controller`);
    await tab.send({ controller: 'us' });
    expect(tab.page.path).toBe(`${inbox}/${ours}?done=controller`);
    expect(tab.page.text).not.toContain(`${inbox}/${ours}/forwarding`);
    expect((await caseOf(world, ours)).controller).toBe('us');
  });

  it('shows no person to who may not see them, and nothing to do', async () => {
    const { world, tab } = await begin();
    const id = await enter(tab, { email: robin });
    const here = `${inbox}/${id}`;
    const viewer = await enterAs(world, tab, 'viewer');
    await viewer.open(here);
    expect(viewer.page.status).toBe(200);
    for (const hidden of ['Robin', robin, `${here}/`])
      expect(viewer.page.text).not.toContain(hidden);
    expect((await viewer.open(inbox)).page.text).not.toContain('Robin');
    for (const act of acts)
      expect([act, (await viewer.open(`${here}/${act}`)).page.status]).toEqual([act, 403]);
    expect((await viewer.open(`${inbox}/new`)).page.status).toBe(403);
    expect((await viewer.open(`${inbox}/methods`)).page.status).toBe(403);
    expect((await viewer.open(`${inbox}/figures/2025/publication`)).page.status).toBe(403);
  });
});

describe('the data of a person in the console', () => {
  it('is shown once it may be, copied, restricted, corrected and erased', async () => {
    const { world, tab } = await begin();
    await inquired(world, { email: robin });
    const unproven = await asked(world, { email: robin, types: ['access'] });
    await tab.open(`${inbox}/${unproven}/data`);
    expect(tab.page).toMatchObject({ status: 409 });
    expect(tab.page.text).toContain('More proof of identity is needed');
    expect(tab.page.text).toContain('“Say whether it is the person”.');
    expect(tab.page.text).not.toContain('PUT ');

    const types = ['access', 'erasure', 'rectification', 'restriction'];
    const id = await proven(world, { types });
    const here = `${inbox}/${id}/data`;
    await tab.open(here);
    expect(tab.page.text).toContain(robin);
    const kind = new RegExp(`${here}/records/([\\w-]+)`).exec(tab.page.text)?.[1] ?? '';
    expect((await tab.open(`${here}/records/${kind}`)).page.status).toBe(200);
    expect((await tab.open(`${here}/similar`)).page.text).toContain('None among those');

    await tab.open(`${here}/addresses/new`);
    await tab.send({ address: 'no address', proof: 'on-file' });
    expect(tab.page.status).toBe(422);
    await tab.send({ address: 'robin.old@person.example', proof: 'on-file' });
    expect(tab.page.path).toBe(`${here}?done=added`);
    const removal = /addresses\/\d+\/removal/.exec(tab.page.text)?.[0] ?? '';
    await tab.open(`${here}/${removal}`);
    await tab.send();
    expect(tab.page.path).toBe(`${here}?done=removed`);

    await tab.open(`${here}/copy`);
    const late = tab.another();
    await late.open(`${here}/erasure`);
    expect(late.page.text).toMatch(/\d records of \d kinds\./);
    await tab.send();
    expect(tab.page.text).toContain('A copy can be fetched by them until');
    await tab.open(`${here}/copy/ending`);
    await tab.send();
    expect(tab.page.path).toBe(`${here}?done=ended`);

    await tab.open(`${here}/correction`);
    await tab.send({ name: '', company: '', email: '' });
    expect(tab.page.status).toBe(422);
    await tab.send({ name: 'Robin Roe', company: '', email: '' });
    expect(tab.page.path).toBe(`${here}?done=correcting`);
    const [inquiry] = await readInquiries(world);
    expect(inquiry?.person?.name).toBe('Robin Roe');

    await tab.open(`${here}/restrictions/no-processing`);
    await tab.send();
    expect(tab.page.text).toContain('Only kept, not used');
    await tab.open(`${here}/restrictions/no-processing/lifting`);
    await tab.send({ on: '2026-11-22', reason: 'It is settled.' });
    expect(tab.page.text).toContain('Must be 2026-11-23 at the earliest');
    await tab.send({ on: '2026-11-24', reason: 'It is settled.' });
    expect(tab.page.path).toBe(`${here}?done=lifting`);

    await late.send();
    expect(late.page.status).toBe(412);
    await late.send();
    expect(late.page.text).toContain('Lift the restriction first.');
  });

  it('is erased after a fresh proof, with what is kept and why', async () => {
    const { world, tab } = await begin();
    await inquired(world, { email: robin });
    const id = await proven(world);
    const here = `${inbox}/${id}/data`;
    world.at(new Date(world.now().getTime() + 11 * 60_000));
    await tab.open(`${here}/erasure`);
    expect(tab.page.path).toContain('/proof?');
    await tab.open(here);
    world.at(new Date(world.now().getTime() - 11 * 60_000));
    await tab.open(`${here}/erasure`);
    await tab.send();
    expect(tab.page.path).toBe(`${here}?done=erasing`);
    expect(tab.page.text).toContain('What is kept, and why');
    const [inquiry] = await readInquiries(world);
    expect(inquiry?.person).toBeNull();
  });
});

describe('what is published of privacy requests', () => {
  it('is set and counted in the console', async () => {
    const { world, tab } = await begin();
    const id = await enter(tab, { receivedOn: '2025-06-02' });
    await tab.open(`${inbox}/methods`);
    const ways = { email: 'privacy@company.example', phone: '+1 555 0100', lines: 'Street 1\n' };
    await tab.send({ ...ways, country: 'ZZ' });
    expect(tab.page.status).toBe(422);
    expect(tab.page.text).toContain('href="#country"');
    await tab.send({ ...ways, locality: 'Berlin', country: 'DE' });
    expect(tab.page.path).toBe(`${inbox}?done=methods`);
    const { text } = (await tab.open('/trust/privacy-request')).page;
    for (const said of ['+1 555 0100', 'Street 1', 'Berlin']) expect(text).toContain(said);

    await tab.open(`${inbox}/figures`);
    expect(tab.page.text).not.toContain('/publication');
    await tab.open(`${inbox}/figures?year=2025`);
    expect(tab.page.text).toContain('1 request received');
    await tab.open(`${inbox}/figures/2025/publication`);
    await tab.send();
    expect(tab.page.path).toBe(`${inbox}/figures?year=2025&done=published`);
    const published = await world.fetch('/trust/privacy-figures.json');
    expect(JSON.stringify(await published.json())).toContain('"year":2025');
    expect((await tab.open(`${inbox}/figures/2026/publication`)).page.status).toBe(200);
    await tab.send();
    expect(tab.page.text).toContain('Must be a year that is over.');
    expect((await caseOf(world, id)).state).toBe('received');
  });
});
