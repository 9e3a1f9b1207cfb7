import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, parseDay } from '../../src/core/day.ts';
import { parsePeriod } from '../../src/core/period.ts';
import { unnamedOrganisation } from '../../src/organisation/model.ts';
import { differencesBetween } from '../../src/policies/difference.ts';
import { judgeDay, languageShown } from '../../src/policies/model.ts';
import { sectionNames } from '../../src/policies/model/configuration.ts';
import { driftIn, generateSection } from '../../src/policies/model/generated.ts';
import { siteFacts } from '../../src/policies/model/site-facts.ts';
import {
  readSource,
  readStretches,
  refill,
  withoutMarks,
} from '../../src/policies/model/source.ts';
import { describeCollected } from '../../src/personal-data/service/collected.ts';
import { rulesOf } from '../../src/retention/model.ts';
import { shippedRules } from '../../src/retention/model/shipped.ts';
import { faultInMarkdown } from '../../src/updates/markdown.ts';

const configuration = {
  organisation: { ...unnamedOrganisation, name: 'A | B *Corp* <b>' },
  services: [{ slug: 'one', name: 'One | two' }],
  rules: rulesOf(shippedRules, []),
  collected: describeCollected(),
  site: siteFacts,
};

describe('front matter', () => {
  it('is read as YAML reads it', () => {
    const text =
      '---\ntitle: A policy\ndescription: "It says: \\"no\\" # always"\n---\nBody\n---\n';
    expect(readSource(text)).toEqual({
      title: 'A policy',
      description: 'It says: "no" # always',
      body: 'Body\n---\n',
    });
    expect(readSource('No front matter')).toEqual({ body: 'No front matter' });
  });

  it.each([
    ['title: a: b'],
    ['title: a # b'],
    ["title: 'a'"],
    ['title: - a'],
    ['title: "a'],
    ['title: &a b'],
    ['title:'],
    ['title: a\ntitle: b'],
    ['titel: a'],
  ])('refuses %j, which YAML reads otherwise or nobody meant', (lines) => {
    expect(readSource(`---\n${lines}\n---\nBody`)).toHaveProperty('fault');
  });
});

describe('generated sections', () => {
  it('can be shown in every language, whatever the organisation is called', () => {
    for (const language of ['en', 'de'] as const)
      for (const name of sectionNames) {
        const text = generateSection(name, language, configuration);
        expect(faultInMarkdown(text, true), `${language} ${name}`).toBeUndefined();
        expect(text).not.toMatch(/undefined|\[object/);
      }
  });

  it('are refilled where they stand and leave every other character as it was', () => {
    const words = fc.string({ unit: fc.constantFrom('a', '\n', ' ', '#', '|') });
    fc.assert(
      fc.property(words, words, words, (before, within, after) => {
        const marked = (inner: string) =>
          `${before}\n<!-- annex:rights -->\n${inner}\n<!-- /annex:rights -->\n${after}`;
        expect(refill(marked(within), () => 'NEW')).toBe(marked('NEW'));
        expect(withoutMarks(marked(within))).not.toContain('annex:');
      }),
    );
  });

  it('drift when the configuration moves, and only those that it touches', () => {
    const text = sectionNames
      .map((name) => `<!-- annex:${name} -->\n<!-- /annex:${name} -->`)
      .join('\n');
    const fill = (name: string) =>
      generateSection(sectionNames.find((each) => each === name) ?? 'rights', 'en', configuration);
    const filled = refill(text, fill);
    expect(driftIn(filled, 'en', configuration)).toEqual([]);
    const moved = {
      ...configuration,
      organisation: { ...configuration.organisation, noticeDays: 45 },
    };
    expect(driftIn(filled, 'en', moved).map(({ section }) => section)).toEqual(['subprocessors']);
    const twelve = parsePeriod('P12M');
    const period = { ...shippedRules.notices, ...(twelve && { period: twelve }) };
    const shorter = { ...configuration, rules: rulesOf({ ...shippedRules, notices: period }, []) };
    expect(driftIn(filled, 'en', shorter).map(({ section }) => section)).toEqual([
      'collected',
      'retention',
    ]);
    const tracked = { ...configuration, site: { ...siteFacts, cookies: ['id'] } };
    expect(driftIn(filled, 'en', tracked).map(({ section }) => section)).toEqual(['cookies']);
    expect(readStretches('<!-- annex:a -->\n<!-- /annex:b -->')).toHaveProperty('fault');
  });
});

describe('the day of effect', () => {
  const today = parseDay('2026-02-27') ?? expect.fail();
  it('is never inside the notice of a material change, and the refusal names the first day', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.integer({ min: -40, max: 400 }), (noticeDays, ahead) => {
        const effectiveOn = addDays(today, ahead);
        const judged = judgeDay(
          { noticeDays, current: 1 },
          { isMaterial: true, effectiveOn },
          today,
        );
        if (ahead >= noticeDays) expect(judged).toEqual({ day: effectiveOn });
        else
          expect(judged).toHaveProperty(
            'fault',
            expect.stringContaining(addDays(today, noticeDays)),
          );
        expect(judgeDay({ noticeDays }, { isMaterial: true, effectiveOn: today }, today)).toEqual({
          day: today,
        });
      }),
    );
  });
});

