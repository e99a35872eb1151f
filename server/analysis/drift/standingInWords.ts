import { compiledPolicyOf } from '../../decision/compile/compilePolicy.ts';
import { type StandingOfTool, standingOf } from '../../decision/standing.ts';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import { isNamed, policyNames } from './policyNames.ts';

/** What a policy makes of a tool whose name it may never have heard. */
export interface StandingInWords {
  /** A clause about the tool, as "it". */
  readonly words: string;
  /** True when calls of it get through although the policy does not say a word about it. */
  readonly isUnseen: boolean;
}

/** `undefined` while the text holds nothing that decides. */
export function standingInWords(document: PolicyDocument, name: string): StandingInWords | undefined {
  if (document.root?.type !== 'object') return undefined;
  const { standing } = standingOf(compiledPolicyOf(document.root), name);
  const isListed = isNamed(policyNames(document), name);
  return { words: isListed ? ofNamed(standing) : ofUnnamed(standing), isUnseen: !isListed && letsThrough(standing) };
}

function letsThrough(standing: StandingOfTool['standing']): boolean {
  return standing === 'allowed' || standing === 'limited' || standing === 'conditioned';
}

function ofNamed(standing: StandingOfTool['standing']): string {
  return standing === 'hidden' ? 'the policy hides it' : 'the policy lists it';
}

function ofUnnamed(standing: StandingOfTool['standing']): string {
  switch (standing) {
    case 'hidden':
      return 'it is hidden as all tools are';
    case 'denied':
      return 'it is not listed, so every call of it is denied';
    case 'approval':
      return 'it is not listed, and what holds for every tool has a human approve each call of it';
    case 'limited':
      return 'it is not listed, and "default": "allow" lets it through within the limits over all tools';
    case 'allowed':
      return 'it is not listed, and "default": "allow" lets every call of it through';
    case 'conditioned':
      return 'it is not listed, and "default": "allow" lets it through as far as the rules for every tool do';
  }
}
