import { safeUrl } from './core/text.ts';

/** What the environment says, checked. See README for the table of settings. */
export type Config = {
  readonly port: number;
  readonly host: string;
  /** Canonical origin of every link, without a slash at the end; the Host header is never trusted. */
  readonly origin: string;
  /** `/trust`, or empty when mounted at the root. */
  readonly base: string;
  readonly rootRoutes: boolean;
  readonly databaseUrl: string;
  readonly databaseAuthToken?: string;
  /** Owner key for automation and first set-up. */
  readonly staffApiKey?: string;
  /** This machine made the key for whoever starts it, who gets the link of the first owner too: nobody else. */
  readonly isStaffKeyMade?: true;
  readonly secretKey?: string;
  /** Directory of the files that only some may read; Node only. */
  readonly blobDir: string;
  /** `smtp://user:password@host:587` or `smtps://…`; with it `mailFrom`. */
  readonly mailUrl?: string;
  /** A mail address, with a name where one is wanted: `Example Trust <trust@example.com>`. */
  readonly mailFrom?: string;
  /** Signs Mailgun's reports of bounces and complaints; without it they are refused. */
  readonly mailgunSigningKey?: string;
  /** In development: webhooks may go to http:// and https:// on loopback. */
  readonly outboundLoopback: boolean;
  /** Header in which a proxy names the client's address, e.g. `x-forwarded-for`; its last value counts. */
  readonly clientAddressHeader?: string;
  /** A line in the log for each request. */
  readonly requestLog: boolean;
  /** Where staff may sign in with their company account: an OpenID Connect provider. */
  readonly oidc?: {
    /** As its discovery document names it, `https://login.example.com`. */
    readonly issuer: string;
    readonly clientId: string;
    readonly clientSecret: string;
  };
  /** `auto` seeds the demo into an empty database when everything is on loopback. */
  readonly seed: 'demo' | 'none' | 'auto';
};

export type Environment = Readonly<Record<string, string | undefined>>;

/** Every problem of the settings at once, so that nobody fixes them one start at a time. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `The settings are not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** Reads the settings. Throws ConfigError naming every one that is wrong. */
export function parseConfig(env: Environment, platform: 'node' | 'worker' = 'node'): Config {
  const problems: string[] = [];
  const read = settingReader(env, problems);
  const port = read(
    'PORT',
    '8787',
    /^\d{1,5}$/,
    'must be a port number, 0 to 65535',
    (text) => Number(text) <= 65_535,
  );
  const host = read(
    'HOST',
    '127.0.0.1',
    /^[^\s/]+$/,
    'must be a host name or address, e.g. 127.0.0.1 or 0.0.0.0',
  );
  const base = read(
    'BASE_PATH',
    '/trust',
    /^(\/|(\/[a-z0-9._~-]+)+)$/i,
    'must be a path such as /trust, without a slash at the end and without . or .. as a part',
    (text) => !text.split('/').some((part) => part === '.' || part === '..'),
  );
  const origin = readOrigin(env['PUBLIC_URL'] || `http://localhost:${port}`, problems);
  const rootRoutes = read('ROOT_ROUTES', 'on', /^(on|off)$/, 'must be on or off');
  const databaseUrl = read(
    'DATABASE_URL',
    'file:data/annex.db',
    /^(file:|https?:\/\/|libsql:\/\/).+/,
    'must begin with file:, http://, https:// or libsql://',
  );
  const blobDir = read('BLOB_DIR', 'data/blobs', /^[^\0]+$/, 'must be a directory');
  const seed = read('SEED', 'auto', /^(demo|none|auto)$/, 'must be demo or none');
  const secrets = readSecrets(env);
  const mail = readMail(env, problems);
  const outboundLoopback = read('OUTBOUND_LOOPBACK', 'off', /^(on|off)$/, 'must be on or off');
  const requestLog = read('REQUEST_LOG', 'off', /^(on|off)$/, 'must be on or off');
  const clientAddressHeader = readClientHeader(read, platform);
  checkStaffKey(problems, secrets.staffApiKey);
  const local = isLocal({ host, origin });
  if (!local) checkPublic(problems, { ...secrets, seed, outboundLoopback });
  if (platform === 'worker') checkWorker(problems, databaseUrl);
  checkSecretKey(problems, secrets.secretKey, platform, local);
  const oidc = readOidc(env, problems, local);
  if (problems.length > 0) throw new ConfigError(problems);
  const settings = {
    port: Number(port),
    host,
    origin,
    base: base === '/' ? '' : base,
    rootRoutes: rootRoutes === 'on',
    databaseUrl,
    blobDir,
    outboundLoopback: outboundLoopback === 'on',
    requestLog: requestLog === 'on',
    ...clientAddressHeader,
  };
  return { ...settings, ...secrets, ...mail, ...oidc, seed: local ? readSeed(seed) : 'none' };
}

