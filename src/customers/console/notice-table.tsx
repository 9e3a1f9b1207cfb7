import type { Place } from '../../console/layout.tsx';
import { RecordTable } from '../../console/pieces.tsx';
import { Time, TimeOf } from '../../http/dates.tsx';
import type { HoldReason, Notice, WindowOutcome } from '../../notices/model/notice.ts';

const outcomeWords: Readonly<Record<WindowOutcome, string>> = {
  'accepted-by-silence': 'Accepted by silence',
  'refused-by-silence': 'Refused by silence',
  approved: 'Approved',
  objected: 'Objected',
};

const holdWords: Readonly<Record<HoldReason, string>> = {
  'not-reached': 'Not in effect: nobody was reached',
  'window-open': 'Not in effect: the time to object runs',
  'not-approved': 'Not in effect: not approved',
  'open-objection': 'Not in effect: an objection is open',
  excluded: 'Not in effect: excluded from it',
  'emergency-not-permitted': 'Not in effect: no emergency replacement permitted',
};

const stateWords: Readonly<Record<Notice['state'], string>> = {
  waiting: 'On its way: no mail server has accepted it yet',
  unreached: 'Nobody was reached',
  running: 'Time to object runs',
  closed: 'Time to object is over',
  ended: 'Withdrawn or announced anew',
};

/** How a change stands for a customer, in words for staff. */
function standingOf({ state, hold, effectiveAt, approved, outcome }: Notice): string {
  if (state === 'ended') return stateWords.ended;
  if (hold !== undefined) return holdWords[hold];
  if (effectiveAt !== undefined) return 'In effect';
  if (approved !== undefined) return outcomeWords.approved;
  return outcome === undefined ? stateWords[state] : outcomeWords[outcome];
}

/** What was announced to a customer, and how each change stands for it. */
export function Notices({
  place,
  notices,
}: {
  readonly place: Place;
  readonly notices: readonly Notice[];
}) {
  return (
    <section class="block" aria-labelledby="notices">
      <h2 id="notices">Notices</h2>
      {notices.length === 0 ? (
        <p class="small quiet">No change was announced to it yet.</p>
      ) : (
        <RecordTable
          caption="Notices, newest first"
          rows={notices.toReversed()}
          columns={[
            {
              label: 'Change',
              cell: ({ changeId, round }) => (
                <>
                  <a href={`${place.root}/changes/${changeId}`}>Change {changeId}</a>
                  {round === 1 ? null : <span class="sub">announced anew</span>}
                </>
              ),
            },
            {
              label: 'Announced',
              cell: ({ announcedAt }) => <TimeOf at={announcedAt} zone={place.timeZone} />,
            },
            {
              label: 'May object until',
              cell: ({ clock }) =>
                clock === undefined ? 'Not begun' : <Time day={clock.objectionEnds.on} />,
            },
            { label: 'Where it stands', cell: standingOf },
          ]}
        />
      )}
    </section>
  );
}
