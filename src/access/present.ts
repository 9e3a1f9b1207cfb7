import type { Holder } from './service/links.ts';

/** A request, to whoever asked. */
export function presentOwn({
  request,
  messages,
  documents,
  acceptances,
  toSign,
}: Pick<Holder, 'request' | 'messages' | 'documents' | 'acceptances' | 'toSign'>) {
  const { reference, state, receivedAt, verifiedAt, endedAt, requester, language, items } = request;
  return {
    kind: 'document-request',
    reference,
    state,
    receivedAt: receivedAt.toISOString(),
    verifiedAt: verifiedAt?.toISOString(),
    endedAt: endedAt?.toISOString(),
    documents: items.map((item) => {
      const document = documents.get(item.documentId);
      const isHidden = document === undefined || document.visibility === 'hidden';
      return {
        ...(!isHidden && { slug: document.slug }),
        title: document?.title ?? withdrawnTitle,
        state: item.state,
      };
    }),
    ...requester,
    language,
    ...(toSign && {
      toSign: {
        title: toSign.nda.title,
        number: toSign.nda.number,
        sha256: toSign.nda.sha256,
        text: toSign.nda.text,
      },
    }),
    accepted: acceptances.map(({ id, acceptedAt }) => ({
      id: String(id),
      acceptedAt: acceptedAt.toISOString(),
    })),
    messages: messages.map(({ at, author, text }) => ({ at: at.toISOString(), author, text })),
  };
}

export const withdrawnTitle = 'A document that is not offered any more';
