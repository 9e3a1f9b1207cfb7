import { type Context, Hono } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { may, needs } from '../../console/guard.ts';
import { answerPage } from '../../console/layout.tsx';
import { Done, Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { staleTranslation } from '../../console/translation-fields.tsx';
import { Time, TimeOf } from '../../http/dates.tsx';
import { Fact } from '../../http/facts.tsx';
import type { OperationId } from '../../staff/model/permitting.ts';
import type { Edition } from '../model.ts';
import { isListed } from '../model/events.ts';
import { listVersions } from '../service/issuing.ts';
import { Covered } from '../shown.tsx';
import { formatWord, kindWords, pagesWord, sizeWords, visibilityWords } from '../words/kinds.ts';
import { type Paper, paperOf, StateOf } from './paper.tsx';

/** One document with all of its versions. */
export const documentPage = new Hono<ConsoleEnv>();

const done = {
  added: 'The document is there. Now upload its file.',
  changed: 'Stored.',
  stale: staleTranslation,
  uploaded: 'The file is here, as a draft. Put it in force when it is to be given out.',
  said: 'Stored.',
  issued: 'The version is in force.',
  withdrawn: 'The version is withdrawn: nobody gets it any more.',
} as const;

documentPage.get('/documents/:id{doc_[0-9a-f]+}', needs('getDocument'), async (c) => {
  const paper = await paperOf(c);
  const { document, place } = paper;
  const versions = await listVersions(c.env.deps.db, document.slug);
  return answerPage(
    c,
    { title: document.title, current: 'documents' },
    <>
      <PageTitle
        title={document.title}
        crumb={{ href: `${place.root}/documents`, label: 'Documents' }}
      >
        <p class="lead">
          {kindWords[document.kind]}. {visibilityWords[document.visibility]}.
        </p>
        <Acts c={c} paper={paper} isFirst={versions.length === 0} />
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      <section class="block" aria-labelledby="versions">
        <h2 id="versions">Versions</h2>
        {versions.length === 0 ? (
          <Empty>No file yet. Upload the first version; nobody sees it until it is in force.</Empty>
        ) : (
          <Versions c={c} versions={versions} paper={paper} />
        )}
      </section>
      <About paper={paper} />
      <p class="acts">
        <a href={`${place.root}/documents/grants?document=${document.slug}`}>Who has it</a>
        <a href={`${place.root}/documents/downloads?document=${document.slug}`}>Copies given out</a>
      </p>
      {document.description === undefined ? null : await describe(document.description)}
    </>,
  );
});

type Part = { readonly c: Context<ConsoleEnv>; readonly paper: Paper };

function Acts({ c, paper: { document, place, here }, isFirst }: Part & { isFirst: boolean }) {
  return (
    <p class="acts">
      {may(c, 'uploadDocumentVersion') ? (
        <a class="button" href={`${here}/versions/upload`}>
          {isFirst ? 'Upload the file' : 'Upload a new version'}
        </a>
      ) : null}
      {may(c, 'replaceDocument') ? <a href={`${here}/edit`}>Change what is said of it</a> : null}
      {isListed(document) ? (
        <a href={`${place.base}/documents/${document.slug}`}>Its public page</a>
      ) : null}
    </p>
  );
}

type Act = readonly [
  path: string,
  operation: OperationId,
  label: string,
  isOpen: (edition: Edition) => boolean,
];

const acts: readonly Act[] = [
  [
    'issue',
    'issueDocumentVersion',
    'Put in force',
    ({ state }) => state === 'draft' || state === 'superseded',
  ],
  ['file', 'downloadDocumentVersion', 'Download', () => true],
  ['edit', 'replaceDocumentVersion', 'Edit', ({ state }) => state !== 'withdrawn'],
  ['withdrawal', 'withdrawDocumentVersion', 'Withdraw', ({ state }) => state !== 'withdrawn'],
];

function Versions({ c, versions, paper }: Part & { readonly versions: readonly Edition[] }) {
  const { timeZone: zone } = paper.place;
  return (
    <RecordTable
      caption="Versions, newest first"
      rows={versions}
      columns={[
        {
          label: 'Version',
          cell: ({ number, label }) => (
            <span id={`version-${number}`}>
              {number}
              {label === undefined ? null : (
                <span class="sub">
                  <bdi>{label}</bdi>
                </span>
              )}
            </span>
          ),
        },
        { label: 'State', cell: ({ state }) => <StateOf state={state} /> },
        {
          label: 'File',
          cell: ({ fileName, mediaType, size, pages }) => (
            <>
              <bdi>{fileName}</bdi>
              <span class="sub">
                {formatWord(mediaType)}, {sizeWords(size)}
                {pages === undefined ? null : `, ${pagesWord(pages)}`}
              </span>
            </>
          ),
        },
        {
          label: 'Tells of',
          cell: (edition) => (
            <>
              <span>
                <Covered edition={edition} />
              </span>
              <span class="sub">
                {edition.validUntil === undefined ? null : (
                  <>
                    Valid until <Time day={edition.validUntil} />
                  </>
                )}
              </span>
            </>
          ),
        },
        {
          label: 'In force since',
          cell: ({ issuedAt }) =>
            issuedAt === undefined ? (
              <span class="quiet">Not yet</span>
            ) : (
              <TimeOf at={issuedAt} zone={zone} />
            ),
        },
        { label: '', cell: (edition) => <VersionActs c={c} edition={edition} here={paper.here} /> },
      ]}
    />
  );
}

function VersionActs({
  c,
  edition,
  here,
}: Pick<Part, 'c'> & { readonly edition: Edition; readonly here: string }) {
  const open = acts.filter(([, operation, , isOpen]) => isOpen(edition) && may(c, operation));
  return (
    <span class="acts">
      {open.map(([path, , label]) => (
        <>
          <a href={`${here}/versions/${edition.number}/${path}`}>
            {label}
            <span class="unseen"> version {edition.number}</span>
          </a>{' '}
        </>
      ))}
    </span>
  );
}

function About({ paper: { document } }: Pick<Part, 'paper'>) {
  const { slug, isMarked, nda, visibility, bridgeOf, order, edition } = document;
  return (
    <section class="block" aria-labelledby="about">
      <h2 id="about">What is said of it</h2>
      <dl class="facts">
        <Fact label="Address">
          <code>/documents/{slug}</code>
        </Fact>
        <Fact label="Copies">
          {isMarked ? 'Each carries the name of whoever gets it' : 'As uploaded, without a name'}
        </Fact>
        <Fact label="NDA text">{visibility === 'nda' ? (nda ?? 'The usual one') : undefined}</Fact>
        <Fact label="Continues">{bridgeOf}</Fact>
        <Fact label="Place in the list">{order}</Fact>
        <Fact label="SHA-256 in force">
          {edition === undefined ? undefined : <code>{edition.sha256}</code>}
        </Fact>
      </dl>
    </section>
  );
}

/** As the public page shows it. */
async function describe(text: string) {
  const { Markdown } = await import('../../updates/shown-markdown.tsx');
  return (
    <section class="block" aria-labelledby="description">
      <h2 id="description">Description</h2>
      <div class="prose">
        <Markdown text={text} />
      </div>
    </section>
  );
}
