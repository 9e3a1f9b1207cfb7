import { describe, expect, it } from 'vitest';
import { asId } from '../../src/core/ids.ts';
import { noteOnInquiry } from '../../src/inquiries/service/answering.ts';
import { getStaffThread } from '../../src/inquiries/service/reading.ts';
import { inquired, readInquiries, writeByForm, wish } from '../inquiries/writing.ts';
import type { World } from '../support/app.ts';
import { must } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { begin, enterAs } from './begin.ts';
import { root } from './support.ts';

const inbox = `${root}/inquiries`;
const acts = ['answer', 'note', 'assignee', 'closing', 'opening', 'topic', 'erasure'] as const;

async function threadOf(world: World, id: string) {
  return getStaffThread(world.deps, asId('inq', id));
}

describe('inquiries in the console', () => {
  it('wait the longest first, and are found by topic, state, who looks after them, and words', async () => {
    const { world, tab } = await begin();
    const old = await inquired(world, { topic: 'security', name: `<i>${personMark}</i>` });
    world.at(new Date(world.now().getTime() + 300_000));
    const newer = await inquired(world);
    world.at(new Date(world.now().getTime() + 300_000));
    const closed = await inquired(world);
    await tab.open(`${inbox}/${closed.id}/closing`);
    expect(tab.page.text).toContain('is told that it is closed');
    await tab.send();
    expect(tab.page.path).toBe(`${inbox}/${closed.id}?done=closed`);

    await tab.open(inbox);
    const [waiting = '', others = ''] = tab.page.text.split('id="others"');
    expect(waiting.indexOf(old.reference)).toBeGreaterThan(0);
    expect(waiting.indexOf(old.reference)).toBeLessThan(waiting.indexOf(newer.reference));
    expect(others).toContain(closed.reference);
    expect(others).not.toContain(newer.reference);
    expect(tab.page.text).toContain('2 wait for us');
    expect(tab.page.text).toContain('&lt;i&gt;');
    expect(tab.page.text).not.toContain('<i>');

    await tab.open(`${inbox}/${newer.id}/assignee`);
    const me = /value="(per_[0-9a-f]{32})"/.exec(tab.page.text)?.[1] ?? '';
    expect(tab.page.text).toContain('(you)');
    await tab.send({ assignee: me });
    expect(tab.page.path).toBe(`${inbox}/${newer.id}?done=assigned`);
    expect((await threadOf(world, newer.id)).inquiry).toMatchObject({
      assignee: me,
      state: 'in-progress',
    });
    const { body } = must(await world.as('owner').get(`/inquiries?assignee=${me}`));
    expect(JSON.stringify(body)).toContain(newer.id);

    const shown = async (query: string) => {
      const { text } = (await tab.open(`${inbox}?${query}`)).page;
      return [old, newer, closed].map(({ reference }) => text.includes(reference));
    };
    expect(await shown('topic=security')).toEqual([true, false, false]);
    expect(await shown('state=closed')).toEqual([false, false, true]);
    expect(await shown('assignee=me')).toEqual([false, true, false]);
    expect(await shown('assignee=none')).toEqual([true, false, true]);
    expect(await shown(`q=${old.reference}`)).toEqual([true, false, false]);
    expect(await shown('topic=wrong&after=inq_1')).toEqual([true, true, true]);
  });

  it('are answered, noted, renamed and opened, never over what was written meanwhile', async () => {
    const { world, tab } = await begin();
    const { id } = await inquired(world);
    const here = `${inbox}/${id}`;
    await tab.open(`${here}/answer`);
    await tab.send({ text: ' ' });
    expect(tab.page).toMatchObject({ status: 422 });
    const ctx = {
      deps: world.deps,
      actor: { kind: 'staff', role: 'owner' },
      now: world.now(),
    } as const;
    await noteOnInquiry(ctx, asId('inq', id), 'They are known to us.', 'any');
    await tab.open(`${here}/answer`);
    const late = tab.another();
    await late.open(`${here}/answer`);
    await tab.send({ text: '<b>In Frankfurt</b>' });
    expect(tab.page.path).toBe(`${here}?done=answered`);
    expect(tab.page.text).toContain('&lt;b&gt;In Frankfurt');
    expect(tab.page.text).toContain('Note by');
    await tab.open(`${root}/record?subject=inquiry:${id}`);
    expect(tab.page.text).toContain('inquiry.noted');
    await tab.open(here);
    expect(tab.page.text).toContain(`href="${root}/record?subject=inquiry:${id}"`);
    await late.send({ text: 'In Dublin' });
    expect(late.page).toMatchObject({ status: 412 });
    expect(late.page.text).toContain('Answered; 3 texts written');
    expect(late.page.text).toContain('In Dublin');
    await late.send({ text: 'And in Dublin' });
    await world.drain();
    expect(world.outside.mailbox.filter(({ text }) => text.includes('Frankfurt'))).toHaveLength(1);

    await tab.open(`${here}/topic`);
    await tab.send({ topic: 'security' });
    expect(tab.page.path).toBe(`${here}?done=retitled`);
    await tab.open(`${here}/opening`);
    await tab.send();
    expect(tab.page.path).toBe(`${here}?done=opened`);
    const { inquiry, messages } = await threadOf(world, id);
    expect(inquiry).toMatchObject({ topic: 'security', state: 'in-progress' });
    expect(messages.map(({ author }) => author)).toEqual(['person', 'note', 'staff', 'staff']);
  });

  it('give their files out to be saved, and are erased with them, for those who may', async () => {
    const { world, tab } = await begin();
    const file = new File(['Where are backups?'], 'page.txt', { type: 'text/html' });
    await writeByForm(world, wish(), { files: [file] });
    const [row] = await readInquiries(world);
    const here = `${inbox}/${row?.id}`;
    await tab.open(here);
    const path = /href="([^"]*\/attachments\/att_[0-9a-f]{32})"/.exec(tab.page.text)?.[1] ?? '';
    await tab.open(path);
    expect(tab.page.text).toContain('Where are backups?');
    expect(Object.fromEntries(tab.lastHeaders)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': expect.stringMatching(/^attachment; filename="page.txt"/),
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
    });

    const viewer = await enterAs(world, tab, 'viewer');
    await viewer.open(here);
    expect(viewer.page.status).toBe(200);
    expect(viewer.page.text).not.toContain('backups');
    expect(viewer.page.text).not.toContain(`${here}/`);
    for (const act of acts) expect((await viewer.open(`${here}/${act}`)).page.status).toBe(403);
    expect((await viewer.open(path)).page.status).toBe(403);
    expect((await viewer.open(`${inbox}/new`)).page.status).toBe(403);
    expect((await viewer.open(inbox)).page.text).not.toContain('Robin');

    await tab.open(`${here}/erasure`);
    expect(tab.page.text).toContain('1 text with notes, and 1 file');
    await tab.send();
    expect(tab.page.path).toBe(`${here}?done=erased`);
    expect(tab.page.text).not.toContain('backups');
    expect(tab.page.text).not.toContain(`${here}/answer`);
    expect((await tab.open(path)).page.status).toBe(404);
  });

  it('that came by letter are entered, with what was typed when something is wrong', async () => {
    const { world, tab } = await begin();
    await tab.open(`${inbox}/new`);
    const typed = {
      source: 'letter',
      receivedOn: '2026-11-20',
      name: `Robin ${personMark}`,
      company: '',
      email: '',
      message: 'May we visit?',
      topic: 'security',
    };
    await tab.send({ ...typed, receivedOn: '2999-01-01' });
    expect(tab.page).toMatchObject({ status: 422 });
    expect(tab.page.text).toContain('Must not be in the future');
    expect(tab.page.text).toContain('May we visit?');
    await tab.send(typed);
    expect(tab.page.text).toContain('It is entered.');
    const [row] = await readInquiries(world);
    expect(row).toMatchObject({ source: 'letter', topic: 'security', subscriptionId: null });
    expect(row?.person).toEqual({ name: `Robin ${personMark}` });
  });
});
