import { canonicalJson, type Json } from './canonical-json.ts';
import { sha256 } from './hash.ts';
import { parseNote, type Signer, signNote, type VerifierKey, verifyNote } from './signed-note.ts';

/**
 * Signs a JSON document with a note (C2SP signed-note) that names its format and the SHA-256 of its
 * canonical form (RFC 8785). The first line is no origin, so that it can never be taken for a checkpoint.
 */
export async function signDocument(
  format: string,
  document: Json,
  signers: readonly Signer[],
): Promise<string> {
  return signNote(textFor(format, document), signers);
}

/** Who of `keys` signed exactly this document; empty where nobody did. */
export async function signersOfDocument(
  format: string,
  document: Json,
  signature: string,
  keys: readonly VerifierKey[],
): Promise<readonly VerifierKey[]> {
  const note = parseNote(signature);
  return note?.text === textFor(format, document) ? verifyNote(note, keys) : [];
}

function textFor(format: string, document: Json): string {
  return `${format}\n${sha256(canonicalJson(document))}\n`;
}
