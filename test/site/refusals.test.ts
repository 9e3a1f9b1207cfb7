import { describe, expect, test } from 'vitest';
import { asked as askedRights, pageOf } from '../rights/asking.ts';
import { startApp, type World } from '../support/app.ts';
import { type Reply, readReply } from '../support/client.ts';
import { find, readHtml } from '../support/html.ts';
import { pathsOf, subscriberByMail } from '../subscribers/subscribing.ts';

type Values = Readonly<Record<string, string | readonly string[]>>;

/** What a browser can be made to send in a field that is all right otherwise. */
const bad = [
  '',
  '   ',
  'x'.repeat(10_001),
  'bell \u0007',
  'half \ud800',
  '\u200b',
  'not@@right',
  'ü@a.example',
];

async function send(trust: World, path: string, values: Values): Promise<Reply> {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(values))
    for (const each of typeof value === 'string' ? [value] : value) body.append(name, each);
  return readReply(
    await trust.fetch(`/trust/de${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: body.toString(),
    }),
  );
}

/** What is refused in English on a page in German: such words say that they are. */
function englishOn({ status, text }: Reply): readonly string[] {
  if (status < 400) return [];
  return find(readHtml(text), { name: 'span', lang: 'en' }).flatMap((seen) =>
    seen.text === 'English' ? [] : seen.text,
  );
}

/** Each field wrong in each way while the others are right, and all of them missing. */
async function refuseAll(trust: World, path: string, right: Values): Promise<readonly string[]> {
  const tries = Object.keys(right).flatMap((name) =>
    bad.map((value) => ({ ...right, [name]: value })),
  );
  const english: string[] = [];
  let refusals = 0;
  for (const values of [{}, ...tries]) {
    const reply = await send(trust, path, values);
    english.push(...englishOn(reply));
    refusals += reply.status >= 400 ? 1 : 0;
  }
  expect(refusals).toBeGreaterThan(0);
  return [...new Set(english)];
}

const person = {
  name: 'Robin Kanari',
  email: 'robin.kanari@customer.example',
  company: 'Kanari GmbH',
  language: 'de',
};

const forms: readonly (readonly [path: string, right: Values])[] = [
  [
    '/subscribe',
    {
      channel: 'email',
      address: person.email,
      topics: ['subprocessors'],
      services: ['website'],
      language: 'de',
      frequency: 'daily',
    },
  ],
  [
    '/subscribe',
    {
      channel: 'webhook',
      address: 'https://hooks.company.example/trust',
      contact: person.email,
      topics: ['subprocessors'],
      language: 'de',
      frequency: 'daily',
    },
  ],
  ['/contact', { ...person, topic: 'document', documents: ['nothing'], message: 'Guten Tag' }],
  ['/contact', { ...person, topic: 'objection', change: '0', message: 'Guten Tag' }],
  [
    '/changes/12/objection',
    { ...person, ground: 'security', statement: 'Zu weit weg', request: 'Ein anderer' },
  ],
  [
    '/documents/soc-2-type-i-report/request',
    { ...person, role: 'DSB', purpose: 'Audit', message: 'Danke', documents: ['nothing'] },
  ],
  [
    '/privacy-request',
    {
      name: person.name,
      email: person.email,
      language: 'de',
      residence: 'eu',
      who: 'self',
      relation: 'visitor',
      types: ['access', 'opt-out'],
      details: 'Alles',
      agentName: 'Ash',
      agentEmail: person.email,
      agentCompany: 'Agency',
    },
  ],
];

describe('what a form refuses is said in German where its page is German', () => {
  test.each(forms)('%s', async (path, right) => {
    const trust = await startApp({ seed: 'demo' });
    expect(await refuseAll(trust, path, right)).toEqual([]);
  });
});

test('so it is on the pages behind links, and of links that lead nowhere', async () => {
  const trust = await startApp();
  const subscription = await subscriberByMail(trust, 'kit.kanari@customer.example');
  const rights = (await pageOf(trust, await askedRights(trust))).replace(/^\/trust/, '');
  const own = pathsOf(trust, subscription).manage.replace(/^\/trust/, '');
  const english = [
    ...(await refuseAll(trust, `${own}/preferences`, {
      topics: ['subprocessors'],
      services: ['nothing'],
      language: 'de',
      frequency: 'daily',
    })),
    ...(await refuseAll(trust, `${own}/contact`, { address: person.email })),
    ...(await refuseAll(trust, `${rights}/messages`, { text: 'Danke' })),
    ...(await refuseAll(trust, `${rights}/appeal`, { text: 'Nein' })),
    ...(await refuseAll(trust, `${rights}/copy-session`, { x: '' })),
    ...(await refuseAll(trust, '/my/x/messages', { text: 'Danke' })),
    ...(await refuseAll(trust, '/subscriptions/x/pause', { x: '' })),
  ];
  expect([...new Set(english)]).toEqual([]);
});

test('the page of a link has a way to the other language, and forms stay in theirs', async () => {
  const trust = await startApp();
  const page = await pageOf(trust, await askedRights(trust));
  const german = page.replace('/trust', '/trust/de');
  const languagesOn = async (path: string) =>
    find(readHtml((await trust.get(path)).text), { name: 'a' }).flatMap(({ attributes }) =>
      attributes['hreflang'] === undefined ? [] : [[attributes['hreflang'], attributes['href']]],
    );
  expect(await languagesOn(page)).toEqual([['de', german]]);
  expect(await languagesOn(german)).toEqual([['en', page]]);
  const { text } = await trust.get(german);
  expect(text).not.toContain('rel="canonical"');
  const done = await send(trust, `${page.replace('/trust', '')}/confirmation`, {});
  expect([done.status, done.headers.get('location')]).toEqual([303, `${german}?done=confirmation`]);
});
