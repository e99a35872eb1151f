import { didYouMean } from '../policy/problems/didYouMean.ts';

/** What somebody meant, closest first; none when too much was asked already. */
export type Suggest = (written: string, candidates: readonly string[]) => string[];

/** A policy with more mistakes than this is another server's, and nobody reads what each of them could have meant. */
const mostSuggestedFor = 100;
/** Pairs of texts that are compared for one policy, which takes a fraction of a second. */
const mostCompared = 200_000;

/** Suggestions for one policy, whose work is bounded whatever it and its server's schemas hold. */
export function suggestions(): Suggest {
  let [problems, compared] = [0, 0];
  return (written, candidates) => {
    problems += 1;
    compared += candidates.length;
    return problems > mostSuggestedFor || compared > mostCompared ? [] : didYouMean(written, candidates);
  };
}
