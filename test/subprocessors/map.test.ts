import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { allCountryCodes } from '../../src/core/countries.ts';
import { prepareMap } from '../../src/platform/prepare-map.ts';
import type { Facts, Location } from '../../src/subprocessors/model/facts.ts';
import stored from '../../src/subprocessors/map/countries.json';
import { startApp } from '../support/app.ts';
import { must } from '../support/client.ts';
import { facts } from '../support/factories.ts';
import { find, one, readHtml, words } from '../support/html.ts';

let count = 0;

/** Somebody who processes in these places. */
function places(...locations: readonly Location[]): Facts {
  count += 1;
  return facts({ name: `Company ${count}`, locations });
}

async function shown(path = '/trust/map') {
  const trust = await startApp();
  must(await trust.as('editor').post('/services', { slug: 'app', name: 'App' }));
  must(await trust.as('editor').post('/services', { slug: 'shop', name: 'Shop' }));
  await trust.publish({
    entries: {
      one: places({ country: 'DE' }, { country: 'SG' }),
      two: places({ country: 'DE' }, { region: 'EU' }),
      three: { ...places({ country: 'FR' }), scope: { services: ['shop'] } },
      four: places({ region: 'worldwide' }, { country: 'BV' }),
    },
  });
  await trust.publish({ entries: { five: places({ country: 'JP' }) }, effectiveOn: '2026-12-24' });
  const reply = must(await trust.get(path));
  const page = readHtml(reply.text);
  const drawn = Object.fromEntries(
    ['path', 'circle'].flatMap((name) =>
      find(page, { name }).flatMap((shape) => {
        const title = words(shape.text);
        return title === '' ? [] : [[title, shape.attributes['class']]];
      }),
    ),
  );
  const rows = find(page, { name: 'tr' }).map((row) => words(row.text));
  return { trust, reply, drawn, rows, text: words(one(page, { name: 'main' }).text) };
}

describe('the map of the world', () => {
  it('shades countries by how many process there, small ones as points, and says all of it in a table', async () => {
    const { drawn, rows, text } = await shown();
    expect(drawn).toMatchObject({
      'Germany: 2': 's2',
      'Singapore: 1': 's1',
      'France: 1': 's1',
      'Japan: 1 announced': 'next',
      'Part of European Union: 1': 'part',
    });
    expect(text).toContain('4 sub-processors process personal data in 4 countries');
    expect(text).toContain('Not drawn: Worldwide: 1');
    expect(rows).toEqual(
      expect.arrayContaining(['Germany20', 'Japan01', 'Bouvet Island10', 'Worldwide10']),
    );
  });

  it('is of one service where that is asked, and of the past', async () => {
    const { trust, rows } = await shown('/trust/map?service=app');
    expect(rows).not.toContain('France10');
    expect(rows).toContain('Germany20');
    const before = must(await trust.get('/trust/map?known_at=2026-01-01')).text;
    expect(before).not.toContain('Germany');
  });

  it('weighs less than 40 kB gzipped and needs no style of its own', async () => {
    const { reply } = await shown();
    const zipped = new Response(reply.text).body?.pipeThrough(new CompressionStream('gzip'));
    expect((await new Response(zipped).arrayBuffer()).byteLength).toBeLessThan(40_000);
    expect(reply.text).not.toContain('style=');
  });

  it('has the geometry that npm run map writes, with every country but specks of land', async () => {
    expect(stored).toEqual(await prepareMap());
    const file = await readFile('src/subprocessors/map/countries.json', 'utf8');
    expect(file).not.toMatch(/NaN|Infinity|undefined|e-/);
    const known = new Set([...Object.keys(stored.areas), ...Object.keys(stored.points)]);
    const missing = allCountryCodes().filter((code) => !known.has(code));
    expect(missing.join(' ')).toBe('AQ BQ BV CC CX GF GI GP MQ RE SJ TK TV UM YT');
  });
});
