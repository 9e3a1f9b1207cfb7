import type { Child } from 'hono/jsx';
import type { Json } from '../core/canonical-json.ts';
import type { Place, Snapshot } from '../publication/model.ts';
import type { LinkTo, Rendered, RenderInput } from '../publication/representation.ts';
import { languageNames, languageOf, languages } from '../core/language.ts';
import { pagesIn } from '../publication/place.ts';
import { favicon, stylesheetPath } from '../site/assets.ts';
import { addressIn, linksIn } from '../publication/addresses.ts';
import { Footer } from './footer.tsx';
import { PageLanguage, useLanguage, useWords } from './language.tsx';
import { frameWords } from './words/pages.ts';
import { isNameInLogo, Logo } from './logo.tsx';
import { PastBanner } from './past-banner.tsx';
import { pageData } from './page-data.ts';
import { StructuredData } from './structured-data.tsx';

/** What a page says about itself; its content comes beside it. */
export type View = {
  readonly input: RenderInput;
  /** Without the organisation's name, which the layout adds. */
  readonly title: string;
  readonly description: string;
  /** The permanent address, below the base path and without query; absent where nothing is. */
  readonly path?: string;
  /** Of a page that is not to be found but has an address: where it is in every language, as `path`. */
  readonly languagePath?: string;
  /** The same content in other formats: `href` below the base path unless absolute. */
  readonly links?: readonly LinkTo[];
  readonly current?: (typeof sections)[number]['item'] | 'search';
  /** Demo pages are never indexed; this keeps out others, such as what is not found. */
  readonly noindex?: boolean;
  readonly status?: number;
  /** JSON-LD for search engines: the things that it is about. */
  readonly structured?: readonly Json[] | undefined;
};

/** A whole page: no script, no cookie, nothing from elsewhere. Content must be synchronous components. */
export function renderPage(view: View, content: Child): Rendered {
  const { place, snapshot } = view.input;
  const page = (
    <PageLanguage.Provider value={spokenIn(place, snapshot)}>
      <Page view={view}>{content}</Page>
    </PageLanguage.Provider>
  );
  const body = `<!doctype html>\n${page.toString()}\n`;
  return view.status === undefined ? { body } : { body, status: view.status };
}

/** In which language a page is and, where it is another, what the organisation writes. */
export function spokenIn({ language }: Place, { organisation }: Snapshot) {
  const [content = language] = organisation.languages;
  return languageOf(content) === language ? { language } : { language, content };
}

function Page({ view, children }: { view: View; children?: Child }) {
  const words = useWords(frameWords);
  return (
    <html lang={useLanguage()}>
      <Head view={view} />
      <body>
        <a class="skip unseen" href="#main">
          {words.skip}
        </a>
        <Header view={view} />
        <Offer view={view} />
        {view.path === undefined ? null : <PastBanner input={view.input} path={view.path} />}
        <main id="main" class="wrap" tabindex={-1}>
          {children}
        </main>
        <Footer input={view.input} />
      </body>
    </html>
  );
}

/** The address of a page of this deployment, in the language of the page, in a form that works from anywhere. */
export function absolute({ place }: RenderInput, path: string): string {
  return `${place.origin}${`${place.pages}${path}` || '/'}`;
}

const feeds: readonly LinkTo[] = [
  { rel: 'alternate', type: 'application/atom+xml', href: '/feed.atom' },
  { rel: 'alternate', type: 'application/rss+xml', href: '/feed.rss' },
  { rel: 'alternate', type: 'application/feed+json', href: '/feed.json' },
];

function Head({ view }: { view: View }) {
  const { place, snapshot } = view.input;
  const { name } = snapshot.organisation;
  const words = useWords(frameWords);
  const feedTitle = words.feeds(name);
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
      {versionsOf(view, view.path).map(({ language, href }) => (
        <link rel="alternate" hreflang={language} href={`${place.origin}${href}`} />
      ))}
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
      <StructuredData data={pageData(view.structured ?? [], crumbsOf(view, words.sections))} />
    </head>
  );
}

/** A version is a page of its own; any other past is one way to look at the present one. */
function canonicalPath({ snapshot }: RenderInput, path: string): string {
  return snapshot.past?.isNumbered === true ? addressIn(snapshot, path).replace(/\?.*/, '') : path;
}

/** Where a reader finds this page in the other languages; behind a link too. */
function pathOf({ path, languagePath, status, input: { place } }: View): string | undefined {
  // What is not there says nothing of what was asked for.
  if (status === 404) return languagePath;
  return path ?? languagePath ?? place.linkPath;
}

