import type { NoAnswer } from './model.ts';

/** Why no model was asked or heard, in a sentence for the answer's warnings. */
export const describeNoAnswer = (why: NoAnswer): string => {
  switch (why) {
    case 'resting':
      return 'The model is out of order for now: it was not asked';
    case 'late':
      return 'The model did not answer in time';
    case 'failed':
      return 'The model could not be asked';
    case 'unreadable':
      return 'The model did not answer as it was asked to';
    case 'request_spent':
      return 'The model was asked no further: a request may use so many tokens and no more';
    case 'month_spent':
      return 'The model was not asked: the tokens of this month are used up';
    case 'left':
      return 'The model was asked no further: nobody waits for it';
  }
};
