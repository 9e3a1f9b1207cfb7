import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrap } from '../../src/differences/text.ts';
import { startApp } from '../support/app.ts';
import { must } from '../support/client.ts';
import { day, facts } from '../support/factories.ts';

function isLoneWord(line: string): boolean {
  return !line.trim().includes(' ');
}

describe('the text of a difference', () => {
  it('breaks lines at 72 columns and never inside a word, whatever the text', () => {
    const words = fc.array(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.webUrl()));
    fc.assert(
      fc.property(words, fc.nat(6), fc.nat(6), (parts, hanging, indent) => {
        const lines = wrap(parts.join(' '), hanging, indent);
        for (const line of lines)
          if ([...line].length > 72) expect(isLoneWord(line), line).toBe(true);
        const bare = (text: string) => text.replace(/\s/g, '');
        expect(bare(lines.join(''))).toBe(bare(parts.join(' ')));
      }),
    );
  });

  it('reads as a letter: what changed, before and after, why, and where it stands for good', async () => {
    const trust = await startApp();
    await trust.publish({
      entries: {
        postmark: facts({ locations: [{ country: 'US', label: 'Chicago' }] }),
        aws: facts({ name: 'AWS', description: 'Hosts the service.' }),
      },
    });
    await trust.publish({
      entries: {
        postmark: facts({ locations: [{ country: 'US', label: 'Chicago' }, { country: 'DE' }] }),
        mistral: facts({ name: 'Mistral AI', effectiveFrom: day('2026-11-22') }),
      },
      reason: 'A second data centre is opened, so that mail goes out while the first one rests.',
    });
    await trust.publish({
      entries: { aws: facts({ name: 'AWS', effectiveUntil: day('2026-12-24') }) },
      reason: 'The contract ends.',
      effectiveOn: '2026-12-24',
    });
    const { text, headers } = must(await trust.get('/trust/diff.txt?from=1&to=3'));
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
    await expect(text).toMatchFileSnapshot('difference.txt');
    for (const line of text.split('\n')) expect(isLoneWord(line) || line.length <= 72).toBe(true);
  });

  it('names the days that were asked for and the zone in which they end', async () => {
    const trust = await startApp({ organisation: { timeZone: 'Asia/Tokyo' } });
    await trust.publish({ entries: { postmark: facts() } });
    const { text } = must(await trust.get('/trust/diff.txt?from=2026-11-21&to=2026-11-22'));
    expect(text).toContain('What changed from 21 November 2026 to 22 November 2026');
    expect(text).toContain('From: An empty list: the records begin on 22 November 2026.');
    expect(text).toContain('Days are taken to their end in Asia/Tokyo.');
  });

  it('says plainly that nothing changed', async () => {
    const trust = await startApp();
    expect(must(await trust.get('/trust/diff.txt')).text).toContain('Nothing had been published');
    await trust.publish({ entries: { postmark: facts() } });
    expect(must(await trust.get('/trust/diff.txt?from=1&to=1')).text).toContain(
      'Nothing changed: both are version 1 of the list.',
    );
  });
});
