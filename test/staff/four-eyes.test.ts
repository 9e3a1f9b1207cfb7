import { describe, expect, it } from 'vitest';
import type { Holders } from '../../src/staff/model.ts';
import { faultOfApprover, isAlone } from '../../src/staff/model/four-eyes.ts';
import { holders as personalData } from '../../src/staff/service/personal-data.ts';
import { startApp } from '../support/app.ts';
import { must, pick } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { eraseAll, subjectOf } from '../support/persons.ts';
import { refuses } from '../support/refusals.ts';

const email = `hal.${personMark.toLowerCase()}@staff.example`;

describe('a second person', () => {
  it('is not whoever wrote it, once the holder of the key they wrote it with is erased', async () => {
    const trust = await startApp();
    const holder = `Hal ${personMark} <${email}>`;
    const [one, two] = [
      await trust.makeKey('editor', holder),
      await trust.makeKey('editor', holder),
    ];
    const made = must(
      await trust.withKey(one.secret).post('/batches', { reason: 'Eyes of his own.' }),
    );
    must(await trust.as('configured').delete(`/staff-keys/${one.id}`));
    expect(await eraseAll(trust, personalData, subjectOf(trust, email))).toContain(
      'staff-keys erased',
    );
    const at = `/batches/${String(pick(made.body, 'id'))}/approval`;
    const etag = String(made.headers.get('etag'));
    const refused = await refuses(
      trust,
      () => trust.withKey(two.secret).put(at, undefined, { 'if-match': etag }),
      { status: 409, code: 'conflict' },
    );
    expect(pick(refused.body, 'detail')).toMatch(/is erased.*Write it anew/);
  });

  it('is not a key whose maker is erased, for another key of which that is so too', () => {
    const [ann, ben] = ['staff:key_ann', 'staff:key_ben'];
    const holders = (known: readonly (readonly [string, string])[]): Holders => ({
      byActor: new Map([[ann, 'Ann'], [ben, 'Ben'], ...known]),
      makers: new Map([
        [ann, 'staff:per_one'],
        [ben, 'staff:per_two'],
      ]),
      able: [['Ann'], ['Ben']],
    });
    expect(faultOfApprover(ben, [ann], holders([]))).toMatch(/does not approve/);
    expect(isAlone([ann], holders([]))).toBe(false);
    const named = holders([
      ['staff:per_one', 'Uma'],
      ['staff:per_two', 'Vic'],
    ]);
    expect(faultOfApprover(ben, [ann], named)).toBeUndefined();
    expect(faultOfApprover(ben, [ann], holders([['staff:per_two', 'Vic']]))).toBeUndefined();
  });
});
