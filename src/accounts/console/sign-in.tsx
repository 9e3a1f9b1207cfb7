import { type Context, Hono } from 'hono';
import { routePath } from 'hono/route';
import { giveCookie, readCookie, takeCookie } from '../../console/cookies.ts';
import { rootOf, safeNext } from '../../console/guard.ts';
import { answerOutside, placeOf } from '../../console/layout.tsx';
import { Refusal } from '../../core/errors.ts';
import type { AppEnv } from '../../http/env.ts';
import { FaultSummary, LineField } from '../../http/form-fields.tsx';
import { readMailAddress } from '../../subscribers/model/mail-address.ts';
import { requestCode, signInByCode } from '../service/codes.ts';
import { hasPeople } from '../service/links.ts';
import { beginOidc, signInByOidc } from '../service/oidc.ts';
import { beginPasskeySignIn, signInByPasskey } from '../service/passkeys.ts';
import { answerCeremony, CodeForm, enter, field, seenFrom } from './parts.tsx';

/** Three ways in, each for anybody: what they answer does not depend on who asks. */
export const signInPages = new Hono<AppEnv>();

// A wrong code or passkey, one that is over, an account that is nobody's: by the way in, never by the address.
signInPages.use('/sign-in/*', async (c, next) => {
  await next();
  const { status } = c.res;
  if (status < 400) return;
  const { deps, requestId: request } = c.env;
  const route = routePath(c, -1);
  deps.log('info', 'a sign-in was refused', { ...(request && { request }), route, status });
});

type Shown = {
  readonly next: string;
  readonly address?: string;
  readonly fault?: string;
  readonly isOver?: boolean;
  readonly status?: number;
};

signInPages.get('/sign-in', (c) =>
  showSignIn(c, {
    next: safeNext(c.req.query('next')),
    isOver: c.req.query('over') === '1',
  }),
);

signInPages.post('/sign-in', async (c) => {
  const typed = await field(c, 'address');
  const next = safeNext(await field(c, 'next'));
  const read = readMailAddress(typed);
  if ('fault' in read)
    return showSignIn(c, { next, address: typed.slice(0, 200), fault: read.fault, status: 422 });
  giveCookie(c, 'sign-in', await requestCode(c.env.deps, read, seenFrom(c)));
  return c.redirect(`${rootOf(c)}/sign-in/code?next=${encodeURIComponent(next)}`, 303);
});

signInPages.get('/sign-in/code', (c) => showCode(c, safeNext(c.req.query('next'))));

signInPages.post('/sign-in/code', async (c) => {
  const next = safeNext(await field(c, 'next'));
  const typed = { secret: readCookie(c, 'sign-in'), code: await field(c, 'code') };
  try {
    return await enter(c, await signInByCode(c.env.deps, typed, seenFrom(c)), next);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'invalid') return showCode(c, next, error);
    throw error;
  }
});

signInPages.post('/sign-in/passkey', async (c) => {
  const next = safeNext(await field(c, 'next'));
  const { secret, options } = await beginPasskeySignIn(c.env.deps, seenFrom(c));
  giveCookie(c, 'sign-in', secret);
  return answerCeremony(c, {
    kind: 'get',
    title: 'Sign in with a passkey',
    options,
    action: `${rootOf(c)}/sign-in/passkey/answer`,
    hidden: { next },
    back: `${rootOf(c)}/sign-in?next=${encodeURIComponent(next)}`,
  });
});

signInPages.post('/sign-in/passkey/answer', async (c) => {
  const answer = { secret: readCookie(c, 'sign-in'), credential: await field(c, 'credential') };
  const session = await signInByPasskey(c.env.deps, answer, seenFrom(c));
  return enter(c, session, await field(c, 'next'));
});

