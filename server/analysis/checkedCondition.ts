import type { Node } from '../policy/syntax/syntaxTree.ts';
import type { WrittenCondition, WrittenRule } from '../policy/writtenPolicy.ts';
import type { ArgumentLookup } from '../tools/arguments/argument.ts';
import type { SchemaCheck } from './schemaCheck.ts';

/** A condition whose path and operator are written, of a tool that the server is known to have. */
export interface CheckedCondition {
  readonly rule: WrittenRule;
  readonly path: string;
  readonly pathNode: Node;
  /** Empty while it is not written. */
  readonly operator: string;
  readonly operatorNode: Node | undefined;
  readonly value: Node | undefined;
  readonly lookup: ArgumentLookup;
}

/** The condition with what the tool's schema says of its path; `undefined` when there is nothing to look up. */
export function checkedCondition(
  { path, op, value }: WrittenCondition,
  rule: WrittenRule,
  check: SchemaCheck,
): CheckedCondition | undefined {
  if (path?.type !== 'string') return undefined;
  const written = String(path.value);
  const lookup = check.lookUp(rule.tool, written);
  return (
    lookup && {
      rule,
      path: written,
      pathNode: path,
      operator: op?.type === 'string' ? String(op.value) : '',
      operatorNode: op,
      value,
      lookup,
    }
  );
}
