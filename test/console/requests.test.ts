import { describe, expect, it } from 'vitest';
import { addNote } from '../../src/access/service/answering.ts';
import { getStaffRequest } from '../../src/access/service/reading.ts';
import { selectGrantsOf } from '../../src/access/store/grants.ts';
import { makeFirstOwnerLink } from '../../src/accounts/service/links.ts';
import { clauses, offer, publishNda } from '../access/asking.ts';
import { given, report, staff, verified } from '../access/giving.ts';
import { startApp, type World } from '../support/app.ts';
import { personMark } from '../support/factories.ts';
import { codeTo, openTab, root, type Tab } from './support.ts';

const viewer = `viewer.${personMark.toLowerCase()}@company.example`;
const inbox = `${root}/requests`;
const dayMs = 86_400_000;

async function begin(): Promise<{ world: World; tab: Tab }> {
  const world = await startApp({ env: { CLIENT_ADDRESS_HEADER: 'x-forwarded-for' } });
  await offer(world);
  // Whoever is to approve keys once an owner has signed in.
  await world.makeKey('approver', 'Ben');
  const tab = openTab(world);
  await tab.open(new URL((await makeFirstOwnerLink(world.deps)) ?? '').pathname);
  await tab.send({
    name: `Ada ${personMark}`,
    address: `owner.${personMark.toLowerCase()}@company.example`,
  });
  return { world, tab };
}

/** Somebody whom the owner invites as a viewer comes in. */
async function enterAsViewer(world: World, owner: Tab): Promise<Tab> {
  await owner.open(`${root}/people/new`);
  await owner.send({ name: `Bo ${personMark}`, address: viewer, role: 'viewer' });
  await world.drain();
  const mail = world.outside.mailbox.findLast(({ to }) => to === viewer);
  const tab = openTab(world, '203.0.113.5');
  await tab.open(/\/trust\/console\/invitations\/[\w-]+/.exec(mail?.text ?? '')?.[0] ?? '');
  await tab.send();
  await world.drain();
  return tab.send({ code: codeTo(world, viewer) });
}