signInPages.post('/sign-in/account', async (c) => {
  const next = safeNext(await field(c, 'next'));
  const isProof = (await field(c, 'proof')) === '1';
  const session = readCookie(c, 'session');
  const { secret, url } = await beginOidc(c.env.deps, { next, isProof, session }, seenFrom(c));
  giveCookie(c, 'sign-in', secret);
  // No redirect: a form may lead to this origin only (form-action), and this page may lead anywhere.
  return answerOutside(
    c,
    { title: 'On to your company account', goOn: { to: url, afterSeconds: 0 } },
    <div class="title">
      <h1>On to your company account</h1>
      <p class="lead">
        If nothing happens, <a href={url}>go on to {new URL(url).host}</a>.
      </p>
    </div>,
  );
});

signInPages.get('/sign-in/account/return', async (c) => {
  const { search } = new URL(c.req.url);
  const held = readCookie(c, 'sign-in');
  takeCookie(c, 'sign-in');
  const { secret, next } = await signInByOidc(
    c.env.deps,
    { secret: held, query: search },
    seenFrom(c),
  );
  return enter(c, secret, next);
});

async function showSignIn(c: Context<AppEnv>, shown: Shown): Promise<Response> {
  const { deps } = c.env;
  const root = rootOf(c);
  const { name } = await placeOf(c);
  const isNew = !(await hasPeople(deps));
  const faults = shown.fault === undefined ? [] : [{ pointer: '#/address', detail: shown.fault }];
  const form = { entries: { address: shown.address ?? '' }, faults };
  const hidden = <input type="hidden" name="next" value={shown.next} />;
  return answerOutside(
    c,
    { title: 'Sign in', ...(shown.status && { status: shown.status }) },
    <>
      <div class="title">
        <h1>Sign in</h1>
        <p class="lead">
          The trust centre of <bdi>{name}</bdi>, for those who run it.
        </p>
        {shown.isOver ? (
          <p class="notice" role="status">
            You were signed out after a while without a click. What you had typed is kept and comes
            back once you are in.
          </p>
        ) : null}
        {isNew ? <FirstTime /> : null}
      </div>
      <form method="post" action={`${root}/sign-in`} class="form" novalidate>
        {hidden}
        <FaultSummary form={form} labels={{ address: 'Mail address' }} />
        <LineField
          form={form}
          name="address"
          label="Mail address"
          type="email"
          autocomplete="username webauthn"
          hint="If it is one of those invited here, it gets a code."
        />
        <p class="acts">
          <button class="button">Send me a code</button>
        </p>
      </form>
      <div class="ways">
        <form method="post" action={`${root}/sign-in/passkey`}>
          {hidden}
          <button class="button plain">Sign in with a passkey</button>
        </form>
        {deps.config.oidc === undefined ? null : (
          <form method="post" action={`${root}/sign-in/account`}>
            {hidden}
            <button class="button plain">Sign in with your company account</button>
          </form>
        )}
      </div>
    </>,
  );
}

/** Nobody can sign in yet: said to whoever sets it up, and of no use to anybody else. */
function FirstTime() {
  return (
    <p class="notice">
      Nobody has an account yet. The first owner comes in by the link that Annex prints at its
      start, or that <code>npm run console-link</code> makes.
    </p>
  );
}

async function showCode(c: Context<AppEnv>, next: string, fault?: Refusal): Promise<Response> {
  return answerOutside(
    c,
    { title: 'Your code', ...(fault && { status: 422 }) },
    <>
      <div class="title">
        <h1>Look into your mail</h1>
        <p class="lead">If the address is one of those invited here, a code is on its way to it.</p>
      </div>
      <CodeForm action={`${rootOf(c)}/sign-in/code`} hidden={{ next }} fault={fault?.detail} />
      <p class="small">
        Nothing came? Look into the folder for junk, or{' '}
        <a href={`${rootOf(c)}/sign-in?next=${encodeURIComponent(next)}`}>
          have another one sent, or sign in another way
        </a>
        .
      </p>
    </>,
  );
}
