import { Fact } from '../../http/facts.tsx';
import type { Progress as Stand } from '../service/mass-resending.ts';

/** How far sending many again is; the page can be closed and opened again. */
export function Progress({ of, here }: { readonly of: Stand; readonly here: string }) {
  const { total, accepted: told, failed: lost, open, cancelled } = of;
  const over = total - open;
  return (
    <>
      <p class="progress">
        <label for="progress">
          {over} of {total} are over
        </label>
        <progress id="progress" max={total} value={over} />
      </p>
      <dl class="facts wide">
        <Fact label="Told">{told}</Fact>
        <Fact label="Wait or are being sent">{open}</Fact>
        <Fact label="Did not arrive">{lost}</Fact>
        <Fact label="Not sent">{cancelled === 0 ? undefined : cancelled}</Fact>
      </dl>
      <p class="acts">
        {open === 0 ? null : (
          <a class="button plain" href={here}>
            Look again
          </a>
        )}
        {lost === 0 ? null : (
          <a href={here.replace(/\/resending\/.*/, '/list?state=failed')}>What was given up</a>
        )}
      </p>
      {open === 0 ? null : (
        <p class="fine quiet">
          It goes on when you close this page. Its address shows it later too.
        </p>
      )}
    </>
  );
}
