import type { Fault } from '../../core/errors.ts';
import { Time } from '../../http/dates.tsx';
import { Fact, joined } from '../../http/facts.tsx';
import { useWords } from '../../http/language.tsx';
import { renderPage } from '../../http/layout.tsx';
import { TableHead } from '../../http/tables.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import { customerWords } from '../words/pages.ts';
import { annexOf, type MyPlace, objectionLink, packetOf } from '../present/my.ts';
import type { MyTerms } from '../service/my-terms.ts';
import { Contacts, CorrectionPart } from './my-contacts.tsx';
import { Pending } from './my-pending.tsx';

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
  const words = customerWords[input.place.language].page;
  return renderPage(
    {
      input,
      title: words.title,
      description: words.description,
      noindex: true,
      ...(status !== undefined && { status }),
    },
    <My input={input} view={view} />,
  );
}

function My({ input, view }: { input: RenderInput; view: MyView }) {
  const { customer } = view.mine;
  const words = useWords(customerWords).page;
  const done = new Map(Object.entries(words.done)).get(view.done ?? '');
  return (
    <>
      <div class="title">
        <h1>{words.heading(<bdi>{customer.name}</bdi>)}</h1>
        <p class="lead">{words.lead(<bdi>{nameInSentence(input.snapshot.organisation)}</bdi>)}</p>
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
            <CorrectionPart view={view} />
          </div>
          <div class="stack">
            <Annex view={view} />
            <Terms view={view} />
            <Documents view={view} />
          </div>
        </div>
      </div>
    </>
  );
}

function Annex({ view: { mine, place } }: { view: MyView }) {
  const annex = annexOf(place, mine);
  const words = useWords(customerWords).page;
  return (
    <section class="block" aria-labelledby="services">
      <h2 id="services">{words.services}</h2>
      {mine.services.length === 0 ? <p class="small">{words.allServices}</p> : null}
      <ul>
        {mine.services.map(({ name }) => (
          <li>
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
      <p class="acts">
        <a href={annex.page}>{words.annex}</a> <a href={annex.pdf}>{words.pdf}</a>
      </p>
    </section>
  );
}

function Terms({ view: { mine } }: { view: MyView }) {
  const { terms, customer } = mine;
  const { terms: words, ...all } = useWords(customerWords);
  return (
    <section class="block" aria-labelledby="terms">
      <h2 id="terms">{words.title}</h2>
      <dl class="facts">
        <Fact label={words.authorisation}>{all.authorisation(terms)}</Fact>
        <Fact label={words.notice}>{all.days(terms.noticeDays, terms)}</Fact>
        <Fact label={words.toObject}>{all.days(terms.objectionDays, terms)}</Fact>
        <Fact label={words.zone}>{terms.timeZone}</Fact>
        <Fact label={words.emergency}>
          {terms.emergencyPermitted ? words.mayFirst : words.mayNot}
        </Fact>
        <Fact label={words.hold}>{terms.hardHold ? words.held : undefined}</Fact>
        <Fact label={words.agreement}>
          {joined(
            [
              words.from(<Time day={customer.agreementFrom} />),
              customer.agreementUntil && words.until(<Time day={customer.agreementUntil} />),
            ],
            ' ',
          )}
        </Fact>
        <Fact label={words.regions}>{customer.regions.join(', ')}</Fact>
        <Fact label={words.reference}>{customer.reference}</Fact>
      </dl>
      <p class="small">{words.announced}</p>
    </section>
  );
}

function Documents({ view: { place } }: { view: MyView }) {
  const words = useWords(customerWords).page;
  return (
    <section class="block" aria-labelledby="documents">
      <h2 id="documents">{words.documents}</h2>
      <p class="small">
        {words.documentsLead((text) => (
          <a href={`${place.my}/access-record`}>{text}</a>
        ))}
      </p>
    </section>
  );
}

function Objections({ view: { mine, place } }: { view: MyView }) {
  const { page: words, objections } = useWords(customerWords);
  if (mine.objections.length === 0) return null;
  return (
    <section class="block" aria-labelledby="objections">
      <h2 id="objections">{words.objections}</h2>
      <table class="fold" role="table">
        <caption class="unseen">{words.objections}</caption>
        <TableHead labels={[words.reference, words.change, words.state]} />
        <tbody role="rowgroup">
          {mine.objections.map((objection) => (
            <tr role="row">
              <th scope="row" role="rowheader">
                <a href={objectionLink(place, objection)}>{objection.reference}</a>
              </th>
              <td role="cell" data-label={words.change}>
                <a href={`${place.pages}/changes/${objection.changeId}`}>
                  {words.changeNumber(objection.changeId)}
                </a>
              </td>
              <td role="cell" data-label={words.state}>
                {objections[objection.state]}
                {objection.isLate ? <div class="mark">{words.late}</div> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Settled({ view: { mine, place } }: { view: MyView }) {
  const { page: words, standing } = useWords(customerWords);
  if (mine.settled.length === 0) return null;
  return (
    <section class="block" aria-labelledby="settled">
      <h2 id="settled">{words.settled}</h2>
      <table class="fold" role="table">
        <caption class="unseen">{words.settledCaption}</caption>
        <TableHead labels={[words.change, words.forYou, words.proof]} />
        <tbody role="rowgroup">
          {mine.settled.map((notice) => (
            <tr role="row">
              <th scope="row" role="rowheader">
                <a href={`${place.pages}/changes/${notice.changeId}`}>
                  {words.changeNumber(notice.changeId)}
                </a>
              </th>
              <td role="cell" data-label={words.forYou}>
                {standing(notice)}
              </td>
              <td role="cell" data-label={words.proof}>
                <a href={packetOf(place, notice.changeId)}>
                  {words.packet}
                  <span class="unseen">{words.ofChange(notice.changeId)}</span>
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
