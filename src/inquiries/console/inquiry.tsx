import { type Context, Hono } from 'hono';
import { type Act, ActList, nameOf, RecordLink } from '../../console/acts.tsx';
import type { ConsoleEnv } from '../../console/env.ts';
import { languageWords, Received } from '../../console/came.tsx';
import { may, needs } from '../../console/guard.ts';
import { answerPage } from '../../console/layout.tsx';
import { Done, PageTitle, Stamp } from '../../console/pieces.tsx';
import { actorName, type Ctx, type Staff } from '../../context.ts';
import { asId } from '../../core/ids.ts';
import { sizeWords } from '../../documents/words/kinds.ts';
import { Moment } from '../../http/dates.tsx';
import { Fact, MailLink } from '../../http/facts.tsx';
import { Paragraphs } from '../../http/paragraphs.tsx';
import { fileResponse } from '../api/exchange.ts';
import type { Inquiry, Message } from '../model.ts';
import { presentAttachment, presentMessage } from '../present.ts';
import { readAttachment } from '../service/attaching.ts';
import { listStaffNames } from '../service/handling.ts';
import { stateWords, topicWords } from '../words.ts';
import { type Case, caseOf, idOf, sourceWords, whoOf } from './case.tsx';

/** One inquiry: who writes, what was said, what came with it, what can be done. */
export const inquiryPages = new Hono<ConsoleEnv>();

const done = {
  answered: 'The answer is stored.',
  noted: 'The note is stored.',
  assigned: 'It is said who looks after it.',
  closed: 'It is closed.',
  opened: 'It is in progress.',
  retitled: 'It has its new topic.',
  recorded: 'It is entered. Say who looks after it, or answer.',
  erased: 'Who wrote is erased.',
} as const;

inquiryPages.get('/inquiries/:id', needs('getInquiry'), async (c) => {
  const found = await caseOf(c);
  const { inquiry, shown, place } = found;
  const names = await listStaffNames(c.env.deps);
  return answerPage(
    c,
    { title: inquiry.reference, current: 'inquiries' },
    <>
      <PageTitle
        title={inquiry.reference}
        crumb={{ href: `${place.root}/inquiries`, label: 'Inquiries' }}
      >
        <p class="lead">
          <bdi>{whoOf(shown)}</bdi>: {topicWords[inquiry.topic]}. {stateWords[inquiry.state]}.
        </p>
        <Stamp>
          <span>
            {sourceWords[inquiry.source]}, <Received of={inquiry} place={place} />
          </span>
          <span>
            Looked after by <bdi>{nameOf(names, inquiry.assignee) ?? 'nobody'}</bdi>
          </span>
        </Stamp>
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      <ActList c={c} of={inquiry} here={found.here} acts={acts} />
      <Conversation c={c} found={found} names={names} />
      <Who found={found} />
      <RecordLink c={c} subject={`inquiry:${inquiry.id}`} />
    </>,
  );
});

inquiryPages.get(
  '/inquiries/:id/attachments/:attachment',
  needs('fetchInquiryAttachment'),
  async (c) =>
    fileResponse(await readAttachment(c.env.deps, idOf(c), asId('att', c.req.param('attachment')))),
);

type Part = { readonly c: Context<ConsoleEnv>; readonly found: Case };
type Names = ReadonlyMap<string, string>;

const isKnown = ({ person }: Inquiry) => person !== undefined;

const acts: readonly Act<Inquiry>[] = [
  { path: 'answer', operation: 'answerInquiry', label: 'Answer', isOpen: isKnown },
  { path: 'note', operation: 'noteOnInquiry', label: 'Write a note', isOpen: isKnown },
  {
    path: 'assignee',
    operation: 'assignInquiry',
    label: 'Say who looks after it',
    isOpen: () => true,
  },
  {
    path: 'closing',
    operation: 'moveInquiry',
    label: 'Close it',
    isOpen: ({ state }) => state !== 'closed',
  },
  {
    path: 'opening',
    operation: 'moveInquiry',
    label: 'Take it up again',
    isOpen: ({ state }) => state === 'closed' || state === 'answered',
  },
  { path: 'topic', operation: 'retitleInquiry', label: 'Change the topic', isOpen: () => true },
  { path: 'erasure', operation: 'eraseInquirer', label: 'Erase who wrote', isOpen: isKnown },
];

