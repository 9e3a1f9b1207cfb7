import { Time } from '../../http/dates.tsx';
import { absolute, renderPage } from '../../http/layout.tsx';
import { TableHead } from '../../http/tables.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { Published, RenderInput } from '../../publication/representation.ts';
import { AnnouncedPolicies } from '../announced.tsx';
import { policiesJson, policyFeedLinks } from '../documents.ts';
import type { ListedPolicy } from '../model.ts';
import { policyPath, versionPath } from '../present.ts';
import { kindWords, stateSigns } from '../words.ts';

const jsonLink = {
  rel: 'alternate',
  href: '/policies.json',
  type: 'application/json',
  title: 'The policies as JSON',
};

/** The policies, with the version of each that is in effect and the one that is to come. */
export const policiesPage: Published = {
  kind: 'published',
  path: '/policies',
  mediaType: 'text/html; charset=utf-8',
  links: [jsonLink, ...policyFeedLinks],
  json: policiesJson,
  render: (input) =>
    renderPage(
      {
        input,
        title: 'Policies',
        description: `Policies and terms of ${input.snapshot.organisation.name}: what is in effect, since when, and what is to come.`,
        path: '/policies',
        links: [jsonLink, ...policyFeedLinks],
      },
      <Policies input={input} />,
    ),
};

function Policies({ input }: { input: RenderInput }) {
  const { snapshot, place } = input;
  const { listed } = snapshot.policies;
  return (
    <>
      <AnnouncedPolicies input={input} />
      <div class="title">
        <h1>Policies</h1>
        <p class="lead">
          What <bdi>{nameInSentence(snapshot.organisation)}</bdi> promises about personal data, and
          the terms that go with it. Each version keeps its address, and what changed between two
          can be read word by word.
        </p>
        <p class="stamp screen">
          <span>
            <a href={`${place.base}/retention`}>How long records are kept</a>
          </span>{' '}
          <span>
            <a href={`${place.base}/policies.json`}>JSON</a>
          </span>{' '}
          <span>
            <a href={`${place.base}/feed.atom?topic=policies`}>Atom</a>
          </span>
        </p>
        <p class="paper">{absolute(input, '/policies')}</p>
      </div>
      {listed.length === 0 ? (
        <p class="nothing">
          No policy is published yet. What is comes here, and in the{' '}
          <a href={`${place.base}/feed.atom?topic=policies`}>feed</a>.
        </p>
      ) : (
        <Table input={input} listed={listed} />
      )}
    </>
  );
}

const labels = ['Policy', 'In effect', 'Last updated', 'To come'];

function Table({ input, listed }: { input: RenderInput; listed: readonly ListedPolicy[] }) {
  return (
    <table class="fold" role="table">
      <TableHead labels={labels} />
      <tbody role="rowgroup">
        {listed.map((each) => (
          <Row input={input} listed={each} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ input: { place }, listed }: { input: RenderInput; listed: ListedPolicy }) {
  const { policy, current, announced } = listed;
  return (
    <tr role="row">
      <th scope="row" role="rowheader" dir="auto">
        <a href={`${place.base}${policyPath(policy.slug)}`}>{policy.title}</a>
        <span class="sub">{kindWords[policy.kind]}</span>
      </th>
      <td role="cell" data-label={labels[1]}>
        {current === undefined ? (
          <span class="quiet">Not yet</span>
        ) : (
          <a href={`${place.base}${versionPath(current)}`}>Version {current.number}</a>
        )}
      </td>
      <td role="cell" data-label={labels[2]}>
        {current?.announcement === undefined ? (
          <span class="quiet">Not yet</span>
        ) : (
          <Time day={current.announcement.effectiveOn} />
        )}
      </td>
      <td role="cell" data-label={labels[3]}>
        {announced?.announcement === undefined ? (
          <span class="quiet">Nothing</span>
        ) : (
          <span>
            <span class={`is is-${stateSigns.announced.shape}`}>Version {announced.number}</span>{' '}
            <a href={`${place.base}${versionPath(announced)}`}>
              from <Time day={announced.announcement.effectiveOn} />
            </a>
          </span>
        )}
      </td>
    </tr>
  );
}
