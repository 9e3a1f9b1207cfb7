import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inPages, leadsIn } from '../../src/console/words.ts';
import { startApp } from '../support/app.ts';
import { forPrograms } from '../support/console-words.ts';
import { addCustomer, addProfile } from '../customers/people.ts';
import { enterAsOwner } from './with-approver.ts';
import { root } from './support.ts';

// Every refusal that a test of the console meets is looked at too: `checkRefusal` in `startApp`.
describe('what the console refuses', () => {
  it('is said in words of its pages, wherever services say it for programs', () => {
    const sentences = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((file) =>
        /^[\w-]+\/(model|service|core)(\/|\.ts$).*|^[\w-]+\/(model|service)\.ts$/.test(file),
      )
      .filter(
        (file) => file.endsWith('.ts') && !/^(verification|embedding|deliveries\/model)/.test(file),
      )
      .flatMap((file) => sentencesIn(readFileSync(`src/${file}`, 'utf8')));
    expect(sentences.length).toBeGreaterThan(500);
    const forThem = sentences.filter((said) => forPrograms.test(said));
    expect(forThem.length).toBeGreaterThan(15);
    expect(forThem.map(inPages).filter((said) => forPrograms.test(said))).toEqual([]);
  });

  it('leads to what it names instead of showing its id', async () => {
    const id = 'cus_00000000000040008000000000000045';
    expect(inPages(`This reference is another customer's: ${id}.`)).toBe(
      "This reference is another customer's.",
    );
    const world = await startApp();
    const ada = await enterAsOwner(world);
    await addProfile(world);
    const customer = await addCustomer(world, { reference: 'A-1' });
    expect(leadsIn(customer)).toHaveLength(1);
    await ada.open(`${root}/customers/new`);
    await ada.send({
      name: 'Other',
      reference: 'A-1',
      profile: 'standard',
      agreementFrom: '2026-01-01',
    });
    expect(ada.page.status).toBe(409);
    expect(ada.page.text).toContain('This reference is another customer&#39;s.');
    expect(ada.page.text).toContain(`href="${root}/customers/${customer}"`);
  });
});

/** Texts of a source that are sentences; an id stands where one is put in. */
function sentencesIn(source: string): readonly string[] {
  return [...source.matchAll(/'((?:[^'\\\n]|\\.)+)'|`((?:[^`\\]|\\.)+)`/g)]
    .map(([, plain = '', filled = '']) =>
      (plain || filled)
        .replaceAll(/\$\{[^}]*([iI]d|known)\}/g, `cus_${'0'.repeat(32)}`)
        .replaceAll(/\$\{hash\}/g, '0'.repeat(64))
        .replaceAll(/\$\{[^}]*\}/g, 'one')
        .replaceAll('\\`', '`'),
    )
    .filter((said) => /^\S+ \S+ .*\.$/s.test(said) && !said.includes('\n'));
}
