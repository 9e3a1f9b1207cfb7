import type { Deps } from '../../context.ts';
import { openMyTerms } from '../../customers/service/links.ts';
import { loadInput } from '../../customers/service/my-terms.ts';
import { myTermsLink } from '../../customers/service/reading.ts';
import type { RenderInput } from '../../publication/service.ts';
import type { PacketFacts } from '../model.ts';
import { loadCustomerPacket } from './packets.ts';

/** A customer's own packet, and what its page is drawn with. */
export type MyPacket = {
  readonly facts: PacketFacts;
  readonly input: RenderInput;
  /** Address of the customer's own page. */
  readonly my: string;
};

/** Undefined for a link that is not one of a customer. Refuses `not_found` for what was not announced to it. */
export async function openMyPacket(
  deps: Deps,
  token: string,
  changeId: number,
): Promise<MyPacket | undefined> {
  const visit = await openMyTerms(deps, token);
  if (visit === undefined) return undefined;
  const { ctx, customer } = visit;
  const { origin, base } = deps.config;
  return {
    facts: await loadCustomerPacket(ctx, changeId, customer.id),
    input: await loadInput(visit),
    my: myTermsLink(deps.keys, `${origin}${base}`, customer),
  };
}
