import { RecordTable } from '../../console/pieces.tsx';
import { Time } from '../../http/dates.tsx';
import { Fact } from '../../http/facts.tsx';
import { isOpen, type Item } from '../model.ts';
import { isOpenItem, latestFor } from '../model/clock.ts';
import { laws, rightOf, rules } from '../model/laws.ts';
import { waitingIn } from '../present.ts';
import { basisSource, basisWords, sourceOfDay, typeWords } from '../words.ts';
import type { Case } from './case.tsx';
import { Due } from './due.tsx';
import { deedWords, gradeOf, identityWords, pointWords } from './words.ts';

type Part = { readonly found: Case };

/** What is due and why: the timers of a request, each with the provision that it comes from. */
export function Days({ found: { request, today, shown } }: Part) {
  const { clock } = request;
  const waiting = waitingIn(request);
  const acknowledge = request.items.flatMap(
    ({ ruleId }) => rules[ruleId].acknowledge?.source ?? [],
  )[0];
  const isUnconfirmed = isOpen(request) && clock.acknowledgedOn === undefined;
  return (
    <section class="block" aria-labelledby="days">
      <h2 id="days">Days</h2>
      <dl class="facts wide">
        <Fact label="Next due">
          {request.nextDueOn === undefined ? null : <Due on={request.nextDueOn} today={today} />}
        </Fact>
        <Fact label="Confirm receipt by">
          {isUnconfirmed && clock.acknowledgeBy !== undefined ? (
            <>
              <Due on={clock.acknowledgeBy} today={today} />
              <span class="sub">{acknowledge}</span>
            </>
          ) : null}
        </Fact>
        <Fact label="Receipt confirmed">
          {clock.acknowledgedOn === undefined ? 'Not yet' : <Time day={clock.acknowledgedOn} />}
        </Fact>
        <Fact label="Came on">
          <Time day={clock.receivedOn} />
        </Fact>
        <Fact label="Counted from">
          {clock.startedOn === clock.receivedOn ? null : (
            <>
              <Time day={clock.startedOn} />, when the identity was shown
            </>
          )}
        </Fact>
        <Fact label="Waits for them since">
          {waiting === undefined ? null : (
            <>
              <Time day={waiting.since} />
              <span class="sub">
                {waiting.isStopped ? 'The days stand still meanwhile' : 'The days run on meanwhile'}
              </span>
            </>
          )}
        </Fact>
        <Fact label="Waited before">{pausesOf(overIn(clock.pauses))}</Fact>
        <Fact label="Record kept until">
          {shown.keepUntil === null ? null : (
            <>
              <Time day={shown.keepUntil} />
              <span class="sub">{laws[request.law].keep.source}</span>
            </>
          )}
        </Fact>
      </dl>
    </section>
  );
}

type Pauses = Case['request']['clock']['pauses'];

/** Those that are over. */
function overIn(pauses: Pauses): Pauses {
  return pauses.filter(({ until }) => until !== undefined);
}

function pausesOf(pauses: Pauses) {
  return pauses.length === 0
    ? null
    : pauses.map(({ why, from, until }) => (
        <span class="line">
          {why === 'identity' ? 'For proof of identity' : 'For an answer'}: <Time day={from} />
          {' to '}
          {until === undefined ? null : <Time day={until} />}
        </span>
      ));
}

/** What is asked, each with its day, what it takes, and what became of it. */
export function Items({ found }: Part) {
  const { request, today } = found;
  const { law } = request;
  return (
    <section class="block" aria-labelledby="items">
      <h2 id="items">What is asked</h2>
      <RecordTable
        caption="What is asked, and what became of it"
        rows={request.items}
        columns={[
          {
            label: 'Asked',
            cell: ({ type, appealed }) => (
              <>
                {typeWords[type]}
                <span class="sub">
                  {rightOf(law, type)?.source}
                  {appealed === undefined ? '' : '; denied before, and appealed'}
                </span>
              </>
            ),
          },
          {
            label: 'Answer by',
            cell: (item) => (
              <>
                {isOpenItem(item) && isOpen(request) ? (
                  <Due on={item.dueOn} today={today} />
                ) : item.dueOn === undefined ? null : (
                  <Time day={item.dueOn} />
                )}
                <span class="sub">{sourceOfDay(item)}</span>
                <Extension item={item} found={found} />
              </>
            ),
          },
          {
            label: 'Identity',
            cell: ({ type }) => gradeOf[rightOf(law, type)?.grade ?? 'address'],
          },
          { label: 'Answer', cell: (item) => <Outcome item={item} law={law} /> },
        ]}
      />
    </section>
  );
}

function Extension({ item, found: { request, today } }: Part & { readonly item: Item }) {
  const latest = latestFor(item, request.clock);
  if (item.extendedOn !== undefined)
    return (
      <span class="sub">
        Extended on <Time day={item.extendedOn} />
      </span>
    );
  const isLate = item.dueOn !== undefined && today > item.dueOn;
  if (latest === undefined || isLate || !isOpen(request) || !isOpenItem(item)) return null;
  return (
    <span class="sub">
      Can be extended to <Time day={latest} /> ({rules[item.ruleId].extension?.source})
    </span>
  );
}

function Outcome({ item, law }: { readonly item: Item; readonly law: Case['request']['law'] }) {
  const { outcome, basis, done, answeredOn } = item;
  if (outcome === undefined) return <span class="quiet">None yet</span>;
  return (
    <>
      {outcome === 'granted' ? 'Granted' : 'Denied'}
      {answeredOn === undefined ? null : (
        <>
          , <Time day={answeredOn} />
        </>
      )}
      {done === undefined ? null : <span class="sub">{deedWords[done]}</span>}
      {basis === undefined ? null : (
        <span class="sub">
          {basisWords[basis]} ({basisSource(law, basis)})
        </span>
      )}
    </>
  );
}

const authorityWords = {
  'not-needed': null,
  pending: 'Not shown yet: the person is asked by mail',
  confirmed: 'Confirmed',
  refused: 'The person says that they let nobody ask',
} as const;

/** Who they are and whether they may: what must be there before anything is given. */
export function Proof({ found: { request } }: Part) {
  const { identity, authority, controller, law } = request;
  return (
    <section class="block" aria-labelledby="proof">
      <h2 id="proof">Identity and whose data it is</h2>
      <dl class="facts wide">
        <Fact label="Identity">
          {identityWords(identity)}
          <span class="sub">{laws[law].verification}</span>
        </Fact>
        <Fact label="What matched">
          {identity.matched?.map((point) => pointWords[point]).join(', ')}
        </Fact>
        <Fact label="Declaration">
          {identity.isDeclared ? 'Signed under penalty of perjury' : null}
        </Fact>
        <Fact label="Asked for on">
          {identity.askedOn === undefined ? null : <Time day={identity.askedOn} />}
        </Fact>
        <Fact label="Settled on">
          {identity.settledOn === undefined ? null : <Time day={identity.settledOn} />}
        </Fact>
        <Fact label="May they ask for the person">{authorityWords[authority]}</Fact>
        <Fact label="Who decides about the data">
          {controller === 'us' ? 'We do' : 'A customer: pass it on, do not answer on substance'}
        </Fact>
      </dl>
    </section>
  );
}
