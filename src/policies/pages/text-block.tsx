import { languageNames } from '../../core/language.ts';
import { dot } from '../../http/facts.tsx';
import { useContentLang, useWords } from '../../http/language.tsx';
import { Time } from '../../http/dates.tsx';
import { absolute } from '../../http/layout.tsx';
import type { RenderInput } from '../../publication/representation.ts';
import { languageShown, type Version, type VersionHead } from '../model.ts';
import { readSource } from '../model/source.ts';
import { versionPath } from '../present.ts';
import { beginningOf, PolicyText } from '../shown-text.tsx';
import { policyWords } from '../words/pages.ts';
import { signsIn } from '../words/signs.ts';

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

function languageOf({ params, place, snapshot }: RenderInput, version: VersionHead) {
  const wanted = [params['language'], place.language, ...snapshot.organisation.languages];
  return languageShown(version, wanted);
}

/** Title, state and language of a version. */
export function TextTitle(shown: ShownText & { readonly crumb: string }) {
  const { input, version, path, crumb } = shown;
  const { language, title, description } = readShown(shown);
  return (
    <div class="title">
      <p class="crumb">
        <a href={`${input.place.pages}/policies`}>{useWords(policyWords).policies}</a> /{' '}
        <span dir="auto" lang={useContentLang()}>
          {crumb}
        </span>
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
        <State version={version} />
        <Languages input={input} version={version} path={path} language={language} />
        <span class="screen">
          {dot}
          <a href={`${input.place.base}${path}.json`}>JSON</a>
        </span>
      </p>
      <Fallback input={input} language={language} />
      <p class="paper">{absolute(input, versionPath(version))}</p>
    </div>
  );
}

function State({ version: { state, number, announcement } }: { version: Version }) {
  const words = useWords(policyWords);
  const signs = useWords(signsIn);
  if (state === 'draft') return null;
  const { word, shape } = signs[state];
  return (
    <>
      <span class={`is is-${shape}`}>{word}</span>
      {dot}
      <span>{words.version(number)}</span>
      {announcement === undefined || state === 'withdrawn' ? null : (
        <span>
          {dot}
          {(state === 'announced' ? words.inEffectFrom : words.lastUpdated)(
            <Time day={announcement.effectiveOn} prose />,
          )}
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
          {dot}
          {each === language ? (
            <b lang={each}>{languageNames[each]}</b>
          ) : (
            <a href={`${place.pages}${path}?language=${each}`} lang={each} hreflang={each}>
              {languageNames[each]}
            </a>
          )}
        </span>
      ))}
    </>
  );
}

function Fallback({ input, language }: { input: RenderInput; language: 'en' | 'de' }) {
  const wanted = input.params['language'];
  if (wanted === undefined || wanted === language) return null;
  return (
    <p class="small quiet">
      {useWords(policyWords).fallback(<span lang={language}>{languageNames[language]}</span>)}
    </p>
  );
}

/** The text itself, marked with its language. */
export function TextBlock(shown: Omit<ShownText, 'path'>) {
  const { language, text } = readShown(shown);
  return (
    <article lang={language} dir="auto">
      <PolicyText text={text} base={shown.input.place.pages} />
    </article>
  );
}
