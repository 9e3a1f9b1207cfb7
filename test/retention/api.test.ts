import { describe, expect, it } from 'vitest';
import { isNone, parsePeriod, periodInWords } from '../../src/core/period.ts';
import { shippedRules } from '../../src/retention/model/shipped.ts';
import { startApp } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';

const accounts = {
  id: 'accounts',
  record: { en: 'Account <b>data</b>', de: 'Kontodaten' },
  lasting: { en: 'For the agreement and the period of its order form' },
  from: 'agreement-ended',
  ground: 'contract',
  basis: { en: 'Art. 6(1)(b) GDPR; the order form' },
  fate: 'delete',
};

describe('the rules of retention', () => {
  it('are public from the first day, one for each kind of record that is kept', async () => {
    const trust = await startApp();
    const { text } = await trust.get('/trust/retention');
    expect(text).toContain('24 months from the last activity');
    expect(text).toContain('Until its end');
    expect(text).toContain('For good');
    const { body } = await trust.get('/trust/retention.json');
    expect(pickList(body, 'rules').map((each) => pick(each, 'id'))).toEqual(
      Object.keys(shippedRules),
    );
  });

  it('are changed with what was read, and the page moves at once', async () => {
    const trust = await startApp();
    const officer = trust.as('privacy-officer');
    const path = '/retention-rules/downloads';
    const { etag = '' } = must(await officer.get(path));
    const { id: _, ...facts } = { ...accounts, lasting: undefined, period: 'P18M' };
    const changed = { ...facts, from: 'recorded', fate: 'keep-count' };
    expect((await officer.put(path, changed)).status).toBe(428);
    must(await officer.put(path, changed, { 'if-match': etag }));
    expect((await officer.put(path, changed, { 'if-match': etag })).status).toBe(412);
    expect((await trust.get('/trust/retention')).text).toContain(
      '18 months from when it was recorded',
    );
    expect((await officer.delete(path, undefined, { 'if-match': '*' })).status).toBe(409);
    const { body } = must(await officer.get('/events?limit=1'));
    expect(pick(pickList(body, 'items')[0], 'action')).toBe('retention_rule.stated');
  });

  it('tell of records kept elsewhere too, which come and go', async () => {
    const trust = await startApp();
    const officer = trust.as('privacy-officer');
    must(await officer.post('/retention-rules', accounts));
    expect((await officer.post('/retention-rules', accounts)).status).toBe(409);
    const { text } = await trust.get('/trust/retention');
    expect(text).toContain('Kept elsewhere');
    expect(text).toContain('Account &lt;b&gt;data&lt;/b&gt;');
    const listed = must(await officer.get('/retention-rules?limit=100'));
    expect(pickList(listed.body, 'items').at(-1)).toMatchObject({
      id: 'accounts',
      keptIn: 'elsewhere',
      asShipped: false,
    });
    const path = '/retention-rules/accounts';
    expect((await officer.delete(path)).status).toBe(428);
    must(await officer.delete(path, undefined, { 'if-match': '*' }));
    expect((await trust.get('/trust/retention')).text).not.toContain('Kept elsewhere');
  });

  it('page by cursor to their end', async () => {
    const trust = await startApp();
    const seen: unknown[] = [];
    for (let cursor: unknown = ''; cursor !== null;) {
      const query: string = cursor === '' ? '' : `&cursor=${String(cursor)}`;
      const { body } = must(await trust.as('viewer').get(`/retention-rules?limit=3${query}`));
      seen.push(...pickList(body, 'items').map((each) => pick(each, 'id')));
      cursor = pick(body, 'next');
    }
    expect(seen).toEqual(Object.keys(shippedRules));
  });

  it('are refused where they say nothing, or two things', async () => {
    const trust = await startApp();
    const bad = [
      { ...accounts, lasting: undefined },
      { ...accounts, lasting: undefined, period: 'PT1H' },
      { ...accounts, lasting: undefined, period: '24 months' },
      { ...accounts, fate: 'keep' },
      { ...accounts, from: 'birth' },
      { ...accounts, basis: { de: 'Nur Deutsch' } },
      { ...accounts, id: 'Accounts' },
      { ...accounts, record: { en: 'A\u0007' } },
    ];
    for (const rule of bad)
      expect((await trust.as('privacy-officer').post('/retention-rules', rule)).status).toBe(422);
    expect((await trust.as('viewer').post('/retention-rules', accounts)).status).toBe(403);
  });
});

describe('a period', () => {
  it.each([
    ['P24M', '24 months', '24 Monate'],
    ['P1Y', '1 year', '1 Jahr'],
    ['P1Y6M', '1 year and 6 months', '1 Jahr und 6 Monate'],
    ['P90D', '90 days', '90 Tage'],
    ['P2W', '2 weeks', '2 Wochen'],
  ])('%s is %s', (text, english, german) => {
    const period = parsePeriod(text) ?? expect.fail();
    expect([periodInWords(period), periodInWords(period, 'de')]).toEqual([english, german]);
    expect(isNone(period)).toBe(false);
  });

  it.each(['P', 'P1', '1Y', 'PT24H', 'P1.5Y', 'P-1Y', 'P1D1Y', 'p1y', 'P1Y '])(
    '%j is none',
    (text) => expect(parsePeriod(text)).toBeUndefined(),
  );
});
