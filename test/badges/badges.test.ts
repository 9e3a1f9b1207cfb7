import { DOMParser } from '@xmldom/xmldom';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { badgeSvg } from '../../src/badges/badge.tsx';
import { report, restate, state } from '../controls/stating.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick } from '../support/client.ts';
import { facts } from '../support/factories.ts';

/** As an independent parser of XML reads it: what it is called, and the two texts that are drawn. */
function read(svg: string) {
  const root = new DOMParser({
    onError: (level, message) => {
      throw new Error(`${level}: ${message}`);
    },
  }).parseFromString(svg, 'image/svg+xml').documentElement;
  const texts = [...(root?.getElementsByTagName('text') ?? [])].map(
    (each) => each.textContent ?? '',
  );
  return {
    role: root?.getAttribute('role'),
    title: root?.getElementsByTagName('title')[0]?.textContent,
    texts,
    elements: [...(root?.getElementsByTagName('*') ?? [])].map((each) => each.tagName),
  };
}

async function badge(trust: World, name: string): Promise<string> {
  const reply = await trust.get(`/trust/badges/${name}`);
  expect([name, reply.status]).toEqual([name, 200]);
  return read(reply.text).title ?? '';
}

describe('/trust/badges', () => {
  it('count those that process now, and say when that last changed, from the moment it does', async () => {
    const trust = await startApp();
    expect(await badge(trust, 'last-changed.svg')).toBe(
      'Sub-processors last changed: nothing published yet',
    );
    expect(await badge(trust, 'subprocessors.svg')).toBe('sub-processors: 0');
    await trust.publish({ entries: { postmark: facts() } });
    await trust.publish({ entries: { aws: facts({ name: 'AWS' }) }, effectiveOn: '2026-12-24' });
    expect(await badge(trust, 'subprocessors.svg')).toBe('sub-processor: 1');
    expect(await badge(trust, 'last-changed.svg')).toContain('22 Nov 2026');
    trust.at('2026-12-24T09:00:00Z');
    await trust.runSchedule();
    expect(await badge(trust, 'subprocessors.svg')).toBe('sub-processors: 2');
    expect(await badge(trust, 'last-changed.svg')).toContain('24 Dec 2026');
    expect(await badge(trust, 'subprocessors.svg?language=de')).toBe('Unterauftragsverarbeiter: 2');
  });

  it('tell the status of each attestation, with its last day, and nothing once it is not stated', async () => {
    const trust = await startApp();
    const { path } = await state(trust, 'attestations', {
      ...report,
      status: 'planned',
      issuedOn: undefined,
      expectedOn: '2027-06-01',
    });
    expect(await badge(trust, 'soc-2.svg')).toBe('SOC 2 Type II: planned');
    must(await restate(trust, path, { ...report, form: 'certificate', validUntil: '2027-11-01' }));
    expect(await badge(trust, 'soc-2.svg')).toBe('SOC 2 Type II: certified, until 1 Nov 2027');
    const { etag = '' } = must(await trust.as('viewer').get(path));
    must(await trust.as('editor').delete(path, undefined, { 'if-match': etag }));
    const gone = await trust.get('/trust/badges/soc-2.svg');
    expect([gone.status, String(pick(gone.body, 'detail'))]).toEqual([
      404,
      'There is no badge of this name. There are: last-changed, subprocessors, each with .svg.',
    ]);
  });

  it('may stand on any site, and are asked for again each time, which mostly costs nothing', async () => {
    const trust = await startApp();
    const { headers } = await trust.get('/trust/badges/subprocessors.svg');
    expect(headers.get('content-type')).toContain('image/svg+xml');
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(headers.get('cache-control')).toContain('max-age=0');
    const again = await trust.get('/trust/badges/subprocessors.svg', {
      'if-none-match': headers.get('etag') ?? '',
    });
    expect(again.status).toBe(304);
  });
});

describe('a badge', () => {
  it('is well-formed and as wide as what it says, whatever that is', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.constantFrom('<script>alert(1)</script>', '"/><a', '&amp;', '日本語'.repeat(40), 'שלום'),
    );
    fc.assert(
      fc.property(text, text, (label, value) => {
        // What a published text can not have (core/text.ts).
        fc.pre(!/\p{Cc}|[\ufffe\uffff]/u.test(label + value));
        const svg = badgeSvg({ label, value, colour: 'plain' });
        const { role, elements, texts } = read(svg);
        expect(role).toBe('img');
        expect(elements).toEqual(['title', 'rect', 'path', 'g', 'text', 'text']);
        expect(texts.every((each) => each.length <= 49)).toBe(true);
        expect(Number(/width="(\d+)"/.exec(svg)?.[1])).toBeLessThan(1_200);
      }),
      { numRuns: 100 },
    );
  });
});
