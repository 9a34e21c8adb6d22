import type { Locale } from '@balie/shared/contracts/common.ts';

export interface UnseenAnswer {
  readonly authorName: string;
  readonly text: string;
}

const WORDS = {
  nl: {
    greeting: (name: string) => (name ? `Hallo ${name},` : 'Hallo,'),
    opening: (shop: string) => `Je was al weg uit de chat van ${shop}. Dit is ons antwoord:`,
    asked: 'Je vroeg:',
    closing: 'Heb je nog een vraag? Beantwoord dan gewoon deze mail.',
    subject: (shop: string, topic: string) => (topic ? `Je vraag in de chat van ${shop}: ${topic}` : `Je vraag in de chat van ${shop}`),
  },
  en: {
    greeting: (name: string) => (name ? `Hello ${name},` : 'Hello,'),
    opening: (shop: string) => `You had left the chat of ${shop}. This is our answer:`,
    asked: 'You asked:',
    closing: 'Do you have another question? Just answer this mail.',
    subject: (shop: string, topic: string) =>
      topic ? `Your question in the chat of ${shop}: ${topic}` : `Your question in the chat of ${shop}`,
  },
} as const;

/** The mail that brings a visitor what they have not seen in the chat. */
export function unseenMail(given: {
  readonly language: Locale;
  readonly shopName: string;
  /** Empty when unknown. */
  readonly visitorName: string;
  /** Of the ticket. */
  readonly topic: string;
  /** What the visitor wrote last; may be empty. */
  readonly asked: string;
  readonly answers: readonly UnseenAnswer[];
}): { subject: string; html: string; text: string } {
  const words = WORDS[given.language];
  const { shopName, answers } = given;
  const lines = [
    words.greeting(given.visitorName),
    words.opening(shopName),
    ...answers.map(({ authorName, text }) => (authorName ? `${authorName}:\n${text}` : text)),
    ...(given.asked ? [`${words.asked}\n${given.asked}`] : []),
    words.closing,
  ];
  const html = [
    paragraph(lines[0] ?? ''),
    paragraph(words.opening(shopName)),
    ...answers.map(({ authorName, text }) => `<p>${authorName ? `<strong>${escaped(authorName)}</strong><br>` : ''}${broken(text)}</p>`),
    ...(given.asked ? [`${paragraph(words.asked)}<blockquote>${broken(given.asked)}</blockquote>`] : []),
    paragraph(words.closing),
  ];
  return { subject: words.subject(shopName, given.topic), html: html.join(''), text: lines.join('\n\n') };
}

const paragraph = (text: string) => `<p>${broken(text)}</p>`;
const broken = (text: string) => escaped(text).replaceAll('\n', '<br>');

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
