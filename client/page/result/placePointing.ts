import type { SourceRange } from '../../../server/protocol/simulation.ts';
import { isSourceRange } from '../../../server/protocol/simulationShape.ts';

/** Follows which place of the policy the person looks at. */
export interface PlacePointing {
  /** What is there was drawn anew: the row that was looked at may be gone or about another place. */
  redrawn(): void;
}

/**
 * Tells of the place of the row under the mouse, else of the one with the keyboard; `undefined` once it is none. A row
 * says its place as {@link placeData}.
 */
export function pointAtPlaces(root: HTMLElement, tell: (range: SourceRange | undefined) => void): PlacePointing {
  let hovered: Element | undefined;
  let focused: Element | undefined;
  let told: string | undefined;

  function look(): void {
    const place = placeOf(hovered) ?? placeOf(focused);
    if (place === told) return;
    told = place;
    tell(place === undefined ? undefined : rangeIn(place));
  }

  function followed(follow: (element: Element | undefined) => void): (event: Event) => void {
    return ({ target }) => {
      follow(target instanceof Element ? target : undefined);
      look();
    };
  }

  const nothing = () => {
    hovered = undefined;
    focused = undefined;
    look();
  };
  const hover = (element: Element | undefined) => {
    hovered = element;
  };
  const focus = (element: Element | undefined) => {
    focused = element;
  };
  root.addEventListener('mouseover', followed(hover));
  root.addEventListener(
    'mouseleave',
    followed(() => hover(undefined)),
  );
  root.addEventListener('focusin', followed(focus));
  root.addEventListener(
    'focusout',
    followed(() => focus(undefined)),
  );
  window.addEventListener('blur', nothing);
  return { redrawn: look };
}

/** The place of a row as the attribute `data-place`. */
export function placeData(range: SourceRange | undefined): string | undefined {
  return range === undefined ? undefined : JSON.stringify(range);
}

function placeOf(element: Element | undefined): string | undefined {
  const row = element?.isConnected === true ? element.closest('[data-place]') : undefined;
  return row?.getAttribute('data-place') ?? undefined;
}

function rangeIn(place: string): SourceRange | undefined {
  const range: unknown = JSON.parse(place);
  return isSourceRange(range) ? range : undefined;
}
