import { Time } from '../../http/dates.tsx';
import { absolute } from '../../http/layout.tsx';
import type { RenderInput } from '../../publication/representation.ts';
import { languageShown, type Version, type VersionHead } from '../model.ts';
import { readSource } from '../model/source.ts';
import { versionPath } from '../present.ts';
import { beginningOf, PolicyText } from '../shown-text.tsx';
import { languageWords, stateSigns } from '../words.ts';

export type ShownText = {
  readonly input: RenderInput;
  readonly version: Version;
  /** Of the policy, where the text gives itself none. */
  readonly title: string;
  /** Path of this page, below the base path. */
  readonly path: string;
};

/** What the text says of itself, in the language in which it is shown. */
export function readShown({ input, version, title }: Omit<ShownText, 'path'>) {
  const language = languageOf(input, version);
  const text = version.texts[language] ?? '';
  const source = readSource(text);
  const read = 'fault' in source ? undefined : source;
  return {
    language,
    text,
    title: read?.title ?? title,
    description: read?.description,
    /** For search engines and link previews. */
    summary: (read?.description ?? beginningOf(text)).slice(0, 300),
  };
}

function languageOf({ params, snapshot }: RenderInput, version: VersionHead) {
  return languageShown(version, [params['language'], ...snapshot.organisation.languages]);
}

/** Title, state and language of a version. */
export function TextTitle(shown: ShownText & { readonly crumb: string }) {
  const { input, version, path, crumb } = shown;
  const { language, title, description } = readShown(shown);
  return (
    <div class="title">
      <p class="crumb">
        <a href={`${input.place.base}/policies`}>Policies</a> / <span dir="auto">{crumb}</span>
      </p>
      <h1 dir="auto" lang={language}>
        {title}
      </h1>
      {description === undefined ? null : (
        <p class="lead" dir="auto" lang={language}>
          {description}
        </p>
      )}
      <p class="stamp">
        <State version={version} />{' '}
        <Languages input={input} version={version} path={path} language={language} />
        <span class="screen">
          <a href={`${input.place.base}${path}.json`}>JSON</a>
        </span>
      </p>
      <Fallback input={input} language={language} />
      <p class="paper">{absolute(input, versionPath(version))}</p>
    </div>
  );
}

function State({ version: { state, number, announcement } }: { version: Version }) {
  if (state === 'draft') return null;
  const { word, shape } = stateSigns[state];
  return (
    <>
      <span class={`is is-${shape}`}>{word}</span> <span>Version {number}</span>{' '}
      {announcement === undefined || state === 'withdrawn' ? null : (
        <span>
          {state === 'announced' ? 'In effect from ' : 'Last updated '}
          <Time day={announcement.effectiveOn} prose />
        </span>
      )}
    </>
  );
}

type LanguagesProps = Omit<ShownText, 'title'> & { readonly language: string };

function Languages({ input: { place }, version, path, language }: LanguagesProps) {
  if (version.languages.length < 2) return null;
  return (
    <>
      {version.languages.map((each) => (
        <span>
          {each === language ? (
            <b lang={each}>{languageWords[each]}</b>
          ) : (
            <a href={`${place.base}${path}?language=${each}`} lang={each} hreflang={each}>
              {languageWords[each]}
            </a>
          )}
        </span>
      ))}{' '}
    </>
  );
}

function Fallback({ input, language }: { input: RenderInput; language: 'en' | 'de' }) {
  const wanted = input.params['language'];
  if (wanted === undefined || wanted === language) return null;
  return (
    <p class="small quiet">
      This version is not written in the language asked for; it is shown in{' '}
      <span lang={language}>{languageWords[language]}</span>.
    </p>
  );
}

/** The text itself, marked with its language. */
export function TextBlock(shown: Omit<ShownText, 'path'>) {
  const { language, text } = readShown(shown);
  return (
    <article lang={language} dir="auto">
      <PolicyText text={text} base={shown.input.place.base} />
    </article>
  );
}
