import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { giveCookie, readCookie, takeCookie } from '../../console/cookies.ts';
import { rootOf, safeNext } from '../../console/guard.ts';
import { answerOutside } from '../../console/layout.tsx';
import { clientAddressOf } from '../../http/client-address.ts';
import type { AppEnv } from '../../http/env.ts';
import { type SeenFrom, signOut } from '../service/sessions.ts';

/** From where a request comes, as its person will recognise it. */
export function seenFrom<E extends AppEnv>(c: Context<E>): SeenFrom {
  const clientAddress = clientAddressOf(c, c.env.deps);
  const browser = browserOf(c.req.header('user-agent') ?? '');
  return { ...(clientAddress && { clientAddress }), ...(browser && { browser }) };
}

const browsers = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const;
const systems = [
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Android', 'Android'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
] as const;

function browserOf(agent: string): string | undefined {
  const named = (list: typeof browsers | typeof systems) =>
    list.find(([sign]) => agent.includes(sign))?.[1];
  const found = [named(browsers), named(systems)].filter(Boolean);
  return found.length === 0 ? undefined : found.join(' on ');
}

/** Gives the new session to the browser, in place of any that it had, and goes on. */
export async function enter(c: Context<AppEnv>, secret: string, next: string): Promise<Response> {
  await signOut(c.env.deps, readCookie(c, 'session'));
  giveCookie(c, 'session', secret);
  takeCookie(c, 'sign-in');
  return c.redirect(`${rootOf(c)}${safeNext(next)}`, 303);
}

export async function field<E extends AppEnv>(c: Context<E>, name: string): Promise<string> {
  const value = (await c.req.formData()).get(name);
  return typeof value === 'string' ? value.trim() : '';
}

/** Asks the browser for a passkey. Without script it says so. */
export async function answerCeremony<E extends AppEnv>(
  c: Context<E>,
  ceremony: {
    readonly kind: 'get' | 'add';
    readonly title: string;
    readonly options: string;
    readonly action: string;
    readonly hidden: Readonly<Record<string, string>>;
    readonly back: string;
    readonly children?: Child;
  },
): Promise<Response> {
  return answerOutside(
    c,
    { title: ceremony.title, hasScript: true },
    <>
      <div class="title">
        <h1>{ceremony.title}</h1>
        <p class="lead">
          Your browser asks for your fingerprint, face or PIN. None of these leaves your device.
        </p>
      </div>
      <form
        method="post"
        action={ceremony.action}
        class="form"
        data-passkey={ceremony.kind}
        data-options={ceremony.options}
      >
        {Object.entries(ceremony.hidden).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="credential" value="" />
        {ceremony.children}
        <p role="status" class="small quiet">
          <noscript>Passkeys need JavaScript in your browser.</noscript>
        </p>
        <p class="acts">
          <button class="button">
            {ceremony.kind === 'add' ? 'Make the passkey' : 'Use your passkey'}
          </button>
          <a href={ceremony.back}>Another way</a>
        </p>
      </form>
    </>,
  );
}

/** Where a code is typed in: the same page for a sign-in and for another proof. */
export function CodeForm({
  action,
  hidden,
  fault,
}: {
  readonly action: string;
  readonly hidden: Readonly<Record<string, string>>;
  readonly fault: string | undefined;
}) {
  return (
    <form method="post" action={action} class="form" novalidate>
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <div class="field">
        <label for="code">Code from the mail</label>
        {fault === undefined ? null : (
          <p class="fault" id="code-fault" role="alert">
            {fault}
          </p>
        )}
        <input
          id="code"
          name="code"
          type="text"
          class="code"
          inputmode="numeric"
          autocomplete="one-time-code"
          maxlength={30}
          required
          autofocus
          aria-invalid={fault === undefined ? undefined : 'true'}
          aria-describedby={fault === undefined ? 'code-hint' : 'code-hint code-fault'}
        />
        <p class="fine quiet" id="code-hint">
          Eight digits, or sixteen after many mails; spaces do not matter. It works once, in this
          browser, for ten minutes.
        </p>
      </div>
      <p class="acts">
        <button class="button">Go on</button>
      </p>
    </form>
  );
}
