import type { LatenessRule } from './model/lateness.ts';
import type { ObjectionGround, ObjectionSource, ObjectionState, Resolution } from './model.ts';

export const groundWords: Readonly<Record<ObjectionGround, string>> = {
  'data-protection': 'Data protection',
  security: 'Security',
  location: 'Where data is processed',
  contract: 'Our contract',
  other: 'Something else',
};

export const stateWords: Readonly<Record<ObjectionState, string>> = {
  received: 'Received',
  'under-review': 'Under review',
  resolved: 'Resolved',
  'termination-right-open': 'Right to terminate open',
  terminated: 'Contract terminated',
  lapsed: 'Right to terminate lapsed',
  withdrawn: 'Withdrawn by you',
};

export const resolutionWords: Readonly<Record<Resolution, string>> = {
  'accepted-explanation': 'You accepted the explanation',
  'alternative-offered': 'An alternative was offered to you',
  'customer-excluded': 'The change does not apply to you',
  'change-withdrawn': 'The change was withdrawn',
};

/** The same, for staff. */
export const staffStateWords: Readonly<Record<ObjectionState, string>> = {
  ...stateWords,
  withdrawn: 'Withdrawn by whoever objected',
};

export const staffResolutionWords: Readonly<Record<Resolution, string>> = {
  'accepted-explanation': 'The explanation was accepted',
  'alternative-offered': 'An alternative was offered',
  'customer-excluded': 'The change does not apply to this customer',
  'change-withdrawn': 'The change was withdrawn',
};

const byRule: Readonly<Record<LatenessRule, string>> = {
  'customer-clock': ' by the clock of the customer',
  'general-terms': ' by general terms',
  'no-window': ': no time to object runs',
  'clock-not-started': ': no notice has arrived at the customer yet',
};

/** Which date decided, as the record names the rule; completes "In time …". */
export function latenessWords(rule: string): string {
  return new Map<string, string>(Object.entries(byRule)).get(rule) ?? '';
}

export const sourceWords: Readonly<Record<ObjectionSource, string>> = {
  form: 'The form on the page of the change',
  mail: 'Mail',
  letter: 'Letter',
  phone: 'Phone',
};
