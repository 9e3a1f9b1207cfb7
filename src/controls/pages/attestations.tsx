import type { Child } from 'hono/jsx';
import type { Day } from '../../core/day.ts';
import { isTranslated } from '../../core/translating.ts';
import { Time } from '../../http/dates.tsx';
import { joined, Unstated } from '../../http/facts.tsx';
import { useLanguage, useTextLang, useWords } from '../../http/language.tsx';
import { Quoted } from '../../http/quoted.tsx';
import { TableHead } from '../../http/tables.tsx';
import type { RenderInput } from '../../publication/representation.ts';
import type { Attestation, Statement } from '../model.ts';
import { anchorOf } from '../present.ts';
import { attestationSign } from '../words.ts';
import { type ControlWords, controlWords } from '../words/pages.ts';
import type { Shown } from './shown.ts';

/** Reports and certificates; nothing that the company only says itself. */
export function Attestations({ shown: { input } }: { shown: Shown }) {
  const { attestations } = input.snapshot.controls;
  const words = useWords(controlWords).attestations;
  if (attestations.length === 0) return null;
  return (
    <section class="row" id="attestations" aria-labelledby="head-attestations">
      <div>
        <h2 id="head-attestations">{words.title}</h2>
        <p class="small quiet">{words.lead}</p>
      </div>
      <table class="fold attestations" role="table">
        <caption class="unseen">{words.caption}</caption>
        <TableHead labels={words.columns} />
        <tbody role="rowgroup">
          {attestations.map((attestation) => (
            <Row input={input} attestation={attestation} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

type RowProps = { readonly input: RenderInput; readonly attestation: Statement<'attestation'> };

function Row({ input, attestation }: RowProps) {
  const { facts } = attestation;
  const language = useLanguage();
  const words = controlWords[language].attestations;
  const [, status, covers] = words.columns;
  const scope = facts.scope && (
    <Quoted isTranslated={isTranslated(facts, 'scope', language)}>{facts.scope}</Quoted>
  );
  const { word, shape } = attestationSign(facts, language);
  return (
    <tr role="row" id={anchorOf(attestation)}>
      <th scope="row" role="rowheader" dir="auto">
        <Quoted isTranslated={isTranslated(facts, 'name', language)}>{facts.name}</Quoted>
        <div class="sub">{controlWords[language].forms[facts.form]}</div>
        {facts.auditor === undefined ? null : (
          <div class="sub">
            <bdi>{facts.auditor}</bdi>
          </div>
        )}
        <DocumentLink input={input} slug={facts.document} />
      </th>
      <td role="cell" data-label={status}>
        <div>
          <span class={`is is-${shape}`}>{word}</span>
          <Dated word={words.issued} day={facts.issuedOn} />
          <Dated word={words.expected} day={facts.expectedOn} />
          <Dated word={words.validUntil} day={facts.validUntil} />
          <Dated word={words.audit} day={facts.nextAuditOn} />
        </div>
      </td>
      <td role="cell" data-label={covers} dir="auto">
        <span>{joined([scope, covered(facts, words)], <br />) ?? <Unstated />}</span>
      </td>
    </tr>
  );
}

/** Nothing where it is not listed. */
function DocumentLink({ input, slug }: { input: RenderInput; slug: string | undefined }) {
  const { place, snapshot } = input;
  const document = snapshot.documents.find((each) => each.slug === slug);
  if (document === undefined) return null;
  return (
    <div class="sub">
      <a
        href={`${place.pages}/documents/${document.slug}`}
        dir="auto"
        lang={useTextLang(document, 'title')}
      >
        {document.title}
      </a>
    </div>
  );
}

function Dated({ word, day }: { word: string; day: Day | undefined }) {
  if (day === undefined) return null;
  return (
    <div class="sub">
      {word} <Time day={day} />
    </div>
  );
}

function covered(
  { asOf, periodFrom, periodUntil }: Attestation,
  words: ControlWords['attestations'],
): Child {
  if (asOf !== undefined) return words.asOf(<Time day={asOf} />);
  if (periodFrom === undefined || periodUntil === undefined) return undefined;
  return words.period(<Time day={periodFrom} />, <Time day={periodUntil} />);
}
