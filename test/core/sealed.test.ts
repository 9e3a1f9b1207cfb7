import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hmacSha256 } from '../../src/core/hash.ts';
import { createKeys } from '../../src/core/keys.ts';
import { seal, unseal } from '../../src/core/sealed.ts';
import { idIn, isSignedBy, signId } from '../../src/core/signed-id.ts';

const keys = createKeys('a secret of thirty-two characters');
const key = keys.derive('test');
const nonce = fc.uint8Array({ minLength: 12, maxLength: 12 });

describe('what is sealed', () => {
  it('opens with its key as it was', () => {
    fc.assert(
      fc.property(nonce, fc.string({ unit: 'grapheme' }), (bytes, text) => {
        expect(unseal(key, seal(key, bytes, text))).toBe(text);
      }),
    );
  });

  it('does not open with another key, nor after any of its bits was changed', () => {
    const sealed = Buffer.from(seal(key, new Uint8Array(12), 'dpo@example.com'), 'base64url');
    expect(() => unseal(keys.derive('other'), sealed.toString('base64url'))).toThrow();
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => unseal(key, changed.toString('base64url'))).toThrow();
    }
  });
});

describe('a signed id', () => {
  const id = 'sbs_00112233445566778899aabbccddeeff';

  it('names its id, and is known by its key and version only', () => {
    const token = signId(key, id, 1);
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(idIn(token, 'sbs')).toBe(id);
    expect(isSignedBy(key, token, id, 1)).toBe(true);
    expect(isSignedBy(key, token, id, 2)).toBe(false);
    expect(isSignedBy(keys.derive('other'), token, id, 1)).toBe(false);
  });

  it('is no longer one after any of its characters was changed', () => {
    const token = signId(key, id, 1);
    const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (let place = 0; place < token.length; place += 1)
      for (const character of characters) {
        if (character === token[place]) continue;
        const changed = token.slice(0, place) + character + token.slice(place + 1);
        const named = idIn(changed, 'sbs');
        expect(named !== undefined && isSignedBy(key, changed, named, 1)).toBe(false);
      }
  });

  it('is not read from what has another form', () => {
    for (const text of [
      '',
      'x',
      'A'.repeat(42),
      'A'.repeat(44),
      `${'A'.repeat(42)}=`,
      'é'.repeat(43),
    ])
      expect(idIn(text, 'sbs')).toBeUndefined();
  });
});

describe('keys', () => {
  it('differ by purpose, length and secret, and are the same each time', () => {
    const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
    expect(hex(keys.derive('test'))).toBe(
      hex(createKeys('a secret of thirty-two characters').derive('test')),
    );
    const others = [
      keys.derive('tess'),
      keys.derive('test', 31),
      createKeys('other').derive('test'),
    ];
    for (const other of others) expect(hex(other)).not.toBe(hex(key));
    expect(key).toHaveLength(32);
  });

  it('of a many derive the same whether kept or not', () => {
    for (let index = 0; index < 1_100; index += 1) keys.derive(`many ${index}`);
    expect(keys.derive('many 1099')).toEqual(keys.derive('many 1099'));
  });
});

it('HMAC-SHA256 is that of RFC 4231, test case 2', () => {
  const mac = hmacSha256(new TextEncoder().encode('Jefe'), 'what do ya want for nothing?');
  expect(Buffer.from(mac).toString('hex')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
});
