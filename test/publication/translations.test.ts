import { describe, expect, test } from 'vitest';
import { letterOf } from '../../src/deliveries/letters.ts';
import {
  control,
  dataActFacts,
  law,
  question,
  report as attestation,
  restate,
  send,
  state,
} from '../controls/stating.ts';
import { enterAsOwner } from '../console/desk.ts';
import { root } from '../console/support.ts';
import { posted, recipient, sender } from '../deliveries/told.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { facts } from '../support/factories.ts';
import { find, one, readHtml, words } from '../support/html.ts';
import { refuses } from '../support/refusals.ts';
import { post } from '../updates/posting.ts';

type Texts = Readonly<Record<string, unknown>>;

const inGerman = (input: Texts, de: Texts) => ({ ...input, translations: { de } });

/** The profile, or what of it is replaced, as whoever has just read it sends it. */
async function replace(trust: World, path: string, change: Texts): Promise<unknown> {
  const owner = trust.as('owner');
  const { body, etag = '' } = must(await owner.get(path));
  const { colours: _, logo: __, slug: ___, warnings: ____, ...before } = Object(body);
  return must(await owner.put(path, { ...before, ...change }, { 'if-match': etag })).body;
}

/** What a person reads of a page; what search engines do is another test. */
const text = (html: string) => words(one(readHtml(html), { name: 'main' }).text);

const spoken = {
  commitments: ['We sell no data.', 'Wir verkaufen keine Daten.'],
  intro: ['We make forms.', 'Wir machen Formulare.'],
  category: ['Access control', 'Zugriffskontrolle'],
  title: ['Least privilege', 'Geringste Rechte'],
  text: ['Access follows the role.', 'Der Zugriff folgt der Rolle.'],
  scope: ['The whole service', 'Der ganze Dienst'],
  question: ['Where?', 'Wo denn?'],
  answer: ['In Germany.', 'In Deutschland.'],
  law: ['We are a processor.', 'Wir sind Auftragsverarbeiter.'],
  technical: ['Keys stay here.', 'Schlüssel bleiben hier.'],
  disclosure: ['Write to us.', 'Schreiben Sie uns zuerst.'],
  service: ['Qluster service', 'Qluster-Dienst'],
  document: ['Standard clauses', 'Standardklauseln'],
  description: ['Module two.', 'Modul zwei.'],
  update: ['Exports are faster', 'Exporte sind schneller'],
  body: ['A year takes seconds.', 'Ein Jahr dauert Sekunden.'],
} as const;

/** Everything that the organisation writes, in both languages. */
async function writeAll(trust: World): Promise<void> {
  const de = (name: keyof typeof spoken) => spoken[name][1];
  const en = (name: keyof typeof spoken) => spoken[name][0];
  await replace(
    trust,
    '/organisation',
    inGerman({ commitments: [en('commitments')] }, { commitments: [de('commitments')] }),
  );
  await replace(trust, '/branding', inGerman({ intro: en('intro') }, { intro: de('intro') }));
  const service = '/services/qluster-service';
  await replace(trust, service, inGerman({ name: en('service') }, { name: de('service') }));
  await state(
    trust,
    'controls',
    inGerman(control, { category: de('category'), title: de('title'), text: de('text') }),
  );
  await state(trust, 'controls', { ...control, id: 'AC-02', title: 'Reviews', text: 'Yearly.' });
  const examined = { ...attestation, scope: en('scope') };
  await state(trust, 'attestations', inGerman(examined, { scope: de('scope') }));
  const answered = { question: de('question'), answer: de('answer') };
  await state(trust, 'control-questions', inGerman(question, answered));
  await state(trust, 'law-statements', inGerman(law, { law: 'DSGVO', text: de('law') }));
  const editor = trust.as('editor');
  const dataAct = inGerman(dataActFacts, { technical: de('technical') });
  must(await editor.put(`${service}/data-act`, dataAct, { 'if-match': '*' }));
  const policy = inGerman({ text: en('disclosure') }, { text: de('disclosure') });
  must(await editor.put('/disclosure-policy', policy, { 'if-match': '*' }));
  const document = {
    slug: 'clauses',
    title: en('document'),
    description: en('description'),
    kind: 'standard-contractual-clauses',
    visibility: 'public',
    isMarked: false,
  };
  const titled = { title: de('document'), description: de('description') };
  must(await editor.post('/documents', inGerman(document, titled)));
  const update = { topic: 'product', title: en('update'), body: en('body') };
  await post(trust, inGerman(update, { title: de('update'), body: de('body') }));
  const scope = { services: ['qluster-service'] };
  await trust.publish({ entries: { postmark: facts({ scope }) } });
}

const shown: readonly (readonly [path: string, texts: readonly (keyof typeof spoken)[]])[] = [
  ['', ['commitments', 'intro', 'document', 'update']],
  [
    '/controls',
    [
      'category',
      'title',
      'text',
      'scope',
      'question',
      'answer',
      'law',
      'technical',
      'disclosure',
      'service',
    ],
  ],
  ['/subprocessors', ['service']],
  ['/documents', ['document']],
  ['/documents/clauses', ['document', 'description']],
  ['/updates', ['update']],
  ['/updates?topic=product', ['update']],
  ['/updates/1', ['update', 'body']],
];

