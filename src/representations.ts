import { requestFormPage } from './access/pages/form-page.tsx';
import { logoJpeg, logoPng, logoWebp } from './branding/representations.ts';
import { badge } from './badges/representations.ts';
import { changeIcs, deadlinesIcs } from './changes/calendar.ts';
import { changeJson, changesJson } from './changes/documents.ts';
import { feedAtom, feedJson, feedRss } from './changes/feeds/representations.ts';
import { changePage } from './changes/pages/change-page.tsx';
import { changesPage } from './changes/pages/log-page.tsx';
import { entryHistoryJson } from './changes/history-document.ts';
import { entryHistoryPage } from './changes/pages/history-page.tsx';
import { versionsPage } from './changes/pages/versions-page.tsx';
import { versionsJson } from './changes/version-documents.ts';
import { controlsCsv, controlsJson } from './controls/documents.ts';
import { controlsPage } from './controls/pages/controls-page.tsx';
import { diffJson, diffText } from './differences/documents.ts';
import { diffPage } from './differences/pages.tsx';
import { changesFragment } from './embedding/fragments/changes.tsx';
import { subprocessorsFragment } from './embedding/fragments/subprocessors.tsx';
import { dataJson } from './embedding/documents.ts';
import { dataPage } from './embedding/pages/data-page.tsx';
import { embedScript, fragmentStylesheet, pinnedScript } from './embedding/representations.ts';
import { contactJson } from './inquiries/documents.ts';
import { contactPage } from './inquiries/pages/contact-page.tsx';
import { documentJson, documentsJson } from './documents/documents.ts';
import { documentPage } from './documents/pages/document-page.tsx';
import { documentsPage } from './documents/pages/list-page.tsx';
import { objectionPage } from './objections/pages/form-page.tsx';
import {
  policiesJson,
  policyDiffJson,
  policyJson,
  policyVersionJson,
} from './policies/documents.ts';
import { policyDiffPage } from './policies/pages/diff-page.tsx';
import { policiesPage } from './policies/pages/list-page.tsx';
import { policyPage } from './policies/pages/policy-page.tsx';
import { policyVersionPage } from './policies/pages/version-page.tsx';
import { privacyFiguresJson, privacyRequestJson } from './rights/documents.ts';
import { privacyRequestPage } from './rights/pages/request-page.tsx';
import { markdownOf } from './publication/markdown.ts';
import { openSearch, searchJson } from './search/documents.ts';
import { searchPage } from './search/pages/search-page.tsx';
import type { Representation } from './publication/representation.ts';
import { retentionJson } from './retention/documents.ts';
import { retentionPage } from './retention/pages.tsx';
import { accessibilityPage } from './site/accessibility-page.tsx';
import { apiReference, openapiJson } from './site/api-reference.tsx';
import { favicon, stylesheet } from './site/assets.ts';
import { controlsSchema } from './site/controls-schema.ts';
import { describedSchemas } from './site/described-schemas.ts';
import { differenceSchema } from './site/difference-schema.ts';
import { documentsSchema } from './site/documents-schema.ts';
import { packetSchema } from './site/packet-schema.ts';
import {
  policiesSchema,
  policyDifferenceSchema,
  policySchema,
  policyVersionSchema,
} from './site/policies-schema.ts';
import { retentionSchema } from './site/retention-schema.ts';
import { personalDataCopySchema } from './site/personal-data-schema.ts';
import { llmsFullOf } from './site/llms-full.ts';
import { listSchema, overviewSchema } from './site/json-schema.ts';
import { overviewPage } from './site/pages.tsx';
import { overviewJson } from './site/present.ts';
import { webhookSchemas } from './site/webhook-schemas.ts';
import { annexPage } from './subprocessors/annex-iii.tsx';
import { annexPdf } from './subprocessors/annex-iii-pdf.ts';
import { listCsv } from './subprocessors/csv.ts';
import { listCycloneDx } from './subprocessors/cyclonedx.ts';
import { listDora } from './subprocessors/dora.ts';
import { embedPage, embedStylesheet } from './subprocessors/embed.ts';
import { entryJson, listJson } from './subprocessors/list-document.ts';
import { listMarkdown } from './subprocessors/markdown.ts';
import { dataFlowPage } from './subprocessors/pages/data-flow-page.tsx';
import { entryPage } from './subprocessors/pages/entry-page.tsx';
import { mapPage } from './subprocessors/pages/map-page.tsx';
import { narrowScript } from './subprocessors/narrowing/script.ts';
import { registerPage } from './subprocessors/pages/register-page.tsx';
import { timelinePage } from './subprocessors/pages/timeline-page.tsx';
import {
  versionAnnexPage,
  versionAnnexPdf,
  versionCsv,
  versionCycloneDx,
  versionDora,
  versionJson,
  versionMarkdown,
  versionPage,
} from './subprocessors/pages/numbered-versions.ts';
import { updateJson, updatesJson } from './updates/documents.ts';
import { updatesPage } from './updates/pages/list-page.tsx';
import { updatePage } from './updates/pages/thread-page.tsx';
import { subscribePage } from './subscribers/pages/subscribe-page.tsx';
import { subscribeJson } from './subscribers/present.ts';
import { logPage } from './transparency/pages.tsx';
import { rootRepresentations as wellKnown } from './site/well-known.ts';
import { logCheckpoint, logKey, logProof, logTile } from './transparency/representations.ts';

