import { type Context, Hono } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { may, needs } from '../../console/guard.ts';
import { answerPage } from '../../console/layout.tsx';
import { Done, PageTitle, Stamp } from '../../console/pieces.tsx';
import { parseDay } from '../../core/day.ts';
import { Moment, Time } from '../../http/dates.tsx';
import { Fact } from '../../http/facts.tsx';
import type { OperationId } from '../../staff/model/permitting.ts';
import { languageWords } from '../../subscribers/model/words.ts';
import { isOpen, type Objection } from '../model.ts';
import { Paragraphs } from '../../http/paragraphs.tsx';
import { presentMessage } from '../present.ts';
import {
  groundWords,
  latenessWords,
  sourceWords,
  staffResolutionWords,
  staffStateWords,
} from '../words.ts';
import { type Case, caseOf, flagsOf, whoOf } from './case.tsx';

/** One objection as a conversation, and what can be done with it. */
export const casePage = new Hono<ConsoleEnv>();

const done = {
  recorded: 'The objection is recorded.',
  written: 'The answer is stored; where mail arrives, it is on its way.',
  reviewed: 'You have taken it up.',
  resolved: 'The objection is settled.',
  opened: 'The customer may terminate until the day that you gave.',
  terminated: 'It is recorded that the customer has terminated.',
  matched: 'The customer is named; whether it came late was judged anew.',
  erased: 'Who objected and what was written is erased.',
} as const;

casePage.get('/objections/:id{obj_[0-9a-f]+}', needs('getObjection'), async (c) => {
  const found = await caseOf(c);
  const { objection, place } = found;
  return answerPage(
    c,
    { title: objection.reference, current: 'objections' },
    <>
      <PageTitle
        title={objection.reference}
        crumb={{ href: `${place.root}/objections`, label: 'Objections' }}
      >
        <p class="lead">
          <bdi>{whoOf(found)}</bdi> objects to{' '}
          <a href={`${place.root}/changes/${objection.changeId}`}>change {objection.changeId}</a>:{' '}
          {staffStateWords[objection.state].toLowerCase()}.
        </p>
        <Stamp>
          <span>
            Received <Moment at={objection.receivedAt} zone={place.timeZone} />
          </span>
          {flagsOf(objection).map((flag) => (
            <span>
              <b class="is is-announced">{flag}</b>
            </span>
          ))}
        </Stamp>
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      <Acts c={c} found={found} />
      <Conversation c={c} found={found} />
      <Facts found={found} />
      <History found={found} />
    </>,
  );
});

type Part = { readonly c: Context<ConsoleEnv>; readonly found: Case };

type Act = readonly [
  path: string,
  operation: OperationId,
  label: string,
  isPossible: (objection: Objection) => boolean,
];

const isKept = ({ objector }: Objection) => objector !== undefined;

/** As far as it follows from where the case stands. */
const acts: readonly Act[] = [
  ['answer', 'answerObjection', 'Answer', isKept],
  ['review', 'reviewObjection', 'Take it up', ({ state }) => state === 'received'],
  ['resolution', 'resolveObjection', 'Settle it', isOpen],
  [
    'termination-right',
    'openTerminationRight',
    'Open the right to terminate',
    (objection) => isOpen(objection) && objection.state !== 'termination-right-open',
  ],
  [
    'termination',
    'terminateOverObjection',
    'The customer has terminated',
    ({ state }) => state === 'termination-right-open',
  ],
  ['customer', 'matchObjection', 'Say which customer it is', () => true],
  ['erasure', 'erasePersonalData', 'Erase the person', isKept],
];

function Acts({ c, found: { objection, here } }: Part) {
  const possible = acts.filter(
    ([, operation, , isPossible]) => may(c, operation) && isPossible(objection),
  );
  return possible.length === 0 ? null : (
    <p class="acts">
      {possible.map(([path, , label], index) => (
        <a class={index === 0 ? 'button' : undefined} href={`${here}/${path}`}>
          {label}
        </a>
      ))}
    </p>
  );
}

