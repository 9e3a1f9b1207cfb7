import { describe, expect, it } from 'vitest';
import { startApp, type World } from '../support/app.ts';
import { pick } from '../support/client.ts';
import { readEvents } from '../support/invariants.ts';
import { pngOf } from '../support/pictures.ts';
import { refuses } from '../support/refusals.ts';

const any = { 'if-match': '*' };

async function upload(trust: World, body: Uint8Array, headers: Record<string, string> = any) {
  return trust.as('owner').send('PUT', '/branding/logo', {
    headers: { 'content-type': 'image/png', ...headers },
    body: new Uint8Array(body),
  });
}

async function sheetOf(trust: World) {
  const page = await trust.get('/trust');
  const path = /href="(\/trust\/style-\w+\.css)"/.exec(page.text)?.[1] ?? '';
  return { page, path, css: (await trust.get(path)).text };
}

describe('branding', () => {
  it('is on every public page at once, by a stylesheet and a picture of a new name', async () => {
    const trust = await startApp();
    const before = await sheetOf(trust);
    expect(before.page.text).toContain('<svg width="20"');
    const facts = {
      accent: { light: '#7A1FA2' },
      intro: 'We host in **Europe**. <script>alert(1)</script>',
    };
    const reply = await trust.as('owner').put('/branding', facts, { 'if-match': '"v0"' });
    expect([reply.status, reply.etag]).toEqual([200, '"v1"']);
    expect(pick(reply.body, 'accent')).toEqual({ light: '#7a1fa2' });
    const uploaded = await upload(trust, pngOf(120, 60), { 'if-match': '"v1"' });
    expect([uploaded.status, uploaded.etag]).toEqual([200, '"v2"']);

    const after = await sheetOf(trust);
    expect(after.path).not.toBe(before.path);
    expect(after.page.etag).not.toBe(before.page.etag);
    expect(after.css.startsWith(before.css)).toBe(true);
    expect(after.css).toMatch(/@media screen \{\s+:root \{\s+--accent: #7a1fa2;/);
    expect(after.page.text).toContain('<strong>Europe</strong>');
    expect(pick((await trust.get('/trust.json')).body, 'intro')).toBe(facts.intro);
    expect(after.page.text).not.toContain('<script>alert');
    expect(after.page.text).not.toContain('style=');
    // A page that a cache kept names the older sheet, and gets today's.
    const older = await trust.get(before.path);
    expect([older.text, older.headers.get('cache-control')]).toEqual([
      after.css,
      before.page.headers.get('cache-control'),
    ]);
    for (const path of ['/trust', '/trust/subprocessors', '/trust/contact'])
      expect((await trust.get(path)).text).toContain(
        '<img class="logo" src="/trust/branding/logo-',
      );
  });

  it('has a logo that nothing can run in, kept by its name for good', async () => {
    const trust = await startApp();
    const hostile = pngOf(64, 64, Buffer.from('<script>alert(1)</script><svg onload=alert(1)>'));
    const logo = pick((await upload(trust, hostile)).body, 'logo');
    const path = new URL(String(pick(logo, 'url'))).pathname;
    const served = await trust.fetch(path);
    expect(new Uint8Array(await served.arrayBuffer())).toEqual(new Uint8Array(hostile));
    const headers = Object.fromEntries(served.headers);
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    await upload(trust, pngOf(32, 32));
    const today = await trust.fetch(path);
    expect(today.headers.get('cache-control')).not.toContain('immutable');
    await today.body?.cancel();
    expect((await trust.as('owner').delete('/branding/logo', undefined, any)).status).toBe(200);
    expect((await trust.get(path)).status).toBe(404);
    expect((await trust.get('/trust')).text).toContain('<svg width="20"');
  });

  it('leaves neither words nor pictures in the record, which stays for ever', async () => {
    const trust = await startApp();
    await trust.as('owner').put('/branding', { intro: 'Ask Hal.' }, any);
    await upload(trust, pngOf(40, 40));
    const told = (await readEvents(trust)).filter((event) => pick(event, 'subject') === 'branding');
    expect(told.map((event) => [pick(event, 'action'), Boolean(pick(event, 'public'))])).toEqual([
      ['branding.updated', true],
      ['branding.updated', true],
    ]);
    expect(JSON.stringify(told)).toMatch(/logoSha256/);
    expect(JSON.stringify(told)).not.toMatch(/Ask Hal|iVBOR/);
  });
});

describe('what is refused as branding', () => {
  it('is a colour that not everybody can read, with the nearest that they can', async () => {
    const trust = await startApp();
    const reply = await refuses(
      trust,
      () =>
        trust.as('owner').put('/branding', { accent: { light: '#ffcc00', dark: '#222222' } }, any),
      { status: 422, pointers: ['#/accent/light', '#/accent/dark'] },
    );
    const nearest = [...reply.text.matchAll(/nearest that passes is (#[0-9a-f]{6})/g)].map(
      ([, colour]) => colour,
    );
    const [light, dark] = nearest;
    const again = await trust.as('owner').put('/branding', { accent: { light, dark } }, any);
    expect(again.status).toBe(200);
  });

  it('is a file that is no small picture, whatever it says it is', async () => {
    const trust = await startApp();
    const svg = Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>');
    const cases: readonly (readonly [Uint8Array, number, RegExp])[] = [
      [svg, 415, /SVG can hold programs/],
      [Buffer.from('<!doctype html><script>alert(1)</script>'), 415, /PNG, WebP or JPEG/],
      [Buffer.from('GIF89a\u0001\u0000\u0001\u0000'), 415, /PNG, WebP or JPEG/],
      [pngOf(8, 8), 422, /8 by 8/],
      [pngOf(2_000, 20), 422, /2000 by 20/],
      [Buffer.alloc(0), 400, /empty/],
      [Buffer.concat([pngOf(20, 20), Buffer.alloc(40_000)]), 413, /at most 32 kB/],
      [Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0]), 400, /cannot be read/],
    ];
    for (const [bytes, status, words] of cases)
      expect((await refuses(trust, () => upload(trust, bytes), { status })).text).toMatch(words);
  });

  it('is what was chosen for another version, and what is not an owner’s', async () => {
    const trust = await startApp();
    await trust.as('owner').put('/branding', {}, any);
    await refuses(trust, () => trust.as('owner').put('/branding', {}, { 'if-match': '"v0"' }), {
      status: 412,
    });
    await refuses(trust, () => trust.as('editor').put('/branding', {}, any), { status: 403 });
    await refuses(trust, () => trust.as('owner').delete('/branding/logo', undefined, any), {
      status: 404,
    });
  });
});
