/** Whom something was given to, as far as the role may see. */
export type Shown = {
  readonly company: string | null;
  readonly name: string | null;
  readonly domain: string;
};

export function Holder({ shown: { company, name, domain } }: { readonly shown: Shown }) {
  return (
    <>
      <bdi>{company ?? domain}</bdi>
      {name === null ? null : (
        <span class="sub">
          <bdi>{name}</bdi>
        </span>
      )}
    </>
  );
}

/** Choosing one of the documents that a list is narrowed to. */
export function DocumentSelect({
  documents,
  chosen,
}: {
  readonly documents: readonly { readonly slug: string; readonly title: string }[];
  readonly chosen: string | undefined;
}) {
  return (
    <div>
      <label for="document">Document</label>
      <select id="document" name="document">
        <option value="">Any</option>
        {documents.map(({ slug, title }) => (
          <option value={slug} selected={slug === chosen}>
            {title}
          </option>
        ))}
      </select>
    </div>
  );
}

/** What a list was asked for, as the query of its next page. */
export function queryOf(asked: Readonly<Record<string, unknown>>): string {
  return new URLSearchParams(
    Object.entries(asked).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  ).toString();
}
