import { createHash } from 'node:crypto';
import type { Hash } from './merkle.ts';

/** A public key by which notes are verified (C2SP signed-note). */
export type VerifierKey = {
  readonly name: string;
  /** The first four bytes of a hash over name, algorithm and key, as lower-case hexadecimal. */
  readonly id: string;
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array<ArrayBuffer>;
};

type NoteSignature = {
  readonly name: string;
  readonly keyId: string;
  readonly signature: Uint8Array<ArrayBuffer>;
};

/** `text` ends with a line feed and is what is signed. */
export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] };

export type Signer = {
  readonly key: VerifierKey;
  sign(text: string): Promise<NoteSignature>;
};

/** What a log commits to (C2SP tlog-checkpoint). */
export type Checkpoint = {
  /** The log's name. */
  readonly origin: string;
  /** Number of leaves. */
  readonly size: number;
  readonly root: Hash;
};

/** An inclusion proof as a file (C2SP tlog-proof). */
export type LogProof = {
  readonly index: number;
  readonly hashes: readonly Hash[];
  /** The signed note. */
  readonly checkpoint: string;
};

const ed25519 = 0x01;
/** RFC 8410 section 7: what stands before the 32 bytes of a private key in PKCS #8. */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
/** Notes with more signatures are not read; the specification asks for at least 16. */
const mostSignatures = 100;
const keyName = /^[^\s+\u0085]+$/u;
const signatureLine = /^\u2014 ([^\s+\u0085]+) (\S+)$/u;

/** A signer for a name without white space or plus, from an Ed25519 seed of 32 bytes (RFC 8032 section 5.1.5). */
export async function createSigner(name: string, seed: Uint8Array): Promise<Signer> {
  const pkcs8 = Buffer.concat([pkcs8Prefix, seed]);
  const key = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign']);
  const { x } = await crypto.subtle.exportKey('jwk', key);
  const publicKey = Buffer.from(x ?? '', 'base64url');
  const id = keyId(name, publicKey);
  return {
    key: { name, id, publicKey },
    async sign(text) {
      const signature = await crypto.subtle.sign('Ed25519', key, Buffer.from(text));
      return { name, keyId: id, signature: new Uint8Array(signature) };
    },
  };
}

/** `name+id+base64`, the form in which a verifier key is handed on. */
export function formatVerifierKey({ name, id, publicKey }: VerifierKey): string {
  return `${name}+${id}+${base64(Buffer.from([ed25519, ...publicKey]))}`;
}