describe('the language shown', () => {
  it('is the one asked for, else that of the organisation, else what there is', () => {
    const both = { languages: ['en', 'de'] as const };
    expect(languageShown(both, ['de', 'en'])).toBe('de');
    expect(languageShown(both, [undefined, 'de-AT'])).toBe('de');
    expect(languageShown({ languages: ['en'] }, ['de', 'fr'])).toBe('en');
  });
});

describe('a difference', () => {
  const lines = fc.array(
    fc.constantFrom('# One', '# Two', 'A b c d.', 'A b x d.', '- e', '| f | g |'),
    {
      maxLength: 12,
    },
  );
  it('gives each of the two texts back, word for word', () => {
    const side = (sections: ReturnType<typeof differencesBetween>, of: 'before' | 'after') =>
      sections
        .flatMap(({ blocks }) => blocks)
        .map(({ runs }) =>
          runs
            .filter((run) => run.of !== of)
            .map((run) => run.text)
            .join(''),
        )
        .filter((text) => text !== '');
    fc.assert(
      fc.property(lines, lines, (a, b) => {
        const [before, after] = [a.join('\n\n'), b.join('\n\n')];
        const sections = differencesBetween(before, after);
        expect(side(sections, 'after')).toEqual(side(differencesBetween(before, before), 'after'));
        expect(side(sections, 'before')).toEqual(side(differencesBetween(after, after), 'before'));
        expect(sections.some(({ isChanged }) => isChanged)).toBe(before !== after);
      }),
    );
  });

  it('pairs a paragraph with what it became, though another was put in front of it', () => {
    const [section] = differencesBetween(
      'We keep inquiries for 36 months.',
      'Something entirely new stands here.\n\nWe keep inquiries for 24 months.',
    );
    expect(section?.blocks.map(({ of }) => of)).toEqual(['after', 'both']);
    expect(section?.blocks[1]?.runs).toEqual([
      { of: 'both', text: 'We keep inquiries for ' },
      { of: 'before', text: '36' },
      { of: 'after', text: '24' },
      { of: 'both', text: ' months.' },
    ]);
  });

  it('tells where a link leads, of a table each row', () => {
    const [section] = differencesBetween(
      '[Here](https://a.example/x)\n\n| A | B |\n| - | - |\n| 1 | 2 |',
      '[Here](https://b.example/x)\n\n| A | B |\n| - | - |\n| 1 | 3 |',
    );
    expect(section?.blocks.map(({ kind }) => kind)).toEqual(['paragraph', 'row', 'row']);
    expect(JSON.stringify(section)).toContain('Here (https://');
  });

  it('of two long texts without a common word is shown whole, both of them', () => {
    const long = (word: string) =>
      Array.from({ length: 2_500 }, (_, index) => `${word}${index} `.repeat(4)).join('\n\n');
    const [section] = differencesBetween(long('a'), long('b'));
    expect(section?.blocks).toHaveLength(5_000);
  });
});
