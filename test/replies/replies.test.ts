import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fill, placeholders, unknownIn } from '../../src/replies/model.ts';
import { startApp } from '../support/app.ts';
import { must, pick } from '../support/client.ts';

describe('the text of a template', () => {
  it('gets what the case says once, however that looks', () => {
    const word = fc.string({ unit: fc.constantFrom('{', '}', 'name', 'reference', ' x ') });
    const parts = fc.array(fc.oneof(fc.constantFrom(...placeholders), fc.constant(' and ')));
    fc.assert(
      fc.property(parts, word, word, (said, name, reference) => {
        const values = { name, reference };
        const isPlaceholder = (part: string): part is keyof typeof values => part in values;
        const text = said.map((part) => (isPlaceholder(part) ? `{${part}}` : part)).join('');
        const whole = said.map((part) => (isPlaceholder(part) ? values[part] : part)).join('');
        expect(unknownIn(text)).toEqual([]);
        expect(fill(text, values)).toBe(whole);
      }),
      { numRuns: 100 },
    );
  });

  it('names what in braces means nothing', () => {
    expect(unknownIn('Dear {name}, {Name} {} {reference}')).toEqual(['Name', '']);
    expect(fill('{Name} {name}', { name: 'Kim', reference: 'R' })).toBe('{Name} Kim');
  });
});

describe('reply templates', () => {
  const input = { name: 'Backups', language: 'en', text: 'Dear {name},\n\nsee {reference}.' };

  it('are kept by privacy officers, seen by all, and stand in the record without their words', async () => {
    const world = await startApp();
    const officer = world.as('privacy-officer');
    const made = must(await officer.post('/reply-templates', input));
    const path = `/reply-templates/${String(pick(made.body, 'id'))}`;
    expect(made.body).toMatchObject({ ...input, version: 1 });
    const other = must(await officer.post('/reply-templates', { ...input, name: 'Audits' }));
    expect(must(await world.as('viewer').get('/reply-templates')).body).toMatchObject({
      items: [{ name: 'Audits' }, { name: 'Backups' }],
    });
    for (const role of ['viewer', 'publisher', 'auditor'] as const) {
      expect((await world.as(role).post('/reply-templates', input)).status).toBe(403);
      expect((await world.as(role).delete(path, undefined, { 'if-match': '"v1"' })).status).toBe(
        403,
      );
    }
    const changed = { ...input, text: 'Yours.', language: 'de' };
    must(await officer.put(path, changed, { 'if-match': '"v1"' }));
    expect((await officer.put(path, input, { 'if-match': '"v1"' })).status).toBe(412);
    expect(must(await officer.get(path)).body).toMatchObject({ ...changed, version: 2 });
    const twice = { ...input, name: pick(other.body, 'name') };
    expect((await officer.put(path, twice, { 'if-match': '"v2"' })).status).toBe(422);
    expect((await officer.delete(path, undefined, { 'if-match': '"v1"' })).status).toBe(412);
    must(await officer.delete(path, undefined, { 'if-match': '"v2"' }));
    expect((await officer.get(path)).status).toBe(404);
    const { body } = must(await world.as('configured').get('/events?limit=100'));
    const record = JSON.stringify(body);
    for (const action of ['created', 'changed', 'deleted'])
      expect(record).toContain(`reply_template.${action}`);
    for (const word of ['Backups', 'Yours.']) expect(record).not.toContain(word);
  });

  it('are refused blank, with braces that mean nothing, and under a name that is taken', async () => {
    const world = await startApp();
    const officer = world.as('privacy-officer');
    must(await officer.post('/reply-templates', input));
    for (const [wrong, words] of [
      [{ name: '' }, '#/name'],
      [{ text: ' ' }, '#/text'],
      [{ text: 'Dear {Name}' }, '{Name} would be sent as it is'],
      [{ language: 'fr' }, '#/language'],
      [{}, 'Another template has this name.'],
    ] as const) {
      const reply = await officer.post('/reply-templates', { ...input, ...wrong });
      expect(reply.status).toBe(422);
      expect(JSON.stringify(reply.body)).toContain(words);
    }
  });
});
