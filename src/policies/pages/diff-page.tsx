import { Time } from '../../http/dates.tsx';
import { absolute, renderPage } from '../../http/layout.tsx';
import type { Queried, RenderInput } from '../../publication/representation.ts';
import { notFoundPage } from '../../site/not-found.tsx';
import type { BlockDifference, BlockKind, SectionDifference } from '../difference.ts';
import {
  findRequestedDifference,
  isLanguage,
  isListed,
  isNumber,
  policyDiffJson,
} from '../documents.ts';
import type { VersionHead } from '../model.ts';
import { differencePath, policyPath, type ShownDifference, versionPath } from '../present.ts';
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
          {sentence(count, changed.length)} <del>Struck through</del> is what went,{' '}
          <ins>underlined</ins> is what came.
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
      <div class="changed" lang={language.to}>
        {changed.map((section) => (
          <Section section={section} />
        ))}
      </div>
      <Unchanged sections={sections} language={language.to} />
    </>
  );
}

function sentence(count: number, sections: number): string {
  if (count === 0) return 'The two say the same.';
  const changes = count === 1 ? 'One place differs' : `${count} places differ`;
  return `${changes}, in ${sections === 1 ? 'one section' : `${sections} sections`}.`;
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

function Section({ section }: { section: SectionDifference }) {
  const { heading, blocks } = section;
  const [first, ...others] = blocks;
  const rest = heading === undefined ? blocks : others;
  return (
    <section class="prose text">
      {heading === undefined || first === undefined ? (
        <h2 class="quiet">Before the first heading</h2>
      ) : (
        <h2 dir="auto">
          <Runs block={first} />
        </h2>
      )}
      {inContext(rest).map((shown) =>
        'same' in shown ? (
          <p class="small quiet">{sameWords(shown.same)}</p>
        ) : (
          <p dir="auto" class={blockClasses[shown.kind]}>
            <Runs block={shown} />
          </p>
        ),
      )}
    </section>
  );
}

/** What is the same on either side of a change; more of it is only counted. */
const context = 1;

type InContext = BlockDifference | { readonly same: number };

function inContext(blocks: readonly BlockDifference[]): readonly InContext[] {
  const changed = blocks.map(({ runs }) => runs.some(({ of }) => of !== 'both'));
  const isNear = (index: number) =>
    changed.slice(Math.max(0, index - context), index + context + 1).includes(true);
  const shown: InContext[] = [];
  for (const [index, block] of blocks.entries()) {
    const last = shown.at(-1);
    if (isNear(index)) shown.push(block);
    else if (last !== undefined && 'same' in last) shown.splice(-1, 1, { same: last.same + 1 });
    else shown.push({ same: 1 });
  }
  return shown;
}

function sameWords(count: number): string {
  return count === 1
    ? 'One paragraph or row is the same.'
    : `${count} paragraphs or rows are the same.`;
}

const blockClasses: Readonly<Record<BlockKind, string>> = {
  heading: 'said',
  paragraph: 'said',
  item: 'said point',
  row: 'said cells',
  code: 'said mono',
};

/** For those who hear the page the ends of what went and came are said. */
function Runs({ block: { runs } }: { block: BlockDifference }) {
  return (
    <>
      {runs.map(({ of, text }) => {
        if (of === 'before')
          return (
            <del>
              <span class="unseen">[removed: </span>
              {text}
              <span class="unseen">] </span>
            </del>
          );
        if (of === 'after')
          return (
            <ins>
              <span class="unseen">[added: </span>
              {text}
              <span class="unseen">] </span>
            </ins>
          );
        return <>{text}</>;
      })}
    </>
  );
}

function Unchanged({
  sections,
  language,
}: {
  sections: readonly SectionDifference[];
  language: string;
}) {
  const same = sections.filter(({ isChanged }) => !isChanged);
  if (same.length === 0) return null;
  return (
    <section class="row" aria-labelledby="unchanged">
      <div>
        <h2 id="unchanged">Unchanged</h2>
        <p class="small quiet">Sections that say the same in both.</p>
      </div>
      <ul class="contents" lang={language}>
        {same.map(({ heading }) => (
          <li dir="auto">{heading ?? 'Before the first heading'}</li>
        ))}
      </ul>
    </section>
  );
}
