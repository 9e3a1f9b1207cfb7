import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { needs } from '../../console/guard.ts';
import { answerPage, type Place, placeOf } from '../../console/layout.tsx';
import { Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { TimeOf } from '../../http/dates.tsx';
import { PageNav } from '../../http/page-nav.tsx';
import { type AccessRequest, type RequestState, requestStates } from '../model.ts';
import { accessQuery } from '../schema/staff.ts';
import { documentsById, listRequests, listWaiting } from '../service/reading.ts';
import { presentRequest } from '../staff-present.ts';
import { staffStateWords } from '../words/states.ts';
import { type Case, StateOf, titleOf, whoOf } from './case.tsx';
import { decisionForms } from './decisions.tsx';
import { grantForms } from './grants.tsx';
import { requestPage } from './request.tsx';
import { textForms } from './texts.tsx';

/** Requests for documents: those that wait for a person first. */
export const documentRequestPages = new Hono<ConsoleEnv>();

const perPage = 50;

const query = z.object({
  state: z.enum(requestStates).optional().catch(undefined),
  after: accessQuery.shape.cursor.catch(undefined),
});

documentRequestPages.get('/requests', needs('listAccessRequests'), async (c) => {
  const { state, after } = query.parse(c.req.query());
  const { db } = c.env.deps;
  const isFirst = state === undefined && after === undefined;
  const waiting = isFirst ? await listWaiting(db, perPage + 1) : [];
  const { items, next } = await listRequests(db, { state }, after, perPage);
  // What waits stands above, the longest first.
  const others = state === undefined ? items.filter((each) => each.state !== 'waiting') : items;
  const place = await placeOf(c);
  const here = `${place.root}/requests`;
  const ofState = state === undefined ? '' : `state=${state}&`;
  const parts = { c, place, documents: await documentsById(db) };
  return answerPage(
    c,
    { title: 'Document requests', current: 'requests' },
    <>
      <PageTitle title="Document requests">
        <p class="lead">{leadOf(waiting.length, state)}</p>
      </PageTitle>
      <Filter here={here} state={state} />
      {waiting.length === 0 ? null : <Waiting {...parts} requests={waiting} here={here} />}
      <section class="block" aria-labelledby="others">
        <h2 id="others">{state === undefined ? 'All others' : staffStateWords[state]}</h2>
        {others.length === 0 ? (
          <Empty>
            None on this page. Requests come in by the page of each document that is on request.
          </Empty>
        ) : (
          <Requests {...parts} requests={others} caption="Requests, newest first" />
        )}
      </section>
      <PageNav
        of="inbox"
        noun="requests"
        newest={after === undefined ? undefined : `${here}?${ofState}`}
        older={next === null ? undefined : `${here}?${ofState}after=${next}`}
      />
    </>,
  );
});

function leadOf(waiting: number, state: RequestState | undefined): string {
  if (state !== undefined) return 'Newest first.';
  if (waiting === 0) return 'None waits for a decision on this page.';
  if (waiting > perPage) return `More than ${perPage} wait for a decision.`;
  return waiting === 1 ? 'One waits for a decision.' : `${waiting} wait for a decision.`;
}

function Filter({ here, state }: { here: string; state: RequestState | undefined }) {
  return (
    <form class="filter" method="get" action={here} role="search" aria-label="Filter the requests">
      <div>
        <label for="state">State</label>
        <select id="state" name="state">
          <option value="">Any</option>
          {requestStates.map((each) => (
            <option value={each} selected={each === state}>
              {staffStateWords[each]}
            </option>
          ))}
        </select>
      </div>
      <div>
        <button class="button plain">Show</button>
      </div>
    </form>
  );
}

function Waiting({
  here,
  requests,
  ...parts
}: Omit<Listed, 'caption'> & { readonly here: string }) {
  return (
    <section class="block" aria-labelledby="waiting">
      <h2 id="waiting">Waiting for a decision</h2>
      <Requests {...parts} requests={requests.slice(0, perPage)} caption="The longest first" />
      {requests.length > perPage ? (
        <p class="fine">
          <a href={`${here}?state=waiting`}>All that wait</a>
        </p>
      ) : null}
    </section>
  );
}

type Listed = {
  readonly c: Context<ConsoleEnv>;
  readonly place: Place;
  readonly documents: Case['documents'];
  readonly requests: readonly AccessRequest[];
  readonly caption: string;
};

function Requests({ c, place, documents, requests, caption }: Listed) {
  const { role } = c.get('visit').ctx.actor;
  return (
    <RecordTable
      caption={caption}
      rows={requests}
      columns={[
        {
          label: 'Reference',
          cell: ({ id, reference }) => <a href={`${place.root}/requests/${id}`}>{reference}</a>,
        },
        {
          label: 'Company',
          cell: (request) => (
            <>
              <bdi>{whoOf(presentRequest(request, documents, role))}</bdi>
              {request.looksAutomated ? <span class="sub">Looks automated</span> : null}
            </>
          ),
        },
        {
          label: 'Documents',
          cell: ({ items }) => (
            <bdi>{items.map(({ documentId }) => titleOf(documents, documentId)).join(', ')}</bdi>
          ),
        },
        {
          label: 'Since',
          cell: ({ state, waitingSince, receivedAt }) => (
            <TimeOf
              at={(state === 'waiting' && waitingSince) || receivedAt}
              zone={place.timeZone}
            />
          ),
        },
        { label: 'State', cell: ({ state }) => <StateOf state={state} /> },
      ]}
    />
  );
}

documentRequestPages.route('/', grantForms);
documentRequestPages.route('/', requestPage);
documentRequestPages.route('/', decisionForms);
documentRequestPages.route('/', textForms);
