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

/** What may become of an announced change, each a change of its own number. */
const told = {
  open: [announced],
  closing: [announced, closing],
  closed: [announced, closing, closed],
  inEffect: [announced, closing, closed, ['in-effect', '2027-01-04T05:00:00Z']],
  postponed: [
    announced,
    ['postponed', '2026-12-01T15:00:00Z', { ...moved, reason: 'The contract is not signed yet.' }],
    closing,
    closed,
  ],
  renewed: [
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
  ],
  withdrawn: [
    announced,
    ['withdrawn', '2026-12-05T15:00:00Z', { reason: 'Customers preferred to write themselves.' }],
  ],
  superseded: [announced, ['superseded', '2026-12-05T15:00:00Z', { supersededBy: 29 }]],
  emergency: [
    ['in-effect', '2026-11-20T15:00:00Z', { objectionEndsOn: day('2026-12-21') }],
    ['objection-closing', '2026-12-14T05:00:00Z'],
    ['objection-closed', '2026-12-22T05:00:00Z'],
  ],
} as const satisfies Readonly<Record<string, readonly Told[]>>;

export type LifeName = keyof typeof told;
export const lifeNames = Object.keys(told).filter((name): name is LifeName => name in told);

/** A life as it stood after each of its steps, in the words that were known then. */
export function stagesOf(name: LifeName): readonly Change[] {
  const steps: readonly Told[] = told[name];
  return steps.map((_, index) => lifeAfter(name, index + 1));
}

/** A life as it stood after so many steps; after all where nothing is said. */
export function lifeAfter(name: LifeName, count: number = told[name].length): Change {
  const life = lifeOf(21 + lifeNames.indexOf(name), told[name].slice(0, count));
  return name === 'emergency' ? { ...life, ...emergency } : life;
}

const emergency = {
  effectiveOn: day('2026-11-20'),
  emergency: {
    ground: 'outage',
    explanation: 'The mail provider has been down since Thursday.\nNobody knows for how long.',
  },
} as const;

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
