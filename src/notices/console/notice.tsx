import { type Context, Hono } from 'hono';
import { titleOf } from '../../changes/words.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { may, needs } from '../../console/guard.ts';
import { answerPage, type Place, placeOf } from '../../console/layout.tsx';
import { Done, PageTitle, Stamp } from '../../console/pieces.tsx';
import { Moment, Time } from '../../http/dates.tsx';
import { Fact } from '../../http/facts.tsx';
import { staffStateWords } from '../../objections/words.ts';
import { maySee } from '../../staff/model/permitting.ts';
import { languageWords } from '../../subscribers/model/words.ts';
import type { LegalDate } from '../model/notice.ts';
import { type Attempted, openNotice, type OpenedNotice } from '../service/desk.ts';
import { blockWords, holdEnds, holdWords, ruleWords } from '../words.ts';
import { capital, changeIdOf, customerIdOf, nameOf, StandingOf } from './parts.tsx';

/** One change as one customer was told of it: clock, terms, texts, and every attempt to deliver it. */
export const noticePage = new Hono<ConsoleEnv>();

const done = { agreed: 'It is recorded that the customer agrees.' } as const;

noticePage.get('/changes/:id{[0-9]+}/notices/:customer', needs('listNotices'), async (c) => {
  const opened = await openNotice(c.get('visit').ctx, changeIdOf(c), customerIdOf(c));
  const { change, customer, notice, rounds } = opened;
  const place = await placeOf(c);
  const above = `${place.root}/changes/${change.id}`;
  const parts = { c, opened, place };
  return answerPage(
    c,
    { title: `Notice of change ${change.id}`, current: 'changes' },
    <>
      <PageTitle
        title={`Notice to ${nameOf(customer)}`}
        crumb={{ href: above, label: `Change ${change.id}` }}
      >
        <p class="lead" dir="auto">
          {titleOf(change)}.
        </p>
        <Stamp>
          <span>
            Announced <Moment at={notice.announcedAt} zone={place.timeZone} />
          </span>
          {rounds === 1 ? null : <span>Announced {rounds} times; this is the last</span>}
        </Stamp>
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      <Acts {...parts} />
      <ClockPart {...parts} />
      <Terms opened={opened} />
      <Deliveries {...parts} />
      <Objections {...parts} />
      <Texts opened={opened} />
    </>,
  );
});

type Part = {
  readonly c: Context<ConsoleEnv>;
  readonly opened: OpenedNotice;
  readonly place: Place;
};

function Acts({ c, opened: { change, customer, notice }, place }: Part) {
  const here = `${place.root}/changes/${change.id}/notices/${customer.id}`;
  const isOpen = notice.state !== 'ended' && !notice.approved && !notice.effectiveAt;
  const acts = [
    isOpen && may(c, 'approveNotice') && ['agreement', 'Record that it agrees'],
    may(c, 'showCustomerPacket') && ['packet', 'Proof of this notice'],
  ].flatMap((act) => (act ? [act] : []));
  return acts.length === 0 ? null : (
    <p class="acts">
      {acts.map(([path, label]) => (
        <a href={`${here}/${path}`}>{label}</a>
      ))}
    </p>
  );
}

function ClockPart({ opened, place }: Omit<Part, 'c'>) {
  const { notice, contacts } = opened;
  const { clock, hold, state } = notice;
  const starter = contacts.find(({ contact }) => contact.subscriptionId === clock?.subscriptionId);
  return (
    <section class={hold === undefined ? 'block' : 'block due'} aria-labelledby="clock">
      <h2 id="clock">Clock</h2>
      <dl class="facts">
        <Fact label="State">
          <StandingOf notice={notice} />
        </Fact>
        <Fact label="Started">
          {clock ? (
            <>
              <Moment at={new Date(clock.startsAt)} zone={place.timeZone} />, when the server of{' '}
              <bdi>{starter?.contact.role ?? 'a former contact'}</bdi> accepted the notice
            </>
          ) : (
            'Not yet: no server of a contact has accepted the notice'
          )}
        </Fact>
        <Fact label="Last day to object">{clock && <DateOf date={clock.objectionEnds} />}</Fact>
        <Fact label="Earliest effect">{clock && <DateOf date={clock.earliestEffect} />}</Fact>
        <Fact label="Planned effect">
          <Time day={notice.plannedEffectiveOn} />
        </Fact>
        <Fact label="In effect">
          {notice.effectiveAt && <Moment at={notice.effectiveAt} zone={place.timeZone} />}
        </Fact>
        <Fact label="Held">
          {hold && state !== 'ended' ? `${capital(holdWords[hold])}. ${holdEnds[hold]}` : null}
        </Fact>
        <SaidByStaff opened={opened} zone={place.timeZone} />
      </dl>
    </section>
  );
}