/** Where the transparency log is published; its name for ever, without the scheme. */
export function logAddress({ origin, base }: Pick<Config, 'origin' | 'base'>): string {
  return `${origin}${base}/log`;
}

/** Whether nobody but this machine can reach it. */
export function isLocal({ host, origin }: Pick<Config, 'host' | 'origin'>): boolean {
  return isLoopback(host) && isLoopback(hostOf(origin));
}

export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
  );
}

type Reader = (
  name: string,
  fallback: string,
  form: RegExp,
  demand: string,
  test?: (text: string) => boolean,
) => string;

function settingReader(env: Environment, problems: string[]): Reader {
  return (name, fallback, form, demand, test = () => true) => {
    const text = env[name] || fallback;
    if (!form.test(text) || !test(text))
      problems.push(`${name} ${demand}; it is ${JSON.stringify(text)}.`);
    return text;
  };
}

/** Who asks is limited by address: behind a proxy only a header tells it. */
function readClientHeader(
  read: Reader,
  platform: 'node' | 'worker',
): Pick<Config, 'clientAddressHeader'> {
  const name = read(
    'CLIENT_ADDRESS_HEADER',
    platform === 'worker' ? 'cf-connecting-ip' : '',
    /^[a-z0-9-]*$/i,
    'must be the name of a header, e.g. x-forwarded-for',
  );
  return name ? { clientAddressHeader: name.toLowerCase() } : {};
}

function readOrigin(text: string, problems: string[]): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const usable =
    url !== undefined &&
    /^https?:$/.test(url.protocol) &&
    url.pathname === '/' &&
    url.search + url.hash + url.username + url.password === '';
  if (!usable)
    problems.push(
      `PUBLIC_URL must be an origin such as https://trust.example.com, without path or password${text.includes('@') ? '' : `; it is ${JSON.stringify(text)}`}.`,
    );
  else if (!isLoopback(url.hostname) && safeUrl(text) === undefined)
    problems.push(`PUBLIC_URL must name a full host; it is ${JSON.stringify(text)}.`);
  return usable ? url.origin : text;
}

function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).hostname : '';
}

type Secrets = Pick<
  Config,
  'databaseAuthToken' | 'staffApiKey' | 'secretKey' | 'mailgunSigningKey'
>;

function readSecrets(env: Environment): Secrets {
  const {
    DATABASE_AUTH_TOKEN: databaseAuthToken,
    STAFF_API_KEY: staffApiKey,
    SECRET_KEY: secretKey,
    MAILGUN_SIGNING_KEY: mailgunSigningKey,
  } = env;
  return {
    ...(databaseAuthToken && { databaseAuthToken }),
    ...(staffApiKey && { staffApiKey }),
    ...(secretKey && { secretKey }),
    ...(mailgunSigningKey && { mailgunSigningKey }),
  };
}

const mailAddress = /^(?:[^<>\r\n]+ )?<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/;

