import type { Alert } from '../model/delivery.ts';
import type { Letter } from '../model/letter.ts';
import { text, type Voice } from './voice.ts';

export type DeskAlert = Extract<
  Alert,
  {
    kind:
      | 'inquiry-received'
      | 'access-waiting'
      | 'evidence-expiring'
      | 'file-damaged'
      | 'policy-drifted'
      | 'rights-received'
      | 'rights-due'
      | 'retention-begins'
      | 'hold-review';
  }
>;

export function isDeskAlert(alert: Alert): alert is DeskAlert {
  return kinds.has(alert.kind);
}

const kinds: ReadonlySet<string> = new Set<DeskAlert['kind']>([
  'inquiry-received',
  'access-waiting',
  'evidence-expiring',
  'file-damaged',
  'policy-drifted',
  'rights-received',
  'rights-due',
  'retention-begins',
  'hold-review',
]);

/** To staff; nothing of who it is. */
export function deskAlert(
  { words, sender }: Pick<Voice, 'words' | 'sender'>,
  told: DeskAlert,
): Pick<Letter, 'subject' | 'blocks'> {
  const { desk } = words;
  const { name } = sender;
  switch (told.kind) {
    case 'inquiry-received':
      return {
        subject: desk.inquirySubject(name, told.reference),
        blocks: [text(desk.inquiry(desk.topics[told.topic], told.isReply))],
      };
    case 'access-waiting': {
      const since = told.since && words.day(told.since);
      return {
        subject: desk.accessSubject(name, told.reference),
        blocks: [text(desk.access(told.documents, since))],
      };
    }
    case 'rights-received': {
      const due = told.due && words.day(told.due);
      return {
        subject: desk.rightsSubject(name, told.reference),
        blocks: [text(desk.rights(told.isReply, due))],
      };
    }
    case 'rights-due':
      return {
        subject: desk.rightsDueSubject(name, told.reference, told.stage),
        blocks: [text(desk.rightsDue(words.day(told.due), told.stage))],
      };
    case 'evidence-expiring':
      return {
        subject: desk.expiringSubject(name, told.document),
        blocks: [text(desk.expiring(told.document, words.day(told.validUntil)))],
      };
    case 'file-damaged':
      return {
        subject: desk.damagedSubject(name, told.document),
        blocks: [text(desk.damaged(told.document, told.number))],
      };
    case 'policy-drifted':
      return {
        subject: desk.driftedSubject(name, told.policy),
        blocks: [text(desk.drifted(told.policy, told.number, told.sections.join(', ')))],
      };
    default:
      return retentionAlert({ words, sender }, told);
  }
}

function retentionAlert(
  { words, sender: { name } }: Pick<Voice, 'words' | 'sender'>,
  told: Extract<DeskAlert, { kind: 'retention-begins' | 'hold-review' }>,
): Pick<Letter, 'subject' | 'blocks'> {
  const { desk } = words;
  if (told.kind === 'hold-review')
    return {
      subject: desk.holdSubject(name),
      blocks: [text(desk.hold(told.hold, words.day(told.reviewOn)))],
    };
  return {
    subject: desk.retentionSubject(name, told.rule),
    blocks: [text(desk.retention(told.rule, told.due, words.day(told.purgesFrom)))],
  };
}
