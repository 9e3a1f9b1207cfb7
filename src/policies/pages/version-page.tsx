import type { Child } from 'hono/jsx';
import { Time, TimeOf } from '../../http/dates.tsx';
import { useContentLang, useWords } from '../../http/language.tsx';
import { renderPage } from '../../http/layout.tsx';
import type { Queried, Rendered, RenderInput } from '../../publication/representation.ts';
import { notFoundPage } from '../../site/not-found.tsx';
import {
  findRequestedVersion,
  isLanguage,
  isListed,
  isNumber,
  policyVersionJson,
} from '../documents.ts';
import type { Announcement, ListedPolicy, Version } from '../model.ts';
import { differencePath, policyPath, versionPath } from '../present.ts';
import { policyWords } from '../words/pages.ts';

/** One version of a policy, for good. */
export const policyVersionPage: Queried = {
  kind: 'queried',
  path: '/policies/:policy{[a-z0-9-]+}/versions/:number{[0-9]+}',
  mediaType: 'text/html; charset=utf-8',
  params: { policy: isListed, number: isNumber, language: isLanguage },
  links: [
    {
      rel: 'alternate',
      href: '/policies/{policy}/versions/{number}.json',
      type: 'application/json',
    },
    { rel: 'latest-version', href: '/policies/{policy}', type: 'text/html' },
  ],
  json: policyVersionJson,
  render: async (input) => {
    const version = await findRequestedVersion(input);
    const listed = input.snapshot.policies.listed.find(
      ({ policy }) => policy.slug === version?.policy,
    );
    return version === undefined
      ? notFoundPage(input, 'version of a policy')
      : renderVersion(input, version, listed);
  },
};

/** The page of a version; of a draft as it would be. */
export async function renderVersion(
  input: RenderInput,
  version: Version,
  listed: Pick<ListedPolicy, 'policy' | 'current'> | undefined,
): Promise<Rendered> {
  const { readShown, TextBlock, TextTitle } = await import('./text-block.tsx');
  const { Markdown } = await import('../../updates/shown-markdown.tsx');
  const path = versionPath(version);
  const title = listed?.policy.title ?? version.policy;
  const shown = { input, version, title, path };
  const { summary, title: ownTitle } = readShown(shown);
  const words = policyWords[input.place.language];
  return renderPage(
    {
      input,
      title: words.versionTitle(ownTitle, version.number),
      description: summary,
      path,
      links: [
        {
          rel: 'alternate',
          href: `${path}.json`,
          type: 'application/json',
          title: words.versionJson,
        },
      ],
      noindex: version.state !== 'effective',
    },
    <>
      <TextTitle {...shown} crumb={title} />
      <Standing input={input} version={version} listed={listed}>
        {version.announcement === undefined ? null : (
          <Markdown text={version.announcement.summary} />
        )}
      </Standing>
      <TextBlock {...shown} />
    </>,
  );
}

type Props = {
  readonly input: RenderInput;
  readonly version: Version;
  readonly listed: Pick<ListedPolicy, 'current'> | undefined;
  readonly children?: Child;
};

/** What became of this version, what it changed, and where the one in effect stands. */
function Standing({ input, version, listed, children }: Props) {
  const { announcement } = version;
  const words = useWords(policyWords);
  if (announcement === undefined) return null;
  return (
    <section class="notice" aria-label={words.aboutVersion}>
      <p>
        <Life input={input} version={version} announcement={announcement} />
      </p>
      <div class="prose" lang={useContentLang()}>
        {children}
      </div>
      <p class="acts">
        <Ways input={input} version={version} current={listed?.current?.number} />{' '}
        <a href={`${input.place.pages}/updates/${announcement.update}`}>{words.announcement}</a>
      </p>
    </section>
  );
}

type LifeProps = Pick<Props, 'input' | 'version'> & { readonly announcement: Announcement };

function Life({ input, version: { withdrawal, supersededAt }, announcement }: LifeProps) {
  const zone = input.snapshot.organisation.timeZone;
  const { at, isMaterial, effectiveOn } = announcement;
  const words = useWords(policyWords);
  const day = (instant: Date) => <TimeOf at={instant} zone={zone} prose />;
  return (
    <>
      {words.announcedOn(day(at), isMaterial, <Time day={effectiveOn} prose />)}
      {withdrawal === undefined ? null : (
        <>
          {' '}
          {words.withdrawnOn(
            day(withdrawal.at),
            <bdi lang={useContentLang()}>{withdrawal.reason}</bdi>,
          )}
        </>
      )}
      {supersededAt === undefined ? null : <> {words.supersededOn(day(supersededAt))}</>}
    </>
  );
}

type WaysProps = Pick<Props, 'input' | 'version'> & { readonly current: number | undefined };

/** To the version in effect and the difference from it; from that one to what it changed. */
function Ways({ input: { place }, version: { policy, number }, current }: WaysProps) {
  const difference = (from: number, to: number) =>
    `${place.pages}${differencePath(policy, from, to)}`;
  const words = useWords(policyWords);
  if (current === undefined || current === number)
    return number === 1 ? null : (
      <a href={difference(number - 1, number)}>{words.changedSinceVersion(number - 1)}</a>
    );
  return (
    <>
      <a href={`${place.pages}${policyPath(policy)}`}>{words.versionInEffect(current)}</a>{' '}
      <a href={difference(Math.min(current, number), Math.max(current, number))}>{words.compare}</a>
    </>
  );
}
