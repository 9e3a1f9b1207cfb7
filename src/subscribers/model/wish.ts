import { type Fault, pointerTo } from '../../core/errors.ts';
import { readMailAddress } from './mail-address.ts';
import type { Channel, Preferences } from './subscription.ts';
import { readTarget, type TargetRules } from './target.ts';

/** What somebody asks for at the form, as they typed it. */
export type AskedFor = Preferences & {
  readonly channel: Channel;
  readonly address: string;
  readonly contact?: string;
};

/** The same, understood. */
export type Wish = AskedFor;

export type KnownHere = TargetRules & { readonly services: readonly string[] };

/** Every fault at once, each with the field it is of. */
export function readWish(
  asked: AskedFor,
  known: KnownHere,
): { readonly wish: Wish } | { readonly faults: readonly Fault[] } {
  const { channel, contact: givenContact, ...rest } = asked;
  const address =
    channel === 'email'
      ? readMailAddress(asked.address)
      : readTarget(channel, asked.address, known);
  const contact = readContact(channel, givenContact);
  const faults = [
    ...('fault' in address ? [faultAt('address', address.fault)] : []),
    ...('fault' in contact ? [faultAt('contact', contact.fault)] : []),
    ...faultsInPreferences(asked, channel, known.services),
  ];
  if (faults.length > 0 || 'fault' in address || 'fault' in contact) return { faults };
  return { wish: { ...rest, channel, ...address, ...contact } };
}

/** What is wrong with what somebody chose to hear; nothing where all is well. */
export function faultsInPreferences(
  { topics, services, frequency }: Preferences,
  channel: Channel,
  known: readonly string[],
): readonly Fault[] {
  const unknown = services.findIndex((slug) => !known.includes(slug));
  return [
    ...(topics.length === 0 ? [faultAt('topics', 'Choose at least one topic.')] : []),
    ...(unknown < 0
      ? []
      : [
          faultAt(
            'services',
            'Names a service that does not exist here. Choose among those shown.',
          ),
        ]),
    ...(channel === 'webhook' && frequency !== 'immediate'
      ? [faultAt('frequency', 'A webhook is told at once; a program needs no digest.')]
      : []),
  ];
}

function readContact(channel: Channel, text: string | undefined) {
  const typed = text?.trim() ?? '';
  if (typed === '') return {};
  if (channel !== 'webhook')
    return { fault: 'A contact is kept for webhooks only: leave it empty.' };
  const read = readMailAddress(typed);
  return 'fault' in read ? read : { contact: read.address };
}

function faultAt(field: string, detail: string): Fault {
  return { pointer: pointerTo(field), detail };
}