describe('document requests in the console', () => {
  it('are approved for some of the documents, and not over what was written meanwhile', async () => {
    const { world, tab } = await begin();
    await publishNda(world);
    const company = `<i>${personMark}</i> GmbH`;
    const { id, reference } = await verified(world, [clauses, report], { company });
    const older = await given(world, [clauses]);
    await tab.open(inbox);
    const [waiting = '', others = ''] = tab.page.text.split('id="others"');
    expect(waiting).toContain(reference);
    expect(waiting).toContain('&lt;i&gt;');
    expect(tab.page.text).not.toContain('<i>');
    expect(others).toContain(older.request.reference);
    expect(others).not.toContain(reference);

    await tab.open(`${inbox}/${id}`);
    for (const said of ['No rule fits', 'To be accepted first', '&lt;i&gt;', '@customer.example'])
      expect(tab.page.text).toContain(said);
    await tab.open(`${inbox}/${id}/approval`);
    const some = { [`give-${clauses}`]: 'yes', [`give-${report}`]: 'no' };
    const terms = { days: '7', downloads: '2', token: 'no' };
    await tab.send({ ...some, ...terms, [`give-${clauses}`]: 'no' });
    expect(tab.page).toMatchObject({ status: 422 });
    expect(tab.page.text).toContain('decline the request with a reason');
    await tab.send({ ...some, ...terms, days: '0' });
    expect(tab.page).toMatchObject({ status: 422 });

    await addNote(staff(world), id, 'They are known to us.', 'any');
    await tab.send({ ...some, ...terms });
    expect(tab.page).toMatchObject({ status: 412 });
    expect(tab.page.text).toContain('1 text written');
    expect(tab.page.text).toMatch(/name="give-soc-2-report" value="no" checked/);
    await tab.send({ ...some, ...terms });
    expect(tab.page.path).toBe(`${inbox}/${id}?done=approved`);
    const [grant, ...more] = await selectGrantsOf(world.deps.db, id);
    expect(more).toEqual([]);
    expect(grant).toMatchObject({ mostDownloads: 2, allowsToken: false });
    expect(grant?.until.getTime()).toBeLessThanOrEqual(world.now().getTime() + 8 * dayMs);
    expect((await tab.open(`${inbox}?state=ready`)).page.text).toContain(reference);
    expect((await tab.open(`${inbox}?state=waiting`)).page.text).not.toContain(reference);
  });

  it('are asked about, noted and declined, and shown without persons to who may not see them', async () => {
    const { world, tab } = await begin();
    const { id } = await verified(world, [clauses]);
    const here = `${inbox}/${id}`;
    await tab.open(`${here}/note`);
    await tab.send({ text: ' ' });
    expect(tab.page).toMatchObject({ status: 422 });
    await tab.send({ text: '<b>Known</b> to sales' });
    expect(tab.page.path).toBe(`${here}?done=noted`);
    expect(tab.page.text).toContain('&lt;b&gt;Known');
    await tab.open(`${here}/question`);
    await tab.send({ text: 'What is it for?' });
    expect(tab.page.path).toBe(`${here}?done=asked`);
    expect(tab.page.text).not.toContain(`href="${here}/question"`);
    const late = tab.another();
    await late.open(`${here}/refusal`);
    expect(late.page.text).toContain('1 document of this request will not be given');

    const other = await enterAsViewer(world, tab);
    await other.open(here);
    expect(other.page.status).toBe(200);
    expect(other.page.text).toContain('customer.example');
    for (const hidden of [`Robin ${personMark}`, `${personMark} GmbH`, 'Known', 'What is it for'])
      expect(other.page.text).not.toContain(hidden);
    expect(other.page.text).not.toContain(`${here}/`);
    for (const act of ['approval', 'question', 'refusal', 'message', 'note']) {
      expect((await other.open(`${here}/${act}`)).page.status).toBe(403);
    }

    await tab.open(`${here}/refusal`);
    await tab.send({ text: 'We give these to customers only.' });
    expect(tab.page.path).toBe(`${here}?done=declined`);
    await late.send({ text: 'Too late.' });
    expect(late.page).toMatchObject({ status: 412 });
    expect(late.page.text).toContain('Declined; 0 documents to decide');
    const { request, messages } = await getStaffRequest(world.deps, id);
    expect(request.state).toBe('declined');
    expect(messages.map(({ author }) => author)).toEqual(['note', 'staff', 'staff']);
  });

  it('show their grants, which are extended and taken back', async () => {
    const { world, tab } = await begin();
    const { request, grants } = await given(world, [clauses]);
    const elsewhere = await verified(world, [clauses]);
    const here = `${inbox}/${request.id}`;
    const at = `/grants/${grants[0]?.id}`;
    await tab.open(here);
    expect(tab.page.text).toContain('0 of 10');
    const late = tab.another();
    await late.open(`${here}${at}/revocation`);
    expect(late.page.text).toContain('told by mail');
    await tab.open(`${here}${at}/terms`);
    const until = new Date(world.now().getTime() + 90 * dayMs).toISOString().slice(0, 10);
    const terms = { until, mostDownloads: '40', allowsToken: 'yes' };
    await tab.send({ ...terms, until: '2999-01-01' });
    expect(tab.page).toMatchObject({ status: 422 });
    await tab.send(terms);
    expect(tab.page.path).toBe(`${here}?done=changed`);
    expect(tab.page.text).toContain('0 of 40');

    await late.send();
    expect(late.page).toMatchObject({ status: 412 });
    expect(late.page.text).toContain(until);
    expect((await tab.open(`${inbox}/${elsewhere.id}${at}/revocation`)).page.status).toBe(404);
    await late.send();
    expect(late.page.path).toBe(`${here}?done=revoked`);
    const [grant] = await selectGrantsOf(world.deps.db, request.id);
    expect(grant).toMatchObject({ mostDownloads: 40, allowsToken: true });
    expect(grant?.revokedAt).toEqual(world.now());
    const other = await enterAsViewer(world, tab);
    expect((await other.open(`${here}${at}/terms`)).page.status).toBe(403);
    expect((await other.open(`${here}${at}/revocation`)).page.status).toBe(403);
  });
});
