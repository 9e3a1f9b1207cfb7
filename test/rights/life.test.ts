import { describe, expect, it } from 'vitest';
import { startApp } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import {
  askByForm,
  asked,
  caseOf,
  done,
  pageOf,
  press,
  put,
  readLetters,
  verified,
  wish,
  wishOfAgent,
  idOf,
} from './asking.ts';

describe('a request', () => {
  it('is acknowledged by the answer of the form, verified, extended and fulfilled', async () => {
    const trust = await startApp();
    const reply = await askByForm(trust, wish());
    expect(reply.status).toBe(201);
    expect(reply.text).toContain('22 Dec 2026');
    const page = await trust.get('/trust/privacy-request?residence=california');
    expect(page.status).toBe(200);
    expect((await trust.get('/trust/privacy-request')).status).toBe(200);
    expect((await trust.get('/trust/privacy-request.json')).status).toBe(200);
    const id = await asked(trust, {
      residence: 'california',
      types: ['know-categories', 'opt-out'],
    });
    expect((await trust.get(await pageOf(trust, id))).status).toBe(200);
    expect((await trust.get(`${await pageOf(trust, id)}.json`)).status).toBe(200);
    expect((await press(trust, `${await pageOf(trust, id)}/confirmation`)).status).toBe(303);
    await done(trust, id, 'identity', verified);
    await done(trust, id, 'extension', { reason: 'There is much.' });
    expect(await caseOf(trust, id)).toMatchObject({ state: 'in-progress' });
    const answers = [
      { type: 'know-categories', outcome: 'granted', done: 'exported' },
      { type: 'opt-out', outcome: 'granted', done: 'opted-out' },
    ];
    await done(trust, id, 'decision', { answers, explanation: 'It is done.' });
    expect(await caseOf(trust, id)).toMatchObject({ state: 'fulfilled' });
    must(await trust.as('viewer').get('/rights-requests'));
    must(await trust.as('viewer').get(`/rights-requests/${id}`));
    await trust.drain();
    expect((await readLetters(trust)).map(({ what }) => what)).toEqual([]);
  });
});
