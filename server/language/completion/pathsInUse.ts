import { argumentNames } from '../../tools/arguments/argumentNames.ts';
import { type CompletionRequest, toolNameOf } from './request.ts';

/** More are no help to choose from. */
const most = 100;

/** The argument paths that this policy uses elsewhere for the tool of the slot, in the order of the text. */
export function pathsInUse(request: CompletionRequest): readonly string[] {
  const name = toolNameOf(request);
  const written = request.document.written.tools.filter((tool) => tool.name === name);
  const conditions = written.flatMap(({ rules }) => rules.flatMap((rule) => rule.conditions ?? []));
  const limits = written.flatMap((tool) => tool.limits);
  const nodes = [...conditions.map(({ path }) => path), ...limits.map(({ incrementFrom }) => incrementFrom)];
  const own = request.slot.over?.offset;
  const paths = nodes
    .filter((node) => node !== undefined && node.offset !== own)
    .map((node): unknown => node?.value)
    .filter((path): path is string => typeof path === 'string' && argumentNames(path) !== undefined);
  return [...new Set(paths)].slice(0, most);
}
