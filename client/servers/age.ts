const day = 24 * 60 * 60 * 1000;

/**
 * How long ago a moment was, as people say it: `at 10:30`, `yesterday`, `3 days ago`. Both in milliseconds since the Unix
 * epoch; days are those of the person's own calendar.
 */
export function ageInWords(moment: number, now: number): string {
  const days = Math.round((startOfDay(now) - startOfDay(moment)) / day);
  if (days <= 0) return `at ${new Date(moment).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}`;
  if (days === 1) return 'yesterday';
  if (days < 14) return `${days} days ago`;
  if (days < 60) return `${Math.floor(days / 7)} weeks ago`;
  if (days < 730) return `${Math.floor(days / 30.44)} months ago`;
  return `${Math.floor(days / 365.25)} years ago`;
}

function startOfDay(moment: number): number {
  return new Date(moment).setHours(0, 0, 0, 0);
}
