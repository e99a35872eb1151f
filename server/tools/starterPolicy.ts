import type { JsonObject, JsonValue } from '../policy/json.ts';
import { writtenJson } from '../policy/writtenJson.ts';
import { classify, type RiskClass } from './risk.ts';
import type { Tool } from './tool.ts';

/**
 * A default-deny policy with the catalogue's starter rule for each tool's class, in the canonical form: keys in their
 * order, two spaces, tools in the order they are given. Source of the rules: policy-format, "Risk classes".
 */
export function starterPolicy(tools: readonly Tool[], classOf: (tool: Tool) => RiskClass = guessedClass): string {
  const hidden = tools.filter((tool) => classOf(tool) === 'destructive').map((tool) => tool.name);
  const listed = tools.filter((tool) => classOf(tool) !== 'destructive');
  const members = [
    ['version', text('1')],
    ['default', text('deny')],
    ...(hidden.length > 0 ? [['hide', indented(hidden)] as const] : []),
    ['tools', object(listed.map((tool) => [tool.name, indented(starterRules(tool, classOf(tool)))]))],
  ] as const;
  return `${object(members)}\n`;
}

function guessedClass(tool: Tool): RiskClass {
  return classify(tool).class;
}

const callsPerMinute = { write: 30, execute: 10 } as const;

/** The rules of the catalogue's starter policy for one tool under `tools`, by its class. */
export function starterRules({ name }: Tool, riskClass: RiskClass): JsonObject {
  switch (riskClass) {
    case 'read':
      return {};
    case 'write':
    case 'execute':
      return {
        limits: [{ counter: `${name}_rate`, window: 'minute', max: callsPerMinute[riskClass], scope: 'grant' }],
      };
    case 'financial':
    case 'destructive':
      return { deny_if: [{ conditions: [], on_deny: 'Requires human approval.' }] };
  }
}

function text(value: string): string {
  return writtenJson(value);
}

function indented(value: JsonValue): string {
  return writtenJson(value, 2);
}

/** Written member by member: an object of ours would move a tool named `1` to the front and lose one named `__proto__`. */
function object(members: readonly (readonly [string, string])[]): string {
  if (members.length === 0) return '{}';
  const lines = members.map(([name, value]) => `${text(name)}: ${value}`.replaceAll('\n', '\n  '));
  return `{\n  ${lines.join(',\n  ')}\n}`;
}
