import { readFile } from 'node:fs/promises';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Miniflare as Workerd } from 'miniflare';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { mailOf } from '../../src/deliveries/mail.ts';
import type { Mail } from '../../src/deliveries/ports.ts';
import { bundle, type Bundle } from '../../src/platform/build.ts';
import { changed, event, recipient, sender } from '../deliveries/told.ts';
import { createAuthority } from '../support/certificates.ts';
import { type Behaviour, reply, startMailServer, startRawServer } from '../support/mail-server.ts';
import { findFreePort } from '../support/sqld.ts';

const authority = createAuthority();
// workerd asks its own resolver for names, which knows no localhost here.
const known = authority.issue('127.0.0.1');
const stranger = authority.issue('other.example');
const login = { user: 'trust@qluster.example', pass: 'p@ss:w/rd%' };
const userinfo = `${encodeURIComponent(login.user)}:${encodeURIComponent(login.pass)}`;

let scratch: string;
let built: Bundle;
let workerd: Workerd;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'annex-mail-'));
  const file = join(scratch, 'authority.pem');
  await writeFile(file, authority.cert);
  const directory = resolve('dist/test-mail-worker');
  built = await bundle('test/platform/mail-worker.ts', directory, 'worker');
  workerd = await startWorkerd(directory, file);
});

afterAll(async () => {
  await workerd?.dispose();
  await rm(scratch, { recursive: true, force: true });
  await rm('dist/test-mail-worker', { recursive: true, force: true });
});

/** workerd is told by the environment whom to trust beside the public authorities. */
async function startWorkerd(directory: string, authorityFile: string): Promise<Workerd> {
  process.env['NODE_EXTRA_CA_CERTS'] = authorityFile;
  const { Miniflare, convertV4MiniflareOptions } = await import('miniflare');
  const names = (await readdir(directory)).filter((name) => name.endsWith('.js'));
  const entry = 'mail-worker.js';
  const options = convertV4MiniflareOptions({
    host: '127.0.0.1',
    port: 0,
    modules: [entry, ...names.filter((name) => name !== entry)].map((name) => ({
      type: 'ESModule' as const,
      path: join(directory, name),
    })),
    modulesRoot: directory,
    compatibilityDate: '2026-10-01',
    compatibilityFlags: ['nodejs_compat'],
    cf: false,
  });
  return new Miniflare({ ...options, telemetry: { enabled: false } });
}

