import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMailAddress } from '../../src/subscribers/model/mail-address.ts';
import { readTarget } from '../../src/subscribers/model/target.ts';
import { startApp } from '../support/app.ts';
import { pick, pickList, readReply } from '../support/client.ts';
import { dumpTables } from '../support/invariants.ts';
import { byHeader, from, mailForm, sendForm, sendJson } from './subscribing.ts';

/** Addresses that are none, or that would do something to a mail besides reaching somebody. */
const refusedAddresses = [
  '',
  ' ',
  'nobody',
  '@customer.example',
  'a@',
  'a@b',
  'a@@b.example',
  'a@b@c.example',
  'a b@c.example',
  'a@b c.example',
  'a@b..example',
  'a@.b.example',
  'a@-b.example',
  'a@b-.example',
  '.a@b.example',
  'a.@b.example',
  'a..b@c.example',
  '"a b"@c.example',
  '"a\\"@c.example',
  'a@[127.0.0.1]',
  'a@127.0.0.1',
  'a@0x7f.1',
  'a@2130706433',
  'a@localhost',
  'a@b.example:25',
  'a@b.example/..',
  'a@b.example?x',
  'a@b.example#x',
  'a@b.example%0d%0aBcc: c@d.example',
  'a@b.example\r\nBcc: c@d.example',
  'a@b.example\nBcc: c@d.example',
  'a\r\nBcc: c@d.example\r\n@b.example',
  'a@b.example,c@d.example',
  'a@b.example;c@d.example',
  'a@b.example c@d.example',
  'a@b.example>',
  '<a@b.example>',
  'A <a@b.example>',
  'a(comment)@b.example',
  'a@b.example(comment)',
  'a\u0000@b.example',
  'a@b.example\u0000',
  'a@b.exam\u200Bple',
  'a\u202E@b.example',
  'ä@b.example',
  'a\uFF20b.example',
  'a@b\u3002',
  'mailto:a@b.example',
  `${'a'.repeat(65)}@b.example`,
  `a@${'b'.repeat(64)}.example`,
  `a@${'b.'.repeat(126)}example`,
  `${'a'.repeat(1_000)}@${'b'.repeat(1_000)}`,
  '=cmd|calc@b.example',
  '`id`@b.example',
  'a%c.example@b.example',
  'c.example!a@b.example',
  '<script>alert(1)</script>@b.example',
];

const readAddresses: readonly (readonly [string, string])[] = [
  ['privacy@customer.example', 'privacy@customer.example'],
  [' Privacy@Customer.EXAMPLE ', 'Privacy@customer.example'],
  ["o'brien+annex@sub.customer.example", "o'brien+annex@sub.customer.example"],
  ['a@münchen.example', 'a@xn--mnchen-3ya.example'],
  ['a@MÜNCHEN.example', 'a@xn--mnchen-3ya.example'],
  ['a@例え.example', 'a@xn--r8jz45g.example'],
  ['#$&*/=?^_{}~-@b.example', '#$&*/=?^_{}~-@b.example'],
  [`${'a'.repeat(64)}@b.example`, `${'a'.repeat(64)}@b.example`],
];

