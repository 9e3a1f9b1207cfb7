import { Hono } from 'hono';
import { type Act, ActList, nameOf, RecordLink } from '../../console/acts.tsx';
import type { ConsoleEnv } from '../../console/env.ts';
import { languageWords, Received } from '../../console/came.tsx';
import { may, needs } from '../../console/guard.ts';
import { answerPage } from '../../console/layout.tsx';
import { Done, PageTitle, Stamp } from '../../console/pieces.tsx';
import { Moment } from '../../http/dates.tsx';
import { Fact, MailLink } from '../../http/facts.tsx';
import { Paragraphs } from '../../http/paragraphs.tsx';
import { inPages } from '../../console/words.ts';
import type { Role } from '../../context.ts';
import { whyNot } from '../../personal-data/model/acting.ts';
import { isOpen } from '../model.ts';
import { isOpenItem, latestFor, openPause } from '../model/clock.ts';
import { laws } from '../model/laws.ts';
import { presentMessage } from '../present.ts';
import { listStaffNames } from '../service/assigning.ts';
import { type Case, caseOf, isKnown, isOpenCase, whoOf } from './case.tsx';
import { Days, Items, Proof } from './standing.tsx';
import { relationOf, sourceWords, staffStateWords, standingOf } from './words.ts';

/** One privacy request: what is due, what is asked, who asks, what was said, what can be done. */
export const casePage = new Hono<ConsoleEnv>();

const done = {
  acknowledged: 'Receipt is confirmed.',
  asked: 'The question is stored, and on its way where an address is known.',
  settled: 'It is stored what was compared.',
  heard: 'The answer is noted. Days that stood still go on.',
  authority: 'Whoever asks may ask.',
  extended: 'The answer may wait longer, and the reason is told.',
  decided: 'The answer is stored, and on its way where an address is known.',
  controller: 'It is said who decides about the data.',
  forwarded: 'It is passed on.',
  assigned: 'It is said who looks after it.',
  written: 'The message is stored, and on its way where an address is known.',
  noted: 'The note is stored.',
  recorded: 'It is entered. Confirm its receipt next.',
  erased: 'Who asked is erased.',
} as const;

casePage.get('/privacy-requests/:id', needs('getRightsRequest'), async (c) => {
  const found = await caseOf(c);
  const { request, shown, place, here } = found;
  const { role } = c.get('visit').ctx.actor;
  const names = await listStaffNames(c.env.deps);
  const reason = whyNot(request, 'find');
  return answerPage(
    c,
    { title: request.reference, current: 'rights' },
    <>
      <PageTitle
        title={request.reference}
        crumb={{ href: `${place.root}/privacy-requests`, label: 'Privacy requests' }}
      >
        <p class="lead">
          <bdi>{whoOf(shown)}</bdi>, under the {laws[request.law].name}.{' '}
          {staffStateWords[request.state]}.
        </p>
        <Stamp>
          <span>
            {sourceWords[request.source]}, <Received of={request} place={place} />
          </span>
          <span>
            Looked after by <bdi>{nameOf(names, request.assignee) ?? 'nobody'}</bdi>
          </span>
        </Stamp>
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      <Days found={found} />
      <ActList c={c} of={found} here={here} acts={acts} />
      <Items found={found} />
      <Proof found={found} />
      {may(c, 'reportPersonalData') ? (
        <section class="block" aria-labelledby="held">
          <h2 id="held">Their data</h2>
          <p class="small">
            What is held about the person in all of Annex, a copy for them, correcting, restricting
            and erasing.
          </p>
          {reason === undefined ? (
            <p class="acts">
              <a href={`${here}/data`}>See what is held</a>
            </p>
          ) : (
            <p class="small quiet">{inPages(reason)}</p>
          )}
        </section>
      ) : null}
      <Written found={found} role={role} />
      <Who found={found} />
      <RecordLink c={c} subject={`rights-request:${request.id}`} />
    </>,
  );
});

const isTaken = (found: Case) => isOpenCase(found) && found.request.state !== 'received';
const isOurs = (found: Case) => found.request.controller === 'us';

