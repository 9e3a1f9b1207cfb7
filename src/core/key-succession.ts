import {
  formatVerifierKey,
  parseNote,
  parseVerifierKey,
  type Signer,
  signNote,
  type VerifierKey,
  verifyNote,
} from './signed-note.ts';

/**
 * What the key of a log signs to say which one comes after it: a signed note (C2SP signed-note) whose
 * first line is no origin, so that it can never be taken for a checkpoint. It stands in the log with
 * the new key, so that who remembers the old one can follow at any later time.
 */
export async function endorseKey(next: VerifierKey, former: Signer): Promise<string> {
  return signNote(textFor(next), [former]);
}

/** Whether `former` vouches in this note for the key that is written so. */
export async function isEndorsed(
  next: string,
  endorsement: string,
  former: VerifierKey,
): Promise<boolean> {
  const key = parseVerifierKey(next);
  const note = parseNote(endorsement);
  if (key === undefined || note?.text !== textFor(key)) return false;
  return (await verifyNote(note, [former])).length > 0;
}

function textFor(key: VerifierKey): string {
  return `annex log key\n${formatVerifierKey(key)}\n`;
}