describe('an e-mail address', () => {
  it.each(refusedAddresses)('%j is refused, with words beside the field', async (address) => {
    const read = readMailAddress(address);
    expect('fault' in read ? read.fault : read).toMatch(/^\S+ .*\.$/);
  });

  it.each(readAddresses)('%j is read', (typed, address) => {
    expect(readMailAddress(typed)).toEqual({ address });
  });

  it('that is read holds nothing that could end a header or begin another', () => {
    const part = fc.oneof(
      fc.constantFrom(
        'a',
        '.',
        '@',
        '\r',
        '\n',
        '\0',
        ' ',
        '"',
        ',',
        '<',
        'ä',
        '%0a',
        ':',
        '\u2028',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const read = readMailAddress(`${parts.join('')}`);
        if ('address' in read) {
          expect(read.address).toMatch(/^[\x21-\x7E]+@[a-z0-9.-]+$/);
          expect(read.address).not.toMatch(/[\s<>(),:;"\\[\]]/);
          expect(read.address.split('@')).toHaveLength(2);
          // Once read it stays as it is.
          expect(readMailAddress(read.address)).toEqual(read);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

const rules = { outboundLoopback: false, origin: 'https://trust.company.example' };

describe('an address to post to', () => {
  it.each([
    ['webhook', ''],
    ['webhook', 'nowhere'],
    ['webhook', 'http://hooks.customer.example/'],
    ['webhook', 'ftp://hooks.customer.example/'],
    ['webhook', 'javascript:alert(1)'],
    ['webhook', 'file:///etc/passwd'],
    ['webhook', 'https://user@hooks.customer.example/'],
    ['webhook', 'https://user:word@hooks.customer.example/'],
    ['webhook', 'https://hooks.customer.example/#part'],
    ['webhook', 'https://localhost/'],
    ['webhook', 'https://127.0.0.1/'],
    ['webhook', 'https://0x7f000001/'],
    ['webhook', 'https://2130706433/'],
    ['webhook', 'https://[::1]/'],
    ['webhook', 'https://[::ffff:169.254.169.254]/'],
    ['webhook', 'https://169.254.169.254/latest/meta-data'],
    ['webhook', 'https://intranet/'],
    ['webhook', 'https://trust.company.example/trust/subscribe'],
    ['webhook', 'https://hooks.customer.example/\r\nX: y'],
    ['webhook', `https://hooks.customer.example/${'a'.repeat(2_000)}`],
    ['slack', 'https://hooks.customer.example/services/T/B/x'],
    ['slack', 'https://hooks.slack.com.evil.example/services/T/B/x'],
    ['slack', 'https://evilhooks.slack.com/services/T/B/x'],
    ['teams', 'https://hooks.slack.com/services/T/B/x'],
    ['teams', 'https://logic.azure.com.evil.example/'],
  ] as const)('%s %j is refused in words', (channel, text) => {
    const read = readTarget(channel, text, rules);
    expect('fault' in read ? read.fault : read).toMatch(/^\S+ .*\.$/);
  });

  it.each([
    ['webhook', 'https://hooks.customer.example'],
    ['webhook', 'https://HOOKS.customer.example:443/a?b=c'],
    ['slack', 'https://hooks.slack.com/services/T000/B000/xyz'],
    ['teams', 'https://prod-12.westeurope.logic.azure.com:443/workflows/abc?sig=xyz'],
  ] as const)('%s %j is taken', (channel, text) => {
    expect(readTarget(channel, text, rules)).toEqual({ address: new URL(text).href });
  });

  it('on loopback is taken where the settings say so, and only there', () => {
    const text = 'http://127.0.0.1:9999/hook';
    expect(readTarget('webhook', text, { ...rules, outboundLoopback: true })).toEqual({
      address: text,
    });
    expect(readTarget('webhook', text, rules)).toHaveProperty('fault');
  });
});

describe('hostile input', () => {
  it('comes back in the form as text, with all that was typed and a fault beside each field', async () => {
    const trust = await startApp();
    const before = await dumpTables(trust);
    const typed = '"><script>alert(1)</script>';
    const reply = await sendForm(trust, '/trust/subscribe', {
      channel: 'webhook',
      address: typed,
      contact: `'><img src=x onerror=alert(1)>`,
      services: ['website', 'never-was-one'],
      language: 'de',
      frequency: 'weekly',
    });
    expect(reply.status).toBe(422);
    expect(reply.text).not.toContain('<script');
    expect(reply.text).not.toContain('<img');
    expect(reply.text).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
    const faulty = [...reply.text.matchAll(/id="(post-\w+)-fault"/g)].map(([, id]) => id);
    expect(faulty.toSorted()).toEqual([
      'post-address',
      'post-contact',
      'post-frequency',
      'post-services',
      'post-topics',
    ]);
    for (const id of faulty) expect(reply.text).toContain(`aria-describedby="${id}`);
    expect(reply.text).toMatch(/name="services" value="website" checked/);
    expect(reply.text).toMatch(/id="post-language-de"[^>]*checked/);
    expect(reply.text).toMatch(/id="post-frequency-weekly"[^>]*checked/);
    // The other form stands untouched.
    expect(reply.text).toMatch(/id="mail-topics-security"[^>]*checked/);
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(await dumpTables(trust)).toEqual(before);
  });

  it('of the wrong kind, size or form is refused in words, and nothing is stored', async () => {
    const trust = await startApp();
    const before = await dumpTables(trust);
    const post = async (body: BodyInit, type?: string, accept = 'text/html') =>
      readReply(
        await trust.fetch('/trust/subscribe', {
          method: 'POST',
          body,
          headers: { accept, ...(type !== undefined && { 'content-type': type }) },
        }),
      );
    const json = 'application/json';
    const form = 'application/x-www-form-urlencoded';
    expect((await post('channel=email', 'text/plain')).status).toBe(415);
    expect((await post('{', json)).status).toBe(400);
    expect((await post(new Uint8Array([0xff, 0xfe]), json)).status).toBe(400);
    expect((await post('{"__proto__":{"channel":"email"}}', json)).status).toBe(400);
    expect((await post('['.repeat(10_000), json)).status).toBe(400);
    expect((await post(`address=${'a'.repeat(20_000)}`, form)).status).toBe(413);
    expect((await post('--x\r\nbroken', 'multipart/form-data; boundary=x')).status).toBe(400);
    expect((await post('', form)).status).toBe(422);
    expect((await post('channel=fax&address=1', form)).status).toBe(422);
    expect((await post('[]', json)).status).toBe(422);
    const wrong = { channel: 'email', address: 7, topics: ['x'], mail: true };
    const reply = await sendJson(trust, '/trust/subscribe', wrong);
    expect(pickList(reply.body, 'errors').map((error) => pick(error, 'pointer'))).toEqual([
      '#/address',
      '#/topics/0',
      '#/mail',
    ]);
    expect((await trust.fetch('/trust/subscribe', { method: 'PUT' })).headers.get('allow')).toBe(
      'GET, HEAD, OPTIONS, POST',
    );
    expect(await dumpTables(trust)).toEqual(before);
  });

  it('from anywhere in the Unicode range never makes the form fail', async () => {
    const trust = await startApp(byHeader);
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    let source = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.record({ channel: fc.oneof(text, fc.constantFrom('email', 'slack')), address: text }),
        text,
        fc.array(text, { maxLength: 3 }),
        async (entries, language, topics) => {
          const values = { ...mailForm(''), ...entries, language, topics };
          source += 1;
          const sender = from(`10.0.${source >> 8}.${source & 255}`);
          const reply = await sendForm(trust, '/trust/subscribe', values, sender);
          expect(reply.status).toBe(422);
          expect(reply.text).toContain('Nothing was stored yet.');
        },
      ),
      { numRuns: 100 },
    );
  });

  it('where no mail can be sent, the page says so and the form refuses', async () => {
    const trust = await startApp();
    const { mail: _, ...deps } = trust.deps;
    const ask = async (init?: RequestInit) =>
      readReply(
        await trust.app.fetch(new Request('http://localhost/trust/subscribe', init), { deps }),
      );
    // Another process of this deployment: what the first has rendered is no proof.
    deps.publication.forgetVersion();
    const refused = await ask({
      method: 'POST',
      body: new URLSearchParams({
        channel: 'email',
        address: 'a@b.example',
        language: 'en',
        frequency: 'immediate',
        topics: 'security',
      }),
    });
    expect(refused.status).toBe(503);
    expect(refused.text).toContain('No mail can be sent from here yet.');
    expect((await ask()).text).toContain('No mail can be sent from here yet.');
  });
});
