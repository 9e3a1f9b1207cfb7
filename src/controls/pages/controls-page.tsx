import { TimeOf } from '../../http/dates.tsx';
import { dot } from '../../http/facts.tsx';
import { useLanguage, useTextLang, useWords } from '../../http/language.tsx';
import { absolute, renderPage } from '../../http/layout.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { Published, RenderInput } from '../../publication/representation.ts';
import { describeControls } from '../../site/json-ld-pages.ts';
import { controlLinks, controlsJson } from '../documents.ts';
import {
  byCategory,
  countByStatus,
  isAnythingStated,
  type Stated,
  type Statement,
} from '../model.ts';
import { countWords } from '../words.ts';
import { controlWords } from '../words/pages.ts';
import { Attestations } from './attestations.tsx';
import { Category } from './categories.tsx';
import { DataAct } from './data-act.tsx';
import type { Shown } from './shown.ts';
import { Laws, Questions, Report } from './statements.tsx';

/** What the company states about security, on one page that can be printed. */
export const controlsPage: Published = {
  kind: 'published',
  path: '/controls',
  mediaType: 'text/html; charset=utf-8',
  links: controlLinks,
  json: controlsJson,
  render: async (input) => {
    // Loaded with the first text, not with the first page.
    const { Markdown } = await import('../../updates/shown-markdown.tsx');
    const { name } = input.snapshot.organisation;
    const words = controlWords[input.place.language].page;
    return renderPage(
      {
        input,
        title: words.title,
        description: words.description(name),
        path: '/controls',
        links: controlLinks,
        current: 'controls',
        structured: describeControls(input),
      },
      <Content shown={{ input, Markdown }} />,
    );
  },
};

function Content({ shown }: { shown: Shown }) {
  const { input } = shown;
  const { snapshot } = input;
  const { controls: stated, organisation } = snapshot;
  const categories = [...byCategory(stated.controls)];
  const isEmpty = !isAnythingStated(stated);
  return (
    <>
      <Title input={input} isEmpty={isEmpty} />
      {isEmpty ? null : <Formats input={input} />}
      <Contents stated={stated} categories={categories} input={input} />
      <Attestations shown={shown} />
      {categories.map(([name, controls], index) => (
        <Category shown={shown} id={`category-${index + 1}`} name={name} controls={controls} />
      ))}
      <Questions shown={shown} />
      <Laws shown={shown} />
      <DataAct shown={shown} />
      <Report shown={shown} />
      {isEmpty && organisation.securityContact === undefined ? (
        <p class="nothing">{useWords(controlWords).page.nothing}</p>
      ) : null}
    </>
  );
}

function Title({ input, isEmpty }: { input: RenderInput; isEmpty: boolean }) {
  const { organisation, controls: stated } = input.snapshot;
  const words = useWords(controlWords).page;
  return (
    <div class="title">
      <h1>{words.title}</h1>
      <p class="lead">{words.lead(<bdi>{nameInSentence(organisation)}</bdi>)}</p>
      {isEmpty ? null : <Stamp stated={stated} zone={organisation.timeZone} />}
      <p class="paper">{absolute(input, '/controls')}</p>
    </div>
  );
}

function Stamp({ stated, zone }: { stated: Stated; zone: string }) {
  const { attestations, controls, questions, laws, dataAct } = stated;
  const all = [...attestations, ...controls, ...questions, ...laws, ...dataAct];
  const times = all.map(({ changedAt }) => changedAt.getTime());
  const language = useLanguage();
  const words = controlWords[language].page;
  return (
    <p class="stamp">
      {controls.length === 0 ? null : (
        <span>{words.counted(controls.length, countWords(countByStatus(controls), language))}</span>
      )}
      {controls.length === 0 || times.length === 0 ? null : dot}
      {times.length === 0 ? null : (
        <span>{words.edited(<TimeOf at={new Date(Math.max(...times))} zone={zone} prose />)}</span>
      )}
    </p>
  );
}

function Formats({ input: { place } }: { input: RenderInput }) {
  const { base } = place;
  const words = useWords(controlWords).page;
  return (
    <div class="formats">
      <p>{words.identifiers}</p>
      <p class="inline">
        <span>{words.formats}</span> <a href={`${base}/controls.json`}>JSON</a>{' '}
        <a href={`${base}/controls.csv`}>CSV</a>{' '}
        <a href={`${base}/feed.atom?topic=controls`}>Atom</a>{' '}
        <a href={`${base}/feed.rss?topic=controls`}>RSS</a>
      </p>
    </div>
  );
}

/** Nothing for a page of one section. */
function Contents({
  stated,
  categories,
  input,
}: {
  stated: Stated;
  categories: readonly (readonly [string, readonly Statement<'control'>[]])[];
  input: RenderInput;
}) {
  const { securityContact } = input.snapshot.organisation;
  const words = useWords(controlWords);
  const places: readonly (readonly [string, string, boolean])[] = [
    ['attestations', words.attestations.title, stated.attestations.length > 0],
    ...categories.map(([name], index) => [`category-${index + 1}`, name, true] as const),
    ['questions', words.statements.questions, stated.questions.length > 0],
    ['laws', words.statements.laws, stated.laws.length > 0],
    ['data-act', words.dataAct.title, stated.dataAct.length > 0],
    ['report', words.statements.report, Boolean(stated.disclosure ?? securityContact)],
  ];
  const there = places.filter(([, , isThere]) => isThere);
  if (there.length < 2) return null;
  // Each its own: a category may be translated and the next not.
  const langs = new Map(
    categories.map(([, [control]], index) => [
      `category-${index + 1}`,
      control && useTextLang(control.facts, 'category'),
    ]),
  );
  return (
    <nav class="screen" aria-label={words.page.contents}>
      <ul class="contents small">
        {there.map(([id, label]) => (
          <li>
            <a href={`#${id}`} dir="auto" lang={langs.get(id)}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
