import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Letter } from '../../src/deliveries/model/letter.ts';
import { slackBody } from '../../src/deliveries/slack.ts';
import { teamsBody } from '../../src/deliveries/teams.ts';
import { letterOf } from '../../src/deliveries/letters.ts';
import { languages } from '../../src/core/language.ts';
import { someText } from './telling.ts';
import { everyTold, recipient, sender } from './told.ts';

const ajv = new Ajv2020({ allErrors: true, strictRequired: false });
formats.default(ajv);
const shapeOf = (name: string) =>
  ajv.compile(
    JSON.parse(
      readFileSync(new URL(`../fixtures/chat/${name}.schema.json`, import.meta.url), 'utf8'),
    ),
  );
const isSlack = shapeOf('slack-message');
const isTeams = shapeOf('teams-message');

/** Microsoft's limit; it counts what Teams adds too. */
const teamsBytes = 28 * 1024;

const letter: Letter = {
  language: 'en',
  subject: 'Qluster Corp.: Postmark will be added on 24 December 2026',
  blocks: [
    { kind: 'text', text: 'A sub-processor will be added.' },
    { kind: 'heading', text: 'Postmark' },
    {
      kind: 'facts',
      rows: [
        ['In effect from', '24 December 2026'],
        ['Concerns', 'every service'],
      ],
    },
    { kind: 'field', label: 'Purpose', before: 'Sends mail.', after: 'Sends and reads mail.' },
    { kind: 'field', label: 'Location', after: 'Ireland' },
    { kind: 'field', label: 'Contract', before: 'https://old.example/dpa' },
    { kind: 'link', text: 'The change', href: 'https://trust.qluster.example/trust/changes/7' },
    { kind: 'markdown', source: '# Title\n\n**bold** and [a link](https://a.example)' },
  ],
  footer: [
    { kind: 'text', text: 'You get this because this channel follows sub-processor changes.' },
    {
      kind: 'link',
      text: 'Change or end this',
      href: 'https://trust.qluster.example/trust/subscriptions/x',
    },
  ],
};

const someLink = fc.webUrl({ withQueryParameters: true, withFragments: true });
const someBlock: fc.Arbitrary<Block> = fc.oneof(
  someText.map((text) => ({ kind: 'text' as const, text })),
  someText.map((text) => ({ kind: 'heading' as const, text })),
  someText.map((source) => ({ kind: 'markdown' as const, source })),
  fc
    .array(fc.tuple(someText, someText), { maxLength: 30 })
    .map((rows) => ({ kind: 'facts' as const, rows })),
  fc
    .record({ label: someText, before: someText, after: someText }, { requiredKeys: ['label'] })
    .map((field) => ({ kind: 'field' as const, ...field })),
  fc.record({ text: someText, href: someLink }).map((link) => ({ kind: 'link' as const, ...link })),
);
const someLetter: fc.Arbitrary<Letter> = fc.record({
  language: fc.constantFrom('en', 'de'),
  subject: someText,
  blocks: fc.array(someBlock, { maxLength: 80 }),
  footer: fc.array(someBlock, { maxLength: 6 }),
});

it.each(languages)(
  'a message says every step of a change, and all else there is to tell, in %s',
  (language) => {
    for (const [name, told, parts] of everyTold) {
      const said = letterOf(told, sender, recipient({ ...parts, language, channel: 'slack' }));
      const sentences = said.blocks.flatMap((block) => (block.kind === 'text' ? block.text : []));
      const bodies = [slackBody(said), teamsBody(said)];
      expect(bodies.map((body, index) => [isSlack, isTeams][index]?.(JSON.parse(body)))).toEqual([
        true,
        true,
      ]);
      for (const body of bodies) {
        expect(Buffer.byteLength(body), name).toBeLessThan(teamsBytes);
        const shown = textsIn(JSON.parse(body)).map(({ text }) => text);
        expect(shown, name).toEqual(expect.arrayContaining(sentences));
      }
    }
  },
);

