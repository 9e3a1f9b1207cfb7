import { expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { logging } from '../../src/http/watching.ts';
import {
  askByProgram as askForDocument,
  offer,
  wish as wishForDocument,
} from '../access/asking.ts';
import { report } from '../access/giving.ts';
import { enterAsOwner } from '../console/entering.ts';
import { openTab, root } from '../console/support.ts';
import { wish as inquiry, writeByProgram } from '../inquiries/writing.ts';
import { announce, wish as objection } from '../objections/objecting.ts';
import { askByProgram as askForData, wish as wishForData } from '../rights/asking.ts';
import { startApp, type World } from '../support/app.ts';
import { personMark } from '../support/factories.ts';
import {
  byHeader,
  from,
  mailForm,
  sendForm,
  sendJson,
  workOff,
} from '../subscribers/subscribing.ts';
import { patience } from './budget.ts';

const evil = 'evil.example';
const owner = `owner.${personMark.toLowerCase()}@company.example`;

/** The same world behind a proxy that passes on whatever host a client names. */
function misnamed(trust: World): World {
  const app = createApp(trust.deps.config, [logging(trust.deps.log)]);
  const fetch = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    for (const name of ['x-forwarded-host', 'x-forwarded-server', 'x-host', 'x-original-host'])
      headers.set(name, evil);
    headers.set('forwarded', `host=${evil};proto=http`);
    headers.set('host', evil);
    return app.fetch(new Request(`http://${evil}${path}`, { ...init, headers }), {
      deps: trust.deps,
    });
  };
  return { ...trust, fetch };
}

test('a forged Host stands in no letter, whatever is asked for', patience, async () => {
  const trust = await startApp(byHeader);
  await offer(trust);
  await enterAsOwner(trust);
  await trust.drain();
  const before = trust.outside.mailbox.length;

  const forged = misnamed(trust);
  const tab = openTab(forged);
  await tab.open(`${root}/sign-in`);
  await tab.send({ address: owner }, { action: '/sign-in' });
  const replies = [
    await sendForm(forged, '/trust/subscribe', mailForm('privacy@customer.example')),
    await writeByProgram(forged, inquiry()),
    await askForDocument(forged, report, wishForDocument()),
    await askForData(forged, wishForData()),
  ];
  for (const { status, text } of replies) {
    expect([200, 201, 202], text).toContain(status);
    expect(text).not.toContain(evil);
  }
  await workOff(trust);
  await trust.runSchedule();
  await trust.drain();

  const letters = trust.outside.mailbox.slice(before);
  const subjects = new Set(letters.map(({ subject }) => subject));
  expect(subjects.size, [...subjects].join('\n')).toBeGreaterThanOrEqual(replies.length + 1);
  for (const letter of letters) {
    expect(JSON.stringify(letter)).not.toContain(evil);
    const places = [...letter.text.matchAll(/https?:\/\/[^/\s]+/g)].map(([place]) => place);
    for (const place of places) expect(place, letter.subject).toBe(trust.deps.config.origin);
  }
});

/** Ends a header, a line of a log and a command of SMTP, and would begin others. */
const breaking = `a\r\nBcc: victim@${evil}\r\n\r\n.\r\n{"level":"error","message":"forged ${evil}"}\n`;

type Form = readonly [path: string, fields: Readonly<Record<string, unknown>>];

test(
  'line breaks in any field, by form or by JSON, end no header and no line of the log',
  patience,
  async () => {
    const trust = await startApp(byHeader);
    await offer(trust);
    const change = await announce(trust);
    const watched = misnamed(trust);
    const forms: readonly Form[] = [
      ['/trust/subscribe', mailForm('privacy@customer.example')],
      ['/trust/contact', { ...inquiry(), company: 'a', language: 'en', change: '' }],
      [`/trust/documents/${report}/request`, { ...wishForDocument(), message: 'a', role: 'CISO' }],
      ['/trust/privacy-request', { ...wishForData(), reference: 'a' }],
      [`/trust/changes/${change}/objection`, { ...objection(), language: 'en' }],
    ];
    let sent = 0;
    for (const [path, fields] of forms)
      for (const name of Object.keys(fields)) {
        const broken = { ...fields, [name]: breaking };
        const texts = Object.entries(broken).map(([key, value]) => [key, String(value)] as const);
        const mine = from(`client ${(sent += 1)}`);
        for (const { status } of [
          await sendJson(watched, path, broken, mine),
          await sendForm(watched, `${path}?${name}=%0d%0a${evil}`, Object.fromEntries(texts), mine),
        ])
          expect(status, `${path} ${name}`).toBeLessThan(500);
      }
    expect(sent).toBeGreaterThan(25);
    for (const authorization of [`Bearer ${evil}`, `Bearer\t${evil}`, evil])
      await watched.fetch(`/trust/api/v1/batches/%0d%0a${evil}`, { headers: { authorization } });
    await workOff(trust);
    await trust.runSchedule();
    await trust.drain();

    expect(trust.logLines.length).toBeGreaterThan(2 * sent);
    expect(trust.logLines.map(({ message }) => message)).toContain('a request was refused');
    expect(JSON.stringify(trust.logLines)).not.toContain(evil);
    const { mailbox } = trust.outside;
    expect(mailbox.length).toBeGreaterThan(0);
    for (const { from: sender, to, subject, messageId, headers } of mailbox) {
      const values = [sender, to, subject, messageId, ...Object.entries(headers).flat()];
      expect(values.filter((value) => /[\r\n\0]/.test(value) || value.includes(evil))).toEqual([]);
    }
  },
);
