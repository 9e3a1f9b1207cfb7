import { type Context, Hono } from 'hono';
import type { Child } from 'hono/jsx';
import { z } from 'zod';
import { counted } from '../../console/counted.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { may, needs } from '../../console/guard.ts';
import { answerPage, type Place, placeOf } from '../../console/layout.tsx';
import { Done, Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { staleTranslation } from '../../console/translation-fields.tsx';
import { Time, TimeOf } from '../../http/dates.tsx';
import { PageNav } from '../../http/page-nav.tsx';
import type { Statement } from '../model.ts';
import { anchorOf } from '../present.ts';
import { type Listed, pageStatements } from '../service.ts';
import { attestations, controls, laws, type Noun, questions } from './nouns.tsx';

/** Each kind of statement as a list with a filter. */
export const statementLists = new Hono<ConsoleEnv>();

const perPage = 100;

const query = z.object({
  words: z.string().trim().max(100).catch(''),
  after: z.string().max(40).optional().catch(undefined),
});

const done = {
  stated: 'Stored and public.',
  stale: staleTranslation,
  removed: 'It is no longer stated.',
} as const;

type Column<K extends Listed> = {
  readonly label: string;
  cell(statement: Statement<K>): Child;
};

addList(attestations, [
  {
    label: 'Valid until',
    cell: ({ facts: { validUntil, expectedOn } }) => {
      if (validUntil !== undefined) return <Time day={validUntil} />;
      if (expectedOn === undefined) return <span class="quiet">No end</span>;
      return (
        <span>
          Expected on <Time day={expectedOn} />
        </span>
      );
    },
  },
]);
addList(controls, [
  { label: 'Category', cell: ({ facts }) => <bdi>{facts.category}</bdi> },
  {
    label: 'Reviewed',
    cell: ({ facts: { lastReviewedOn } }) =>
      lastReviewedOn === undefined ? (
        <span class="quiet">Not stated</span>
      ) : (
        <Time day={lastReviewedOn} />
      ),
  },
]);
addList(questions, []);
addList(laws, []);

function addList<K extends Listed>(noun: Noun<K>, columns: readonly Column<K>[]): void {
  const { kind, path, many, operation, lead } = noun;
  statementLists.get(`/controls/${path}`, needs(`list${operation}s`), async (c) => {
    const { words, after } = query.parse(c.req.query());
    const place = await placeOf(c);
    const here = `${place.root}/controls/${path}`;
    const { items, next } = await pageStatements(
      c.env.deps.db,
      kind,
      { after, limit: perPage },
      (each) => fits(noun, each, words),
    );
    const kept = `${here}?${new URLSearchParams(words === '' ? {} : { words }).toString()}`;
    return answerPage(
      c,
      { title: many, current: 'controls' },
      <>
        <PageTitle title={many} crumb={{ href: `${place.root}/controls`, label: 'Security' }}>
          <p class="lead">{lead}</p>
          {may(c, `create${operation}`) ? (
            <p class="acts">
              <a class="button" href={`${place.root}/controls/new/${path}`}>
                State another
              </a>
            </p>
          ) : null}
        </PageTitle>
        <Done done={c.req.query('done')} words={done} />
        <Filter here={here} words={words} many={many} />
        {items.length === 0 ? (
          <Empty>{words === '' ? noun.empty : 'None has these words.'}</Empty>
        ) : (
          <>
            <Statements c={c} noun={noun} items={items} columns={columns} place={place} />
            <p class="fine quiet">
              {counted(items.length, noun.one, noun.several)}
              {next === null && after === undefined ? '' : ' on this page'}
            </p>
          </>
        )}
        <PageNav
          of="list"
          noun="of them"
          newest={after === undefined ? undefined : kept}
          older={next === null ? undefined : `${kept}&after=${next}`}
        />
      </>,
    );
  });
}

/** Whether its short name or what is said of it has the words. */
function fits<K extends Listed>(
  { entriesOf }: Noun<K>,
  { key, facts }: Statement<K>,
  words: string,
): boolean {
  const said = [key, ...Object.values(entriesOf(facts))].join(' ').toLowerCase();
  return said.includes(words.toLowerCase());
}

function Filter({ here, words, many }: { here: string; words: string; many: string }) {
  return (
    <form class="filter" method="get" action={here} role="search" aria-label={`Search: ${many}`}>
      <div>
        <label for="words">Words</label>
        <input id="words" name="words" value={words} maxlength={100} autocomplete="off" />
      </div>
      <div>
        <button class="button plain">Show</button>
      </div>
    </form>
  );
}

type StatementsProps<K extends Listed> = {
  readonly c: Context<ConsoleEnv>;
  readonly noun: Noun<K>;
  readonly items: readonly Statement<K>[];
  readonly columns: readonly Column<K>[];
  readonly place: Place;
};

function Statements<K extends Listed>({ c, noun, items, columns, place }: StatementsProps<K>) {
  const { signOf, titleOf, many } = noun;
  const status: Column<K> = {
    label: 'Status',
    cell: ({ facts }) => {
      const sign = signOf?.(facts);
      return sign && <span class={`is is-${sign.shape}`}>{sign.word}</span>;
    },
  };
  return (
    <RecordTable
      caption={many}
      rows={items}
      columns={[
        {
          label: 'What',
          cell: (each) => (
            <>
              <a href={`${place.base}/controls#${anchorOf(each)}`} dir="auto">
                {titleOf(each.facts)}
              </a>
              <span class="sub">{each.key}</span>
            </>
          ),
        },
        ...(signOf === undefined ? [] : [status]),
        ...columns,
        {
          label: 'Changed',
          cell: ({ changedAt }) => <TimeOf at={changedAt} zone={place.timeZone} />,
        },
        { label: '', cell: (each) => <Acts c={c} noun={noun} of={each} root={place.root} /> },
      ]}
    />
  );
}

function Acts<K extends Listed>({
  c,
  noun: { path, operation },
  of: { key },
  root,
}: Pick<StatementsProps<K>, 'c' | 'noun'> & {
  readonly of: Statement<K>;
  readonly root: string;
}) {
  if (!may(c, `replace${operation}`)) return null;
  return (
    <a href={`${root}/controls/${path}/${key}/edit`}>
      Change<span class="unseen"> {key}</span>
    </a>
  );
}
