import { describe, expect, it, vi } from 'vitest';
import { requestCode } from '../../src/accounts/service/codes.ts';
import { sendStaffLetters } from '../../src/accounts/service/letters.ts';
import { makeFirstOwnerLink } from '../../src/accounts/service/links.ts';
import { parseConfig } from '../../src/config.ts';
import { systemCtx } from '../../src/context.ts';
import { mailOf } from '../../src/deliveries/mail.ts';
import { createMail as onNode } from '../../src/platform/node/mail.ts';
import { prepareMail } from '../../src/platform/worker/mail.ts';
import { openTab } from '../console/support.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { changed, event, recipient, sender } from './told.ts';

const platforms = [
  ['Node', onNode],
  ['Workers', (config, deps) => prepareMail(config)(deps)],
] as const satisfies readonly (readonly [string, typeof onNode])[];

const address = `owner.${personMark.toLowerCase()}@company.example`;

function mail(number: number) {
  const who = recipient({ address: `desk-${number}@customer.example` });
  const key = { subscriptionId: who.subscription.id, subject: `event:${number}` };
  return mailOf(
    { ...key, createdAt: new Date('2026-11-22T09:00:01Z') },
    event(changed()),
    sender,
    who,
  );
}

async function keep(trust: World, create: typeof onNode, from: number, until: number) {
  const transport = create(parseConfig({}), trust.deps);
  for (let number = from; number <= until; number += 1)
    expect(await transport?.send(mail(number))).toMatchObject({ outcome: 'accepted' });
}

describe.each(platforms)('on %s without a mail server', (_, create) => {
  it('mails are kept as they would have gone out, and read newest first in pages', async () => {
    const trust = await startApp();
    await keep(trust, create, 1, 5);
    const first = must(await trust.as('editor').get('/outbox?limit=3'));
    const next = String(pick(first.body, 'next'));
    const second = must(await trust.as('editor').get(`/outbox?limit=3&cursor=${next}`));
    const items = [...pickList(first.body, 'items'), ...pickList(second.body, 'items')];
    expect(pick(second.body, 'next')).toBeNull();
    expect(items.map((item) => pick(item, 'to'))).toEqual(
      [5, 4, 3, 2, 1].map((number) => `desk-${number}@customer.example`),
    );
    const { date, ...sent } = mail(5);
    expect(items[0]).toMatchObject({
      ...sent,
      date: date.toISOString(),
      keptAt: trust.now().toISOString(),
    });
  });

  it('what lets somebody in is printed for whoever has the machine, and not kept', async () => {
    const trust = await startApp();
    const printed = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    const transport = create(parseConfig({}), trust.deps);
    const deps = { ...trust.deps, ...(transport && { mail: transport }) };
    const owner = await makeFirstOwnerLink(deps);
    const tab = openTab(trust);
    await tab.open(new URL(owner ?? '').pathname);
    await tab.send({ name: `Ada ${personMark}`, address });
    await requestCode(deps, { address }, {});
    await sendStaffLetters(systemCtx(deps, 'test'));
    const [[line = ''] = []] = printed.mock.calls;
    printed.mockRestore();
    const [code = 'none'] = /\d{4} \d{4}$/.exec(String(line)) ?? [];
    const { text } = must(await trust.as('configured').get('/outbox'));
    expect(text).toContain('(printed where Annex runs) is your code');
    expect(text).not.toContain(code);
    expect(text).not.toContain(code.replace(' ', ''));
  });

  it('the newest 500 are kept', async () => {
    const trust = await startApp();
    await keep(trust, create, 1, 503);
    const seen: unknown[] = [];
    let cursor = '';
    do {
      const { body } = must(await trust.as('editor').get(`/outbox?limit=100${cursor}`));
      seen.push(...pickList(body, 'items').map((item) => pick(item, 'to')));
      const next = pick(body, 'next');
      cursor = next === null ? '' : `&cursor=${String(next)}`;
    } while (cursor !== '');
    expect(seen).toHaveLength(500);
    expect(seen.at(-1)).toBe('desk-4@customer.example');
  });

  it('nothing is kept and nothing sent where anybody can reach it', async () => {
    const trust = await startApp();
    for (const env of [
      { PUBLIC_URL: 'https://trust.example.com' },
      { HOST: '0.0.0.0' },
      { PUBLIC_URL: 'https://trust.example.com', HOST: '0.0.0.0' },
    ])
      expect(create(parseConfig(env), trust.deps)).toBeUndefined();
    expect(pick((await trust.as('editor').get('/outbox')).body, 'items')).toEqual([]);
  });
});
