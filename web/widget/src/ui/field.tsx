import { useId } from 'preact/hooks';

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'email' | 'area';
  /** Beside the label. */
  readonly hint?: string;
  /** What is wrong with it, in a sentence. */
  readonly fault?: string | undefined;
  readonly autoComplete?: string;
}

export function Field({ name, label, value, onChange, type = 'text', hint, fault, autoComplete = 'off' }: FieldProps) {
  const id = useId();
  const shared = {
    id,
    name,
    value,
    autocomplete: autoComplete,
    'aria-invalid': fault !== undefined,
    ...(fault ? { 'aria-describedby': `${id}-fault` } : {}),
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => onChange(currentTarget.value),
  };
  return (
    <div class="labelled">
      <label for={id}>
        {label}
        {hint && <small> {hint}</small>}
      </label>
      {type === 'area' && <textarea rows={3} {...shared} />}
      {type === 'email' && <input type="email" {...shared} />}
      {type === 'text' && <input type="text" {...shared} />}
      {fault && (
        <p id={`${id}-fault`} class="complaint">
          {fault}
        </p>
      )}
    </div>
  );
}