/** Undefined where the text is no Ed25519 verifier key or its id is not its own. */
export function parseVerifierKey(text: string): VerifierKey | undefined {
  const [, name, id, encoded] = /^([^+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text) ?? [];
  if (name === undefined || id === undefined || !keyName.test(name)) return undefined;
  const bytes = fromBase64(encoded ?? '');
  if (bytes?.length !== 33 || bytes[0] !== ed25519) return undefined;
  const publicKey = bytes.subarray(1);
  return keyId(name, publicKey) === id ? { name, id, publicKey } : undefined;
}

/** Signs a text that ends with a line feed, once for each signer. */
export async function signNote(text: string, signers: readonly Signer[]): Promise<string> {
  const signatures = await Promise.all(signers.map((signer) => signer.sign(text)));
  return formatNote({ text, signatures });
}

export function formatNote({ text, signatures }: Note): string {
  const lines = signatures.map(
    ({ name, keyId: id, signature }) =>
      `\u2014 ${name} ${base64(Buffer.concat([Buffer.from(id, 'hex'), signature]))}\n`,
  );
  return `${text}\n${lines.join('')}`;
}

/** Undefined where it is not a signed note. Nothing is verified. */
export function parseNote(note: string): Note | undefined {
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n') || !isNoteText(note)) return undefined;
  const lines = note.slice(split + 2, -1).split('\n');
  const signatures = lines.map(parseSignature).filter((found) => found !== undefined);
  const isWhole = signatures.length === lines.length && lines.length <= mostSignatures;
  return isWhole ? { text: note.slice(0, split + 1), signatures } : undefined;
}

/**
 * Who of `keys` signed a note. Signatures of others are passed over. Empty where nobody did, and
 * where one of them is said to have signed and did not.
 */
export async function verifyNote(
  { text, signatures }: Note,
  keys: readonly VerifierKey[],
): Promise<readonly VerifierKey[]> {
  const signed: VerifierKey[] = [];
  for (const { name, keyId: id, signature } of signatures) {
    const key = keys.find((candidate) => candidate.name === name && candidate.id === id);
    if (key === undefined) continue;
    if (!(await isSignature(key, signature, text))) return [];
    if (!signed.includes(key)) signed.push(key);
  }
  return signed;
}

/** The text of a checkpoint, to be signed. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${base64(Buffer.from(root, 'hex'))}\n`;
}

/** Reads the text of a note; undefined where it is no checkpoint. Extension lines are passed over. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const [origin, size, root, ...rest] = text.split('\n');
  const count = parseCount(size ?? '');
  const hash = fromBase64(root ?? '');
  if (!origin || count === undefined || hash?.length !== 32) return undefined;
  const endsWell = rest.at(-1) === '' && rest.slice(0, -1).every((line) => line !== '');
  return endsWell ? { origin, size: count, root: hash.toString('hex') } : undefined;
}

const proofHeader = 'c2sp.org/tlog-proof@v1';

export function formatLogProof({ index, hashes, checkpoint }: LogProof): string {
  const lines = hashes.map((hash) => `${base64(Buffer.from(hash, 'hex'))}\n`);
  return `${proofHeader}\nindex ${index}\n${lines.join('')}\n${checkpoint}`;
}

/** Undefined where the text is no proof. Extra data, which nothing vouches for, is passed over. */
export function parseLogProof(text: string): LogProof | undefined {
  const split = text.indexOf('\n\n');
  const [header, ...lines] = text.slice(0, Math.max(split, 0)).split('\n');
  if (lines[0]?.startsWith('extra ')) lines.shift();
  const [place, ...encoded] = lines;
  const index = parseCount(/^index (.+)$/.exec(place ?? '')?.[1] ?? '');
  const hashes = encoded.map(fromBase64).filter((hash) => hash?.length === 32);
  if (header !== proofHeader || index === undefined || hashes.length !== encoded.length)
    return undefined;
  return {
    index,
    hashes: hashes.map((hash) => hash?.toString('hex') ?? ''),
    checkpoint: text.slice(split + 2),
  };
}

function parseSignature(line: string): NoteSignature | undefined {
  const [, name, encoded] = signatureLine.exec(line) ?? [];
  const bytes = fromBase64(encoded ?? '');
  if (name === undefined || bytes === undefined || bytes.length < 5) return undefined;
  return { name, keyId: bytes.toString('hex', 0, 4), signature: bytes.subarray(4) };
}

async function isSignature(
  { publicKey }: VerifierKey,
  signature: Uint8Array<ArrayBuffer>,
  text: string,
): Promise<boolean> {
  const key = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', key, signature, Buffer.from(text));
}

function keyId(name: string, publicKey: Uint8Array): string {
  const hash = createHash('sha256')
    .update(`${name}\n`)
    .update(Buffer.from([ed25519]));
  return hash.update(publicKey).digest('hex').slice(0, 8);
}

/** Text in UTF-8 without control characters but the line feed. */
function isNoteText(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  return text.isWellFormed() && !/[\u0000-\u0009\u000b-\u001f\ufffd]/.test(text);
}

function parseCount(text: string): number | undefined {
  const count = /^(0|[1-9]\d{0,15})$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(count) ? count : undefined;
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64');
}

/** RFC 4648 section 4, in the one way of writing it. */
function fromBase64(text: string): Buffer<ArrayBuffer> | undefined {
  const bytes = Buffer.from(text, 'base64');
  return base64(bytes) === text ? bytes : undefined;
}
