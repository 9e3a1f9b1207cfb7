import { useLanguage, useWords } from '../http/language.tsx';
import type { BlockDifference, BlockKind, SectionDifference } from './difference.ts';
import { policyWords } from './words/pages.ts';

/** What became of a text, section by section and there word by word; sections that are the same are only named. */
export function ShownDifferences({
  sections,
  language,
}: {
  readonly sections: readonly SectionDifference[];
  readonly language: string;
}) {
  return (
    <>
      <div class="changed" lang={language}>
        {sections
          .filter(({ isChanged }) => isChanged)
          .map((section) => (
            <Section section={section} />
          ))}
      </div>
      <Unchanged sections={sections} language={language} />
    </>
  );
}

function Section({ section }: { section: SectionDifference }) {
  const { heading, blocks } = section;
  const words = useWords(policyWords);
  const language = useLanguage();
  const [first, ...others] = blocks;
  const rest = heading === undefined ? blocks : others;
  return (
    <section class="prose text">
      {heading === undefined || first === undefined ? (
        <h2 class="quiet" lang={language}>
          {words.beforeHeading}
        </h2>
      ) : (
        <h2 dir="auto">
          <Runs block={first} />
        </h2>
      )}
      {inContext(rest).map((shown) =>
        'same' in shown ? (
          <p class="small quiet" lang={language}>
            {words.same(shown.same)}
          </p>
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

const blockClasses: Readonly<Record<BlockKind, string>> = {
  heading: 'said',
  paragraph: 'said',
  item: 'said point',
  row: 'said cells',
  code: 'said mono',
};

/** For those who hear the page the ends of what went and came are said. */
function Runs({ block: { runs } }: { block: BlockDifference }) {
  const { removed, added } = useWords(policyWords);
  const lang = useLanguage();
  return (
    <>
      {runs.map(({ of, text }) => {
        if (of === 'before')
          return (
            <del>
              <span class="unseen" lang={lang}>{`[${removed}: `}</span>
              {text}
              <span class="unseen">] </span>
            </del>
          );
        if (of === 'after')
          return (
            <ins>
              <span class="unseen" lang={lang}>{`[${added}: `}</span>
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
  const words = useWords(policyWords);
  if (same.length === 0) return null;
  return (
    <section class="row" aria-labelledby="unchanged">
      <div>
        <h2 id="unchanged">{words.unchanged}</h2>
        <p class="small quiet">{words.unchangedNote}</p>
      </div>
      <ul class="contents" lang={language}>
        {same.map(({ heading }) => (
          <li dir="auto">{heading ?? words.beforeHeading}</li>
        ))}
      </ul>
    </section>
  );
}
