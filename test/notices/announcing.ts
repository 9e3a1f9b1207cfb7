import { asCustomerId } from '../../src/core/ids.ts';
import { systemCtx } from '../../src/context.ts';
import type { Notice } from '../../src/notices/model/notice.ts';
import { findNotice } from '../../src/notices/service/reading.ts';
import { keepNotices } from '../../src/notices/service/keeping.ts';
import { recordReturned } from '../../src/deliveries/service/returned.ts';
import { contact, customer, idOf, terms } from '../customers/people.ts';
import type { World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { day, facts } from '../support/factories.ts';

/** What is published first changes nothing for anybody; from then on changes are announced. */
export async function openRegister(trust: World): Promise<void> {
  await trust.publish({ entries: { postmark: facts({ effectiveFrom: day('2026-01-15') }) } });
  await trust.drain();
}

/** A customer on terms of its own with one contact; its id. */
export async function addCustomer(
  trust: World,
  name: string,
  parts: object = {},
  contacts: readonly object[] = [contact(name)],
): Promise<string> {
  const profile = { slug: name, name: `The terms of ${name}`, terms: terms(parts) };
  must(await trust.as('editor').post('/contract-profiles', profile));
  const input = customer({ reference: name, profile: name });
  return idOf(await trust.as('editor').post('/customers', { ...input, contacts }));
}

/** Announces an addition; its number. */
export async function announce(
  trust: World,
  effectiveOn: string,
  name = 'Mistral AI',
): Promise<number> {
  const slug = name.toLowerCase().replaceAll(' ', '-');
  const { change } = await trust.publish({ entries: { [slug]: facts({ name }) }, effectiveOn });
  return change;
}

export async function keep(trust: World): Promise<number> {
  return keepNotices(systemCtx(trust.deps, 'notices'));
}

export async function noticeOf(trust: World, change: number, id: string): Promise<Notice> {
  const found = await findNotice(trust.deps.db, change, asCustomerId(id));
  if (!found) throw new Error(`change ${change} was not announced to ${id}`);
  return found;
}

/** What happened to the notices of a change, oldest first: action and what it says, without ids. */
export async function happened(trust: World, change: number): Promise<readonly string[]> {
  const { body } = must(await trust.as('viewer').get(`/events?subject=change:${change}&limit=100`));
  return pickList(body, 'items')
    .map((event) => {
      const data = pick(event, 'data');
      const said = ['reason', 'outcome', 'on'].flatMap((name) => pick(data, name) ?? []);
      return [pick(event, 'action'), ...said].join(' ');
    })
    .filter((text) => text.startsWith('notice'))
    .toReversed();
}

/** The mail system of a contact says that what it took could not be delivered after all. */
export async function bounce(trust: World, to: string): Promise<void> {
  const mail = trust.outside.mailbox.findLast((each) => each.to === to);
  if (!mail) throw new Error(`nothing was sent to ${to}`);
  const report = { recipients: [to], isFailed: true, code: 450, words: '' };
  await recordReturned(systemCtx(trust.deps, 'bounces'), {
    messageIds: [mail.messageId],
    reports: [report],
  });
}
