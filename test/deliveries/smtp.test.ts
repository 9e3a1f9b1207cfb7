import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { mailOf } from '../../src/deliveries/mail.ts';
import type { Mail } from '../../src/deliveries/ports.ts';
import { createMail } from '../../src/platform/node/mail.ts';
import { poolOptions, readMailUrl, usualPatience } from '../../src/platform/smtp.ts';
import { createAuthority } from '../support/certificates.ts';
import { type Behaviour, reply, startMailServer, startRawServer } from '../support/mail-server.ts';
import { findFreePort } from '../support/sqld.ts';
import { changed, event, everyTold, recipient, sender } from './told.ts';

const authority = createAuthority();
const known = authority.issue('localhost');
const stranger = authority.issue('other.example');
const patience = { connectMs: 5_000, answerMs: 5_000, mailMs: 10_000 };
const impatience = { ...patience, connectMs: 400 };
const login = { user: 'trust@qluster.example', pass: 'p@ss:w/rd%' };

const usual = getCACertificates('default');
beforeAll(() => setDefaultCACertificates([...usual, authority.cert]));
afterAll(() => setDefaultCACertificates(usual));

/** As Annex would with this MAIL_URL; nothing is kept, so no database is needed. */
function transportTo(url: string, waits = patience) {
  const config = parseConfig({ MAIL_URL: url, MAIL_FROM: sender.from, SEED: 'none' });
  const transact = async () => Promise.reject(new Error('nothing is to be stored'));
  const mail = createMail(config, { transact, clock: () => new Date() }, waits);
  if (mail === undefined) throw new Error('no mail');
  onTestFinished(() => mail.close?.());
  return mail;
}

async function serverWith(behaviour: Behaviour = {}) {
  const server = await startMailServer(behaviour);
  onTestFinished(() => server.stop());
  return server;
}

function mail(parts: Partial<Mail> = {}, subject = 'event:41'): Mail {
  const who = recipient();
  const key = {
    subscriptionId: who.subscription.id,
    subject,
    createdAt: new Date('2026-11-22T09:00:01Z'),
  };
  return { ...mailOf(key, event(changed()), sender, who), ...parts };
}

const withLogin: Behaviour = {
  ...known,
  authOptional: false,
  onAuth(auth, _session, done) {
    if (auth.username === login.user && auth.password === login.pass)
      return done(null, { user: auth.username });
    return done(reply(535, 'Authentication failed'));
  },
};
const userinfo = `${encodeURIComponent(login.user)}:${encodeURIComponent(login.pass)}`;

