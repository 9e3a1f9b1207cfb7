import { describe, expect, test } from 'vitest';
import { ConfigError, isLoopback, parseConfig } from '../src/config.ts';

function problemsOf(env: Record<string, string>, platform?: 'worker'): readonly string[] {
  try {
    parseConfig(env, platform);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test('nothing set serves the demo on loopback', () => {
  expect(parseConfig({})).toEqual({
    port: 8787,
    host: '127.0.0.1',
    origin: 'http://localhost:8787',
    base: '/trust',
    rootRoutes: true,
    databaseUrl: 'file:data/annex.db',
    blobDir: 'data/blobs',
    outboundLoopback: false,
    requestLog: false,
    seed: 'auto',
  });
});

test('an empty setting is one that is not set', () => {
  expect(parseConfig({ PORT: '', STAFF_API_KEY: '', SEED: '' })).toEqual(parseConfig({}));
});

test('every setting is read', () => {
  const env = {
    PORT: '9000',
    HOST: '0.0.0.0',
    PUBLIC_URL: 'https://trust.example.com',
    BASE_PATH: '/legal/trust',
    ROOT_ROUTES: 'off',
    DATABASE_URL: 'https://db.example.com',
    DATABASE_AUTH_TOKEN: 'token',
    STAFF_API_KEY: 'a-key-of-more-than-twenty-characters',
    SECRET_KEY: 'x'.repeat(32),
    MAIL_URL: 'smtp://user:p%40ss@mail.example.com:587',
    MAIL_FROM: 'Example Trust <trust@example.com>',
    MAILGUN_SIGNING_KEY: 'key',
    CLIENT_ADDRESS_HEADER: 'X-Real-IP',
    SEED: 'none',
    BLOB_DIR: '/var/lib/annex/files',
  };
  expect(parseConfig(env, 'worker')).toEqual({
    port: 9000,
    blobDir: '/var/lib/annex/files',
    host: '0.0.0.0',
    origin: 'https://trust.example.com',
    base: '/legal/trust',
    rootRoutes: false,
    databaseUrl: 'https://db.example.com',
    databaseAuthToken: 'token',
    staffApiKey: 'a-key-of-more-than-twenty-characters',
    secretKey: 'x'.repeat(32),
    mailUrl: 'smtp://user:p%40ss@mail.example.com:587',
    mailFrom: 'Example Trust <trust@example.com>',
    mailgunSigningKey: 'key',
    clientAddressHeader: 'x-real-ip',
    outboundLoopback: false,
    requestLog: false,
    seed: 'none',
  });
});

test('on Workers the edge names the client', () => {
  const env = { DATABASE_URL: 'https://db.example.com', SECRET_KEY: 'x'.repeat(32) };
  expect(parseConfig(env, 'worker').clientAddressHeader).toBe('cf-connecting-ip');
});

test('settings of mail that cannot work are named, and a password is not repeated', () => {
  const problems = problemsOf({ MAIL_URL: 'imap://user:hunter2@mail', MAIL_FROM: 'nobody' });
  expect(problems).toEqual([
    expect.stringMatching(/^MAIL_URL must be smtp:/),
    expect.stringMatching(/^MAIL_FROM must be a mail address.*"nobody"/),
  ]);
  expect(problems.join()).not.toContain('hunter2');
  expect(problemsOf({ MAIL_URL: 'smtp://mail.example.com' })).toEqual([
    expect.stringMatching(/^MAIL_FROM must be set/),
  ]);
  expect(problemsOf({ MAIL_FROM: 'Evil <a@b.example>\r\nBcc: <c@d.example>' })).toHaveLength(1);
});

test('webhooks to this machine are for development only', () => {
  expect(parseConfig({ OUTBOUND_LOOPBACK: 'on' }).outboundLoopback).toBe(true);
  expect(parseConfig({ REQUEST_LOG: 'on' }).requestLog).toBe(true);
  const open = {
    OUTBOUND_LOOPBACK: 'on',
    PUBLIC_URL: 'https://trust.example.com',
    SECRET_KEY: 'x'.repeat(32),
  };
  expect(problemsOf(open)).toEqual([expect.stringMatching(/^OUTBOUND_LOOPBACK=on is refused/)]);
});

test('the base path may be the root, and the port decides the address where none is given', () => {
  expect(parseConfig({ BASE_PATH: '/', PORT: '9000' })).toMatchObject({
    base: '',
    origin: 'http://localhost:9000',
  });
  expect(parseConfig({ PUBLIC_URL: 'https://trust.example.com/' }).origin).toBe(
    'https://trust.example.com',
  );
});

test('every problem is named at once, with what was given', () => {
  const problems = problemsOf({
    PORT: '70000',
    HOST: 'a b',
    PUBLIC_URL: 'https://user:x@trust.example.com/path',
    BASE_PATH: 'trust/',
    ROOT_ROUTES: 'no',
    DATABASE_URL: 'postgres://x',
    SEED: 'some',
  });
  for (const name of [
    'PORT',
    'HOST',
    'PUBLIC_URL',
    'BASE_PATH',
    'ROOT_ROUTES',
    'DATABASE_URL',
    'SEED',
  ])
    expect(problems.filter((problem) => problem.startsWith(`${name} `))).toHaveLength(1);
  expect(problems).toHaveLength(7);
});

describe('the demo is refused where it could be taken for a real register', () => {
  test.for([{ HOST: '0.0.0.0' }, { PUBLIC_URL: 'https://trust.example.com' }])('%j', (env) => {
    expect(problemsOf({ ...env, SEED: 'demo' })).toEqual([
      expect.stringMatching(/^SEED=demo is refused/),
    ]);
    expect(parseConfig(env).seed).toBe('none');
  });

  test('on loopback it is told when asked for', () => {
    expect(parseConfig({ SEED: 'demo' }).seed).toBe('demo');
    expect(parseConfig({ SEED: 'none' }).seed).toBe('none');
  });
});

test('a short secret is taken on loopback only: the public key of the log follows from it', () => {
  const short = { SECRET_KEY: 'short', DATABASE_URL: 'https://db.example' };
  expect(parseConfig(short).secretKey).toBe('short');
  const refused = [expect.stringMatching(/^SECRET_KEY must .*at least 32/)];
  expect(problemsOf({ ...short, PUBLIC_URL: 'https://trust.example.com' })).toEqual(refused);
  expect(problemsOf(short, 'worker')).toEqual(refused);
});

test('a short staff key is taken on loopback and refused in public', () => {
  expect(parseConfig({ STAFF_API_KEY: 'k' }).staffApiKey).toBe('k');
  expect(problemsOf({ STAFF_API_KEY: 'k', PUBLIC_URL: 'https://trust.example.com' })).toHaveLength(
    1,
  );
});

test('a secret is in no message', () => {
  const secrets = {
    STAFF_API_KEY: 'short-secret',
    SECRET_KEY: 'other-secret',
    DATABASE_AUTH_TOKEN: 'token-secret',
  };
  const problems = problemsOf({ ...secrets, PUBLIC_URL: 'https://trust.example.com' }, 'worker');
  expect(problems.length).toBeGreaterThan(1);
  expect(problems.join()).not.toContain('-secret');
});

test('on Workers a file and a missing secret are refused', () => {
  expect(problemsOf({}, 'worker').join()).toMatch(
    /DATABASE_URL must be http.*SECRET_KEY must be set/s,
  );
});

test('loopback is what no other machine can reach', () => {
  expect(['localhost', '127.0.0.1', '127.1.2.3', '::1', '[::1]'].every(isLoopback)).toBe(true);
  expect(
    ['0.0.0.0', '127.0.0.1.example.com', 'localhost.example', '10.0.0.1', '::'].some(isLoopback),
  ).toBe(false);
});

test.each([
  ['BASE_PATH', '/..'],
  ['BASE_PATH', '/legal/../trust'],
  ['BASE_PATH', '/.'],
  ['PUBLIC_URL', 'http://:secret@localhost'],
  ['STAFF_API_KEY', ' '],
  ['STAFF_API_KEY', 'two words'],
  ['STAFF_API_KEY', 'schlüssel'],
])('%s=%s, with which nobody could reach anything, is refused', (name, value) => {
  expect(problemsOf({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name} `))]);
});
