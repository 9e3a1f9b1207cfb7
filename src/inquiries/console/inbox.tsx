import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { nameOf } from '../../console/acts.tsx';
import type { ConsoleEnv } from '../../console/env.ts';
import { may, needs } from '../../console/guard.ts';
import { answerPage, type Place, placeOf } from '../../console/layout.tsx';
import { Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { TimeOf } from '../../http/dates.tsx';
import { PageNav } from '../../http/page-nav.tsx';
import type { InquiryId } from '../../core/ids.ts';
import { maySee } from '../../staff/model/permitting.ts';
import { type Inquiry, inquiryStates, topics } from '../model.ts';
import { presentInquiry } from '../present.ts';
import { inquiryQuery } from '../schema/staff.ts';
import { listStaffNames } from '../service/handling.ts';
import { listInquiries, listWaiting } from '../service/reading.ts';
import { stateWords, topicWords } from '../words.ts';
import { StateOf, whoOf } from './case.tsx';
import { handlingForms } from './handling.tsx';
import { inquiryPages } from './inquiry.tsx';
import { recordingForms } from './recording.tsx';
import { textForms } from './texts.tsx';

/** What people have written to the company: those that wait for us first. */
export const inquiryInbox = new Hono<ConsoleEnv>();

const perPage = 50;
const mostWaiting = 200;

const query = z.object({
  topic: z.enum(topics).optional().catch(undefined),
  state: z.enum(inquiryStates).optional().catch(undefined),
  assignee: z.enum(['me', 'none']).optional().catch(undefined),
  q: inquiryQuery.shape.q.catch(undefined),
  after: inquiryQuery.shape.cursor.catch(undefined),
});
type Asked = Omit<z.output<typeof query>, 'after'>;

inquiryInbox.get('/inquiries', needs('listInquiries'), async (c) => {
  const { after, ...asked } = query.parse(c.req.query());
  const { waiting, items, next } = await load(c, asked, after);
  const place = await placeOf(c);
  const here = `${place.root}/inquiries`;
  const isFirst = asked.state === undefined && after === undefined;
  const kept = keptOf(asked);
  const parts = { c, place, names: await listStaffNames(c.env.deps) };
  return answerPage(
    c,
    { title: 'Inquiries', current: 'inquiries' },
    <>
      <PageTitle title="Inquiries">
        <p class="lead">{leadOf(waiting.length, isFirst)}</p>
        <EnterLink c={c} here={here} />
      </PageTitle>
      <Filter here={here} asked={asked} />
      {waiting.length === 0 ? null : (
        <section class="block" aria-labelledby="waiting">
          <h2 id="waiting">Waiting for us</h2>
          <Inquiries {...parts} rows={waiting.slice(0, mostWaiting)} caption="The longest first" />
        </section>
      )}
      <section class="block" aria-labelledby="others">
        <h2 id="others">
          {asked.state === undefined ? 'Answered and closed' : stateWords[asked.state]}
        </h2>
        {items.length === 0 ? (
          <Empty>
            None here. Inquiries come in by the <a href={`${place.base}/contact`}>contact form</a>.
          </Empty>
        ) : (
          <Inquiries {...parts} rows={items} caption="Inquiries, newest first" />
        )}
      </section>
      <PageNav
        of="inbox"
        noun="inquiries"
        newest={after === undefined ? undefined : `${here}?${kept}`}
        older={next === null ? undefined : `${here}?${kept}after=${next}`}
      />
    </>,
  );
});

/** Without a state: what waits on the first page, and the others page by page. */
async function load(c: Context<ConsoleEnv>, asked: Asked, after: InquiryId | undefined) {
  const { deps, actor } = c.get('visit').ctx;
  const { topic, state, assignee, q } = asked;
  const filter = {
    topic,
    ...(assignee !== undefined && {
      assignee: assignee === 'me' ? actor.personId : null,
    }),
    ...(q !== undefined && { text: { sought: q, inPersons: maySee(actor.role, 'inquirers') } }),
  };
  if (state !== undefined) {
    const found = await listInquiries(deps.db, { ...filter, state }, after, perPage);
    return { waiting: [], ...found };
  }
  const others = await listInquiries(deps.db, { ...filter, waiting: false }, after, perPage);
  const waiting = after ? [] : await listWaiting(deps.db, filter, mostWaiting + 1);
  return { waiting, ...others };
}

function EnterLink({ c, here }: { readonly c: Context<ConsoleEnv>; readonly here: string }) {
  return may(c, 'recordInquiry') ? (
    <p class="acts">
      <a href={`${here}/new`}>Enter one that came by mail, phone or letter</a>
    </p>
  ) : null;
}

function keptOf(asked: Asked): string {
  const given = Object.entries(asked).flatMap(([name, value]) => (value ? [[name, value]] : []));
  const text = new URLSearchParams(given).toString();
  return text === '' ? '' : `${text}&`;
}

function leadOf(waiting: number, isFirst: boolean): string {
  if (!isFirst) return 'Newest first.';
  if (waiting === 0) return 'None of these waits for us.';
  if (waiting > mostWaiting) return `More than ${mostWaiting} wait for us.`;
  return waiting === 1 ? 'One waits for us.' : `${waiting} wait for us.`;
}

function Filter({ here, asked }: { here: string; asked: Asked }) {
  const selects = [
    ['topic', 'About', topics.map((each) => [each, topicWords[each]])],
    ['state', 'State', inquiryStates.map((each) => [each, stateWords[each]])],
    [
      'assignee',
      'Looked after by',
      [
        ['me', 'Me'],
        ['none', 'Nobody'],
      ],
    ],
  ] as const;
  return (
    <form class="filter" method="get" action={here} role="search" aria-label="Filter the inquiries">
      {selects.map(([name, label, options]) => (
        <div>
          <label for={name}>{label}</label>
          <select id={name} name={name}>
            <option value="">Any</option>
            {options.map(([value, text]) => (
              <option value={value} selected={value === asked[name]}>
                {text}
              </option>
            ))}
          </select>
        </div>
      ))}
      <div>
        <label for="q">Reference or name</label>
        <input id="q" type="search" name="q" value={asked.q ?? ''} maxlength={100} />
      </div>
      <div>
        <button class="button plain">Show</button>
      </div>
    </form>
  );
}

type Listed = {
  readonly c: Context<ConsoleEnv>;
  readonly place: Place;
  readonly names: ReadonlyMap<string, string>;
  readonly rows: readonly (Inquiry & { readonly waitingSince?: Date })[];
  readonly caption: string;
};

function Inquiries({ c, place, names, rows, caption }: Listed) {
  const { role } = c.get('visit').ctx.actor;
  return (
    <RecordTable
      caption={caption}
      rows={rows}
      columns={[
        {
          label: 'Reference',
          cell: ({ id, reference }) => (
            <a class="nowrap" href={`${place.root}/inquiries/${id}`}>
              {reference}
            </a>
          ),
        },
        {
          label: 'From',
          cell: (inquiry) => (
            <>
              <bdi>{whoOf(presentInquiry(inquiry, role))}</bdi>
              {inquiry.looksAutomated ? <span class="sub">Looks automated</span> : null}
            </>
          ),
        },
        { label: 'About', cell: ({ topic }) => topicWords[topic] },
        {
          label: 'Since',
          cell: ({ waitingSince, receivedAt }) => (
            <TimeOf at={waitingSince ?? receivedAt} zone={place.timeZone} />
          ),
        },
        {
          label: 'Looked after by',
          cell: ({ assignee }) => <bdi>{nameOf(names, assignee) ?? 'Nobody'}</bdi>,
        },
        { label: 'State', cell: ({ state }) => <StateOf state={state} /> },
      ]}
    />
  );
}

inquiryInbox.route('/', recordingForms);
inquiryInbox.route('/', inquiryPages);
inquiryInbox.route('/', textForms);
inquiryInbox.route('/', handlingForms);