describe('a mail', () => {
  it('arrives whole: headers, both parts and every address, by another parser', async () => {
    const server = await serverWith();
    const sent = mail();
    expect(await transportTo(`smtp://127.0.0.1:${server.port}`).send(sent)).toMatchObject({
      outcome: 'accepted',
      status: 250,
    });
    const [arrived] = server.received;
    expect(arrived).toMatchObject({ from: 'trust@qluster.example', to: [sent.to] });
    const { parsed } = arrived ?? {};
    expect(parsed?.subject).toBe(sent.subject);
    expect(parsed?.text?.trimEnd()).toBe(sent.text.trimEnd());
    expect(parsed?.html).toBe(sent.html);
    expect(parsed?.messageId).toBe(sent.messageId);
    expect(parsed?.date).toEqual(new Date('2026-11-22T09:00:01Z'));
    expect(parsed?.from?.value).toEqual([
      { address: 'trust@qluster.example', name: 'Qluster trust centre' },
    ]);
    expect(namesIn(arrived?.raw)).toEqual(expectedHeaders);
    expect(linksIn(String(parsed?.html)).sort()).toEqual(linksIn(sent.text).sort());
  });

  it('of every kind and in both languages says the same after the way', async () => {
    const server = await serverWith();
    const transport = transportTo(`smtp://127.0.0.1:${server.port}`);
    const mails = everyTold.flatMap(([, told, parts], index) =>
      (['en', 'de'] as const).map((language) => {
        const who = recipient({ ...parts, language });
        const key = { subscriptionId: who.subscription.id, subject: `event:${index}:${language}` };
        return mailOf({ ...key, createdAt: new Date('2026-11-22T09:00:01Z') }, told, sender, who);
      }),
    );
    for (const each of mails)
      expect(await transport.send(each)).toMatchObject({ outcome: 'accepted' });
    expect(server.received.map(({ parsed }) => [parsed.subject, parsed.html])).toEqual(
      mails.map(({ subject, html }) => [subject, html]),
    );
    // One connection, kept.
    expect(server.connections).toBe(1);
  });

  it('is the same bytes at every attempt', async () => {
    const server = await serverWith();
    const transport = transportTo(`smtp://127.0.0.1:${server.port}`);
    await transport.send(mail());
    await transport.send(mail());
    const [first, second] = server.received.map(({ raw }) => raw.toString());
    expect(first?.length).toBeGreaterThan(2_000);
    expect(second).toBe(first);
  });

  it('has exactly the expected headers, whatever text is in its subject and its sender', async () => {
    const server = await serverWith();
    const transport = transportTo(`smtp://127.0.0.1:${server.port}`);
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 });
    await fc.assert(
      fc.asyncProperty(text, async (subject) => {
        const before = server.received.length;
        const one = subject.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim() || 'x';
        await transport.send(mail({ subject: one }));
        const arrived = server.received[before];
        expect(namesIn(arrived?.raw)).toEqual(expectedHeaders);
        expect(arrived?.to).toEqual(['privacy@customer.example']);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    { to: 'a@x.example\r\nBcc: v@evil.example' },
    { to: 'a@x.example, v@evil.example' },
    { to: '' },
    { subject: 'Evil\r\nBcc: v@evil.example' },
    { from: 'Trust\n <trust@qluster.example>' },
    { headers: { 'List-Id': '<a>\r\nBcc: v@evil.example' } },
    { headers: { 'X-A\r\nBcc': 'v@evil.example' } },
    { messageId: '<a\0b@x>' },
  ])('that would break out of a header is not sent: %o', async (parts) => {
    const server = await serverWith();
    const transport = transportTo(`smtp://127.0.0.1:${server.port}`);
    expect(await transport.send(mail(parts))).toMatchObject({ outcome: 'refused' });
    expect(server.received).toEqual([]);
    expect(server.connections).toBe(0);
  });
});

describe('the way to the server', () => {
  it('is encrypted by STARTTLS before the password is said', async () => {
    const server = await serverWith(withLogin);
    const transport = transportTo(`smtp://${userinfo}@localhost:${server.port}`);
    expect(await transport.send(mail())).toMatchObject({ outcome: 'accepted' });
    expect(server.received[0]).toMatchObject({ isEncrypted: true, user: login.user });
  });

  it('is encrypted from the first byte with smtps', async () => {
    const server = await serverWith({ ...withLogin, secure: true });
    const transport = transportTo(`smtps://${userinfo}@localhost:${server.port}`);
    expect(await transport.send(mail())).toMatchObject({ outcome: 'accepted' });
    expect(server.received[0]).toMatchObject({ isEncrypted: true, user: login.user });
  });

  it.each(['smtp', 'smtps'])(
    'ends where the certificate is of another name (%s)',
    async (scheme) => {
      const secure = scheme === 'smtps';
      const server = await serverWith({ ...withLogin, ...stranger, secure });
      const transport = transportTo(`${scheme}://${userinfo}@localhost:${server.port}`);
      expect(await transport.send(mail())).toMatchObject({ outcome: 'tls' });
      expect(server.received).toEqual([]);
    },
  );

  it('on another machine is never open on the submission port nor with a password', () => {
    const options = (url: string) => poolOptions(readMailUrl(url), usualPatience, 1);
    for (const url of [
      'smtp://mail.example',
      'smtp://u:p@mail.example:25',
      'smtp://mail.example:587',
    ])
      expect(options(url)).toMatchObject({ requireTLS: true, ignoreTLS: false });
    expect(options('smtp://mail.example:25')).toMatchObject({ requireTLS: false, secure: false });
    expect(options('smtps://u:p@mail.example')).toMatchObject({ secure: true, port: 465 });
    expect(options('smtp://127.0.0.1:25')).toMatchObject({ ignoreTLS: true, requireTLS: false });
    expect(options('smtp://u:p@127.0.0.1:25')).toMatchObject({ ignoreTLS: false });
  });

  it('is read from MAIL_URL with every sign in the password', () => {
    expect(readMailUrl(`smtp://${userinfo}@mail.example`)).toEqual({
      host: 'mail.example',
      port: 587,
      isTls: false,
      login,
    });
    expect(readMailUrl('smtps://100%25:5%@[::1]:2465')).toEqual({
      host: '::1',
      port: 2465,
      isTls: true,
      login: { user: '100%', pass: '5%' },
    });
  });

  it('takes no more than sixteen connections at once, and goes on using them', async () => {
    const server = await serverWith();
    const transport = transportTo(`smtp://127.0.0.1:${server.port}`);
    const mails = Array.from({ length: 200 }, (_, index) => mail({}, `event:${index}`));
    const outcomes = await Promise.all(mails.map((each) => transport.send(each)));
    expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['accepted']));
    expect(new Set(server.received.map(({ parsed }) => parsed.messageId)).size).toBe(200);
    expect(server.connections).toBeLessThanOrEqual(16);
  });
});

