import type { TrafficAge } from '../../../server/protocol/trafficPanel.ts';
import { grouped } from '../words.ts';

interface AgeInWords {
  readonly sign: string;
  readonly head: string;
  readonly sentence: string;
}

/** Why what is shown is not the run of the plan and the policy as they are; `undefined` while all is well. */
export function ageInWords(age: TrafficAge): AgeInWords | undefined {
  switch (age.state) {
    case 'old':
      return { sign: 'warning', head: 'Out of date', sentence: age.reason };
    case 'cancelled':
      return { sign: 'circle-slash', head: 'Cancelled', sentence: 'What is shown is from before.' };
    case 'too-many':
      return {
        sign: 'warning',
        head: 'Too many calls',
        sentence: `This would be ${grouped(age.calls)} calls or more: make it shorter or slower.`,
      };
    default:
      return undefined;
  }
}
