import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import { pick } from '../support/client.ts';

test('the pinned script is the same bytes as the moving one, of the integrity that is published', async () => {
  const trust = await startApp();
  const { body } = await trust.get('/trust/use-this-data.json');
  const address = (name: string) => new URL(String(pick(body, 'script', name)));
  const moving = await trust.get(address('url').pathname);
  const pinned = await trust.get(address('pinned').pathname);
  expect(address('url').pathname).toBe('/trust/embed.js');
  expect(pinned.text).toBe(moving.text);
  const digest = createHash('sha384').update(pinned.text).digest('base64');
  expect(pick(body, 'script', 'integrity')).toBe(`sha384-${digest}`);
  expect(pinned.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(moving.headers.get('cache-control')).toContain('max-age=0');
  // Integrity is looked at only where the answer may be read.
  expect(pinned.headers.get('access-control-allow-origin')).toBe('*');
  expect(pinned.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(gzipSync(pinned.text).length).toBeLessThan(9_000);
});

test('a pinned address of another version is not found and says which one is served', async () => {
  const trust = await startApp();
  const { body } = await trust.get('/trust/use-this-data.json');
  const { status, text, headers } = await trust.get('/trust/embed/0123456789abcdef/annex.js');
  expect(status).toBe(404);
  const detail = String(pick(JSON.parse(text), 'detail'));
  expect(detail).toContain(String(pick(body, 'script', 'pinned')));
  expect(detail).toContain(String(pick(body, 'script', 'integrity')));
  expect(headers.get('cache-control')).toMatch(/no-cache|no-store/);
});

test('the script is one scope of its own and parses nothing as HTML', async () => {
  const trust = await startApp();
  const { text } = await trust.get('/trust/embed.js');
  expect(text).toMatch(/^\(\(\) => \{\n[^]*\n\}\)\(\);\n$/);
  expect(text).not.toMatch(
    /innerHTML|insertAdjacentHTML|document\.write|\beval\(|^(import|export) /m,
  );
  expect(() => new Function(text)).not.toThrow();
});