describe('what goes wrong', () => {
  const refusals: readonly (readonly [string, number, string, object])[] = [
    [
      'no such mailbox',
      550,
      '5.1.1 No such user here',
      { outcome: '5xx', status: 550, isFinal: true },
    ],
    [
      'no such mailbox, said without a code',
      550,
      'No such user',
      { outcome: '5xx', isFinal: true },
    ],
    ['a mailbox that was closed', 550, '5.2.1 Disabled', { outcome: '5xx', isFinal: true }],
    ['a domain without mail', 556, '5.1.10 Null MX', { outcome: '5xx', isFinal: true }],
    ['a blocked sender', 554, '5.7.1 Your address is listed', { outcome: '5xx', status: 554 }],
    ['a full mailbox', 552, '5.2.2 Over quota', { outcome: '5xx', status: 552 }],
    ['greylisting', 451, '4.7.1 Try again later', { outcome: '4xx', status: 451 }],
    ['a busy mailbox', 450, 'Mailbox busy', { outcome: '4xx', status: 450 }],
  ];

  it.each(refusals)('%s', async (_, code, words, expected) => {
    const server = await serverWith({
      judge: (address) => {
        if (address === 'privacy@customer.example') throw reply(code, words);
      },
    });
    const transport = transportTo(`smtp://127.0.0.1:${server.port}`);
    const answer = await transport.send(mail());
    expect(answer).toMatchObject(expected);
    expect(answer.isFinal === true).toBe('isFinal' in expected);
    expect(await transport.send(mail({ to: 'other@customer.example' }))).toMatchObject({
      outcome: 'accepted',
    });
  });

  it('a mail that is refused as a whole is no fault of its recipient', async () => {
    const server = await serverWith({
      judgeMessage: () => {
        throw reply(554, '5.6.0 Content refused');
      },
    });
    const answer = await transportTo(`smtp://127.0.0.1:${server.port}`).send(mail());
    expect(answer).toMatchObject({ outcome: '5xx', status: 554 });
    expect(answer.isFinal).toBeUndefined();
  });

  it('a mail that is larger than the server takes', async () => {
    const server = await serverWith({ size: 1_000 });
    const answer = await transportTo(`smtp://127.0.0.1:${server.port}`).send(mail());
    expect(answer).toMatchObject({ outcome: 'too-large' });
    expect(server.received).toEqual([]);
  });

  it('a connection that dies in the middle of a message', async () => {
    const server = await serverWith({ dieAfter: 1 });
    const answer = await transportTo(`smtp://127.0.0.1:${server.port}`).send(mail());
    expect(answer).toMatchObject({ outcome: 'connect' });
    expect(answer.isFinal).toBeUndefined();
  });

  it('a login that is refused stops nobody for good', async () => {
    const server = await serverWith(withLogin);
    const url = `smtp://${encodeURIComponent(login.user)}:wrong@localhost:${server.port}`;
    const answer = await transportTo(url).send(mail());
    expect(answer).toMatchObject({ outcome: '5xx', status: 535 });
    expect(answer.isFinal).toBeUndefined();
  });

  it('nobody listens', async () => {
    const port = await findFreePort();
    expect(await transportTo(`smtp://127.0.0.1:${port}`).send(mail())).toMatchObject({
      outcome: 'refused',
    });
  });

  it('a name that does not exist', async () => {
    // Refused before it is asked for: no name ends so (RFC 6761), and labels have 63 characters at most.
    const answer = await transportTo(`smtp://${'x'.repeat(64)}.invalid:25`).send(mail());
    expect(answer).toMatchObject({ outcome: 'dns' });
  });

  it('a server that says nothing, and one that says it byte by byte', async () => {
    const silent = await startRawServer(() => undefined);
    onTestFinished(() => silent.stop());
    const silence = transportTo(`smtp://127.0.0.1:${silent.port}`, impatience);
    expect(await silence.send(mail())).toMatchObject({ outcome: 'timeout' });
    const slow = await startRawServer((socket) => {
      const drip = setInterval(() => socket.write('2'), 50);
      socket.on('close', () => clearInterval(drip));
    });
    onTestFinished(() => slow.stop());
    const waits = { ...patience, connectMs: 60_000, mailMs: 500 };
    const url = `smtp://127.0.0.1:${slow.port}`;
    expect(await transportTo(url, waits).send(mail())).toMatchObject({ outcome: 'timeout' });
  });

  it('a server that is away for a while takes the same mail afterwards', async () => {
    const port = await findFreePort();
    const transport = transportTo(`smtp://127.0.0.1:${port}`);
    expect(await transport.send(mail())).toMatchObject({ outcome: 'refused' });
    const answer = await whenThere(port, () => transport.send(mail()));
    expect(answer).toMatchObject({ outcome: 'accepted' });
  });

  it('a kept connection that the server has ended is replaced', async () => {
    const server = await serverWith();
    const transport = transportTo(`smtp://127.0.0.1:${server.port}`);
    expect(await transport.send(mail())).toMatchObject({ outcome: 'accepted' });
    server.hangUp();
    await sleep(100);
    expect(await transport.send(mail())).toMatchObject({ outcome: 'accepted' });
  });
});

