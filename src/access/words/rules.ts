import type { AccessSettings } from '../model.ts';

/** What each rule is about. */
export const ruleWords: Readonly<Record<keyof AccessSettings, string>> = {
  customers: 'Who is known as a customer',
  allowedDomains: 'Who writes from an allowed domain',
  ndaOnFile: 'Who has signed the NDA already',
  days: 'Days that a grant lasts',
  mostDownloads: 'Downloads of a grant',
  tokens: 'Tokens for programs',
};

export function wordOf(value: AccessSettings[keyof AccessSettings]): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value === 'person' ? 'a person decides' : String(value);
}
