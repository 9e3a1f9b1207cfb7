/** What each may do says the table in permissions.ts. */
export const roles = [
  'owner',
  'publisher',
  'approver',
  'document-manager',
  'privacy-officer',
  'viewer',
  'auditor',
  // Of before there were others: publishes, and looks after documents and personal data.
  'editor',
] as const;
export type Role = (typeof roles)[number];

/** Reading that shows no personal data of others. */
export const everyone: readonly Role[] = [...roles];

/** Who does it, and beside them the owner and the editor. */
const done = (...by: readonly Role[]): readonly Role[] => ['owner', ...by, 'editor'];
/** Who needs it for their work, and beside them those who read everything. */
export const read = (...by: readonly Role[]): readonly Role[] => [
  ...done(...by),
  'approver',
  'auditor',
];

export const owner: readonly Role[] = ['owner'];
export const publisher = done('publisher');
export const approver = done('approver');
export const documents = done('document-manager');
export const privacy = done('privacy-officer');
/** What customers are told, and what they say to it. */
export const notices = done('publisher', 'privacy-officer');
/** What is decided for a long time or cannot be taken back: never an editor's. */
export const documentsOwned: readonly Role[] = ['owner', 'document-manager'];
export const privacyOwned: readonly Role[] = ['owner', 'privacy-officer'];
/** Personal data of many at once. */
export const exported: readonly Role[] = [...privacyOwned, 'auditor'];
/** The second pair of eyes for rules and keys. */
export const secondPerson: readonly Role[] = ['owner', 'approver'];

/** Whose names, addresses and words are shown to whom, in the answers that all may read. */
export const sights = {
  contacts: read('publisher', 'privacy-officer'),
  objectors: read('publisher', 'privacy-officer'),
  subscribers: read('privacy-officer'),
  requesters: read('document-manager', 'privacy-officer'),
  inquirers: read('privacy-officer'),
  claimants: read('privacy-officer'),
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Sight = keyof typeof sights;
