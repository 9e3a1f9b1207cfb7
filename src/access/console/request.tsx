import { type Context, Hono } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { may, needs } from '../../console/guard.ts';
import { answerPage } from '../../console/layout.tsx';
import { Done, PageTitle, RecordTable, Stamp } from '../../console/pieces.tsx';
import { Moment } from '../../http/dates.tsx';
import { Fact } from '../../http/facts.tsx';
import type { OperationId } from '../../staff/model/permitting.ts';
import type { AccessRequest } from '../model.ts';
import { canFollow } from '../model/deciding.ts';
import { asksForNda } from '../model/signing.ts';
import { Paragraphs } from '../../http/paragraphs.tsx';
import { type Holding, listHoldings } from '../service/grant-reading.ts';
import { lacksNda, type Wanted } from '../service/judging.ts';
import { presentAcceptance, presentMessage } from '../staff-present.ts';
import { grantWords, itemWords, reasonWords, staffStateWords } from '../words/states.ts';
import { type Case, caseOf, titleOf, whoOf } from './case.tsx';

/** One request: who asks, what for, what the rules say, what was written and what was given. */
export const requestPage = new Hono<ConsoleEnv>();

const done = {
  approved: 'Approved. Whoever asked is told what comes next.',
  asked: 'The question is on its way.',
  declined: 'Declined.',
  noted: 'The note is stored.',
  written: 'The message is on its way.',
  changed: 'The grant has its new terms.',
  revoked: 'The grant is taken back.',
} as const;

requestPage.get('/requests/:id', needs('getAccessRequest'), async (c) => {
  const found = await caseOf(c);
  const { request, shown, place } = found;
  const holdings = may(c, 'listGrants') ? await listHoldings(c.env.deps, request.id) : [];
  return answerPage(
    c,
    { title: request.reference, current: 'requests' },
    <>
      <PageTitle
        title={request.reference}
        crumb={{ href: `${place.root}/requests`, label: 'Document requests' }}
      >
        <p class="lead">
          <bdi>{whoOf(shown)}</bdi>: {staffStateWords[request.state]}.
        </p>
        <Stamp>
          <span>
            Received <Moment at={request.receivedAt} zone={place.timeZone} />
          </span>
          {request.state !== 'waiting' || request.waitingSince === undefined ? null : (
            <span>
              Waits since <Moment at={request.waitingSince} zone={place.timeZone} />
            </span>
          )}
        </Stamp>
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      <Acts c={c} found={found} />
      <Wishes found={found} />
      <Who found={found} />
      <Written c={c} found={found} />
      <Signed c={c} found={found} />
      <Given c={c} found={found} holdings={holdings} />
    </>,
  );
});

type Part = { readonly c: Context<ConsoleEnv>; readonly found: Case };

type Act = readonly [
  path: string,
  operation: OperationId,
  label: string,
  isOpen: (request: AccessRequest) => boolean,
];

const isReadable = ({ requester }: AccessRequest) => requester !== undefined;

/** What can be done, as far as it follows from where the request stands. */
const acts: readonly Act[] = [
  ['approval', 'approveAccessRequest', 'Approve', (request) => canFollow(request, 'decide')],
  [
    'question',
    'askRequester',
    'Ask a question',
    (request) => canFollow(request, 'ask') && isReadable(request),
  ],
  ['refusal', 'declineAccessRequest', 'Decline', (request) => canFollow(request, 'decline')],
  [
    'message',
    'writeToRequester',
    'Write a message',
    (request) => request.verifiedAt !== undefined && isReadable(request),
  ],
  ['note', 'addAccessNote', 'Write a note', isReadable],
];

function Acts({ c, found: { request, here } }: Part) {
  const open = acts.filter(([, operation, , isOpen]) => may(c, operation) && isOpen(request));
  return open.length === 0 ? null : (
    <p class="acts">
      {open.map(([path, , label]) => (
        <a class={path === 'approval' ? 'button' : undefined} href={`${here}/${path}`}>
          {label}
        </a>
      ))}
    </p>
  );
}

function Wishes({ found: { wanted, documents } }: Pick<Part, 'found'>) {
  return (
    <section class="block" aria-labelledby="wanted">
      <h2 id="wanted">Documents</h2>
      <RecordTable
        caption="Documents of this request"
        rows={wanted}
        columns={[
          {
            label: 'Document',
            cell: ({ item }) => <bdi>{titleOf(documents, item.documentId)}</bdi>,
          },
          { label: 'Decision', cell: ({ item }) => itemWords[item.state] },
          {
            label: 'Why',
            cell: ({ item }) =>
              item.reason === undefined ? 'Not judged yet' : reasonWords[item.reason],
          },
          { label: 'NDA', cell: ndaOf },
        ]}
      />
    </section>
  );
}