/** What was written, both ways, the oldest first. */
function Conversation({ c, found: { objection, messages, shown, place } }: Part) {
  const { role } = c.get('visit').ctx.actor;
  const { timeZone } = place;
  const hidden = objection.objector === undefined ? 'Erased.' : 'Shown to those who answer it.';
  return (
    <section class="block" aria-labelledby="conversation">
      <h2 id="conversation">Conversation</h2>
      <ol class="talk">
        <li>
          <h3>
            <bdi>{shown.name ?? 'Whoever objected'}</bdi>,{' '}
            <Moment at={objection.receivedAt} zone={timeZone} />
          </h3>
          {shown.statement === null ? (
            <p class="quiet">{hidden}</p>
          ) : (
            <Paragraphs text={shown.statement} />
          )}
          {shown.request === null ? null : (
            <>
              <p class="fine quiet">Asks for</p>
              <Paragraphs text={shown.request} />
            </>
          )}
        </li>
        {messages.map((message) => (
          <li class={message.author === 'staff' ? 'ours' : undefined}>
            <h3>
              <bdi>{message.author === 'staff' ? 'We' : (shown.name ?? 'Whoever objected')}</bdi>,{' '}
              <Moment at={message.at} zone={timeZone} />
              {message.reference === undefined ? '' : `, sent as ${message.reference}`}
            </h3>
            {presentMessage(message, role).text ? (
              <Paragraphs text={message.text} />
            ) : (
              <p class="quiet">{hidden}</p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Facts({ found }: Pick<Part, 'found'>) {
  const { objection, shown, place, customer, isReachable } = found;
  const { resolution, terminationUntil, confirmedAt, endedAt } = objection;
  return (
    <section class="block" aria-labelledby="facts">
      <h2 id="facts">Where it stands</h2>
      <dl class="facts">
        <Fact label="State">{staffStateWords[objection.state]}</Fact>
        <Fact label="Outcome">{resolution && staffResolutionWords[resolution]}</Fact>
        <Fact label="May terminate until">
          {terminationUntil && <Time day={terminationUntil} />}
        </Fact>
        <Fact label="Closed">{endedAt && <Moment at={endedAt} zone={place.timeZone} />}</Fact>
        <Fact label="Customer">{customer ? whoOf(found) : 'Nobody has said which it is'}</Fact>
        <Fact label="In time">
          {objection.isLate ? 'No. It is kept and answered all the same.' : 'Yes'}
        </Fact>
        <Fact label="Company, as written">{shown.company}</Fact>
        <Fact label="Name">{shown.name}</Fact>
        <Fact label="E-mail">{shown.email}</Fact>
        <Fact label="Mail">{isReachable ? 'Arrives, as far as known' : 'None can be sent'}</Fact>
        <Fact label="Address">
          {confirmedAt ? (
            <>
              Confirmed <Moment at={confirmedAt} zone={place.timeZone} />
            </>
          ) : (
            'Nobody has confirmed it; the objection counts anyhow'
          )}
        </Fact>
        <Fact label="About">{groundWords[objection.ground]}</Fact>
        <Fact label="Came by">{sourceWords[objection.source]}</Fact>
        <Fact label="Language">{languageWords[objection.language]}</Fact>
      </dl>
    </section>
  );
}

function History({ found: { history, place, staff } }: Pick<Part, 'found'>) {
  return (
    <section class="block" aria-labelledby="history">
      <h2 id="history">History</h2>
      <ol class="log narrow">
        {history.map(({ at, action, actor, data }) => (
          <li>
            <Moment at={at} zone={place.timeZone} />{' '}
            <span>
              {action.slice(action.indexOf('.') + 1).replaceAll('_', ' ')}{' '}
              <span class="quiet">
                by <bdi>{staff.get(actor) ?? actorWords[actor.split(':')[0] ?? ''] ?? actor}</bdi>
              </span>
              <Judged data={data} />
              {data['looksAutomated'] === true ? <span class="sub">Looks automated</span> : null}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

const actorWords: Readonly<Record<string, string>> = {
  anonymous: 'whoever objected',
  objector: 'whoever objected',
  system: 'itself, on its day',
};

/** Whether it came late, and the day that decided, as the record has it. */
function Judged({ data }: { readonly data: Case['history'][number]['data'] }) {
  if (data['rule'] === undefined) return null;
  const endsOn = parseDay(String(data['endsOn']));
  return (
    <span class="sub">
      {data['late'] === true ? 'Late' : 'In time'}
      {latenessWords(String(data['rule']))}
      {endsOn === undefined ? null : (
        <>
          ; last day <Time day={endsOn} />
        </>
      )}
    </span>
  );
}
