import { Hono } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { needs } from '../../console/guard.ts';
import { answerPage, placeOf } from '../../console/layout.tsx';
import { Done, Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import type { Staff } from '../../context.ts';
import { Moment } from '../../http/dates.tsx';
import { type KeyState, type ListedKey, stateOf } from '../model.ts';
import { mayDo } from '../model/permitting.ts';
import { listStaffKeys } from '../service.ts';
import { listNames } from '../service/names.ts';
import { stateWords, titleOf } from './key.tsx';

/** The staff keys: who has one, what it may do, and what waits for a second person. */
export const keyPages = new Hono<ConsoleEnv>();

const done = {
  approved: 'The key is in force.',
  revoked: 'The key opens nothing any more.',
} as const;

/** What needs somebody comes first. */
const ranks: readonly KeyState[] = ['proposed', 'in-force', 'expired', 'revoked'];

/** Each state by the shape that people have here. */
const shapes: Readonly<Record<KeyState, string>> = {
  proposed: 'invited',
  'in-force': 'active',
  expired: 'removed',
  revoked: 'removed',
};

keyPages.get('/keys', needs('listStaffKeys'), async (c) => {
  const { ctx } = c.get('visit');
  const { root, timeZone } = await placeOf(c);
  const rankOf = (key: ListedKey) => ranks.indexOf(stateOf(key, ctx.now));
  const keys = (await listStaffKeys(ctx)).toSorted((a, b) => rankOf(a) - rankOf(b));
  const shown = { keys, names: await listNames(ctx.deps.db), now: ctx.now, zone: timeZone };
  return answerPage(
    c,
    { title: 'Keys', current: 'keys' },
    <>
      <PageTitle title="Keys">
        <p class="lead">
          Programs come in by these, each with one role. A new key opens nothing until somebody else
          than its maker approves it.
        </p>
        {ctx.deps.config.staffApiKey === undefined ? null : (
          <p class="small quiet">
            Beside these there is the key of the configuration, <code>STAFF_API_KEY</code>: an
            owner’s, without an end.
          </p>
        )}
        <p class="acts">
          {mayDo(ctx.actor, 'createStaffKey') ? (
            <a class="button" href={`${root}/keys/new`}>
              Make a key
            </a>
          ) : null}
          <a href={`${root}/rules`}>Rules of access that wait for a second person</a>
        </p>
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      {keys.length === 0 ? (
        <Empty>No key yet. Make one for the first program that is to work here.</Empty>
      ) : (
        <Keys {...shown} actor={ctx.actor} here={`${root}/keys`} />
      )}
    </>,
  );
});

type Shown = {
  readonly keys: readonly ListedKey[];
  readonly names: ReadonlyMap<string, string>;
  readonly actor: Staff;
  readonly now: Date;
  readonly zone: string;
  readonly here: string;
};

function Keys({ keys, names, actor, now, zone, here }: Shown) {
  const momentOr = (at: Date | undefined, otherwise: string) =>
    at === undefined ? otherwise : <Moment at={at} zone={zone} />;
  return (
    <RecordTable
      caption="Keys, those that wait first"
      rows={keys}
      columns={[
        {
          label: 'Holder',
          cell: (key) => (
            <>
              <bdi>{titleOf(key)}</bdi>
              <span class="sub">
                <code>{key.prefix}…</code>
              </span>
            </>
          ),
        },
        {
          label: 'Role',
          cell: ({ role, scopes }) => (
            <>
              {role}
              {scopes === undefined ? null : <span class="sub">Only {scopes.join(', ')}</span>}
            </>
          ),
        },
        {
          label: 'State',
          cell: (key) => {
            const state = stateOf(key, now);
            return <span class={`is is-${shapes[state]}`}>{stateWords[state]}</span>;
          },
        },
        {
          label: 'Proposed by',
          cell: ({ proposedBy, createdAt }) => (
            <>
              <bdi>{names.get(proposedBy ?? '') ?? proposedBy ?? 'Nobody knows'}</bdi>
              <span class="sub">
                <Moment at={createdAt} zone={zone} />
              </span>
            </>
          ),
        },
        { label: 'Ends', cell: ({ expiresAt }) => momentOr(expiresAt, 'Never') },
        { label: 'Last used', cell: ({ lastUsedAt }) => momentOr(lastUsedAt, 'Never') },
        {
          label: '',
          cell: (key) => <Acts of={key} state={stateOf(key, now)} actor={actor} here={here} />,
        },
      ]}
    />
  );
}

function Acts({
  of,
  state,
  actor,
  here,
}: Pick<Shown, 'actor' | 'here'> & { readonly of: ListedKey; readonly state: KeyState }) {
  const about = <span class="unseen"> the key of {titleOf(of)}</span>;
  return (
    <span class="acts">
      {state === 'proposed' && mayDo(actor, 'approveStaffKey') ? (
        <a href={`${here}/${of.id}/approval`}>Approve{about}</a>
      ) : null}{' '}
      {state !== 'revoked' && mayDo(actor, 'revokeStaffKey') ? (
        <a href={`${here}/${of.id}/revocation`}>Revoke{about}</a>
      ) : null}
    </span>
  );
}
