import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { acceptancePages } from './access/console/acceptances.tsx';
import { downloadPages } from './access/console/downloads.tsx';
import { documentRequestPages } from './access/console/inbox.tsx';
import { grantPages } from './access/console/inventory.tsx';
import { ndaPages } from './access/console/ndas.tsx';
import { ruleProposalPages } from './access/console/proposals.tsx';
import { accessRulePages } from './access/console/rules.tsx';
import { tokenPages } from './access/console/tokens.tsx';
import { accountPages } from './accounts/console/account.tsx';
import { enteringPages } from './accounts/console/entering.tsx';
import { peoplePages } from './accounts/console/people.tsx';
import { personForms } from './accounts/console/person-forms.tsx';
import { proofPages } from './accounts/console/proof.tsx';
import { signInPages } from './accounts/console/sign-in.tsx';
import { recordPages } from './audit/console/record.tsx';
import { answerAsset } from './console/assets.ts';
import { brandingForms } from './branding/console/forms.tsx';
import { homePages } from './console/console.tsx';
import type { ConsoleEnv } from './console/env.ts';
import { firstStepsPages } from './console/first-steps.tsx';
import { settingsPages } from './console/settings.tsx';
import { sameOrigin, signedIn } from './console/guard.ts';
import { answerFailure, keepInside } from './console/refused.tsx';
export { answerNowhere } from './console/refused.tsx';
import { controlPages } from './controls/console/overview.tsx';
import { Refusal } from './core/errors.ts';
import { documentPages } from './documents/console/list.tsx';
import type { AppEnv } from './http/env.ts';
import { representations } from './representations.ts';
import { dataPages } from './data-export/console/data.tsx';
import { historyPages } from './histories/console.tsx';
import { listImportPages } from './imports/console/review.tsx';
import { inquiryInbox } from './inquiries/console/inbox.tsx';
import { heldPages } from './personal-data/console/held.tsx';
import { restrictionForms } from './restrictions/console.tsx';
import { replyPages } from './replies/console.tsx';
import { rightsInbox } from './rights/console/inbox.tsx';
import { policiesPages } from './policies/console/list.tsx';
import { retentionPages } from './retention/console/rules.tsx';
import { keyForms } from './staff/console/key-forms.tsx';
import { signInTimes } from './staff/console/sign-ins.tsx';
import { transparencyPages } from './transparency/console.tsx';
import { keyPages } from './staff/console/keys.tsx';
import { createPreview } from './subprocessors/console/preview.tsx';
import { registerPages } from './subprocessors/console/register.tsx';
import { changePages } from './notices/console/changes.tsx';
import { objectionPages } from './objections/console/inbox.tsx';
import { packetPages } from './proof/console.tsx';
import { organisationPages } from './organisation/console/pages.tsx';
import { profileForms } from './organisation/console/profile-forms.tsx';
import { serviceForms } from './organisation/console/service-forms.tsx';
import { movingForms } from './subprocessors/console/moving.tsx';
import { customerPages } from './customers/console/customers.tsx';
import { deliveriesPages } from './deliveries/console/overview.tsx';
import { subscriberPages } from './subscribers/console/subscribers.tsx';
import { updatePages } from './updates/console/list.tsx';

const mostBytes = 256 * 1024;
/** Where files are sent. A form is read into memory whole; what is larger goes through the API, in a stream. */
const mostBytesOfUpload = 32 * 1024 * 1024;

/** Everything under /console, one line per feature. Loaded on demand: readers of /trust get none of it. */
export function createConsole(): Hono<AppEnv> {
  const console = new Hono<AppEnv>();
  console.onError(answerFailure);
  console.get('/assets/:file', answerAsset);
  console.use(keepInside, limitBody, sameOrigin);
  console.route('/', signInPages);
  console.route('/', enteringPages);
  console.route('/', createInside());
  return console;
}

/** For who is signed in. A feature's pages are in its `console.tsx`, or a folder of that name. */
function createInside(): Hono<ConsoleEnv> {
  const inside = new Hono<ConsoleEnv>();
  inside.use(signedIn);
  inside.route('/', homePages);
  inside.route('/', firstStepsPages);
  inside.route('/', settingsPages);
  inside.route('/', accountPages);
  inside.route('/', proofPages);
  inside.route('/', peoplePages);
  inside.route('/', personForms);
  inside.route('/', recordPages);
  inside.route('/', documentRequestPages);
  inside.route('/', dataPages);
  inside.route('/', historyPages);
  inside.route('/', listImportPages);
  inside.route('/', customerPages);
  inside.route('/', subscriberPages);
  inside.route('/', deliveriesPages);
  inside.route('/', updatePages);
  inside.route('/', controlPages);
  inside.route('/', documentPages);
  inside.route('/', grantPages);
  inside.route('/', tokenPages);
  inside.route('/', downloadPages);
  inside.route('/', ndaPages);
  inside.route('/', acceptancePages);
  inside.route('/', accessRulePages);
  inside.route('/', inquiryInbox);
  inside.route('/', rightsInbox);
  inside.route('/', heldPages);
  inside.route('/', restrictionForms);
  inside.route('/', replyPages);
  inside.route('/', organisationPages);
  inside.route('/', profileForms);
  inside.route('/', serviceForms);
  inside.route('/', brandingForms);
  inside.route('/', keyPages);
  inside.route('/', keyForms);
  inside.route('/', ruleProposalPages);
  inside.route('/', registerPages);
  inside.route('/', createPreview(representations));
  inside.route('/', changePages);
  inside.route('/', movingForms);
  inside.route('/', packetPages);
  inside.route('/', objectionPages);
  inside.route('/', policiesPages);
  inside.route('/', retentionPages);
  inside.route('/', transparencyPages);
  inside.route('/', signInTimes);
  return inside;
}

const limitBody = createMiddleware<AppEnv>((c, next) => {
  const maxSize = c.req.path.endsWith('/upload') ? mostBytesOfUpload : mostBytes;
  const onError = (): never => {
    throw new Refusal('too_large', `A form has at most ${sizeOf(maxSize)} here.`);
  };
  return bodyLimit({ maxSize, onError })(c, next);
});

function sizeOf(bytes: number): string {
  return bytes < 1024 * 1024 ? `${bytes / 1024} kB` : `${bytes / 1024 / 1024} MB`;
}