describe('what the organisation writes in two languages', () => {
  test('stands on the pages of each, and for programs in one place', async () => {
    const trust = await startApp();
    await writeAll(trust);
    for (const [path, texts] of shown) {
      const [plain, other] = [
        text((await trust.get(`/trust${path}`)).text),
        text((await trust.get(`/trust/de${path}`)).text),
      ];
      for (const name of texts) {
        const [english, german] = spoken[name];
        expect([path, plain.includes(english), plain.includes(german)], name).toEqual([
          path,
          true,
          false,
        ]);
        expect([path, other.includes(german), other.includes(english)], name).toEqual([
          path,
          true,
          false,
        ]);
      }
    }
    // The same to whoever reads Markdown.
    expect((await trust.get('/trust/de/controls.md')).text).toContain('Geringste Rechte');

    const { body: overview } = await trust.get('/trust.json');
    expect(overview).toMatchObject({
      commitments: ['We sell no data.'],
      translations: { de: { commitments: [spoken.commitments[1]], intro: spoken.intro[1] } },
    });
    const { body: controls, text: raw } = await trust.get('/trust/controls.json');
    expect(pick(controls, 'controls', 0)).toMatchObject({
      title: 'Least privilege',
      translations: { de: { title: 'Geringste Rechte' } },
    });
    expect((await trust.get('/trust/de/controls', { accept: 'application/json' })).text).toBe(raw);
    const { body: update } = await trust.get('/trust/updates/1.json');
    expect(update).toMatchObject({ translations: { de: { title: spoken.update[1] } } });
    expect(pick(update, 'posts', 0, 'translations', 'de')).toEqual({
      markdown: spoken.body[1],
      html: `<p dir="auto">${spoken.body[1]}</p>`,
    });

    // A category is translated once for all of its controls; the rest of the second is marked as English.
    const page = readHtml((await trust.get('/trust/de/controls')).text);
    expect(find(page, { name: 'h2', lang: 'en' })).toEqual([]);
    const marked = find(page, { name: 'h3', lang: 'en' }).map((seen) => words(seen.text));
    expect(marked).toEqual(['Reviews']);

    await found(trust);
  });
});

/** Each once, and in the words of the page. */
async function found(trust: World): Promise<void> {
  for (const [query, english, german] of [
    ['privilege', 'Least privilege', 'Geringste Rechte'],
    ['Rechte', 'Least privilege', 'Geringste Rechte'],
    ['Standardklauseln', 'Standard clauses', 'Standardklauseln'],
    ['Sekunden', 'Exports are faster', 'Exporte sind schneller'],
    ['Postmark added', 'Postmark was added', 'Postmark wurde hinzugefügt'],
    ['Postmark hinzugefügt', 'Postmark was added', 'Postmark wurde hinzugefügt'],
  ] as const) {
    const hits = async (base: string) => {
      const { text: html } = await trust.get(`${base}/search?q=${encodeURIComponent(query)}`);
      const lists = find(readHtml(html), { name: 'ol', class: 'found' });
      return lists.flatMap(({ inside }) =>
        find(inside, { name: 'bdi' }).map((seen) => words(seen.text)),
      );
    };
    expect([query, await hits('/trust')]).toEqual([query, [english]]);
    expect([query, await hits('/trust/de')]).toEqual([query, [german]]);
  }
  const { text: html } = await trust.get('/trust/de/search?q=Rechte');
  const [excerpt] = find(one(readHtml(html), { class: 'found' }).inside, { name: 'p' });
  expect(excerpt?.attributes['lang']).toBeUndefined();
}

const stale = (field: string) => ({
  pointer: `#/translations/de/${field}`,
  detail: 'The text has changed and its translation has not: look at both.',
});

