import { Fact } from '../../http/facts.tsx';
import type { Progress as Stand } from '../service/mass-resending.ts';

/** How far sending many again is; the page can be closed and opened again. */
export function Progress({ of, here }: { readonly of: Stand; readonly here: string }) {
  const { total, states } = of;
  const told = states.accepted ?? 0;
  const lost = (states.failed ?? 0) + (states.bounced ?? 0);
  const open = (states.due ?? 0) + (states['in-flight'] ?? 0);
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
        <Fact label="Not sent">{states.cancelled}</Fact>
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
