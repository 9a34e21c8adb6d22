import type { Order, OrderReturn, ReturnResolution } from '@balie/shared/contracts/orders.ts';
import { NumberInput, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AskFirst } from './ask-first.tsx';

interface HandleReturnProps {
  readonly order: Order;
  readonly one: OrderReturn;
  readonly onClose: () => void;
}

/** What becomes of goods that came back, and of how many. It cannot be taken back: the dialog itself is the question. */
export function HandleReturn({ order, one, onClose }: HandleReturnProps) {
  const { t } = useTranslation('orders');
  // A return that was refused may still be accepted; one that nobody decided cannot be.
  const choices = order.can.resolutions.filter((resolution) => resolution !== 'still_accept' || one.handled);
  const [resolution, setResolution] = useState<ReturnResolution>(choices[0] ?? 'accept');
  const [quantity, setQuantity] = useState(one.quantity);
  return (
    <AskFirst
      orderId={order.id}
      opened
      title={t('return.title', { title: one.title, count: one.quantity })}
      action={t(`decide.${resolution}.verb`)}
      task={{ kind: 'handle_return', returnId: one.id, resolution, quantity }}
      disabled={quantity < 1 || quantity > one.quantity}
      onClose={onClose}
    >
      <Radio.Group
        label={t('return.what')}
        value={resolution}
        onChange={(value) => setResolution(choices.find((choice) => choice === value) ?? resolution)}
      >
        <Stack gap="xs" mt="xs">
          {choices.map((choice) => (
            <Radio key={choice} value={choice} label={t(`decide.${choice}.label`)} description={t(`decide.${choice}.hint`)} />
          ))}
        </Stack>
      </Radio.Group>
      {one.quantity > 1 ? (
        <NumberInput
          mt="md"
          w={160}
          label={t('return.quantity', { count: one.quantity })}
          min={1}
          max={one.quantity}
          allowDecimal={false}
          value={quantity}
          onChange={(value) => setQuantity(Number(value))}
        />
      ) : null}
      <p>{t('return.text', { shop: order.sourceName })}</p>
    </AskFirst>
  );
}
