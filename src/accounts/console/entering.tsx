import { type Context, Hono } from 'hono';
import { giveCookie } from '../../console/cookies.ts';
import { rootOf } from '../../console/guard.ts';
import { answerOutside, placeOf } from '../../console/layout.tsx';
import { Refusal } from '../../core/errors.ts';
import type { AppEnv } from '../../http/env.ts';
import { readAs } from '../../http/exchange.ts';
import { FaultSummary, type FormState, LineField } from '../../http/form-fields.tsx';
import { owner } from '../schema.ts';
import {
  acceptInvitation,
  becomeFirstOwner,
  checkInvitation,
  openConsoleLink,
  signInByLink,
} from '../service/links.ts';
import { enter, field, seenFrom } from './parts.tsx';

/** Links that let somebody in. Opening one, as programs that check mails do, uses nothing up. */
export const enteringPages = new Hono<AppEnv>();

enteringPages.get('/invitations/:token', async (c) => {
  await checkInvitation(c.env.deps, c.req.param('token'));
  const { name } = await placeOf(c);
  return answerOutside(
    c,
    { title: 'An invitation' },
    <>
      <div class="title">
        <h1>You are invited</h1>
        <p class="lead">
          Somebody of <bdi>{name}</bdi> wants you to work on its trust centre. A code goes to the
          mailbox that was invited; with it you are in.
        </p>
      </div>
      <form method="post" class="form">
        <p class="acts">
          <button class="button">Send the code</button>
        </p>
      </form>
    </>,
  );
});

enteringPages.post('/invitations/:token', async (c) => {
  giveCookie(c, 'sign-in', await acceptInvitation(c.env.deps, c.req.param('token'), seenFrom(c)));
  return c.redirect(`${rootOf(c)}/sign-in/code?next=/account`, 303);
});

enteringPages.get('/links/:token', async (c) => {
  const kind = await openConsoleLink(c.env.deps, c.req.param('token'));
  if (kind === 'first-owner') return showFirstOwner(c, { entries: {}, faults: [] });
  return answerOutside(
    c,
    { title: 'Sign in' },
    <>
      <div class="title">
        <h1>Sign in with this link</h1>
        <p class="lead">It works once.</p>
      </div>
      <form method="post" class="form">
        <p class="acts">
          <button class="button">Sign in</button>
        </p>
      </form>
    </>,
  );
});

enteringPages.post('/links/:token', async (c) => {
  const token = c.req.param('token');
  const { deps } = c.env;
  if ((await openConsoleLink(deps, token)) === 'sign-in')
    return enter(c, await signInByLink(deps, token, seenFrom(c)), '/account');
  const entries = { name: await field(c, 'name'), address: await field(c, 'address') };
  try {
    const secret = await becomeFirstOwner(deps, token, readAs(owner, entries), seenFrom(c));
    return await enter(c, secret, '/account?done=first');
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'invalid') throw error;
    return showFirstOwner(c, { entries, faults: error.errors });
  }
});

async function showFirstOwner(c: Context<AppEnv>, form: FormState): Promise<Response> {
  return answerOutside(
    c,
    { title: 'The first owner', ...(form.faults.length > 0 && { status: 422 }) },
    <>
      <div class="title">
        <h1>You are the first owner</h1>
        <p class="lead">
          An owner may do everything here, and invites the others. Codes for signing in go to this
          mailbox.
        </p>
      </div>
      <form method="post" class="form" novalidate>
        <FaultSummary form={form} labels={{ name: 'Your name', address: 'Your mail address' }} />
        <LineField
          form={form}
          name="name"
          label="Your name"
          max={100}
          autocomplete="name"
          hint="Colleagues see it beside what you do. The public never does."
        />
        <LineField
          form={form}
          name="address"
          label="Your mail address"
          type="email"
          autocomplete="email"
        />
        <p class="acts">
          <button class="button">Begin</button>
        </p>
      </form>
    </>,
  );
}
