import type { Child } from 'hono/jsx';
import type { Day } from '../../core/day.ts';
import { Time } from '../../http/dates.tsx';
import { joined, Unstated } from '../../http/facts.tsx';
import { TableHead } from '../../http/tables.tsx';
import type { RenderInput } from '../../publication/representation.ts';
import type { Attestation, Statement } from '../model.ts';
import { anchorOf } from '../present.ts';
import { attestationSign, formWords } from '../words.ts';
import type { Shown } from './shown.ts';

/** Reports and certificates; nothing that the company only says itself. */
export function Attestations({ shown: { input } }: { shown: Shown }) {
  const { attestations } = input.snapshot.controls;
  if (attestations.length === 0) return null;
  return (
    <section class="row" id="attestations" aria-labelledby="head-attestations">
      <div>
        <h2 id="head-attestations">Reports and certificates</h2>
        <p class="small quiet">By whom each was examined, and what is still to come.</p>
      </div>
      <table class="fold attestations" role="table">
        <caption class="unseen">Reports and certificates, by whom, their status and dates</caption>
        <TableHead labels={['Attestation', 'Status', 'Covers']} />
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
  const { word, shape } = attestationSign(facts);
  return (
    <tr role="row" id={anchorOf(attestation)}>
      <th scope="row" role="rowheader" dir="auto">
        {facts.name}
        <span class="sub">{formWords[facts.form]}</span>
        {facts.auditor === undefined ? null : <span class="sub">{facts.auditor}</span>}
        <DocumentLink input={input} slug={facts.document} />
      </th>
      <td role="cell" data-label="Status">
        <span>
          <span class={`is is-${shape}`}>{word}</span>
          <Dated word="Issued" day={facts.issuedOn} />
          <Dated word="Expected" day={facts.expectedOn} />
          <Dated word="Valid until" day={facts.validUntil} />
          <Dated word="Audit" day={facts.nextAuditOn} />
        </span>
      </td>
      <td role="cell" data-label="Covers" dir="auto">
        <span>{joined([facts.scope, covered(facts)], <br />) ?? <Unstated />}</span>
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
    <span class="sub">
      <a href={`${place.base}/documents/${document.slug}`} dir="auto">
        {document.title}
      </a>
    </span>
  );
}

function Dated({ word, day }: { word: string; day: Day | undefined }) {
  if (day === undefined) return null;
  return (
    <span class="sub">
      {word} <Time day={day} />
    </span>
  );
}

function covered({ asOf, periodFrom, periodUntil }: Attestation): Child {
  if (asOf !== undefined)
    return (
      <>
        As of <Time day={asOf} />
      </>
    );
  if (periodFrom === undefined || periodUntil === undefined) return undefined;
  return (
    <>
      <Time day={periodFrom} /> to <Time day={periodUntil} />
    </>
  );
}
