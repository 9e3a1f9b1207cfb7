import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referenceFrom } from '../../src/core/reference.ts';

describe('a reference number', () => {
  it('has one form, of digits that nobody confuses and that spell nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        expect(referenceFrom('OBJ', bytes)).toMatch(
          /^OBJ-[0-9BCDFGHJKMNPQRSTVWXYZ]{4}-[0-9BCDFGHJKMNPQRSTVWXYZ]{4}$/,
        );
      }),
    );
  });

  it('differs wherever the bytes do', () => {
    const made = Array.from({ length: 500 }, (_, index) =>
      referenceFrom(
        'INQ',
        new Uint8Array(16)
          .fill(7)
          .with(3, index % 256)
          .with(15, index >> 8),
      ),
    );
    expect(new Set(made).size).toBe(500);
  });
});
