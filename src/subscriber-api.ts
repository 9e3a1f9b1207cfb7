import { OpenAPIHono } from '@hono/zod-openapi';
import { ownRecordApi } from './access/api/record-mine.ts';
import { sessionApi } from './access/api/download-session.ts';
import { requestingApi } from './access/api/requesting.ts';
import { requestsApi } from './access/api/requests.ts';
import { signingApi } from './access/api/signing.ts';

import { myTermsApi } from './customers/api/my.ts';
import { ownCopyApi } from './personal-data/api/own.ts';
import { myProofApi } from './proof/api/my.ts';
import type { AppEnv } from './http/env.ts';
import { contactApi } from './inquiries/api/contact.ts';
import { ownInquiriesApi } from './inquiries/api/own.ts';
import { casesApi } from './objections/api/cases.ts';
import { objectingApi } from './objections/api/objecting.ts';
import { askingApi } from './rights/api/asking.ts';
import { rightsCasesApi } from './rights/api/cases.ts';
import { actingApi } from './subscribers/api/acting.ts';
import { confirmingApi } from './subscribers/api/confirming.ts';
import { keepPrivate } from './http/exchange.ts';
import { answerRefusal } from './subscribers/api/exchange.ts';
import { formsApi } from './subscribers/api/forms.ts';
import { leavingApi } from './subscribers/api/leaving.ts';
import { managingApi } from './subscribers/api/managing.ts';
import { subscribeApi } from './subscribers/api/subscribe.ts';

/** What subscribers, those who object and those who write do, by form or program. Loaded on demand: readers of /trust need no zod. */
export function createSubscriberApi(): OpenAPIHono<AppEnv> {
  const api = new OpenAPIHono<AppEnv>();
  api.onError(answerRefusal);
  api.use(async (c, next) => {
    await next();
    keepPrivate(c.res.headers, c.env.deps.config.origin);
  });
  api.route('/', subscribeApi);
  api.route('/', confirmingApi);
  api.route('/', leavingApi);
  api.route('/', managingApi);
  api.route('/', actingApi);
  api.route('/', formsApi);
  api.route('/', objectingApi);
  api.route('/', contactApi);
  // Before others' links: its messages carry files, and theirs have another limit.
  api.route('/', ownInquiriesApi);
  api.route('/', casesApi);
  api.route('/', requestingApi);
  api.route('/', requestsApi);
  api.route('/', signingApi);
  api.route('/', sessionApi);
  api.route('/', ownCopyApi);
  api.route('/', askingApi);
  api.route('/', rightsCasesApi);
  api.route('/', myTermsApi);
  api.route('/', ownRecordApi);
  api.route('/', myProofApi);
  return api;
}
