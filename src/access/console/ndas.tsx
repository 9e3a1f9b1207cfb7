import { Hono } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { may, needs } from '../../console/guard.ts';
import { answerPage, placeOf } from '../../console/layout.tsx';
import { Done, Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { asId } from '../../core/ids.ts';
import { Moment, TimeOf } from '../../http/dates.tsx';
import { Fact } from '../../http/facts.tsx';
import { textFile } from '../copy.ts';
import type { Nda } from '../model.ts';
import { getNda, listNdas } from '../service/ndas.ts';
import { scopeWords } from '../words/states.ts';
import { ndaForms } from './nda-forms.tsx';

/** Texts of NDAs with all their versions. */
export const ndaPages = new Hono<ConsoleEnv>();

const done = {
  published: 'The text is in force. It is asked for from the next grant on.',
} as const;

ndaPages.get('/documents/ndas', needs('listNdas'), async (c) => {
  const { root, timeZone: zone } = await placeOf(c);
  const here = `${root}/documents/ndas`;
  const ndas = await listNdas(c.env.deps.db);
  return answerPage(
    c,
    { title: 'NDA texts', current: 'documents' },
    <>
      <PageTitle title="NDA texts" crumb={{ href: `${root}/documents`, label: 'Documents' }}>
        <p class="lead">
          What people accept before they get a document under NDA. The newest version of each is the
          one that is asked for.
        </p>
        <p class="acts">
          {may(c, 'publishNda') ? (
            <a class="button" href={`${here}/new`}>
              Write a text
            </a>
          ) : null}
          <a href={`${root}/documents/acceptances`}>Who accepted</a>
        </p>
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      {ndas.length === 0 ? (
        <Empty>
          No text yet, so nothing under NDA can be given. Write the text called standard: it holds
          for each document that names no other.
        </Empty>
      ) : (
        <Texts ndas={ndas} here={here} zone={zone} />
      )}
    </>,
  );
});

type Listed = { readonly ndas: readonly Nda[]; readonly here: string; readonly zone: string };

function Texts({ ndas, here, zone }: Listed) {
  const newest = new Map(ndas.toReversed().map(({ name, id }) => [name, id]));
  return (
    <RecordTable
      caption="Texts by name, newest first"
      rows={ndas}
      columns={[
        {
          label: 'Text',
          cell: ({ id, title, name }) => (
            <>
              <a href={`${here}/${id}`} dir="auto">
                {title}
              </a>
              <span class="sub">{name}</span>
            </>
          ),
        },
        { label: 'Version', cell: ({ number }) => number },
        {
          label: 'State',
          cell: ({ id, name }) =>
            newest.get(name) === id ? (
              <span class="is is-current">In force</span>
            ) : (
              <span class="is is-ended">Superseded</span>
            ),
        },
        { label: 'Who accepts', cell: ({ scope }) => scopeWords[scope] },
        { label: 'Published', cell: ({ publishedAt }) => <TimeOf at={publishedAt} zone={zone} /> },
      ]}
    />
  );
}

ndaPages.get('/documents/ndas/:nda{nda_[0-9a-f]+}', needs('getNda'), async (c) => {
  const { root, timeZone: zone } = await placeOf(c);
  const nda = await getNda(c.env.deps.db, asId('nda', c.req.param('nda')));
  const here = `${root}/documents/ndas/${nda.id}`;
  const { Markdown } = await import('../../updates/shown-markdown.tsx');
  return answerPage(
    c,
    { title: nda.title, current: 'documents' },
    <>
      <PageTitle title={nda.title} crumb={{ href: `${root}/documents/ndas`, label: 'NDA texts' }}>
        <p class="acts">
          {may(c, 'printNda') ? <a href={`${here}/text.pdf`}>As PDF, to sign on paper</a> : null}
          {may(c, 'publishNda') ? (
            <a href={`${root}/documents/ndas/new?of=${nda.id}`}>Write the next version</a>
          ) : null}
          <a href={`${root}/documents/acceptances?nda=${nda.id}`}>Who accepted this version</a>
        </p>
      </PageTitle>
      <dl class="facts">
        <Fact label="Name">{nda.name}</Fact>
        <Fact label="Version">{nda.number}</Fact>
        <Fact label="Who accepts">{scopeWords[nda.scope]}</Fact>
        <Fact label="Published">
          <Moment at={nda.publishedAt} zone={zone} />
        </Fact>
        <Fact label="SHA-256 of the text">
          <code>{nda.sha256}</code>
        </Fact>
      </dl>
      <section class="block" aria-labelledby="text">
        <h2 id="text">The text</h2>
        <div class="prose">
          <h3>
            Version {nda.number}, <TimeOf at={nda.publishedAt} zone={zone} prose />
          </h3>
          <Markdown text={nda.text} />
        </div>
      </section>
    </>,
  );
});

ndaPages.get('/documents/ndas/:nda{nda_[0-9a-f]+}/text.pdf', needs('printNda'), async (c) => {
  const { deps } = c.env;
  return textFile(deps, await getNda(deps.db, asId('nda', c.req.param('nda'))));
});

ndaPages.route('/', ndaForms);
