import { parseDay } from '../../core/day.ts';
import { Choice } from '../../http/forms.tsx';
import { useLanguage } from '../../http/language.tsx';
import type { RenderInput } from '../../publication/representation.ts';
import { changeClasses, changeStates, itemKinds } from '../model.ts';
import { changePageWords } from '../words/pages.ts';
import { stepNames } from '../words/signs.ts';

/** A plain GET form: it works without script, and its result has an address. */
export function LogFilter({ input: { snapshot, place, params } }: { input: RenderInput }) {
  const language = useLanguage();
  const words = changePageWords[language].log;
  const since = parseDay(params['since'] ?? '');
  return (
    <form
      class="filter"
      action={`${place.pages}/changes`}
      method="get"
      role="search"
      aria-label={words.filter}
    >
      <Choice
        name="state"
        label={words.state[0]}
        all={words.state[1]}
        options={changeStates.map((state) => ({ value: state, text: stepNames[language][state] }))}
        chosen={params['state']}
      />
      <Choice
        name="kind"
        label={words.kind[0]}
        all={words.kind[1]}
        options={itemKinds.map((kind) => ({ value: kind, text: words.kinds[kind] }))}
        chosen={params['kind']}
      />
      <Choice
        name="class"
        label={words.class[0]}
        all={words.class[1]}
        options={changeClasses.map((each) => ({ value: each, text: words.classes[each] }))}
        chosen={params['class']}
      />
      <Choice
        name="service"
        label={words.service[0]}
        all={words.service[1]}
        options={snapshot.services.map(({ slug, name }) => ({ value: slug, text: name }))}
        chosen={params['service']}
      />
      {params['entry'] === undefined ? null : (
        <input type="hidden" name="entry" value={params['entry']} />
      )}
      <div>
        <label for="since">{words.since}</label>
        <input id="since" name="since" type="date" value={since ?? ''} />
      </div>
      <div>
        <button class="button plain" type="submit">
          {words.apply}
        </button>
      </div>
    </form>
  );
}
