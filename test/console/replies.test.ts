import { describe, expect, it } from 'vitest';
import { asId } from '../../src/core/ids.ts';
import { getStaffThread } from '../../src/inquiries/service/reading.ts';
import { inquired } from '../inquiries/writing.ts';
import { asked, caseOf, done } from '../rights/asking.ts';
import { must, pickList } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { begin, enterAs } from './begin.ts';
import { root, type Tab } from './support.ts';

const list = `${root}/reply-templates`;
const shownIn = (tab: Tab) => /<textarea[^>]*>([\s\S]*?)<\/textarea>/.exec(tab.page.text)?.[1];

describe('reply templates in the console', () => {
  it('are written, changed and deleted, never over what somebody else has stored', async () => {
    const { world, tab } = await begin();
    await tab.open(list);
    expect(tab.page.text).toContain('None yet.');
    await tab.open(`${list}/new`);
    const typed = { name: '<i>Backups</i>', language: 'de', text: 'Hallo {name} {nummer}' };
    await tab.send(typed);
    expect(tab.page.status).toBe(422);
    expect(tab.page.text).toContain('{nummer} would be sent as it is');
    expect(shownIn(tab)).toBe(typed.text);
    await tab.send({ ...typed, text: 'Hallo {name}' });
    expect(tab.page.path).toBe(`${list}?done=created`);
    expect(tab.page.text).toContain('&lt;i&gt;Backups');
    const [here = ''] = new RegExp(`${list}/rpt_[0-9a-f]{32}`).exec(tab.page.text) ?? [];
    await tab.open(here);
    const [late, deleting] = [tab.another(), tab.another()];
    await late.open(here);
    await deleting.open(`${here}/deletion`);
    await tab.send({ name: 'Backups', language: 'en', text: 'Hello' });
    expect(tab.page.path).toBe(`${list}?done=changed`);
    await late.send({ name: 'Backups', language: 'en', text: 'Good day' });
    expect(late.page.status).toBe(412);
    expect(late.page.text).toMatch(/Hello[\s\S]*Good day/);
    await deleting.send();
    expect(deleting.page.status).toBe(412);

    const viewer = await enterAs(world, tab, 'viewer');
    expect((await viewer.open(list)).page.status).toBe(200);
    expect(viewer.page.text).not.toContain(`${list}/`);
    for (const path of [here, `${here}/deletion`, `${list}/new`])
      expect((await viewer.open(path)).page.status).toBe(403);
    await deleting.send();
    expect(deleting.page.path).toBe(`${list}?done=deleted`);
    expect(pickList(must(await world.as('owner').get('/reply-templates')).body, 'items')).toEqual(
      [],
    );
  });

  it('begin answers to inquiries and privacy requests, below what was typed, and send nothing', async () => {
    const { world, tab } = await begin();
    const input = { name: 'Hello', language: 'en', text: 'Dear {name}, about {reference}:' };
    const { body } = must(await world.as('owner').post('/reply-templates', input));
    const [, template = ''] = /"id":"(rpt_\w+)"/.exec(JSON.stringify(body)) ?? [];
    const { id, reference } = await inquired(world, { name: `{reference} ${personMark}` });
    const here = `${root}/inquiries/${id}`;
    await tab.open(`${here}/answer`);
    await tab.send({ text: 'First this.', template, resume: 'template' });
    expect(tab.page.status).toBe(200);
    const text = `First this.\n\nDear {reference} ${personMark}, about ${reference}:`;
    expect(shownIn(tab)).toBe(text);
    expect((await getStaffThread(world.deps, asId('inq', id))).messages).toHaveLength(1);
    await tab.send({ text, template });
    expect(tab.page.path).toBe(`${here}?done=answered`);
    const { messages } = await getStaffThread(world.deps, asId('inq', id));
    expect(messages.at(-1)?.text).toBe(text);
    await tab.open(`${here}/note`);
    expect(tab.page.text).not.toContain('Use this text');

    const request = await asked(world);
    await done(world, request, 'identity', { result: 'verified', matched: ['email', 'name'] });
    const { reference: number } = await caseOf(world, request);
    for (const form of ['message', 'clarification', 'identity-question', 'decision']) {
      await tab.open(`${root}/privacy-requests/${request}/${form}`);
      await tab.send({ template, resume: 'template' });
      expect([form, shownIn(tab)]).toEqual([form, `Dear Robin ${personMark}, about ${number}:`]);
    }
  });
});
