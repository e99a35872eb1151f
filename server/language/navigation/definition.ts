import type { LocationLink, Position } from 'vscode-languageserver-types';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import { type Node, spanOf } from '../../policy/syntax/syntaxTree.ts';
import { rangeOf } from '../range.ts';
import { type CounterName, limitsBeside, nameAt, type ToolName } from './nameAt.ts';

/** Where to go: the string to put the cursor on, and all that belongs to it. */
interface Target {
  readonly name: Node;
  readonly whole: Node;
}

/**
 * Where the name at the position gets its meaning:
 * - a tool in `hide`: its entry in `tools`, of several the one that counts;
 * - a tool in `tools` that another entry of the same name overrides: the entry that counts;
 * - a tool in `tools` that is hidden: its entry in `hide`, which is what decides;
 * - a counter: the first limit of its list that names it.
 *
 * A name that stands at its own definition leads to itself, on which editors offer the references instead. An argument is
 * defined by the server, so its path leads nowhere.
 */
export function definition(document: PolicyDocument, position: Position): LocationLink[] {
  const name = nameAt(document, document.text.offsetAt(position));
  if (name === undefined || name.kind === 'argument') return [];
  const target = name.kind === 'tool' ? toolTarget(name, document) : counterTarget(name, document);
  if (target === undefined) return [];
  return [
    {
      originSelectionRange: rangeOf(spanOf(name.node), document),
      targetUri: document.uri,
      targetRange: rangeOf(spanOf(target.whole), document),
      targetSelectionRange: rangeOf(spanOf(target.name), document),
    },
  ];
}

function toolTarget({ name, node }: ToolName, { written }: PolicyDocument): Target | undefined {
  const counting = written.tools.findLast((tool) => tool.name === name);
  const hidden = name === '*' ? undefined : written.hide.find((entry) => entry.value === name);
  const atHidden = hidden && { name: hidden, whole: hidden };
  if (counting === undefined || (node === counting.key && atHidden !== undefined)) return atHidden;
  return { name: counting.key, whole: counting.node };
}

function counterTarget(name: CounterName, document: PolicyDocument): Target | undefined {
  for (const { node, counter } of limitsBeside(name, document)) {
    if (counter?.type === 'string' && counter.value === name.name) return { name: counter, whole: node };
  }
  return undefined;
}
