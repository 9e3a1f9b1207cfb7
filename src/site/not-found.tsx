import { languageNames, languages } from '../core/language.ts';
import { pagesIn } from '../publication/place.ts';
import { renderPage } from '../http/layout.tsx';
import type { Published, Rendered, RenderInput } from '../publication/representation.ts';
import type { Missing } from './words/en.tsx';
import { siteWords } from './words/pages.ts';

/**
 * The page for an address that names nothing. It never repeats what was asked for, so unknown and
 * withheld look alike.
 */
export function notFoundPage(input: RenderInput, what: Missing = 'page'): Rendered {
  const { pages, language } = input.place;
  const words = siteWords[language].notFound;
  return renderPage(
    {
      input,
      title: words.title,
      description: words.description,
      noindex: true,
      status: 404,
    },
    <div class="title">
      <h1>{words.heading}</h1>
      <p class="lead">{words.lead(what)}</p>
      <p class="acts">
        <a href={`${pages}/subprocessors`}>{words.subprocessors}</a>{' '}
        <a href={`${pages}/changes`}>{words.changes}</a> <a href={pages || '/'}>{words.overview}</a>
      </p>
    </div>,
  );
}

/** What every unknown address answers. */
export const notFound: Published = {
  kind: 'published',
  path: '/(unknown)',
  mediaType: 'text/html; charset=utf-8',
  markdown: 'none',
  cors: false,
  render: (input) => notFoundPage(input),
};

/**
 * For an address that names a language in which nothing is here, `/fr/subprocessors`: says in which
 * ones it is, and where. Undefined for any other. `path` is below the base path.
 */
export function notInLanguage(path: string): Published | undefined {
  const [, tag = '', page = ''] = /^\/([a-z]{2}(?:-[a-z]{2,4})?)((?:\/[^/].*)?)$/i.exec(path) ?? [];
  if (!isLanguage(tag)) return undefined;
  return {
    ...notFound,
    // Its name in memory: what it says depends on the address.
    path: `/(language)${page}`,
    render: (input) => ({ ...otherLanguagesPage(input, page), passing: true }),
  };
}

/** `/my/…` is what somebody was sent a link to, and not Burmese. */
function isLanguage(tag: string): boolean {
  if (tag === '' || tag === 'my' || languages.some((known) => known === tag)) return false;
  const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
  return names.of(tag) !== undefined;
}

function otherLanguagesPage(input: RenderInput, page: string): Rendered {
  const { place, snapshot } = input;
  const words = siteWords[place.language].notFound;
  return renderPage(
    { input, title: words.language, description: words.description, noindex: true, status: 404 },
    <div class="title">
      <h1>{words.language}</h1>
      <p class="lead">{words.inLanguages}</p>
      <p class="acts">
        {languages.map((language) => (
          <a
            href={`${pagesIn(place.base, snapshot.organisation, language)}${page}` || '/'}
            hreflang={language}
            lang={language}
          >
            {languageNames[language]}
          </a>
        ))}
      </p>
    </div>,
  );
}
