import { Time } from '../../http/dates.tsx';
import { useContentLang, useLanguage, useTextLang, useWords } from '../../http/language.tsx';
import { absolute, renderPage } from '../../http/layout.tsx';
import { TableHead } from '../../http/tables.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { Published, RenderInput } from '../../publication/representation.ts';
import { documentLinks, documentsJson } from '../documents.ts';
import type { Listed } from '../model.ts';
import { bridgeLettersOf } from '../present.ts';
import { formatWord, kindsIn, pagesWord } from '../words/kinds.ts';
import { documentWords } from '../words/pages.ts';
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
    const words = documentWords[input.place.language];
    return renderPage(
      {
        input,
        title: words.documents,
        description: words.listDescription(name),
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
  const words = useWords(documentWords);
  const { columns } = words;
  return (
    <>
      <div class="title">
        <h1>{words.documents}</h1>
        <p class="lead">{words.listLead(<bdi>{nameInSentence(organisation)}</bdi>)}</p>
        <p class="paper">{absolute(input, '/documents')}</p>
      </div>
      {documents.length === 0 ? (
        <p class="nothing">{words.noneYet}</p>
      ) : (
        <>
          <div class="formats">
            <p>{words.listNote}</p>
            <p class="inline">
              <span>{words.thisAs}</span> <a href={`${place.base}/documents.json`}>JSON</a>
            </p>
          </div>
          <table class="fold documents" role="table">
            <caption class="unseen">{words.caption}</caption>
            <TableHead labels={[columns.document, columns.version, columns.access]} />
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
  const language = useLanguage();
  const words = useWords(documentWords);
  return (
    <tr role="row">
      <th scope="row" role="rowheader" dir="auto">
        <a href={`${place.pages}/documents/${document.slug}`} lang={useTextLang(document, 'title')}>
          {document.title}
        </a>
        {report === undefined ? (
          <Kind document={document} />
        ) : (
          <div class="sub">
            {words.kindTo(
              kindsIn[language][kind],
              <bdi lang={useTextLang(report, 'title')}>{report.title}</bdi>,
            )}
          </div>
        )}
      </th>
      <td role="cell" data-label={words.columns.version}>
        {edition === undefined ? (
          <span class="quiet">{words.notAvailable}</span>
        ) : (
          <Version edition={edition} zone={snapshot.organisation.timeZone} />
        )}
      </td>
      <td role="cell" data-label={words.columns.access}>
        <div>
          <AccessSign document={document} />
          {edition === undefined ? null : (
            <div class="sub">
              {formatWord(edition.mediaType)}
              {edition.pages === undefined ? null : `, ${pagesWord(edition.pages, language)}`}
            </div>
          )}
        </div>
      </td>
    </tr>
  );
}

/** Unless the title says it. */
function Kind({ document: { kind, title } }: { document: Listed }) {
  const word = useWords(kindsIn)[kind];
  return title.toLowerCase().includes(word.toLowerCase()) ? null : <div class="sub">{word}</div>;
}

function Version({ edition, zone }: { edition: NonNullable<Listed['edition']>; zone: string }) {
  const words = useWords(documentWords);
  return (
    <div>
      {edition.label === undefined ? null : <bdi lang={useContentLang()}>{edition.label}</bdi>}
      {isCovering(edition) ? (
        <div class="sub">
          <Covered edition={edition} />
        </div>
      ) : null}
      <div class="sub">
        {words.issued(<IssuedOn edition={edition} zone={zone} />)}
        {edition.validUntil === undefined
          ? null
          : words.validUntil(<Time day={edition.validUntil} />)}
      </div>
    </div>
  );
}
