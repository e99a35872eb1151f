import { type Clock, systemClock } from '../../../../server/mcp/watch/clock.ts';
import { type Watch, type WatchOptions, watchTools } from '../../../../server/mcp/watch/watchTools.ts';
import type { WatchState } from '../../../../server/protocol/toolsOverview.ts';
import type { ReadyDefinition } from '../../../../server/serverConfig/definition/readyDefinition.ts';
import type { ConnectionProblem } from '../../../../server/tools/knowledge.ts';
import type { ToolList } from '../../../../server/tools/tool.ts';

/** A watch, and everything it has told. */
export interface Watched {
  readonly watch: Watch;
  /** The names of the tools of each list. */
  readonly lists: string[];
  readonly newest: () => ToolList;
  readonly problems: ConnectionProblem[];
  readonly states: WatchState[];
}

export function watched(definition: ReadyDefinition, options: Partial<WatchOptions> = {}): Watched {
  const lists: string[] = [];
  const whole: ToolList[] = [];
  const problems: ConnectionProblem[] = [];
  const states: WatchState[] = [];
  const watch = watchTools(definition, {
    timeoutMilliseconds: 15_000,
    onList(list) {
      whole.push(list);
      lists.push(list.tools.map(({ name }) => name).join(' '));
    },
    onProblem: (problem) => problems.push(problem),
    onState: (state) => states.push(state),
    random: () => 1,
    ...options,
  });
  const newest = () => {
    const last = whole.at(-1);
    if (last === undefined) throw new Error('there is no list');
    return last;
  };
  return { watch, lists, newest, problems, states };
}

/** A clock on which what takes long is over soon, and that remembers what was waited for. */
export function hurriedClock(): Clock & { readonly waits: number[] } {
  const waits: number[] = [];
  return {
    waits,
    now: systemClock.now,
    wait(milliseconds, signal) {
      waits.push(milliseconds);
      return systemClock.wait(milliseconds >= 1_000 ? 30 : milliseconds, signal);
    },
  };
}

/** Waits until it is true. Fails when that takes too long. */
export async function until(condition: () => boolean, what: string, milliseconds = 10_000): Promise<void> {
  for (let waited = 0; !condition(); waited += 10) {
    if (waited > milliseconds) throw new Error(`it never came to this: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
