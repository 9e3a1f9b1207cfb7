import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersChallenge } from '../../src/deliveries/model/challenge.ts';
import { sentOf } from '../../src/deliveries/model/answer.ts';
import { mayReach, readTarget } from '../../src/deliveries/model/target.ts';
import { isChatHost } from '../../src/subscribers/model/chat-hosts.ts';
import { hostileUrls } from './hostile-urls.ts';

const own = 'https://trust.qluster.example';
const rules = { origin: own, outboundLoopback: false };
const open = { origin: 'http://localhost:8787', outboundLoopback: true };

describe('where something is posted to', () => {
  it.each(hostileUrls.map((url) => url.replaceAll('PORT', '8801')))('is never %s', (url) => {
    expect(readTarget(url, rules)).toHaveProperty('fault');
  });

  it.each([
    'https://example.com/hooks?key=1',
    'https://example.com:443/',
    'https://example.com:8443/',
    'https://example.com./hooks',
    'https://bücher.example/haken',
    'https://8.8.8.8/hooks',
    'https://[2606:4700:4700::1111]/hooks',
  ])('may be %s', (url) => {
    expect(readTarget(url, rules)).toMatchObject({ isLoopback: false });
  });

  it('is no name that ends in a dot: certificates know none', () => {
    expect(readTarget('https://Example.COM./x', rules)).toMatchObject({ host: 'example.com' });
  });

  it.each([`${own}/trust`, `${own}:443/`, 'https://TRUST.qluster.example./hooks'])(
    'is not the trust centre itself: %s',
    (url) => {
      expect(readTarget(url, rules)).toEqual({ fault: 'This is the trust centre itself.' });
    },
  );

  it('is this machine in development only, by http or https, at any port but the own one', () => {
    const local = ['http://localhost:9000/', 'https://127.0.0.1:1/', 'http://[::1]:99/'];
    for (const url of local) {
      expect(readTarget(url, rules)).toHaveProperty('fault');
      expect(readTarget(url, open)).toMatchObject({ isLoopback: true });
    }
    for (const url of ['http://localhost:8787/', 'http://127.0.0.1:8787/', 'http://[::1]:8787/'])
      expect(readTarget(url, open)).toHaveProperty('fault');
    for (const url of ['ftp://localhost/', 'http://10.0.0.1/', 'http://example.com/'])
      expect(readTarget(url, open)).toHaveProperty('fault');
  });

  it('lets this machine be reached by its own name only, and a public name never lead to it', () => {
    expect(mayReach({ isLoopback: true }, '127.0.0.1')).toBe(true);
    expect(mayReach({ isLoopback: true }, '8.8.8.8')).toBe(false);
    expect(mayReach({ isLoopback: false }, '127.0.0.1')).toBe(false);
  });

  it('says what is wrong in words, whatever is given', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true })), (text) => {
        const read = readTarget(text, rules);
        if ('fault' in read) expect(read.fault).toMatch(/^[A-Z].+\.$/);
        else expect(read.url.protocol).toBe('https:');
      }),
    );
  });
});

describe('a chat', () => {
  it.each([
    ['slack', 'hooks.slack.com'],
    ['slack', 'hooks.slack-gov.com'],
    ['teams', 'prod-23.westeurope.logic.azure.com'],
    ['teams', 'default0123456789abcdef.a1.environment.api.powerplatform.com'],
  ] as const)('of %s may be at %s', (channel, host) => {
    expect(isChatHost(channel, host)).toBe(true);
  });

  it.each([
    ['slack', 'slack.com'],
    ['slack', 'hooks.slack.com.evil.example'],
    ['slack', 'evilhooks.slack.com'],
    ['teams', 'logic.azure.com'],
    ['teams', 'evillogic.azure.com'],
    ['teams', 'x.logic.azure.com.evil.example'],
    ['teams', 'company.webhook.office.com'],
  ] as const)('of %s is not at %s', (channel, host) => {
    expect(isChatHost(channel, host)).toBe(false);
  });
});

describe('an answer', () => {
  const at = { durationMs: 7, now: new Date('2026-11-25T12:00:00Z') };

  it.each([
    [200, 'accepted'],
    [202, 'accepted'],
    [204, 'accepted'],
    [300, '4xx'],
    [302, '4xx'],
    [308, '4xx'],
    [400, '4xx'],
    [429, '4xx'],
    [500, '5xx'],
    [503, '5xx'],
    [599, '5xx'],
  ] as const)('of status %i is %s', (status, outcome) => {
    expect(sentOf({ status }, at)).toEqual({ outcome, status, durationMs: 7 });
  });

  it('of 410 ends it', () => {
    expect(sentOf({ status: 410 }, at)).toMatchObject({ outcome: '4xx', isFinal: true });
  });

  it('that breaks off after 2xx has accepted; one without an end has not', () => {
    expect(sentOf({ status: 200, broken: 'dropped' }, at).outcome).toBe('accepted');
    expect(sentOf({ status: 200, broken: 'timeout' }, at).outcome).toBe('timeout');
    expect(sentOf({ status: 200, broken: 'too-large' }, at).outcome).toBe('too-large');
    expect(sentOf({ status: 500, broken: 'too-large' }, at).outcome).toBe('5xx');
  });

  it.each([
    ['120', 120_000],
    ['0', 0],
    ['Wed, 25 Nov 2026 12:05:00 GMT', 300_000],
    ['Wed, 25 Nov 2026 11:00:00 GMT', 0],
    ['-1', undefined],
    ['1e9', undefined],
    ['soon', undefined],
    ['2026-11-25', undefined],
    ['', undefined],
  ])('with Retry-After %j asks to wait %s ms', (retryAfter, wait) => {
    expect(sentOf({ status: 429, retryAfter }, at).retryAfterMs).toBe(wait);
  });

  it('of acceptance asks for nothing', () => {
    expect(sentOf({ status: 200, retryAfter: '60' }, at)).not.toHaveProperty('retryAfterMs');
  });
});

describe('a challenge', () => {
  const challenge = 'c2VjcmV0LWNoYWxsZW5nZQ';

  it.each([challenge, ` ${challenge}\n`, JSON.stringify({ challenge, ok: true })])(
    'is answered by %j',
    (reply) => {
      expect(answersChallenge(reply, challenge)).toBe(true);
    },
  );

  it.each([
    undefined,
    '',
    'ok',
    challenge.slice(1),
    '{"challenge":',
    JSON.stringify({ type: 'webhook.challenge', data: { challenge } }),
    JSON.stringify([challenge]),
    'null',
  ])('is not answered by %j', (reply) => {
    expect(answersChallenge(reply, challenge)).toBe(false);
  });
});
