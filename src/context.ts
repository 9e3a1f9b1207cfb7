import type { Config } from './config.ts';
import type {
  AccessRequestId,
  CustomerId,
  Ids,
  InquiryId,
  ObjectionId,
  PersonId,
  RightsRequestId,
  StaffId,
  StaffKeyId,
  SubscriptionId,
} from './core/ids.ts';
import type { Keys } from './core/keys.ts';
import type { Language } from './core/language.ts';
import type { Db, Transact } from './db/client.ts';
import type { LogKeys } from './db/log-keys.ts';
import type { MailTransport, Post } from './deliveries/ports.ts';
import type { BlobStore } from './files/ports.ts';
import type { PdfTools } from './marking/ports.ts';
import type { PublicationCache } from './publication/editions.ts';
import type { Ready } from './publication/memo.ts';
import type { Scope } from './staff/model/permitting.ts';
import type { Role } from './staff/model/roles.ts';

export type { Role };

type Anonymous = { readonly kind: 'anonymous' };
/** Somebody with a signed link of a subscription. */
export type Subscriber = { readonly kind: 'subscriber'; readonly id: SubscriptionId };
/** Somebody with the signed link of an objection. */
export type CaseHolder = { readonly kind: 'objector'; readonly id: ObjectionId };
/** Somebody with the signed link of an inquiry. */
export type Inquirer = { readonly kind: 'inquirer'; readonly id: InquiryId };
/** Somebody with the signed link of a request for documents, or with what it led to. */
export type Requester = { readonly kind: 'requester'; readonly id: AccessRequestId };
/** Somebody with the signed link of a privacy request: the person whose data it is about. */
export type Claimant = { readonly kind: 'claimant'; readonly id: RightsRequestId };
/** Somebody with the link of whoever asks for that person. */
export type Agent = { readonly kind: 'agent'; readonly id: RightsRequestId };
/** Somebody with the signed link of a customer's own page. */
export type CustomerActor = { readonly kind: 'customer'; readonly id: CustomerId };
/** Someone with a staff key, or signed in to the console. */
export type Staff = {
  readonly kind: 'staff';
  readonly role: Role;
  /** Both absent for the key in the configuration. */
  readonly keyId?: StaffKeyId;
  readonly personId?: PersonId;
  /** What the key is narrowed to; absent where it may do all that its role may. */
  readonly scopes?: readonly Scope[];
};
/** Annex itself: a scheduled job, named. */
export type System = { readonly kind: 'system'; readonly job: string };
export type Actor =
  | Anonymous
  | Subscriber
  | CustomerActor
  | CaseHolder
  | Inquirer
  | Requester
  | Claimant
  | Agent
  | Staff
  | System;

/** Writes one line of structured log. Never personal data, never a secret. */
export type Log = (
  level: 'info' | 'error',
  message: string,
  facts?: Readonly<Record<string, unknown>>,
) => void;

/** Everything a unit of work needs from outside, built by the platform. */
export type Deps = {
  readonly config: Config;
  readonly db: Db;
  readonly transact: Transact;
  readonly clock: () => Date;
  readonly ids: Ids;
  /** What signs the transparency log. */
  readonly logKeys: LogKeys;
  /** For sealing, signed links and secrets: all derived from SECRET_KEY. */
  readonly keys: Keys;
  /** Absent where no mail can be sent: there what needs mail is refused. */
  readonly mail?: MailTransport;
  readonly post: Post;
  /** Checks, marks and traces PDF files that others made. */
  readonly pdf: PdfTools;
  /** Absent on Workers without the binding DOCUMENTS: there what needs files is refused. */
  readonly files?: BlobStore;
  /** Wakes what sends deliveries, after something is to be told. Only a hint: what is due is found anyhow. */
  readonly nudge: () => void;
  /** Lets work that was begun go on after the answer; it sees to its own errors, and may be cut off as by a crash. */
  readonly outlive: (work: Promise<void>) => void;
  readonly publication: PublicationCache;
  /** Sends a prepared representation; Workers must be told that its body is encoded already. */
  readonly respond: (ready: Ready) => Response;
  /** Of pages: what the address that was asked names; absent where it names none. */
  readonly language?: Language;
  /** Of a page behind a link: its path below the base and the language, the same in all of them. */
  readonly linkPath?: string;
  readonly log: Log;
};

/** One unit of work: who acts, and when. `now` is read once. */
export type Ctx<A extends Actor = Actor> = {
  readonly deps: Deps;
  readonly actor: A;
  readonly now: Date;
  /** Given by the caller's Idempotency-Key, so that a repeated request can be recognised in the ledger. */
  readonly commitId?: string;
};

/** How the ledger names an actor: ids only, because the ledger can not be erased. */
export function actorName(actor: Actor): string {
  if (actor.kind === 'staff') return `staff:${staffIdOf(actor)}`;
  if (actor.kind === 'system') return `system:${actor.job}`;
  return actor.kind === 'anonymous' ? actor.kind : `${actor.kind}:${actor.id}`;
}

export function staffIdOf({ personId, keyId }: Staff): StaffId {
  return personId ?? keyId ?? 'configured-key';
}

export function systemCtx(deps: Deps, job: string): Ctx<System> {
  return { deps, actor: { kind: 'system', job }, now: deps.clock() };
}
