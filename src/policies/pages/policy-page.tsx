import { Time, TimeOf } from '../../http/dates.tsx';
import { useContentLang, useWords } from '../../http/language.tsx';
import { renderPage } from '../../http/layout.tsx';
import type { Queried, RenderInput } from '../../publication/representation.ts';
import { describePolicy } from '../../site/json-ld-pages.ts';
import { notFoundPage } from '../../site/not-found.tsx';
import { AnnouncedPolicies } from '../announced.tsx';
import { findShown, isLanguage, isListed, policyFeedLinks, policyJson } from '../documents.ts';
import type { VersionHead } from '../model.ts';
import { differencePath, policyPath, versionPath } from '../present.ts';
import { policyWords } from '../words/pages.ts';
import { signsIn } from '../words/signs.ts';

/** A policy: the version in effect, or the one announced where none is yet. */
export const policyPage: Queried = {
  kind: 'queried',
  path: '/policies/:policy{[a-z0-9-]+}',
  mediaType: 'text/html; charset=utf-8',
  params: { policy: isListed, language: isLanguage },
  links: [
    { rel: 'alternate', href: '/policies/{policy}.json', type: 'application/json' },
    ...policyFeedLinks,
  ],
  json: policyJson,
  render: async (input) => {
    const found = await findShown(input);
    if (found === undefined) return notFoundPage(input, 'policy');
    // Loaded with the first text, not with the first page.
    const { readShown, TextBlock, TextTitle } = await import('./text-block.tsx');
    const { listed, shown: version, versions } = found;
    const { slug, title } = listed.policy;
    const path = policyPath(slug);
    const shown = { input, version, title, path };
    return renderPage(
      {
        input,
        title: readShown(shown).title,
        description: readShown(shown).summary,
        path,
        links: [
          {
            rel: 'alternate',
            href: `${path}.json`,
            type: 'application/json',
            title: policyWords[input.place.language].policyJson,
          },
          ...policyFeedLinks,
        ],
        structured: describePolicy(listed, version, input),
      },
      <>
        <AnnouncedPolicies input={input} of={slug} />
        <TextTitle {...shown} crumb={title} />
        <TextBlock {...shown} />
        <Versions input={input} versions={versions} />
      </>,
    );
  },
};

type Props = { readonly input: RenderInput; readonly versions: readonly VersionHead[] };

function Versions({ input, versions }: Props) {
  const words = useWords(policyWords);
  return (
    <section class="row" aria-labelledby="every-version">
      <div>
        <h2 id="every-version">{words.versions}</h2>
        <p class="small quiet">{words.versionsStay}</p>
      </div>
      <ol class="log">
        {versions.map((head, index) => (
          <OneVersion
            input={input}
            head={head}
            before={versions.slice(index + 1).find(({ state }) => state !== 'withdrawn')}
          />
        ))}
      </ol>
    </section>
  );
}

type OneProps = {
  readonly input: RenderInput;
  readonly head: VersionHead;
  readonly before: VersionHead | undefined;
};

function OneVersion({ input, head, before }: OneProps) {
  const { place, snapshot } = input;
  const { state, announcement, withdrawal } = head;
  const words = useWords(policyWords);
  const signs = useWords(signsIn);
  if (state === 'draft' || announcement === undefined) return null;
  const { word, shape } = signs[state];
  return (
    <li>
      <Time day={announcement.effectiveOn} /> <span class={`is is-${shape}`}>{word}</span>{' '}
      <div>
        <a href={`${place.pages}${versionPath(head)}`}>{words.version(head.number)}</a>
        {before === undefined ? null : (
          <>
            {', '}
            <a href={`${place.pages}${differencePath(head.policy, before.number, head.number)}`}>
              {words.changedSince(before.number)}
            </a>
          </>
        )}
        <div class="sub" dir="auto" lang={useContentLang()}>
          {withdrawal === undefined ? oneLine(announcement.summary) : withdrawal.reason}
        </div>
        <div class="sub">
          {words.announced(
            announcement.isMaterial,
            <TimeOf at={announcement.at} zone={snapshot.organisation.timeZone} />,
          )}
        </div>
      </div>
    </li>
  );
}

/** Marks of Markdown read badly in one line of a list, and a summary has few. */
function oneLine(summary: string): string {
  return summary.replaceAll(/\s+/g, ' ');
}
