/** A whole number as it is typed; anything else stays text, which a schema then refuses. */
export function numberIn(cell: string | undefined): number | string | undefined {
  return cell !== undefined && /^\d{1,6}$/.test(cell) ? Number(cell) : cell;
}

export function yesOrNoIn(cell: string | undefined): boolean | string | undefined {
  const text = cell?.toLowerCase();
  if (text === 'yes' || text === 'true') return true;
  return text === 'no' || text === 'false' ? false : cell;
}

/** What stands between the marks, without what is empty. */
export function partsOf(cell = '', by: RegExp | string): readonly string[] {
  return cell
    .split(by)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Without what says nothing. */
export function stated(
  fields: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
