import type { Sent } from './model/delivery.ts';

/** One message to one person, ready to be sent. Header values hold no line break. */
export type Mail = {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** With angle brackets; the same over all attempts. */
  readonly messageId: string;
  readonly date: Date;
  /** In-Reply-To, References, List-Id, List-Unsubscribe, Auto-Submitted, …. */
  readonly headers: Readonly<Record<string, string>>;
  /** What lets its recipient in, as it stands in subject and text: no other place shows it. */
  readonly secret?: string;
};

/** Hands mails to a mail server. Never throws for what the network or the server does. */
export type MailTransport = {
  send(mail: Mail): Promise<Sent>;
  /** Ends kept connections. */
  close?(): void;
};

export type PostRequest = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whether the answer's body is wanted; it is read up to 64 kB in any case. */
  readonly wantsReply?: boolean;
};

/**
 * Posts to an address that a user gave: the guard against requests to inner addresses is in here. No
 * redirect is followed; time and size are bounded. Never throws for what the network or the other side does.
 */
export type Post = (request: PostRequest) => Promise<Sent & { readonly reply?: string }>;