/** What somebody has recorded: that it agrees, and that it is announced though something stood against it. */
function SaidByStaff({
  opened: { notice, staff },
  zone,
}: Pick<Part, 'opened'> & { readonly zone: string }) {
  const { approved, acknowledged } = notice;
  return (
    <>
      <Fact label="Agreed">
        {approved && (
          <>
            <Moment at={new Date(approved.at)} zone={zone} />, recorded by{' '}
            <bdi>{staff.get(approved.by) ?? approved.by}</bdi>
          </>
        )}
      </Fact>
      <Fact label="Announced all the same">
        {acknowledged && (
          <>
            {capital(acknowledged.reasons.map((reason) => blockWords[reason]).join(', '))};
            acknowledged by <bdi>{staff.get(acknowledged.by) ?? acknowledged.by}</bdi>
          </>
        )}
      </Fact>
    </>
  );
}

function DateOf({ date: { on, timeZone, rule, days } }: { readonly date: LegalDate }) {
  return (
    <>
      <Time day={on} /> in {timeZone.replaceAll('_', ' ')}
      <span class="sub">
        {days} days: {ruleWords[rule]}
      </span>
    </>
  );
}

/** As they were when it was announced, whatever the contract says now. */
function Terms({ opened: { notice } }: Pick<Part, 'opened'>) {
  const { authorisation, noticeDays, objectionDays, dayCount, ...rest } = notice.terms;
  return (
    <section class="block" aria-labelledby="terms">
      <h2 id="terms">Terms on that day</h2>
      <dl class="facts">
        <Fact label="Authorisation">
          {authorisation === 'general'
            ? 'General: silence accepts (Article 28(2) GDPR)'
            : 'Specific: silence refuses (Article 28(2) GDPR)'}
        </Fact>
        <Fact label="Periods">
          {noticeDays} days of notice, {objectionDays} days to object, {dayCount} days
        </Fact>
        <Fact label="Emergency">{rest.emergencyPermitted ? 'Permitted' : 'Not permitted'}</Fact>
        <Fact label="Hard hold">
          {rest.hardHold ? 'Nothing takes effect over an open objection' : null}
        </Fact>
      </dl>
    </section>
  );
}

function Deliveries({ c, opened: { contacts }, place }: Part) {
  return (
    <section class="block" aria-labelledby="deliveries">
      <h2 id="deliveries">Contacts, and every attempt</h2>
      {contacts.length === 0 ? <p class="small">This customer has no contact.</p> : null}
      {contacts.map((attempted) => (
        <Recipient c={c} attempted={attempted} place={place} />
      ))}
    </section>
  );
}

function Recipient({
  c,
  attempted: { contact, told },
  place,
}: Pick<Part, 'c' | 'place'> & { readonly attempted: Attempted }) {
  const { channel, address, state } = contact.subscription;
  const isShown = maySee(c.get('visit').ctx.actor.role, 'contacts');
  // The address of a webhook or a chat is a key to it.
  const who = isShown && channel === 'email' ? [contact.name, address].filter(Boolean) : [];
  return (
    <article>
      <h3 dir="auto">{contact.role}</h3>
      <p class="small">
        {[...who, channel, `the address is ${state}`].join(', ')}
        {contact.removedAt === undefined ? '' : ', removed since'}.
      </p>
      {told.some(({ attempts }) => attempts.length > 0) ? null : (
        <p class="small quiet">
          {told.length === 0 ? 'Nothing was sent there yet.' : 'The message is on its way.'}
        </p>
      )}
      <ol class="log narrow">
        {told.flatMap(({ attempts, bouncedAt }) => [
          ...attempts.map(({ at, outcome, status }) => (
            <li>
              <Moment at={at} zone={place.timeZone} /> {capital(outcome)}
              {status === null ? '' : ` (${status})`}
            </li>
          )),
          bouncedAt && (
            <li>
              <Moment at={bouncedAt} zone={place.timeZone} /> <b>Came back</b>
            </li>
          ),
        ])}
      </ol>
    </article>
  );
}

function Objections({ c, opened: { objections }, place }: Part) {
  if (objections.length === 0 || !may(c, 'listObjections')) return null;
  return (
    <section class="block" aria-labelledby="objections">
      <h2 id="objections">Its objections</h2>
      <ul>
        {objections.map(({ id, reference, state, isLate }) => (
          <li>
            <a href={`${place.root}/objections/${id}`}>{reference}</a>: {staffStateWords[state]}
            {isLate ? ', came late' : ''}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Texts({ opened: { texts, notice } }: Pick<Part, 'opened'>) {
  return (
    <section class="block" aria-labelledby="texts">
      <h2 id="texts">What it was told</h2>
      <p class="small">Written down when it was announced; nothing changes it.</p>
      {texts.map(({ language, subject, text }) => (
        <details>
          <summary class="small">
            {languageWords[language]}: <bdi>{subject}</bdi>
          </summary>
          <pre class="quoted" lang={language} dir="auto">
            {text}
          </pre>
          <p class="fine quiet">
            SHA-256 <code>{notice.texts[language]}</code>
          </p>
        </details>
      ))}
    </section>
  );
}
