import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { Node } from '../../policy/syntax/syntaxTree.ts';
import { argumentsIn, limitsBeside, type PolicyName } from './nameAt.ts';

/** One place of a policy where a name stands. */
export interface Occurrence {
  /** The string, quotes included. */
  readonly node: Node;
  /**
   * True where the name gets its meaning: the entries of `tools` for a tool, the first limit of a counter. An argument is
   * declared by the server alone.
   */
  readonly isDeclaration: boolean;
}

/** Every place of the document with that very name, in the order of the text. */
export function occurrencesOf(name: PolicyName, document: PolicyDocument): Occurrence[] {
  return unordered(name, document).toSorted((a, b) => a.node.offset - b.node.offset);
}

function unordered(name: PolicyName, document: PolicyDocument): Occurrence[] {
  const isSame = (node: Node | undefined): node is Node => node?.type === 'string' && node.value === name.name;
  switch (name.kind) {
    case 'tool': {
      const { tools, hide } = document.written;
      return [
        ...tools.filter(({ key }) => isSame(key)).map(({ key }) => ({ node: key, isDeclaration: true })),
        ...(name.name === '*' ? [] : hide.filter(isSame).map((node) => ({ node, isDeclaration: false }))),
      ];
    }
    case 'counter': {
      const counters = limitsBeside(name, document).map(({ counter }) => counter);
      return counters.filter(isSame).map((node, index) => ({ node, isDeclaration: index === 0 }));
    }
    case 'argument':
      return argumentsIn(name.tool)
        .filter(isSame)
        .map((node) => ({ node, isDeclaration: false }));
  }
}
