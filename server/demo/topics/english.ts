import type { Topic } from './topic.ts';

export const ENGLISH_DELIVERY: Topic = {
  key: 'english-delivery',
  weight: 3,
  language: 'en',
  team: 'Bezorging',
  tags: ['bezorging', 'english'],
  subjects: ['Where is my order {order}?', 'Order {order}', 'Delivery question'],
  scenes: [
    {
      asks: [
        'I ordered your {english} on {date} (order {order}) and it still has not arrived. The tracking page only shows Dutch text, could you tell me what is going on?',
        'The courier left a note I cannot read. Could you please have order {order} delivered again, or to a pick-up point in {town}?',
      ],
      answers: [
        'I am sorry about the delay. Your parcel is at the depot in {town} and will be delivered [tomorrow|the day after tomorrow]. You can follow it with {track}.',
      ],
      goesOn: {
        asks: ['Still nothing here, I am afraid. Could you check again?'],
        answers: ['That is not what I promised you. I have sent a new one today by express delivery.'],
      },
      thanks: ['Thank you for the quick reply, it just arrived.', 'Great, thanks!'],
    },
    {
      asks: [
        'Do you ship to [Belgium|Germany|Ireland]? At checkout I can only choose the Netherlands. I would like to order the {english}.',
      ],
      answers: [
        'Yes, we do! Please choose "Other country" below the address fields; shipping takes two to four working days and costs €9.95.',
      ],
      thanks: ['Found it, thanks!', 'Just ordered. Thank you.'],
    },
  ],
  notes: ['Klant spreekt Engels, graag in het Engels bellen.'],
};

export const ENGLISH_RETURN: Topic = {
  key: 'english-return',
  weight: 2,
  language: 'en',
  team: 'Retouren',
  tags: ['retour', 'english'],
  subjects: ['Return of order {order}', 'Question about order {order}', 'Not quite right'],
  scenes: [
    {
      asks: ['I would like to return the {english} from order {order}. It is unused and in its original box. Could you send me a label?'],
      answers: [
        'Of course. Please find the label attached; you can drop the parcel at any {carrier} point. We will refund {price} as soon as it is back.',
      ],
      thanks: ['Perfect, thank you.', 'Dropped it off this morning. Thanks for your help!'],
      answersWith: 'label',
    },
    {
      asks: ['The {english} arrived damaged, please see the picture. How can we solve this? Order number is {order}.'],
      answers: ['I am sorry to see that. A new one is on its way to you today, there is no need to send the damaged one back.'],
      thanks: ['The new one is perfect. Thank you!'],
      sendsAlong: 'photo',
    },
    {
      asks: ['I sent my parcel back on {date}, but have not received the refund of {price} yet. Could you have a look?'],
      answers: ['Your parcel arrived this morning and I have just refunded {price}. It should be on your account within two working days.'],
      thanks: ['Received it, thanks.'],
    },
  ],
  notes: [],
};
