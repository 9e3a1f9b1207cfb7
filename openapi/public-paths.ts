import { requestFormPage } from '../src/access/pages/form-page.tsx';
import { logoJpeg, logoPng, logoWebp } from '../src/branding/representations.ts';
import { badge } from '../src/badges/representations.ts';
import { changeIcs, deadlinesIcs } from '../src/changes/calendar.ts';
import { changeJson, changesJson } from '../src/changes/documents.ts';
import { feedAtom, feedJson, feedRss } from '../src/changes/feeds/representations.ts';
import { jsonFeed } from '../src/changes/feeds/schema.ts';
import { changePage } from '../src/changes/pages/change-page.tsx';
import { versionsPage } from '../src/changes/pages/versions-page.tsx';
import { versionsJson } from '../src/changes/version-documents.ts';
import { changesPage } from '../src/changes/pages/log-page.tsx';
import { entryHistoryJson } from '../src/changes/history-document.ts';
import { entryHistoryPage } from '../src/changes/pages/history-page.tsx';
import { change, changeList, entryHistory, versionList } from '../src/changes/schema.ts';
import { controlsCsv, controlsJson } from '../src/controls/documents.ts';
import { controlsPage } from '../src/controls/pages/controls-page.tsx';
import { documentJson, documentsJson } from '../src/documents/documents.ts';
import { documentPage } from '../src/documents/pages/document-page.tsx';
import { documentsPage } from '../src/documents/pages/list-page.tsx';
import { diffJson, diffText } from '../src/differences/documents.ts';
import { diffPage } from '../src/differences/pages.tsx';
import {
  policiesJson,
  policyDiffJson,
  policyJson,
  policyVersionJson,
} from '../src/policies/documents.ts';
import { policyDiffPage } from '../src/policies/pages/diff-page.tsx';
import { policiesPage } from '../src/policies/pages/list-page.tsx';
import { policyPage } from '../src/policies/pages/policy-page.tsx';
import { policyVersionPage } from '../src/policies/pages/version-page.tsx';
import { markdownOf } from '../src/publication/markdown.ts';
import type { Representation } from '../src/publication/representation.ts';
import { retentionJson } from '../src/retention/documents.ts';
import { retentionPage } from '../src/retention/pages.tsx';
import { accessibilityPage } from '../src/site/accessibility-page.tsx';
import { openSearch, searchJson } from '../src/search/documents.ts';
import { searchPage } from '../src/search/pages/search-page.tsx';
import { searchResults } from '../src/search/schema.ts';
import { apiReference, openapiJson } from '../src/site/api-reference.tsx';
import { favicon, stylesheet } from '../src/site/assets.ts';
import { controlsSchema } from '../src/site/controls-schema.ts';
import { describedSchemas } from '../src/site/described-schemas.ts';
import { differenceSchema } from '../src/site/difference-schema.ts';
import { documentsSchema } from '../src/site/documents-schema.ts';
import { packetSchema } from '../src/site/packet-schema.ts';
import {
  policiesSchema,
  policyDifferenceSchema,
  policySchema,
  policyVersionSchema,
} from '../src/site/policies-schema.ts';
import { retentionSchema } from '../src/site/retention-schema.ts';
import { personalDataCopySchema } from '../src/site/personal-data-schema.ts';
import { listSchema, overviewSchema } from '../src/site/json-schema.ts';
import { llmsFull } from '../src/representations.ts';
import { llmsTxt } from '../src/site/llms-txt.ts';
import { overviewPage } from '../src/site/pages.tsx';
import { overviewJson } from '../src/site/present.ts';
import { webhookSchemas } from '../src/site/webhook-schemas.ts';
import { apiCatalog, robotsTxt, securityTxt, sitemapXml } from '../src/site/well-known.ts';
import { annexPage } from '../src/subprocessors/annex-iii.tsx';
import { annexPdf } from '../src/subprocessors/annex-iii-pdf.ts';
import { listCsv } from '../src/subprocessors/csv.ts';
import { listCycloneDx } from '../src/subprocessors/cyclonedx.ts';
import { listDora } from '../src/subprocessors/dora.ts';
import { embedPage, embedStylesheet } from '../src/subprocessors/embed.ts';
import { entryJson, listJson } from '../src/subprocessors/list-document.ts';
import { listMarkdown } from '../src/subprocessors/markdown.ts';
import { dataFlowPage } from '../src/subprocessors/pages/data-flow-page.tsx';
import { entryPage } from '../src/subprocessors/pages/entry-page.tsx';
import { mapPage } from '../src/subprocessors/pages/map-page.tsx';
import { narrowScript } from '../src/subprocessors/narrowing/script.ts';
import { registerPage } from '../src/subprocessors/pages/register-page.tsx';
import { timelinePage } from '../src/subprocessors/pages/timeline-page.tsx';
import {
  versionAnnexPage,
  versionAnnexPdf,
  versionCsv,
  versionCycloneDx,
  versionDora,
  versionJson,
  versionMarkdown,
  versionPage,
} from '../src/subprocessors/pages/numbered-versions.ts';
import { updateJson, updatesJson } from '../src/updates/documents.ts';
import { updatesPage } from '../src/updates/pages/list-page.tsx';
import { updatePage } from '../src/updates/pages/thread-page.tsx';
import { update, updateList } from '../src/updates/schema.ts';
import { dataJson } from '../src/embedding/documents.ts';
import { changesFragment } from '../src/embedding/fragments/changes.tsx';
import { subprocessorsFragment } from '../src/embedding/fragments/subprocessors.tsx';
import { dataPage } from '../src/embedding/pages/data-page.tsx';
import { embedScript, fragmentStylesheet, pinnedScript } from '../src/embedding/representations.ts';
import { dataUses } from '../src/embedding/schema.ts';
import { contactJson } from '../src/inquiries/documents.ts';
import { contactPage } from '../src/inquiries/pages/contact-page.tsx';
import { contactForm } from '../src/inquiries/schema.ts';
import { objectionPage } from '../src/objections/pages/form-page.tsx';
import { privacyFiguresJson, privacyRequestJson } from '../src/rights/documents.ts';
import { privacyRequestPage } from '../src/rights/pages/request-page.tsx';
import { figuresDocument, rightsDocument } from '../src/rights/schema/public.ts';
import { subscribing } from '../src/subscribers/schema.ts';
import { subscribePage } from '../src/subscribers/pages/subscribe-page.tsx';
import { subscribeJson } from '../src/subscribers/present.ts';
import { logPage } from '../src/transparency/pages.tsx';
import { logCheckpoint, logKey, logProof, logTile } from '../src/transparency/representations.ts';
import type { Components, Json } from './schemas.ts';
import { refTo, shapeOf } from './schemas.ts';
import { webhookName } from './webhooks.ts';

