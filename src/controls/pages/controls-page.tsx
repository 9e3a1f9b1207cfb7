import { TimeOf } from '../../http/dates.tsx';
import { absolute, renderPage } from '../../http/layout.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { Published, RenderInput } from '../../publication/representation.ts';
import { controlLinks, controlsJson } from '../documents.ts';
import { byCategory, countByStatus, isAnythingStated, type Stated } from '../model.ts';
import { countWords } from '../words.ts';
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
    return renderPage(
      {
        input,
        title: 'Security controls',
        description: `What ${name} does to protect data, who has examined it, and what is planned.`,
        path: '/controls',
        links: controlLinks,
        current: 'controls',
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
      <Contents stated={stated} categories={categories.map(([name]) => name)} input={input} />
      <Attestations shown={shown} />
      {categories.map(([name, controls], index) => (
        <Category shown={shown} id={`category-${index + 1}`} name={name} controls={controls} />
      ))}
      <Questions shown={shown} />
      <Laws shown={shown} />
      <DataAct shown={shown} />
      <Report shown={shown} />
      {isEmpty && organisation.securityContact === undefined ? (
        <p class="nothing">Nothing is stated about security here yet.</p>
      ) : null}
    </>
  );
}

function Title({ input, isEmpty }: { input: RenderInput; isEmpty: boolean }) {
  const { organisation, controls: stated } = input.snapshot;
  return (
    <div class="title">
      <h1>Security controls</h1>
      <p class="lead">
        What <bdi>{nameInSentence(organisation)}</bdi> does to protect data, who has examined it,
        and what is not there yet.
      </p>
      {isEmpty ? null : <Stamp stated={stated} zone={organisation.timeZone} />}
      <p class="paper">{absolute(input, '/controls')}</p>
    </div>
  );
}

function Stamp({ stated, zone }: { stated: Stated; zone: string }) {
  const { attestations, controls, questions, laws, dataAct } = stated;
  const all = [...attestations, ...controls, ...questions, ...laws, ...dataAct];
  const times = all.map(({ changedAt }) => changedAt.getTime());
  const counted = controls.length === 1 ? '1 control' : `${controls.length} controls`;
  return (
    <p class="stamp">
      {controls.length === 0 ? null : (
        <span>
          {counted}: {countWords(countByStatus(controls))}
        </span>
      )}{' '}
      {times.length === 0 ? null : (
        <span>
          Last edited <TimeOf at={new Date(Math.max(...times))} zone={zone} prose />
        </span>
      )}
    </p>
  );
}

function Formats({ input: { place } }: { input: RenderInput }) {
  const { base } = place;
  return (
    <div class="formats">
      <p>
        Identifiers behind a control are those of the criteria it answers. Their texts are their
        publishers’.
      </p>
      <p class="inline">
        <span>This as</span> <a href={`${base}/controls.json`}>JSON</a>{' '}
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
  categories: readonly string[];
  input: RenderInput;
}) {
  const { securityContact } = input.snapshot.organisation;
  const places: readonly (readonly [string, string, boolean])[] = [
    ['attestations', 'Reports and certificates', stated.attestations.length > 0],
    ...categories.map((name, index) => [`category-${index + 1}`, name, true] as const),
    ['questions', 'Questions and answers', stated.questions.length > 0],
    ['laws', 'Statements about laws', stated.laws.length > 0],
    ['data-act', 'Infrastructure and governments', stated.dataAct.length > 0],
    ['report', 'Report a vulnerability', Boolean(stated.disclosure ?? securityContact)],
  ];
  const there = places.filter(([, , isThere]) => isThere);
  if (there.length < 2) return null;
  return (
    <nav class="screen" aria-label="On this page">
      <ul class="contents small">
        {there.map(([id, label]) => (
          <li>
            <a href={`#${id}`} dir="auto">
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
