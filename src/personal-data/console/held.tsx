import { type Context, Hono } from 'hono';
import { type Act, ActList } from '../../console/acts.tsx';
import type { ConsoleEnv } from '../../console/env.ts';
import { may, needs } from '../../console/guard.ts';
import { answerPage, placeOf } from '../../console/layout.tsx';
import { Done, Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { inPages } from '../../console/words.ts';
import { Refusal } from '../../core/errors.ts';
import { Moment } from '../../http/dates.tsx';
import type { RestrictionKind } from '../../restrictions/model.ts';
import { whyNot } from '../model/acting.ts';
import { type Held, heldOf, heldWords, idOf, proofWords } from './case.tsx';
import { dataForms } from './acts.tsx';
import { lookingPages } from './looking.tsx';
import { Runs } from './runs.tsx';

/** What is held about the person of a privacy request, and what is done with it. */
export const heldPages = new Hono<ConsoleEnv>();

const done = {
  added: 'The address is searched too.',
  removed: 'The address is not searched any more.',
  offered: 'The copy can be fetched.',
  ended: 'The link to the copy is ended.',
  erasing: 'Erasing has begun. What is left is carried on by itself; load this page again.',
  correcting: 'Correcting has begun. What is left is carried on by itself; load this page again.',
  restricted: 'It is restricted from now on.',
  lifting: 'They are told, and it is lifted on that day.',
} as const;

heldPages.get('/privacy-requests/:id/data', needs('reportPersonalData'), async (c) => {
  const found = await heldOrWhy(c);
  if (found instanceof Response) return found;
  const { request, here, up } = found;
  return answerPage(
    c,
    { title: `Data of ${request.reference}`, current: 'rights' },
    <>
      <PageTitle
        title={`What is held: ${request.reference}`}
        crumb={{ href: up, label: request.reference }}
      >
        <p class="lead">{heldWords(found)}</p>
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      <ActList c={c} of={found} here={here} acts={acts} />
      <Kinds found={found} c={c} />
      <Runs found={found} />
      <Addresses found={found} c={c} />
      <Restrictions found={found} c={c} />
    </>,
  );
});

/** Where nothing may be looked for yet, that and why is the page. */
async function heldOrWhy(c: Context<ConsoleEnv>): Promise<Held | Response> {
  try {
    return await heldOf(c);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'conflict') throw error;
    const { root } = await placeOf(c);
    const up = `${root}/privacy-requests/${idOf(c)}`;
    return answerPage(
      c,
      { title: 'Not yet', current: 'rights', status: 409 },
      <PageTitle title="Not yet" crumb={{ href: up, label: 'The request' }}>
        <p class="lead">Nothing is looked for before it may be given.</p>
        <p>{inPages(error.detail)}</p>
        <p class="acts">
          <a class="button" href={up}>
            Back to the request
          </a>
          {may(c, 'addSubjectAddress') ? (
            <a href={`${up}/data/addresses/new`}>Add an address that was verified</a>
          ) : null}
        </p>
      </PageTitle>,
    );
  }
}

const isDoable = (act: Parameters<typeof whyNot>[1]) => (found: Held) =>
  whyNot(found.request, act) === undefined;
const isRestricted = (found: Held, kind: RestrictionKind) =>
  found.shown.restrictions.some((each) => each.kind === kind && each.liftedAt === null);

const acts: readonly Act<Held>[] = [
  {
    path: 'copy',
    operation: 'offerCopy',
    label: 'Make a copy ready for them',
    isOpen: isDoable('copy'),
  },
  {
    path: 'copy/ending',
    operation: 'endCopy',
    label: 'End the link to the copy',
    isOpen: ({ shown }) => shown.copyUntil !== null,
  },
  {
    path: 'correction',
    operation: 'correctHeldData',
    label: 'Correct',
    isOpen: isDoable('correct'),
  },
  {
    path: 'restrictions/no-processing',
    operation: 'restrictProcessing',
    label: 'Restrict',
    isOpen: (found) => isDoable('no-processing')(found) && !isRestricted(found, 'no-processing'),
  },
  {
    path: 'restrictions/no-marketing',
    operation: 'restrictProcessing',
    label: 'Stop marketing',
    isOpen: (found) => isDoable('no-marketing')(found) && !isRestricted(found, 'no-marketing'),
  },
  {
    path: 'restrictions/opt-out',
    operation: 'restrictProcessing',
    label: 'Opt them out',
    isOpen: (found) => isDoable('opt-out')(found) && !isRestricted(found, 'opt-out'),
  },
  { path: 'erasure', operation: 'eraseHeldData', label: 'Erase', isOpen: isDoable('erase') },
];

