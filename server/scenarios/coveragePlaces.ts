import type {
  CompiledCondition,
  CompiledLimit,
  CompiledPolicy,
  CompiledRule,
} from '../decision/compile/compiledPolicy.ts';
import { shownText } from '../decision/explanation/shownValue.ts';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import { shownLine } from '../policy/shownName.ts';
import type { Span } from '../policy/syntax/span.ts';
import { elements, type Node, spanOf, valueAt } from '../policy/syntax/syntaxTree.ts';

/** A part of the policy that calls pass through. */
export interface CountedStatement {
  readonly kind: 'tool' | 'rule' | 'limit';
  /** The tool's name, or the id of the rule or limit. */
  readonly name: string;
  readonly span: Span;
  executed: number;
}

/** Something that can come out both ways. */
export interface CountedBranch {
  readonly kind: 'rule' | 'condition' | 'limit';
  readonly name: string;
  readonly span: Span;
  readonly statement: CountedStatement;
  heldTrue: number;
  heldFalse: number;
}

/** The places of a policy that are counted, in the order of the text, and the way from what is compiled to them. */
export interface CoveragePlaces {
  readonly statements: readonly CountedStatement[];
  readonly branches: readonly CountedBranch[];
  /** @param span the key under `tools`, or the entry of `hide` */
  tool(span: Span): CountedStatement | undefined;
  limit(span: Span): LimitPlace;
  rule(rule: CompiledRule): RulePlace;
}

export interface LimitPlace {
  readonly statement: CountedStatement | undefined;
  readonly branch: CountedBranch | undefined;
}

export interface RulePlace extends LimitPlace {
  /** One for each of the rule's conditions. */
  readonly conditions: readonly CountedBranch[];
}

const nowhere: RulePlace = { statement: undefined, branch: undefined, conditions: [] };

export function coveragePlaces({ written }: PolicyDocument, policy: CompiledPolicy): CoveragePlaces {
  const conditionNodes = conditionsByRule(written.tools.map(({ value }) => value));
  const tools = new Map<number, CountedStatement>();
  const limits = new Map<number, LimitPlace>();
  const rules = new Map<string, RulePlace>();

  const compiled = [...policy.tools].map(([name, tool]) => ({ name, tool }));
  if (policy.unlisted !== undefined) compiled.push({ name: '*', tool: policy.unlisted });
  for (const [name, span] of policy.hidden) tools.set(span.offset, statement('tool', name, span));
  for (const { name, tool } of compiled) {
    if (!tools.has(tool.span.offset)) tools.set(tool.span.offset, statement('tool', name, tool.span));
    for (const rule of tool.rules) {
      const key = keyOf(rule);
      if (!rules.has(key)) rules.set(key, rulePlace(rule, conditionNodes.get(rule.span.offset) ?? []));
    }
    for (const limit of tool.limits) addLimit(limit);
  }
  for (const limit of policy.allToolsLimits) addLimit(limit);

  function addLimit(limit: CompiledLimit): void {
    if (limits.has(limit.span.offset)) return;
    const counted = statement('limit', limit.id, limit.span);
    limits.set(limit.span.offset, { statement: counted, branch: branch('limit', limit.id, limit.span, counted) });
  }

  const placed = [...limits.values(), ...rules.values()];
  const statements = [...tools.values(), ...placed.flatMap((place) => place.statement ?? [])];
  const branches = [
    ...placed.flatMap((place) => place.branch ?? []),
    ...[...rules.values()].flatMap(({ conditions }) => conditions),
  ];
  return {
    statements: statements.sort(inText),
    branches: branches.sort(inText),
    tool: ({ offset }) => tools.get(offset),
    limit: ({ offset }) => limits.get(offset) ?? nowhere,
    rule: (rule) => rules.get(keyOf(rule)) ?? nowhere,
  };
}

/** One of Intercept's rules can be a requirement and a denial. */
function keyOf({ kind, span }: CompiledRule): string {
  return `${kind} ${span.offset}`;
}

function statement(kind: CountedStatement['kind'], name: string, span: Span): CountedStatement {
  return { kind, name, span, executed: 0 };
}

function branch(kind: CountedBranch['kind'], name: string, span: Span, counted: CountedStatement): CountedBranch {
  return { kind, name, span, statement: counted, heldTrue: 0, heldFalse: 0 };
}

function rulePlace(rule: CompiledRule, nodes: readonly Node[]): RulePlace {
  const counted = statement('rule', rule.id, rule.span);
  // A rule without conditions comes out one way only.
  if (rule.conditions.length === 0) return { ...nowhere, statement: counted };
  const spans = conditionSpans(rule, nodes);
  return {
    statement: counted,
    branch: branch('rule', rule.id, rule.span, counted),
    conditions: rule.conditions.map((condition, index) =>
      branch('condition', conditionName(condition), spans[index] ?? rule.span, counted),
    ),
  };
}

function conditionName({ path, operator, value }: CompiledCondition): string {
  return shownLine(`${path} ${operator} ${typeof value === 'string' ? shownText(value) : JSON.stringify(value)}`, 120);
}

/** Of Intercept's conditions some become limits, so those that are left are found by what they say. */
function conditionSpans({ conditions }: CompiledRule, nodes: readonly Node[]): (Span | undefined)[] {
  let next = 0;
  return conditions.map(({ path, operator }) => {
    const found = nodes.findIndex(
      (node, index) =>
        index >= next && valueAt(node, 'path')?.value === path && valueAt(node, 'op')?.value === operator,
    );
    const node = nodes[found];
    if (node === undefined) return undefined;
    next = found + 1;
    return spanOf(node);
  });
}

function conditionsByRule(tools: readonly (Node | undefined)[]): ReadonlyMap<number, readonly Node[]> {
  const found = new Map<number, readonly Node[]>();
  for (const tool of tools) {
    for (const list of ['require', 'deny_if', 'rules']) {
      for (const rule of elements(valueAt(tool, list))) found.set(rule.offset, elements(valueAt(rule, 'conditions')));
    }
  }
  return found;
}

function inText(a: { readonly span: Span }, b: { readonly span: Span }): number {
  return a.span.offset - b.span.offset || b.span.length - a.span.length;
}
