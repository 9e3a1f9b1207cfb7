import type { Fault } from '../../core/errors.ts';
import { Time } from '../../http/dates.tsx';
import { Fact, joined } from '../../http/facts.tsx';
import { renderPage } from '../../http/layout.tsx';
import { TableHead } from '../../http/tables.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import { authorisationWords, daysInWords, objectionWords, standingWords } from '../model/words.ts';
import { annexOf, type MyPlace, objectionLink, packetOf } from '../present/my.ts';
import type { MyTerms } from '../service/my-terms.ts';
import { Contacts, CorrectionPart } from './my-contacts.tsx';
import { Pending } from './my-pending.tsx';

/** What was just done, by the name in `?done=`. */
const doneWords: Readonly<Record<string, string>> = {
  contact: 'Thank you: we look at it and correct our list. Until then the contact stays as it is.',
  approval: 'Your approval is recorded.',
};

export type MyView = {
  readonly mine: MyTerms;
  readonly place: MyPlace;
  readonly done?: string;
  /** What was typed into the form that was refused. */
  readonly refused?: {
    readonly faults: readonly Fault[];
    readonly entries: Readonly<Record<string, string>>;
    readonly status: number;
  };
};

/** A customer's terms, dates, objections and contacts, behind its own link. */
export function myPage(input: RenderInput, view: MyView): Rendered {
  const { status } = view.refused ?? {};
  return renderPage(
    {
      input,
      title: 'Your terms and deadlines',
      description: 'What your contract says about changes of sub-processors, and what is to come.',
      noindex: true,
      ...(status !== undefined && { status }),
    },
    <My input={input} view={view} />,
  );
}

function My({ input, view }: { input: RenderInput; view: MyView }) {
  const { customer } = view.mine;
  const done = doneWords[view.done ?? ''];
  return (
    <>
      <div class="title">
        <h1>
          <bdi>{customer.name}</bdi>: your terms and deadlines
        </h1>
        <p class="lead">
          What your contract with <bdi>{nameInSentence(input.snapshot.organisation)}</bdi> says
          about changes of sub-processors, and what is to come for you. Whoever has this link sees
          this page.
        </p>
        {done === undefined ? null : (
          <p class="notice" role="status">
            {done}
          </p>
        )}
      </div>
      <div class="stack">
        <Pending view={view} />
        <div class="split">
          <div class="stack">
            <Objections view={view} />
            <Settled view={view} />
            <Contacts view={view} />
          </div>
          <div class="stack">
            <Annex view={view} />
            <Terms view={view} />
            <Documents view={view} />
          </div>
        </div>
        <CorrectionPart view={view} />
      </div>
    </>
  );
}

function Annex({ view: { mine, place } }: { view: MyView }) {
  const annex = annexOf(place.root, mine);
  return (
    <section class="block" aria-labelledby="services">
      <h2 id="services">The services you use</h2>
      {mine.services.length === 0 ? <p class="small">All of them.</p> : null}
      <ul>
        {mine.services.map(({ name }) => (
          <li>
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
      <p class="acts">
        <a href={annex.page}>Your Annex III</a>
        <a href={annex.pdf}>As PDF</a>
      </p>
    </section>
  );
}

function Terms({ view: { mine } }: { view: MyView }) {
  const { terms, customer } = mine;
  return (
    <section class="block" aria-labelledby="terms">
      <h2 id="terms">What your contract says</h2>
      <dl class="facts">
        <Fact label="Authorisation">{authorisationWords(terms)}</Fact>
        <Fact label="Notice">{daysInWords(terms.noticeDays, terms)}</Fact>
        <Fact label="To object">{daysInWords(terms.objectionDays, terms)}</Fact>
        <Fact label="Your days are those of">{terms.timeZone}</Fact>
        <Fact label="In an emergency">
          {terms.emergencyPermitted
            ? 'A replacement may take effect first; the time to object follows'
            : 'No replacement takes effect for you before the notice'}
        </Fact>
        <Fact label="Hold">
          {terms.hardHold
            ? 'Nothing takes effect for you while you may object or your objection is open'
            : undefined}
        </Fact>
        <Fact label="Agreement">
          {joined(
            [
              <>
                from <Time day={customer.agreementFrom} />
              </>,
              customer.agreementUntil && (
                <>
                  until <Time day={customer.agreementUntil} />
                </>
              ),
            ],
            ' ',
          )}
        </Fact>
        <Fact label="Regions">{customer.regions.join(', ')}</Fact>
        <Fact label="Reference">{customer.reference}</Fact>
      </dl>
      <p class="small">A change that is announced already keeps the terms of its announcement.</p>
    </section>
  );
}

function Documents({ view: { place } }: { view: MyView }) {
  return (
    <section class="block" aria-labelledby="documents">
      <h2 id="documents">Documents</h2>
      <p class="small">
        Who of yours asked for confidential documents, and what they fetched:{' '}
        <a href={`${place.my}/access-record`}>the record</a>.
      </p>
    </section>
  );
}

function Objections({ view: { mine, place } }: { view: MyView }) {
  if (mine.objections.length === 0) return null;
  return (
    <section class="block" aria-labelledby="objections">
      <h2 id="objections">Your objections</h2>
      <table class="fold" role="table">
        <caption class="unseen">Your objections</caption>
        <TableHead labels={['Reference', 'Change', 'State']} />
        <tbody role="rowgroup">
          {mine.objections.map((objection) => (
            <tr role="row">
              <th scope="row" role="rowheader">
                <a href={objectionLink(place, objection)}>{objection.reference}</a>
              </th>
              <td role="cell" data-label="Change">
                <a href={`${place.root}/changes/${objection.changeId}`}>
                  Change {objection.changeId}
                </a>
              </td>
              <td role="cell" data-label="State">
                {objectionWords[objection.state]}
                {objection.isLate ? <span class="mark">Late</span> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Settled({ view: { mine, place } }: { view: MyView }) {
  if (mine.settled.length === 0) return null;
  return (
    <section class="block" aria-labelledby="settled">
      <h2 id="settled">Notices so far</h2>
      <table class="fold" role="table">
        <caption class="unseen">Notices that are settled, newest first</caption>
        <TableHead labels={['Change', 'For you', 'Proof']} />
        <tbody role="rowgroup">
          {mine.settled.map((notice) => (
            <tr role="row">
              <th scope="row" role="rowheader">
                <a href={`${place.root}/changes/${notice.changeId}`}>Change {notice.changeId}</a>
              </th>
              <td role="cell" data-label="For you">
                {standingWords(notice)}
              </td>
              <td role="cell" data-label="Proof">
                <a href={packetOf(place, notice.changeId)}>
                  Proof of notice<span class="unseen"> of change {notice.changeId}</span>
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
