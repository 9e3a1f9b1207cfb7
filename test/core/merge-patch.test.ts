import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/core/canonical-json.ts';
import { applyMergePatch, type JsonObject, mergePatch } from '../../src/core/merge-patch.ts';

// RFC 7396 appendix A: target, patch, result.
const vectors: readonly (readonly [Json, Json, Json])[] = [
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [
    ['a', 'b'],
    ['c', 'd'],
    ['c', 'd'],
  ],
  [{ a: 'b' }, ['c'], ['c']],
  [{ a: 'foo' }, null, null],
  [{ a: 'foo' }, 'bar', 'bar'],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
];

const names = fc.constantFrom('a', 'b', '__proto__', 'constructor', 'toString', 'ä');
const { document } = fc.letrec<{ value: Json; document: JsonObject }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.array(fc.oneof(fc.constant(null), tie('value')), { maxLength: 3 }),
    tie('document'),
  ),
  document: fc.dictionary(names, tie('value'), { maxKeys: 4 }),
}));

/** As a reader gets it: no undefined, no shared objects. */
function sent(value: Json): Json {
  return JSON.parse(JSON.stringify(value));
}

describe('JSON merge patch', () => {
  it.each(vectors)('of RFC 7396, appendix A: %j with %j gives %j', (target, patch, result) => {
    expect(applyMergePatch(target, patch)).toEqual(result);
  });

  it('made of two documents turns the first into the second, whatever their members are called', () => {
    fc.assert(
      fc.property(document, document, (from, to) => {
        expect(applyMergePatch(sent(from), sent(mergePatch(from, to)))).toEqual(sent(to));
      }),
    );
  });

  it('of a document and itself is empty', () => {
    fc.assert(
      fc.property(document, (same) => {
        expect(mergePatch(same, sent(same) as JsonObject)).toEqual({});
      }),
    );
  });

  it('is refused for a member that is null, which it would take away instead', () => {
    expect(() => mergePatch({}, { a: { b: null } })).toThrow(TypeError);
    expect(() => mergePatch({ a: { b: null } }, { a: {} })).not.toThrow();
    expect(mergePatch({}, { a: [null] })).toEqual({ a: [null] });
  });

  it('leaves what it is applied to as it was', () => {
    const target = Object.freeze({ a: Object.freeze({ b: 'c' }) });
    expect(applyMergePatch(target, { a: { b: null } })).toEqual({ a: {} });
    expect(target).toEqual({ a: { b: 'c' } });
  });
});
