/** One fault in a request body or query; `pointer` is a JSON Pointer as URI fragment (RFC 6901 section 6). */
export type Fault = { readonly pointer: string; readonly detail: string };

/**
 * Every reason for which Annex says no, with its HTTP status (RFC 9110 section 15) and the title
 * that RFC 9457 section 3.1.3 wants to stay the same from occurrence to occurrence.
 */
export const refusals = {
  malformed: { status: 400, title: 'The request could not be read' },
  unauthenticated: { status: 401, title: 'A staff key is needed' },
  on_request: { status: 401, title: 'This document is given on request' },
  not_granted: { status: 403, title: 'This document was not given to you' },
  forbidden: { status: 403, title: 'This key may not do that' },
  not_found: { status: 404, title: 'Nothing is published at this address' },
  method_not_allowed: { status: 405, title: 'This address does not take that method' },
  conflict: { status: 409, title: 'The request contradicts the present state' },
  notice_blocked: { status: 409, title: 'Not every customer would be told' },
  not_approved: { status: 409, title: 'A second person has to approve it first' },
  pending_change: { status: 409, title: 'The entry has a change that is not yet in effect' },
  request_in_progress: { status: 409, title: 'The same request is still being carried out' },
  gone: { status: 410, title: 'This link has ended' },
  stale: { status: 412, title: 'It was changed by someone else in the meantime' },
  length_required: { status: 411, title: 'Say how long the body is' },
  too_large: { status: 413, title: 'The request is too large' },
  wrong_media_type: { status: 415, title: 'The media type is not understood here' },
  invalid: { status: 422, title: 'Some values are not acceptable' },
  contract_missing: { status: 422, title: 'A sub-processor needs a contract first' },
  class_unconfirmed: { status: 422, title: 'The class of each amendment must be confirmed' },
  key_reused: { status: 422, title: 'The idempotency key belongs to another request' },
  precondition_required: { status: 428, title: 'Say which version you are changing' },
  too_many: { status: 429, title: 'Too many requests of this kind' },
  damaged: { status: 500, title: 'The file cannot be given out' },
  unavailable: { status: 503, title: 'This deployment is not set up for that' },
  busy: { status: 503, title: 'The database is busy' },
} as const satisfies Record<string, { status: number; title: string }>;

export type RefusalCode = keyof typeof refusals;

type Particulars = {
  readonly cause?: unknown;
  readonly errors?: readonly Fault[];
  /** After how long it makes sense to ask again (Retry-After, RFC 9110 section 10.2.3). */
  readonly retryAfterSeconds?: number;
};

/** The one exception Annex throws on purpose. `detail` is shown to the caller, `cause` never. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly detail: string;
  readonly errors: readonly Fault[];
  readonly retryAfterSeconds: number | undefined;

  constructor(code: RefusalCode, detail: string, particulars: Particulars = {}) {
    super(`${code}: ${detail}`, { cause: particulars.cause });
    this.name = 'Refusal';
    this.code = code;
    this.detail = detail;
    this.errors = particulars.errors ?? [];
    this.retryAfterSeconds = particulars.retryAfterSeconds;
  }
}

/** What refuses a request for all of its faults at once. */
export function refusalOf(faults: readonly Fault[]): Refusal {
  const detail = faults.map((fault) => fault.detail).join(' ');
  return new Refusal('invalid', detail, { errors: faults });
}

/** Builds a fault's pointer from its path, escaping `~` and `/` as RFC 6901 section 3 says. */
export function pointerTo(...path: readonly PropertyKey[]): string {
  const steps = path.map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1'));
  return `#${steps.map((step) => `/${encodeURIComponent(step)}`).join('')}`;
}
