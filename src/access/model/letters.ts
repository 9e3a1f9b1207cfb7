/** What a letter to whoever asked for documents tells. */
const accessLetters = [
  /** Please confirm that the address is yours. */
  'verify',
  /** Confirmed; a person here decides. */
  'waiting',
  /** Somebody wrote. */
  'message',
  /** Approved once the NDA is accepted. */
  'sign',
  /** The NDA is accepted; the copy is on the page. */
  'signed',
  /** Approved, with a link of one use. */
  'ready',
  /** Another link of one use, as asked. */
  'link',
  'declined',
  /** Nobody confirmed or accepted in time, or what was granted has ended. */
  'expired',
  'revoked',
  /** A new version is there; renewing takes one step. */
  'renewable',
] as const;
export type AccessLetter = (typeof accessLetters)[number];
