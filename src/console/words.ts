/** What the API's words for staff send to, and what the link to it is called here. */
const links: readonly (readonly [request: string, label: string])[] = [
  ['PUT acknowledgement', '“Confirm receipt”'],
  ['PUT identity', '“Say whether it is the person”'],
  ['PUT controller', '“Say who decides about the data”'],
  ['PUT forwarding', '“Pass it on to the customer”'],
  ['POST addresses', '“Add an address”'],
  ['GET records', '“See what is held”'],
  ['and send "toldOtherwise": true', 'and tick that you have'],
];

/** A refusal of a service as pages say it: with the names of links in the place of requests. */
export function inPages(detail: string): string {
  return links.reduce((text, [request, label]) => text.replaceAll(request, label), detail);
}
