import { isInEea } from '../../core/countries.ts';
import { type ContactPoint, isUnnamed, type Organisation } from '../model.ts';

/** A fact that a law or a standard asks for and the profile does not state. */
export type Gap = {
  readonly what: string;
  readonly law: string;
  /** Who need not state it, as the law has it. */
  readonly unless?: string;
  /** Which part of the profile states it. */
  readonly part: 'profile' | 'contacts' | 'rules';
};

/** What is missing, in the order of the profile. */
export function gapsIn(organisation: Organisation): readonly Gap[] {
  return [
    ...gapsInIdentity(organisation),
    ...gapsInContacts(organisation),
    ...gapsInRules(organisation),
  ];
}

function gapsInIdentity(organisation: Organisation): readonly Gap[] {
  const { legalName, address } = organisation;
  const part = 'profile';
  return [
    ...(isUnnamed(organisation)
      ? [{ what: 'The name', law: 'Article 13(1)(a) GDPR', part } as const]
      : []),
    ...(legalName === undefined
      ? [
          {
            what: 'The legal name',
            law: 'Annex I.A of the EU clauses (Decision 2021/914)',
            part,
          } as const,
        ]
      : []),
    ...(address?.country === undefined
      ? [
          {
            what: 'The address, with its country',
            law: 'Annex I.A of the EU clauses (Decision 2021/914)',
            part,
          } as const,
        ]
      : []),
  ];
}

function gapsInContacts(organisation: Organisation): readonly Gap[] {
  const { address, dpo, euRepresentative, ukRepresentative, securityContact } = organisation;
  const part = 'contacts';
  const country = address?.country;
  const gaps: readonly (Gap | false)[] = [
    !isReachable(dpo) && {
      what: 'How to reach the data protection officer',
      law: 'Article 37(7) GDPR',
      unless: 'you need none by Article 37(1): then name whom to ask about data protection',
      part,
    },
    country !== undefined &&
      !isInEea(country) &&
      !isReachable(euRepresentative) && {
        what: 'The representative in the European Union',
        law: 'Article 27 GDPR',
        unless: 'you have an establishment there or offer nothing to people there',
        part,
      },
    country !== undefined &&
      country !== 'GB' &&
      !isReachable(ukRepresentative) && {
        what: 'The representative in the United Kingdom',
        law: 'Article 27 UK GDPR',
        unless: 'you have an establishment there or offer nothing to people there',
        part,
      },
    !isReachable(securityContact) && {
      what: 'Where to report a vulnerability',
      law: 'RFC 9116, for security.txt',
      part,
    },
  ];
  return gaps.filter((gap) => gap !== false);
}

function gapsInRules({ noticeDays }: Organisation): readonly Gap[] {
  return noticeDays > 0
    ? []
    : [
        {
          what: 'Days of notice, in which customers can object',
          law: 'Article 28(2) GDPR',
          part: 'rules',
        },
      ];
}

function isReachable(contact: ContactPoint | undefined): boolean {
  return contact?.email !== undefined || contact?.url !== undefined || hasAddress(contact);
}

function hasAddress(contact: ContactPoint | undefined): boolean {
  return contact?.address?.lines !== undefined;
}
