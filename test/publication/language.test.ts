import { describe, expect, test } from 'vitest';
import { preferredLanguage } from '../../src/http/cache.ts';
import { startApp, type World } from '../support/app.ts';
import { must } from '../support/client.ts';
import { find, one, readHtml } from '../support/html.ts';

const get = (trust: World, path: string, accept?: string) =>
  trust.get(path, accept === undefined ? {} : { 'accept-language': accept });

describe('a page in another language', () => {
  test('has its own address, canonical and says so to programs', async () => {
    const trust = await startApp({ seed: 'demo' });
    for (const path of ['', '/subprocessors/intercom', '/changes/12', '/subscribe']) {
      const { status, headers, text } = await trust.get(`/trust/de${path}`);
      expect(status).toBe(200);
      expect(headers.get('content-language')).toBe('de');
      const page = readHtml(text);
      expect(one(page, { name: 'html' }).attributes['lang']).toBe('de');
      const origin = `${trust.deps.config.origin}/trust`;
      expect(one(page, { rel: 'canonical' }).attributes['href']).toBe(`${origin}/de${path}`);
      const others = find(page, { name: 'link', rel: 'alternate' }).flatMap(({ attributes }) =>
        attributes['hreflang'] === undefined ? [] : [[attributes['hreflang'], attributes['href']]],
      );
      expect(others).toEqual([
        ['en', `${origin}${path}`],
        ['de', `${origin}/de${path}`],
      ]);
    }
  });

  test('is remembered apart, with a tag of its own', async () => {
    const trust = await startApp({ seed: 'demo' });
    const [english, german, again] = [
      await trust.get('/trust/subprocessors'),
      await trust.get('/trust/de/subprocessors'),
      await trust.get('/trust/subprocessors'),
    ];
    expect(german.text).not.toBe(english.text);
    expect(german.headers.get('etag')).not.toBe(english.headers.get('etag'));
    expect(again.text).toBe(english.text);
  });

  test('gives programs the same JSON as everywhere', async () => {
    const trust = await startApp({ seed: 'demo' });
    const json = { accept: 'application/json' };
    const [english, german] = [
      await trust.get('/trust/subprocessors', json),
      await trust.get('/trust/de/subprocessors', json),
    ];
    expect(german.text).toBe(english.text);
    expect((await trust.get('/trust/de/subprocessors.json')).status).toBe(404);
  });

  test('of a language that Annex does not speak is not there, in the look of the site', async () => {
    const trust = await startApp({ seed: 'demo' });
    for (const path of ['', '/subprocessors']) {
      const { status, text } = await trust.get(`/trust/fr${path}`);
      expect(status).toBe(404);
      const main = one(readHtml(text), { name: 'main' });
      const ways = find(main.inside, { name: 'a' }).map(({ attributes }) => attributes['href']);
      expect(ways).toEqual([`/trust${path}`, `/trust/de${path}`]);
    }
  });
});

describe('the first language of the organisation', () => {
  test('is that of the plain addresses; the address that names it leads there', async () => {
    const trust = await startApp({ seed: 'demo' });
    const { status, headers } = await trust.get('/trust/en/subprocessors?sort=name');
    expect(status).toBe(308);
    expect(headers.get('location')).toBe(
      `${trust.deps.config.origin}/trust/subprocessors?sort=name`,
    );
  });

  test('may be German: then English has the longer address', async () => {
    const trust = await startApp();
    const { body } = must(await trust.as('owner').get('/organisation'));
    const german = { ...(body as object), languages: ['de', 'en'] };
    must(await trust.as('owner').put('/organisation', german, { 'if-match': '*' }));
    const plain = await trust.get('/trust/subscribe');
    expect(plain.headers.get('content-language')).toBe('de');
    expect((await trust.get('/trust/de/subscribe')).status).toBe(308);
    const english = await trust.get('/trust/en/subscribe');
    expect(english.headers.get('content-language')).toBe('en');
  });
});

describe('Accept-Language', () => {
  test.each([
    ['de', 'de'],
    ['de-AT,en;q=0.5', 'de'],
    ['en-GB,de;q=0.9', undefined],
    ['fr, de;q=0.3', 'de'],
    ['fr', undefined],
    ['de;q=0', undefined],
    ['garbage;;;q=,de;q=x', undefined],
    ['*', undefined],
  ])('%s is offered %s, and nobody is sent anywhere', async (accept, offered) => {
    const trust = await startApp({ seed: 'demo' });
    const { status, headers, text } = await get(trust, '/trust/changes', accept);
    expect(status).toBe(200);
    expect(headers.get('vary')).toContain('Accept-Language');
    expect(headers.get('content-language')).toBe('en');
    const offers = find(readHtml(text), { name: 'p', class: 'offer' });
    expect(offers.map(({ attributes }) => attributes['lang'])).toEqual(offered ? [offered] : []);
    expect((await get(trust, '/trust/de/changes', accept)).headers.get('vary')).not.toContain(
      'Accept-Language',
    );
  });

  test('at equal weight the language named first is preferred', () => {
    expect(preferredLanguage('de,en')).toBe('de');
    expect(preferredLanguage('en,de')).toBe('en');
    expect(preferredLanguage('en;q=0.5,de;q=0.5')).toBe('en');
    expect(preferredLanguage(undefined)).toBeUndefined();
  });
});

test('a form that was opened in German is answered in German', async () => {
  const trust = await startApp({ seed: 'demo' });
  const answer = await trust.fetch('/trust/de/contact', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'topic=privacy',
  });
  expect(answer.status).toBe(422);
  const page = readHtml(await answer.text());
  expect(one(page, { name: 'html' }).attributes['lang']).toBe('de');
});
