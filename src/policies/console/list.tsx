import { Hono } from 'hono';
import { counted } from '../../console/counted.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { may, needs } from '../../console/guard.ts';
import { answerPage, type Place, placeOf } from '../../console/layout.tsx';
import { Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { Time } from '../../http/dates.tsx';
import { listWorkedOn, type WorkedOn } from '../service.ts';
import { checkPolicyDrift, type PolicyDrift } from '../service/drift.ts';
import { kindWords } from '../words/signs.ts';
import { announcingForms } from './announcing.tsx';
import { draftForms } from './drafts.tsx';
import { factForms } from './facts.tsx';
import { section, StateOf } from './parts.tsx';
import { policyPages } from './policy.tsx';
import { readingPages } from './reading.tsx';

/** Policies: what stands, what is to come, and where a text says something else than the configuration. */
export const policiesPages = new Hono<ConsoleEnv>();

policiesPages.get('/policies', needs('listPolicies'), async (c) => {
  const { db } = c.env.deps;
  const policies = await listWorkedOn(db);
  const drifts = Map.groupBy(await checkPolicyDrift(db), ({ policy }) => policy);
  const place = await placeOf(c);
  return answerPage(
    c,
    { title: 'Policies', current: section },
    <>
      <PageTitle title="Policies">
        <p class="lead">{leadOf(policies, drifts.size)}</p>
        {may(c, 'createPolicy') ? (
          <p class="acts">
            <a class="button" href={`${place.root}/policies/new`}>
              Begin a policy
            </a>
          </p>
        ) : null}
      </PageTitle>
      {policies.length === 0 ? (
        <Empty>
          A privacy policy, a cookie notice, terms, a data processing agreement: begin one, and its
          first draft has the sections that are written from the configuration.
        </Empty>
      ) : (
        <div class="worded">
          <Policies policies={policies} drifts={drifts} place={place} />
        </div>
      )}
    </>,
  );
});

function leadOf(policies: readonly WorkedOn[], drifted: number): string {
  if (policies.length === 0) return 'There is none yet.';
  const announced = policies.filter((each) => each.announced !== undefined).length;
  const drafts = policies.filter(({ draft }) => draft !== undefined).length;
  const said = [
    policies.length === 1 ? 'One policy' : `${policies.length} policies`,
    ...(announced === 0 ? [] : [announced === 1 ? 'one announced' : `${announced} announced`]),
    ...(drafts === 0 ? [] : [counted(drafts, 'draft')]),
  ].join(', ');
  return drifted === 0
    ? `${said}. All that is published says what the configuration says.`
    : `${said}. ${drifted === 1 ? 'One says' : `${drifted} say`} something else than the configuration.`;
}

type Drifts = ReadonlyMap<string, readonly PolicyDrift[]>;

type Listed = {
  readonly policies: readonly WorkedOn[];
  readonly drifts: Drifts;
  readonly place: Place;
};

function Policies({ policies, drifts, place }: Listed) {
  return (
    <RecordTable
      caption="Policies, in the order of the public page"
      rows={policies}
      columns={[
        {
          label: 'Policy',
          cell: ({ policy: { slug, title, kind } }) => (
            <>
              <a href={`${place.root}/policies/${slug}`} dir="auto">
                {title}
              </a>
              <span class="sub">{kindWords[kind]}</span>
            </>
          ),
        },
        { label: 'In effect', cell: ({ current }) => <InEffect head={current} /> },
        { label: 'To come', cell: (found) => <ToCome found={found} /> },
        {
          label: 'Configuration',
          cell: (found) => <Drifted found={found} drifts={drifts.get(found.policy.slug) ?? []} />,
        },
      ]}
    />
  );
}

function InEffect({ head }: { readonly head: WorkedOn['current'] }) {
  if (head?.announcement === undefined) return <span class="quiet">None yet</span>;
  return (
    <>
      Version {head.number}
      <span class="sub">
        since <Time day={head.announcement.effectiveOn} />
      </span>
    </>
  );
}

function ToCome({ found: { announced, draft } }: { readonly found: WorkedOn }) {
  if (announced === undefined && draft === undefined) return <span class="quiet">Nothing</span>;
  return (
    <>
      {announced?.announcement === undefined ? null : (
        <>
          <StateOf state="announced" />
          <span class="sub">
            version {announced.number}, from <Time day={announced.announcement.effectiveOn} />
          </span>
        </>
      )}
      {draft === undefined ? null : (
        <>
          <StateOf state="draft" />
          <span class="sub">version {draft.number}</span>
        </>
      )}
    </>
  );
}

function Drifted({
  found: { current, announced },
  drifts,
}: {
  readonly found: WorkedOn;
  readonly drifts: readonly PolicyDrift[];
}) {
  if (current === undefined && announced === undefined)
    return <span class="quiet">Nothing published</span>;
  if (drifts.length === 0) return <>As configured</>;
  const sections = [...new Set(drifts.map((drift) => drift.section))];
  return (
    <>
      <span class="is is-announced">Differs</span>
      <span class="sub">{sections.join(', ')}</span>
    </>
  );
}

policiesPages.route('/', factForms);
policiesPages.route('/', policyPages);
policiesPages.route('/', readingPages);
policiesPages.route('/', draftForms);
policiesPages.route('/', announcingForms);
