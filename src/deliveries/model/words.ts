import type { Cargo, DeliveryState, Outcome } from './delivery.ts';

/** What became of a delivery, for staff. */
export const deliveryWords: Readonly<Record<DeliveryState, string>> = {
  due: 'Waits',
  'in-flight': 'Is being sent',
  accepted: 'Told',
  failed: 'Given up',
  bounced: 'Came back',
  cancelled: 'Not sent',
};

/** How an attempt ended, as somebody says it who is no programmer. */
export const outcomeWords: Readonly<Record<Outcome, string>> = {
  accepted: 'Accepted',
  dns: 'Its server has no address',
  connect: 'Its server cannot be reached',
  tls: 'No safe connection',
  timeout: 'No answer in time',
  refused: 'Refused',
  '4xx': 'It did not take it',
  '5xx': 'It answered with an error',
  bounced: 'Came back later',
  'too-large': 'Too large for it',
  'blocked-address': 'An address that is not called',
};

export const cargoWords: Readonly<Record<Cargo['kind'], string>> = {
  event: 'News',
  digest: 'Summary',
  confirmation: 'Asks to confirm',
  known: 'Says that it is subscribed',
  succession: 'Another contact was named',
  welcome: 'First message',
  challenge: 'Challenge',
  test: 'Test',
  disabled: 'Says that sending has ended',
  objection: 'About an objection',
  inquiry: 'Answer to an inquiry',
  access: 'About a document request',
  rights: 'About a privacy request',
  alert: 'Alert for staff',
};
