import { languageNames } from '../../core/language.ts';
import { dot } from '../../http/facts.tsx';
import { useContentLang, useWords } from '../../http/language.tsx';
import { Time } from '../../http/dates.tsx';
import { absolute, renderPage } from '../../http/layout.tsx';
import type { Queried, RenderInput } from '../../publication/representation.ts';
import { notFoundPage } from '../../site/not-found.tsx';
import {
  findRequestedDifference,
  isLanguage,
  isListed,
  isNumber,
  policyDiffJson,
} from '../documents.ts';
import type { VersionHead } from '../model.ts';
import { differencePath, policyPath, type ShownDifference, versionPath } from '../present.ts';
import { ShownDifferences } from '../shown-difference.tsx';
import { policyWords } from '../words/pages.ts';

/** What changed from one version of a policy to another, read in place. */
export const policyDiffPage: Queried = {
  kind: 'queried',
  path: '/policies/:policy{[a-z0-9-]+}/versions/:number{[0-9]+}/diff/:to{[0-9]+}',
  mediaType: 'text/html; charset=utf-8',
  params: { policy: isListed, number: isNumber, to: isNumber, language: isLanguage },
  links: [
    {
      rel: 'alternate',
      href: '/policies/{policy}/versions/{number}/diff/{to}.json',
      type: 'application/json',
    },
  ],
  json: policyDiffJson,
  render: async (input) => {
    const difference = await findRequestedDifference(input);
    if (difference === undefined) return notFoundPage(input, 'difference between versions');
    const { countChanges } = await import('../difference.ts');
    const { policy, from, to, sections } = difference;
    const path = differencePath(policy.slug, from.number, to.number);
    const words = policyWords[input.place.language];
    return renderPage(
      {
        input,
        title: words.differenceTitle(policy.title, from.number, to.number),
        description: words.differenceDescription(policy.title, from.number, to.number),
        path,
        links: [
          {
            rel: 'alternate',
            href: `${path}.json`,
            type: 'application/json',
            title: words.differenceJson,
          },
        ],
        noindex: true,
      },
      <Difference
        input={input}
        difference={difference}
        path={path}
        count={countChanges(sections)}
      />,
    );
  },
};

type Props = {
  readonly input: RenderInput;
  readonly difference: ShownDifference;
  readonly path: string;
  readonly count: number;
};

function Difference({ input, difference, path, count }: Props) {
  const { place } = input;
  const { policy, from, to, language, sections } = difference;
  const changed = sections.filter(({ isChanged }) => isChanged);
  const words = useWords(policyWords);
  return (
    <>
      <div class="title">
        <p class="crumb">
          <a href={`${place.pages}/policies`}>{words.policies}</a> /{' '}
          <a href={`${place.pages}${policyPath(policy.slug)}`} dir="auto" lang={useContentLang()}>
            {policy.title}
          </a>{' '}
          / {words.difference}
        </p>
        <h1>{words.whatChanged(from.number, to.number)}</h1>
        <p class="lead">
          {words.howMuch(count, changed.length)} {words.howMarked}
        </p>
        <p class="stamp">
          <End input={input} head={from} />
          {dot}
          <End input={input} head={to} />
          <Other input={input} difference={difference} path={path} />
          <span class="screen">
            {dot}
            <a href={`${place.base}${path}.json?language=${language.to}`}>JSON</a>
          </span>
        </p>
        {language.from === language.to ? null : <p class="small quiet">{words.otherLanguages}</p>}
        <p class="paper">{absolute(input, path)}</p>
      </div>
      <ShownDifferences sections={sections} language={language.to} />
    </>
  );
}

function End({ input: { place }, head }: { input: RenderInput; head: VersionHead }) {
  const day = head.announcement?.effectiveOn;
  const words = useWords(policyWords);
  return (
    <span>
      <a href={`${place.pages}${versionPath(head)}`}>{words.version(head.number)}</a>
      {day === undefined ? null : <> {words.from(<Time day={day} />)}</>}
    </span>
  );
}

/** The same in the other language, where both versions have it. */
function Other({ input, difference, path }: Omit<Props, 'count'>) {
  const { from, to, language } = difference;
  const other = to.languages.find((each) => each !== language.to && from.languages.includes(each));
  if (other === undefined) return null;
  return (
    <>
      <span class="screen">
        {dot}
        <a href={`${input.place.pages}${path}?language=${other}`} lang={other} hreflang={other}>
          {languageNames[other]}
        </a>
      </span>
    </>
  );
}
