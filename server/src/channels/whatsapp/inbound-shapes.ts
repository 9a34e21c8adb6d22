import { z } from 'zod';

/**
 * What Meta tells, read loosely: a field that is missing or strange must not cost the customer's message. Shapes after
 * Meta's OpenAPI description (github.com/facebook/openapi) and webhooks seen in the wild.
 */
const text = z.string().optional().catch(undefined);
const count = z.coerce.number().optional().catch(undefined);
const part = <Shape extends z.ZodRawShape>(shape: Shape) => z.looseObject(shape).optional().catch(undefined);
const list = <Shape extends z.ZodRawShape>(shape: Shape) => z.array(z.looseObject(shape)).optional().catch(undefined);

const media = part({
  id: text,
  mime_type: text,
  sha256: text,
  caption: text,
  filename: text,
  voice: z.boolean().optional().catch(undefined),
});
export type Media = NonNullable<z.infer<typeof media>>;
const choice = part({ title: text, description: text });

export const inboundMessage = z.looseObject({
  id: z.string().min(1),
  type: text,
  from: text,
  from_user_id: text,
  timestamp: text,
  group_id: text,
  text: part({ body: text }),
  image: media,
  video: media,
  audio: media,
  voice: media,
  document: media,
  sticker: media,
  location: part({ latitude: count, longitude: count, name: text, address: text, url: text }),
  contacts: list({
    name: part({ formatted_name: text, first_name: text, last_name: text }),
    org: part({ company: text }),
    phones: list({ phone: text }),
    emails: list({ email: text }),
  }),
  reaction: part({ message_id: text, emoji: text }),
  button: part({ text, payload: text }),
  interactive: part({
    type: text,
    button_reply: choice,
    list_reply: choice,
    nfm_reply: part({ name: text, body: text, response_json: z.unknown() }),
  }),
  order: part({
    text,
    product_items: list({ product_retailer_id: text, quantity: count, item_price: count, currency: text }),
  }),
  system: part({ type: text, body: text, wa_id: text, new_wa_id: text, user_id: text, previous_user_id: text }),
  context: part({
    id: text,
    forwarded: z.boolean().optional().catch(undefined),
    frequently_forwarded: z.boolean().optional().catch(undefined),
    referred_product: part({ product_retailer_id: text }),
  }),
  referral: part({ source_url: text, headline: text, body: text }),
  errors: list({ code: count, title: text, message: text, error_data: part({ details: text }) }),
});
export type WhatsAppMessage = z.infer<typeof inboundMessage>;

const sender = z.looseObject({ profile: part({ name: text, username: text }), wa_id: text, user_id: text });
export const toldMessage = z.looseObject({
  told: z.literal('message'),
  metadata: part({ phone_number_id: text, display_phone_number: text }),
  contacts: z.array(sender).optional().catch(undefined),
  message: inboundMessage,
});
export type ToldMessage = z.infer<typeof toldMessage>;

export const toldStatus = z.looseObject({
  told: z.literal('status'),
  metadata: part({ phone_number_id: text }),
  status: z.looseObject({
    id: z.string().min(1),
    status: z.string(),
    biz_opaque_callback_data: text,
    errors: list({ code: count, title: text, message: text, error_data: part({ details: text }) }),
  }),
});
export type ToldStatus = z.infer<typeof toldStatus>;

const MEDIA = ['image', 'video', 'audio', 'voice', 'document', 'sticker'] as const;
export type MediaType = (typeof MEDIA)[number];

/** The file of a message, if it brings one. */
export function mediaOf(message: WhatsAppMessage): { readonly type: MediaType; readonly media: Media } | undefined {
  for (const type of MEDIA) {
    const found = message[type];
    if (found?.id !== undefined) return { type, media: found };
  }
  return undefined;
}
