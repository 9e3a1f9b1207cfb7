import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { Visit } from '../accounts/service/sessions.ts';
import type { Language } from '../core/language.ts';
import type { AppEnv } from '../http/env.ts';
import { DemoBanner } from '../http/layout.tsx';
import { isNameInLogo, Logo } from '../http/logo.tsx';
import type { RenderInput } from '../publication/representation.ts';
import type { Branding } from '../branding/model.ts';
import { loadPageInput } from '../publication/service.ts';
import { siteLanguage } from '../organisation/model.ts';
import { mayDo } from '../staff/model/permitting.ts';
import { favicon, stylesheetPath } from '../site/assets.ts';
import { scriptPath, stylePath } from './assets.ts';
import type { ConsoleEnv } from './env.ts';
import { groups } from './sections.ts';

/** What a page of the console says about itself. */
export type PageView = {
  readonly title: string;
  /** Which section it belongs to. */
  readonly current?: string;
  readonly status?: number;
  /** Whether it asks for a passkey, which needs the script. */
  readonly hasScript?: boolean;
  /** Seconds after which the browser goes on, and where to. */
  readonly goOn?: { readonly to: string; readonly afterSeconds: number };
};

/** Facts about the place that pages need. */
export type Place = {
  readonly origin: string;
  readonly base: string;
  /** Where the console is, without a slash at the end. */
  readonly root: string;
  readonly name: string;
  /** In which the organisation writes. */
  readonly written: Language;
  readonly timeZone: string;
  readonly isDemo: boolean;
  readonly branding: Branding;
};

/** What public pages are drawn from, for those who preview one. */
export async function pageInputOf<E extends AppEnv>(c: Context<E>): Promise<RenderInput> {
  return loadPageInput(c.env.deps);
}

export async function placeOf<E extends AppEnv>(c: Context<E>): Promise<Place> {
  const { place, snapshot } = await loadPageInput(c.env.deps);
  const { name, timeZone } = snapshot.organisation;
  const root = `${place.base}/console`;
  const { branding } = snapshot;
  return {
    origin: place.origin,
    base: place.base,
    root,
    name,
    written: siteLanguage(snapshot.organisation),
    timeZone,
    isDemo: place.demo,
    branding,
  };
}

/** A page for who is signed in: navigation, and what the section shows. */
export async function answerPage(
  c: Context<ConsoleEnv>,
  view: PageView,
  content: Child,
): Promise<Response> {
  const place = await placeOf(c);
  const visit = c.get('visit');
  const body = (
    <div class="wrap console">
      <Navigation place={place} current={view.current} visit={visit} />
      <main id="main" tabindex={-1}>
        {content}
      </main>
    </div>
  );
  return respond(c, place, view, <Who place={place} visit={visit} />, body);
}

/** A page for anybody: it shows nothing of the organisation but its public name. */
export async function answerOutside<E extends AppEnv>(
  c: Context<E>,
  view: PageView,
  content: Child,
): Promise<Response> {
  const place = await placeOf(c);
  const body = (
    <main id="main" class="wrap outside" tabindex={-1}>
      {content}
    </main>
  );
  return respond(c, place, view, null, body);
}

function respond<E extends AppEnv>(
  c: Context<E>,
  place: Place,
  view: PageView,
  who: Child,
  body: Child,
): Response {
  const page = (
    <html lang="en">
      <Head place={place} view={view} />
      <body>
        <a class="skip unseen" href="#main">
          Skip to content
        </a>
        <header>
          {place.isDemo ? <DemoBanner name={place.name} /> : null}
          <div class="top">
            <div class="wrap">
              <a class="brand" href={place.root}>
                <Logo branding={place.branding} base={place.base} name={place.name} />{' '}
                <span class="name">
                  {isNameInLogo(place.branding) ? null : <bdi>{place.name}</bdi>}{' '}
                  <span class="kind">Console</span>
                </span>
              </a>
              {who}
            </div>
          </div>
        </header>
        {body}
      </body>
    </html>
  );
  const script = view.hasScript ? " script-src 'self';" : '';
  const answer = new Response(`<!doctype html>\n${page.toString()}\n`, {
    status: view.status ?? 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'self';${script} img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    },
  });
  // Hono gives cookies to the answers that it makes itself only.
  for (const cookie of c.body(null).headers.getSetCookie())
    answer.headers.append('set-cookie', cookie);
  return answer;
}

function Head({ place, view }: { place: Place; view: PageView }) {
  const { goOn } = view;
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="robots" content="noindex" />
      {goOn === undefined ? null : (
        <meta http-equiv="refresh" content={`${goOn.afterSeconds};url=${goOn.to}`} />
      )}
      <title>{`${view.title}: console of ${place.name}`}</title>
      <link rel="stylesheet" href={`${place.base}${stylesheetPath(place.branding)}`} />
      <link rel="stylesheet" href={`${place.root}/assets${stylePath}`} />
      <link rel="icon" type="image/svg+xml" href={`${place.base}${favicon.path}`} />
      {view.hasScript ? <script src={`${place.root}/assets${scriptPath}`} defer /> : null}
    </head>
  );
}

function Who({ place, visit }: { place: Place; visit: Visit }) {
  return (
    <div class="who">
      <a href={`${place.root}/account`}>
        <bdi>{visit.person.name ?? 'Your account'}</bdi>
        <span class="kind"> {visit.person.role}</span>
      </a>
      <form method="post" action={`${place.root}/sign-out`}>
        <input type="hidden" name="form_token" value={visit.formToken} />
        <button class="textual">Sign out</button>
      </form>
    </div>
  );
}

type Shown = {
  readonly place: Place;
  readonly current: string | undefined;
  readonly visit: Visit;
};

/** Folded away on a small screen, without script. */
function Navigation(shown: Shown) {
  return (
    <div class="aside">
      <nav class="sections" aria-label="Console">
        <SectionList {...shown} />
      </nav>
      <details class="menu">
        <summary>Menu</summary>
        <nav aria-label="Console, menu">
          <SectionList {...shown} />
        </nav>
      </details>
    </div>
  );
}

/** Of each group what somebody may open. */
function SectionList({ place, current, visit: { ctx } }: Shown) {
  const open = groups.map(({ title, sections }) => ({
    title,
    sections: sections.filter(
      ({ operation }) => operation === undefined || mayDo(ctx.actor, operation),
    ),
  }));
  return (
    <>
      {open.map(({ title, sections }) => (
        <div class="group-of">
          {title === '' ? null : <p class="fine quiet">{title}</p>}
          <ul>
            {sections.map(({ item, label, path }) => (
              <li>
                <a
                  href={`${place.root}${path}`}
                  aria-current={item === current ? 'page' : undefined}
                >
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
      <p class="fine">
        <a href={place.base || '/'}>The public trust centre</a>
      </p>
    </>
  );
}
