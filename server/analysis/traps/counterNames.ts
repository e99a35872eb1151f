import type { Problem } from '../../policy/problems/problem.ts';
import { shownName } from '../../policy/shownName.ts';
import { type Node, spanOf } from '../../policy/syntax/syntaxTree.ts';
import { writtenJson } from '../../policy/writtenJson.ts';
import type { WrittenLimit, WrittenPolicy, WrittenTool } from '../../policy/writtenPolicy.ts';

/** Tools that a message names. */
const mostNamed = 3;

/** Counters whose names are taken twice: in one list of limits, or under several tools. */
export function counterProblems(policy: WrittenPolicy, tools: readonly WrittenTool[]): Problem[] {
  return [
    ...tools.flatMap(({ limits }) => namedTwice(limits)),
    ...namedTwice(policy.allToolsLimits),
    ...namedUnderSeveral(policy, tools),
  ];
}

/** The assumption `shared-counter`: what then counts is assumed; that Intercept does not load such a policy is known. */
function namedTwice(limits: readonly WrittenLimit[]): Problem[] {
  if (!haveRepeatedCounter(limits)) return [];
  const first = new Map<string, Node>();
  const taken = new Set(limits.map(({ counter }) => counter?.value));
  const problems: Problem[] = [];
  for (const { counter } of limits) {
    const name = nameOf(counter);
    if (counter === undefined || name === undefined) continue;
    const before = first.get(name);
    if (before === undefined) {
      first.set(name, counter);
      continue;
    }
    const free = freeName(name, taken);
    problems.push({
      code: 'counter-twice',
      severity: 'warning',
      span: spanOf(counter),
      message: `Counter ${shownName(name)} is named by another limit of this list. Intercept does not load such a policy; here both limits are taken to charge one counter (assumed). Give each limit a counter of its own`,
      fixes: [
        {
          title: `Rename this counter to ${shownName(free)}`,
          edits: [{ span: spanOf(counter), text: writtenJson(free) }],
          isEvident: false,
        },
      ],
      related: { span: spanOf(before), message: 'The other limit' },
    });
  }
  return problems;
}

/** Nearly no list has one, and a policy has thousands of short lists: comparing a few names costs no memory. */
export function haveRepeatedCounter(limits: readonly WrittenLimit[]): boolean {
  if (limits.length > 8) return new Set(limits.map(({ counter }) => counter?.value)).size < limits.length;
  for (let index = 1; index < limits.length; index++) {
    const name: unknown = limits[index]?.counter?.value;
    for (let before = 0; before < index; before++) if (limits[before]?.counter?.value === name) return true;
  }
  return false;
}

/** Names more than these are rather the same name again than looked for. */
const mostTried = 100;

function freeName(name: string, taken: ReadonlySet<unknown>): string {
  let number = 2;
  while (taken.has(`${name}_${number}`) && number < mostTried) number++;
  return `${name}_${number}`;
}

type Owner = string | undefined;

/** One counter is said once, however many tools name it. */
function namedUnderSeveral(policy: WrittenPolicy, tools: readonly WrittenTool[]): Problem[] {
  const first = new Map<string, WrittenLimit>();
  const several = new Map<string, { readonly owners: Set<Owner>; readonly second: Node }>();
  const note = (limit: WrittenLimit): void => {
    const { counter, tool } = limit;
    const name = nameOf(counter);
    if (counter === undefined || name === undefined) return;
    const before = first.get(name);
    if (before === undefined) first.set(name, limit);
    else if (before.tool !== tool) {
      const known = several.get(name);
      if (known === undefined) several.set(name, { owners: new Set([before.tool, tool]), second: counter });
      else known.owners.add(tool);
    }
  };
  for (const { limits } of tools) limits.forEach(note);
  policy.allToolsLimits.forEach(note);

  return [...several].map(([name, { owners, second }]) => {
    const counter = first.get(name)?.counter;
    return {
      code: 'counter-under-two-tools',
      severity: 'information',
      span: spanOf(second),
      message: `Counter ${shownName(name)} is named under ${ownersInWords([...owners])}. Each of them counts on its own: a name does not share a limit. For one quota over every tool, write it under "all_tools"`,
      ...(counter && { related: { span: spanOf(counter), message: 'Another counter of the same name' } }),
    };
  });
}

function ownersInWords(owners: readonly Owner[]): string {
  const shown = owners.slice(0, mostNamed).map((owner) => (owner === undefined ? '"all_tools"' : shownName(owner)));
  if (owners.length > mostNamed) shown.push(`${owners.length - mostNamed} more`);
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

function nameOf(counter: Node | undefined): string | undefined {
  return counter?.type === 'string' && counter.value !== '' ? String(counter.value) : undefined;
}
