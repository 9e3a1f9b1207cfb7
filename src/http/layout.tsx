import type { Child } from 'hono/jsx';
import type { Branding } from '../branding/model.ts';
import type { Json } from '../core/canonical-json.ts';
import type { LinkTo, Rendered, RenderInput } from '../publication/representation.ts';
import { favicon, logoPath, stylesheetPath } from '../site/assets.ts';
import { addressIn, linksIn } from '../publication/addresses.ts';
import { Footer } from './footer.tsx';
import { PastBanner } from './past-banner.tsx';
import { StructuredData } from './structured-data.tsx';

/** What a page says about itself; its content comes beside it. */
export type View = {
  readonly input: RenderInput;
  /** Without the organisation's name, which the layout adds. */
  readonly title: string;
  readonly description: string;
  /** The permanent address, below the base path and without query; absent where nothing is. */
  readonly path?: string;
  /** The same content in other formats: `href` below the base path unless absolute. */
  readonly links?: readonly LinkTo[];
  readonly current?: (typeof sections)[number]['item'];
  /** Demo pages are never indexed; this keeps out others, such as what is not found. */
  readonly noindex?: boolean;
  readonly status?: number;
  /** JSON-LD for search engines. */
  readonly structured?: Json | undefined;
};

/** A whole page: no script, no cookie, nothing from elsewhere. Content must be synchronous components. */
export function renderPage(view: View, content: Child): Rendered {
  const page = (
    <html lang="en">
      <Head view={view} />
      <body>
        <a class="skip unseen" href="#main">
          Skip to content
        </a>
        <Header view={view} />
        {view.path === undefined ? null : <PastBanner input={view.input} path={view.path} />}
        <main id="main" class="wrap" tabindex={-1}>
          {content}
        </main>
        <Footer input={view.input} />
      </body>
    </html>
  );
  const body = `<!doctype html>\n${page.toString()}\n`;
  return view.status === undefined ? { body } : { body, status: view.status };
}

/** An address of this deployment in a form that works from anywhere. */
export function absolute({ place }: RenderInput, path: string): string {
  return `${place.origin}${`${place.base}${path}` || '/'}`;
}

const feeds: readonly LinkTo[] = [
  { rel: 'alternate', type: 'application/atom+xml', href: '/feed.atom' },
  { rel: 'alternate', type: 'application/rss+xml', href: '/feed.rss' },
  { rel: 'alternate', type: 'application/feed+json', href: '/feed.json' },
];

function Head({ view }: { view: View }) {
  const { place, snapshot } = view.input;
  const { name } = snapshot.organisation;
  const feedTitle = `Changes at ${name}`;
  const links = [
    ...linksIn(snapshot, view.links ?? []),
    ...feeds.map((feed) => ({ ...feed, title: feedTitle })),
  ];
  const isPassing = snapshot.past?.isNumbered === false;
  const siteBase = place.preview?.siteBase ?? place.base;
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      {place.demo || view.noindex || isPassing ? <meta name="robots" content="noindex" /> : null}
      <title>{`${view.title}: ${name}`}</title>
      <meta name="description" content={view.description} />
      {view.path === undefined ? null : (
        <link rel="canonical" href={absolute(view.input, canonicalPath(view.input, view.path))} />
      )}
      <link rel="stylesheet" href={`${siteBase}${stylesheetPath(snapshot.branding)}`} />
      <link rel="icon" type="image/svg+xml" href={`${siteBase}${favicon.path}`} />
      {links.map(({ rel, href, type, title }) => (
        <link
          rel={rel}
          type={type}
          title={title}
          href={/^https?:\/\//.test(href) ? href : `${place.base}${href}`}
        />
      ))}
      <StructuredData data={view.structured} />
    </head>
  );
}

/** A version is a page of its own; any other past is one way to look at the present one. */
function canonicalPath({ snapshot }: RenderInput, path: string): string {
  return snapshot.past?.isNumbered === true ? addressIn(snapshot, path).replace(/\?.*/, '') : path;
}

const sections = [
  { item: 'overview', path: '', label: 'Overview' },
  { item: 'subprocessors', path: '/subprocessors', label: 'Sub-processors' },
  { item: 'changes', path: '/changes', label: 'Changes' },
  { item: 'controls', path: '/controls', label: 'Security' },
  { item: 'documents', path: '/documents', label: 'Documents' },
  { item: 'updates', path: '/updates', label: 'Updates' },
  { item: 'subscribe', path: '/subscribe', label: 'Subscribe' },
  { item: 'contact', path: '/contact', label: 'Contact' },
] as const;

function Header({ view }: { view: View }) {
  const { place, snapshot } = view.input;
  const { name } = snapshot.organisation;
  return (
    <header>
      {place.preview ? <PreviewBanner back={place.preview.back} /> : null}
      {place.demo ? <DemoBanner name={name} /> : null}
      <div class="top">
        <div class="wrap">
          <a class="brand" href={place.base || '/'}>
            <Logo branding={snapshot.branding} base={place.preview?.siteBase ?? place.base} />
            <span class="name">
              <bdi class={nameClass(snapshot.branding)}>{name}</bdi>{' '}
              <span class="kind">Trust centre</span>
            </span>
          </a>
          <nav class="nav" aria-label="Trust centre">
            <ul>
              {sections.map(({ item, path, label }) => (
                <li>
                  <a
                    href={`${place.base}${path}` || '/'}
                    aria-current={item === view.current ? 'page' : undefined}
                  >
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </div>
    </header>
  );
}

/** Only staff see it: nothing on the page is published. */
function PreviewBanner({ back }: { back: string }) {
  return (
    <div class="past">
      <div class="wrap">
        <p>
          <b>Preview.</b> Nothing on this page is published yet. It shows what will be once the
          batch is.
        </p>
        <p>
          <a href={back}>Back to the batch</a>
        </p>
      </div>
    </div>
  );
}

export function DemoBanner({ name }: { name: string }) {
  return (
    <div class="demo">
      <p class="wrap">
        Demonstration. <bdi>{name}</bdi> is invented, and so are all dealings of the companies named
        here.
      </p>
    </div>
  );
}

/** Decoration: the name stands beside it, if only for those who hear the page. */
export function Logo({ branding: { logo }, base }: { branding: Branding; base: string }) {
  if (logo === undefined) return <Mark />;
  const { width, height } = logo;
  return <img class="logo" src={`${base}${logoPath(logo)}`} alt="" width={width} height={height} />;
}

/** Only hidden from sight where the logo says it. */
export function nameClass({ logo, logoSaysName }: Branding): string | undefined {
  return logo !== undefined && logoSaysName === true ? 'unseen' : undefined;
}

function Mark() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <circle cx="9" cy="9" r="7" fill="none" stroke="currentColor" stroke-width="3" />
      <path d="M12 12l6 6" stroke="currentColor" stroke-width="3" />
    </svg>
  );
}
