import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { SignatureFieldProps } from './signature-field.tsx';

const SignatureField = lazy(async () => ({ default: (await import('./signature-field.tsx')).SignatureField }));

/** A small editor for a signature; its code is fetched when it is shown. */
export function SignatureEditor(props: SignatureFieldProps) {
  return (
    <Suspense fallback={<Skeleton height={148} />}>
      <SignatureField {...props} />
    </Suspense>
  );
}