async function whenThere<T>(port: number, act: () => Promise<T>): Promise<T> {
  const raw = await startRawServer((socket) => {
    const answers = ['250 mail.test', '250 ok', '250 ok', '354 go on', '250 taken'];
    socket.write('220 mail.test\r\n');
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const isWhole = answers.length === 1 ? text.endsWith('\r\n.\r\n') : text.endsWith('\r\n');
      if (!isWhole) return;
      text = '';
      const answer = answers.shift();
      if (answer !== undefined) socket.write(`${answer}\r\n`);
    });
  }, port);
  onTestFinished(() => raw.stop());
  return act();
}

const expectedHeaders = [
  'auto-submitted',
  'content-language',
  'content-type',
  'date',
  'from',
  'in-reply-to',
  'list-id',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'message-id',
  'mime-version',
  'references',
  'subject',
  'to',
  'x-annex-delivery',
  'x-auto-response-suppress',
];

/** Names of headers, each as often as it stands there. */
function namesIn(raw: Buffer | undefined): readonly string[] {
  const head = raw?.toString().split('\r\n\r\n')[0] ?? '';
  return head
    .split(/\r\n(?![ \t])/)
    .map((line) => line.slice(0, line.indexOf(':')).toLowerCase())
    .sort();
}

function linksIn(text: string): string[] {
  return [...new Set(text.match(/https:\/\/trust\.qluster\.example\/[^\s"<]+/g) ?? [])];
}
