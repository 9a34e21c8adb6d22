import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useExplain } from '../../../ui/explain.ts';
import { notify } from '../../../ui/notify.tsx';
import type { SectionName } from '../sections.ts';

interface Edited<Item extends { readonly name: string }> {
  readonly section: SectionName;
  /** Of the texts, for what the server refuses. */
  readonly namespace: string;
  /** Undefined: a new one. */
  readonly item: Item | undefined;
  readonly save: () => Promise<unknown>;
  readonly saved: string;
  readonly remove: (item: Item) => Promise<unknown>;
  readonly removed: (name: string) => string;
  /** Brings back what was removed, where it stood. */
  readonly restore: (item: Item) => Promise<unknown>;
}

/** Saves one thing of a chapter and goes back to its list; what is removed is gone at once, and back on demand. */
export function useEditing<Item extends { readonly name: string }>(edited: Edited<Item>) {
  const { section, namespace, item } = edited;
  const navigate = useNavigate();
  const explain = useExplain(namespace);
  const toList = () => void navigate({ to: '/settings/$section', params: { section } });
  const save = useMutation({
    mutationFn: edited.save,
    onSuccess: () => {
      notify.success(edited.saved);
      toList();
    },
  });
  const remove = useMutation({
    mutationFn: async () => {
      if (item) await edited.remove(item);
    },
    onSuccess: () => {
      toList();
      if (!item) return;
      notify.undo(edited.removed(item.name), () => {
        edited.restore(item).catch((error: unknown) => notify.error(explain(error)));
      });
    },
    onError: (error) => notify.error(explain(error)),
  });
  return { section, isNew: item === undefined, save, remove, trouble: save.isError ? explain(save.error) : undefined };
}
export type Editing = ReturnType<typeof useEditing>;
