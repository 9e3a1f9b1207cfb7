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
  signer: Signer,
): Promise<string> {
  return signNote(textFor(format, document), [signer]);
}

/**
 * Who of `keys` signed exactly this document; undefined where nobody did, and where the note has another
 * signature besides: anybody could add one, and the file would still seem to be as it was issued.
 */
export async function signerOfDocument(
  format: string,
  document: Json,
  signature: string,
  keys: readonly VerifierKey[],
): Promise<VerifierKey | undefined> {
  const note = parseNote(signature);
  if (note?.text !== textFor(format, document) || note.signatures.length !== 1) return undefined;
  const [signer] = await verifyNote(note, keys);
  return signer;
}

function textFor(format: string, document: Json): string {
  return `${format}\n${sha256(canonicalJson(document))}\n`;
}
