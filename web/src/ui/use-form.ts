import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { ApiError } from '../lib/http.ts';
import { useExplain } from './explain.ts';

interface FormOptions<S extends z.ZodType, V> {
  /** The contract: what may be sent. */
  readonly schema: S;
  readonly initial: V;
  readonly submit: (values: z.output<S>) => Promise<unknown>;
  /** Holds `problem.<code>` for refusals. */
  readonly namespace?: string;
}

export interface FieldProps {
  readonly name: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (event: { readonly currentTarget: { readonly value: string } }) => void;
}

/** A short form held against its contract: faults stand at their fields, a refusal of the server above the button. */
export function useForm<S extends z.ZodType, V extends Record<string, unknown>>({ schema, initial, submit, namespace }: FormOptions<S, V>) {
  const { t } = useTranslation('ui');
  const explain = useExplain(namespace);
  const [values, setValues] = useState<V>(initial);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  const set = <K extends keyof V & string>(name: K, value: V[K]) => {
    setValues((before) => ({ ...before, [name]: value }));
    setErrors(({ [name]: _, ...rest }) => rest);
  };

  const say = (issue: z.core.$ZodIssue): string => {
    const value = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], values);
    if (value === '' || value === undefined || value === null) return t('field.required');
    if (issue.code === 'too_small') return t('field.too_short', { min: Number(issue.minimum) });
    if (issue.code === 'too_big') return t('field.too_long', { max: Number(issue.maximum) });
    if (issue.code === 'invalid_format' && issue.format === 'email') return t('field.email');
    return t('field.invalid');
  };

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    setFailure(undefined);
    const parsed = schema.safeParse(values);
    if (!parsed.success) {
      const found: Record<string, string> = {};
      for (const issue of parsed.error.issues) found[issue.path.join('.')] ??= say(issue);
      setErrors(found);
      focusFirst(event.currentTarget, Object.keys(found));
      return;
    }
    setBusy(true);
    try {
      await submit(parsed.data);
    } catch (error) {
      const refused = error instanceof ApiError ? (error.problem.errors ?? []) : [];
      setErrors(Object.fromEntries(refused.map(({ path }) => [path, t('field.invalid')])));
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };

  const field = <K extends keyof V & string>(name: K): FieldProps => ({
    name,
    value: String(values[name] ?? ''),
    error: errors[name],
    onChange: (event) => set(name, event.currentTarget.value as V[K]),
  });

  return { values, set, field, errors, busy, onSubmit, failure, failureText: failure === undefined ? undefined : explain(failure) };
}

function focusFirst(form: HTMLFormElement, names: readonly string[]): void {
  const first = [...form.elements].find((element) => element instanceof HTMLInputElement && names.includes(element.name));
  if (first instanceof HTMLElement) first.focus();
}