/** The same page in every language; none where it has no address of its own. */
function versionsOf({ input: { place, snapshot } }: View, path: string | undefined) {
  if (path === undefined) return [];
  return languages.map((language) => ({
    language,
    href:
      `${pagesIn(place.base, snapshot.organisation, language)}${addressIn(snapshot, path)}` || '/',
  }));
}

/** Said in the other language: whoever does not read this one is who it is for. */
function Offer({ view }: { view: View }) {
  const { offered } = view.input.place;
  const version = versionsOf(view, pathOf(view)).find(({ language }) => language === offered);
  if (version === undefined) return null;
  const { language, href } = version;
  return (
    <p class="offer" lang={language}>
      <a class="wrap" href={href} hreflang={language}>
        {frameWords[language].offer}
      </a>
    </p>
  );
}

/** The way to the same page in the other languages, each called as it calls itself. */
function Languages({ view }: { view: View }) {
  const here = useLanguage();
  const others = versionsOf(view, pathOf(view)).filter(({ language }) => language !== here);
  if (others.length === 0) return null;
  return (
    <ul class="languages" aria-label={useWords(frameWords).languages}>
      {others.map(({ language, href }) => (
        <li>
          <a href={href} hreflang={language} lang={language}>
            {languageNames[language]}
          </a>
        </li>
      ))}
    </ul>
  );
}

const sections = [
  { item: 'overview', path: '' },
  { item: 'subprocessors', path: '/subprocessors' },
  { item: 'changes', path: '/changes' },
  { item: 'controls', path: '/controls' },
  { item: 'documents', path: '/documents' },
  { item: 'updates', path: '/updates' },
  { item: 'subscribe', path: '/subscribe' },
  { item: 'contact', path: '/contact' },
] as const;

/** From the overview by the section to the page; none of what search engines are kept out of. */
function crumbsOf({ input, title, path, current, noindex }: View, labels: SectionLabels) {
  if (path === undefined || noindex === true || input.snapshot.past !== undefined) return [];
  const section = sections.find(({ item }) => item === current);
  const steps = [
    { path: '', name: labels.overview },
    ...(section === undefined ? [] : [{ path: section.path, name: labels[section.item] }]),
    { path, name: title },
  ];
  return steps
    .filter((step, index) => steps.findIndex((each) => each.path === step.path) === index)
    .map((step) => ({ name: step.name, url: absolute(input, step.path) }));
}

type SectionLabels = Readonly<Record<(typeof sections)[number]['item'], string>>;

function Header({ view }: { view: View }) {
  const { place, snapshot } = view.input;
  const words = useWords(frameWords);
  const { name } = snapshot.organisation;
  return (
    <header>
      {place.preview ? <PreviewBanner back={place.preview.back} /> : null}
      {place.demo ? <DemoBanner name={name} /> : null}
      <div class="top">
        <div class="wrap">
          <a class="brand" href={place.pages || '/'}>
            <Logo
              branding={snapshot.branding}
              base={place.preview?.siteBase ?? place.base}
              name={name}
            />{' '}
            <span class="name">
              {isNameInLogo(snapshot.branding) ? null : <bdi>{name}</bdi>}{' '}
              <span class="kind">{words.kind}</span>
            </span>
          </a>
          <div class="ways">
            <a
              class="seeking"
              href={`${place.pages}/search`}
              aria-current={view.current === 'search' ? 'page' : undefined}
            >
              {words.search}
            </a>
            <Languages view={view} />
          </div>
          <nav class="nav" aria-label={words.kind}>
            <ul>
              {sections.map(({ item, path }) => (
                <li>
                  <a
                    href={`${place.pages}${path}` || '/'}
                    aria-current={item === view.current ? 'page' : undefined}
                  >
                    {words.sections[item]}
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
  const { preview, previewSays, previewBack } = useWords(frameWords);
  return (
    <div class="past">
      <div class="wrap">
        <p>
          <b>{preview}</b>
          {previewSays}
        </p>
        <p>
          <a href={back}>{previewBack}</a>
        </p>
      </div>
    </div>
  );
}

export function DemoBanner({ name }: { name: string }) {
  const { demoBefore, demoAfter } = useWords(frameWords);
  return (
    <div class="demo">
      <p class="wrap">
        {demoBefore}
        <bdi>{name}</bdi>
        {demoAfter}
      </p>
    </div>
  );
}
