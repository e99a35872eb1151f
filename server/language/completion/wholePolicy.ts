import { CompletionItemKind } from 'vscode-languageserver-types';
import { ownDocumentation, type Proposal } from './proposal.ts';
import { choice } from './snippet.ts';

const members = ['"version": "1"', `"default": "${choice(1, ['deny', 'allow'])}"`, '"tools": {\n\t$0\n}'].join(',\n');

/** A policy to begin with, for a file that has nothing in it yet. */
export function wholePolicy(): Proposal {
  return proposal(`{\n\t${members.replaceAll('\n', '\n\t')}\n}`);
}

/**
 * The same for an empty object.
 * @param isOnOneLine whether its braces stand side by side and are to be moved apart
 */
export function wholePolicyInside(isOnOneLine: boolean): Proposal {
  return proposal(isOnOneLine ? `\n\t${members.replaceAll('\n', '\n\t')}\n` : members);
}

function proposal(text: string): Proposal {
  return {
    label: 'policy',
    kind: CompletionItemKind.Snippet,
    text,
    detail: 'version, default and tools',
    documentation: ownDocumentation('A policy that allows nothing but the tools it lists.'),
    goesOn: true,
  };
}