/** A path with `.json` stands before the pattern that would match it too. */
const rows: readonly Representation[] = [
  overviewPage,
  overviewJson,
  registerPage,
  listJson,
  listCsv,
  listMarkdown,
  listCycloneDx,
  listDora,
  annexPage,
  annexPdf,
  entryJson,
  entryPage,
  entryHistoryJson,
  entryHistoryPage,
  timelinePage,
  mapPage,
  dataFlowPage,
  versionsPage,
  versionsJson,
  versionJson,
  versionCsv,
  versionMarkdown,
  versionCycloneDx,
  versionDora,
  versionAnnexPage,
  versionAnnexPdf,
  versionPage,
  changesPage,
  changesJson,
  changeJson,
  changeIcs,
  changePage,
  objectionPage,
  requestFormPage,
  diffPage,
  diffJson,
  diffText,
  controlsPage,
  controlsJson,
  controlsCsv,
  documentsPage,
  documentsJson,
  documentJson,
  documentPage,
  policiesPage,
  policiesJson,
  policyJson,
  policyPage,
  policyVersionJson,
  policyVersionPage,
  policyDiffJson,
  policyDiffPage,
  retentionPage,
  retentionJson,
  updatesPage,
  updatesJson,
  updateJson,
  updatePage,
  searchPage,
  searchJson,
  openSearch,
  feedAtom,
  feedRss,
  feedJson,
  deadlinesIcs,
  subscribePage,
  subscribeJson,
  contactPage,
  contactJson,
  privacyRequestPage,
  privacyRequestJson,
  privacyFiguresJson,
  accessibilityPage,
  logPage,
  logCheckpoint,
  logKey,
  logTile,
  logProof,
  listSchema,
  overviewSchema,
  differenceSchema,
  controlsSchema,
  documentsSchema,
  packetSchema,
  policiesSchema,
  policySchema,
  policyVersionSchema,
  policyDifferenceSchema,
  retentionSchema,
  personalDataCopySchema,
  ...describedSchemas.map(({ row }) => row),
  ...webhookSchemas.map(({ row }) => row),
  openapiJson,
  apiReference,
  badge,
  embedPage,
  embedScript,
  pinnedScript,
  embedStylesheet,
  subprocessorsFragment,
  changesFragment,
  fragmentStylesheet,
  dataJson,
  dataPage,
  stylesheet,
  narrowScript,
  favicon,
  logoPng,
  logoJpeg,
  logoWebp,
];

/** What a language model that fetches once should know. */
export const llmsFull = llmsFullOf(
  [
    overviewPage,
    registerPage,
    changesPage,
    controlsPage,
    documentsPage,
    policiesPage,
    retentionPage,
    updatesPage,
    subscribePage,
    contactPage,
    privacyRequestPage,
    logPage,
  ].flatMap((page) => markdownOf(page) ?? []),
);

/** Every public format below the base path: what is listed above, and each page as Markdown. */
export const representations: readonly Representation[] = [
  ...new Set([...rows, ...rows.flatMap((row) => markdownOf(row) ?? [])]),
];

/** At the root of the host, and below the base path too. */
export const rootRepresentations: readonly Representation[] = [...wellKnown, llmsFull];