/** The values are not repeated in what is complained of: MAIL_URL holds a password. */
function readMail(env: Environment, problems: string[]): Pick<Config, 'mailUrl' | 'mailFrom'> {
  const { MAIL_URL: mailUrl, MAIL_FROM: mailFrom } = env;
  if (mailUrl && !(URL.canParse(mailUrl) && /^smtps?:$/.test(new URL(mailUrl).protocol)))
    problems.push('MAIL_URL must be smtp://user:password@host:587 or smtps://user:password@host.');
  if (mailFrom && !mailAddress.test(mailFrom))
    problems.push(
      `MAIL_FROM must be a mail address, such as Example Trust <trust@example.com>; it is ${JSON.stringify(mailFrom)}.`,
    );
  if (mailUrl && !mailFrom)
    problems.push('MAIL_FROM must be set where MAIL_URL is: mails need a sender.');
  return { ...(mailUrl && { mailUrl }), ...(mailFrom && { mailFrom }) };
}

/** All three or none. */
function readOidc(env: Environment, problems: string[], local: boolean): Pick<Config, 'oidc'> {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env;
  if (!issuer && !clientId && !clientSecret) return {};
  if (!issuer || !clientId || !clientSecret) {
    problems.push('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set together.');
    return {};
  }
  if (!mayIssue(issuer, local))
    problems.push(
      `OIDC_ISSUER must be the https:// address that the provider gives as its issuer; it is ${JSON.stringify(issuer)}.`,
    );
  return { oidc: { issuer, clientId, clientSecret } };
}

/** What comes from a provider over plain HTTP anybody could have written: only on this machine. */
function mayIssue(issuer: string, local: boolean): boolean {
  if (!URL.canParse(issuer)) return false;
  const { protocol, hostname, search, hash } = new URL(issuer);
  const isPlainHere = local && protocol === 'http:' && isLoopback(hostname);
  return (protocol === 'https:' || isPlainHere) && search + hash === '';
}

function readSeed(text: string): Config['seed'] {
  return text === 'demo' || text === 'none' ? text : 'auto';
}

/** Nothing else can stand in an Authorization header: such a key would open nothing, without a word. */
function checkStaffKey(problems: string[], staffApiKey: string | undefined): void {
  if (staffApiKey !== undefined && !/^[\x21-\x7E]+$/.test(staffApiKey))
    problems.push('STAFF_API_KEY must be ASCII letters, digits and signs without spaces.');
}

function checkPublic(
  problems: string[],
  {
    seed,
    staffApiKey,
    outboundLoopback,
  }: { seed: string; staffApiKey?: string; outboundLoopback: string },
): void {
  if (outboundLoopback === 'on')
    problems.push(
      'OUTBOUND_LOOPBACK=on is refused where HOST or PUBLIC_URL is not loopback: anybody could reach what listens on this machine.',
    );
  if (seed === 'demo')
    problems.push(
      'SEED=demo is refused where HOST or PUBLIC_URL is not loopback: invented facts must not look like a real register.',
    );
  if (staffApiKey !== undefined && staffApiKey.length < 20)
    problems.push('STAFF_API_KEY must have at least 20 characters on a public address.');
}

function checkWorker(problems: string[], databaseUrl: string): void {
  if (databaseUrl.startsWith('file:'))
    problems.push(
      'DATABASE_URL must be http(s):// or libsql:// on Workers, which have no file system.',
    );
}

/** The log's public key follows from it: what is short could be found by trying, and the log forged. */
function checkSecretKey(
  problems: string[],
  secretKey: string | undefined,
  platform: 'node' | 'worker',
  local: boolean,
): void {
  const isNeeded = platform === 'worker';
  if (local && !isNeeded) return;
  if (secretKey === undefined ? isNeeded : secretKey.length < 32)
    problems.push(
      `SECRET_KEY must ${isNeeded ? 'be set on Workers, ' : 'have '}at least 32 random characters (openssl rand -base64 33).`,
    );
}
