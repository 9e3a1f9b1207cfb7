import { describe, expect, it } from 'vitest';
import { clauses, publishNda } from '../access/asking.ts';
import { bytesOf, fileAt, given, issued, opened, report } from '../access/giving.ts';
import { must, pick, pickList } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { enterAsOwner, enterAsViewer, passProof, sendFile } from './desk.ts';
import { root } from './support.ts';

const desk = `${root}/documents`;
const person = `Robin ${personMark}`;

describe('what was given out, in the console', () => {
  it('tokens for programs are listed and ended, by whom the table allows', async () => {
    const { world, tab } = await enterAsOwner();
    await issued(world, report);
    const { link } = await given(world, [report], { allowsToken: true });
    await tab.open(`${desk}/tokens`);
    expect(tab.page.text).toContain('None was made');
    const json = { 'content-type': 'application/json', accept: 'application/json' };
    const made = await world.fetch(`${await opened(world, link)}/tokens`, {
      method: 'POST',
      headers: json,
      body: '{}',
    });
    const { token = '' } = (await made.json()) as { token?: string };
    const fetched = async () =>
      world.fetch(`/trust/documents/${report}/file`, {
        headers: { authorization: `Bearer ${token}` },
      });
    expect((await fetched()).status).toBe(200);
    await tab.open(`${desk}/tokens`);
    expect(tab.page.text).toContain('In force');
    expect(tab.page.text).not.toContain(token);
    const end = /href="([^"]*\/revocation)"/.exec(tab.page.text)?.[1] ?? '';
    const viewer = await enterAsViewer(world, tab);
    expect((await viewer.open(`${desk}/tokens`)).page.text).not.toContain('/revocation');
    expect((await viewer.open(end)).page.status).toBe(403);
    await tab.open(end);
    await tab.send();
    expect(tab.page.text).toContain('Ended early');
    expect((await fetched()).status).toBe(410);
    await tab.open(end);
    await tab.send();
    expect(tab.page.status).toBe(409);
  });

  it('is listed, renewed by a new link, exported and traced; persons only to who may see them', async () => {
    const { world, tab } = await enterAsOwner();
    await issued(world, report, { isMarked: true });
    const { link, grants } = await given(world, [report]);
    const session = await opened(world, link);
    const copy = await bytesOf(await world.fetch(fileAt(session, report)));
    const reference = grants[0]?.reference ?? '';

    await tab.open(`${desk}/grants`);
    for (const said of [reference, person, '1 of 10']) expect(tab.page.text).toContain(said);
    await tab.open(`${desk}/grants?state=revoked`);
    expect(tab.page.text).toContain('None fits');
    const here = `${desk}/grants/${grants[0]?.id}`;
    await tab.open(here);
    expect(tab.page.text).toContain(`${reference}/1`);
    expect(tab.page.text).toContain(`/grants/${grants[0]?.id}/revocation`);
    await tab.open(`${here}/link`);
    expect(tab.page.text).toContain('One mail goes to');
    const mails = world.outside.mailbox.length;
    await tab.send();
    expect(tab.page.text).toContain('A new link is on its way');
    await world.drain();
    expect(world.outside.mailbox.length).toBeGreaterThan(mails);

    await tab.open(`${desk}/downloads`);
    expect(tab.page.text).toMatch(/data-label="Downloads"[^>]*>1</);
    expect(tab.page.text).toMatch(/Twelve months[\s\S]*Copies fetched"[^>]*>1</);
    await tab.open(`${desk}/downloads?month=2001-01&document=${report}`);
    expect(tab.page.text).toContain('Nothing was asked for');
    for (const month of ['0000-01', '2999-12', '2026-13', '<b>'])
      expect((await tab.open(`${desk}/downloads?month=${month}`)).page.status).toBe(200);
    await tab.open(`${desk}/downloads/export`);
    await tab.send({ format: 'csv', from: '2027-01-02', until: '2027-01-01' });
    expect(tab.page.status).toBe(422);
    await tab.send({ format: 'csv', from: '', until: '' });
    expect(tab.lastHeaders.get('content-disposition')).toContain('access-record.csv');
    expect(tab.page.text).toContain('access.downloaded');
    expect(tab.page.text).toContain(person);

    await tab.open(`${desk}/trace/upload`);
    const leaked = { name: 'leak.pdf', bytes: new Uint8Array(copy) };
    const traced = await sendFile(world, tab, {}, leaked);
    expect(traced.text).toContain(`${reference}/1`);
    expect(traced.text).toContain(person);
    const none = { name: '<i>.pdf', bytes: new Uint8Array([1, 2]) };
    await tab.open(`${desk}/trace/upload`);
    const found = await sendFile(world, tab, {}, none);
    expect(found.text).toContain('No mark was found');
    expect(found.text).not.toContain('<i>');

    const other = await enterAsViewer(world, tab);
    for (const path of ['grants', `grants/${grants[0]?.id}`, 'downloads']) {
      await other.open(`${desk}/${path}`);
      expect(other.page.text).toContain(reference);
      expect(other.page.text).not.toContain(person);
      expect(other.page.text).not.toMatch(/export"|\/link"|revocation"/);
    }
    expect((await other.open(`${desk}/downloads/export`)).page.status).toBe(403);
    expect((await other.open(`${here}/link`)).page.status).toBe(403);
    passProof(world);
    expect((await tab.open(`${desk}/downloads/export`)).page.path).toContain('/proof');
  });
});

