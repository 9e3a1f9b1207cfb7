import { asCustomerId, type CustomerId } from '../../core/ids.ts';
import { CheckField, type FormState } from '../../http/form-fields.tsx';

type Entries = Readonly<Record<string, string | undefined>>;

const all = 'all-blocked';
const named = 'blocked';

/** One box for all whom no announcement reaches: for those whom the page named, and nobody who came since. */
export function AllBlocked({
  form,
  ids,
}: {
  readonly form: FormState;
  readonly ids: readonly CustomerId[];
}) {
  if (ids.length < 2) return null;
  return (
    <>
      <input type="hidden" name={named} value={ids.join(' ')} />
      <CheckField
        form={form}
        name={all}
        label={`Announce it although all ${ids.length} of these would not be told as agreed`}
        hint="Instead of one by one. Recorded for each, with who said so."
      />
    </>
  );
}

/** Who was ticked: one by one, under names that begin so, or all. */
export function acknowledgedIn(entries: Entries, prefix: string): readonly CustomerId[] {
  const one = Object.entries(entries).flatMap(([name, text]) =>
    name.startsWith(prefix) && text !== '' ? [name.slice(prefix.length)] : [],
  );
  const every = entries[all] === undefined ? [] : (entries[named]?.split(' ') ?? []);
  return [...new Set([...one, ...every])].filter(Boolean).map(asCustomerId);
}
