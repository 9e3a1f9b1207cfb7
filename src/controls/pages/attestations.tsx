import type { Child } from 'hono/jsx';
import { Time } from '../../http/dates.tsx';
import { joined, Unstated } from '../../http/facts.tsx';
import { TableHead } from '../../http/tables.tsx';
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
        <caption class="unseen">Reports and certificates, their status, auditor and dates</caption>
        <TableHead labels={['Attestation', 'Status', 'Covers', 'By', 'Next']} />
        <tbody role="rowgroup">
          {attestations.map((attestation) => (
            <Row attestation={attestation} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ attestation }: { attestation: Statement<'attestation'> }) {
  const { facts } = attestation;
  const { word, shape } = attestationSign(facts);
  return (
    <tr role="row" id={anchorOf(attestation)}>
      <th scope="row" role="rowheader" dir="auto">
        {facts.name}
        <span class="sub">{formWords[facts.form]}</span>
      </th>
      <td role="cell" data-label="Status">
        <span>
          <span class={`is is-${shape}`}>{word}</span>
          <When facts={facts} />
        </span>
      </td>
      <td role="cell" data-label="Covers" dir="auto">
        <span>{joined([facts.scope, covered(facts)], <br />) ?? <Unstated />}</span>
      </td>
      <td role="cell" data-label="By" dir="auto">
        {facts.auditor ?? (facts.form === 'self-assessment' ? 'The company itself' : <Unstated />)}
      </td>
      <td role="cell" data-label="Next">
        <span>{next(facts) ?? <Unstated />}</span>
      </td>
    </tr>
  );
}

function When({ facts: { issuedOn, expectedOn } }: { facts: Attestation }) {
  const day = expectedOn ?? issuedOn;
  if (day === undefined) return null;
  return (
    <span class="sub">
      {expectedOn === undefined ? 'Issued' : 'Expected'} <Time day={day} />
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

function next({ validUntil, nextAuditOn }: Attestation): Child {
  const parts = [
    validUntil && (
      <>
        Valid until <Time day={validUntil} />
      </>
    ),
    nextAuditOn && (
      <>
        Audit <Time day={nextAuditOn} />
      </>
    ),
  ];
  return joined(parts, <br />);
}
