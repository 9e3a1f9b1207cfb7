import { expect, test } from 'vitest';
import { isSecurityTxtDue, securityTxtExpires } from '../../src/site/model/security-txt.ts';

const day = 86_400_000;

test.each(['2026-11-22T00:00:00.000Z', '2026-11-22T23:59:59.999Z', '2027-02-28T12:00:00Z'])(
  'a security.txt of %s expires in less than a year and in more than 363 days',
  (text) => {
    const at = new Date(text);
    const ahead = securityTxtExpires(at).getTime() - at.getTime();
    expect(ahead).toBeLessThan(365 * day);
    expect(ahead).toBeGreaterThan(363 * day);
  },
);

test('renewal is due from sixty days before the end on, and no earlier', () => {
  const at = new Date('2026-11-22T10:00:00Z');
  const end = securityTxtExpires(at).getTime();
  expect(isSecurityTxtDue(at, new Date(end - 60 * day - 1))).toBe(false);
  expect(isSecurityTxtDue(at, new Date(end - 60 * day))).toBe(true);
  expect(isSecurityTxtDue(at, new Date(end + day))).toBe(true);
});
