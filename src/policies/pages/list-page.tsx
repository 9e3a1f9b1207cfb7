import { Time } from '../../http/dates.tsx';
import { dot } from '../../http/facts.tsx';
import { useContentLang, useWords } from '../../http/language.tsx';
import { absolute, renderPage } from '../../http/layout.tsx';
import { TableHead } from '../../http/tables.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { Published, RenderInput } from '../../publication/representation.ts';
import { AnnouncedPolicies } from '../announced.tsx';
import { policiesJson, policyFeedLinks } from '../documents.ts';
import type { ListedPolicy } from '../model.ts';
import { policyPath, versionPath } from '../present.ts';
import { policyWords } from '../words/pages.ts';
import { kindsIn, stateSigns } from '../words/signs.ts';

const jsonLink = { rel: 'alternate', href: '/policies.json', type: 'application/json' };

/** The policies, with the version of each that is in effect and the one that is to come. */
export const policiesPage: Published = {
  kind: 'published',
  path: '/policies',
  mediaType: 'text/html; charset=utf-8',
  links: [jsonLink, ...policyFeedLinks],
  json: policiesJson,
  render: (input) => {
    const words = policyWords[input.place.language];
    return renderPage(
      {
        input,
        title: words.policies,
        description: words.listDescription(input.snapshot.organisation.name),
        path: '/policies',
        links: [{ ...jsonLink, title: words.policiesJson }, ...policyFeedLinks],
      },
      <Policies input={input} />,
    );
  },
};

function Policies({ input }: { input: RenderInput }) {
  const { snapshot, place } = input;
  const { listed } = snapshot.policies;
  const words = useWords(policyWords);
  const feed = `${place.base}/feed.atom?topic=policies`;
  return (
    <>
      <AnnouncedPolicies input={input} />
      <div class="title">
        <h1>{words.policies}</h1>
        <p class="lead">{words.listLead(<bdi>{nameInSentence(snapshot.organisation)}</bdi>)}</p>
        <p class="stamp screen">
          <span>
            <a href={`${place.pages}/retention`}>{words.retention}</a>
          </span>
          {dot}
          <span>
            <a href={`${place.base}/policies.json`}>JSON</a>
          </span>
          {dot}
          <span>
            <a href={feed}>Atom</a>
          </span>
        </p>
        <p class="paper">{absolute(input, '/policies')}</p>
      </div>
      {listed.length === 0 ? (
        <p class="nothing">
          {words.noneYet((text) => (
            <a href={feed}>{text}</a>
          ))}
        </p>
      ) : (
        <Table input={input} listed={listed} />
      )}
    </>
  );
}

function Table({ input, listed }: { input: RenderInput; listed: readonly ListedPolicy[] }) {
  const { policy, inEffect, updated, toCome } = useWords(policyWords).columns;
  return (
    <table class="fold" role="table">
      <TableHead labels={[policy, inEffect, updated, toCome]} />
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
  const words = useWords(policyWords);
  const { columns } = words;
  return (
    <tr role="row">
      <th scope="row" role="rowheader" dir="auto">
        <a href={`${place.pages}${policyPath(policy.slug)}`} lang={useContentLang()}>
          {policy.title}
        </a>
        <div class="sub">{useWords(kindsIn)[policy.kind]}</div>
      </th>
      <td role="cell" data-label={columns.inEffect}>
        {current === undefined ? (
          <span class="quiet">{words.notYet}</span>
        ) : (
          <a href={`${place.pages}${versionPath(current)}`}>{words.version(current.number)}</a>
        )}
      </td>
      <td role="cell" data-label={columns.updated}>
        {current?.announcement === undefined ? (
          <span class="quiet">{words.notYet}</span>
        ) : (
          <Time day={current.announcement.effectiveOn} />
        )}
      </td>
      <td role="cell" data-label={columns.toCome}>
        {announced?.announcement === undefined ? (
          <span class="quiet">{words.nothing}</span>
        ) : (
          <span>
            <span class={`is is-${stateSigns.announced.shape}`}>
              {words.version(announced.number)}
            </span>{' '}
            <a href={`${place.pages}${versionPath(announced)}`}>
              {words.from(<Time day={announced.announcement.effectiveOn} />)}
            </a>
          </span>
        )}
      </td>
    </tr>
  );
}
