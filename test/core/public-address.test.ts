import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAddress, isLoopbackAddress, isPublicAddress } from '../../src/core/public-address.ts';

/** Rows of IANA's registries of special-purpose and multicast addresses: a first and a last address of each. */
const special = [
  ['0.0.0.0', '0.255.255.255'],
  ['10.0.0.0', '10.255.255.255'],
  ['100.64.0.0', '100.127.255.255'],
  ['127.0.0.0', '127.255.255.255'],
  ['169.254.0.0', '169.254.255.255'],
  ['172.16.0.0', '172.31.255.255'],
  ['192.0.0.0', '192.0.0.255'],
  ['192.0.2.0', '192.0.2.255'],
  ['192.31.196.0', '192.31.196.255'],
  ['192.52.193.0', '192.52.193.255'],
  ['192.88.99.0', '192.88.99.255'],
  ['192.168.0.0', '192.168.255.255'],
  ['192.175.48.0', '192.175.48.255'],
  ['198.18.0.0', '198.19.255.255'],
  ['198.51.100.0', '198.51.100.255'],
  ['203.0.113.0', '203.0.113.255'],
  ['224.0.0.0', '239.255.255.255'],
  ['240.0.0.0', '255.255.255.255'],
  ['::', '::'],
  ['::1', '::1'],
  ['::127.0.0.1', '::8.8.8.8'],
  ['::ffff:0.0.0.0', '::ffff:255.255.255.255'],
  ['64:ff9b::', '64:ff9b::ffff:ffff'],
  ['64:ff9b:1::', '64:ff9b:1:ffff:ffff:ffff:ffff:ffff'],
  ['100::', '100::ffff:ffff:ffff:ffff'],
  ['100:0:0:1::', '100:0:0:1:ffff:ffff:ffff:ffff'],
  ['2001::', '2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['2001::1', '2001:0:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['2001:2::', '2001:2:0:ffff:ffff:ffff:ffff:ffff'],
  ['2001:10::', '2001:1f:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['2001:20::', '2001:2f:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['2002::', '2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['2620:4f:8000::', '2620:4f:8000:ffff:ffff:ffff:ffff:ffff'],
  ['3fff::', '3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['5f00::', '5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['fc00::', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['fe80::', 'febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['fec0::', 'feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['ff00::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
] as const;

/** Neighbours of those blocks, and servers that everybody knows. */
const open = [
  '1.0.0.0',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '126.255.255.255',
  '128.0.0.0',
  '168.63.129.15',
  '168.63.129.17',
  '169.253.255.255',
  '169.255.0.0',
  '172.15.255.255',
  '172.32.0.0',
  '192.0.1.0',
  '192.0.3.0',
  '192.167.255.255',
  '192.169.0.0',
  '198.17.255.255',
  '198.20.0.0',
  '223.255.255.255',
  '8.8.8.8',
  '2000::',
  '2001:200::',
  '2001:db7:ffff::1',
  '2001:db9::1',
  '2003::1',
  '2606:4700:4700::1111',
  '3ffe::1',
  '3fff:1000::1',
] as const;

describe('an address', () => {
  it.each(special)('from %s to %s is not public', (first, last) => {
    expect([isPublicAddress(first), isPublicAddress(last)]).toEqual([false, false]);
  });

  it.each([
    ['metadata of AWS, Google Cloud, Azure and others', '169.254.169.254'],
    ['metadata of AWS over IPv6', 'fd00:ec2::254'],
    ['metadata of Alibaba Cloud', '100.100.100.200'],
    ['metadata of Oracle Cloud, classic', '192.0.0.192'],
    ['wire server of Azure', '168.63.129.16'],
  ])('of %s is not public', (_, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(open)('beside the special ones is public: %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    '',
    'localhost',
    '127.1',
    '0x7f000001',
    '2130706433',
    '0177.0.0.1',
    '8.8.8.08',
    '8.8.8.8.',
    '8.8.8.256',
    ' 8.8.8.8',
    '８.8.8.8',
    'fe80::1%eth0',
    '2606:4700::1%lo',
    '[2606:4700::1]',
    '2606:4700:::1',
    '12345::1',
    '1:2:3:4:5:6:7',
    'example.com',
  ])('is nothing but numbers in their usual form: %j is none', (text) => {
    expect([isAddress(text), isPublicAddress(text), isLoopbackAddress(text)]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('is the same however IPv6 writes it', () => {
    for (const text of ['0:0:0:0:0:0:0:1', '::0001', '::0.0.0.1', '0::1'])
      expect(isLoopbackAddress(text)).toBe(true);
    for (const text of ['2606:4700:4700:0:0:0:0:1111', '2606:4700:4700::0.0.17.17'])
      expect(isPublicAddress(text)).toBe(true);
  });

  it('that hides any IPv4 address is never public', () => {
    const hex = (number: number) => number.toString(16);
    fc.assert(
      fc.property(fc.nat(65_535), fc.nat(65_535), (high, low) => {
        const [a, b] = [hex(high), hex(low)];
        const hidden = [
          `::ffff:${a}:${b}`,
          `::${a}:${b}`,
          `64:ff9b::${a}:${b}`,
          `64:ff9b:1::${a}:${b}`,
          `2002:${a}:${b}::1`,
          `2001:0:${a}:${b}::`,
        ];
        expect(hidden.filter(isPublicAddress)).toEqual([]);
      }),
    );
  });

  it('of loopback is 127.0.0.0/8 and ::1 and no other', () => {
    for (const text of ['127.0.0.1', '127.255.255.254', '::1'])
      expect(isLoopbackAddress(text)).toBe(true);
    for (const text of ['126.0.0.1', '128.0.0.1', '0.0.0.0', '::', '::2', '::ffff:127.0.0.1'])
      expect(isLoopbackAddress(text)).toBe(false);
  });
});
