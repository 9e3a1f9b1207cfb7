import type { Role } from '../context.ts';
import type { Attachment, Inquiry, Message } from './model.ts';
import { maySee } from '../staff/model/permitting.ts';

type Thread = {
  readonly inquiry: Inquiry;
  readonly messages: readonly Message[];
  readonly attachments: readonly Attachment[];
};

/** An inquiry, to whoever wrote. `page` is the address of its page. */
export function presentOwn({ inquiry, messages, attachments }: Thread, page: string) {
  const { person, language } = inquiry;
  return {
    kind: 'inquiry',
    reference: inquiry.reference,
    topic: inquiry.topic,
    state: inquiry.state,
    receivedAt: inquiry.receivedAt.toISOString(),
    confirmedAt: inquiry.confirmedAt?.toISOString(),
    endedAt: inquiry.endedAt?.toISOString(),
    name: person?.name,
    company: person?.company,
    email: person?.email,
    language,
    messages: messages.map(({ id, at, author, text }) => ({
      at: at.toISOString(),
      author,
      text,
      attachments: attachments.flatMap((each) =>
        each.messageId === id && each.name !== undefined
          ? [
              {
                id: String(each.id),
                name: each.name,
                mediaType: each.mediaType,
                size: each.size,
                url: `${page}/attachments/${each.id}`,
              },
            ]
          : [],
      ),
    })),
  };
}

/** Who wrote and what was written are for those who answer it. */
export function presentInquiry(inquiry: Inquiry, role: Role) {
  return { ...presentFacts(inquiry), ...presentPersonal(inquiry, role) };
}

function presentFacts(inquiry: Inquiry) {
  const { id, reference, topic, state, source, language, looksAutomated, version } = inquiry;
  return {
    id: String(id),
    reference,
    topic,
    state,
    source,
    language,
    receivedAt: inquiry.receivedAt.toISOString(),
    customer: textOf(inquiry.customerId),
    assignee: textOf(inquiry.assignee),
    confirmed: inquiry.confirmedAt !== undefined,
    looksAutomated,
    endedAt: inquiry.endedAt?.toISOString() ?? null,
    changedAt: inquiry.changedAt.toISOString(),
    version,
  };
}

function presentPersonal({ person }: Inquiry, role: Role) {
  const shown = (text: string | undefined) => (maySee(role, 'inquirers') ? (text ?? null) : null);
  return {
    name: shown(person?.name),
    company: shown(person?.company),
    email: shown(person?.email),
  };
}

export function presentMessage({ id, at, author, staffKeyId, text }: Message, role: Role) {
  return {
    id,
    at: at.toISOString(),
    author,
    staffKey: textOf(staffKeyId),
    text: maySee(role, 'inquirers') ? text : null,
  };
}

export function presentAttachment(attachment: Attachment, role: Role) {
  const { id, messageId, name, mediaType, size, sha256, at } = attachment;
  return {
    id: String(id),
    message: messageId,
    name: maySee(role, 'inquirers') ? (name ?? null) : null,
    mediaType,
    size,
    sha256: sha256 === '' ? null : sha256,
    at: at.toISOString(),
  };
}

function textOf(id: { toString(): string } | undefined): string | null {
  return id === undefined ? null : String(id);
}
