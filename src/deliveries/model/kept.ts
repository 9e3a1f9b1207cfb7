/** A mail that was kept instead of sent, as it would have gone out. */
export type KeptMail = {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
  /** RFC 3339. */
  readonly date: string;
  readonly headers: Readonly<Record<string, string>>;
};

export type StoredMail = {
  readonly id: number;
  /** When it was kept. */
  readonly at: Date;
  readonly mail: KeptMail;
};