function Conversation({ c, found, names }: Part & { readonly names: Names }) {
  const { messages, place } = found;
  const { ctx } = c.get('visit');
  return (
    <section class="block" aria-labelledby="written">
      <h2 id="written">Conversation</h2>
      {messages.map((message) => (
        <article class={`said-by of-${message.author}`}>
          <h3>
            <bdi>{authorOf(ctx, found, message, names)}</bdi>,{' '}
            <Moment at={message.at} zone={place.timeZone} />
          </h3>
          <Paragraphs
            text={
              presentMessage(message, ctx.actor.role).text ??
              'Texts are shown to those who answer inquiries.'
            }
          />
          {message.text === '' ? <p class="fine quiet">Erased.</p> : null}
          <Files c={c} found={found} message={message} />
        </article>
      ))}
    </section>
  );
}

/** Whose words they are; which of us it was stands in the record. */
function authorOf({ actor }: Ctx<Staff>, found: Case, message: Message, names: Names): string {
  if (message.author === 'person') return whoOf(found.shown);
  const event = found.history.find(({ data }) => data['message'] === message.id);
  const us =
    event === undefined
      ? 'We'
      : event.actor === actorName(actor)
        ? 'You'
        : (names.get(event.actor) ?? 'We');
  return message.author === 'note' ? `Note by ${us === 'You' ? 'you' : us}, for staff only` : us;
}

function Files({ c, found, message }: Part & { readonly message: Message }) {
  const { role } = c.get('visit').ctx.actor;
  const mine = found.attachments.filter(({ messageId }) => messageId === message.id);
  if (mine.length === 0) return null;
  return (
    <ul class="files">
      {mine.map((attachment) => {
        const { id, name, mediaType, size, sha256 } = presentAttachment(attachment, role);
        const isThere = name !== null && sha256 !== null && may(c, 'fetchInquiryAttachment');
        return (
          <li>
            {isThere ? (
              <a href={`${found.here}/attachments/${id}`} download>
                <bdi>{name}</bdi>
              </a>
            ) : (
              'A file'
            )}
            <span class="quiet">
              {' '}
              {mediaType}, {sizeWords(size)}
              {attachment.name === undefined ? ', erased' : ''}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function Who({ found: { shown, inquiry, isReachable } }: Pick<Part, 'found'>) {
  return (
    <section class="block" aria-labelledby="who">
      <h2 id="who">Who writes</h2>
      <dl class="facts wide">
        <Fact label="Name">{shown.name}</Fact>
        <Fact label="Company">{shown.company}</Fact>
        <Fact label="E-mail">{shown.email === null ? null : <MailLink email={shown.email} />}</Fact>
        <Fact label="Mail">
          {inquiry.subscriptionId === undefined
            ? 'No address is known'
            : isReachable
              ? 'Arrives, as far as known'
              : 'Does not arrive'}
        </Fact>
        <Fact label="Address confirmed">{inquiry.confirmedAt === undefined ? 'No' : 'Yes'}</Fact>
        <Fact label="Language">{languageWords[inquiry.language]}</Fact>
        <Fact label="Customer">
          {inquiry.customerId === undefined ? null : 'Contact of a customer'}
        </Fact>
        <Fact label="Looks automated">{inquiry.looksAutomated ? 'Yes' : null}</Fact>
      </dl>
      {inquiry.person === undefined ? (
        <p class="fine quiet">Who wrote was erased.</p>
      ) : shown.name === null ? (
        <p class="fine quiet">Names and texts are shown to those who answer inquiries.</p>
      ) : null}
    </section>
  );
}