describe('a translation', () => {
  test('is pointed out, and stored, when its text changes and it does not', async () => {
    const trust = await startApp();
    await writeAll(trust);
    const warnings = (body: unknown) => pick(body, 'warnings');
    const organisation = await replace(trust, '/organisation', { commitments: ['Nothing.'] });
    expect(warnings(organisation)).toEqual([stale('commitments')]);
    expect(warnings(await replace(trust, '/branding', { intro: 'We make other forms.' }))).toEqual([
      stale('intro'),
    ]);
    expect(warnings(await replace(trust, '/services/qluster-service', { name: 'Q' }))).toEqual([
      stale('name'),
    ]);
    const de = { category: 'Zugriffskontrolle', title: 'Geringste Rechte', text: 'Der Zugriff.' };
    const both = inGerman({ ...control, title: 'Fewest rights', text: 'It does.' }, de);
    const { body } = must(await restate(trust, '/controls/AC-01', both));
    expect(warnings(body)).toEqual([stale('title')]);
    // Once more the same: nobody is reminded twice.
    expect(warnings(must(await restate(trust, '/controls/AC-01', both)).body)).toBeUndefined();
    const nothing = inGerman(question, { question: 'Wo?', answer: 'Hier.' });
    expect(warnings(must(await restate(trust, '/control-questions/where', nothing)).body)).toBe(
      undefined,
    );
    const editor = trust.as('editor');
    const { body: before, etag = '' } = must(await editor.get('/documents/clauses'));
    const { title: _, kind, visibility, isMarked, description, translations } = Object(before);
    const document = { title: 'Clauses', kind, visibility, isMarked, description, translations };
    const replaced = await editor.put('/documents/clauses', document, { 'if-match': etag });
    expect(warnings(must(replaced).body)).toEqual([stale('title')]);
  });

  test('is refused of what is no text, with what could not be shown, and in a follow-up’s title', async () => {
    const trust = await startApp();
    const invalid = { status: 422, code: 'invalid' } as const;
    const editor = trust.as('editor');
    const image = { text: '![x](https://company.example/x.png)' };
    await refuses(trust, () => editor.post('/controls', inGerman(control, { status: 'x' })), {
      ...invalid,
      pointers: ['#/translations/de/status'],
    });
    await refuses(trust, () => editor.post('/controls', inGerman(control, image)), {
      ...invalid,
      pointers: ['#/translations/de/text'],
    });
    const borrowed = inGerman(law, { text: 'Wir sind zertifiziert.' });
    await refuses(trust, () => editor.post('/law-statements', borrowed), {
      ...invalid,
      pointers: ['#/translations/de/text'],
    });
    await post(trust);
    const draft = inGerman({ follows: 1, body: 'More.' }, { title: 'Mehr', body: 'Mehr.' });
    const { body } = must(await editor.post('/updates', draft));
    const path = `/updates/${String(pick(body, 'id'))}/publication`;
    await refuses(trust, () => editor.put(path, {}, { 'if-match': '*' }), {
      ...invalid,
      pointers: ['#/translations/de/title'],
    });
  });

  test('stays when a table is imported, which has no place for it', async () => {
    const trust = await startApp();
    await state(trust, 'controls', inGerman(control, { title: 'Geringste Rechte' }));
    const { text: csv } = await trust.get('/trust/controls.csv');
    const same = must(await send(trust, 'text/csv', csv)).body;
    expect(same).toMatchObject({ unchanged: 1, changed: 0, warnings: [] });
    const other = must(await send(trust, 'text/csv', csv.replace('Least privilege', 'Fewest')));
    expect(other.body).toMatchObject({ changed: 1 });
    expect(pickList(other.body, 'warnings').map((each) => pick(each, 'pointer'))).toEqual([
      '#/lines/2/translations/de/title',
    ]);
    const { body } = must(await trust.as('viewer').get('/controls/AC-01'));
    expect(body).toMatchObject({
      title: 'Fewest',
      translations: { de: { title: 'Geringste Rechte' } },
    });
  });

  test('has a field of its own in the console, with a word when it has gone stale', async () => {
    const { world, tab } = await enterAsOwner();
    await tab.open(`${root}/controls/new/questions`);
    const typed = {
      id: 'where',
      question: 'Where?',
      answer: 'Here.',
      translations_de_question: 'Wo?',
      translations_de_answer: '',
      order: '',
    };
    await tab.send(typed);
    expect(tab.page.path).toContain('done=stated');
    const stored = async () => must(await world.as('viewer').get('/control-questions/where')).body;
    expect(await stored()).toMatchObject({ translations: { de: { question: 'Wo?' } } });
    await tab.open(`${root}/controls/questions/where/edit`);
    expect(tab.page.text).toContain('value="Wo?"');
    expect(tab.page.text).not.toContain('translations_en_');
    const { id: _, ...again } = typed;
    await tab.send({ ...again, question: 'Where is it?' });
    expect(tab.page.text).toContain('its translation has not');
    await tab.open(`${root}/controls/questions/where/edit`);
    await tab.send({ ...again, translations_de_question: 'x'.repeat(501) });
    expect(tab.page.status).toBe(422);
    expect(tab.page.text).toContain('Question, German');
  });
});

test('a letter about a post is in the language of its reader, as far as it is written in it', () => {
  const happening = posted(
    { body: 'We look.', translations: { de: { body: 'Wir suchen.' } } },
    { title: 'Slow', translations: { de: { title: 'Langsam' } } },
  );
  const letter = letterOf({ kind: 'event', happening }, sender, recipient({ language: 'de' }));
  const said = JSON.stringify(letter);
  expect(letter.subject).toContain('Langsam');
  expect(said).toContain('Wir suchen.');
  expect(said).not.toContain('We look.');
  // It leads to pages in its language, and so does its footer.
  const links = [...letter.blocks, ...letter.footer].flatMap((block) =>
    block.kind === 'link' ? [block.href] : [],
  );
  expect(links.length).toBeGreaterThan(1);
  for (const href of links) expect(href).toContain(`${sender.root}/de/`);
});
