import { Time } from '../http/dates.tsx';
import type { RenderInput } from '../publication/representation.ts';
import type { Listed } from './model.ts';
import { AccessSign } from './shown.tsx';

const most = 5;

/** The first documents of the page; nothing where there are none. */
export function DocumentsInBrief({ input: { snapshot, place } }: { input: RenderInput }) {
  const { documents } = snapshot;
  if (documents.length === 0) return null;
  const page = `${place.base}/documents`;
  return (
    <section class="row" aria-labelledby="documents">
      <div>
        <h2 id="documents">Documents</h2>
        <p class="small go">
          <a href={page}>
            {documents.length <= most ? 'How to get them' : `All ${documents.length} documents`}
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
  return (
    <li>
      {edition?.issuedOn === undefined ? (
        <span>{edition === undefined ? 'To come' : 'No date'}</span>
      ) : (
        <Time day={edition.issuedOn} />
      )}{' '}
      <AccessSign document={document} />{' '}
      <span dir="auto">
        <a href={`${page}/${slug}`}>{title}</a>
        {edition?.label === undefined ? null : <span class="sub">{edition.label}</span>}
      </span>
    </li>
  );
}
