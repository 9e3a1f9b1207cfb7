import { parseDay } from '../../core/day.ts';
import { Choice } from '../../http/forms.tsx';
import type { RenderInput } from '../../publication/representation.ts';
import {
  changeClasses,
  type ChangeClass,
  changeStates,
  itemKinds,
  type ItemKind,
} from '../model.ts';
import { stepWords } from '../step-words.ts';

const kindWords: Readonly<Record<ItemKind, string>> = {
  added: 'Added',
  removed: 'Removed',
  replaced: 'Replaced',
  amended: 'Amended',
};
const classWords: Readonly<Record<ChangeClass, string>> = {
  substantive: 'Substantive',
  correction: 'Correction',
};

/** A plain GET form: it works without script, and its result has an address. */
export function LogFilter({ input: { snapshot, place, params } }: { input: RenderInput }) {
  const since = parseDay(params['since'] ?? '');
  return (
    <form
      class="filter"
      action={`${place.base}/changes`}
      method="get"
      role="search"
      aria-label="Filter the log"
    >
      <Choice
        name="state"
        label="State"
        all="All states"
        options={changeStates.map((state) => ({ value: state, text: stepWords[state] }))}
        chosen={params['state']}
      />
      <Choice
        name="kind"
        label="Kind"
        all="All kinds"
        options={itemKinds.map((kind) => ({ value: kind, text: kindWords[kind] }))}
        chosen={params['kind']}
      />
      <Choice
        name="class"
        label="Class"
        all="All classes"
        options={changeClasses.map((each) => ({ value: each, text: classWords[each] }))}
        chosen={params['class']}
      />
      <Choice
        name="service"
        label="Service"
        all="All services"
        options={snapshot.services.map(({ slug, name }) => ({ value: slug, text: name }))}
        chosen={params['service']}
      />
      {params['entry'] === undefined ? null : (
        <input type="hidden" name="entry" value={params['entry']} />
      )}
      <div>
        <label for="since">Published since</label>
        <input id="since" name="since" type="date" value={since ?? ''} />
      </div>
      <div>
        <button class="button plain" type="submit">
          Apply
        </button>
      </div>
    </form>
  );
}
