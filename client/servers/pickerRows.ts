import type { ServerDefinitionsResult } from '../../server/protocol/requests.ts';
import type { DefinitionProblem, ServerDefinitionSummary } from '../../server/protocol/serverDefinition.ts';

/** One line of the picker of servers, before it is drawn. Names, targets and messages are the files' own and untrusted. */
export type PickerRow =
  | { readonly kind: 'group'; readonly label: string }
  | {
      readonly kind: 'server';
      readonly definition: ServerDefinitionSummary;
      readonly description: string;
      /** The policy's server so far. */
      readonly isCurrent: boolean;
    }
  | { readonly kind: 'problem'; readonly problem: DefinitionProblem }
  | { readonly kind: 'type' };

/**
 * The rows in their order: the suggested server with its reason, then all others by where they come from, then what could
 * not be read, then the way to type one. Where a setting ties the policy to a server, there is nothing to type.
 * @param current the name of the policy's server so far
 */
export function pickerRows(
  { definitions, problems, suggested, tiedTo }: ServerDefinitionsResult,
  current: string | undefined,
): readonly PickerRow[] {
  const names = new Map<string, number>();
  for (const { name } of definitions) names.set(name, (names.get(name) ?? 0) + 1);
  const first = definitions.find(({ name, source }) => name === suggested?.server && source === suggested.source);
  const rowOf = (definition: ServerDefinitionSummary, more: readonly string[]): PickerRow => {
    const isCurrent = definition.name === current;
    // Several files may define a server of one name; the file tells them apart.
    const source = (names.get(definition.name) ?? 0) > 1 && definition.typed === undefined ? [definition.source] : [];
    const description = [definition.transport, ...more, ...source, ...(isCurrent ? ['connected'] : [])].join(' · ');
    return { kind: 'server', definition, description, isCurrent };
  };
  const byOrigin = new Map<string, PickerRow[]>();
  for (const definition of definitions) {
    if (definition === first) continue;
    const origin = definition.origin ?? definition.source;
    const rows = byOrigin.get(origin) ?? [];
    byOrigin.set(origin, rows);
    rows.push(rowOf(definition, []));
  }
  return [
    ...(first === undefined || suggested === undefined
      ? []
      : [group(`Suggested: ${suggested.why}`), rowOf(first, [first.origin ?? first.source])]),
    ...[...byOrigin].flatMap(([origin, rows]) => [group(origin), ...rows]),
    ...(problems.length === 0 ? [] : [group('Cannot be used')]),
    ...problems.map((problem): PickerRow => ({ kind: 'problem', problem })),
    ...(tiedTo === undefined ? [group(''), { kind: 'type' as const }] : []),
  ];
}

function group(label: string): PickerRow {
  return { kind: 'group', label };
}