/** What a reader must be told about a public address; the rest is read from its row. */
export type PublicPath = {
  readonly operationId: string;
  readonly row: Representation;
  readonly tag:
    | 'Overview'
    | 'Sub-processors'
    | 'Versions'
    | 'Changes'
    | 'Controls'
    | 'Documents on request'
    | 'Policies'
    | 'Updates'
    | 'Transparency log'
    | 'Webhooks'
    | 'Subscriptions'
    | 'Objections'
    | 'Contact'
    | 'Privacy'
    | 'Search'
    | 'Embedding'
    | 'Site';
  readonly summary: string;
  readonly description?: string;
  /** The shape of a JSON body; text otherwise. */
  readonly shape?: (components: Components) => Json;
  /** What it refuses beside what every address does: 404 and 422 are said where they can happen. */
  readonly refuses?: readonly (404 | 409 | 422)[];
};

/** An operation is called as its row is in the source, so that one is found by the other. */
function path(
  named: Readonly<Record<string, Representation>>,
  said: Omit<PublicPath, 'operationId' | 'row'>,
): PublicPath {
  const [[operationId, row] = []] = Object.entries(named);
  if (operationId === undefined || row === undefined) throw new Error('a row is missing');
  return { operationId, row, ...said };
}

/** A form of the list at a numbered version: the same for ever, without contact persons. */
function numbered(
  named: Readonly<Record<string, Representation>>,
  summary: string,
  shape?: PublicPath['shape'],
): PublicPath[] {
  const said = {
    tag: 'Versions' as const,
    summary,
    description: 'As it was published, for ever; it names no contact persons.',
    refuses: [404, 422] as const,
  };
  return [path(named, shape ? { ...said, shape } : said)];
}

