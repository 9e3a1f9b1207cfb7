import { describe, expect, it } from 'vitest';
import { must, pickList } from '../support/client.ts';
import { subscribe } from '../support/recipients.ts';
import { enterAsOwner, enterAsViewer, passProof } from './desk.ts';
import { root } from './support.ts';

const desk = `${root}/updates`;

const blank = { topic: '', title: '', body: '', severity: '', status: '' };

describe('updates in the console', () => {
  it('are drafted, looked at, published, followed up and withdrawn', async () => {
    const { world, tab } = await enterAsOwner();
    await subscribe(world);
    const nextDigestAt = new Date(world.now().getTime() + 7 * 86_400_000);
    const others = [
      { frequency: 'weekly', nextDigestAt, address: 'weekly@subscriber.example' },
      { topics: ['product'], address: 'product@subscriber.example' },
      { services: ['elsewhere'], address: 'elsewhere@subscriber.example' },
      { state: 'paused', address: 'paused@subscriber.example' },
    ] as const;
    for (const each of others) await subscribe(world, each);
    await tab.open(desk);
    expect(tab.page.text).toContain('Nothing yet');
    await tab.open(`${desk}/new`);
    await tab.send({ ...blank, title: 'x'.repeat(201), body: 'Kept' });
    expect(tab.page.status).toBe(422);
    expect(tab.page.text).toContain('>Kept</textarea>');
    await tab.send({
      ...blank,
      topic: 'incident',
      title: 'Slow <b>search</b>',
      body: 'We **look**.',
    });
    const here = tab.page.path.replace('?done=stored', '');
    expect(tab.page.text).toContain('<strong>look</strong>');
    expect(tab.page.text).not.toContain('<b>search');
    expect(tab.page.text).toContain('Say how far it is');
    await tab.open(`${here}/publication`);
    await tab.send();
    expect(tab.page.status).toBe(422);
    expect(tab.page.text).toContain('Say how severe it is');
    expect(await (await world.fetch('/trust/updates')).text()).not.toContain('Slow');

    await tab.open(`${here}/edit`);
    const late = tab.another();
    await late.open(`${here}/edit`);
    const whole = {
      topic: 'incident',
      title: 'Slow <b>search</b>',
      body: 'We **look**.',
      severity: 'minor',
      status: 'investigating',
    };
    await tab.send({ ...whole, service_website: 'yes' });
    expect(tab.page.text).not.toContain('Before it can be published');
    const drafts = must(await world.as('viewer').get('/updates')).body;
    expect(pickList(drafts, 'items')).toMatchObject([{ services: ['website'], published: null }]);
    await late.send({ ...whole, title: 'Mine' });
    expect(late.page.status).toBe(412);
    expect(late.page.text).toMatch(/value="Mine"/);

    const stale = tab.another();
    await stale.open(`${here}/publication`);
    expect(stale.page.text).toContain('It tells 1 subscriber at once and 1 in their next digest.');
    await tab.open(`${here}/edit`);
    await tab.send({ ...whole, body: 'We look **hard**.' });
    await stale.send();
    expect(stale.page.status).toBe(412);
    await stale.send();
    expect(stale.page.path).toBe(`${here}?done=published`);
    expect(await (await world.fetch('/trust/updates/1')).text()).toContain('<strong>hard</strong>');

    await tab.open(`${desk}/new?follows=1`);
    expect(tab.page.text).not.toContain('name="topic"');
    await tab.send({ body: 'Done.', status: 'resolved', severity: '' });
    await tab.open(tab.page.path.replace('?done=stored', '/publication'));
    expect(tab.page.text).toContain('continues update 1');
    await tab.send();
    const thread = await (await world.fetch('/trust/updates/1')).text();
    expect(thread).toContain('Resolved');

    await tab.open(`${here}/withdrawal`);
    await tab.send({ reason: ' ' });
    expect(tab.page.status).toBe(422);
    await tab.send({ reason: 'It was <i>another</i> service.' });
    expect(tab.page.path).toBe(`${here}?done=withdrawn`);
    expect(tab.page.text).toContain('&lt;i&gt;another');
    expect(tab.page.text).not.toContain(`${here}/withdrawal`);
    expect(await (await world.fetch('/trust/updates/1')).text()).toContain('Withdrawn');
    expect((await tab.open(`${here}/edit`)).page.status).toBe(200);
    await tab.send(whole);
    expect(tab.page.status).toBe(409);
  });

  it('are discarded as drafts, and only by who may', async () => {
    const { world, tab } = await enterAsOwner();
    await tab.open(`${desk}/new`);
    await tab.send({ ...blank, title: 'Not yet' });
    const here = tab.page.path.replace('?done=stored', '');
    const other = await enterAsViewer(world, tab);
    await other.open(here);
    expect(other.page.text).toContain('Not yet');
    expect(other.page.text).not.toContain(`${here}/`);
    for (const act of ['edit', 'publication', 'removal'])
      expect((await other.open(`${here}/${act}`)).page.status).toBe(403);
    expect((await other.open(`${desk}/new`)).page.status).toBe(403);
    await tab.open(`${desk}?state=published`);
    expect(tab.page.text).toContain('None of these');
    passProof(world);
    expect((await tab.open(`${here}/publication`)).page.path).toContain('/proof');
    await tab.open(`${here}/removal`);
    await tab.send();
    expect(tab.page.path).toBe(`${desk}?done=discarded`);
    expect((await tab.open(here)).page.status).toBe(404);
    expect((await tab.open(`${desk}/new?follows=99`)).page.status).toBe(404);
  });
});
