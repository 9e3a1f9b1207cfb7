import type { Mail, MailTransport, Post, PostRequest } from '../../src/deliveries/ports.ts';
import type { Sent } from '../../src/deliveries/model/delivery.ts';

type Answer = Sent & { readonly reply?: string };

export const accepted: Answer = { outcome: 'accepted', status: 200, durationMs: 1 };

/** What lies outside of a world: a mail server, and the hosts that webhooks go to. */
export type Outside = {
  /** Accepted mails, oldest first. */
  readonly mailbox: readonly Mail[];
  /** Every request that reached a known host, oldest first. */
  readonly posts: readonly PostRequest[];
  /** Decides on each mail from now on; accepts all unless said. */
  onMail(answer: (mail: Mail) => Answer): void;
  /** Makes a URL known; whatever else is posted to is not there. */
  onPost(url: string, answer: (request: PostRequest) => Answer | Promise<Answer>): void;
  readonly mail: MailTransport;
  readonly post: Post;
};

/** `earlier`: mails that were accepted before. */
export function createOutside(earlier: readonly Mail[] = []): Outside {
  const mailbox = [...earlier];
  const posts: PostRequest[] = [];
  const hosts = new Map<string, (request: PostRequest) => Answer | Promise<Answer>>();
  let judge: (mail: Mail) => Answer = () => accepted;
  return {
    mailbox,
    posts,
    onMail: (answer) => void (judge = answer),
    onPost: (url, answer) => void hosts.set(url, answer),
    mail: {
      async send(mail) {
        const answer = judge(mail);
        if (answer.outcome === 'accepted') mailbox.push(mail);
        return answer;
      },
    },
    async post(request) {
      const host = hosts.get(request.url);
      if (host === undefined) return { outcome: 'dns', durationMs: 1 };
      posts.push(request);
      return host(request);
    },
  };
}