async function send(url: string, ...mails: readonly Mail[]): Promise<readonly unknown[]> {
  const response = await fetch(await workerd.ready, {
    method: 'POST',
    body: JSON.stringify({ url, mails }),
  });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

async function serverWith(behaviour: Behaviour = {}) {
  const server = await startMailServer(behaviour);
  onTestFinished(() => server.stop());
  return server;
}

function mail(subject = 'event:41'): Mail {
  const who = recipient({ language: 'de' });
  const key = {
    subscriptionId: who.subscription.id,
    subject,
    createdAt: new Date('2026-11-22T09:00:01Z'),
  };
  return mailOf(key, event(changed()), sender, who);
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

describe('from a Worker a mail', () => {
  it('arrives whole', async () => {
    const server = await serverWith();
    const sent = mail();
    expect(await send(`smtp://127.0.0.1:${server.port}`, sent)).toMatchObject([
      { outcome: 'accepted', status: 250 },
    ]);
    const [arrived] = server.received;
    expect(arrived?.parsed.subject).toBe(sent.subject);
    expect(arrived?.parsed.html).toBe(sent.html);
    expect(arrived?.parsed.text?.trimEnd()).toBe(sent.text.trimEnd());
    expect(arrived?.parsed.messageId).toBe(sent.messageId);
  });

  it('goes encrypted by STARTTLS, and with its password', async () => {
    const server = await serverWith(withLogin);
    expect(await send(`smtp://${userinfo}@127.0.0.1:${server.port}`, mail())).toMatchObject([
      { outcome: 'accepted' },
    ]);
    expect(server.received[0]).toMatchObject({ isEncrypted: true, user: login.user });
  });

  it('goes encrypted from the first byte with smtps', async () => {
    const server = await serverWith({ ...withLogin, secure: true });
    expect(await send(`smtps://${userinfo}@127.0.0.1:${server.port}`, mail())).toMatchObject([
      { outcome: 'accepted' },
    ]);
    expect(server.received[0]).toMatchObject({ isEncrypted: true, user: login.user });
  });

  it('is one of many over a few connections', async () => {
    const server = await serverWith();
    const mails = Array.from({ length: 50 }, (_, index) => mail(`event:${index}`));
    const sent = await send(`smtp://127.0.0.1:${server.port}`, ...mails);
    expect(sent).toEqual(mails.map(() => expect.objectContaining({ outcome: 'accepted' })));
    expect(new Set(server.received.map(({ parsed }) => parsed.messageId)).size).toBe(50);
    expect(server.connections).toBeLessThanOrEqual(4);
  });
});

describe('what goes wrong is told apart as on Node, as far as workerd says why', () => {
  it.each(['smtp', 'smtps'])('a certificate of another name (%s)', async (scheme) => {
    const server = await serverWith({ ...withLogin, ...stranger, secure: scheme === 'smtps' });
    const [sent] = await send(`${scheme}://${userinfo}@127.0.0.1:${server.port}`, mail());
    expect(['tls', 'connect']).toContain(Object(sent).outcome);
    expect(server.received).toEqual([]);
  });

  it('a recipient that is refused, and one that is to be tried later', async () => {
    const server = await serverWith({
      judge: (address) => {
        throw address.startsWith('gone')
          ? reply(550, '5.1.1 No such user')
          : reply(451, '4.7.1 Try again later');
      },
    });
    const url = `smtp://127.0.0.1:${server.port}`;
    expect(await send(url, { ...mail(), to: 'gone@customer.example' }, mail())).toMatchObject([
      { outcome: '5xx', status: 550, isFinal: true },
      { outcome: '4xx', status: 451 },
    ]);
  });

  it('a connection that dies in the middle of a message', async () => {
    const server = await serverWith({ dieAfter: 1 });
    expect(await send(`smtp://127.0.0.1:${server.port}`, mail())).toMatchObject([
      { outcome: 'connect' },
    ]);
  });

  it('a login that is refused', async () => {
    const server = await serverWith(withLogin);
    const url = `smtp://${encodeURIComponent(login.user)}:wrong@127.0.0.1:${server.port}`;
    expect(await send(url, mail())).toMatchObject([{ outcome: '5xx', status: 535 }]);
  });

  it('nobody listens', async () => {
    const port = await findFreePort();
    const [sent] = await send(`smtp://127.0.0.1:${port}`, mail());
    expect(['refused', 'connect']).toContain(Object(sent).outcome);
  });

  it('a server that says nothing', async () => {
    const silent = await startRawServer(() => undefined);
    onTestFinished(() => silent.stop());
    expect(await send(`smtp://127.0.0.1:${silent.port}`, mail())).toMatchObject([
      { outcome: 'timeout' },
    ]);
  });
});

it('the Worker loads nodemailer with its first mail, not with a reader of pages', async () => {
  const { outputs, outfile } = await bundle(
    'src/platform/worker.ts',
    resolve('dist/test-mail-entry'),
    'worker',
  );
  onTestFinished(() => rm('dist/test-mail-entry', { recursive: true, force: true }));
  const entry = Object.keys(outputs).find((path) => outfile.endsWith(path));
  const loaded = new Set<string>();
  const follow = (path: string): void => {
    if (loaded.has(path)) return;
    loaded.add(path);
    for (const { path: next, kind } of outputs[path]?.imports ?? [])
      if (kind === 'import-statement' && outputs[next]) follow(next);
  };
  follow(entry ?? '');
  const inputs = [...loaded].flatMap((path) => Object.keys(outputs[path]?.inputs ?? {}));
  expect(inputs.length).toBeGreaterThan(100);
  expect(inputs.filter((path) => /nodemailer|postal-mime/.test(path))).toEqual([]);
  expect(Object.keys(built.outputs).join()).toMatch(/nodemailer/);
  expect(await readFile(outfile, 'utf8')).not.toContain('SMTP (pool)');
});
