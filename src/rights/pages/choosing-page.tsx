import { MailLink } from '../../http/facts.tsx';
import { renderPage } from '../../http/layout.tsx';
import { TableHead } from '../../http/tables.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import { type Residence, residences } from '../model.ts';
import type { Count, Figures } from '../model/figures.ts';
import { laws, lawOf } from '../model/laws.ts';
import type { methodsOf } from '../present-public.ts';
import { answerWords, residenceWords } from '../words.ts';

type Methods = ReturnType<typeof methodsOf>;
type Published = { readonly figures: Figures };

/** First where somebody lives: it says what they can ask for. */
export function choosingPage(
  input: RenderInput,
  methods: Methods,
  published: readonly Published[],
): Rendered {
  const { base } = input.place;
  const name = nameInSentence(input.snapshot.organisation);
  return renderPage(
    {
      input,
      title: 'Privacy requests',
      description: `See, correct or delete what ${name} holds about you, without an account.`,
      path: '/privacy-request',
      links: [
        {
          rel: 'alternate',
          type: 'application/json',
          href: '/privacy-request.json',
          title: 'What can be asked, by law, as JSON',
        },
      ],
    },
    <>
      <div class="title">
        <h1>Ask about your personal data</h1>
        <p class="lead">
          See, correct or delete what <bdi>{name}</bdi> holds about you, or have it used less. It
          needs no account and costs nothing.
        </p>
      </div>
      <div class="split">
        <div class="stack">
          <section class="block" aria-labelledby="where">
            <h2 id="where">Where do you live?</h2>
            <p class="small">
              The law of that place says what you can ask for and how soon we answer. If you ask for
              somebody else: where do they live?
            </p>
            <ul class="choices">
              {residences.map((residence) => (
                <li>
                  <a href={`${base}/privacy-request?residence=${residence}`}>
                    {residenceWords[residence]}
                  </a>
                  <p class="fine quiet">{answeredBy(residence)}</p>
                </li>
              ))}
            </ul>
          </section>
          <PublishedYears base={base} published={published} />
        </div>
        <div class="stack">
          <Ways methods={methods} />
          <section class="block" aria-labelledby="proof">
            <h2 id="proof">Who are you?</h2>
            <p class="small">
              We make sure that it is you by comparing with the contact details on file. Please send
              no identity documents: none are taken. To opt out of anything no proof is needed.
            </p>
          </section>
        </div>
      </div>
    </>,
  );
}

/** The law, and how soon it has most things answered. */
function answeredBy(residence: Residence): string {
  const { name, rights } = lawOf(residence);
  const [first] = rights;
  return `${name}${first ? `; most is answered ${answerWords(first.rule)}` : ''}`;
}

/** Every way that is offered beside the form (11 CCR § 7020). */
function Ways({ methods: { email, phone, postalAddress } }: { methods: Methods }) {
  if (email === null && phone === null && postalAddress === null) return null;
  return (
    <section class="block" aria-labelledby="ways">
      <h2 id="ways">Other ways to ask</h2>
      <p class="small">A request counts by whichever way it comes.</p>
      <dl class="told">
        {email === null ? null : (
          <div>
            <dt>E-mail</dt>
            <dd>
              <MailLink email={email} />
            </dd>
          </div>
        )}
        {phone === null ? null : (
          <div>
            <dt>Phone</dt>
            <dd>
              <bdi>{phone}</bdi>
            </dd>
          </div>
        )}
        {postalAddress === null ? null : (
          <div>
            <dt>Letter</dt>
            <dd dir="auto">
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
  if (published.length === 0) return null;
  return (
    <section class="block" aria-labelledby="figures">
      <h2 id="figures">What was asked in past years</h2>
      <p class="small">
        By the law that was applied; as <a href={`${base}/privacy-figures.json`}>JSON</a> also by
        what was asked.
      </p>
      {published.map(({ figures: { year, all, laws: byLaw } }) => (
        <table class="fold" role="table">
          <caption>{year}</caption>
          <TableHead
            labels={['Law', 'Received', 'Granted', 'In part', 'Denied', 'Other', 'Median days']}
          />
          <tbody role="rowgroup">
            {byLaw.map(({ law, ...count }) => (
              <Row label={laws[law].name} count={count} />
            ))}
            <Row label="All" count={all} />
          </tbody>
        </table>
      ))}
    </section>
  );
}

function Row({ label, count }: { label: string; count: Count }) {
  const { received, granted, partlyGranted, denied, otherwiseClosed, open, medianDays } = count;
  const cells = [
    ['Received', received],
    ['Granted', granted],
    ['In part', partlyGranted],
    ['Denied', denied],
    ['Other', otherwiseClosed + open],
    ['Median days', medianDays ?? 'none'],
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
