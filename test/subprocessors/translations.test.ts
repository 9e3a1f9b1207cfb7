import { describe, expect, test } from 'vitest';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { facts } from '../support/factories.ts';
import { find, readHtml } from '../support/html.ts';
import { refuses } from '../support/refusals.ts';

const english = 'Sends mail to customers';
const german = 'Versendet E-Mails an Kunden';

const translated = () =>
  facts({ description: english, translations: { de: { description: german } } });

async function planOf(trust: World, entry: ReturnType<typeof facts>) {
  const batch = await trust.prepare({ entries: { postmark: entry } });
  const path = `/batches/${batch}/publication?dry_run=true`;
  return must(await trust.as('editor').put(path, {})).body;
}

describe('a text that is translated', () => {
  test('stands on the pages of its language, and the original on those of the register', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: translated() } });
    for (const page of ['/subprocessors', '/subprocessors/postmark']) {
      const [plain, other] = [
        (await trust.get(`/trust${page}`)).text,
        (await trust.get(`/trust/de${page}`)).text,
      ];
      expect(plain).toContain(english);
      expect(plain).not.toContain(german);
      expect(other).toContain(german);
      expect(other).not.toContain(english);
    }
  });

  test('is told to programs beside the original, in one document for all languages', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: translated() } });
    const { body } = must(await trust.get('/trust/subprocessors.json'));
    expect(pick(body, 'subprocessors', 0)).toMatchObject({
      description: english,
      translations: { de: { description: german } },
    });
    expect((await trust.get('/trust/subprocessors.csv')).text).not.toContain(german);
  });

  test('is a correction when only the translation changes', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: facts({ description: english }) } });
    const plan = await planOf(trust, translated());
    expect(pick(plan, 'items', 0)).toMatchObject({ class: 'correction', aspects: [] });
  });

  test.each([
    {
      what: 'both change',
      to: { description: 'Reads mail', translations: { de: { description: 'Liest E-Mails' } } },
      plain: [
        ['What for', english, 'Reads mail'],
        ['Translations', `Deutsch: ${german}`, 'Deutsch: Liest E-Mails'],
      ],
      other: [['Zweck', german, 'Liest E-Mails']],
    },
    {
      what: 'the translation changes',
      to: { description: english, translations: { de: { description: 'Liest E-Mails' } } },
      plain: [['Translations', `Deutsch: ${german}`, 'Deutsch: Liest E-Mails']],
      other: [['Zweck', german, 'Liest E-Mails']],
    },
    {
      what: 'the original changes',
      to: { description: 'Reads mail', translations: { de: { description: german } } },
      plain: [['What for', english, 'Reads mail']],
      other: [['Zweck', english, 'Reads mail']],
    },
  ])('is compared on each page with its own past where $what', async ({ to, plain, other }) => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: translated() } });
    await trust.publish({ entries: { postmark: facts(to) } });
    const rows = async (path: string) => {
      const page = readHtml((await trust.get(path)).text);
      const [table] = find(page, { class: 'fold diff' });
      return find(table?.inside ?? [], { name: 'tr' })
        .slice(1)
        .map(({ inside }) =>
          inside.filter(({ name }) => name === 'th' || name === 'td').map(({ text }) => text),
        );
    };
    expect(await rows('/trust/changes/2')).toEqual(plain);
    expect(await rows('/trust/de/changes/2')).toEqual(other);
  });

  test('is pointed out when the original changes and the translation does not', async () => {
    const trust = await startApp();
    await trust.publish({ entries: { postmark: translated() } });
    const stale = await planOf(trust, { ...translated(), description: 'Reads mail of customers' });
    const pointer = '#/entries/postmark/facts/translations/de/description';
    expect(pickList(stale, 'warnings')).toContainEqual({
      pointer,
      detail: 'The text has changed and its translation has not: look at both.',
    });
    const both = {
      ...translated(),
      description: 'Reads mail of customers',
      translations: { de: { description: 'Liest E-Mails von Kunden' } },
    };
    expect(pickList(await planOf(trust, both), 'warnings')).toEqual([]);
  });

  test('is pointed out where there is nothing to translate', async () => {
    const trust = await startApp();
    const plan = await planOf(trust, facts({ translations: { de: { nature: 'Versand' } } }));
    expect(pickList(plan, 'warnings').map((warning) => pick(warning, 'pointer'))).toEqual([
      '#/entries/postmark/facts/translations/de/nature',
    ]);
  });

  test('is refused in a language that Annex does not speak, and of what is no text', async () => {
    const trust = await startApp();
    const draft = (translations: unknown) => ({ facts: { ...facts(), translations } });
    const batch = await trust.prepare({ entries: { postmark: facts() } });
    const put = (translations: unknown) =>
      trust.as('editor').put(`/batches/${batch}/entries/postmark`, draft(translations));
    const invalid = { status: 422, code: 'invalid' } as const;
    await refuses(trust, () => put({ fr: { description: 'x' } }), {
      ...invalid,
      pointers: ['#/facts/translations/fr'],
    });
    await refuses(trust, () => put({ de: { name: 'x' } }), {
      ...invalid,
      pointers: ['#/facts/translations/de/name'],
    });
  });
});
