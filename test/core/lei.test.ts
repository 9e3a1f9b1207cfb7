import { expect, test } from 'vitest';
import { isLei } from '../../src/core/lei.ts';

const known = [
  'HWUPKR0MPOU8FGXBT394',
  '7LTWFZYICNSX8D621K86',
  '784F5XWPLTWKTBV3E584',
  '8I5DZWZKVSZI1NUHU748',
  'INR2EJN1ERAN0W5ZP974',
  'R0MUWSFPU8MPRO8K5P83',
  '506700GE1G29325QX363',
  '529900T8BM49AURSDO55',
];

test.for(known)('%s is an LEI', (lei) => {
  expect(isLei(lei)).toBe(true);
});

test('one digit or letter changed for another, or two neighbours swapped, is no LEI', () => {
  for (const lei of known) {
    for (let at = 0; at < lei.length; at += 1) {
      const char = lei[at] ?? '';
      const alphabet = /\d/.test(char) ? '0123456789' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
      for (const other of alphabet.replace(char, ''))
        expect(isLei(lei.slice(0, at) + other + lei.slice(at + 1))).toBe(false);
      const next = lei[at + 1];
      if (next !== undefined && next !== char && /\d/.test(char) === /\d/.test(next))
        expect(isLei(lei.slice(0, at) + next + char + lei.slice(at + 2))).toBe(false);
    }
  }
});

test('another length, small letters, spaces and other scripts are no LEI', () => {
  const [lei = ''] = known;
  for (const text of [
    '',
    lei.slice(1),
    `${lei}0`,
    lei.toLowerCase(),
    ` ${lei}`,
    `${lei}\n`,
    `${lei.slice(0, 18)}٩٤`,
    '00000000000000000000',
  ])
    expect(isLei(text)).toBe(false);
});
