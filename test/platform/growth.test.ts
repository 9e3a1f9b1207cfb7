import { expect, it } from 'vitest';
import { growRegister } from '../../bench/growth.ts';
import { startApp } from '../support/app.ts';

it('a register that was grown fast is as one that was published step by step', async () => {
  const trust = await startApp();
  await growRegister(trust.deps, { entries: 20, events: 600 });
  const { body } = await trust.get('/trust/subprocessors.json');
  expect(body).toMatchObject({ pending: [expect.anything()] });
});
