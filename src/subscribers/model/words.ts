import type { Channel, Frequency, Language } from './subscription.ts';
import type { Topic } from './topics.ts';

export const topicWords: Readonly<Record<Topic, string>> = {
  subprocessors: 'Changes of sub-processors',
  security: 'Security and incidents',
  policies: 'Policies',
  documents: 'Documents',
  product: 'Product news',
};

export const channelWords: Readonly<Record<Channel, string>> = {
  email: 'E-mail',
  webhook: 'Webhook',
  slack: 'Slack',
  teams: 'Microsoft Teams',
};

export const frequencyWords: Readonly<Record<Frequency, string>> = {
  immediate: 'At once',
  daily: 'Once a day',
  weekly: 'Once a week',
};

/** Each in itself, so that who reads it finds it. */
export const languageWords: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
};
