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

/** Whether it goes to one of these addresses (lower case), or says one of them. */
export function mentions(
  { to, subject, text, html }: KeptMail,
  addresses: readonly string[],
): boolean {
  const parts = [to, subject, text, html].map((each) => each.toLowerCase());
  return addresses.some((address) => parts.some((part) => says(part, address)));
}

/** `ann@a.example` is not said by `joann@a.example`. */
function says(text: string, address: string): boolean {
  const [first = '', ...others] = text.split(address);
  return others.some((behind, index) => {
    const before = index === 0 ? first : (others[index - 1] ?? '');
    return !/[\w.+-]$/.test(before) && !/^(?:[\w-]|\.\w)/.test(behind);
  });
}
