import { Time, TimeOf } from '../../http/dates.tsx';
import { renderPage } from '../../http/layout.tsx';
import type { Queried, RenderInput } from '../../publication/representation.ts';
import { notFoundPage } from '../../site/not-found.tsx';
import { AnnouncedPolicies } from '../announced.tsx';
import { findShown, isLanguage, isListed, policyFeedLinks, policyJson } from '../documents.ts';
import type { VersionHead } from '../model.ts';
import { differencePath, policyPath, versionPath } from '../present.ts';
import { stateSigns } from '../words.ts';

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
            title: 'This policy as JSON',
          },
          ...policyFeedLinks,
        ],
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
  return (
    <section class="row" aria-labelledby="every-version">
      <div>
        <h2 id="every-version">Versions</h2>
        <p class="small quiet">Each stays at its address as it was.</p>
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
  if (state === 'draft' || announcement === undefined) return null;
  const { word, shape } = stateSigns[state];
  return (
    <li>
      <Time day={announcement.effectiveOn} /> <span class={`is is-${shape}`}>{word}</span>{' '}
      <span>
        <a href={`${place.base}${versionPath(head)}`}>Version {head.number}</a>
        {before === undefined ? null : (
          <>
            {', '}
            <a href={`${place.base}${differencePath(head.policy, before.number, head.number)}`}>
              what changed since version {before.number}
            </a>
          </>
        )}
        <span class="sub" dir="auto">
          {withdrawal === undefined ? oneLine(announcement.summary) : withdrawal.reason}
        </span>
        <span class="sub">
          {announcement.isMaterial ? 'Material' : 'Not material'}, announced{' '}
          <TimeOf at={announcement.at} zone={snapshot.organisation.timeZone} />
        </span>
      </span>
    </li>
  );
}

/** Marks of Markdown read badly in one line of a list, and a summary has few. */
function oneLine(summary: string): string {
  return summary.replaceAll(/\s+/g, ' ');
}
