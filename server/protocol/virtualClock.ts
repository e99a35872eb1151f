/** The whole second that a moment lies in, in milliseconds: nobody wants to read or type milliseconds on the clock. */
export function wholeSecond(moment: number): number {
  return moment - (moment % 1_000);
}
