import { MailLink } from '../../http/facts.tsx';
import { useContentLang, useWords } from '../../http/language.tsx';
import { renderPage } from '../../http/layout.tsx';
import { TableHead } from '../../http/tables.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import { type Residence, residences } from '../model.ts';
import type { Count, Figures } from '../model/figures.ts';
import { lawOf } from '../model/laws.ts';
import type { methodsOf } from '../present-public.ts';
import type { RightsPageWords } from '../words/en.tsx';
import { rightsWords } from '../words/pages.ts';

type Methods = ReturnType<typeof methodsOf>;
type Published = { readonly figures: Figures };

/** First where somebody lives: it says what they can ask for. */
export function choosingPage(
  input: RenderInput,
  methods: Methods,
  published: readonly Published[],
): Rendered {
  const { base, pages, language } = input.place;
  const all = rightsWords[language];
  const words = all.choosing;
  const name = nameInSentence(input.snapshot.organisation);
  return renderPage(
    {
      input,
      title: all.requests,
      description: words.description(name),
      path: '/privacy-request',
      links: [
        {
          rel: 'alternate',
          type: 'application/json',
          href: '/privacy-request.json',
          title: words.json,
        },
      ],
    },
    <>
      <div class="title">
        <h1>{all.ask}</h1>
        <p class="lead">{words.lead(<bdi>{name}</bdi>)}</p>
      </div>
      <div class="split">
        <div class="stack">
          <section class="block" aria-labelledby="where">
            <h2 id="where">{words.where}</h2>
            <p class="small">{words.whereLead}</p>
            <ul class="choices">
              {residences.map((residence) => (
                <li>
                  <a href={`${pages}/privacy-request?residence=${residence}`}>
                    {all.residences[residence]}
                  </a>
                  <p class="fine quiet">{answeredBy(residence, all)}</p>
                </li>
              ))}
            </ul>
          </section>
          <PublishedYears base={base} published={published} />
        </div>
        <div class="stack">
          <Ways methods={methods} />
          <section class="block" aria-labelledby="proof">
            <h2 id="proof">{words.who}</h2>
            <p class="small">{words.whoLead}</p>
          </section>
        </div>
      </div>
    </>,
  );
}

/** The law, and how soon it has most things answered. */
function answeredBy(residence: Residence, { choosing, laws, answered }: RightsPageWords): string {
  const { id, rights } = lawOf(residence);
  const [first] = rights;
  return choosing.answeredBy(laws[id].name, first && answered(first.rule));
}

/** Every way that is offered beside the form (11 CCR § 7020). */
function Ways({ methods: { email, phone, postalAddress } }: { methods: Methods }) {
  const words = useWords(rightsWords).choosing;
  const lang = useContentLang();
  if (email === null && phone === null && postalAddress === null) return null;
  return (
    <section class="block" aria-labelledby="ways">
      <h2 id="ways">{words.ways}</h2>
      <p class="small">{words.waysLead}</p>
      <dl class="told">
        {email === null ? null : (
          <div>
            <dt>{words.email}</dt>
            <dd>
              <MailLink email={email} />
            </dd>
          </div>
        )}
        {phone === null ? null : (
          <div>
            <dt>{words.phone}</dt>
            <dd>
              <bdi>{phone}</bdi>
            </dd>
          </div>
        )}
        {postalAddress === null ? null : (
          <div>
            <dt>{words.letter}</dt>
            <dd dir="auto" lang={lang}>
              {postalAddress.map((line, index) => (
                <>
                  {index === 0 ? null : <br />}
                  {line}
                </>
              ))}
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

function PublishedYears({ base, published }: { base: string; published: readonly Published[] }) {
  const { choosing: words, laws } = useWords(rightsWords);
  const { law: lawColumn, received, granted, partly, denied, other, median } = words.columns;
  if (published.length === 0) return null;
  return (
    <section class="block" aria-labelledby="figures">
      <h2 id="figures">{words.figures}</h2>
      <p class="small">{words.figuresLead(<a href={`${base}/privacy-figures.json`}>JSON</a>)}</p>
      {published.map(({ figures: { year, all, laws: byLaw } }) => (
        <table class="fold" role="table">
          <caption>{year}</caption>
          <TableHead labels={[lawColumn, received, granted, partly, denied, other, median]} />
          <tbody role="rowgroup">
            {byLaw.map(({ law, ...count }) => (
              <Row label={laws[law].name} count={count} />
            ))}
            <Row label={words.all} count={all} />
          </tbody>
        </table>
      ))}
    </section>
  );
}

function Row({ label, count }: { label: string; count: Count }) {
  const { received, granted, partlyGranted, denied, otherwiseClosed, open, medianDays } = count;
  const { columns, none } = useWords(rightsWords).choosing;
  const cells = [
    [columns.received, received],
    [columns.granted, granted],
    [columns.partly, partlyGranted],
    [columns.denied, denied],
    [columns.other, otherwiseClosed + open],
    [columns.median, medianDays ?? none],
  ] as const;
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {label}
      </th>
      {cells.map(([name, value]) => (
        <td role="cell" data-label={name}>
          {value}
        </td>
      ))}
    </tr>
  );
}
