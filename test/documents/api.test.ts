import { describe, expect, it } from 'vitest';
import { startApp } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { act, add, change, clauses, issue, pdf } from './filing.ts';

describe('documents', () => {
  it('are added, read, said otherwise, each time for everybody at once', async () => {
    const trust = await startApp();
    const made = await add(trust, { ...clauses, description: 'The **2021** clauses.' });
    expect(made.headers.get('location')).toBe(`/trust/api/v1/documents/${clauses.slug}`);
    expect(made.body).toMatchObject({ ...clauses, version: null });
    expect((await trust.get('/trust/documents.json')).text).toContain('The **2021** clauses.');
    must(await change(trust, clauses.slug, { title: 'Clauses of 2021' }));
    expect((await trust.get('/trust/documents')).text).toContain('Clauses of 2021');
    const { body } = must(await trust.as('viewer').get(`/documents/${clauses.slug}`));
    expect(pick(body, 'title')).toBe('Clauses of 2021');
  });

  it('get a version in force in place of the one before', async () => {
    const trust = await startApp();
    await add(trust, clauses);
    expect(await issue(trust, clauses.slug, pdf(2), '?label=2021')).toBe(1);
    expect(await issue(trust, clauses.slug, pdf(3), '?label=2026')).toBe(2);
    const { body } = await trust.get(`/trust/documents/${clauses.slug}.json`);
    expect(body).toMatchObject({ version: { number: 2, label: '2026', pages: 3 } });
    expect(pickList(body, 'earlierVersions').map((each) => pick(each, 'label'))).toEqual(['2021']);
    must(await act(trust, clauses.slug, 2, 'withdrawal'));
    must(await act(trust, clauses.slug, 1, 'issue'));
    const now = await trust.get(`/trust/documents/${clauses.slug}.json`);
    expect(now.body).toMatchObject({ version: { number: 1 }, earlierVersions: [] });
  });
});
