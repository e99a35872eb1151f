import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { Problem } from '../../policy/problems/problem.ts';
import { property, spanOf } from '../../policy/syntax/syntaxTree.ts';

/**
 * A policy under which no tool can be called. A policy is begun like that, so it is information; beside names in `hide`
 * it is a warning, since who hides some tools means to leave others.
 */
export function nothingCallable({ root, written }: PolicyDocument): Problem[] {
  if (written.tools.length > 0) return [];
  const everything = written.hide.find((entry) => entry.value === '*');
  if (everything !== undefined) {
    return [
      {
        code: 'nothing-callable',
        severity: 'information',
        span: spanOf(everything),
        message: 'No tool can be called: "*" hides every one. Hide single tools by their names to leave the others',
      },
    ];
  }
  const otherwise = property(root, 'default')?.value;
  const tools = property(root, 'tools');
  const isReadable = tools === undefined || tools.value?.type === 'object';
  if (otherwise?.value !== 'deny' || !isReadable) return [];
  const what = 'No tool can be called: "default" is "deny" and "tools" lists none';
  if (written.hide.length === 0) {
    return [
      {
        code: 'nothing-callable',
        severity: 'information',
        span: spanOf(tools?.key ?? otherwise),
        message: `${what}. List the tools to allow, as "name": {}`,
      },
    ];
  }
  return [
    {
      code: 'nothing-callable',
      severity: 'warning',
      span: spanOf(tools?.key ?? otherwise),
      message: `${what}, so "hide" only changes what the agent sees. List the tools to allow, or write "default": "allow" to allow all that are not hidden`,
      fixes: [
        {
          title: 'Allow every tool that is not hidden ("default": "allow")',
          edits: [{ span: spanOf(otherwise), text: '"allow"' }],
          isEvident: false,
        },
      ],
    },
  ];
}
