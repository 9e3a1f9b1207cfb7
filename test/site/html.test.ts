import { HtmlValidate } from 'html-validate';
import { expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import { pages } from './pages-list.ts';

/** The rules of the HTML standard, by a validator that shares no code with what writes the pages. */
const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:document', 'html-validate:a11y'],
  rules: {
    // Folded into blocks on a narrow screen, a table is one to screen readers by its roles only.
    'no-redundant-role': 'off',
    // What comes from here itself is named after what it holds.
    'require-sri': ['error', { target: 'crossorigin' }],
  },
});

// The markup is the same in every language; of the others a page of each kind is enough.
const some = ['', '/subprocessors', '/changes/12', '/controls', '/contact', '/privacy-request'];

test.each([
  ['/trust', pages],
  ['/trust/de', some],
])(
  'every page below %s is valid HTML',
  async (base, paths) => {
    const trust = await startApp({ seed: 'demo' });
    const faults: string[] = [];
    for (const path of paths) {
      const { text } = await trust.get(`${base}${path}`);
      const { results } = await validator.validateString(text);
      for (const { ruleId, message, selector } of results.flatMap((result) => result.messages))
        faults.push(`${path}: ${ruleId}: ${message} ${selector ?? ''}`);
    }
    expect(faults).toEqual([]);
  },
  60_000,
);
