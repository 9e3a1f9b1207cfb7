import { generateKeyPairSync, type KeyObject, randomBytes, sign as signBytes } from 'node:crypto';
import { isIPv4 } from 'node:net';

/** A certificate authority of the tests: nobody trusts it but who is told to. PEM throughout. */
export type Authority = {
  readonly cert: string;
  /** A certificate for these names or IPv4 addresses, with its key. */
  issue(...names: readonly string[]): { readonly cert: string; readonly key: string };
};

/** X.509 version 3 (RFC 5280) with P-256 keys, valid from 2020 to 2049. */
export function createAuthority(): Authority {
  const root = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = `Annex tests ${randomBytes(4).toString('hex')}`;
  const isAuthority = extension('2.5.29.19', true, sequence(der(0x01, [0xff])));
  return {
    cert: certificate({ issuer: name, subject: name, ...root, signer: root.privateKey }, [
      isAuthority,
    ]),
    issue(...names) {
      const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const alternative = names.map((each) =>
        isIPv4(each)
          ? der(0x87, each.split('.').map(Number))
          : der(0x82, Buffer.from(each, 'ascii')),
      );
      const extensions = [extension('2.5.29.17', false, sequence(...alternative))];
      const subject = names[0] ?? 'nobody';
      return {
        cert: certificate({ issuer: name, subject, ...pair, signer: root.privateKey }, extensions),
        key: String(pair.privateKey.export({ type: 'pkcs8', format: 'pem' })),
      };
    },
  };
}

type Parts = {
  readonly issuer: string;
  readonly subject: string;
  readonly publicKey: KeyObject;
  readonly signer: KeyObject;
};

function certificate({ issuer, subject, publicKey, signer }: Parts, extensions: Buffer[]): string {
  const algorithm = sequence(oid('1.2.840.10045.4.3.2'));
  const body = sequence(
    der(0xa0, der(0x02, [2])),
    der(0x02, [0x01, ...randomBytes(8)]),
    algorithm,
    named(issuer),
    sequence(der(0x17, Buffer.from('200101000000Z')), der(0x17, Buffer.from('491231235959Z'))),
    named(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  );
  const signature = signBytes('sha256', body, signer);
  const whole = sequence(body, algorithm, der(0x03, Buffer.concat([Buffer.of(0), signature])));
  const lines = whole
    .toString('base64')
    .match(/.{1,64}/g)
    ?.join('\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

function named(text: string): Buffer {
  return sequence(der(0x31, sequence(oid('2.5.4.3'), der(0x0c, Buffer.from(text)))));
}

function extension(id: string, critical: boolean, value: Buffer): Buffer {
  return sequence(oid(id), ...(critical ? [der(0x01, [0xff])] : []), der(0x04, value));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function der(tag: number, content: Buffer | readonly number[]): Buffer {
  const bytes = Buffer.from(content);
  const { length } = bytes;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), bytes]);
}

function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  return der(0x06, [first * 40 + second, ...rest.flatMap(base128)]);
}

function base128(value: number): number[] {
  const low = value & 0x7f;
  return value < 0x80 ? [low] : [...base128(value >> 7).map((byte) => byte | 0x80), low];
}
