import { notify } from './notify.tsx';

let offered: { readonly take: () => void } | undefined;

/**
 * Offers to take something back, by the button in the toast or by `undoLast` (a key). `settled` runs once when the offer
 * ends unused. Returns a function that withdraws the offer.
 */
export function offerUndo(message: string, undo: () => void, settled?: () => void): () => void {
  const end = () => {
    if (offered === offer) offered = undefined;
  };
  const withdraw = notify.undo(
    message,
    () => {
      end();
      undo();
    },
    () => {
      end();
      settled?.();
    },
  );
  const offer = {
    take: () => {
      end();
      withdraw();
      undo();
    },
  };
  offered = offer;
  return () => {
    end();
    withdraw();
  };
}

/** Takes back what was offered last; false when nothing is on offer. */
export function undoLast(): boolean {
  if (!offered) return false;
  offered.take();
  return true;
}
