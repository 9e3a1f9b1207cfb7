/** What can be followed. `product` is advertising in the law's sense: never on unless somebody chose it. */
export const topics = ['subprocessors', 'security', 'policies', 'documents', 'product'] as const;
export type Topic = (typeof topics)[number];

export const usualTopics: readonly Topic[] = ['subprocessors', 'security', 'policies', 'documents'];

/** Whom an event is told to: those who follow the topic and one of the services; no service named means all. */
export type Tells = {
  readonly topic: Topic;
  readonly services: readonly string[];
  /** Nothing that anybody must act on, e.g. a correction: told to webhooks and in digests only. */
  readonly quiet: boolean;
};
