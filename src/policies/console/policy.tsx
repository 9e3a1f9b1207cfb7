import { englishNames } from '../../core/language.ts';
import { type Context, Hono } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { may, needs } from '../../console/guard.ts';
import { answerPage } from '../../console/layout.tsx';
import { Done, Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { parseNumber } from '../../core/number.ts';
import { Moment, Time } from '../../http/dates.tsx';
import { Fact } from '../../http/facts.tsx';
import { PageNav } from '../../http/page-nav.tsx';
import type { OperationId } from '../../staff/model/permitting.ts';
import type { VersionHead } from '../model.ts';
import { policyPath, versionPath } from '../present.ts';
import { pageVersions } from '../service.ts';
import { checkPolicyDrift, type PolicyDrift } from '../service/drift.ts';
import { ShownDifferences } from '../shown-difference.tsx';
import { policyWords } from '../words/pages.ts';
import { kindWords } from '../words/signs.ts';
import { type Found, policyOf, section, StateOf } from './parts.tsx';

/** One policy: what is to be done next, where it has drifted, and every version. */
export const policyPages = new Hono<ConsoleEnv>();

const perPage = 50;

const done = {
  stored: 'Stored.',
  drafted: 'The draft is made. Read it, and announce it when it is right.',
  saved: 'The draft is stored. What Annex writes in it is up to date.',
  discarded: 'The draft is gone.',
  announced: 'Announced. Whoever follows policies is being told.',
  withdrawn: 'The announcement is withdrawn. Whoever follows policies is being told.',
} as const;

policyPages.get('/policies/:slug', needs('getPolicy'), async (c) => {
  const found = await policyOf(c);
  const { policy, place, here } = found;
  const before = parseNumber(c.req.query('before') ?? '');
  const { db } = c.env.deps;
  const { items, next } = await pageVersions(db, policy.slug, { before, limit: perPage });
  const drifts = (await checkPolicyDrift(db)).filter((each) => each.policy === policy.slug);
  return answerPage(
    c,
    { title: policy.title, current: section },
    <>
      <PageTitle title={policy.title} crumb={{ href: `${place.root}/policies`, label: 'Policies' }}>
        <p class="lead">{leadOf(found)}</p>
        <Acts c={c} found={found} isDrifted={drifts.length > 0} />
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      {drifts.length === 0 ? null : await driftOf(drifts)}
      <Facts found={found} />
      <section class="block worded" aria-labelledby="versions">
        <h2 id="versions">Versions</h2>
        {items.length === 0 ? (
          <Empty>There is none yet. The first draft begins it.</Empty>
        ) : (
          <Versions found={found} items={items} />
        )}
      </section>
      <PageNav
        of="versions"
        noun="versions"
        newest={before === undefined ? undefined : here}
        older={next === null ? undefined : `${here}?before=${next}`}
      />
    </>,
  );
});

function leadOf({ current, announced, draft }: Found): string {
  const said = [
    current === undefined
      ? 'No version is in effect yet.'
      : `Version ${current.number} is in effect.`,
    ...(announced === undefined ? [] : [`Version ${announced.number} is announced.`]),
    ...(draft === undefined ? [] : [`Version ${draft.number} is a draft.`]),
  ];
  return said.join(' ');
}

type ActsProps = {
  readonly c: Context<ConsoleEnv>;
  readonly found: Found;
  readonly isDrifted: boolean;
};

type Way = {
  readonly label: string;
  readonly href: string;
  readonly needs: OperationId;
};

/** The next step first. */
function Acts({ c, found, isDrifted }: ActsProps) {
  const { here, announced, draft } = found;
  const ways: readonly Way[] = [
    ...(draft === undefined ? [firstStep(found, isDrifted)] : stepsOf(found, draft)),
    ...(announced === undefined
      ? []
      : [
          {
            label: 'Withdraw the announcement',
            href: `${here}/versions/${announced.number}/withdrawal`,
            needs: 'withdrawPolicyAnnouncement' as const,
          },
        ]),
    { label: 'Title, kind and notice', href: `${here}/facts`, needs: 'replacePolicy' },
  ];
  const open = ways.filter((way) => may(c, way.needs));
  return (
    <p class="acts">
      {open.map(({ label, href, needs: operation }, index) => (
        <a
          class={index === 0 && operation !== 'getPolicyVersion' ? 'button' : undefined}
          href={href}
        >
          {label}
        </a>
      ))}
    </p>
  );
}

function firstStep({ here, current }: Found, isDrifted: boolean): Way {
  const [label, path] =
    current === undefined
      ? ['Write the first draft', 'upload']
      : [isDrifted ? 'Draft it as configured now' : 'Draft the next version', 'current'];
  return { label, href: `${here}/drafts/${path}`, needs: 'createPolicyDraft' };
}

function stepsOf(
  { here, current, announced }: Found,
  { number, languages }: VersionHead,
): readonly Way[] {
  const at = `${here}/versions/${number}`;
  const announce: Way = {
    label: 'Announce the draft',
    href: `${at}/announcement`,
    needs: 'announcePolicyVersion',
  };
  const compare: Way = {
    label: 'What it changes',
    href: `${at}/difference`,
    needs: 'getPolicyVersion',
  };
  return [
    ...(announced === undefined ? [announce] : []),
    { label: 'Edit the draft', href: `${at}/text/upload`, needs: 'replacePolicyDraft' },
    ...languages.map((language): Way => ({
      label: `Preview, ${englishNames[language]}`,
      href: `${at}/preview?language=${language}`,
      needs: 'getPolicyVersion',
    })),
    ...(current === undefined ? [] : [compare]),
    { label: 'Discard the draft', href: `${at}/discard`, needs: 'deletePolicyDraft' },
  ];
}

async function driftOf(drifts: readonly PolicyDrift[]) {
  const { differencesBetween } = await import('../difference.ts');
  return (
    <section class="block due" aria-labelledby="drift">
      <h2 id="drift">Published, and configured since</h2>
      <p class="small">
        Version {drifts[0]?.number} says something else than the configuration does now. It stays as
        it was published; the next draft takes the new text over. {policyWords.en.howMarked}
      </p>
      {drifts.map(({ section: name, language, published, configured }) => (
        <details class="drift">
          <summary>
            {name}, {englishNames[language]}
          </summary>
          <ShownDifferences
            sections={differencesBetween(published, configured)}
            language={language}
          />
        </details>
      ))}
    </section>
  );
}

function Facts({ found }: { readonly found: Found }) {
  const { policy, place, current, announced } = found;
  const url = `${place.base}${policyPath(policy.slug)}`;
  return (
    <dl class="facts wide">
      <Fact label="Kind">{kindWords[policy.kind]}</Fact>
      <Fact label="Notice of a material change">{policy.noticeDays} days</Fact>
      <Fact label="Public page">
        {current === undefined && announced === undefined ? (
          <>{url}, once a version is announced</>
        ) : (
          <a href={url}>{url}</a>
        )}
      </Fact>
    </dl>
  );
}

function Versions({
  found,
  items,
}: {
  readonly found: Found;
  readonly items: readonly VersionHead[];
}) {
  const { place } = found;
  return (
    <RecordTable
      caption="Versions, newest first"
      rows={items}
      columns={[
        {
          label: 'Version',
          cell: (head) => (
            <>
              {head.state === 'draft' ? (
                <>Version&nbsp;{head.number}</>
              ) : (
                <a href={`${place.base}${versionPath(head)}`}>Version&nbsp;{head.number}</a>
              )}
              <span class="sub">{head.languages.map((each) => englishNames[each]).join(', ')}</span>
            </>
          ),
        },
        { label: 'State', cell: ({ state }) => <StateOf state={state} /> },
        {
          label: 'From',
          cell: ({ announcement }) =>
            announcement === undefined ? (
              <span class="quiet">Not announced</span>
            ) : (
              <>
                <Time day={announcement.effectiveOn} />
                <span class="sub">{announcement.isMaterial ? 'Material' : 'Not material'}</span>
              </>
            ),
        },
        {
          label: 'What changes',
          cell: ({ announcement, withdrawal, updatedAt }) => (
            <span dir="auto">
              {withdrawal?.reason ?? announcement?.summary ?? (
                <>
                  Last stored <Moment at={updatedAt} zone={place.timeZone} />
                </>
              )}
            </span>
          ),
        },
      ]}
    />
  );
}
