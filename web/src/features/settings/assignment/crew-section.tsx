import type { RoutingSettings } from '@balie/shared/contracts/routing.ts';
import { TagsInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAgents, useChannelName } from '../../../lib/tickets/names.ts';
import { asTag, useTagChoices } from '../../../lib/tickets/use-choices.tsx';
import { Avatar } from '../../../ui/avatar.tsx';
import { Card, Section, Setting } from '../../../ui/page.tsx';
import { useSaveRouting } from './assignment.api.ts';
import styles from './assignment.module.css';
import { LimitInput } from './limit-input.tsx';
import { useKinds } from './use-kinds.ts';

const NOTHING: Pick<RoutingSettings['agents'][number], 'skills' | 'kinds'> = { skills: [], kinds: {} };

/** What each colleague can do, and limits of their own. */
export function CrewSection({ routing }: { readonly routing: RoutingSettings }) {
  const { t } = useTranslation('assignment');
  const agents = useAgents();
  const channelName = useChannelName();
  const save = useSaveRouting();
  const kinds = useKinds();
  const tags = useTagChoices(true);
  const own = new Map(routing.agents.map((one) => [one.agentId, one]));
  const able = [...agents.values()].filter(({ active, role }) => active && role !== 'viewer').sort((a, b) => a.name.localeCompare(b.name));
  return (
    <Section title={t('crew')} description={t('crewHint')}>
      <Card>
        {able.map(({ id, name, picture }) => {
          const { skills, kinds: limits } = own.get(id) ?? NOTHING;
          const put = (body: { skills: string[]; kinds: Record<string, number> }) => save.mutate({ path: `agents/${id}`, body });
          const withKind = (kind: string, limit: number | null) => {
            const { [kind]: _before, ...others } = limits;
            return limit === null ? others : { ...others, [kind]: limit };
          };
          return (
            <Setting
              key={id}
              label={
                <span className={styles.who}>
                  <Avatar name={name} seed={id} picture={picture} size={24} />
                  {name}
                </span>
              }
              hint={
                <span className={styles.person}>
                  <TagsInput
                    label={t('skills')}
                    aria-label={t('skillsOf', { name })}
                    placeholder={skills.length === 0 ? t('skillsExample') : ''}
                    size="sm"
                    value={skills}
                    data={tags.map(({ value }) => value)}
                    maxTags={30}
                    onChange={(next) => put({ skills: [...new Set(next.map(asTag).filter((tag) => tag !== undefined))], kinds: limits })}
                  />
                  <span className={styles.limits}>
                    {kinds.map((kind) => (
                      <span key={kind} className={styles.limit}>
                        {channelName(kind)}
                        <LimitInput
                          label={t('limitOf', { name, channel: channelName(kind) })}
                          value={limits[kind] ?? null}
                          instead={routing.capacity.kinds[kind] ?? routing.capacity.each}
                          onSave={(limit) => put({ skills, kinds: withKind(kind, limit) })}
                        />
                      </span>
                    ))}
                  </span>
                </span>
              }
            />
          );
        })}
      </Card>
    </Section>
  );
}
