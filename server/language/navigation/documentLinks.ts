import type { DocumentLink } from 'vscode-languageserver-types';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import { property } from '../../policy/syntax/syntaxTree.ts';
import { rangeOf } from '../range.ts';
import { textOf } from './nameAt.ts';
import { contentOf } from './stringContent.ts';

/** Longer than any address that browsers and file systems take. */
const longestAddress = 2000;

/** The policy's `$schema` as a link, where it is a path beside the policy or an address on the web. */
export function documentLinks(document: PolicyDocument): DocumentLink[] {
  const schema = property(document.root, '$schema')?.value;
  if (schema?.type !== 'string') return [];
  const target = linkTarget(textOf(schema), document.uri);
  if (target === undefined) return [];
  return [{ range: rangeOf(contentOf(document.text.getText(), schema), document), target }];
}

/**
 * Only files and the web: any other scheme could make the editor run something. A file on another host than the policy's
 * would be asked for with the person's Windows credentials.
 */
function linkTarget(address: string, base: string): string | undefined {
  if (address.trim() === '' || address.length > longestAddress) return undefined;
  const target = urlOf(address, base);
  switch (target?.protocol) {
    case 'http:':
    case 'https:':
      return target.href;
    case 'file:':
      return target.host === '' || target.host === urlOf(base)?.host ? target.href : undefined;
    default:
      return undefined;
  }
}

function urlOf(address: string, base?: string): URL | undefined {
  return URL.canParse(address, base) ? new URL(address, base) : undefined;
}
