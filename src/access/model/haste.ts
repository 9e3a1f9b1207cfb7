/** Faster nobody fills in a form with six fields, and whoever pastes has to read first. */
const leastSeconds = 4;

/** Whether a form was sent back sooner than a person could. `begun`: seconds since 1970, as the form says; a form that says nothing was not begun here. */
export function isHasty(begun: string, now: Date): boolean {
  if (!/^\d{1,12}$/.test(begun)) return true;
  return now.getTime() / 1000 - Number(begun) < leastSeconds;
}