describe('a message for Slack', () => {
  it('is of the documented shape', () => {
    const body = slackBody(letter);
    expect([isSlack(JSON.parse(body)), isSlack.errors]).toEqual([true, null]);
    expect(JSON.parse(body)).toMatchSnapshot();
  });

  it('is so whatever the letter holds, within every limit', () => {
    fc.assert(
      fc.property(someLetter, (each) => {
        const body = slackBody(each);
        expect([isSlack(JSON.parse(body)), isSlack.errors]).toEqual([true, null]);
        expect(body.isWellFormed()).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('calls nobody, links nothing and formats nothing that a text says', () => {
    const hostile = '<!channel> <@U0123> <https://evil.example|a link> *bold* &amp; `code`';
    const blocks: readonly Block[] = [
      { kind: 'text', text: hostile },
      { kind: 'heading', text: hostile },
      { kind: 'facts', rows: [[hostile, hostile]] },
      { kind: 'field', label: hostile, before: hostile, after: hostile },
      { kind: 'link', text: hostile, href: 'https://trust.qluster.example/?a=1&b=<x>|y' },
      { kind: 'markdown', source: hostile },
    ];
    const message = JSON.parse(slackBody({ ...letter, subject: hostile, blocks, footer: blocks }));
    const read = textsIn(message).filter(({ type }) => type === 'mrkdwn');
    expect(read.length).toBeGreaterThan(3);
    for (const { text, verbatim } of read) {
      expect(verbatim).toBe(true);
      // Of what Slack reads between < and > only the letter's own link is left.
      expect(text.match(/<[^>]*>/g) ?? []).toEqual(
        text.startsWith('<')
          ? [expect.stringMatching(/^<https:\/\/trust\.qluster\.example\//)]
          : [],
      );
    }
    expect(message.text).not.toMatch(/[<>]/);
  });

  it('that is too long says so and keeps its footer', () => {
    const blocks = Array.from({ length: 200 }, (_, index): Block => ({
      kind: 'text',
      text: `Block ${index}`,
    }));
    const message = JSON.parse(slackBody({ ...letter, blocks }));
    expect(message.blocks).toHaveLength(50);
    expect(message.blocks.at(-3).text.text).toBe('…');
    expect(message.blocks.at(-1).type).toBe('context');
    expect(JSON.stringify(message.blocks.at(-1))).toContain('/trust/subscriptions/x');
  });
});

describe('a message for Teams', () => {
  it('is of the documented shape', () => {
    const body = teamsBody(letter);
    expect([isTeams(JSON.parse(body)), isTeams.errors]).toEqual([true, null]);
    expect(JSON.parse(body)).toMatchSnapshot();
  });

  it('is so whatever the letter holds, and under 28 kB', () => {
    fc.assert(
      fc.property(someLetter, (each) => {
        const body = teamsBody(each);
        expect([isTeams(JSON.parse(body)), isTeams.errors]).toEqual([true, null]);
        expect(Buffer.byteLength(body)).toBeLessThan(teamsBytes);
        expect(body.isWellFormed()).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('shows what a text says in runs, which read no Markdown', () => {
    const text = '[a link](https://evil.example) **bold** <at>everybody</at>';
    const blocks: readonly Block[] = [
      { kind: 'text', text },
      { kind: 'facts', rows: [['Label', text]] },
      { kind: 'markdown', source: text },
    ];
    const { content } = JSON.parse(teamsBody({ ...letter, blocks, footer: [] })).attachments[0];
    const runs = content.body.flatMap((element: { inlines: unknown[] }) => element.inlines);
    const shown = runs.filter((run: { text: string }) => run.text === text);
    expect(shown).toHaveLength(3);
    expect(JSON.stringify(content)).not.toContain('TextBlock"' + ',"text"');
  });

  it('that is too long says so and keeps its footer', () => {
    const blocks = Array.from({ length: 500 }, (): Block => ({
      kind: 'text',
      text: 'ü'.repeat(300),
    }));
    const { content } = JSON.parse(teamsBody({ ...letter, blocks })).attachments[0];
    expect(content.body.length).toBeGreaterThan(10);
    expect(content.body.at(-3).inlines[0].text).toBe('…');
    expect(content.body.at(-1).actions[0].url).toContain('/trust/subscriptions/x');
  });
});

type Text = { readonly type: string; readonly text: string; readonly verbatim?: boolean };

function textsIn(value: unknown): readonly Text[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(textsIn);
  const isText = 'text' in value && typeof value.text === 'string' && 'type' in value;
  return isText ? [value as Text, ...inside] : inside;
}
