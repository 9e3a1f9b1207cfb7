import type { Child } from 'hono/jsx';
import { Time, TimeOf } from '../../http/dates.tsx';
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
  return renderPage(
    {
      input,
      title: `${ownTitle}, version ${version.number}`,
      description: summary,
      path,
      links: [
        {
          rel: 'alternate',
          href: `${path}.json`,
          type: 'application/json',
          title: 'This version as JSON',
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
  if (announcement === undefined) return null;
  return (
    <section class="notice" aria-label="About this version">
      <p>
        <Life input={input} version={version} announcement={announcement} />
      </p>
      <div class="prose">{children}</div>
      <p class="acts">
        <Ways input={input} version={version} current={listed?.current?.number} />{' '}
        <a href={`${input.place.base}/updates/${announcement.update}`}>The announcement</a>
      </p>
    </section>
  );
}

type LifeProps = Pick<Props, 'input' | 'version'> & { readonly announcement: Announcement };

function Life({ input, version: { withdrawal, supersededAt }, announcement }: LifeProps) {
  const zone = input.snapshot.organisation.timeZone;
  const { at, isMaterial, effectiveOn } = announcement;
  return (
    <>
      Announced on <TimeOf at={at} zone={zone} prose />,{' '}
      {isMaterial ? 'as a material change' : 'as no material change'}, with effect from{' '}
      <Time day={effectiveOn} prose />.
      {withdrawal === undefined ? null : (
        <>
          {' '}
          <strong>Withdrawn</strong> on <TimeOf at={withdrawal.at} zone={zone} prose />, before it
          took effect: <bdi>{withdrawal.reason}</bdi>
        </>
      )}
      {supersededAt === undefined ? null : (
        <>
          {' '}
          Superseded on <TimeOf at={supersededAt} zone={zone} prose />.
        </>
      )}
    </>
  );
}

type WaysProps = Pick<Props, 'input' | 'version'> & { readonly current: number | undefined };

/** To the version in effect and the difference from it; from that one to what it changed. */
function Ways({ input: { place }, version: { policy, number }, current }: WaysProps) {
  const difference = (from: number, to: number) =>
    `${place.base}${differencePath(policy, from, to)}`;
  if (current === undefined || current === number)
    return number === 1 ? null : (
      <a href={difference(number - 1, number)}>What changed since version {number - 1}</a>
    );
  return (
    <>
      <a href={`${place.base}${policyPath(policy)}`}>Version {current}, in effect</a>{' '}
      <a href={difference(Math.min(current, number), Math.max(current, number))}>Compare with it</a>
    </>
  );
}
