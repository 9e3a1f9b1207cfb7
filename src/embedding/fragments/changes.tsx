import { loadLog, logParams, readLogQuery } from '../../changes/log-query.ts';
import type { Change } from '../../changes/model.ts';
import { stateOf, titleOf } from '../../changes/words.ts';
import { refusalOf } from '../../core/errors.ts';
import { Time } from '../../http/dates.tsx';
import { useLanguage, useWords } from '../../http/language.tsx';
import type { Queried } from '../../publication/representation.ts';
import { fragmentWords } from '../words/fragments.ts';
import { fragmentOf, renderFragment, rootOf, unindexed } from './fragment.tsx';
import { ObjectionsUntil } from './subprocessors.tsx';

/** The newest changes for sites that are built before they are served; narrowed as the log is. */
export const changesFragment: Queried = {
  ...fragmentOf('/changes'),
  kind: 'queried',
  path: '/embed/changes.html',
  params: logParams,
  freeParams: ['since', 'limit'],
  render: async (input) => {
    const query = readLogQuery({ limit: '10', ...input.params }, input.snapshot);
    if (query.faults.length > 0) throw refusalOf(query.faults);
    const { items } = await loadLog(input, query);
    return {
      body: renderFragment(input, 'changes', <Log changes={items} root={rootOf(input)} />),
      headers: unindexed,
    };
  },
};

function Log({ changes, root }: { changes: readonly Change[]; root: string }) {
  const words = useWords(fragmentWords);
  return (
    <>
      {changes.length === 0 ? (
        <p>{words.noChange}</p>
      ) : (
        <ol>
          {changes.map((change) => (
            <OneChange change={change} root={root} />
          ))}
        </ol>
      )}
      <p class="annex-foot">
        <a href={`${root}/changes`}>{words.log}</a>
      </p>
    </>
  );
}

function OneChange({ change, root }: { change: Change; root: string }) {
  const words = useWords(fragmentWords);
  const language = useLanguage();
  const state = stateOf(change);
  return (
    <li class="annex-row">
      <span class="annex-when">
        <Time day={change.effectiveOn} prose />,{' '}
        <span class={`annex-${state}`}>
          {change.class === 'correction' ? words.correction : words.states[state]}
        </span>
        <ObjectionsUntil change={change} />
      </span>{' '}
      <a href={`${root}/changes/${change.id}`}>
        <bdi>{titleOf(change, language)}</bdi>
      </a>
    </li>
  );
}
