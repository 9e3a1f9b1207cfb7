import { dot } from '../http/facts.tsx';
import { useWords } from '../http/language.tsx';
import type { Place } from '../publication/model.ts';
import { siteWords } from './words/pages.ts';

/** What programs get here, in the language of the page. */
export function Lead({ place: { base } }: { place: Place }) {
  const words = useWords(siteWords).api;
  return (
    <div class="title">
      <h1>{words.title}</h1>
      <p class="lead">
        {words.lead(
          (text) => (
            <a href={`${base}/subprocessors.json`}>{text}</a>
          ),
          <a href={`${base}/subprocessors.csv`}>CSV</a>,
          (text) => (
            <a href={`${base}/feed.atom`}>{text}</a>
          ),
        )}
      </p>
      <p class="stamp">
        <span>
          <a href={`${base}/openapi.json`}>{words.description}</a>
        </span>
        {dot}
        <span>
          <a href={`${base}/schema/subprocessor-list-1.json`}>{words.schema}</a>
        </span>
        {dot}
        <span>
          <a href="#problems">{words.problems}</a>
        </span>
      </p>
    </div>
  );
}
