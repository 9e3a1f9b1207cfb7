export const topics = [
  'general',
  'security',
  'document',
  'contract-clauses',
  'privacy-request',
  'vulnerability',
  'objection',
] as const;
export type InquiryTopic = (typeof topics)[number];

export const inquirySources = ['form', 'mail', 'phone', 'letter'] as const;
export type InquirySource = (typeof inquirySources)[number];

/** `received` until staff write or take it up; `answered` until the person writes again; `closed` by staff. */
export const inquiryStates = ['received', 'in-progress', 'answered', 'closed'] as const;
export type InquiryState = (typeof inquiryStates)[number];

/** Who wrote; erasable. */
export type Inquiring = {
  readonly name: string;
  /** Absent of what came by letter or phone. */
  readonly email?: string;
  readonly company?: string;
};
