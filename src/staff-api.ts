import type { OpenAPIHono } from '@hono/zod-openapi';
import { auditApi } from './audit/api.ts';
import { catalogueApi } from './catalogue/api.ts';
import { changesApi } from './changes/api.ts';
import { deliveriesApi } from './deliveries/api/staff.ts';
import { customerContactsApi } from './customers/api/contacts.ts';
import { customersApi } from './customers/api/customers.ts';
import { customerFilesApi } from './customers/api/files.ts';
import { profilesApi } from './customers/api/profiles.ts';
import { mailApi } from './deliveries/api/mail.ts';
import { historiesApi } from './histories/api.ts';
import type { StaffEnv } from './http/env.ts';
import { createRouter } from './http/router.ts';
import { importsApi } from './imports/api.ts';
import { objectionDecisionsApi } from './objections/api/deciding.ts';
import { objectionsApi } from './objections/api/staff.ts';
import { noticesApi } from './notices/api.ts';
import { organisationApi } from './organisation/api.ts';
import { staffApi } from './staff/api.ts';
import { subprocessorsApi } from './subprocessors/api.ts';
import { updatesApi } from './updates/api.ts';
import { approvalsApi } from './subprocessors/approvals-api.ts';
import { batchesApi } from './subprocessors/batches-api.ts';
import { movingApi } from './subprocessors/moving-api.ts';
import { subscriptionsApi } from './subscribers/api/subscriptions.ts';
import { suppressionsApi } from './subscribers/api/suppressions.ts';
import { transparencyApi } from './transparency/api.ts';

/** Everything under /api/v1, one line per feature. Loaded on demand: readers of /trust need no zod. */
export function createStaffApi(): OpenAPIHono<StaffEnv> {
  const api = createRouter();
  api.route('/', organisationApi);
  api.route('/', subprocessorsApi);
  api.route('/', batchesApi);
  api.route('/', approvalsApi);
  api.route('/', movingApi);
  api.route('/', importsApi);
  api.route('/', catalogueApi);
  api.route('/', changesApi);
  api.route('/', mailApi);
  api.route('/', updatesApi);
  api.route('/', historiesApi);
  api.route('/', auditApi);
  api.route('/', profilesApi);
  // Before what is found by id: `export.csv` is none.
  api.route('/', customerFilesApi);
  api.route('/', customersApi);
  api.route('/', customerContactsApi);
  api.route('/', subscriptionsApi);
  api.route('/', suppressionsApi);
  api.route('/', deliveriesApi);
  api.route('/', noticesApi);
  api.route('/', objectionsApi);
  api.route('/', objectionDecisionsApi);
  api.route('/', transparencyApi);
  api.route('/', staffApi);
  return api;
}
