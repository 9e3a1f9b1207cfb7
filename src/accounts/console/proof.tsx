import { type Context, Hono } from 'hono';
import { giveCookie, readCookie, takeCookie } from '../../console/cookies.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { rootOf, safeNext } from '../../console/guard.ts';
import { answerPage } from '../../console/layout.tsx';
import { PageTitle } from '../../console/pieces.tsx';
import { Refusal } from '../../core/errors.ts';
import { proveByCode, requestCode } from '../service/codes.ts';
import { discardKeptForm, findKeptForm } from '../service/kept-forms.ts';
import { beginPasskeyProof, listPasskeys, proveByPasskey } from '../service/passkeys.ts';
import { getPerson } from '../service/people.ts';
import { answerCeremony, CodeForm, field, seenFrom } from './parts.tsx';

/** Another proof of identity before what matters most, and what was typed until then. */
export const proofPages = new Hono<ConsoleEnv>();

proofPages.get('/proof', async (c) => {
  const next = safeNext(c.req.query('next'));
  const visit = c.get('visit');
  const hasPasskey = (await listPasskeys(visit)).length > 0;
  const { config, mail } = c.env.deps;
  const ways = [
    ...(hasPasskey ? [{ action: '/proof/passkey', label: 'Use your passkey' }] : []),
    ...(mail ? [{ action: '/proof/code-request', label: 'Send me a code' }] : []),
    ...(config.oidc ? [{ action: '/sign-in/account', label: 'Use your company account' }] : []),
  ];
  return answerPage(
    c,
    { title: 'Is it you?' },
    <>
      <PageTitle title="Is it you?">
        <p class="lead">
          What comes next reaches customers or opens what is confidential. Show once more who you
          are; it holds for ten minutes. What you sent is kept meanwhile.
        </p>
      </PageTitle>
      {ways.length === 0 ? (
        <p class="notice">
          No mail can be sent from here and you have no passkey: ask whoever runs this for a link
          (npm run console-link).
        </p>
      ) : (
        <div class="ways">
          {ways.map(({ action, label }, index) => (
            <form method="post" action={`${rootOf(c)}${action}`}>
              <input type="hidden" name="form_token" value={visit.formToken} />
              <input type="hidden" name="next" value={next} />
              <input type="hidden" name="proof" value="1" />
              <button class={index === 0 ? 'button' : 'button plain'}>{label}</button>
            </form>
          ))}
        </div>
      )}
    </>,
  );
});

proofPages.post('/proof/code-request', async (c) => {
  const { ctx, person } = c.get('visit');
  const next = safeNext(await field(c, 'next'));
  const { address = '' } = await getPerson(ctx.deps.db, person.id);
  giveCookie(c, 'sign-in', await requestCode(ctx.deps, { address }, seenFrom(c)));
  return c.redirect(`${rootOf(c)}/proof/code?next=${encodeURIComponent(next)}`, 303);
});

proofPages.get('/proof/code', (c) => showCode(c, safeNext(c.req.query('next'))));

proofPages.post('/proof/code', async (c) => {
  const next = safeNext(await field(c, 'next'));
  const typed = { secret: readCookie(c, 'sign-in'), code: await field(c, 'code') };
  try {
    return proved(c, await proveByCode(c.get('visit'), typed), next);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'invalid') return showCode(c, next, error);
    throw error;
  }
});

proofPages.post('/proof/passkey', async (c) => {
  const visit = c.get('visit');
  const next = safeNext(await field(c, 'next'));
  const { secret, options } = await beginPasskeyProof(visit, seenFrom(c));
  giveCookie(c, 'sign-in', secret);
  return answerCeremony(c, {
    kind: 'get',
    title: 'Use your passkey',
    options,
    action: `${rootOf(c)}/proof/passkey/answer`,
    hidden: { next, form_token: visit.formToken },
    back: `${rootOf(c)}/proof?next=${encodeURIComponent(next)}`,
  });
});

proofPages.post('/proof/passkey/answer', async (c) => {
  const answer = { secret: readCookie(c, 'sign-in'), credential: await field(c, 'credential') };
  return proved(c, await proveByPasskey(c.get('visit'), answer), await field(c, 'next'));
});

proofPages.get('/kept', async (c) => {
  const { ctx, person, formToken } = c.get('visit');
  const kept = await findKeptForm(ctx, person.id);
  if (kept === undefined) return c.redirect(rootOf(c) || '/', 303);
  const shown = kept.fields.filter(([name]) => name !== 'version' && name !== 'resume');
  return answerPage(
    c,
    { title: 'What you had typed' },
    <>
      <PageTitle title="What you had typed is here">
        <p class="lead">
          Nothing of it was stored or sent yet. Go back to the form, look it over, and send it.
        </p>
      </PageTitle>
      <form method="post" action={`${rootOf(c)}${kept.path}`} class="form">
        <input type="hidden" name="form_token" value={formToken} />
        {kept.fields.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="resume" value="1" />
        <dl class="facts wide">
          {shown.map(([name, value]) => (
            <div>
              <dt>{name}</dt>
              <dd class="typed" dir="auto">
                {value === '' ? 'Nothing' : value}
              </dd>
            </div>
          ))}
        </dl>
        <p class="acts">
          <button class="button">Back to the form</button>
        </p>
      </form>
      <form method="post" action={`${rootOf(c)}/kept/discard`} class="acts">
        <input type="hidden" name="form_token" value={formToken} />
        <button class="textual">Throw it away</button>
      </form>
    </>,
  );
});

proofPages.post('/kept/discard', async (c) => {
  const { ctx, person } = c.get('visit');
  await discardKeptForm(ctx, person.id);
  return c.redirect(rootOf(c), 303);
});

function proved(c: Context<ConsoleEnv>, secret: string, next: string): Response {
  giveCookie(c, 'session', secret);
  takeCookie(c, 'sign-in');
  return c.redirect(`${rootOf(c)}${safeNext(next)}`, 303);
}

async function showCode(c: Context<ConsoleEnv>, next: string, fault?: Refusal): Promise<Response> {
  const { formToken } = c.get('visit');
  return answerPage(
    c,
    { title: 'Your code', ...(fault && { status: 422 }) },
    <>
      <PageTitle title="Look into your mail">
        <p class="lead">A code is on its way to your address.</p>
      </PageTitle>
      <CodeForm
        action={`${rootOf(c)}/proof/code`}
        hidden={{ next, form_token: formToken }}
        fault={fault?.detail}
      />
    </>,
  );
}
