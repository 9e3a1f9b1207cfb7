import type { Ctx, Staff } from '../../context.ts';
import { pointerTo, Refusal, refusalOf } from '../../core/errors.ts';
import { commit, operate } from '../../db/commit.ts';
import { faultInHookAddress } from '../../subscribers/model/hook-address.ts';
import { refuseBeyond } from '../../subscribers/service/limiting.ts';
import type { Sent } from '../model/delivery.ts';
import { testRequestOf } from '../post-request.ts';
import { sendLetter } from './direct.ts';
import { loadSender } from './sender.ts';

/** One mail at once, and what its server said. Refuses `unavailable` without mail, and `too_many`. */
export async function sendTestMail(ctx: Ctx<Staff>, to: string): Promise<Sent> {
  const { deps } = ctx;
  if (deps.mail === undefined)
    throw new Refusal('unavailable', 'No mail can be sent from here: set MAIL_URL and MAIL_FROM.');
  await countTest(ctx);
  const { name, root } = await loadSender(deps);
  const sent = await sendLetter(deps, {
    to,
    key: `test-${deps.ids.uuid()}`,
    date: ctx.now,
    letter: {
      language: 'en',
      subject: `Test of the trust centre of ${name}`,
      blocks: [
        {
          kind: 'text',
          text: `This mail was asked for in the console at ${root}/console. That it is here shows that mail goes out. Look whether it is in the folder for spam: then your server’s SPF, DKIM and DMARC want a look.`,
        },
      ],
      footer: [],
    },
  });
  await recordTest(ctx, 'settings.mail_tested', sent);
  return sent;
}

/**
 * One event at once to an address, by the same guard as every delivery, and what it answered. It is not
 * signed: there is no subscription whose secret would sign it. Refuses `invalid` and `too_many`.
 */
export async function sendTestWebhook(ctx: Ctx<Staff>, url: string): Promise<Sent> {
  const { deps } = ctx;
  const { outboundLoopback: loopback, origin } = deps.config;
  const fault = faultInHookAddress(url, { loopback, origin });
  if (fault !== undefined) throw refusalOf([{ pointer: pointerTo('url'), detail: fault }]);
  await countTest(ctx);
  const sent = await deps.post(testRequestOf(url, await loadSender(deps), ctx.now));
  await recordTest(ctx, 'settings.webhook_tested', sent);
  return sent;
}

async function countTest(ctx: Ctx<Staff>): Promise<void> {
  const { keys } = ctx.deps;
  await operate(ctx, (tx) => refuseBeyond(tx, 'staffTest', '', { keys, now: ctx.now }));
}

/** That it was done and how it ended; not to which address. */
async function recordTest(
  ctx: Ctx<Staff>,
  action: 'settings.mail_tested' | 'settings.webhook_tested',
  { outcome, status }: Sent,
): Promise<void> {
  await commit(ctx, async (_, ledger) => {
    const event = ledger.record({
      action,
      subject: 'settings',
      data: { outcome, status },
      public: false,
    });
    return { value: undefined, events: [event] };
  });
}
