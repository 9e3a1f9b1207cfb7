import type { Language } from '../../core/language.ts';
import type {
  Channel,
  DisabledReason,
  Frequency,
  Stream,
  SubscriptionState,
} from './subscription.ts';
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

/** Why somebody is told, for staff. */
export const streamWords: Readonly<Record<Exclude<Stream, 'case'>, string>> = {
  subscriber: 'Asked to hear',
  contract: 'By contract',
  staff: 'Alerts for staff',
};

export const stateWords: Readonly<Record<SubscriptionState, string>> = {
  pending: 'Not confirmed',
  active: 'Is told',
  paused: 'Paused',
  disabled: 'Stopped',
  left: 'Has left',
};

export const reasonWords: Readonly<Record<DisabledReason, string>> = {
  'gave-up': 'given up after days without an answer',
  gone: 'gone for good, as it answered',
  bounced: 'mail came back',
  complained: 'reported as unwanted',
  suppressed: 'not to be written to',
};
