import type { RunScenariosParams, ScenariosParams } from './scenarios.ts';
import { isListOf, isOptional, isShape, isText } from './shape.ts';

/** No file of scenarios comes near. */
const longestFile = 10_000_000;
const isName = isText(1_000_000);

export const isScenariosParams = isShape<ScenariosParams>({ uri: isName, text: isOptional(isText(longestFile)) });

export const isRunScenariosParams = isShape<RunScenariosParams>({
  uri: isName,
  text: isOptional(isText(longestFile)),
  ids: isOptional(isListOf(isName, 1_000_000)),
});
