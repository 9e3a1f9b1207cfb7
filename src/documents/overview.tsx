import { Time } from '../http/dates.tsx';
import { useContentLang, useTextLang, useWords } from '../http/language.tsx';
import type { RenderInput } from '../publication/representation.ts';
import type { Listed } from './model.ts';
import { AccessSign } from './shown.tsx';
import { documentWords } from './words/pages.ts';

const most = 5;

/** The first documents of the page; nothing where there are none. */
export function DocumentsInBrief({ input: { snapshot, place } }: { input: RenderInput }) {
  const { documents } = snapshot;
  if (documents.length === 0) return null;
  const words = useWords(documentWords);
  const page = `${place.pages}/documents`;
  return (
    <section class="row" aria-labelledby="documents">
      <div>
        <h2 id="documents">{words.documents}</h2>
        <p class="small go">
          <a href={page}>
            {documents.length <= most ? words.howToGet : words.allDocuments(documents.length)}
          </a>
        </p>
      </div>
      <ul class="log">
        {documents.slice(0, most).map((document) => (
          <One document={document} page={page} />
        ))}
      </ul>
    </section>
  );
}

function One({ document, page }: { document: Listed; page: string }) {
  const { slug, title, edition } = document;
  const words = useWords(documentWords);
  const lang = useTextLang(document, 'title');
  return (
    <li>
      {edition?.issuedOn === undefined ? (
        <span>{edition === undefined ? words.toCome : words.noDate}</span>
      ) : (
        <Time day={edition.issuedOn} />
      )}{' '}
      <AccessSign document={document} />{' '}
      <div dir="auto">
        <a href={`${page}/${slug}`} lang={lang}>
          {title}
        </a>
        {edition?.label === undefined ? null : (
          <div class="sub" lang={useContentLang()}>
            {edition.label}
          </div>
        )}
      </div>
    </li>
  );
}