describe('NDA texts in the console', () => {
  it('are looked at before they are published, and never over another’s', async () => {
    const { world, tab } = await enterAsOwner();
    await tab.open(`${desk}/ndas`);
    expect(tab.page.text).toContain('No text yet');
    await tab.open(`${desk}/ndas/new`);
    const typed = { name: 'standard', title: 'Terms <b>', text: '# One\n\nKeep *it*.' };
    await tab.send({ ...typed, scope: 'person', text: '![x](https://x.example/x.png)' });
    expect(tab.page.status).toBe(422);
    await tab.send({ ...typed, scope: 'person' });
    expect(tab.page.text).toContain('Nothing is published yet');
    expect(tab.page.text).toContain('<em>it</em>');
    expect(tab.page.text).not.toContain('<b>');
    const back = tab.another();
    await back.open(`${desk}/ndas/new`);
    await back.send({ ...typed, scope: 'person', resume: 'yes' });
    expect(back.page.text).toMatch(/Keep \*it\*/);
    await back.send({ ...typed, scope: 'person' });
    await tab.send();
    expect(tab.page.path).toBe(`${desk}/ndas?done=published`);
    await back.send();
    expect(back.page.status).toBe(409);
    expect(back.page.text).toMatch(/Keep \*it\*/);
    const { body } = must(await world.as('viewer').get('/ndas'));
    expect(pickList(body, 'items')).toMatchObject([{ title: 'Terms <b>', number: 1 }]);

    await tab.open(`${desk}/ndas/${String(pick(body, 'items', 0, 'id'))}`);
    expect(tab.page.text).toContain('<em>it</em>');
    await tab.open(`${tab.page.path}/text.pdf`);
    expect(tab.page.text.slice(0, 5)).toBe('%PDF-');
    // What is sent with an old proof is kept, and asked for again after a new one.
    await back.open(`${desk}/ndas/new`);
    await back.send({ ...typed, scope: 'none' });
    passProof(world);
    await back.send();
    expect(back.page.path).toContain('/proof?next=/kept');
    expect(pickList(must(await world.as('viewer').get('/ndas')).body, 'items')).toHaveLength(1);
  });

  it('are accepted elsewhere and recorded, and count no more once that is said', async () => {
    const { world, tab } = await enterAsOwner();
    const nda = String(pick(await publishNda(world), 'id'));
    await tab.open(`${desk}/acceptances/new`);
    const typed = {
      nda,
      fullName: person,
      title: 'CISO',
      company: `<i>${personMark}`,
      email: `robin.${personMark.toLowerCase()}@customer.example`,
      covers: 'domain',
      signedOn: '2026-01-05',
      until: '',
      note: '',
    };
    await tab.send({ ...typed, signedOn: '2999-01-01' });
    expect(tab.page.status).toBe(422);
    expect(tab.page.text).toContain(person);
    await tab.send(typed);
    expect(tab.page.text).toContain('All of the mail domain');
    expect(tab.page.text).toContain(`&lt;i&gt;${personMark}`);
    const here = tab.page.path.replace('?done=recorded', '');
    await tab.open(`${desk}/acceptances?domain=customer.example&source=on-file`);
    expect(tab.page.text).toContain('Without an end');
    const other = await enterAsViewer(world, tab);
    await other.open(here);
    expect(other.page.text).toContain('customer.example');
    expect(other.page.text).not.toContain(person);
    for (const path of [`${here}/end`, `${desk}/acceptances/new`, `${desk}/ndas/new`])
      expect((await other.open(path)).page.status).toBe(403);
    await tab.open(`${here}/end`);
    expect(tab.page.text).toContain('Everybody of customer.example');
    await tab.send();
    expect(tab.page.text).toContain('Ended');
    await tab.open(`${here}/end`);
    await tab.send();
    expect(tab.page.status).toBe(409);
  });
});

