import { type Gap, gapsIn } from '../model/gaps.ts';
import type { Organisation } from '../model.ts';

/** What a law asks for and nobody has stated; nothing where all is stated. */
export function Gaps({
  organisation,
  part,
}: {
  readonly organisation: Organisation;
  readonly part: Gap['part'];
}) {
  const gaps = gapsIn(organisation).filter((gap) => gap.part === part);
  if (gaps.length === 0) return null;
  return (
    <div class="notice">
      <p>
        <b>Not stated yet:</b>
      </p>
      <ul class="said">
        {gaps.map(({ what, law, unless }) => (
          <li>
            {what}: asked for by {law}
            {unless === undefined ? '' : `, unless ${unless}`}.
          </li>
        ))}
      </ul>
    </div>
  );
}
