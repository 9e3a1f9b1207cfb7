import { expect, it } from 'vitest';
import { startApp } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';

it('the demonstration promises what is configured, in a policy in effect and one to come', async () => {
  const trust = await startApp({ seed: 'demo' });
  const { body } = await trust.get('/trust/policies.json');
  expect(
    pickList(body, 'policies').map((each) => [
      pick(each, 'slug'),
      pick(pick(each, 'current'), 'number'),
      pick(pick(each, 'announced') ?? {}, 'number'),
    ]),
  ).toEqual([
    ['privacy-policy', 2, 3],
    ['cookie-notice', 1, undefined],
  ]);
  const drift = must(await trust.as('viewer').get('/policies/drift'));
  expect(drift.body).toEqual({ drifted: false, items: [] });
  const { text } = await trust.get('/trust/policies/privacy-policy');
  for (const promise of [
    '24 months from the last activity',
    'Longer where a law requires it or a commercial relationship goes on.',
    'for the period that its order form names',
    'portability, objection',
    'opt out of marketing at any time',
    'An authorised agent may ask for you',
    'contact details that we already have',
    'answer within 45 days',
    'We treat nobody differently',
    'government identifiers',
    'We do not sell personal data',
    'We do not train AI models on personal data',
    'no non-essential cookies',
    'Last updated',
    'believe that a child has given us',
  ])
    expect(text, promise).toContain(promise);
  const third = await trust.get('/trust/policies/privacy-policy/versions/3');
  expect(third.text).toContain('Audit entries and sign-in times of authorised users');
});
