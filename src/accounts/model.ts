import type { Role } from '../context.ts';
import type { PersonId, StaffSessionId } from '../core/ids.ts';

/** Somebody who works with the console. Name and address are personal data and absent once they are erased. */
export type Person = {
  readonly id: PersonId;
  readonly name: string | undefined;
  readonly address: string | undefined;
  readonly role: Role;
  readonly state: PersonState;
  /** Raised by every change: what a form carries as the version it was drawn from. */
  readonly version: number;
  readonly invitedAt: Date;
  readonly joinedAt: Date | undefined;
  readonly removedAt: Date | undefined;
  /** A role that waits for a second person. Of somebody invited: before it they get no mail. */
  readonly proposal: Proposal | undefined;
};

export type Proposal = {
  readonly role: Role;
  /** Who gives it, as the ledger names them. */
  readonly by: string;
};

export type PersonState = 'invited' | 'active' | 'removed';

/** How somebody showed who they are. */
export type Method = 'code' | 'passkey' | 'oidc' | 'link';

/** One place where somebody is signed in. */
export type Session = {
  readonly id: StaffSessionId;
  readonly personId: PersonId;
  readonly method: Method;
  readonly createdAt: Date;
  readonly lastAt: Date;
  /** When the person last showed who they are in this session. */
  readonly provedAt: Date;
};

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Milliseconds: after so long without a request, and after so long in any case, one signs in again. */
const idleMs = 30 * minuteMs;
export const longestMs = 12 * hourMs;
/** For so long after a proof of identity the steps that need one are open. */
const freshMs = 10 * minuteMs;
/** A code or ceremony that was begun (NIST SP 800-63B section 5.1.3.2: at most ten minutes). */
export const attemptMs = 10 * minuteMs;
export const invitationMs = 7 * 24 * hourMs;
export const linkMs = hourMs;
/** What was typed waits so long for its author to come back. */
export const keptFormMs = 2 * hourMs;
/** Of one code; guessing eight digits then succeeds once in twenty million. */
export const mostTries = 5;

export function isOver(session: Pick<Session, 'createdAt' | 'lastAt'>, now: Date): boolean {
  // One from a time to come was begun while the clock ran ahead: it would not end before that time.
  const since = (moment: Date) => Math.abs(now.getTime() - moment.getTime());
  return since(session.lastAt) >= idleMs || since(session.createdAt) >= longestMs;
}

/** Whether the person showed who they are a moment ago. */
export function isFresh({ provedAt }: Pick<Session, 'provedAt'>, now: Date): boolean {
  // A provider may say a time to come: that is no proof for longer than any other.
  return Math.abs(now.getTime() - provedAt.getTime()) < freshMs;
}

/** By what an address is found: letters of either case are one mailbox in practice. */
export function addressKeyOf(address: string): string {
  return address.trim().toLowerCase();
}

/** Eight digits from random bytes, each as likely as the others. */
export function codeFrom(bytes: Uint8Array): string {
  // 2^40 is no multiple of 10^8: the first codes are likelier by one in ten thousand, which helps nobody guess.
  const number = bytes.slice(0, 5).reduce((sum, byte) => sum * 256 + byte, 0);
  return String(number % 100_000_000).padStart(8, '0');
}

/** What was typed as a code, without the spaces of the mail. */
export function readCode(text: string): string {
  return text.replaceAll(/[\s-]/g, '').slice(0, 20);
}
