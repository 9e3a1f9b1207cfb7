/** What can be chosen, and how it is called. */
type Option = { readonly value: string; readonly text: string; readonly lang?: string | undefined };

type ChoiceProps = {
  readonly name: string;
  readonly label: string;
  /** What choosing nothing is called, e.g. "All services". */
  readonly all: string;
  readonly options: readonly Option[];
  readonly chosen: string | undefined;
};

/** One list of a filter form; left out where there is nothing to choose. */
export function Choice({ name, label, all, options, chosen }: ChoiceProps) {
  // A value from an old link must not look like "all" while it filters.
  const isKnown = !chosen || options.some(({ value }) => value === chosen);
  const shown: readonly Option[] = isKnown
    ? options
    : [...options, { value: chosen, text: chosen }];
  if (shown.length === 0) return null;
  return (
    <div>
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        <option value="">{all}</option>
        {shown.map(({ value, text, lang }) => (
          <option value={value} selected={value === chosen} lang={lang}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
