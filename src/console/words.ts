/** What services say to programs, and what pages say in its place: names of links and of fields. */
const words: readonly (readonly [said: string | RegExp, here: string])[] = [
  // In a form these are choices with words of their own.
  [/^Is one of [\w, -]+\.$/, 'Choose one of these.'],
  ['Must be true or false.', 'Choose yes or no.'],
  ['PUT acknowledgement', '“Confirm receipt”'],
  ['PUT identity', '“Say whether it is the person”'],
  ['PUT controller', '“Say who decides about the data”'],
  ['PUT forwarding', '“Pass it on to the customer”'],
  ['POST addresses', '“Add an address”'],
  ['GET records', '“See what is held”'],
  ['PUT its customer', '“Say which customer it is”'],
  ['PUT its contact', '“Other address”, on the page of the customer'],
  ['Lift that first: DELETE its suppression', 'Lift that first: “Send again”, on its page'],
  [
    'DELETE the subscription and its suppression',
    'Remove the subscription, and lift that nothing is sent to the address',
  ],
  [/DELETE the suppression \w+ first/, 'take it off the addresses never written to first'],
  ['GET customers?profile= lists them', 'the list of customers can be narrowed to them'],
  ['Publish it first: POST /ndas', 'Publish it first, under “NDA texts”'],
  ['and send "toldOtherwise": true', 'and tick that you have'],
  [': ?force=true&reason=entered-by-mistake, duplicate or requested', ' in the form'],
  [
    /^You changed version .* as If-Match\.$/,
    'Somebody else has changed this meanwhile. Open it again and look at it before you go on.',
  ],
  ['Read it and send its ETag as If-Match', 'Edit it there'],
  ['Send no If-Match to put it in again', 'Open its form anew to put it in again'],
  ['name these customers in `acknowledged`', 'tick that it is announced all the same'],
  ['Name the others in `documents`, or issue one', 'Give the others, or issue one'],
  ['Give that slug, or null for a new entry', 'Choose one, or a new entry'],
  [' Check the spelling in the API reference.', ''],
  [' (?accept_unprotected=true)', ''],
  ['switch isMarked of the document off', 'switch “Marked copies” of the document off'],
  [/ \(PUT …\/[a-z]+(\?[a-z]+=…)?\)/, ''],
  [' (effectiveOn)', ''],
  ['without a later effectiveOn', 'in a batch without a later day of effect'],
  ['leave effectiveOn out', 'leave the day of effect empty'],
  ['effectiveUntil is the first day', 'its end is the first day'],
  ['Must be after effectiveFrom', 'Must be after the first day of processing'],
  ['give effectiveUntil', 'give the first day without processing'],
  ['set agreementUntil first', 'enter its last day first'],
  ['or give asOf instead', 'or give the one day of which it tells'],
  ['contract.signedOn', 'the day on which its contract was signed'],
  [/\bslug\b/g, 'short name'],
  // What an id names stands behind a link (`leadsIn`).
  [/(?:,? as|:)? [a-z]{3}_[0-9a-f]{32}\b/g, ''],
];

/** A refusal of a service as pages say it: with the names of links and fields in the place of requests and members. */
export function inPages(detail: string): string {
  return words.reduce((text, [said, here]) => text.replace(said, here), detail);
}

const places: Readonly<Record<string, readonly [path: string, label: string]>> = {
  cus: ['/customers', 'Open the customer'],
  sbs: ['/subscribers', 'Open the subscription'],
  rrq: ['/privacy-requests', 'Open the request'],
  obj: ['/objections', 'Open the objection'],
  per: ['/people', 'Open the account'],
};

/** Where the things stand that a refusal names by their ids. */
export function leadsIn(
  detail: string,
): readonly { readonly path: string; readonly label: string }[] {
  const leads = [...detail.matchAll(/\b([a-z]{3})_[0-9a-f]{32}\b/g)].flatMap(([id, kind = '']) => {
    const [path, label] = places[kind] ?? [];
    return path === undefined || label === undefined ? [] : [{ path: `${path}/${id}`, label }];
  });
  return /\bhld_/.test(detail)
    ? [...leads, { path: '/retention/holds', label: 'Open the holds' }]
    : leads;
}