/** In the order in which a request goes. What does not follow from where it stands is not offered. */
const acts: readonly Act<Case>[] = [
  {
    path: 'receipt',
    operation: 'acknowledgeRequest',
    label: 'Confirm receipt',
    isOpen: (found) => isOpenCase(found) && found.request.clock.acknowledgedOn === undefined,
  },
  { path: 'decision', operation: 'decideRequest', label: 'Decide', isOpen: isTaken },
  {
    path: 'identity-question',
    operation: 'askIdentity',
    label: 'Ask who they are',
    isOpen: (found) =>
      isTaken(found) &&
      isKnown(found) &&
      found.request.identity.result !== 'verified' &&
      openPause(found.request.clock, 'identity') === undefined,
  },
  {
    path: 'identity',
    operation: 'settleIdentity',
    label: 'Say whether it is the person',
    isOpen: isTaken,
  },
  {
    path: 'clarification',
    operation: 'askClarification',
    label: 'Ask what they want',
    isOpen: (found) => isTaken(found) && found.request.state !== 'clarification-pending',
  },
  {
    path: 'answer',
    operation: 'noteAnswer',
    label: 'Note that the answer came',
    isOpen: (found) => isOpenCase(found) && openPause(found.request.clock) !== undefined,
  },
  {
    path: 'authority',
    operation: 'confirmAuthority',
    label: 'Say that they may ask',
    isOpen: (found) => isOpenCase(found) && found.request.authority === 'pending',
  },
  {
    path: 'extension',
    operation: 'extendRequest',
    label: 'Take longer',
    isOpen: ({ request, today }) =>
      isOpen(request) &&
      request.items.some(
        (item) =>
          isOpenItem(item) &&
          item.extendedOn === undefined &&
          latestFor(item, request.clock) !== undefined &&
          (item.dueOn === undefined || today <= item.dueOn),
      ),
  },
  {
    path: 'assignee',
    operation: 'assignRightsRequest',
    label: 'Say who looks after it',
    isOpen: () => true,
  },
  {
    path: 'controller',
    operation: 'setController',
    label: 'Say who decides about the data',
    isOpen: isOpenCase,
  },
  {
    path: 'forwarding',
    operation: 'forwardRequest',
    label: 'Pass it on to the customer',
    isOpen: (found) => isOpenCase(found) && !isOurs(found) && found.request.state !== 'appealed',
  },
  {
    path: 'message',
    operation: 'answerRightsRequest',
    label: 'Write a message',
    isOpen: (found) => isKnown(found) && found.request.state !== 'forwarded',
  },
  { path: 'note', operation: 'noteOnRightsRequest', label: 'Write a note', isOpen: isKnown },
  {
    path: 'erasure',
    operation: 'eraseRightsRequest',
    label: 'Erase who asked',
    isOpen: (found) => !isOpenCase(found) && isKnown(found),
  },
];

const authors = {
  person: 'The person',
  agent: 'Whoever asks for them',
  staff: 'We',
  note: 'Note, for staff only',
} as const;

type Part = { readonly found: Case; readonly role: Role };

function Written({ found: { messages, place }, role }: Part) {
  return (
    <section class="block" aria-labelledby="written">
      <h2 id="written">Messages and notes</h2>
      {messages.length === 0 ? <p class="small quiet">Nothing was written yet.</p> : null}
      {messages.map((message) => (
        <article class={`said-by of-${message.author}`}>
          <h3>
            {authors[message.author]}, <Moment at={message.at} zone={place.timeZone} />
          </h3>
          {message.reference === undefined ? null : (
            <p class="fine quiet">
              Came by the form as {message.reference} while this was open: whoever wrote it has not
              shown who they are.
            </p>
          )}
          <Paragraphs text={presentMessage(message, role).text ?? hidden} />
          {message.text === '' ? <p class="fine quiet">Nothing, or erased.</p> : null}
        </article>
      ))}
    </section>
  );
}

const hidden = 'Names and texts are shown to those who answer privacy requests.';

function Who({ found: { shown, request, isReachable } }: Pick<Part, 'found'>) {
  const { name, email, agentName, agentEmail, agentCompany, details } = shown;
  return (
    <section class="block" aria-labelledby="who">
      <h2 id="who">Who asks</h2>
      <dl class="facts wide">
        <Fact label="Person">{name}</Fact>
        <Fact label="E-mail">{email === null ? null : <MailLink email={email} />}</Fact>
        <Fact label="Asked by">{standingOf[request.who]}</Fact>
        <Fact label="Asks for them">{[agentName, agentCompany].filter(Boolean).join(', ')}</Fact>
        <Fact label="Their e-mail">
          {agentEmail === null ? null : <MailLink email={agentEmail} />}
        </Fact>
        <Fact label="How we know them">{relationOf[request.relation]}</Fact>
        <Fact label="Details">{details && <Paragraphs text={details} />}</Fact>
        <Fact label="Address confirmed">{request.confirmedAt === undefined ? 'No' : 'Yes'}</Fact>
        <Fact label="Mail">
          {request.subscriptionId === undefined
            ? 'No address is known'
            : isReachable
              ? 'Arrives, as far as known'
              : 'Does not arrive'}
        </Fact>
        <Fact label="Language">{languageWords[request.language]}</Fact>
        <Fact label="Looks automated">{request.looksAutomated ? 'Yes' : null}</Fact>
      </dl>
      {request.person === undefined ? (
        <p class="fine quiet">Who asked was erased.</p>
      ) : name === null ? (
        <p class="fine quiet">{hidden}</p>
      ) : null}
    </section>
  );
}
