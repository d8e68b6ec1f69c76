/** The present, by the clock of the computer that shows the page. No other file of the page asks `Date` for it (desk/no-own-clock). */
export function systemTime(): Date {
  return new Date();
}
