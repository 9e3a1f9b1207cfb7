import type { InquiryState, InquiryTopic } from './model.ts';

export const topicWords: Readonly<Record<InquiryTopic, string>> = {
  general: 'A general question',
  security: 'Security',
  document: 'A document, such as a SOC 2 report',
  'contract-clauses': 'Contract clauses or a data processing agreement',
  'privacy-request': 'My personal data',
  vulnerability: 'A vulnerability that I found',
  objection: 'An objection to a change of sub-processors',
};

export const stateWords: Readonly<Record<InquiryState, string>> = {
  received: 'Received',
  'in-progress': 'In progress',
  answered: 'Answered',
  closed: 'Closed',
};
