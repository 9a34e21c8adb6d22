import type { ModalProps } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';

const Frame = lazy(async () => ({ default: (await import('./dialog-frame.tsx')).DialogFrame }));

/** A dialog in the middle of the screen. Its code comes when the first one opens: no screen begins with a dialog. */
export function Dialog(props: ModalProps) {
  const [wanted, setWanted] = useState(props.opened);
  if (props.opened && !wanted) setWanted(true);
  return <Suspense>{wanted ? <Frame {...props} /> : null}</Suspense>;
}
