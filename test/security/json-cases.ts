type Case = {
  readonly name: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly isJson: boolean;
};

/** What parsers of JSON disagree on, in the manner of JSONTestSuite: the texts are made here. */
export function jsonCases(): readonly Case[] {
  return [
    ...valid.map((body) => ({ name: `takes ${short(body)}`, body, isJson: true })),
    ...invalid.map((body) => ({ name: `refuses ${short(body)}`, body, isJson: false })),
    ...bytes.map((list, index) => ({
      name: `refuses bytes ${index}`,
      body: new Uint8Array(list),
      isJson: false,
    })),
  ];
}

function short(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}… of ${text.length}` : text);
}

const numbers = ['0', '-0', '1', '-1', '1.5', '1e3', '1E+3', '1e-3', '123e65', '1e400', '-1e400'];
const noNumbers = [
  '+1',
  '.5',
  '1.',
  '01',
  '-01',
  '1e',
  '1e+',
  '0x1',
  'NaN',
  'Infinity',
  '-Infinity',
  '1_000',
  '١',
  '--1',
];
const escapes = [
  String.raw`\"`,
  String.raw`\\`,
  String.raw`\/`,
  String.raw`\n`,
  String.raw`\u0041`,
];
const noEscapes = [
  String.raw`\x41`,
  String.raw`\u00`,
  String.raw`\u00g0`,
  String.raw`\a`,
  '\\',
  '\n',
  '\t',
  '\0',
  '\u001F',
];

const valid: readonly string[] = [
  ...numbers,
  ...numbers.map((each) => `[${each}]`),
  ...numbers.map((each) => `{"reason":${each}}`),
  ...escapes.map((each) => `"${each}"`),
  ...escapes.map((each) => `{"${each}":1}`),
  ' [ ] ',
  '\t{\n}\r\n',
  '{"a":1,"a":2}',
  '{"reason":"a","reason":"b"}',
  '{"":0}',
  String.raw`["\ud83d\ude00"]`,
  String.raw`["\ud800"]`,
  String.raw`{"reason":"\ud800"}`,
  String.raw`{"reason":"\u0000"}`,
  '["\u2028\u2029\u007F"]',
  '{"constructor":{"prototype":{"isAdmin":true}}}',
  '{"prototype":{"isAdmin":true}}',
  '{"toString":1,"valueOf":1,"hasOwnProperty":1}',
  '{"reason":{"toString":"a"}}',
  '{"length":1000000000}',
  `${'['.repeat(30)}${']'.repeat(30)}`,
  JSON.stringify('x'.repeat(60_000)),
];

const invalid: readonly string[] = [
  '',
  ' ',
  ...noNumbers.map((each) => `[${each}]`),
  ...noNumbers.map((each) => `{"reason":${each}}`),
  ...noEscapes.map((each) => `["${each}"]`),
  '[1,]',
  '[,1]',
  '[1 2]',
  '[1',
  '1]',
  '{"a":1,}',
  '{"a" 1}',
  '{"a"::1}',
  '{a:1}',
  "{'a':1}",
  '{"a":1}}',
  '{"a":1}{"b":2}',
  '{1:1}',
  'undefined',
  'True',
  'nul',
  '[1]//',
  '[1]/**/',
  '\uFEFF{}',
  '\u00A0{}',
  ")]}',\n{}",
  '{"__proto__":{"isAdmin":true}}',
  String.raw`{"\u005f_proto__":{"isAdmin":true}}`,
  '{"reason":{"__proto__":null}}',
  '['.repeat(40),
  `${'['.repeat(40)}${']'.repeat(40)}`,
  '{"a":'.repeat(10_000),
  '['.repeat(60_000),
  `${'{"a":['.repeat(5_000)}`,
  JSON.stringify('x'.repeat(66_000)),
  `[${'1,'.repeat(33_000)}1]`,
  '{"a":"b',
  '\0{}',
  '{}\0',
];

const bytes: readonly (readonly number[])[] = [
  [0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00],
  [0xfe, 0xff, 0x00, 0x7b, 0x00, 0x7d],
  [0x5b, 0x22, 0xc0, 0xaf, 0x22, 0x5d],
  [0x5b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x5d],
  [0x5b, 0x22, 0xf4, 0xbf, 0xbf, 0xbf, 0x22, 0x5d],
  [0x5b, 0x22, 0xe0, 0xff, 0x22, 0x5d],
  [0x5b, 0x22, 0x80, 0x22, 0x5d],
  [0x1f, 0x8b, 0x08, 0x00],
];
