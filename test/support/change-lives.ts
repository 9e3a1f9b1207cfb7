import type { Change, Step, StepDetail, StepName } from '../../src/changes/model.ts';
import { newEventId } from '../../src/core/ids.ts';
import type { Snapshot } from '../../src/publication/model.ts';
import { day } from './factories.ts';
import { storySnapshot } from './snapshot.ts';

type Told = readonly [name: StepName, at: string, detail?: StepDetail];

const announced: Told = [
  'announced',
  '2026-11-16T15:00:00Z',
  { objectionEndsOn: day('2026-12-16') },
];
const closing: Told = ['objection-closing', '2026-12-09T05:00:00Z'];
const closed: Told = ['objection-closed', '2026-12-17T05:00:00Z'];
const moved = { effectiveOn: day('2027-02-01'), previousEffectiveOn: day('2027-01-04') };

/** What may become of an announced change, each a change of its own number that stands so. */
export const changeLives = {
  open: lifeOf(21, [announced]),
  closing: lifeOf(22, [announced, closing]),
  closed: lifeOf(23, [announced, closing, closed]),
  inEffect: lifeOf(24, [announced, closing, closed, ['in-effect', '2027-01-04T05:00:00Z']]),
  postponed: lifeOf(25, [
    announced,
    ['postponed', '2026-12-01T15:00:00Z', { ...moved, reason: 'The contract is not signed yet.' }],
  ]),
  renewed: lifeOf(26, [
    announced,
    closing,
    closed,
    [
      'postponed',
      '2026-12-21T15:00:00Z',
      {
        ...moved,
        reason: 'The place of processing is another one.',
        materialChange: 'Drafts are made in Sweden too.',
        objectionEndsOn: day('2027-01-20'),
      },
    ],
  ]),
  withdrawn: lifeOf(27, [
    announced,
    ['withdrawn', '2026-12-05T15:00:00Z', { reason: 'Customers preferred to write themselves.' }],
  ]),
  superseded: lifeOf(28, [announced, ['superseded', '2026-12-05T15:00:00Z', { supersededBy: 29 }]]),
  emergency: {
    ...lifeOf(30, [['in-effect', '2026-11-20T15:00:00Z', { objectionEndsOn: day('2026-12-21') }]]),
    effectiveOn: day('2026-11-20'),
    emergency: {
      ground: 'outage',
      explanation: 'The mail provider has been down since Thursday.\nNobody knows for how long.',
    },
  },
} as const satisfies Readonly<Record<string, Change>>;

/** The demo with these changes as its newest. */
export function snapshotWith(...lives: readonly Change[]): Snapshot {
  const story = storySnapshot();
  const isToCome = ({ steps }: Change) =>
    !steps.some(({ name }) => ['in-effect', 'withdrawn', 'superseded'].includes(name));
  const recent = [...lives, ...story.recent].toSorted((a, b) => b.id - a.id);
  const steps = lives
    .flatMap((change) => change.steps.map((step) => ({ change, step })))
    .toSorted((a, b) => b.step.at.getTime() - a.step.at.getTime());
  return {
    ...story,
    recent,
    pending: recent.filter(isToCome).toSorted((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1)),
    steps,
    stepsWithCorrections: steps,
    stepCounts: { substantive: steps.length, all: steps.length },
  };
}

function lifeOf(id: number, told: readonly Told[]): Change {
  const [mistral] = storySnapshot().recent;
  if (mistral === undefined) throw new TypeError('the story has no change');
  const steps = told.map(([name, at, detail], index): Step => ({
    name,
    at: new Date(at),
    eventId: newEventId(idsOf(id, index)),
    listVersion: id + index,
    ...detail,
  }));
  const { objectionEndsOn } = steps.findLast((step) => step.objectionEndsOn) ?? {};
  const effectiveOn = steps.findLast((step) => step.effectiveOn)?.effectiveOn;
  return {
    ...mistral,
    id,
    steps,
    ...(effectiveOn && { effectiveOn }),
    ...(objectionEndsOn && { objectionEndsOn }),
  };
}

function idsOf(id: number, index: number) {
  return {
    uuid: () => `00000000-0000-4000-8000-${String(id * 100 + index).padStart(12, '0')}`,
    bytes: (length: number) => new Uint8Array(length),
  };
}
