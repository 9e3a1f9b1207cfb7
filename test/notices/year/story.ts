/** What happens in a year: drawn from a seed (`drawing.ts`), the same for every deployment that lives it. */
export type Year = {
  readonly customers: readonly CustomerGiven[];
  /** The entries of the first publication. */
  readonly opening: readonly Entry[];
  /** In the order of their days; those of one day in the order given. */
  readonly actions: readonly Action[];
};

export type Entry = { readonly slug: string; readonly services: readonly string[] };

export type TermsGiven = {
  readonly authorisation: 'general' | 'specific';
  readonly noticeDays: number;
  readonly objectionDays: number;
  readonly dayCount: 'calendar' | 'business';
  readonly timeZone: string;
  readonly emergencyPermitted: boolean;
  readonly hardHold: boolean;
};

export type CustomerGiven = {
  readonly reference: string;
  readonly services: readonly string[];
  readonly profile: string;
  readonly overrides: { readonly objectionDays?: number };
  /** Days from the beginning of the year; negative is before. */
  readonly agreementFrom: number;
  readonly agreementUntil?: number;
  readonly postTerminationDays: number;
  readonly addresses: readonly string[];
};

export type Publishing = {
  readonly kind: 'publish';
  readonly key: string;
  readonly what: 'addition' | 'replacement' | 'removal' | 'amendment' | 'correction';
  readonly slug: string;
  /** The entry that is replaced. */
  readonly other?: string;
  readonly services: readonly string[];
  /** Days until it takes effect; 0 takes effect at once. */
  readonly inDays: number;
  readonly isEmergency?: true;
  readonly supersedes?: string;
};

/** By letter without a customer it is of a company that nobody knows. */
export type Objecting = {
  readonly kind: 'object';
  readonly key: string;
  readonly change: string;
  readonly by: 'letter' | 'form';
  readonly customer?: string;
  readonly address: string;
};

export type Action = { readonly day: number } & (
  | Publishing
  | { readonly kind: 'withdraw'; readonly change: string }
  | {
      readonly kind: 'postpone';
      readonly change: string;
      readonly inDays: number;
      readonly isMaterial: boolean;
    }
  | Objecting
  | { readonly kind: 'take-back'; readonly objection: string; readonly address: string }
  | { readonly kind: 'match'; readonly objection: string; readonly customer: string }
  | { readonly kind: 'review'; readonly objection: string }
  | { readonly kind: 'resolve'; readonly objection: string; readonly outcome: string }
  | { readonly kind: 'open-termination'; readonly objection: string; readonly inDays: number }
  | { readonly kind: 'approve'; readonly change: string; readonly customer: string }
  | { readonly kind: 'bounce'; readonly address: string }
  | { readonly kind: 'repair'; readonly customer: string; readonly address: string }
  | { readonly kind: 'move'; readonly customer: string; readonly profile: string }
);

export const servicesGiven = ['app', 'site', 'api'] as const;

const usual: TermsGiven = {
  authorisation: 'general',
  noticeDays: 30,
  objectionDays: 30,
  dayCount: 'calendar',
  timeZone: 'Europe/Berlin',
  emergencyPermitted: false,
  hardHold: false,
};

export const profilesGiven: Readonly<Record<string, TermsGiven>> = {
  usual,
  quick: {
    ...usual,
    noticeDays: 10,
    objectionDays: 10,
    timeZone: 'America/Los_Angeles',
    emergencyPermitted: true,
  },
  specific: { ...usual, authorisation: 'specific' },
  bank: {
    ...usual,
    noticeDays: 60,
    dayCount: 'business',
    timeZone: 'Asia/Kolkata',
    hardHold: true,
  },
  careful: {
    ...usual,
    authorisation: 'specific',
    noticeDays: 20,
    objectionDays: 15,
    dayCount: 'business',
    timeZone: 'Pacific/Auckland',
    emergencyPermitted: true,
  },
  longer: { ...usual, noticeDays: 14, objectionDays: 21, timeZone: 'Pacific/Auckland' },
};

/**
 * 2027-11-01, so that the year has a leap day and both changes of clocks. At two in the morning of UTC it
 * is near midnight for none of the customers, nor hours later, which deaths cost.
 */
const firstDay = '2027-11-01';
const dayMs = 86_400_000;

export function instantOf(dayOfYear: number): Date {
  return new Date(Date.parse(`${firstDay}T02:00:00Z`) + dayOfYear * dayMs);
}

/** The day of UTC so many days behind the first. */
export function dateOf(dayOfYear: number): string {
  return instantOf(dayOfYear).toISOString().slice(0, 10);
}

/** What the mail servers of the customers answer: the same for every deployment, by address and day. */
export function answerOf(address: string, at: Date): 'accepted' | 'refused' | 'later' {
  if (address.startsWith('gone-')) return 'refused';
  // Greylisting, on every other day.
  const dayOfYear = Math.floor((at.getTime() - Date.parse(firstDay)) / dayMs);
  return address.startsWith('slow-') && dayOfYear % 2 === 0 ? 'later' : 'accepted';
}
