import type { OpenAPIHono } from '@hono/zod-openapi';
import { grantsApi } from './access/api/grant-staff.ts';
import { accessRecordApi } from './access/api/record-staff.ts';
import { accessDecisionsApi } from './access/api/deciding.ts';
import { ndasApi } from './access/api/ndas.ts';
import { ruleProposalsApi } from './access/api/proposals.ts';
import { accessRulesApi } from './access/api/rules.ts';
import { accessRequestsApi } from './access/api/staff.ts';
import { auditApi } from './audit/api.ts';
import { brandingApi } from './branding/api.ts';
import { catalogueApi } from './catalogue/api.ts';
import { changesApi } from './changes/api.ts';
import { controlFilesApi } from './controls/api/files.ts';
import { singleStatementsApi } from './controls/api/single.ts';
import { statementsApi } from './controls/api/statements.ts';
import { dataExportApi } from './data-export/api.ts';
import { resendingsApi } from './deliveries/api/resendings.ts';
import { deliveriesApi } from './deliveries/api/staff.ts';
import { customerContactsApi } from './customers/api/contacts.ts';
import { customersApi } from './customers/api/customers.ts';
import { customerFilesApi } from './customers/api/files.ts';
import { profilesApi } from './customers/api/profiles.ts';
import { documentsApi } from './documents/api/documents.ts';
import { documentFilesApi } from './documents/api/version-files.ts';
import { documentVersionsApi } from './documents/api/versions.ts';
import { mailApi } from './deliveries/api/mail.ts';
import { historiesApi } from './histories/api.ts';
import type { StaffEnv } from './http/env.ts';
import { createRouter } from './http/router.ts';
import { importsApi } from './imports/api.ts';
import { inquiryHandlingApi } from './inquiries/api/handling.ts';
import { inquiriesApi } from './inquiries/api/staff.ts';
import { objectionDecisionsApi } from './objections/api/deciding.ts';
import { objectionsApi } from './objections/api/staff.ts';
import { noticesApi } from './notices/api.ts';
import { organisationApi } from './organisation/api.ts';
import { policiesApi } from './policies/api/policies.ts';
import { policyVersionsApi } from './policies/api/versions.ts';
import { personalDataApi } from './personal-data/api/staff.ts';
import { proofApi } from './proof/api/staff.ts';
import { repliesApi } from './replies/api.ts';
import { restrictionsApi } from './restrictions/api.ts';
import { retentionApi } from './retention/api.ts';
import { holdsApi } from './retention/api/holds.ts';
import { runsApi } from './retention/api/runs.ts';
import { rightsAssigningApi } from './rights/api/assigning.ts';
import { rightsDecisionsApi } from './rights/api/deciding.ts';
import { rightsPublishingApi } from './rights/api/publishing.ts';
import { rightsApi } from './rights/api/staff.ts';
import { staffApi } from './staff/api.ts';
import { subprocessorsApi } from './subprocessors/api.ts';
import { updatesApi } from './updates/api.ts';
import { approvalsApi } from './subprocessors/approvals-api.ts';
import { batchesApi } from './subprocessors/batches-api.ts';
import { movingApi } from './subprocessors/moving-api.ts';
import { subscriptionsApi } from './subscribers/api/subscriptions.ts';
import { suppressionsApi } from './subscribers/api/suppressions.ts';
import { transparencyApi } from './transparency/api.ts';

const parts: readonly OpenAPIHono<StaffEnv>[] = [
  organisationApi,
  dataExportApi,
  brandingApi,
  subprocessorsApi,
  batchesApi,
  approvalsApi,
  movingApi,
  importsApi,
  catalogueApi,
  changesApi,
  mailApi,
  updatesApi,
  statementsApi,
  singleStatementsApi,
  controlFilesApi,
  accessRecordApi,
  grantsApi,
  documentsApi,
  documentVersionsApi,
  documentFilesApi,
  policiesApi,
  policyVersionsApi,
  retentionApi,
  holdsApi,
  runsApi,
  historiesApi,
  auditApi,
  profilesApi,
  customerFilesApi,
  customersApi,
  customerContactsApi,
  subscriptionsApi,
  suppressionsApi,
  deliveriesApi,
  resendingsApi,
  noticesApi,
  proofApi,
  objectionsApi,
  objectionDecisionsApi,
  accessRequestsApi,
  accessDecisionsApi,
  accessRulesApi,
  ruleProposalsApi,
  ndasApi,
  inquiriesApi,
  inquiryHandlingApi,
  repliesApi,
  rightsApi,
  rightsDecisionsApi,
  rightsAssigningApi,
  rightsPublishingApi,
  personalDataApi,
  restrictionsApi,
  transparencyApi,
  staffApi,
];

/** Everything under /api/v1, one line per feature. Loaded on demand: readers of /trust need no zod. */
export function createStaffApi(): OpenAPIHono<StaffEnv> {
  const api = createRouter();
  for (const each of parts) api.route('/', each);
  return api;
}
