import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { Span } from '../../policy/syntax/span.ts';
import { type Node, spanOf } from '../../policy/syntax/syntaxTree.ts';
import type { WrittenCondition, WrittenRule } from '../../policy/writtenPolicy.ts';

/** Where a condition is marked: all of it on one line, else its value, so that no mark runs over several lines. */
export function conditionSpan(document: PolicyDocument, { node, value }: WrittenCondition): Span {
  return isOnOneLine(document, node) || value === undefined
    ? firstLineOf(document, node)
    : firstLineOf(document, value);
}

/** Where a rule is marked: all of it on one line, else its first condition, else as far as its first line reaches. */
export function ruleSpan(document: PolicyDocument, { node, conditions }: WrittenRule): Span {
  const [first] = conditions ?? [];
  return isOnOneLine(document, node) || first === undefined
    ? firstLineOf(document, node)
    : conditionSpan(document, first);
}

/** A node as far as its first line reaches. */
function firstLineOf({ text }: PolicyDocument, node: Node): Span {
  const written = text.getText().slice(node.offset, node.offset + node.length);
  const [line = ''] = written.split(/\r?\n/, 1);
  return line.length === written.length ? spanOf(node) : { offset: node.offset, length: line.trimEnd().length };
}

function isOnOneLine({ text }: PolicyDocument, { offset, length }: Node): boolean {
  return text.positionAt(offset).line === text.positionAt(offset + length).line;
}