const policySchemas = [
  path({ policiesSchema }, schemaOf('the policies')),
  path({ policySchema }, schemaOf('a policy')),
  path({ policyVersionSchema }, schemaOf('a version of a policy')),
  path({ policyDifferenceSchema }, schemaOf('what changed between two versions')),
  path({ retentionSchema }, schemaOf('the rules of retention')),
  path({ personalDataCopySchema }, { ...schemaOf('a copy of personal data'), tag: 'Privacy' }),
];

function schemaOf(what: string): Omit<PublicPath, 'operationId' | 'row'> {
  return { tag: 'Policies', summary: `JSON Schema of ${what}`, shape: anyDocument };
}

const logoWords = {
  tag: 'Site',
  summary: 'The logo of the organisation',
  description:
    'Its name changes with its content, so it may be kept for good; an older name gets the logo of today. Not found where there is none of this type.',
  refuses: [404],
} as const;

/** In the order in which a reader meets them. */
const described: readonly PublicPath[] = [
  path(
    { overviewPage },
    {
      tag: 'Overview',
      summary: 'The overview',
      description:
        'Who processes data, where, what is to come and how to hear of it; with `as_of` or `known_at` as it was.',
      shape: () => refTo('Overview'),
      refuses: [422],
    },
  ),
  path(
    { overviewJson },
    {
      tag: 'Overview',
      summary: 'The overview as JSON',
      shape: () => refTo('Overview'),
      refuses: [422],
    },
  ),
  path(
    { registerPage },
    {
      tag: 'Sub-processors',
      summary: 'The list of sub-processors',
      description:
        'Current, announced and ended entries, narrowed by any of the parameters; with `as_of` what was in effect on a day, with `known_at` what the list said then.',
      shape: () => refTo('SubprocessorList'),
      refuses: [422],
    },
  ),
  path(
    { listJson },
    {
      tag: 'Sub-processors',
      summary: 'The list as JSON',
      description:
        'The whole list, or the part that the parameters name; `filter` then says which. Its JSON Schema stands at a permanent address.',
      shape: () => refTo('SubprocessorList'),
      refuses: [422],
    },
  ),
  path(
    { listCsv },
    {
      tag: 'Sub-processors',
      summary: 'The list as CSV',
      description:
        'RFC 4180, the columns of Annex III first; new columns are added at the end only. A cell that a spreadsheet would take for a formula is preceded by an apostrophe.',
      refuses: [422],
    },
  ),
  path(
    { listMarkdown },
    {
      tag: 'Sub-processors',
      summary: 'The list as Markdown',
      description:
        'A table, then every fact of every entry under the name of its CSV column. Read raw or rendered; GitHub’s dialect.',
      refuses: [422],
    },
  ),
  path(
    { listCycloneDx },
    {
      tag: 'Sub-processors',
      summary: 'The list as CycloneDX',
      description:
        'CycloneDX 1.7 (ECMA-424): each entry that is listed or announced as a service, for tools that read bills of materials.',
      shape: anyDocument,
      refuses: [422],
    },
  ),
  path(
    { listDora },
    {
      tag: 'Sub-processors',
      summary: 'Rows for the DORA register of information',
      description:
        'The columns of templates B_05.01 and B_05.02 (Implementing Regulation (EU) 2024/2956) that only the provider can fill, under their official codes.',
      refuses: [422],
    },
  ),
  path(
    { annexPage },
    {
      tag: 'Sub-processors',
      summary: 'Annex III as a page to print',
      description:
        'The list in force and what is announced, in the order of Annex III to the standard contractual clauses.',
      refuses: [422],
    },
  ),
  path(
    { annexPdf },
    {
      tag: 'Sub-processors',
      summary: 'Annex III as PDF',
      description:
        'To attach to a contract: tagged, text selectable, fonts embedded; the same list gives the same bytes.',
      refuses: [422],
    },
  ),
  path(
    { entryPage },
    {
      tag: 'Sub-processors',
      summary: 'An entry',
      description: 'At an address that outlives its end; with `as_of` or `known_at` as it was.',
      shape: () => refTo('Subprocessor'),
      refuses: [404, 422],
    },
  ),
  path(
    { entryJson },
    {
      tag: 'Sub-processors',
      summary: 'An entry as JSON',
      shape: () => refTo('Subprocessor'),
      refuses: [404, 422],
    },
  ),
  path(
    { entryHistoryPage },
    {
      tag: 'Sub-processors',
      summary: 'The history of an entry',
      description:
        'Each state with the days on which it holds, the change behind it and what changed, newest first.',
      shape: (components) => shapeOf(entryHistory, components),
      refuses: [404, 422],
    },
  ),
  path(
    { entryHistoryJson },
    {
      tag: 'Sub-processors',
      summary: 'The history of an entry as JSON',
      description: 'Newest state first. Follow `next` until it is null.',
      shape: (components) => shapeOf(entryHistory, components),
      refuses: [404, 422],
    },
  ),
  path(
    { timelinePage },
    {
      tag: 'Sub-processors',
      summary: 'The register as a timeline',
      description:
        'One bar for each entry from its first day to its last, with a table of the dates, drawn up to the day of the newest version.',
    },
  ),
  path(
    { mapPage },
    {
      tag: 'Sub-processors',
      summary: 'The places of processing on a map of the world',
      description:
        'Countries and regions shaded by how many sub-processors process there, with a table of the same; of one service by `service`.',
      refuses: [422],
    },
  ),
  path(
    { dataFlowPage },
    {
      tag: 'Sub-processors',
      summary: 'Where data flows, as a picture',
      description:
        'From services through sub-processors to countries, with a table of the same; of one service by `service`.',
      refuses: [422],
    },
  ),
  path(
    { versionsPage },
    {
      tag: 'Versions',
      summary: 'Every version of the list',
      description: 'Newest first, each with its permanent address. JSON is paged by `cursor`.',
      shape: (components) => shapeOf(versionList, components),
      refuses: [422],
    },
  ),
  path(
    { versionsJson },
    {
      tag: 'Versions',
      summary: 'Every version of the list as JSON',
      shape: (components) => shapeOf(versionList, components),
      refuses: [422],
    },
  ),
  ...numbered({ versionPage }, 'The list at a version', () => refTo('SubprocessorList')),
  ...numbered({ versionJson }, 'The list at a version as JSON', () => refTo('SubprocessorList')),
  ...numbered({ versionCsv }, 'The list at a version as CSV'),
  ...numbered({ versionMarkdown }, 'The list at a version as Markdown'),
  ...numbered({ versionCycloneDx }, 'The list at a version as CycloneDX', anyDocument),
  ...numbered({ versionDora }, 'Rows for the DORA register of information at a version'),
  ...numbered({ versionAnnexPage }, 'Annex III at a version, to print'),
  ...numbered({ versionAnnexPdf }, 'Annex III at a version as PDF'),
  path(
    { listSchema },
    {
      tag: 'Sub-processors',
      summary: 'JSON Schema of the list',
      description:
        'JSON Schema 2020-12. It only ever grows; a breaking change gets another number.',
      shape: anyDocument,
    },
  ),
  path(
    { overviewSchema },
    { tag: 'Overview', summary: 'JSON Schema of the overview', shape: anyDocument },
  ),
  path(
    { changesPage },
    {
      tag: 'Changes',
      summary: 'The change log',
      description: 'Newest first. JSON is paged by `cursor`.',
      shape: (components) => shapeOf(changeList, components),
      refuses: [422],
    },
  ),
  path(
    { changesJson },
    {
      tag: 'Changes',
      summary: 'The change log as JSON',
      description: 'Newest first. Follow `next` until it is null.',
      shape: (components) => shapeOf(changeList, components),
      refuses: [422],
    },
  ),
  path(
    { changePage },
    {
      tag: 'Changes',
      summary: 'A change',
      description:
        'One permanent page per change: where it stands, until when to object, each step, and what every entry said before and says after.',
      shape: (components) => shapeOf(change, components),
      refuses: [404],
    },
  ),
  path(
    { changeJson },
    {
      tag: 'Changes',
      summary: 'A change as JSON',
      shape: (components) => shapeOf(change, components),
      refuses: [404],
    },
  ),
  path(
    { changeIcs },
    {
      tag: 'Changes',
      summary: 'The days of an announced change as iCalendar',
      description:
        'When it takes effect and the last day to object on general terms; cancelled when it is withdrawn.',
      refuses: [404],
    },
  ),
  path(
    { diffPage },
    {
      tag: 'Changes',
      summary: 'What changed between two days or versions',
      description:
        'Entry by entry and field by field, with the change behind each. Without `from` it is what the newest version changed.',
      shape: () => refTo('Difference'),
      refuses: [404, 422],
    },
  ),
  path(
    { diffJson },
    {
      tag: 'Changes',
      summary: 'A difference as JSON',
      description:
        'Said for people and as merge patches (RFC 7396): applied to the first list document they give the second. Between two numbers it may be kept for good.',
      shape: () => refTo('Difference'),
      refuses: [404, 422],
    },
  ),
  path(
    { diffText },
    {
      tag: 'Changes',
      summary: 'A difference as text',
      description: 'For an e-mail: 72 columns, no markup, dates in words, the addresses last.',
      refuses: [404, 422],
    },
  ),
  path(
    { differenceSchema },
    { tag: 'Changes', summary: 'JSON Schema of a difference', shape: anyDocument },
  ),
  ...describedSchemas.map(({ component, title, row }) =>
    path(
      { [`schemaOf${component}`]: row },
      { tag: 'Site', summary: `JSON Schema: ${title}`, shape: anyDocument },
    ),
  ),
  ...webhookSchemas.map(({ type, row }) =>
    path(
      { [`schemaOf${webhookName(type)}`]: row },
      { tag: 'Webhooks', summary: `JSON Schema of ${type}`, shape: anyDocument },
    ),
  ),
  path(
    { controlsPage },
    {
      tag: 'Controls',
      summary: 'The security controls',
      description:
        'What is stated about security: attestations, controls, questions and answers, statements about laws, facts of the EU Data Act, and where to report a vulnerability.',
      shape: () => refTo('Controls'),
    },
  ),
  path(
    { controlsJson },
    {
      tag: 'Controls',
      summary: 'The security controls as JSON',
      description:
        'Everything on the page; texts are Markdown. An import takes it as it is: POST /api/v1/control-imports.',
      shape: () => refTo('Controls'),
    },
  ),
  path(
    { controlsCsv },
    {
      tag: 'Controls',
      summary: 'The controls as CSV',
      description: 'One row per control, with the numbers of the criteria it answers.',
    },
  ),
  path(
    { controlsSchema },
    { tag: 'Controls', summary: 'JSON Schema of the controls', shape: anyDocument },
  ),
  path(
    { documentsPage },
    {
      tag: 'Documents on request',
      summary: 'The documents',
      description:
        'Reports, certificates and contracts: the version in force of each, and who may have it.',
      shape: () => refTo('Documents'),
    },
  ),
  path(
    { documentsJson },
    {
      tag: 'Documents on request',
      summary: 'The documents as JSON',
      shape: () => refTo('Documents'),
    },
  ),
  path(
    { documentPage },
    {
      tag: 'Documents on request',
      summary: 'A document',
      description: 'What it is, the version in force, how to get it, and which were before.',
      shape: () => refTo('PublishedDocumentAlone'),
      refuses: [404],
    },
  ),
  path(
    { documentJson },
    {
      tag: 'Documents on request',
      summary: 'A document as JSON',
      shape: () => refTo('PublishedDocumentAlone'),
      refuses: [404],
    },
  ),
  path(
    { documentsSchema },
    { tag: 'Documents on request', summary: 'JSON Schema of the documents', shape: anyDocument },
  ),
  path(
    { packetSchema },
    { tag: 'Changes', summary: 'JSON Schema of a proof of notice', shape: anyDocument },
  ),
  path(
    { policiesPage },
    {
      tag: 'Policies',
      summary: 'The policies',
      description: 'Policies and terms: what is in effect, since when, and what is to come.',
      shape: () => refTo('Policies'),
    },
  ),
  path(
    { policiesJson },
    { tag: 'Policies', summary: 'The policies as JSON', shape: () => refTo('Policies') },
  ),
  path(
    { policyPage },
    {
      tag: 'Policies',
      summary: 'A policy',
      description:
        'The version in effect, or the one announced where none is yet; and every version there has been.',
      shape: () => refTo('Policy'),
      refuses: [404],
    },
  ),
  path(
    { policyJson },
    {
      tag: 'Policies',
      summary: 'A policy as JSON',
      shape: () => refTo('Policy'),
      refuses: [404],
    },
  ),
  path(
    { policyVersionPage },
    {
      tag: 'Policies',
      summary: 'A version of a policy',
      description: 'Its texts stay as they are for good.',
      shape: () => refTo('PolicyVersion'),
      refuses: [404],
    },
  ),
  path(
    { policyVersionJson },
    {
      tag: 'Policies',
      summary: 'A version of a policy as JSON',
      shape: () => refTo('PolicyVersion'),
      refuses: [404],
    },
  ),
  path(
    { policyDiffPage },
    {
      tag: 'Policies',
      summary: 'What changed between two versions of a policy',
      description: 'Section by section, and there word by word.',
      shape: () => refTo('PolicyDifference'),
      refuses: [404],
    },
  ),
  path(
    { policyDiffJson },
    {
      tag: 'Policies',
      summary: 'The same as JSON',
      shape: () => refTo('PolicyDifference'),
      refuses: [404],
    },
  ),
  path(
    { accessibilityPage },
    {
      tag: 'Site',
      summary: 'The accessibility statement',
      description: 'WCAG 2.2 AA: how it is met, what is known not to be, and whom to tell.',
    },
  ),
  path(
    { retentionPage },
    {
      tag: 'Policies',
      summary: 'How long records are kept',
      description: 'One rule for each kind of record, with its basis and what becomes of it then.',
      shape: () => refTo('Retention'),
    },
  ),
  path(
    { retentionJson },
    { tag: 'Policies', summary: 'The same as JSON', shape: () => refTo('Retention') },
  ),
  ...policySchemas,
  path(
    { updatesPage },
    {
      tag: 'Updates',
      summary: 'The updates',
      description:
        'Posts about security, incidents, policies, documents and the product, newest first. JSON is paged by `cursor`.',
      shape: (components) => shapeOf(updateList, components),
      refuses: [422],
    },
  ),
  path(
    { updatesJson },
    {
      tag: 'Updates',
      summary: 'The updates as JSON',
      description: 'Newest first. Follow `next` until it is null.',
      shape: (components) => shapeOf(updateList, components),
      refuses: [422],
    },
  ),
  path(
    { updatePage },
    {
      tag: 'Updates',
      summary: 'An update',
      description:
        'One permanent page for a post and its follow-ups. A post is never edited; one that was withdrawn says so and why.',
      shape: (components) => shapeOf(update, components),
      refuses: [404],
    },
  ),
  path(
    { updateJson },
    {
      tag: 'Updates',
      summary: 'An update as JSON',
      description:
        'Each post as its Markdown and as HTML in which nothing is taken over from it as markup.',
      shape: (components) => shapeOf(update, components),
      refuses: [404],
    },
  ),
  path(
    { deadlinesIcs },
    {
      tag: 'Changes',
      summary: 'The days of announced changes as a calendar',
      description:
        'RFC 5545, to be subscribed to: for each announced change an all-day event on the day it takes effect, and one on the last day to object on general terms. UID and address stay; SEQUENCE rises with every step; what is withdrawn or superseded is CANCELLED.',
      refuses: [422],
    },
  ),
  path(
    { feedAtom },
    {
      tag: 'Changes',
      summary: 'The feed as Atom',
      description:
        'RFC 4287. One entry for each step of a change, such as announced, objections about to close, in effect, withdrawn; it never changes, and names those before it of the same change (RFC 4685). The newest 50; older ones stand in archive pages (RFC 5005).',
      refuses: [404, 422],
    },
  ),
  path({ feedRss }, { tag: 'Changes', summary: 'The feed as RSS 2.0', refuses: [404, 422] }),
  path(
    { feedJson },
    {
      tag: 'Changes',
      summary: 'The feed as JSON Feed 1.1',
      description: '`_annex` holds the change for machines; `next_url` leads to what is older.',
      shape: (components) => shapeOf(jsonFeed, components),
      refuses: [404, 422],
    },
  ),
  path(
    { subscribePage },
    {
      tag: 'Subscriptions',
      summary: 'The page to subscribe on',
      description: 'By mail, webhook, Slack or Teams, with what is kept and why; feeds beside it.',
      shape: (components) => shapeOf(subscribing, components),
    },
  ),
  path(
    { objectionPage },
    {
      tag: 'Objections',
      summary: 'The form to object to a change',
      description:
        'Until when general terms give time, and what happens then. 409 with what became of it where the change was withdrawn or superseded.',
      refuses: [404, 409],
    },
  ),
  path(
    { requestFormPage },
    {
      tag: 'Documents on request',
      summary: 'The form to ask for a document, and for others beside it',
      description:
        'What happens then, and what is kept and why. 404 for what cannot be asked for: public documents, those without a version in force, and those that there are not.',
      refuses: [404],
    },
  ),
  path(
    { subscribeJson },
    {
      tag: 'Subscriptions',
      summary: 'What can be subscribed to, as JSON',
      shape: (components) => shapeOf(subscribing, components),
    },
  ),
  path(
    { contactPage },
    {
      tag: 'Contact',
      summary: 'The contact form',
      description: 'What it takes, what happens then, and what is kept of it.',
      shape: (components) => shapeOf(contactForm, components),
    },
  ),
  path(
    { contactJson },
    {
      tag: 'Contact',
      summary: 'What the contact form takes, as JSON',
      shape: (components) => shapeOf(contactForm, components),
    },
  ),
  path(
    { privacyRequestPage },
    {
      tag: 'Privacy',
      summary: 'The form to ask about personal data',
      description:
        'First where somebody lives, then what can be asked under the law of that place; every other way to ask; figures of past years.',
      shape: (components) => shapeOf(rightsDocument, components),
    },
  ),
  path(
    { privacyRequestJson },
    {
      tag: 'Privacy',
      summary: 'What can be asked, by law, as JSON',
      description:
        'Every right, every period and the provision that it stands in; what no law gives is marked as a promise of the company.',
      shape: (components) => shapeOf(rightsDocument, components),
    },
  ),
  path(
    { privacyFiguresJson },
    {
      tag: 'Privacy',
      summary: 'How many asked in past years, as JSON',
      description: 'Only years that were published; their figures stand in the log too.',
      shape: (components) => shapeOf(figuresDocument, components),
    },
  ),
  path(
    { logPage },
    {
      tag: 'Transparency log',
      summary: 'The transparency log',
      description: 'What it proves, the checkpoint to keep, and the key to check it by.',
    },
  ),
  path(
    { logCheckpoint },
    {
      tag: 'Transparency log',
      summary: 'The checkpoint',
      description:
        'A signed note (C2SP tlog-checkpoint) over every public event. A log is verified with nothing but this, the key and the tiles.',
      refuses: [404],
    },
  ),
  path(
    { logKey },
    {
      tag: 'Transparency log',
      summary: 'The verifier keys',
      description: 'Every key that has signed (C2SP signed-note), one a line, the newest first.',
      refuses: [404],
    },
  ),
  path(
    { logTile },
    {
      tag: 'Transparency log',
      summary: 'A tile or an entry bundle',
      description:
        'C2SP tlog-tiles: 256 hashes of a level (`0/000`), or 256 entries with their lengths (`entries/000`), fewer with `.p/` and their number. An entry is an event as JSON of RFC 8785.',
      refuses: [404],
    },
  ),
  path(
    { logProof },
    {
      tag: 'Transparency log',
      summary: 'The proof of a leaf',
      description: 'C2SP tlog-proof: that the leaf is in the log, to be checked without this site.',
      refuses: [404],
    },
  ),
  path(
    { searchPage },
    {
      tag: 'Search',
      summary: 'Search',
      description:
        'Over everything public: sub-processors, changes, security, documents, policies and updates. Every word of `q` must occur, as the beginning of one; words in quotes side by side. `kind` narrows it. The best 50.',
      shape: (components) => shapeOf(searchResults, components),
      refuses: [422],
    },
  ),
  path(
    { searchJson },
    {
      tag: 'Search',
      summary: 'Search, as JSON',
      shape: (components) => shapeOf(searchResults, components),
      refuses: [422],
    },
  ),
  path(
    { openSearch },
    {
      tag: 'Search',
      summary: 'How browsers can search here',
      description: 'An OpenSearch description document.',
    },
  ),
  path(
    { embedScript },
    {
      tag: 'Embedding',
      summary: 'The custom elements',
      description:
        'Defines `<annex-subprocessors>`, `<annex-changes>`, `<annex-controls>` and `<annex-subscribe>` for pages of yours.',
    },
  ),
  path(
    { pinnedScript },
    {
      tag: 'Embedding',
      summary: 'The custom elements, pinned',
      description:
        'The bytes whose integrity `/use-this-data.json` names. Not found once this deployment ships another version.',
      refuses: [404],
    },
  ),
  path(
    { subprocessorsFragment },
    {
      tag: 'Embedding',
      summary: 'The list as a fragment of HTML',
      description: 'For sites that are built before they are served; every address in it is whole.',
      refuses: [422],
    },
  ),
  path(
    { changesFragment },
    {
      tag: 'Embedding',
      summary: 'The newest changes as a fragment of HTML',
      description: 'Narrowed as the change log is; ten unless `limit` says otherwise.',
      refuses: [422],
    },
  ),
  path(
    { fragmentStylesheet },
    { tag: 'Embedding', summary: 'An optional stylesheet of the fragments' },
  ),
  path(
    { dataPage },
    {
      tag: 'Embedding',
      summary: 'How to use the data elsewhere',
      description: 'Snippets to copy: programs, sheets, feeds, calendars, elements and fragments.',
      shape: (components) => shapeOf(dataUses, components),
    },
  ),
  path(
    { dataJson },
    {
      tag: 'Embedding',
      summary: 'What can be embedded, as JSON',
      shape: (components) => shapeOf(dataUses, components),
    },
  ),
  path(
    { badge },
    {
      tag: 'Embedding',
      summary: 'A badge',
      description:
        'An SVG picture for other sites: `last-changed.svg`, `subprocessors.svg` (those that process now), and for each attestation its key, with its status. In the first language of the site, or in `language`.',
      refuses: [404],
    },
  ),
  path(
    { embedPage },
    {
      tag: 'Embedding',
      summary: 'The list for a frame',
      description: 'May be framed by the origins that the profile names, and by no other.',
    },
  ),
  path({ embedStylesheet }, { tag: 'Embedding', summary: 'The stylesheet of the frame' }),
  path(
    { openapiJson },
    {
      tag: 'Site',
      summary: 'This description',
      description: 'OpenAPI 3.1, with the address of this deployment as its server.',
      shape: anyDocument,
    },
  ),
  path({ apiReference }, { tag: 'Site', summary: 'This description for people' }),
  path(
    { stylesheet },
    {
      tag: 'Site',
      summary: 'The stylesheet of the pages',
      description: 'Its name changes with its content, so it may be kept for good.',
      refuses: [404],
    },
  ),
  path(
    { narrowScript },
    {
      tag: 'Site',
      summary: 'The script of the list',
      description:
        'Narrows the page of the list while somebody types. Its name changes with its content.',
      refuses: [404],
    },
  ),
  path({ favicon }, { tag: 'Site', summary: 'The mark' }),
  path({ logoPng }, logoWords),
  path({ logoJpeg }, logoWords),
  path({ logoWebp }, logoWords),
  path(
    { securityTxt },
    {
      tag: 'Site',
      summary: 'Where to report a vulnerability',
      description: 'RFC 9116. Not found until the profile names a contact.',
      refuses: [404],
    },
  ),
  path(
    { apiCatalog },
    {
      tag: 'Site',
      summary: 'What can be asked here by program',
      description: 'RFC 9727, as a linkset (RFC 9264).',
      shape: () => ({
        type: 'object',
        required: ['linkset'],
        properties: { linkset: { type: 'array', items: anyDocument() } },
      }),
    },
  ),
  path({ robotsTxt }, { tag: 'Site', summary: 'What crawlers may read' }),
  path(
    { llmsTxt },
    {
      tag: 'Site',
      summary: 'What language models may begin with',
      description: 'By the convention of llmstxt.org: the pages as Markdown, with a word on each.',
    },
  ),
  path(
    { llmsFull },
    {
      tag: 'Site',
      summary: 'The pages for language models in one file',
      description:
        'Those of llms.txt as Markdown, one after the other; what would be more than 500 kB is named by its address.',
    },
  ),
  path({ sitemapXml }, { tag: 'Site', summary: 'The pages and when they changed' }),
];

/** Every public address; what is made of a page is described by it. */
export const publicPaths: readonly PublicPath[] = described.flatMap((each) => [
  each,
  ...asMarkdown(each),
]);

function asMarkdown({ operationId, row: page, tag, summary, refuses }: PublicPath): PublicPath[] {
  const row = markdownOf(page);
  if (row === undefined || described.some((each) => each.row === row)) return [];
  return [
    {
      operationId: operationId.replace(/Page$/, 'Markdown'),
      row,
      tag,
      summary: `${summary}, as Markdown`,
      description:
        'What the page says, in GitHub’s dialect and with absolute addresses; of a form, what it asks and where.',
      ...(refuses && { refuses }),
    },
  ];
}

/** A document with a form of its own. */
function anyDocument(): Json {
  return { type: 'object', additionalProperties: true };
}
