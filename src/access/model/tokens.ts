import type { AccessRequestId, AccessTokenId } from '../../core/ids.ts';

/** For programs; its secret is shown once, and only a hash of it is kept. */
export type AccessToken = {
  readonly id: AccessTokenId;
  readonly requestId: AccessRequestId;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt?: Date;
  readonly lastUsedAt?: Date;
};

/** In force at once, of one request. */
export const mostTokens = 5;