type Part = { readonly found: Held; readonly c: Context<ConsoleEnv> };

function Kinds({ found: { shown, here, place }, c }: Part) {
  return (
    <section class="block" aria-labelledby="kinds">
      <h2 id="kinds">By kind of record</h2>
      {shown.copyUntil === null ? null : (
        <p class="notice">
          A copy can be fetched by them until{' '}
          <Moment at={new Date(shown.copyUntil)} zone={place.timeZone} />.
        </p>
      )}
      {shown.held.length === 0 ? (
        <Empty>Nothing is held by these addresses. Look for other spellings below.</Empty>
      ) : (
        <RecordTable
          caption="Records by kind"
          rows={shown.held}
          columns={[
            {
              label: 'Kind',
              cell: ({ kind, record }) =>
                may(c, 'listPersonalDataRecords') ? (
                  <a href={`${here}/records/${kind}`}>{record.en}</a>
                ) : (
                  record.en
                ),
            },
            { label: 'Records', cell: ({ count, more }) => `${more ? 'More than ' : ''}${count}` },
          ]}
        />
      )}
    </section>
  );
}

function Addresses({ found: { shown, here, place }, c }: Part) {
  return (
    <section class="block" aria-labelledby="addresses">
      <h2 id="addresses">Addresses that are theirs</h2>
      <RecordTable
        caption="Addresses by which is looked"
        rows={shown.addresses}
        columns={[
          { label: 'Address', cell: ({ address }) => <bdi>{address}</bdi> },
          { label: 'How it is known', cell: ({ proof }) => proofWords[proof] },
          {
            label: 'Added',
            cell: ({ addedAt }) =>
              addedAt === null ? (
                'With the request'
              ) : (
                <Moment at={new Date(addedAt)} zone={place.timeZone} />
              ),
          },
          {
            label: '',
            cell: ({ number, address }) =>
              number !== null && may(c, 'removeSubjectAddress') ? (
                <a href={`${here}/addresses/${number}/removal`}>
                  Take it away<span class="unseen"> {address}</span>
                </a>
              ) : null,
          },
        ]}
      />
      <p class="acts">
        {may(c, 'addSubjectAddress') ? <a href={`${here}/addresses/new`}>Add an address</a> : null}
        {may(c, 'listSimilarAddresses') ? (
          <a href={`${here}/similar`}>Look for other spellings</a>
        ) : null}
      </p>
    </section>
  );
}

const restrictionWords: Readonly<Record<RestrictionKind, string>> = {
  'no-processing': 'Only kept, not used (Article 18 GDPR)',
  'no-marketing': 'No marketing (Article 21(3) GDPR)',
  'opt-out': 'Neither sold nor shared (Civ. Code § 1798.120)',
};

function Restrictions({ found: { shown, here, place }, c }: Part) {
  const zone = place.timeZone;
  if (shown.restrictions.length === 0) return null;
  return (
    <section class="block" aria-labelledby="restricted">
      <h2 id="restricted">Restricted</h2>
      <RecordTable
        caption="What is not to be done with their data"
        rows={shown.restrictions}
        columns={[
          { label: 'What', cell: ({ kind }) => restrictionWords[kind] },
          { label: 'Since', cell: ({ since }) => <Moment at={new Date(since)} zone={zone} /> },
          {
            label: 'Until',
            cell: ({ liftsAt, liftedAt }) => {
              const end = liftedAt ?? liftsAt;
              return end === null ? 'It is lifted' : <Moment at={new Date(end)} zone={zone} />;
            },
          },
          {
            label: '',
            cell: ({ kind, liftsAt, liftedAt }) =>
              liftsAt === null && liftedAt === null && may(c, 'planLifting') ? (
                <a href={`${here}/restrictions/${kind}/lifting`}>
                  Lift it<span class="unseen">: {restrictionWords[kind]}</span>
                </a>
              ) : null,
          },
        ]}
      />
    </section>
  );
}

heldPages.route('/', lookingPages);
heldPages.route('/', dataForms);
