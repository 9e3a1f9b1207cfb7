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
import { HowItIsMarked, sentence, ShownDifferences } from '../shown-difference.tsx';
import { languageWords } from '../words.ts';

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
    const title = `${policy.title}: version ${from.number} to ${to.number}`;
    return renderPage(
      {
        input,
        title,
        description: `What changed in “${policy.title}” from version ${from.number} to version ${to.number}, word by word.`,
        path,
        links: [
          {
            rel: 'alternate',
            href: `${path}.json`,
            type: 'application/json',
            title: 'This difference as JSON',
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
  return (
    <>
      <div class="title">
        <p class="crumb">
          <a href={`${place.base}/policies`}>Policies</a> /{' '}
          <a href={`${place.base}${policyPath(policy.slug)}`} dir="auto">
            {policy.title}
          </a>{' '}
          / Difference
        </p>
        <h1>
          What changed from version {from.number} to version {to.number}
        </h1>
        <p class="lead">
          {sentence(count, changed.length)} <HowItIsMarked />
        </p>
        <p class="stamp">
          <End input={input} head={from} /> <End input={input} head={to} />{' '}
          <Other input={input} difference={difference} path={path} />
          <span class="screen">
            <a href={`${place.base}${path}.json?language=${language.to}`}>JSON</a>
          </span>
        </p>
        {language.from === language.to ? null : (
          <p class="small quiet">
            The two are compared in different languages, because no language has both.
          </p>
        )}
        <p class="paper">{absolute(input, path)}</p>
      </div>
      <ShownDifferences sections={sections} language={language.to} />
    </>
  );
}

function End({ input: { place }, head }: { input: RenderInput; head: VersionHead }) {
  const day = head.announcement?.effectiveOn;
  return (
    <span>
      <a href={`${place.base}${versionPath(head)}`}>Version {head.number}</a>
      {day === undefined ? null : (
        <>
          {' from '}
          <Time day={day} />
        </>
      )}
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
        <a href={`${input.place.base}${path}?language=${other}`} lang={other} hreflang={other}>
          {languageWords[other]}
        </a>
      </span>{' '}
    </>
  );
}