describe('access rules in the console', () => {
  it('are set, and what opens more waits for a second person', async () => {
    const { world, tab } = await enterAsOwner();
    await issued(world, clauses);
    await tab.open(`${desk}/rules/edit`);
    const late = tab.another();
    await late.open(`${desk}/rules/edit`);
    const rules = {
      customers: 'person',
      allowedDomains: 'person',
      ndaOnFile: 'person',
      days: '14',
      mostDownloads: '5',
      tokens: 'no',
    };
    await tab.send({ ...rules, days: '900' });
    expect(tab.page.status).toBe(422);
    expect(tab.page.text).toMatch(/name="days"[^>]*value="900"/);
    await tab.send(rules);
    expect(tab.page.path).toBe(`${desk}/rules?done=set`);
    await late.send({ ...rules, customers: 'automatic' });
    expect(late.page.status).toBe(412);
    expect(late.page.text).toContain('automatic');
    await late.send({ ...rules, customers: 'automatic' });
    expect(late.page.path).toBe(`${desk}/rules?done=waits`);
    expect(must(await world.as('viewer').get('/access-rules')).body).toMatchObject({
      customers: 'person',
      days: 14,
    });

    await tab.open(`${desk}/domains/new`);
    await tab.send({ domain: 'bad domain', treatment: 'blocked', note: '' });
    expect(tab.page.status).toBe(422);
    await tab.send({ domain: 'Spam.example', treatment: 'blocked', note: '<u>Robots</u>' });
    expect(tab.page.path).toBe(`${desk}/domains?done=put`);
    expect(tab.page.text).toContain('&lt;u&gt;Robots');
    await tab.open(`${desk}/domains/new`);
    await tab.send({ domain: 'bank.example', treatment: 'allowed', note: '' });
    expect(tab.page.path).toBe(`${desk}/domains?done=waits`);
    await tab.open(`${desk}/domains/spam.example/edit`);
    expect(tab.page.text).toMatch(/value="blocked" checked/);
    await tab.send({ treatment: 'blocked', note: '' });
    await tab.open(`${desk}/domains/spam.example/removal`);
    expect(tab.page.text).toContain('no longer declined');
    await tab.send();
    const { body } = must(await world.as('viewer').get('/access-rules/domains'));
    expect(pickList(body, 'items')).toEqual([]);
    const other = await enterAsViewer(world, tab);
    await other.open(`${desk}/rules`);
    expect(other.page.text).not.toContain('/rules/edit');
    for (const path of ['rules/edit', 'domains/new', 'domains/spam.example/removal'])
      expect((await other.open(`${desk}/${path}`)).page.status).toBe(403);
  });
});
