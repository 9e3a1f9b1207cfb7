import { describe, expect, it } from 'vitest';
import type { World } from '../support/app.ts';
import { pick } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { readEvents } from '../support/invariants.ts';
import { begin, enterAs } from './begin.ts';
import { codeTo, openTab, root, type Tab } from './support.ts';

const colleague = `colleague.${personMark.toLowerCase()}@company.example`;

async function invite(tab: Tab, role: string): Promise<Tab> {
  await tab.open(`${root}/people/new`);
  return tab.send({ name: `Cy ${personMark}`, address: colleague, role });
}

/** The page of somebody, by the mail address in the list. */
async function pageOf(tab: Tab, address: string): Promise<string> {
  await tab.open(`${root}/people`);
  const row = tab.page.text.split('<tr').find((each) => each.includes(address)) ?? '';
  return /href="([^"]*\/people\/per_\w+)"/.exec(row)?.[1] ?? '';
}

const mailsTo = (world: World, address: string) =>
  world.outside.mailbox.filter(({ to }) => to === address);

async function actionsOf(world: World) {
  return (await readEvents(world))
    .filter((event) => String(pick(event, 'action')).startsWith('person.'))
    .map((event) => [pick(event, 'action'), pick(event, 'data')]);
}

describe('a role that somebody gives', () => {
  it('is in force at once where nobody else could approve it, and the record says so', async () => {
    const { world, tab } = await begin();
    await invite(tab, 'publisher');
    expect(tab.page.path).toContain('done=invited');
    await world.drain();
    expect(mailsTo(world, colleague)).toHaveLength(1);
    expect((await actionsOf(world)).at(-1)).toEqual([
      'person.invited',
      { role: 'publisher', isSole: true },
    ]);
  });

  it('waits for a second person, so that nobody makes one for themselves', async () => {
    const { world, tab } = await begin();
    const second = await enterAs(world, tab, 'approver');
    await invite(tab, 'approver');
    expect(tab.page.path).toContain('done=proposed');
    await world.drain();
    expect(mailsTo(world, colleague)).toHaveLength(0);
    const here = await pageOf(tab, colleague);
    await tab.open(`${here}/approval`);
    await tab.send();
    expect(tab.page.status).toBe(409);
    expect(tab.page.text).toContain('Whoever wrote it does not approve it');

    await second.open(root);
    expect(second.page.text).toContain(`Cy ${personMark} as approver`);
    await second.open(here);
    expect(second.page.text).toContain('Look at it and approve');
    expect(second.page.text).not.toMatch(/Change the role|Invite somebody/);
    await second.open(`${here}/approval`);
    expect(second.page.text).toContain('is invited by mail with the role approver');
    await second.send();
    expect(second.page.path).toContain('done=approved');
    await world.drain();
    const third = openTab(world, '203.0.113.9');
    const [mail] = mailsTo(world, colleague);
    await third.open(/\/trust\/console\/invitations\/[\w-]+/.exec(mail?.text ?? '')?.[0] ?? '');
    await third.send();
    await world.drain();
    await third.send({ code: codeTo(world, colleague) });
    expect(third.page.status).toBe(200);
    await second.open(`${here}/approval`);
    expect(second.page.text).toContain('No role of this person waits');
  });

  it('that may do more waits, and one that may do less does not and takes it back', async () => {
    const { world, tab } = await begin();
    await invite(tab, 'viewer');
    await enterAs(world, tab, 'approver');
    const here = await pageOf(tab, colleague);
    await tab.open(`${here}/role`);
    await tab.send({ role: 'owner' });
    expect(tab.page.path).toContain('done=proposed');
    expect(tab.page.text).toContain('with the role viewer');
    await tab.open(`${here}/role`);
    await tab.send({ role: 'viewer' });
    expect(tab.page.text).not.toContain('waits for somebody else');
  });

  it('is approved as it was read: a stale tab is shown what is proposed now', async () => {
    const { world, tab } = await begin();
    const second = await enterAs(world, tab, 'approver');
    const approver = await pageOf(tab, 'approver.');
    await tab.open(`${approver}/role`);
    await tab.send({ role: 'editor' });
    await second.open(`${approver}/approval`);
    await tab.open(`${approver}/role`);
    await tab.send({ role: 'owner' });
    await second.send();
    expect(second.page.status).toBe(412);
    expect(second.page.text).toContain('proposed: owner');
    await second.send();
    expect(second.page.path).toContain('done=approved');
    expect((await actionsOf(world)).at(-1)).toEqual([
      'person.role_approved',
      { from: 'approver', to: 'owner' },
    ]);
  });
});
