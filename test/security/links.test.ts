import { expect, test } from 'vitest';
import { given, issued, opened, report } from '../access/giving.ts';
import { addCustomer, addProfile, linkOf } from '../customers/people.ts';
import { inquired, pageOf as inquiryPage } from '../inquiries/writing.ts';
import { announce, objected, pageOf as objectionPage } from '../objections/objecting.ts';
import { copyLinkOf, proven } from '../personal-data/persons.ts';
import { done, pageOf as rightsPage } from '../rights/asking.ts';
import { startApp, type World } from '../support/app.ts';
import { dumpTables } from '../support/invariants.ts';
import { operations } from '../support/strict-client.ts';
import { pathsOf, subscriberByMail } from '../subscribers/subscribing.ts';

// Each kind of link is tried at the place of each other kind, with the ids of what others own behind it.

const behind = operations.filter(({ template }) => template.includes('{token}'));

/** By what a link is for, the addresses that are its own. */
const own: Readonly<Record<string, RegExp>> = {
  confirmation: /^\/trust\/subscriptions\/\{token\}\/confirmation$/,
  subscription: /^\/trust\/subscriptions\/\{token\}(?!\/confirmation)/,
  unsubscribing: /^\/trust\/unsubscribe\//,
  inquiry: /my\/\{token\}(\.json|\/(messages|confirmation|attachments\/.*))?$/,
  objection: /my\/\{token\}(\.json|\/(messages|confirmation|withdrawal))?$/,
  request:
    /my\/\{token\}(\.json|\/(messages|verification|withdrawal|download-link|nda.*|tokens\/.*|renewals))?$/,
  'link of one use': /my\/\{token\}(\.json|\/session)?$/,
  session: /my\/\{token\}(\.json|\/(tokens.*|renewals))?$/,
  rights:
    /my\/\{token\}(\.json|\/(messages|confirmation|withdrawal|disowning|appeal|copy-session))?$/,
  copy: /my\/\{token\}(\.json|\/copy-session)?$/,
  customer: /my\/\{token\}(\.json|\/(contacts|access-record.*|changes\/.*))?$/,
};

test('a link opens what it is for, and is unknown everywhere else', async () => {
  const trust = await startApp();
  const tokens = await oneOfEach(trust);
  expect([...tokens.keys()]).toEqual(Object.keys(own));
  const before = await dumpTables(trust);
  const faults: string[] = [];
  let opens = 0;
  for (const [kind, token] of tokens)
    for (const { method, template } of behind) {
      const isOwn = own[kind]?.test(template) === true;
      // What else a link is for is tried elsewhere.
      if (isOwn && (method !== 'GET' || !template.endsWith('{token}'))) continue;
      const path = template
        .replace('{token}', token)
        .replace('{id}', '1')
        .replace('{attachment}', 'att_1')
        .replace('{acceptance}', 'acc_1')
        .replace('{tokenId}', 'tok_1');
      const { status } = await trust.fetch(path, {
        method,
        headers: { accept: 'application/json' },
        ...(method !== 'GET' && { body: new URLSearchParams({ text: 'Hello.', address: 'a' }) }),
      });
      if (isOwn) opens += 1;
      if (status !== (isOwn ? 200 : 404)) faults.push(`${kind}: ${method} ${template} ${status}`);
    }
  expect(faults).toEqual([]);
  expect(opens).toBeGreaterThan(8);
  expect(await dumpTables(trust)).toEqual(before);
}, 60_000);

async function oneOfEach(trust: World): Promise<ReadonlyMap<string, string>> {
  const subscription = await subscriberByMail(trust, 'privacy@customer.example');
  const { confirm, manage, unsubscribe } = pathsOf(trust, subscription);
  await issued(trust, report);
  const first = await given(trust, [report], { allowsToken: true });
  const second = await given(trust, [report], { allowsToken: true });
  const rights = await proven(trust);
  await done(trust, rights, 'copy');
  const objection = await objected(trust, await announce(trust));
  await addProfile(trust);
  const customer = await addCustomer(trust);
  const inquiry = await inquired(trust);
  const paths = {
    confirmation: confirm,
    subscription: manage,
    unsubscribing: unsubscribe,
    inquiry: await inquiryPage(trust, inquiry.id),
    objection: await objectionPage(trust, objection.id),
    request: first.page,
    'link of one use': second.link,
    session: await opened(trust, first.link),
    rights: await rightsPage(trust, rights),
    copy: await copyLinkOf(trust, rights),
    customer: await linkOf(trust, customer),
  };
  return new Map(
    Object.entries(paths).map(([kind, path]) => [
      kind,
      /\/(?:my|subscriptions|unsubscribe)\/([^/]+)/.exec(path)?.[1] ?? path,
    ]),
  );
}
