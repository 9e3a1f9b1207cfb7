import type { Change, ChangeLeaves } from '../changes/model.ts';
import type { CustomerId } from '../core/ids.ts';
import type { Signer } from '../core/signed-note.ts';
import type { Contact, Customer } from '../customers/model.ts';
import type { Notice } from '../notices/model/notice.ts';
import type { Objection } from '../objections/model.ts';
import type { Organisation } from '../organisation/model.ts';
import type { Place } from '../publication/model.ts';
import type { ProvedLeaf } from '../transparency/model.ts';

/** First line of what is signed, and the file's own name for its form. */
export const packetFormat = 'annex-notice-packet/1';

/** One delivery of an announcement, with every attempt. */
export type ProvedDelivery = {
  readonly subject: string;
  readonly state: string;
  readonly createdAt: Date;
  readonly acceptedAt?: Date;
  readonly bouncedAt?: Date;
  readonly attempts: readonly {
    readonly at: Date;
    readonly outcome: string;
    readonly status: number | null;
  }[];
};

/** Somebody who was told, or should have been. */
export type Recipient = {
  readonly contact: Contact;
  readonly channel: string;
  readonly language: string;
  /** Absent once it was erased. */
  readonly address?: string;
  readonly told: readonly ProvedDelivery[];
};

/** One announcement to one customer: a change announced anew has several. */
export type ProvedNotice = {
  readonly notice: Notice;
  readonly customer: Customer;
  readonly recipients: readonly Recipient[];
};

/** An objection with the steps of its case. */
export type ProvedObjection = {
  readonly objection: Objection;
  readonly history: readonly { readonly at: Date; readonly action: string }[];
};

/** All that a packet is made of. */
export type PacketFacts = {
  readonly issuedAt: Date;
  readonly place: Place;
  readonly publisher: Organisation;
  readonly change: Change;
  readonly changeLeaves: ChangeLeaves;
  readonly log: {
    readonly checkpoint: string;
    /** C2SP verifier keys, the newest first. */
    readonly keys: readonly string[];
    readonly leaves: readonly ProvedLeaf[];
    /** Of the newest of the keys. */
    readonly signer: Signer;
  };
  /** Whose packet it is; absent where it is about every customer. */
  readonly customerId?: CustomerId;
  readonly notices: readonly ProvedNotice[];
  /** Where the next packet of the same change begins; absent in the last. */
  readonly next?: CustomerId;
  readonly texts: readonly {
    readonly language: string;
    readonly subject: string;
    readonly text: string;
  }[];
  readonly objections: readonly ProvedObjection[];
};
