import { Time } from '../../http/dates.tsx';
import { absolute, renderPage } from '../../http/layout.tsx';
import { TableHead } from '../../http/tables.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { Published, RenderInput } from '../../publication/representation.ts';
import { documentLinks, documentsJson } from '../documents.ts';
import type { Listed } from '../model.ts';
import { bridgeLettersOf } from '../present.ts';
import { formatWord, kindWords, pagesWord } from '../words.ts';
import { AccessSign, Covered, isCovering, IssuedOn } from '../shown.tsx';

/** Which documents there are, and how each is had. */
export const documentsPage: Published = {
  kind: 'published',
  path: '/documents',
  mediaType: 'text/html; charset=utf-8',
  links: documentLinks,
  json: documentsJson,
  render: (input) => {
    const { name } = input.snapshot.organisation;
    return renderPage(
      {
        input,
        title: 'Documents',
        description: `Reports, certificates and contracts of ${name}: what anybody may read, and what is given on request.`,
        path: '/documents',
        links: documentLinks,
        current: 'documents',
      },
      <Content input={input} />,
    );
  },
};

function Content({ input }: { input: RenderInput }) {
  const { snapshot, place } = input;
  const { documents, organisation } = snapshot;
  return (
    <>
      <div class="title">
        <h1>Documents</h1>
        <p class="lead">
          Reports, certificates and contracts of <bdi>{nameInSentence(organisation)}</bdi>: what
          anybody may read, and what is given to those who ask.
        </p>
        <p class="paper">{absolute(input, '/documents')}</p>
      </div>
      {documents.length === 0 ? (
        <p class="nothing">No documents are published here yet.</p>
      ) : (
        <>
          <div class="formats">
            <p>
              Those on request are asked for on their page. Each copy is given to one person, by
              name.
            </p>
            <p class="inline">
              <span>This as</span> <a href={`${place.base}/documents.json`}>JSON</a>
            </p>
          </div>
          <table class="fold documents" role="table">
            <caption class="unseen">
              Documents, their versions in force and who may have them
            </caption>
            <TableHead labels={['Document', 'Version', 'Access']} />
            <tbody role="rowgroup">
              {inOrder(documents).map((document) => (
                <Row input={input} document={document} />
              ))}
            </tbody>
          </table>
        </>
      )}
    </>
  );
}

/** A bridge letter stands under its report, where that is listed. */
function inOrder(documents: readonly Listed[]): readonly Listed[] {
  const slugs = new Set(documents.map(({ slug }) => slug));
  const isUnder = ({ bridgeOf }: Listed) => bridgeOf !== undefined && slugs.has(bridgeOf);
  return documents
    .filter((each) => !isUnder(each))
    .flatMap((each) => [each, ...bridgeLettersOf(each, documents)]);
}

type Props = { readonly input: RenderInput; readonly document: Listed };

function Row({ input: { place, snapshot }, document }: Props) {
  const { edition, kind, bridgeOf } = document;
  const report = snapshot.documents.find(({ slug }) => slug === bridgeOf);
  return (
    <tr role="row">
      <th scope="row" role="rowheader" dir="auto">
        <a href={`${place.base}/documents/${document.slug}`}>{document.title}</a>
        {report === undefined ? (
          <Kind document={document} />
        ) : (
          <span class="sub">
            {kindWords[kind]} to <bdi>{report.title}</bdi>
          </span>
        )}
      </th>
      <td role="cell" data-label="Version">
        {edition === undefined ? (
          <span class="quiet">Not available yet</span>
        ) : (
          <Version edition={edition} zone={snapshot.organisation.timeZone} />
        )}
      </td>
      <td role="cell" data-label="Access">
        <span>
          <AccessSign document={document} />
          {edition === undefined ? null : (
            <span class="sub">
              {formatWord(edition.mediaType)}
              {edition.pages === undefined ? null : `, ${pagesWord(edition.pages)}`}
            </span>
          )}
        </span>
      </td>
    </tr>
  );
}

/** Unless the title says it. */
function Kind({ document: { kind, title } }: { document: Listed }) {
  const word = kindWords[kind];
  return title.toLowerCase().includes(word.toLowerCase()) ? null : <span class="sub">{word}</span>;
}

function Version({ edition, zone }: { edition: NonNullable<Listed['edition']>; zone: string }) {
  return (
    <span>
      {edition.label === undefined ? null : <bdi>{edition.label}</bdi>}
      {isCovering(edition) ? (
        <span class="sub">
          <Covered edition={edition} />
        </span>
      ) : null}
      <span class="sub">
        Issued <IssuedOn edition={edition} zone={zone} />
        {edition.validUntil === undefined ? null : (
          <>
            , valid until <Time day={edition.validUntil} />
          </>
        )}
      </span>
    </span>
  );
}
