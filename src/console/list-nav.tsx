type Props = {
  /** Completes "Pages of …". */
  readonly of: string;
  /** Where the list begins; absent where this is it. */
  readonly first: string | undefined;
  /** Absent where this is the last. */
  readonly next: string | undefined;
};

/** The ways on from a page of a list that is in no order of time. */
export function ListNav({ of, first, next }: Props) {
  if (first === undefined && next === undefined) return null;
  return (
    <nav class="acts" aria-label={`Pages of ${of}`}>
      {first === undefined ? null : <a href={first}>First page</a>}{' '}
      {next === undefined ? null : (
        <a rel="next" href={next}>
          Next page
        </a>
      )}
    </nav>
  );
}

/** An address with what was asked, without what says nothing. */
export function addressOf(
  path: string,
  asked: Readonly<Record<string, string | undefined>>,
): string {
  const said = Object.entries(asked).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, value]],
  );
  return said.length === 0 ? path : `${path}?${new URLSearchParams(said).toString()}`;
}

type Option = { readonly value: string; readonly text: string };

/** One of several, or any, in the filter of a list. */
export function FilterSelect({
  name,
  label,
  options,
  chosen,
  isSure = false,
}: {
  readonly name: string;
  readonly label: string;
  readonly options: readonly Option[];
  readonly chosen: string | undefined;
  /** Whether one is chosen in any case. */
  readonly isSure?: boolean;
}) {
  return (
    <div>
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        {isSure ? null : <option value="">Any</option>}
        {options.map(({ value, text }) => (
          <option value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