/** What stands between a document and whoever asked. */
function ndaOf(wanted: Wanted): string {
  const { document, nda, acceptance } = wanted;
  if (document === undefined) return 'Can not be given now: hidden, or no version is in force';
  if (lacksNda(wanted)) return 'Asks for a text that is not published';
  if (!asksForNda(document, nda)) return 'None needed';
  if (acceptance === undefined) return 'To be accepted first';
  return acceptance.source === 'on-file' ? 'On file' : 'Accepted';
}

function Who({ found: { shown, request, isReachable } }: Pick<Part, 'found'>) {
  const { name, email, company, role, purpose } = shown;
  return (
    <section class="block" aria-labelledby="who">
      <h2 id="who">Who asks</h2>
      <dl class="facts">
        <Fact label="Name">{name}</Fact>
        <Fact label="E-mail">{email}</Fact>
        <Fact label="Company">{company}</Fact>
        <Fact label="Role">{role}</Fact>
        <Fact label="Purpose">{purpose && <Paragraphs text={purpose} />}</Fact>
        <Fact label="Mail domain">{shown.domain}</Fact>
        <Fact label="Mail">{isReachable ? 'Arrives, as far as known' : 'Does not arrive'}</Fact>
        <Fact label="Looks automated">{request.looksAutomated ? 'Yes' : null}</Fact>
      </dl>
      <WhyHidden found={{ request, shown }} />
    </section>
  );
}

function WhyHidden({ found: { request, shown } }: { found: Pick<Case, 'request' | 'shown'> }) {
  if (request.requester === undefined) return <p class="fine quiet">Who asked was erased.</p>;
  return shown.email === null ? (
    <p class="fine quiet">Names and texts are shown to those who answer requests.</p>
  ) : null;
}

const authors = { requester: 'Who asked', staff: 'We', note: 'Note, for staff only' } as const;

function Written({ c, found: { messages, place } }: Part) {
  const { role } = c.get('visit').ctx.actor;
  return (
    <section class="block" aria-labelledby="written">
      <h2 id="written">Messages and notes</h2>
      {messages.length === 0 ? (
        <p class="small quiet">Nothing was written yet.</p>
      ) : (
        messages.map((message) => (
          <article>
            <h3>
              {authors[message.author]}, <Moment at={message.at} zone={place.timeZone} />
            </h3>
            <Paragraphs text={presentMessage(message, role).text || 'Not shown'} />
          </article>
        ))
      )}
    </section>
  );
}

function Signed({ c, found: { acceptances, place } }: Part) {
  const { role } = c.get('visit').ctx.actor;
  if (acceptances.length === 0) return null;
  return (
    <section class="block" aria-labelledby="signed">
      <h2 id="signed">Accepted here</h2>
      <ul>
        {acceptances.map((acceptance) => {
          const { fullName, title, company } = presentAcceptance(acceptance, role);
          const signer = [fullName, title, company].filter(Boolean).join(', ');
          return (
            <li>
              <Moment at={acceptance.acceptedAt} zone={place.timeZone} />
              {signer === '' ? null : (
                <>
                  : <bdi>{signer}</bdi>
                </>
              )}
              {acceptance.endedAt === undefined ? null : ' (ended)'}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Given({ c, found, holdings }: Part & { readonly holdings: readonly Holding[] }) {
  const { place, documents } = found;
  if (holdings.length === 0) return null;
  return (
    <section class="block" aria-labelledby="given">
      <h2 id="given">Given</h2>
      <RecordTable
        caption="Grants of this request"
        rows={holdings}
        columns={[
          {
            label: 'Document',
            cell: ({ grant, edition }) => (
              <>
                <bdi>{titleOf(documents, grant.documentId)}</bdi>
                <span class="sub">
                  {grant.reference}, version {edition?.number}
                </span>
              </>
            ),
          },
          { label: 'State', cell: ({ state }) => grantWords[state] },
          {
            label: 'Until',
            cell: ({ grant }) => <Moment at={grant.until} zone={place.timeZone} />,
          },
          {
            label: 'Downloads',
            cell: ({ grant }) => `${grant.downloads} of ${grant.mostDownloads}`,
          },
          { label: '', cell: (holding) => <GrantActs c={c} found={found} holding={holding} /> },
        ]}
      />
    </section>
  );
}

function GrantActs({ c, found: { here, documents }, holding }: Part & { holding: Holding }) {
  const { grant, state } = holding;
  if (state !== 'in-force' && state !== 'used-up') return null;
  const title = titleOf(documents, grant.documentId);
  return (
    <div class="acts">
      {may(c, 'setGrantTerms') ? (
        <a href={`${here}/grants/${grant.id}/terms`}>
          Extend<span class="unseen"> {title}</span>
        </a>
      ) : null}
      {may(c, 'revokeGrant') ? (
        <a href={`${here}/grants/${grant.id}/revocation`}>
          Revoke<span class="unseen"> {title}</span>
        </a>
      ) : null}
    </div>
  );
}
