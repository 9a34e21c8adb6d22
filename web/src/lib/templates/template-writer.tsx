import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import type { Attachment } from '@balie/shared/contracts/files.ts';
import type { MessageTemplate } from '@balie/shared/contracts/templates.ts';
import { templateFault } from '@balie/shared/domain/templates.ts';
import { Button, FileButton } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../ui/error-state.tsx';
import { useExplain } from '../../ui/explain.ts';
import { SkeletonText } from '../../ui/skeletons.tsx';
import { FileChips } from '../../ui/writing/file-chips.tsx';
import { useUploads } from '../use-uploads.ts';
import { TemplateForm } from './template-form.tsx';
import { TemplateList } from './template-list.tsx';
import { firstValues, type Known } from './template-suggestions.ts';
import { templatesQuery } from './templates.query.ts';

/** A template on its way to being sent. */
export interface ChosenTemplate {
  readonly template: MessageTemplate;
  readonly values: Record<string, string>;
  /** What stands above it, where it wants that. */
  readonly file: Attachment | undefined;
}

const FILES: Record<string, string> = { image: 'image/jpeg,image/png', video: 'video/mp4,video/3gpp', document: '' };

/** What keeps it from being sent, as a key of the texts; undefined when nothing does. */
export function faultOf(chosen: ChosenTemplate | undefined): 'choose' | 'missing' | 'too-long' | 'file' | undefined {
  if (!chosen) return 'choose';
  const fault = templateFault(chosen.template, chosen.values)?.fault;
  if (fault) return fault;
  return wantsFile(chosen.template) && !chosen.file ? 'file' : undefined;
}

interface TemplateWriterProps {
  readonly channel: ChannelAccount;
  /** Of the customer. */
  readonly language: string;
  readonly known: Known;
  readonly chosen: ChosenTemplate | undefined;
  readonly tried: boolean;
  readonly asked: number;
  readonly onChange: (chosen: ChosenTemplate | undefined) => void;
  readonly onSend: () => void;
}

/** Chooses a template and fills it in. */
export function TemplateWriter({ channel, language, known, chosen, tried, asked, onChange, onSend }: TemplateWriterProps) {
  const { t } = useTranslation('templates');
  const templates = useQuery(templatesQuery(channel.id));
  if (chosen) {
    const change = (changed: Partial<ChosenTemplate>) => onChange({ ...chosen, ...changed });
    return (
      <TemplateForm
        template={chosen.template}
        values={chosen.values}
        known={known}
        tried={tried}
        file={wantsFile(chosen.template) ? <HeaderFile chosen={chosen} onChange={(file) => change({ file })} /> : undefined}
        onChange={(values) => change({ values })}
        onOther={() => onChange(undefined)}
        onSend={onSend}
      />
    );
  }
  if (templates.isError) return <ErrorState error={templates.error} title={t('title')} onRetry={() => void templates.refetch()} />;
  if (!templates.data) return <SkeletonText lines={4} />;
  return (
    <TemplateList
      templates={templates.data.items}
      language={language}
      asked={asked}
      onChoose={(template) => onChange({ template, values: firstValues(template, known), file: undefined })}
    />
  );
}

function HeaderFile({ chosen, onChange }: { readonly chosen: ChosenTemplate; readonly onChange: (file: Attachment | undefined) => void }) {
  const { t } = useTranslation('templates');
  const explain = useExplain();
  const kind = chosen.template.header?.kind ?? 'document';
  const uploads = useUploads(onChange);
  const chips = [
    ...(chosen.file ? [{ ...chosen.file, key: chosen.file.id, progress: undefined, problem: undefined, asLink: false }] : []),
    ...uploads.pending.map(({ key, file, progress, error }) => ({
      key,
      name: file.name,
      contentType: file.type,
      sizeBytes: file.size,
      progress: error ? undefined : progress,
      problem: error ? explain(error) : undefined,
      asLink: false,
    })),
  ];
  return (
    <div>
      {chips.length === 0 ? (
        <FileButton accept={FILES[kind] ?? ''} onChange={(file) => file && uploads.add([file])}>
          {(button) => (
            <Button {...button} variant="default" size="xs" leftSection={<IconPaperclip size={15} aria-hidden />}>
              {t(`file.${kind}`)}
            </Button>
          )}
        </FileButton>
      ) : null}
      <FileChips
        files={chips}
        onRetry={uploads.retry}
        onRemove={(key) => {
          uploads.cancel(key);
          onChange(undefined);
        }}
      />
    </div>
  );
}

function wantsFile({ header }: MessageTemplate): boolean {
  return header !== null && header.kind in FILES;
}
