import { type Context, Hono } from 'hono';
import { BeforeAndAfter, Stated } from '../../changes/compared.tsx';
import { leadOf, stepSaid } from '../../changes/lead.ts';
import { changedFields, isPending, standingAfter } from '../../changes/model.ts';
import { stepWords } from '../../changes/step-words.ts';
import { itemTitle, titleOf } from '../../changes/words.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { may, needs } from '../../console/guard.ts';
import { answerPage, type Place, placeOf } from '../../console/layout.tsx';
import { Done, PageTitle, RecordTable, Stamp } from '../../console/pieces.tsx';
import { dayOf } from '../../core/day.ts';
import { Moment, TimeOf } from '../../http/dates.tsx';
import { Fact } from '../../http/facts.tsx';
import { staffStateWords } from '../../objections/words.ts';
import { openChange, type OpenedChange } from '../service/desk.ts';
import { holdEnds, holdWords, customersOf } from '../words.ts';
import { Clocks, loadClocks } from './clocks.tsx';
import { capital, changeIdOf, StatusOf } from './parts.tsx';
import { ProgressBars } from './progress.tsx';

/** One change: what it says, how far telling it has come, and the clock of each customer. */
export const changePage = new Hono<ConsoleEnv>();

const done = {
  withdrawn: 'The change is withdrawn. Everybody who was told is told so.',
  postponed: 'The change has its new day. Everybody who was told is told so.',
  announced: 'The change has its new day and is announced anew: every clock begins again.',
} as const;

changePage.get('/changes/:id{[0-9]+}', needs('findChange'), async (c) => {
  const opened = await openChange(c.get('visit').ctx, changeIdOf(c));
  const { change, input } = opened;
  const place = await placeOf(c);
  const { organisation, services } = input.snapshot;
  const parts = { c, opened, place };
  return answerPage(
    c,
    { title: `Change ${change.id}`, current: 'changes' },
    <>
      <PageTitle
        title={titleOf(change)}
        crumb={{ href: `${place.root}/changes`, label: 'Changes and notices' }}
      >
        <p class="lead" dir="auto">
          {leadOf(change, organisation, services)}
        </p>
        <Stamp>
          <StatusOf change={change} />
          <span>Change {change.id}</span>
          <a href={`${place.base}/changes/${change.id}`}>As the public sees it</a>
        </Stamp>
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      <Acts {...parts} />
      <Telling opened={opened} />
      <Held opened={opened} />
      {may(c, 'listNotices') && opened.progress.customers > 0 ? (
        <Clocks {...parts} clocks={await loadClocks(c, change.id)} />
      ) : null}
      <Objections {...parts} />
      <Steps opened={opened} place={place} />
      <Differences opened={opened} />
    </>,
  );
});

type Part = {
  readonly c: Context<ConsoleEnv>;
  readonly opened: OpenedChange;
  readonly place: Place;
};

function Acts({ c, opened: { change }, place }: Part) {
  const here = `${place.root}/changes/${change.id}`;
  const today = dayOf(c.get('visit').ctx.now, place.timeZone);
  const isToCome = isPending(change) && change.effectiveOn > today;
  const acts = [
    may(c, 'showPacket') && ['packet', 'Proof of notice'],
    isToCome && may(c, 'postponeChange') && ['postponement', 'Postpone'],
    isToCome && may(c, 'withdrawChange') && ['withdrawal', 'Withdraw'],
  ].flatMap((act) => (act ? [act] : []));
  return acts.length === 0 ? null : (
    <p class="acts">
      {acts.map(([path, label]) => (
        <a href={`${here}/${path}`}>{label}</a>
      ))}
    </p>
  );
}

function Telling({ opened: { progress } }: Pick<Part, 'opened'>) {
  return (
    <section class="block" aria-labelledby="telling">
      <h2 id="telling">How far telling has come</h2>
      {progress.customers === 0 ? (
        <p class="small">
          No customer got a notice of its own: nobody can object to this change, or there was no
          customer when it was announced. Whoever follows was told.
        </p>
      ) : (
        <ProgressBars progress={progress} />
      )}
    </section>
  );
}

function Held({ opened: { holds } }: Pick<Part, 'opened'>) {
  if (holds.length === 0) return null;
  return (
    <section class="block due" aria-labelledby="held">
      <h2 id="held">Held, and why</h2>
      <dl class="facts">
        {holds.map(({ reason, customers }) => (
          <Fact label={capital(customersOf(customers))}>
            {capital(holdWords[reason])}. {holdEnds[reason]}
          </Fact>
        ))}
      </dl>
    </section>
  );
}

function Objections({ c, opened: { objections, change }, place }: Part) {
  if (!may(c, 'listObjections')) return null;
  const { root } = place;
  return (
    <section class="block" aria-labelledby="objections">
      <h2 id="objections">Objections</h2>
      {objections.length === 0 ? (
        <p class="small">None has come in.</p>
      ) : (
        <RecordTable
          caption="Objections to this change, oldest first"
          rows={objections}
          columns={[
            {
              label: 'Reference',
              cell: ({ id, reference }) => <a href={`${root}/objections/${id}`}>{reference}</a>,
            },
            { label: 'State', cell: ({ state }) => staffStateWords[state] },
            { label: 'In time', cell: ({ isLate }) => (isLate ? 'No, it came late' : 'Yes') },
            {
              label: 'Received',
              cell: ({ receivedAt }) => <Moment at={receivedAt} zone={place.timeZone} />,
            },
          ]}
        />
      )}
      {may(c, 'recordObjection') ? (
        <p class="acts">
          <a href={`${root}/objections/new?change=${change.id}`}>
            Record one that came by letter or phone
          </a>
        </p>
      ) : null}
    </section>
  );
}

function Steps({ opened: { change }, place }: Pick<Part, 'opened' | 'place'>) {
  return (
    <section class="block" aria-labelledby="steps">
      <h2 id="steps">Step by step</h2>
      <ol class="log steps">
        {change.steps.map((step, index) => (
          <li>
            <TimeOf at={step.at} zone={place.timeZone} /> <b>{stepWords[step.name]}</b>{' '}
            <span dir="auto">{stepSaid(step, standingAfter(change, index + 1))}</span>
          </li>
        ))}
      </ol>
      <dl class="facts">
        <Fact label="Reason">{change.reason}</Fact>
        <Fact label="Emergency">{change.emergency?.explanation}</Fact>
      </dl>
    </section>
  );
}

function Differences({ opened: { change, input } }: Pick<Part, 'opened'>) {
  return (
    <section class="block" aria-labelledby="differences">
      <h2 id="differences">What changes</h2>
      {change.items.map((item) => (
        <article>
          <h3 dir="auto">{itemTitle(item, change.items)}</h3>
          {item.kind === 'amended' && item.before !== undefined ? (
            <BeforeAndAfter
              input={input}
              when={`change ${change.id}`}
              before={item.before}
              after={item.after}
              fields={changedFields(item.before, item.after).map((field) => ({ field }))}
            />
          ) : (
            <Stated input={input} facts={item.after} />
          )}
        </article>
      ))}
    </section>
  );
}
