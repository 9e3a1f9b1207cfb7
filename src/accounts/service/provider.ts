import * as oauth from 'oauth4webapi';
import type { Config } from '../../config.ts';
import { Refusal } from '../../core/errors.ts';

type Oidc = NonNullable<Config['oidc']>;

/** What a provider vouches for, checked: signature, issuer, audience, nonce and times (OpenID Connect Core section 3.1.3.7). */
export type Claims = {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | undefined;
  /** Whether it says that the mailbox is this person's. */
  readonly isVerified: boolean;
  /** When the person showed it who they are; absent where it does not say. */
  readonly authenticatedAt: Date | undefined;
};

const patienceMs = 8_000;
const rememberedMs = 60 * 60 * 1000;

// Plain data, so requests of a Worker may share it.
const discovered = new Map<string, { readonly server: oauth.AuthorizationServer; until: number }>();

/** The provider's own description, remembered for an hour. Refuses `unavailable` where it does not answer. */
async function discover({ issuer }: Oidc): Promise<oauth.AuthorizationServer> {
  const known = discovered.get(issuer);
  if (known && known.until > Date.now()) return known.server;
  const url = new URL(issuer);
  const server = await asking(async () =>
    oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, optionsFor(issuer))),
  );
  discovered.set(issuer, { server, until: Date.now() + rememberedMs });
  return server;
}

export type Begun = {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Whether the provider is to ask who it is, though it may know. */
  readonly isProof: boolean;
};

/** Where the browser goes: authorisation code with PKCE (RFC 7636), state and nonce. */
export async function addressFor(oidc: Oidc, callback: string, begun: Begun): Promise<string> {
  const server = await discover(oidc);
  const url = new URL(server.authorization_endpoint ?? oidc.issuer);
  const parameters = {
    client_id: oidc.clientId,
    redirect_uri: callback,
    response_type: 'code',
    scope: 'openid email',
    state: begun.state,
    nonce: begun.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(begun.verifier),
    code_challenge_method: 'S256',
    ...(begun.isProof && { prompt: 'login', max_age: '0' }),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

/** Exchanges what the browser brought back. Refuses `unavailable` and `forbidden`. */
export async function claimsFrom(
  oidc: Oidc,
  callback: string,
  returned: URL,
  begun: Begun,
): Promise<Claims> {
  const server = await discover(oidc);
  const client: oauth.Client = { client_id: oidc.clientId };
  return asking(async () => {
    const parameters = oauth.validateAuthResponse(server, client, returned, begun.state);
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      clientAuthentication(server, oidc),
      parameters,
      callback,
      begun.verifier,
      optionsFor(oidc.issuer),
    );
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
      expectedNonce: begun.nonce,
      requireIdToken: true,
      // The exchange itself took a moment, and clocks differ.
      ...(begun.isProof && { maxAge: 120 }),
    });
    await oauth.validateApplicationLevelSignature(server, response, optionsFor(oidc.issuer));
    const claims = oauth.getValidatedIdTokenClaims(tokens);
    if (claims === undefined) throw new TypeError('no id token');
    const said =
      claims['email'] === undefined && server.userinfo_endpoint !== undefined
        ? await askUserInfo(server, client, oidc, tokens.access_token, claims.sub)
        : claims;
    const email = said['email'];
    return {
      issuer: claims.iss,
      subject: claims.sub,
      email: typeof email === 'string' ? email : undefined,
      isVerified: said['email_verified'] === true,
      authenticatedAt:
        claims.auth_time === undefined ? undefined : new Date(claims.auth_time * 1000),
    };
  });
}

/** Some providers give the address there only. The subject must be the same. */
async function askUserInfo(
  server: oauth.AuthorizationServer,
  client: oauth.Client,
  { issuer }: Oidc,
  token: string,
  subject: string,
): Promise<Readonly<Record<string, unknown>>> {
  const response = await oauth.userInfoRequest(server, client, token, optionsFor(issuer));
  return oauth.processUserInfoResponse(server, client, subject, response);
}

function clientAuthentication(
  { token_endpoint_auth_methods_supported: methods }: oauth.AuthorizationServer,
  { clientSecret }: Oidc,
): oauth.ClientAuth {
  // Without a word from the provider it is Basic (OpenID Connect Discovery section 3).
  return methods?.includes('client_secret_basic') === false
    ? oauth.ClientSecretPost(clientSecret)
    : oauth.ClientSecretBasic(clientSecret);
}

/** Plain HTTP only for an issuer that the settings allow it for: loopback, in development. */
function optionsFor(issuer: string) {
  return {
    signal: () => AbortSignal.timeout(patienceMs),
    [oauth.allowInsecureRequests]: issuer.startsWith('http:'),
  };
}

/** What the network, the provider or the browser did, in words for whoever signs in. */
async function asking<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof oauth.AuthorizationResponseError)
      throw new Refusal('forbidden', 'Your company account did not let you in here.', { cause });
    if (isWrong(cause))
      throw new Refusal(
        'forbidden',
        'The answer of your company account does not fit what was asked, so it was not believed. Begin again, or sign in another way.',
        { cause },
      );
    throw new Refusal(
      'unavailable',
      'Your company account does not answer right now. Sign in by code or passkey, or try again in a moment.',
      { cause },
    );
  }
}

/** What was answered and is not right; else nothing usable was answered. */
function isWrong(cause: unknown): boolean {
  if (cause instanceof oauth.ResponseBodyError) return cause.status < 500;
  if (!(cause instanceof oauth.OperationProcessingError)) return false;
  return cause.code !== oauth.RESPONSE_IS_NOT_CONFORM && cause.code !== oauth.RESPONSE_IS_NOT_JSON;
}
