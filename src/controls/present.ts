import { presentOrganisation, presentUrl } from '../organisation/present.ts';
import type { Place, Snapshot } from '../publication/model.ts';
import { countByStatus, type Statement, type StatusChange } from './model.ts';

/** Where each kind stands on the page. */
export function anchorOf({ kind, key }: Pick<Statement<'control'>, 'key'> & { kind: string }) {
  return kind === 'disclosure' ? 'report' : `${kind}-${key}`;
}

export function presentAttestation(statement: Statement<'attestation'>, place: Place) {
  const { facts } = statement;
  return {
    id: statement.key,
    name: facts.name,
    form: facts.form,
    status: facts.status,
    scope: facts.scope,
    auditor: facts.auditor,
    asOf: facts.asOf,
    periodFrom: facts.periodFrom,
    periodUntil: facts.periodUntil,
    issuedOn: facts.issuedOn,
    validUntil: facts.validUntil,
    expectedOn: facts.expectedOn,
    nextAuditOn: facts.nextAuditOn,
    document: facts.document,
    order: facts.order,
    translations: facts.translations,
    ...placeIn(statement, place),
  };
}

export function presentControl(statement: Statement<'control'>, place: Place) {
  const { facts } = statement;
  const { tsc, iso27001, ccm } = facts.criteria;
  return {
    id: statement.key,
    category: facts.category,
    title: facts.title,
    text: facts.text,
    status: facts.status,
    plannedFor: facts.plannedFor,
    criteria: { tsc, iso27001, ccm },
    lastReviewedOn: facts.lastReviewedOn,
    order: facts.order,
    translations: facts.translations,
    ...placeIn(statement, place),
  };
}

export function presentQuestion(statement: Statement<'question'>, place: Place) {
  const { question, answer, order, translations } = statement.facts;
  return { id: statement.key, question, answer, order, translations, ...placeIn(statement, place) };
}

export function presentLaw(statement: Statement<'law'>, place: Place) {
  const { law, fullName, text, reference, order, translations } = statement.facts;
  return {
    id: statement.key,
    law,
    fullName,
    text,
    reference: presentUrl(reference),
    order,
    translations,
    ...placeIn(statement, place),
  };
}

export function presentDataActFacts({ facts }: Statement<'data-act'>) {
  return {
    jurisdictions: facts.jurisdictions,
    jurisdictionNote: facts.jurisdictionNote,
    technical: facts.technical,
    organisational: facts.organisational,
    contractual: facts.contractual,
    translations: facts.translations,
  };
}

export function presentDisclosureFacts({ facts }: Statement<'disclosure'>) {
  const { text, thanksUrl, translations } = facts;
  return { text, thanksUrl: presentUrl(thanksUrl), translations };
}

/** `/trust/controls.json`: everything stated; an import takes it as it is. */
export function presentControls(snapshot: Snapshot, place: Place, schema: string) {
  const { organisation, controls: stated } = snapshot;
  const root = `${place.origin}${place.base}`;
  return {
    $schema: `${root}${schema}`,
    language: organisation.languages[0] ?? 'en',
    organisation: presentOrganisation(organisation),
    counts: countByStatus(stated.controls),
    attestations: stated.attestations.map((each) => presentAttestation(each, place)),
    controls: stated.controls.map((each) => presentControl(each, place)),
    questions: stated.questions.map((each) => presentQuestion(each, place)),
    lawStatements: stated.laws.map((each) => presentLaw(each, place)),
    dataAct: stated.dataAct.map((each) => ({
      service: each.key,
      ...presentDataActFacts(each),
      ...placeIn(each, place),
    })),
    ...(stated.disclosure && {
      disclosure: {
        ...presentDisclosureFacts(stated.disclosure),
        ...placeIn(stated.disclosure, place),
      },
    }),
    feeds: feedsAt(root),
    links: {
      page: `${root}/controls`,
      csv: `${root}/controls.csv`,
      ...(organisation.securityContact && {
        securityTxt: `${place.origin}/.well-known/security.txt`,
      }),
    },
  };
}

/** What the overview says of it. */
export function presentControlsInBrief({ controls: stated }: Snapshot, place: Place) {
  const root = `${place.origin}${place.base}`;
  return {
    url: `${root}/controls`,
    json: `${root}/controls.json`,
    csv: `${root}/controls.csv`,
    counts: countByStatus(stated.controls),
    attestations: stated.attestations.map(({ key, facts }) => ({
      id: key,
      name: facts.name,
      form: facts.form,
      status: facts.status,
      validUntil: facts.validUntil,
      expectedOn: facts.expectedOn,
    })),
  };
}

export function presentStatusChange(change: StatusChange, place: Place) {
  const { kind, key, title, before, after, expectedOn, at, eventId } = change;
  return {
    kind,
    id: key,
    title,
    before: before ?? null,
    after: after ?? null,
    expectedOn,
    at: at.toISOString(),
    eventId,
    url: changeUrl(change, place),
  };
}

/** Where it stands, or the page where it stood. */
export function changeUrl({ kind, key, after }: StatusChange, { origin, base }: Place): string {
  return `${origin}${base}/controls${after === undefined ? '' : `#${anchorOf({ kind, key })}`}`;
}

function feedsAt(root: string) {
  return {
    atom: `${root}/feed.atom?topic=controls`,
    rss: `${root}/feed.rss?topic=controls`,
    jsonFeed: `${root}/feed.json?topic=controls`,
  };
}

function placeIn(
  {
    kind,
    key,
    changedAt,
  }: { readonly kind: string; readonly key: string; readonly changedAt: Date },
  { origin, base }: Place,
) {
  return {
    url: `${origin}${base}/controls#${anchorOf({ kind, key })}`,
    changedAt: changedAt.toISOString(),
  };
}
