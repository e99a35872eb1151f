import type { Argument } from '../../tools/arguments/argument.ts';
import { argumentNames } from '../../tools/arguments/argumentNames.ts';
import { lookUpArgument } from '../../tools/arguments/lookUpArgument.ts';
import { type CompletionRequest, toolOf } from './request.ts';

/** The argument that a condition's path leads to, when the tool is known and its schema says so. */
export function comparedArgument(request: CompletionRequest, path: string | undefined): Argument | undefined {
  const names = path === undefined ? undefined : argumentNames(path);
  const tool = names === undefined ? undefined : toolOf(request);
  if (tool === undefined || names === undefined) return undefined;
  const found = lookUpArgument(tool.inputSchema, names);
  return found.kind === 'found' ? found.argument : undefined;
}
