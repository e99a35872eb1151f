import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { Problem, ProblemFix } from '../../policy/problems/problem.ts';
import { shownName } from '../../policy/shownName.ts';
import type { Span } from '../../policy/syntax/span.ts';
import { property, spanOf } from '../../policy/syntax/syntaxTree.ts';
import type { WrittenTool } from '../../policy/writtenPolicy.ts';
import { shownCondition } from './condition.ts';
import type { Demand } from './demand.ts';
import type { Outlook, RuleFinding } from './outlook.ts';
import { conditionSpan, ruleSpan } from './problemSpan.ts';
import { eitherValue, splitInTwo, withoutRule } from './ruleFixes.ts';
import type { Rule } from './toolRules.ts';

/** More conditions than this a sentence does not name. */
const mostNamed = 4;

/** Rules that decide nothing, or everything. */
export function ruleProblems(document: PolicyDocument, { tool, findings, calls }: Outlook): Problem[] {
  const problems = findings.map((finding) => problemOf(document, tool, finding));
  return calls === 'denied' ? [...problems, ...deadLimits(tool)] : problems;
}

function problemOf(document: PolicyDocument, tool: WrittenTool, finding: RuleFinding): Problem {
  switch (finding.kind) {
    case 'never-matches':
      return neverMatches(document, tool, finding.rule, finding.because);
    case 'always-denied':
      return alwaysDenied(document, tool, finding.rule, finding.because);
    case 'never-decides':
      return neverDecides(document, tool, finding.rule, finding.because);
    case 'never-reached':
      return {
        code: 'never-reached',
        severity: 'information',
        span: ruleSpan(document, finding.rule.written),
        message: `This rule is never reached: every call of ${shownName(tool.name)} is denied before it. Take it out, or take out what denies every call`,
        fixes: withoutRule(tool, finding.rule.written),
      };
  }
}

function neverMatches(document: PolicyDocument, tool: WrittenTool, rule: Rule, because: readonly Demand[]): Problem {
  const { written } = rule;
  const consequence =
    written.kind === 'require' ? `denies every call of ${shownName(tool.name)}` : 'never denies a call';
  const never = because.length === 1 ? 'never holds' : 'never hold together';
  return {
    code: 'never-matches',
    severity: 'warning',
    span: spanIn(document, rule, because),
    message: `${named(because)} ${never}, so this rule ${consequence}. Correct ${because.length === 1 ? 'it' : 'one of them'}`,
    fixes: [...waysApart(document, rule, because), ...withoutRule(tool, written)],
  };
}

/** Conditions that stand beside each other where one or the other was meant. */
function waysApart(
  document: PolicyDocument,
  { written }: Rule,
  [first, second, ...more]: readonly Demand[],
): ProblemFix[] {
  if (first?.place === undefined || second?.place === undefined || more.length > 0) return [];
  const places = [first.place.written, second.place.written] as const;
  const isOneArgument = first.condition.path === second.condition.path;
  const either = isOneArgument ? eitherValue(written, places, [first.condition, second.condition]) : [];
  if (either.length > 0 || written.kind === 'require') return either;
  return [splitInTwo(document, written, places)];
}

function alwaysDenied(document: PolicyDocument, tool: WrittenTool, rule: Rule, because: readonly Demand[]): Problem {
  const [required, denied] = byKind(because);
  const parts = [
    ...(required.length > 0 ? [`it requires ${named(required)}`] : []),
    ...(denied.length > 0 ? [`it denies ${named(denied)}`] : []),
  ];
  const other = because.find(({ place }) => place !== undefined && place.rule !== rule.written)?.place;
  return {
    code: 'always-denied',
    severity: 'warning',
    span: spanIn(document, rule, because),
    message: `Every call of ${shownName(tool.name)} is denied: ${parts.join(', and ')}, which leaves no value to allow. Correct one of these rules`,
    fixes: [rule.written, ...(other === undefined ? [] : [other.rule])].flatMap((each) =>
      withoutRule(tool, each).map((fix) => (each === rule.written ? fix : { ...fix, title: otherTitle(each.kind) })),
    ),
    ...relatedTo(document, other),
  };
}

function otherTitle(kind: string): string {
  return `Take the other rule out of "${kind}"`;
}

function neverDecides(document: PolicyDocument, tool: WrittenTool, rule: Rule, because: readonly Demand[]): Problem {
  const before = because.filter(({ place }) => place?.rule !== rule.written);
  const [required, denied] = byKind(before);
  const parts = [
    ...(required.length > 0 ? [`${named(required)} ${isOrAre(required)} required`] : []),
    ...(denied.length > 0 ? [`${named(denied)} ${isOrAre(denied)} denied`] : []),
  ];
  return {
    code: 'never-decides',
    severity: 'information',
    span: ruleSpan(document, rule.written),
    message: `This rule never decides a call: ${parts.join(' and ')} before it, which covers all that this rule denies. Take it out, or correct one of the two`,
    fixes: withoutRule(tool, rule.written),
    ...relatedTo(document, before[0]?.place),
  };
}

/** The limits of a tool whose calls are all denied on purpose. */
function deadLimits(tool: WrittenTool): Problem[] {
  const limits = property(tool.value, 'limits');
  if (limits === undefined || tool.limits.length === 0) return [];
  return [
    {
      code: 'never-reached',
      severity: 'information',
      span: spanOf(limits.key),
      message: `These limits never count: every call of ${shownName(tool.name)} is denied before them. They begin to once a call can be allowed`,
    },
  ];
}

function spanIn(document: PolicyDocument, rule: Rule, because: readonly Demand[]): Span {
  const last = because.findLast(({ place }) => place?.rule === rule.written)?.place;
  return last === undefined ? ruleSpan(document, rule.written) : conditionSpan(document, last.written);
}

function relatedTo(document: PolicyDocument, place: Demand['place']): Pick<Problem, 'related'> {
  if (place === undefined) return {};
  return { related: { span: conditionSpan(document, place.written), message: 'The other rule' } };
}

/** Those that are to be met, and those that are not to be. */
function byKind(demands: readonly Demand[]): [required: Demand[], denied: Demand[]] {
  return [demands.filter(({ met }) => met), demands.filter(({ met }) => !met)];
}

function named(demands: readonly Demand[]): string {
  const shown = demands.slice(0, mostNamed).map(({ condition }) => shownCondition(condition));
  if (demands.length > mostNamed) shown.push(`${demands.length - mostNamed} more`);
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

function isOrAre({ length }: readonly Demand[]): string {
  return length === 1 ? 'is' : 'are';
}
